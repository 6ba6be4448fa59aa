//! What is told of connections, for a record.

use super::{Errno, FileId, address::Address};
use crate::Seconds;

/// Something that happened to one end of a connection.
#[derive(Clone, Debug, PartialEq)]
pub struct News {
    /// When.
    pub at: Seconds,
    /// Which end: a socket.
    pub file: FileId,
    /// What.
    pub what: Happening,
}

/// What happens to the ends of connections.
#[derive(Clone, Debug, PartialEq)]
pub enum Happening {
    /// It listens.
    Listens(Address),
    /// It asks to be connected.
    Connects(Address),
    /// The connection stands, and this end of it asked for it.
    Connected {
        /// Its own address.
        local: Address,
        /// The other end's.
        remote: Address,
    },
    /// The connection stands, and was taken from a listening socket's queue.
    Accepted {
        /// Its own address.
        local: Address,
        /// The other end's.
        remote: Address,
    },
    /// The connection did not come to be.
    Failed(Errno),
    /// So many bytes were written to it.
    Sent(usize),
    /// So many bytes have arrived at it.
    Arrived(usize),
    /// It has no room for what is written to it: the other end has to read first.
    Full,
    /// So many connections wait in its queue to be accepted: told whenever that changes.
    Queued(usize),
    /// TLS is being agreed on.
    HandshakeBegan,
    /// TLS is agreed on.
    HandshakeEnded,
    /// A request of HTTP/1 begins, in what was last written to it or has last arrived.
    Request {
        /// `GET`
        method: String,
        /// What it asks for, shortened: `/books?limit=10`.
        target: String,
    },
    /// The answer to it begins: its status.
    Answer(u16),
    /// The host that it asks is made up: [`HostSpec::made_up`](super::HostSpec::made_up).
    MadeUp,
    /// The other end writes no more.
    Ended,
    /// This end writes no more.
    ShutDown,
    /// The other end reset the connection.
    Reset,
    /// It was closed.
    Closed,
}
