//! Datagrams: UDP, and Unix sockets of type datagram.

use super::{
    address::{self, Address, Family, Type},
    errno::{Errno, Outcome},
    file::{Datagram, File, FileId, Kind},
    options::BUFFER,
    parcel::What,
    ports::dressed,
    readiness::Readiness,
    state::State,
    stream::How,
};
use std::net::SocketAddr;

/// The most bytes that one UDP datagram holds.
const LARGEST: usize = 65_507;
/// How many datagrams wait at a Unix socket (`net.unix.max_dgram_qlen`).
const WAITING: usize = 512;

/// A datagram that was received.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// As much of it as was asked for.
    pub bytes: Vec<u8>,
    /// Who sent it, where that is known.
    pub from: Option<Address>,
    /// The rest is lost.
    pub cut: bool,
}

impl State {
    fn datagram(&self, id: FileId) -> Outcome<&Datagram> {
        match self.file(id).map(|file| &file.kind) {
            Some(Kind::Datagram(datagram)) => Ok(datagram),
            _ => Err(Errno::ENOTSOCK),
        }
    }

    pub(super) fn datagram_mut(&mut self, id: FileId) -> Outcome<&mut Datagram> {
        match self.file_mut(id).map(|file| &mut file.kind) {
            Some(Kind::Datagram(datagram)) => Ok(datagram),
            _ => Err(Errno::ENOTSOCK),
        }
    }

    pub(super) fn pair_of_datagrams(&mut self) -> (FileId, FileId) {
        let [one, other] =
            [(); 2].map(|()| self.open(Kind::Datagram(Box::new(Datagram::new(Family::Unix)))));
        for (end, peer) in [(one, other), (other, one)] {
            if let Ok(datagram) = self.datagram_mut(end) {
                datagram.pair = Some(peer);
                datagram.remote = Some(Address::unbound(Family::Unix));
            }
        }
        (one, other)
    }

    /// `connect(2)`: from now on it sends there, and takes from nobody else. `None`: to everybody again.
    pub(super) fn connect_datagram(&mut self, id: FileId, target: Option<Address>) -> Outcome {
        let family = self.datagram(id)?.family;
        match &target {
            Some(target) if target.family() != family => return Err(Errno::EAFNOSUPPORT),
            Some(Address::Unix(name)) => {
                let known = self.names.get(&name.key()).ok_or(Errno::ECONNREFUSED)?;
                if self.sort(*known)?.1 != Type::Datagram {
                    return Err(Errno::EPROTOTYPE);
                }
            }
            Some(Address::Inet(address)) => self.bind_towards(id, *address)?,
            None => {}
        }
        self.datagram_mut(id)?.remote = target;
        Ok(())
    }

    /// `sendto(2)`.
    pub(super) fn send_datagram(
        &mut self,
        id: FileId,
        bytes: &[u8],
        to: Option<Address>,
    ) -> Outcome<usize> {
        let datagram = self.datagram_mut(id)?;
        if let Some(error) = datagram.error.take() {
            return Err(error);
        }
        if datagram.write_shut {
            return Err(Errno::EPIPE);
        }
        if let Some(peer) = datagram.pair {
            if to.is_some() {
                return Err(Errno::EISCONN);
            }
            return self.queue(id, peer, bytes, None);
        }
        let family = datagram.family;
        let target = to.or_else(|| datagram.remote.clone());
        let target = target.ok_or(match family {
            Family::Unix => Errno::ENOTCONN,
            _ => Errno::EDESTADDRREQ,
        })?;
        if target.family() != family {
            return Err(match family {
                Family::Unix => Errno::EINVAL,
                _ => Errno::EAFNOSUPPORT,
            });
        }
        match &target {
            Address::Unix(name) => {
                let peer = *self.names.get(&name.key()).ok_or(Errno::ECONNREFUSED)?;
                if self.sort(peer)?.1 != Type::Datagram {
                    return Err(Errno::EPROTOTYPE);
                }
                let from = self.datagram(id)?.local.clone();
                self.queue(id, peer, bytes, Some(from))
            }
            Address::Inet(target) => self.send_udp(id, bytes, *target),
        }
    }

    fn send_udp(&mut self, id: FileId, bytes: &[u8], target: SocketAddr) -> Outcome<usize> {
        if bytes.len() > LARGEST {
            return Err(Errno::EMSGSIZE);
        }
        if target.port() == 0 {
            return Err(Errno::EINVAL);
        }
        let was = self.datagram(id)?.local.clone();
        if was.port() == 0 {
            self.bind_towards(id, target)?;
            let Address::Inet(mut bound) = self.local(id)? else {
                return Err(Errno::EINVAL);
            };
            if self.datagram(id)?.remote.is_none()
                && let Address::Inet(unbound) = was
            {
                // It has a port now, and still no address.
                bound.set_ip(unbound.ip());
                self.set_local(id, Address::Inet(bound));
            }
        }
        if !address::is_local(target.ip()) {
            // Lost on its way: hosts outside answer no datagrams.
            return Ok(bytes.len());
        }
        let Address::Inet(from) = self.local(id)? else {
            return Err(Errno::EINVAL);
        };
        let from = match from.ip().is_unspecified() {
            false => from,
            true => {
                let ip = match address::plain(target.ip()) {
                    ip if ip.is_unspecified() && ip.is_ipv4() => {
                        std::net::Ipv4Addr::LOCALHOST.into()
                    }
                    ip if ip.is_unspecified() => std::net::Ipv6Addr::LOCALHOST.into(),
                    ip => ip,
                };
                SocketAddr::new(ip, from.port())
            }
        };
        let plain =
            |address: &SocketAddr| SocketAddr::new(address::plain(address.ip()), address.port());
        let accepts = |file: &File| match &file.kind {
            Kind::Datagram(datagram) => match &datagram.remote {
                Some(Address::Inet(only)) => plain(only) == plain(&from),
                _ => true,
            },
            _ => false,
        };
        let pick = u64::from(from.port());
        match self.bound_to(Type::Datagram, target, pick, accepts) {
            Some(peer) => {
                let family = self.datagram(peer)?.family;
                let ip = dressed(address::plain(from.ip()), family);
                let from = Address::Inet(SocketAddr::new(ip, from.port()));
                if self.loopback > 0.0 {
                    let at = self.now + self.loopback;
                    self.send_off(peer, at, What::Message(bytes.to_vec(), Some(from)));
                } else {
                    self.message_arrives(peer, bytes.to_vec(), Some(from));
                }
            }
            // What comes back says that nobody is there; who is not connected does not hear of it.
            None => {
                let datagram = self.datagram_mut(id)?;
                if datagram.remote.is_some() {
                    datagram.error = Some(Errno::ECONNREFUSED);
                    self.changed(id);
                }
            }
        }
        Ok(bytes.len())
    }

    /// A datagram from one Unix socket to another: the sender waits while there is no room.
    fn queue(
        &mut self,
        from: FileId,
        peer: FileId,
        bytes: &[u8],
        name: Option<Address>,
    ) -> Outcome<usize> {
        if bytes.len() > BUFFER {
            return Err(Errno::EMSGSIZE);
        }
        let receiver = self.datagram(peer).map_err(|_| Errno::ECONNREFUSED)?;
        if receiver.read_shut {
            return Err(Errno::EPIPE);
        }
        if !has_room(receiver) {
            return Err(Errno::EAGAIN);
        }
        let _ = from;
        let name = name.filter(|name| *name != Address::unbound(Family::Unix));
        self.message_arrives(peer, bytes.to_vec(), name);
        Ok(bytes.len())
    }

    pub(super) fn message_arrives(&mut self, id: FileId, bytes: Vec<u8>, from: Option<Address>) {
        let Ok(datagram) = self.datagram_mut(id) else {
            return;
        };
        // What the kernel counts for each besides its bytes.
        let weight = bytes.len() + 768;
        if datagram.family != Family::Unix && datagram.bytes + weight > BUFFER {
            return;
        }
        datagram.bytes += weight;
        datagram.inbox.push_back((bytes, from));
        self.changed(id);
    }

    /// `recvfrom(2)`.
    pub(super) fn receive_datagram(
        &mut self,
        id: FileId,
        most: usize,
        peek: bool,
    ) -> Outcome<Message> {
        let datagram = self.datagram_mut(id)?;
        if let Some(error) = datagram.error.take() {
            return Err(error);
        }
        let Some((bytes, from)) = datagram.inbox.front() else {
            let nothing = Message {
                bytes: Vec::new(),
                from: None,
                cut: false,
            };
            return match datagram.read_shut {
                true => Ok(nothing),
                false => Err(Errno::EAGAIN),
            };
        };
        let message = Message {
            bytes: bytes[..most.min(bytes.len())].to_vec(),
            from: from.clone(),
            cut: bytes.len() > most,
        };
        if !peek {
            datagram.bytes -= bytes.len() + 768;
            datagram.inbox.pop_front();
            let local = datagram.local.clone();
            let pair = datagram.pair;
            let mut senders = self.senders_to(id, &local);
            senders.extend(pair);
            senders.into_iter().for_each(|sender| self.changed(sender));
        }
        Ok(message)
    }

    /// Those Unix sockets that may wait for room at this one.
    pub(super) fn senders_to(&self, id: FileId, local: &Address) -> Vec<FileId> {
        let Address::Unix(name) = local else {
            return Vec::new();
        };
        if name.path.is_empty() {
            return Vec::new();
        }
        let sends = |(index, file): (usize, &Option<File>)| {
            let sender = FileId(index as u32);
            let Some(Kind::Datagram(datagram)) = file.as_ref().map(|file| &file.kind) else {
                return None;
            };
            (sender != id && datagram.remote.as_ref() == Some(local)).then_some(sender)
        };
        self.files.iter().enumerate().filter_map(sends).collect()
    }

    pub(super) fn shut_datagram(&mut self, id: FileId, how: How) -> Outcome {
        let datagram = self.datagram_mut(id)?;
        if datagram.remote.is_none() {
            return Err(Errno::ENOTCONN);
        }
        datagram.read_shut |= how != How::Write;
        datagram.write_shut |= how != How::Read;
        self.changed(id);
        Ok(())
    }

    pub(super) fn datagram_readiness(&self, datagram: &Datagram) -> Readiness {
        let peer = datagram.pair.or_else(|| match &datagram.remote {
            Some(Address::Unix(name)) => self.names.get(&name.key()).copied(),
            _ => None,
        });
        let room = peer.is_none_or(|peer| self.datagram(peer).map_or(true, has_room));
        Readiness::READABLE.when(!datagram.inbox.is_empty() || datagram.read_shut)
            | Readiness::READ_HANG_UP.when(datagram.read_shut)
            | Readiness::HANG_UP.when(datagram.read_shut && datagram.write_shut)
            | Readiness::WRITABLE.when(room)
            | Readiness::ERROR.when(datagram.error.is_some())
    }
}

fn has_room(receiver: &Datagram) -> bool {
    receiver.inbox.len() < WAITING && receiver.bytes < BUFFER
}
