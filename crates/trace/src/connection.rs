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
    /// The other end writes no more (FIN).
    Ended,
    /// This end writes no more.
    ShutDown,
    /// The other end reset the connection (RST).
    Reset,
    /// It was closed.
    Closed,
}
