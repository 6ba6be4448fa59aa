//! Operations on sockets.

use super::Network;
use crate::Seconds;
use crate::net::{
    Address, Errno, How, Message, Outcome, Type,
    file::{Kind, Phase},
    state::Entry,
};

impl Network {
    /// `bind(2)`.
    pub fn bind(&self, now: Seconds, descriptor: i32, address: Address) -> Outcome {
        self.on(now, descriptor, |state, id| state.bind(id, address))
    }

    /// `listen(2)`.
    pub fn listen(&self, now: Seconds, descriptor: i32, backlog: i32) -> Outcome {
        self.on(now, descriptor, |state, id| state.listen(id, backlog))
    }

    /// `accept(2)`: a descriptor of the next connection, and the other end's address.
    pub fn accept(&self, now: Seconds, descriptor: i32) -> Outcome<(i32, Address)> {
        self.on(now, descriptor, |state, id| {
            state.share(id, descriptor)?;
            let accepted = state.accept(id)?;
            let remote = state.stream(accepted)?.remote.clone();
            let number = state.claim(Entry::File(accepted))?;
            Ok((number, remote.ok_or(Errno::ECONNABORTED)?))
        })
    }

    /// `connect(2)`. `EINPROGRESS`: it will be writable when the connection stands, or has failed. `waits`: whether the
    /// caller would wait for a place in a Unix socket's queue. `None` for the address unties a datagram socket.
    pub fn connect(
        &self,
        now: Seconds,
        descriptor: i32,
        address: Option<Address>,
        waits: bool,
    ) -> Outcome {
        self.on(now, descriptor, |state, id| {
            match (state.sort(id)?.1, address) {
                (Type::Stream, Some(address)) => state.connect_stream(id, address, waits),
                (Type::Stream, None) => Err(Errno::EAFNOSUPPORT),
                (Type::Datagram, address) => state.connect_datagram(id, address),
            }
        })
    }

    /// The caller has waited until its socket was connected, and knows that it is.
    pub fn acknowledge(&self, now: Seconds, descriptor: i32) -> Outcome {
        self.on(now, descriptor, |state, id| {
            state.stream_mut(id)?.news = false;
            Ok(())
        })
    }

    /// `send(2)`, `sendto(2)`: how many bytes were taken.
    pub fn send(
        &self,
        now: Seconds,
        descriptor: i32,
        bytes: &[u8],
        to: Option<Address>,
    ) -> Outcome<usize> {
        self.on(now, descriptor, |state, id| match state.sort(id)?.1 {
            Type::Datagram => state.send_datagram(id, bytes, to),
            Type::Stream => match (to, state.stream(id)?) {
                (Some(_), stream) if stream.is_unix() && stream.phase == Phase::Connected => {
                    Err(Errno::EISCONN)
                }
                (Some(_), stream) if stream.is_unix() => Err(Errno::EOPNOTSUPP),
                _ => state.send_stream(id, bytes),
            },
        })
    }

    /// `recv(2)`, `recvfrom(2)`: at most so many bytes. `peek` leaves them there.
    pub fn receive(
        &self,
        now: Seconds,
        descriptor: i32,
        most: usize,
        peek: bool,
    ) -> Outcome<Message> {
        self.on(now, descriptor, |state, id| match state.sort(id)?.1 {
            Type::Datagram => state.receive_datagram(id, most, peek),
            Type::Stream => Ok(Message {
                bytes: state.receive_stream(id, most, peek)?,
                from: None,
                cut: false,
            }),
        })
    }

    /// `shutdown(2)`.
    pub fn shutdown(&self, now: Seconds, descriptor: i32, how: How) -> Outcome {
        self.on(now, descriptor, |state, id| match state.sort(id)?.1 {
            Type::Stream => state.shut_stream(id, how),
            Type::Datagram => state.shut_datagram(id, how),
        })
    }

    /// `getsockname(2)`.
    pub fn local(&self, descriptor: i32) -> Outcome<Address> {
        let state = self.state.borrow();
        state.local(state.find(descriptor)?)
    }

    /// `getpeername(2)`.
    pub fn remote(&self, now: Seconds, descriptor: i32) -> Outcome<Address> {
        self.on(now, descriptor, |state, id| {
            let remote = match state.file(id).map(|file| &file.kind) {
                Some(Kind::Stream(stream)) if stream.phase == Phase::Connected => {
                    stream.remote.clone().filter(|_| !stream.over)
                }
                Some(Kind::Datagram(datagram)) => datagram.remote.clone(),
                Some(Kind::Stream(_)) => None,
                _ => return Err(Errno::ENOTSOCK),
            };
            remote.ok_or(Errno::ENOTCONN)
        })
    }

    /// Where a socket is connected to, or asks to be, for showing.
    pub fn shown_remote(&self, descriptor: i32) -> Option<Address> {
        let state = self.state.borrow();
        match &state.file(state.find(descriptor).ok()?)?.kind {
            Kind::Stream(stream) => stream.remote.clone(),
            Kind::Datagram(datagram) => datagram.remote.clone(),
            _ => None,
        }
    }

    /// `getsockopt(SO_ERROR)`: what went wrong, which is then forgotten.
    pub fn take_error(&self, now: Seconds, descriptor: i32) -> Outcome<Option<Errno>> {
        self.on(now, descriptor, |state, id| {
            match state.file_mut(id).map(|file| &mut file.kind) {
                Some(Kind::Stream(stream)) => Ok(stream.error.take()),
                Some(Kind::Datagram(datagram)) => Ok(datagram.error.take()),
                _ => Err(Errno::ENOTSOCK),
            }
        })
    }

    /// `setsockopt(2)` with a number.
    pub fn set_option(&self, descriptor: i32, level: i32, name: i32, value: i32) -> Outcome {
        let mut state = self.state.borrow_mut();
        let id = state.find(descriptor)?;
        state.sort(id)?;
        let file = state.file_mut(id).ok_or(Errno::EBADF)?;
        file.options.set(level, name, value)
    }

    /// `SO_LINGER` with no time: closing resets the connection.
    pub fn set_abrupt(&self, descriptor: i32, abrupt: bool) -> Outcome {
        let mut state = self.state.borrow_mut();
        let id = state.find(descriptor)?;
        state.sort(id)?;
        let file = state.file_mut(id).ok_or(Errno::EBADF)?;
        file.options.abrupt = abrupt;
        Ok(())
    }

    /// `getsockopt(2)`, but for `SO_ERROR`.
    pub fn option(&self, descriptor: i32, level: i32, name: i32) -> Outcome<i32> {
        let state = self.state.borrow();
        let id = state.find(descriptor)?;
        let sort = state.sort(id)?;
        let (listens, connected) = match state.stream(id) {
            Ok(stream) => (
                matches!(stream.phase, Phase::Listening { .. }),
                stream.phase == Phase::Connected,
            ),
            Err(_) => (false, false),
        };
        let file = state.file(id).ok_or(Errno::EBADF)?;
        file.options.get((level, name), sort, (listens, connected))
    }
}
