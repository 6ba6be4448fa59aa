//! Where sockets are: addresses of the Internet, and names of Unix sockets.

use std::{
    fmt,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
};

/// The address of this machine, as hosts outside see it.
pub const OWN_ADDRESS: Ipv4Addr = Ipv4Addr::new(192, 168, 0, 2);
/// Where the machine's own name leads to, as in Debian's `/etc/hosts`.
pub const NAME_ADDRESS: Ipv4Addr = Ipv4Addr::new(127, 0, 1, 1);

/// What kind of addresses a socket has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Family {
    /// `AF_INET`
    Inet,
    /// `AF_INET6`
    Inet6,
    /// `AF_UNIX`
    Unix,
}

/// What a socket moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Type {
    /// `SOCK_STREAM`: bytes in order.
    Stream,
    /// `SOCK_DGRAM`: messages.
    Datagram,
}

/// An address of one end.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Address {
    /// Address and port.
    Inet(SocketAddr),
    /// A Unix socket's.
    Unix(UnixName),
}

/// The name of a Unix socket: a path, an abstract name (which begins with a zero byte), or none.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnixName {
    /// As it was given; empty for a socket without a name.
    pub path: Vec<u8>,
    /// What a path leads to on the disk: the file's number, which stays where the path does not. 0 for an abstract name.
    pub file: u64,
}

impl UnixName {
    /// What tells it from other names.
    pub(super) fn key(&self) -> (u64, Vec<u8>) {
        match self.file {
            0 => (0, self.path.clone()),
            file => (file, Vec::new()),
        }
    }
}

impl Address {
    /// The port; 0 where there is none.
    pub fn port(&self) -> u16 {
        match self {
            Self::Inet(address) => address.port(),
            Self::Unix(_) => 0,
        }
    }

    pub(super) fn family(&self) -> Family {
        match self {
            Self::Inet(SocketAddr::V4(_)) => Family::Inet,
            Self::Inet(SocketAddr::V6(_)) => Family::Inet6,
            Self::Unix(_) => Family::Unix,
        }
    }

    /// What a socket has that was bound to nothing yet.
    pub(super) fn unbound(family: Family) -> Self {
        match family {
            Family::Inet => Self::Inet((Ipv4Addr::UNSPECIFIED, 0).into()),
            Family::Inet6 => Self::Inet((Ipv6Addr::UNSPECIFIED, 0).into()),
            Family::Unix => Self::Unix(UnixName::default()),
        }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Inet(address) => address.fmt(f),
            Self::Unix(name) if name.path.is_empty() => f.write_str("an unnamed socket"),
            Self::Unix(name) => match name.path.strip_prefix(b"\0") {
                Some(rest) => write!(f, "@{}", String::from_utf8_lossy(rest)),
                None => f.write_str(&String::from_utf8_lossy(&name.path)),
            },
        }
    }
}

/// An IPv4 address in IPv6's clothes is that address.
pub(super) fn plain(address: IpAddr) -> IpAddr {
    address.to_canonical()
}

/// Whether what is sent there stays on this machine.
pub fn is_local(address: IpAddr) -> bool {
    let address = plain(address);
    address.is_loopback() || address.is_unspecified() || address == IpAddr::V4(OWN_ADDRESS)
}

/// Whether a socket that is bound to `bound` gets what is sent to `target`. `only_v6`: an IPv6 socket that takes no IPv4.
pub(super) fn covers(bound: IpAddr, only_v6: bool, target: IpAddr) -> bool {
    let target = plain(target);
    let target = match target {
        // To no address in particular is to this machine.
        IpAddr::V4(address) if address.is_unspecified() => IpAddr::V4(Ipv4Addr::LOCALHOST),
        IpAddr::V6(address) if address.is_unspecified() => IpAddr::V6(Ipv6Addr::LOCALHOST),
        other => other,
    };
    match bound {
        IpAddr::V4(address) if address.is_unspecified() => target.is_ipv4(),
        IpAddr::V6(address) if address.is_unspecified() => target.is_ipv6() || !only_v6,
        bound => plain(bound) == target,
    }
}

/// Whether two sockets at one port are in each other's way.
pub(super) fn overlap((a, a_only): (IpAddr, bool), (b, b_only): (IpAddr, bool)) -> bool {
    match (a.is_unspecified(), b.is_unspecified()) {
        (true, true) => {
            a.is_ipv4() == b.is_ipv4() || !(a.is_ipv6() && a_only || b.is_ipv6() && b_only)
        }
        (true, false) => covers(a, a_only, b),
        (false, _) => covers(b, b_only, a),
    }
}
