//! The network as its users see it: one function an operation.

use super::{
    Address, Control, Directory, Errno, Event, Family, FileId, FileKind, How, Lookup, Message,
    News, Outcome, Readiness, Type,
    file::{Datagram, Kind, Phase, Stream},
    state::{Entry, State, Watch},
};
use crate::{Completion, Device, Seconds, Submission, Wake};
use std::{cell::RefCell, net::IpAddr, rc::Rc};

/// A watch that may be given up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WatchId(u64);

/// All sockets, pipes and epolls of the machine, and the world outside. `now` is the present moment, in virtual seconds, in
/// every operation; descriptors are numbers as on Linux, the lowest that is free first.
///
/// # Errors
/// Operations fail with the [`Errno`] that Linux gives. `EAGAIN`: try again when [`watch`](Network::watch) says.
pub struct Network {
    state: RefCell<State>,
}

impl Network {
    /// A network on which nothing is open, whose chances the seed determines.
    pub fn new(seed: u64) -> Self {
        Self {
            state: RefCell::new(State::new(seed)),
        }
    }

    /// The hosts of the world outside, from now on.
    pub fn set_directory(&self, directory: Rc<dyn Directory>) {
        self.state.borrow_mut().hosts.directory = Some(directory);
    }

    /// Virtual seconds that bytes take over loopback: none, unless this says so.
    pub fn set_loopback(&self, seconds: Seconds) {
        self.state.borrow_mut().loopback = seconds.max(0.0);
    }

    fn at<T>(&self, now: Seconds, act: impl FnOnce(&mut State) -> T) -> T {
        let mut state = self.state.borrow_mut();
        state.advance(now);
        act(&mut state)
    }

    fn on<T>(
        &self,
        now: Seconds,
        descriptor: i32,
        act: impl FnOnce(&mut State, FileId) -> Outcome<T>,
    ) -> Outcome<T> {
        self.at(now, |state| {
            let file = state.find(descriptor)?;
            act(state, file)
        })
    }

    // Descriptors.

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

    // Sockets.

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

    // Pipes.

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

    // Waiting.

    /// What can be done with a descriptor without waiting (`poll(2)`).
    pub fn poll(&self, now: Seconds, descriptor: i32) -> Outcome<Readiness> {
        self.on(now, descriptor, |state, id| Ok(state.readiness(id)))
    }

    /// Wakes whoever waits, once, when one of these descriptors can be used as its interest says, or failed. A descriptor
    /// that is none is passed over.
    pub fn watch(
        &self,
        now: Seconds,
        wants: &[(i32, Readiness)],
        submission: Submission,
        wake: Wake,
    ) -> WatchId {
        self.at(now, |state| {
            let found = wants
                .iter()
                .filter_map(|(number, interest)| Some((state.find(*number).ok()?, *interest)));
            let wants = found.collect();
            WatchId(state.watch(Watch {
                wants,
                submission,
                wake,
            }))
        })
    }

    /// Nobody waits any longer. What has completed already stays so.
    pub fn give_up(&self, watch: WatchId) {
        let watch = self.state.borrow_mut().watches.remove(&watch.0);
        drop(watch);
    }

    /// `epoll_ctl(2)`; `events` with Linux' bits.
    pub fn control(
        &self,
        now: Seconds,
        epoll: i32,
        what: Control,
        descriptor: i32,
        events: u32,
    ) -> Outcome {
        self.on(now, epoll, |state, id| {
            state.control(id, what, descriptor, events)
        })
    }

    /// `epoll_wait(2)` without waiting.
    pub fn events(&self, now: Seconds, epoll: i32, most: usize) -> Outcome<Vec<Event>> {
        self.on(now, epoll, |state, id| state.events(id, most))
    }

    /// Whether an epoll watches anything.
    pub fn watches_any(&self, epoll: i32) -> bool {
        let state = self.state.borrow();
        state.find(epoll).is_ok_and(|id| state.watches_any(id))
    }

    /// Since when what an epoll last told of a descriptor has been so.
    pub fn ready_since(&self, epoll: i32, descriptor: i32) -> Option<Seconds> {
        let state = self.state.borrow();
        state.ready_since(state.find(epoll).ok()?, descriptor)
    }

    // Names.

    /// Looks up a name that is no address.
    pub fn look_up(&self, name: &str) -> Lookup {
        self.state.borrow_mut().hosts.look_up(name)
    }

    /// The name of who is at an address.
    pub fn name_of(&self, address: IpAddr) -> Option<String> {
        self.state.borrow().hosts.name_of(address)
    }

    /// An address as a reader knows it: by the host's name where it has one.
    pub fn shown(&self, address: &Address) -> String {
        match address {
            Address::Inet(inet) => match self.state.borrow().hosts.known_at(inet.ip()) {
                Some(name) => format!("{name}:{}", inet.port()),
                None => address.to_string(),
            },
            Address::Unix(_) => address.to_string(),
        }
    }

    // What there is to tell.

    /// The addresses at which somebody listens, in the order of opening.
    pub fn listening(&self) -> Vec<Address> {
        self.state.borrow().listening()
    }

    /// Whether a descriptor's socket is connected with the world outside, or asks to be.
    pub fn reaches_out(&self, descriptor: i32) -> bool {
        let state = self.state.borrow();
        state.find(descriptor).is_ok_and(|id| state.reaches_out(id))
    }

    /// What has happened since this was asked last, in order.
    pub fn news(&self) -> Vec<News> {
        std::mem::take(&mut self.state.borrow_mut().news)
    }
}

impl Device for Network {
    fn next_completion(&self) -> Option<Seconds> {
        let state = self.state.borrow();
        let completed = state
            .completed
            .iter()
            .map(|each| each.at)
            .min_by(Seconds::total_cmp);
        // What arrives while nobody waits is seen when somebody looks.
        let arrives = match state.watches.is_empty() {
            true => None,
            false => state.parcels.peek().map(|parcel| parcel.0.at),
        };
        completed
            .into_iter()
            .chain(arrives)
            .min_by(Seconds::total_cmp)
    }

    /// May give none: then something has come closer to who waits, and is on its way no longer.
    fn collect(&self, now: Seconds, into: &mut Vec<Completion>) {
        let mut state = self.state.borrow_mut();
        state.advance(now);
        into.append(&mut state.completed);
    }
}
