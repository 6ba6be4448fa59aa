//! Options of sockets: `setsockopt(2)` and `getsockopt(2)`, as far as they are numbers.

use super::{
    address::{Family, Type},
    errno::{Errno, Outcome},
};
use std::collections::BTreeMap;

const SOL_SOCKET: i32 = 1;
const IPPROTO_TCP: i32 = 6;
const SO_REUSEADDR: i32 = 2;
const SO_TYPE: i32 = 3;
const SO_SNDBUF: i32 = 7;
const SO_RCVBUF: i32 = 8;
const SO_LINGER: i32 = 13;
const SO_REUSEPORT: i32 = 15;
const SO_ACCEPTCONN: i32 = 30;
const SO_PROTOCOL: i32 = 38;
const SO_DOMAIN: i32 = 39;
const IPPROTO_IPV6: i32 = 41;
const IPV6_V6ONLY: i32 = 26;

/// Bytes that a Unix socket or a datagram socket holds: `net.core.wmem_default`.
pub(super) const BUFFER: usize = 212_992;
/// Bytes that a TCP connection over loopback takes from one who writes while nobody reads: what Linux lets its buffers
/// grow to.
pub(super) const TCP_BUFFER: usize = 2_626_560;
/// What `SO_RCVBUF` of a TCP socket says before it has grown.
const TCP_RECEIVE: i32 = 131_072;
/// What `SO_SNDBUF` says of one that is not connected.
const TCP_SEND: i32 = 16_384;

/// The options that were set on one socket.
#[derive(Clone, Debug, Default)]
pub(super) struct Options {
    set: BTreeMap<(i32, i32), i32>,
    /// `SO_LINGER`: whether closing resets the connection.
    pub(super) abrupt: bool,
}

impl Options {
    fn flag(&self, level: i32, name: i32) -> bool {
        self.set
            .get(&(level, name))
            .is_some_and(|value| *value != 0)
    }

    pub(super) fn reuses_address(&self) -> bool {
        self.flag(SOL_SOCKET, SO_REUSEADDR)
    }

    pub(super) fn reuses_port(&self) -> bool {
        self.flag(SOL_SOCKET, SO_REUSEPORT)
    }

    pub(super) fn only_v6(&self) -> bool {
        self.flag(IPPROTO_IPV6, IPV6_V6ONLY)
    }

    /// Bytes that this end lets wait on their way out, and in; `None` where nobody has said.
    pub(super) fn buffers(&self) -> (Option<usize>, Option<usize>) {
        let of = |name| self.set.get(&(SOL_SOCKET, name)).map(|size| *size as usize);
        (of(SO_SNDBUF), of(SO_RCVBUF))
    }

    pub(super) fn set(&mut self, level: i32, name: i32, value: i32) -> Outcome {
        let value = match (level, name) {
            (SOL_SOCKET, SO_TYPE | SO_ACCEPTCONN | SO_PROTOCOL | SO_DOMAIN) => {
                return Err(Errno::ENOPROTOOPT);
            }
            // The kernel doubles it, for its own accounts, and has a least.
            (SOL_SOCKET, SO_SNDBUF) => value.clamp(0, BUFFER as i32).saturating_mul(2).max(4608),
            (SOL_SOCKET, SO_RCVBUF) => value.clamp(0, BUFFER as i32).saturating_mul(2).max(2304),
            (SOL_SOCKET, SO_LINGER) => return Err(Errno::EINVAL),
            (SOL_SOCKET, name) if !(1..=80).contains(&name) => return Err(Errno::ENOPROTOOPT),
            (SOL_SOCKET, SO_REUSEADDR | SO_REUSEPORT | 5 | 6 | 9 | 10) => i32::from(value != 0),
            (IPPROTO_TCP, 1) => i32::from(value != 0),
            (SOL_SOCKET | IPPROTO_TCP | IPPROTO_IPV6 | 0 | 17, _) => value,
            _ => return Err(Errno::ENOPROTOOPT),
        };
        self.set.insert((level, name), value);
        Ok(())
    }

    pub(super) fn get(
        &self,
        (level, name): (i32, i32),
        (family, of): (Family, Type),
        (listens, connected): (bool, bool),
    ) -> Outcome<i32> {
        if let Some(value) = self.set.get(&(level, name)) {
            return Ok(*value);
        }
        let is_tcp = family != Family::Unix && of == Type::Stream;
        Ok(match (level, name) {
            (SOL_SOCKET, SO_TYPE) => of as i32 + 1,
            (SOL_SOCKET, SO_ACCEPTCONN) => i32::from(listens),
            (SOL_SOCKET, SO_DOMAIN) => match family {
                Family::Inet => 2,
                Family::Inet6 => 10,
                Family::Unix => 1,
            },
            (SOL_SOCKET, SO_PROTOCOL) => match (family, of) {
                (Family::Unix, _) => 0,
                (_, Type::Stream) => 6,
                (_, Type::Datagram) => 17,
            },
            (SOL_SOCKET, SO_SNDBUF) if is_tcp && connected => TCP_BUFFER as i32,
            (SOL_SOCKET, SO_SNDBUF) if is_tcp => TCP_SEND,
            (SOL_SOCKET, SO_RCVBUF) if is_tcp => TCP_RECEIVE,
            (SOL_SOCKET, SO_SNDBUF | SO_RCVBUF) => BUFFER as i32,
            (SOL_SOCKET, 1..=80) => 0,
            (IPPROTO_TCP, 2) if is_tcp => 65_483,
            (IPPROTO_TCP, 4) => 7200,
            (IPPROTO_TCP, 5) => 75,
            (IPPROTO_TCP, 6) => 9,
            (IPPROTO_TCP | IPPROTO_IPV6 | 0, _) => 0,
            _ => return Err(Errno::ENOPROTOOPT),
        })
    }
}
