//! Operations on descriptors, whatever they stand for; opening, reading, writing.

use super::Network;
use crate::Seconds;
use crate::net::{
    Errno, Family, FileId, FileKind, Outcome, Type,
    file::{Datagram, Kind, Stream},
    state::Entry,
};

impl Network {
    /// A descriptor for something that is not of the network.
    pub fn claim(&self) -> Outcome<i32> {
        self.state.borrow_mut().claim(Entry::Other)
    }

    /// What a descriptor stands for; `None`: something that is not of the network.
    pub fn kind(&self, descriptor: i32) -> Outcome<Option<FileKind>> {
        let state = self.state.borrow();
        let id = match state.descriptors.get(&descriptor) {
            None => return Err(Errno::EBADF),
            Some(Entry::Other) => return Ok(None),
            Some(Entry::File(id)) => *id,
        };
        let kind = state.file(id).map(|file| match &file.kind {
            Kind::Stream(stream) => FileKind::Socket(stream.family, Type::Stream),
            Kind::Datagram(datagram) => FileKind::Socket(datagram.family, Type::Datagram),
            Kind::ReadEnd(_) => FileKind::ReadEnd,
            Kind::WriteEnd(_) => FileKind::WriteEnd,
            Kind::Epoll(_) => FileKind::Epoll,
        });
        kind.map(Some).ok_or(Errno::EBADF)
    }

    /// The file behind a descriptor of the network.
    pub fn file(&self, descriptor: i32) -> Outcome<FileId> {
        self.state.borrow().find(descriptor)
    }

    /// All descriptors in use, in order.
    pub fn descriptors(&self) -> Vec<i32> {
        self.state.borrow().descriptors.keys().copied().collect()
    }

    /// `close(2)`.
    pub fn close(&self, now: Seconds, descriptor: i32) -> Outcome {
        self.at(now, |state| state.release(descriptor))
    }

    /// `dup(2)`, for what is of the network and what is not.
    pub fn dup(&self, descriptor: i32) -> Outcome<i32> {
        let mut state = self.state.borrow_mut();
        let entry = *state.descriptors.get(&descriptor).ok_or(Errno::EBADF)?;
        state.claim(entry)
    }

    /// `dup2(2)`.
    pub fn dup2(&self, now: Seconds, descriptor: i32, other: i32) -> Outcome {
        self.at(now, |state| {
            let entry = *state.descriptors.get(&descriptor).ok_or(Errno::EBADF)?;
            if other < 0 {
                return Err(Errno::EBADF);
            }
            if other != descriptor {
                if state.descriptors.contains_key(&other) {
                    state.release(other)?;
                }
                state.set(other, entry);
            }
            Ok(())
        })
    }

    /// `O_NONBLOCK`.
    pub fn set_nonblocking(&self, descriptor: i32, nonblocking: bool) -> Outcome {
        let mut state = self.state.borrow_mut();
        let id = state.find(descriptor)?;
        let file = state.file_mut(id).ok_or(Errno::EBADF)?;
        file.nonblocking = nonblocking;
        Ok(())
    }

    /// Whether a descriptor does not block.
    pub fn is_nonblocking(&self, descriptor: i32) -> Outcome<bool> {
        let state = self.state.borrow();
        let id = state.find(descriptor)?;
        state
            .file(id)
            .map(|file| file.nonblocking)
            .ok_or(Errno::EBADF)
    }

    // Opening.

    /// `socket(2)`.
    pub fn socket(&self, family: Family, of: Type) -> Outcome<i32> {
        let kind = match of {
            Type::Stream => Kind::Stream(Box::new(Stream::new(family))),
            Type::Datagram => Kind::Datagram(Box::new(Datagram::new(family))),
        };
        Ok(self.state.borrow_mut().describe(kind)?.0)
    }

    /// `socketpair(2)`.
    pub fn socket_pair(&self, family: Family, of: Type) -> Outcome<(i32, i32)> {
        let mut state = self.state.borrow_mut();
        if family != Family::Unix {
            return Err(Errno::EOPNOTSUPP);
        }
        let (one, other) = match of {
            Type::Stream => state.pair(family),
            Type::Datagram => state.pair_of_datagrams(),
        };
        Ok((
            state.claim(Entry::File(one))?,
            state.claim(Entry::File(other))?,
        ))
    }

    /// `pipe(2)`: the end that is read from, and the one that is written to.
    pub fn pipe(&self) -> Outcome<(i32, i32)> {
        let mut state = self.state.borrow_mut();
        let (reader, writer) = state.pipe();
        Ok((
            state.claim(Entry::File(reader))?,
            state.claim(Entry::File(writer))?,
        ))
    }

    /// `epoll_create(2)`.
    pub fn epoll(&self) -> Outcome<i32> {
        let mut state = self.state.borrow_mut();
        Ok(state.describe(Kind::Epoll(Default::default()))?.0)
    }

    /// `read(2)` of a pipe or a socket.
    pub fn read(&self, now: Seconds, descriptor: i32, most: usize) -> Outcome<Vec<u8>> {
        self.on(now, descriptor, |state, id| {
            match state.file(id).map(|file| &file.kind) {
                Some(Kind::Stream(_)) => state.receive_stream(id, most, false),
                Some(Kind::Datagram(_)) => Ok(state.receive_datagram(id, most, false)?.bytes),
                Some(Kind::Epoll(_)) => Err(Errno::EINVAL),
                _ => state.read_pipe(id, most),
            }
        })
    }

    /// `write(2)` to a pipe or a socket.
    pub fn write(&self, now: Seconds, descriptor: i32, bytes: &[u8]) -> Outcome<usize> {
        self.on(now, descriptor, |state, id| {
            match state.file(id).map(|file| &file.kind) {
                Some(Kind::Stream(_)) => state.send_stream(id, bytes),
                Some(Kind::Datagram(_)) => state.send_datagram(id, bytes, None),
                Some(Kind::Epoll(_)) => Err(Errno::EINVAL),
                _ => state.write_pipe(id, bytes),
            }
        })
    }
}
