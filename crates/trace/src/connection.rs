//! Connections, as far as the record tells of them: each end that is on this machine has a number of its own.

use serde::{Deserialize, Serialize};

/// A socket, numbered in the order of opening.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ConnectionId(pub u32);

/// What happens to a socket. Addresses are in words: `127.0.0.1:8888`, or by a host's name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConnectionState {
    /// It listens at this address.
    Listening(String),
    /// It asks to be connected with this address.
    Connecting(String),
    /// The connection that it asked for stands.
    Connected {
        /// Its own address.
        local: String,
        /// The other end's.
        remote: String,
    },
    /// The connection stands, and was accepted from a listening socket.
    Accepted {
        /// Its own address.
        local: String,
        /// The other end's.
        remote: String,
    },
    /// The connection that it asked for did not come to be: Linux' error number.
    Failed(i32),
    /// So many bytes were written to it.
    Sent(u64),
    /// So many bytes have arrived at it.
    Received(u64),
    /// It has no room for what is written to it: the other end has to read first.
    Full,
    /// It listens, and so many connections wait to be accepted: said whenever that changes.
    Queued(u32),
    /// TLS is being agreed on.
    HandshakeBegan,
    /// TLS is agreed on.
    HandshakeEnded,
    /// A request of HTTP/1 begins, in what was last sent or received: in the clear or in TLS.
    Request {
        /// `GET`
        method: String,
        /// What it asks for, shortened where it is long: `/books?limit=10`.
        target: String,
    },
    /// The answer to it begins, in what was last received or sent: its status.
    Answer(u16),
    /// The host that it asks is made up: nobody here knows what it says in life.
    MadeUp,
    /// The other end writes no more (FIN).
    Ended,
    /// This end writes no more.
    ShutDown,
    /// The other end reset the connection (RST).
    Reset,
    /// It was closed.
    Closed,
}

/// Something that was seen of a socket, and when.
#[derive(Clone, Debug, PartialEq)]
pub struct Seen {
    /// The event that tells of it.
    pub event: usize,
    /// When it happened, in virtual seconds: at most the event's time.
    pub at: super::event::Seconds,
    /// The script's line that did it.
    pub line: Option<u32>,
    /// What.
    pub what: What,
}

/// A [`ConnectionState`] without the addresses.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "they are those of `ConnectionState`")]
pub enum What {
    Listening,
    Connecting,
    Connected,
    Accepted,
    Failed(i32),
    Sent(u64),
    Received(u64),
    Full,
    Queued(u32),
    HandshakeBegan,
    HandshakeEnded,
    /// Method and target: `GET /books`.
    Request(String),
    Answer(u16),
    MadeUp,
    Ended,
    ShutDown,
    Reset,
    Closed,
}

impl From<&ConnectionState> for What {
    fn from(state: &ConnectionState) -> Self {
        match state {
            ConnectionState::Listening(_) => Self::Listening,
            ConnectionState::Connecting(_) => Self::Connecting,
            ConnectionState::Connected { .. } => Self::Connected,
            ConnectionState::Accepted { .. } => Self::Accepted,
            ConnectionState::Failed(errno) => Self::Failed(*errno),
            ConnectionState::Sent(bytes) => Self::Sent(*bytes),
            ConnectionState::Received(bytes) => Self::Received(*bytes),
            ConnectionState::Full => Self::Full,
            ConnectionState::Queued(waiting) => Self::Queued(*waiting),
            ConnectionState::HandshakeBegan => Self::HandshakeBegan,
            ConnectionState::HandshakeEnded => Self::HandshakeEnded,
            ConnectionState::Request { method, target } => {
                Self::Request(format!("{method} {target}"))
            }
            ConnectionState::Answer(status) => Self::Answer(*status),
            ConnectionState::MadeUp => Self::MadeUp,
            ConnectionState::Ended => Self::Ended,
            ConnectionState::ShutDown => Self::ShutDown,
            ConnectionState::Reset => Self::Reset,
            ConnectionState::Closed => Self::Closed,
        }
    }
}

/// The name of Linux' error number, as far as connections have it: `ECONNREFUSED`.
pub fn errno_name(errno: i32) -> String {
    let name = match errno {
        11 => "EAGAIN",
        13 => "EACCES",
        22 => "EINVAL",
        32 => "EPIPE",
        97 => "EAFNOSUPPORT",
        98 => "EADDRINUSE",
        99 => "EADDRNOTAVAIL",
        101 => "ENETUNREACH",
        103 => "ECONNABORTED",
        104 => "ECONNRESET",
        110 => "ETIMEDOUT",
        111 => "ECONNREFUSED",
        113 => "EHOSTUNREACH",
        _ => return format!("errno {errno}"),
    };
    name.to_owned()
}
