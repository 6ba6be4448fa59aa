//! Ports and names: who has which, and which are free.

use super::{
    address::{self, Address, Family, Type, covers, overlap},
    errno::{Errno, Outcome},
    far::is_abroad,
    file::{File, FileId, Kind, Phase},
    state::State,
};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

/// The first port that is given to who asks for any.
pub(super) const FIRST: u16 = 32_768;
const LAST: u16 = 60_999;

impl State {
    /// Where a socket is.
    pub(super) fn local(&self, id: FileId) -> Outcome<Address> {
        match self.file(id).map(|file| &file.kind) {
            Some(Kind::Stream(stream)) => Ok(stream.local.clone()),
            Some(Kind::Datagram(datagram)) => Ok(datagram.local.clone()),
            _ => Err(Errno::ENOTSOCK),
        }
    }

    pub(super) fn set_local(&mut self, id: FileId, address: Address) {
        match self.file_mut(id).map(|file| &mut file.kind) {
            Some(Kind::Stream(stream)) => stream.local = address,
            Some(Kind::Datagram(datagram)) => datagram.local = address,
            _ => {}
        }
    }

    /// What sort of socket it is.
    pub(super) fn sort(&self, id: FileId) -> Outcome<(Family, Type)> {
        match self.file(id).map(|file| &file.kind) {
            Some(Kind::Stream(stream)) => Ok((stream.family, Type::Stream)),
            Some(Kind::Datagram(datagram)) => Ok((datagram.family, Type::Datagram)),
            _ => Err(Errno::ENOTSOCK),
        }
    }

    /// `bind(2)`.
    pub(super) fn bind(&mut self, id: FileId, address: Address) -> Outcome {
        let (family, of) = self.sort(id)?;
        if address.family() != family {
            return Err(match family {
                Family::Unix => Errno::EINVAL,
                _ => Errno::EAFNOSUPPORT,
            });
        }
        if self.local(id)? != Address::unbound(family) {
            return Err(Errno::EINVAL);
        }
        match address {
            Address::Unix(name) => {
                let name = match name.path.is_empty() {
                    true => self.any_name(),
                    false => name,
                };
                if self.names.contains_key(&name.key()) {
                    return Err(Errno::EADDRINUSE);
                }
                self.names.insert(name.key(), id);
                self.set_local(id, Address::Unix(name));
            }
            Address::Inet(mut address) => {
                let ip = address::plain(address.ip());
                if is_abroad(ip) && self.far(ip).is_none() {
                    return Err(Errno::EADDRNOTAVAIL);
                }
                if address.port() == 0 {
                    address.set_port(self.any_port(of)?);
                } else if self.taken(id, of, address) {
                    return Err(Errno::EADDRINUSE);
                }
                self.take_port(id, of, address);
            }
        }
        Ok(())
    }

    /// What Linux calls a Unix socket that is bound to no name: five hexadecimal digits.
    fn any_name(&self) -> super::UnixName {
        let mut number = 0u32;
        loop {
            let name = super::UnixName {
                path: format!("\0{number:05x}").into_bytes(),
                file: 0,
            };
            if !self.names.contains_key(&name.key()) {
                return name;
            }
            number += 1;
        }
    }

    pub(super) fn take_port(&mut self, id: FileId, of: Type, address: SocketAddr) {
        self.set_local(id, Address::Inet(address));
        self.ports.entry((of, address.port())).or_default().push(id);
    }

    /// A port that nobody has.
    pub(super) fn any_port(&mut self, of: Type) -> Outcome<u16> {
        for _ in FIRST..=LAST {
            let port = self.next_port;
            self.next_port = if port >= LAST { FIRST } else { port + 1 };
            if !self.ports.contains_key(&(of, port)) {
                return Ok(port);
            }
        }
        Err(Errno::EADDRINUSE)
    }

    /// Whether others at that port are in the way of this socket.
    fn taken(&self, id: FileId, of: Type, address: SocketAddr) -> bool {
        let Some(own) = self.file(id) else {
            return false;
        };
        let others = self.ports.get(&(of, address.port())).into_iter().flatten();
        others.filter_map(|other| self.file(*other)).any(|other| {
            let Some(theirs) = ip_of(other) else {
                return false;
            };
            let only = |file: &File| file.options.only_v6();
            if is_abroad(address.ip()) != is_abroad(theirs) {
                return false;
            }
            if !overlap((address.ip(), only(own)), (theirs, only(other))) {
                return false;
            }
            let both_ports = own.options.reuses_port() && other.options.reuses_port();
            let both_addresses = own.options.reuses_address() && other.options.reuses_address();
            !(both_ports || both_addresses && (of == Type::Datagram || !listens(other)))
        })
    }

    /// `listen(2)` at a port at which another socket listens already.
    pub(super) fn listened_at(&self, id: FileId, address: SocketAddr) -> bool {
        let Some(own) = self.file(id) else {
            return false;
        };
        let others = self
            .ports
            .get(&(Type::Stream, address.port()))
            .into_iter()
            .flatten();
        others
            .filter(|other| **other != id)
            .filter_map(|other| self.file(*other))
            .any(|other| {
                let theirs = ip_of(other).unwrap_or(address.ip());
                let only = |file: &File| file.options.only_v6();
                listens(other)
                    && is_abroad(address.ip()) == is_abroad(theirs)
                    && overlap((address.ip(), only(own)), (theirs, only(other)))
                    && !(own.options.reuses_port() && other.options.reuses_port())
            })
    }

    /// Who gets what is sent to that address: of several that share a port, the one that the draw picks.
    pub(super) fn bound_to(
        &self,
        of: Type,
        target: SocketAddr,
        pick: u64,
        accepts: impl Fn(&File) -> bool,
    ) -> Option<FileId> {
        let at_port = self.ports.get(&(of, target.port()))?;
        let fits: Vec<(FileId, bool)> = at_port
            .iter()
            .filter_map(|id| Some((*id, self.file(*id)?)))
            .filter(|(_, file)| accepts(file))
            .filter_map(|(id, file)| {
                let ip = ip_of(file)?;
                let fits = covers(ip, file.options.only_v6(), target.ip());
                fits.then_some((id, !ip.is_unspecified()))
            })
            .collect();
        // Who is bound to that very address comes before who takes any.
        let exact = fits.iter().any(|(_, exact)| *exact);
        let best: Vec<FileId> = fits
            .into_iter()
            .filter(|(_, each)| *each == exact)
            .map(|(id, _)| id)
            .collect();
        let index = pick % best.len().max(1) as u64;
        best.get(index as usize).copied()
    }

    /// A file is closed: its port and its name are free.
    pub(super) fn leave_ports(&mut self, id: FileId, file: &File) {
        let (of, local) = match &file.kind {
            Kind::Stream(stream) => (Type::Stream, &stream.local),
            Kind::Datagram(datagram) => (Type::Datagram, &datagram.local),
            _ => return,
        };
        match local {
            Address::Inet(address) => {
                let place = (of, address.port());
                if let Some(all) = self.ports.get_mut(&place) {
                    all.retain(|each| *each != id);
                    if all.is_empty() {
                        self.ports.remove(&place);
                    }
                }
            }
            Address::Unix(name) => {
                if self.names.get(&name.key()) == Some(&id) {
                    self.names.remove(&name.key());
                }
            }
        }
    }

    /// Binds a socket that was not to an address from which it can reach `target`.
    pub(super) fn bind_towards(&mut self, id: FileId, target: SocketAddr) -> Outcome {
        let (family, of) = self.sort(id)?;
        let Address::Inet(mut local) = self.local(id)? else {
            return Ok(());
        };
        let ip = match address::plain(target.ip()) {
            IpAddr::V4(ip) if ip.is_loopback() || ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
            IpAddr::V6(ip) if ip.is_loopback() || ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
            IpAddr::V4(_) => IpAddr::V4(address::OWN_ADDRESS),
            IpAddr::V6(_) => OWN_ADDRESS_V6.into(),
        };
        if local.port() == 0 {
            local = SocketAddr::new(dressed(ip, family), self.any_port(of)?);
            self.take_port(id, of, local);
        } else if local.ip().is_unspecified() {
            local.set_ip(dressed(ip, family));
            self.set_local(id, Address::Inet(local));
        }
        Ok(())
    }
}

/// The address of this machine in the other family.
const OWN_ADDRESS_V6: Ipv6Addr = Ipv6Addr::new(0xfd00, 0, 0, 0, 0, 0, 0, 2);

/// An address as a socket of that family shows it.
pub(super) fn dressed(ip: IpAddr, family: Family) -> IpAddr {
    match (ip, family) {
        (IpAddr::V4(ip), Family::Inet6) => ip.to_ipv6_mapped().into(),
        (IpAddr::V6(_), Family::Inet) => address::plain(ip),
        _ => ip,
    }
}

fn listens(file: &File) -> bool {
    match &file.kind {
        Kind::Stream(stream) => matches!(stream.phase, Phase::Listening { .. }),
        _ => false,
    }
}

fn ip_of(file: &File) -> Option<IpAddr> {
    let local = match &file.kind {
        Kind::Stream(stream) => &stream.local,
        Kind::Datagram(datagram) => &datagram.local,
        _ => return None,
    };
    match local {
        Address::Inet(address) => Some(address.ip()),
        Address::Unix(_) => None,
    }
}
