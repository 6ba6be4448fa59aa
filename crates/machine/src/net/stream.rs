//! Streams: TCP, and Unix sockets of type stream, as Linux has them.

use super::{
    address::{self, Address, Family, Type},
    errno::{Errno, Outcome},
    file::{File, FileId, Kind, Peer, Phase, Stream, capacity},
    news::Happening,
    options::Options,
    overhear::Direction,
    parcel::What,
    ports::dressed,
    readiness::Readiness,
    state::State,
};
use std::{
    collections::VecDeque,
    net::{IpAddr, SocketAddr},
};

/// After so many seconds a request to connect that nobody answers is repeated (`tcp_syn_retries`), each time after twice as
/// long.
const RETRY: f64 = 1.0;
/// So often.
const RETRIES: u32 = 6;
/// The most that a Unix socket of type stream takes at once.
const UNIX_MESSAGE: usize = 32_768;
/// `net.core.somaxconn`
const LONGEST_QUEUE: usize = 4096;

/// Which directions `shutdown(2)` ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// `SHUT_RD`
    Read,
    /// `SHUT_WR`
    Write,
    /// `SHUT_RDWR`
    Both,
}

impl State {
    pub(super) fn stream(&self, id: FileId) -> Outcome<&Stream> {
        match self.file(id).map(|file| &file.kind) {
            Some(Kind::Stream(stream)) => Ok(stream),
            Some(Kind::Datagram(_)) => Err(Errno::EOPNOTSUPP),
            _ => Err(Errno::ENOTSOCK),
        }
    }

    pub(super) fn stream_mut(&mut self, id: FileId) -> Outcome<&mut Stream> {
        match self.file_mut(id).map(|file| &mut file.kind) {
            Some(Kind::Stream(stream)) => Ok(stream),
            Some(Kind::Datagram(_)) => Err(Errno::EOPNOTSUPP),
            _ => Err(Errno::ENOTSOCK),
        }
    }

    fn options(&self, id: FileId) -> Options {
        self.file(id)
            .map(|file| file.options.clone())
            .unwrap_or_default()
    }

    // Listening and accepting.

    /// `listen(2)`.
    pub(super) fn listen(&mut self, id: FileId, backlog: i32) -> Outcome {
        let stream = self.stream(id)?;
        if matches!(stream.phase, Phase::Connected | Phase::Connecting) {
            return Err(Errno::EINVAL);
        }
        let length = usize::try_from(backlog)
            .unwrap_or(LONGEST_QUEUE)
            .min(LONGEST_QUEUE);
        if let Phase::Listening { backlog, .. } = &mut self.stream_mut(id)?.phase {
            *backlog = length;
            return Ok(());
        }
        match self.stream(id)?.local.clone() {
            Address::Unix(name) if name.path.is_empty() => return Err(Errno::EINVAL),
            Address::Unix(_) => {}
            Address::Inet(mut local) => {
                if local.port() == 0 {
                    local.set_port(self.any_port(Type::Stream)?);
                    self.take_port(id, Type::Stream, local);
                } else if self.listened_at(id, local) {
                    return Err(Errno::EADDRINUSE);
                }
            }
        }
        let stream = self.stream_mut(id)?;
        stream.over = false;
        stream.phase = Phase::Listening {
            backlog: length,
            queue: VecDeque::new(),
            waiting: VecDeque::new(),
        };
        let local = stream.local.clone();
        self.tell(id, Happening::Listens(local));
        self.changed(id);
        Ok(())
    }

    /// `accept(2)`: the file of the next connection.
    pub(super) fn accept(&mut self, id: FileId) -> Outcome<FileId> {
        let Phase::Listening { queue, waiting, .. } = &mut self.stream_mut(id)?.phase else {
            return Err(Errno::EINVAL);
        };
        let accepted = queue.pop_front().ok_or(Errno::EAGAIN)?;
        let left = queue.len();
        let next = waiting.pop_front();
        self.tell(id, Happening::Queued(left));
        if let Some(next) = next {
            self.knock(next, 0);
        }
        let stream = self.stream(accepted)?;
        let (local, remote) = (stream.local.clone(), stream.remote.clone());
        if let Some(remote) = remote {
            self.tell(accepted, Happening::Accepted { local, remote });
        }
        Ok(accepted)
    }

    // Connecting.

    /// `connect(2)` of a stream. A connection that is not there at once is in progress; a Unix socket whose way is blocked
    /// waits for a place in the queue if `waits` says so.
    pub(super) fn connect_stream(&mut self, id: FileId, target: Address, waits: bool) -> Outcome {
        let stream = self.stream_mut(id)?;
        if let Some(error) = stream.error.take() {
            return Err(error);
        }
        match stream.phase {
            Phase::Fresh => {}
            Phase::Connecting => return Err(Errno::EALREADY),
            Phase::Connected if std::mem::take(&mut stream.news) => return Ok(()),
            Phase::Connected | Phase::Listening { .. } => return Err(Errno::EISCONN),
        }
        if stream.family != target.family() {
            return Err(match stream.family {
                Family::Unix => Errno::EINVAL,
                _ => Errno::EAFNOSUPPORT,
            });
        }
        stream.over = false;
        match &target {
            Address::Unix(name) => {
                let listener = self
                    .names
                    .get(&name.key())
                    .copied()
                    .ok_or(Errno::ECONNREFUSED)?;
                match self.file(listener).map(|file| &file.kind) {
                    Some(Kind::Stream(stream)) => match &stream.phase {
                        Phase::Listening { backlog, queue, .. } => {
                            if queue.len() > *backlog && !waits {
                                return Err(Errno::EAGAIN);
                            }
                        }
                        _ => return Err(Errno::ECONNREFUSED),
                    },
                    Some(_) => return Err(Errno::EPROTOTYPE),
                    None => return Err(Errno::ECONNREFUSED),
                }
                self.begin(id, target)?;
                self.knock(id, 0);
                if self.stream(id)?.phase == Phase::Connected {
                    self.stream_mut(id)?.news = false;
                    return Ok(());
                }
            }
            Address::Inet(address) => {
                if address.port() == 0 {
                    return Err(Errno::ECONNREFUSED);
                }
                self.bind_towards(id, *address)?;
                let ip = address.ip();
                self.begin(id, target)?;
                if !address::is_local(ip) {
                    self.call_host(id, ip);
                } else if self.loopback > 0.0 {
                    let at = self.now + self.loopback;
                    self.send_off(id, at, What::Knock(0));
                } else {
                    self.knock(id, 0);
                }
            }
        }
        Err(Errno::EINPROGRESS)
    }

    fn begin(&mut self, id: FileId, target: Address) -> Outcome {
        let stream = self.stream_mut(id)?;
        stream.phase = Phase::Connecting;
        stream.remote = Some(target.clone());
        self.tell(id, Happening::Connects(target));
        Ok(())
    }

    /// A request to connect is at the door of this machine.
    pub(super) fn knock(&mut self, id: FileId, attempt: u32) {
        let Ok(stream) = self.stream(id) else {
            return;
        };
        let (Phase::Connecting, Some(target)) = (&stream.phase, stream.remote.clone()) else {
            return;
        };
        let pick = u64::from(stream.local.port()).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32;
        let listener = match &target {
            Address::Unix(name) => self.names.get(&name.key()).copied(),
            Address::Inet(target) => self.bound_to(Type::Stream, *target, pick, |file: &File| {
                matches!(&file.kind, Kind::Stream(stream) if matches!(stream.phase, Phase::Listening { .. }))
            }),
        };
        let is_unix = stream.is_unix();
        let Some(listener) = listener.filter(|listener| self.listens(*listener)) else {
            let at = self.now + self.loopback;
            if self.loopback > 0.0 {
                self.send_off(id, at, What::Failed(Errno::ECONNREFUSED));
            } else {
                self.fail(id, Errno::ECONNREFUSED);
            }
            return;
        };
        let Ok(Stream {
            phase:
                Phase::Listening {
                    backlog,
                    queue,
                    waiting,
                },
            ..
        }) = self.stream_mut(listener)
        else {
            return;
        };
        if queue.len() > *backlog {
            if is_unix {
                waiting.push_back(id);
            } else if attempt < RETRIES {
                let at = self.now + RETRY * f64::from(1 << attempt);
                self.send_off(id, at, What::Knock(attempt + 1));
            } else {
                self.fail(id, Errno::ETIMEDOUT);
            }
            return;
        }
        self.let_in(id, listener);
    }

    fn listens(&self, id: FileId) -> bool {
        self.stream(id)
            .is_ok_and(|stream| matches!(stream.phase, Phase::Listening { .. }))
    }

    /// A connection for who asks for one, in the queue of who listens.
    fn let_in(&mut self, id: FileId, listener: FileId) {
        let (Ok(asking), Ok(listening)) = (self.stream(id), self.stream(listener)) else {
            return;
        };
        let family = listening.family;
        let mut server = Stream::new(family);
        server.phase = Phase::Connected;
        server.peer = Peer::File(id);
        server.local = match (&listening.local, &asking.remote) {
            (Address::Inet(local), Some(Address::Inet(target))) => {
                let ip = match target.ip() {
                    ip if ip.is_unspecified() => match ip {
                        IpAddr::V4(_) => IpAddr::V4(std::net::Ipv4Addr::LOCALHOST),
                        IpAddr::V6(_) => IpAddr::V6(std::net::Ipv6Addr::LOCALHOST),
                    },
                    ip => ip,
                };
                SocketAddr::new(dressed(address::plain(ip), family), local.port()).into_address()
            }
            (local, _) => local.clone(),
        };
        server.remote = Some(match &asking.local {
            Address::Inet(from) => {
                SocketAddr::new(dressed(address::plain(from.ip()), family), from.port())
                    .into_address()
            }
            unix => unix.clone(),
        });
        let shown = match (&server.local, &asking.local) {
            (Address::Inet(server), Address::Inet(asking)) => {
                let ip = dressed(address::plain(server.ip()), asking_family(asking));
                SocketAddr::new(ip, server.port()).into_address()
            }
            (server, _) => server.clone(),
        };
        let options = self.options(listener);
        let server = self.open(Kind::Stream(Box::new(server)));
        if let Some(file) = self.file_mut(server) {
            file.options = options;
        }
        if let Ok(asking) = self.stream_mut(id) {
            asking.peer = Peer::File(server);
            asking.remote = Some(shown);
        }
        if let Ok(Stream {
            phase: Phase::Listening { queue, .. },
            ..
        }) = self.stream_mut(listener)
        {
            queue.push_back(server);
            let waiting = queue.len();
            self.tell(listener, Happening::Queued(waiting));
        }
        self.changed(listener);
        if self.loopback > 0.0 {
            let at = self.now + self.loopback;
            self.send_off(id, at, What::Established);
        } else {
            self.established(id);
        }
    }

    /// What a socket asked for has come to be.
    pub(super) fn established(&mut self, id: FileId) {
        let Ok(stream) = self.stream_mut(id) else {
            return;
        };
        if stream.phase != Phase::Connecting {
            return;
        }
        stream.phase = Phase::Connected;
        stream.news = true;
        let local = stream.local.clone();
        if let Some(remote) = stream.remote.clone() {
            self.tell(id, Happening::Connected { local, remote });
        }
        self.changed(id);
    }

    // Writing.

    /// `send(2)`: how many of the bytes were taken.
    pub(super) fn send_stream(&mut self, id: FileId, bytes: &[u8]) -> Outcome<usize> {
        let stream = self.stream_mut(id)?;
        if let Some(error) = stream.error.take() {
            return Err(error);
        }
        match stream.phase {
            Phase::Connected => {}
            Phase::Connecting => return Err(Errno::EAGAIN),
            _ if stream.is_unix() => return Err(Errno::ENOTCONN),
            _ => return Err(Errno::EPIPE),
        }
        if stream.write_shut || stream.over {
            return Err(Errno::EPIPE);
        }
        let is_unix = stream.is_unix();
        let peer = match &stream.peer {
            Peer::Nobody => return Err(Errno::EPIPE),
            Peer::Host(_) => return self.send_to_host(id, bytes),
            Peer::File(peer) => *peer,
        };
        let closed = match self.stream(peer) {
            // Nobody reads there any more.
            Ok(peer) => peer.read_shut && is_unix,
            Err(_) => true,
        };
        if closed {
            if is_unix {
                return Err(Errno::EPIPE);
            }
            // What comes back is the reset, which the next call hears of.
            self.tell(id, Happening::Sent(bytes.len()));
            self.reset_arrives(id);
            return Ok(bytes.len());
        }
        let room = self.room(id, peer);
        // A Unix socket takes whole messages as long as there is room at all.
        let room = if is_unix && room > 0 {
            UNIX_MESSAGE
        } else {
            room
        };
        let taken = bytes.len().min(room);
        if taken == 0 && !bytes.is_empty() {
            self.has_no_room(id);
            return Err(Errno::EAGAIN);
        }
        if taken > 0 {
            self.tell(id, Happening::Sent(taken));
            self.stream_mut(id)?.full = false;
            let all = bytes.len();
            let bytes = &bytes[..taken];
            self.overhear(id, Direction::Out, bytes);
            if taken < all {
                self.has_no_room(id);
            }
            let delay = if is_unix { 0.0 } else { self.loopback };
            let now = self.now;
            let receiver = self.stream_mut(peer)?;
            if delay > 0.0 || receiver.last_arrival > now {
                let at = (now + delay).max(receiver.last_arrival);
                receiver.last_arrival = at;
                receiver.flying += taken;
                self.send_off(peer, at, What::Bytes(bytes.to_vec()));
            } else {
                self.bytes_arrive(peer, bytes);
            }
        }
        Ok(taken)
    }

    /// Its writer has to wait.
    pub(super) fn has_no_room(&mut self, id: FileId) {
        let Ok(stream) = self.stream_mut(id) else {
            return;
        };
        if !std::mem::replace(&mut stream.full, true) {
            self.tell(id, Happening::Full);
        }
    }

    /// How many bytes a socket may send to another now.
    fn room(&self, from: FileId, to: FileId) -> usize {
        let (Some(sender), Some(receiver)) = (self.file(from), self.file(to)) else {
            return 0;
        };
        let Kind::Stream(stream) = &receiver.kind else {
            return 0;
        };
        capacity(stream.is_unix(), &sender.options, &receiver.options).saturating_sub(stream.load())
    }

    pub(super) fn bytes_arrive(&mut self, id: FileId, bytes: &[u8]) {
        let Ok(stream) = self.stream_mut(id) else {
            return;
        };
        if !stream.read_shut && !stream.over {
            stream.inbox.extend(bytes);
            if stream.is_unix() {
                stream.weigh_in(bytes.len());
            }
        }
        self.tell(id, Happening::Arrived(bytes.len()));
        self.overhear(id, Direction::In, bytes);
        self.changed(id);
    }

    // Reading.

    /// `recv(2)`: at most so many bytes; none: the end.
    pub(super) fn receive_stream(
        &mut self,
        id: FileId,
        most: usize,
        peek: bool,
    ) -> Outcome<Vec<u8>> {
        let stream = self.stream_mut(id)?;
        match stream.phase {
            Phase::Connected => {}
            Phase::Connecting => return Err(Errno::EAGAIN),
            _ if stream.error.is_some() => {}
            _ if stream.is_unix() => return Err(Errno::EINVAL),
            _ => return Err(Errno::ENOTCONN),
        }
        if most == 0 {
            return Ok(Vec::new());
        }
        if stream.inbox.is_empty() {
            if stream.ended || stream.read_shut {
                return Ok(Vec::new());
            }
            if let Some(error) = stream.error.take() {
                return Err(error);
            }
            return match stream.over {
                true => Ok(Vec::new()),
                false => Err(Errno::EAGAIN),
            };
        }
        let count = most.min(stream.inbox.len());
        if peek {
            return Ok(stream.inbox.iter().take(count).copied().collect());
        }
        let bytes: Vec<u8> = stream.inbox.drain(..count).collect();
        stream.weigh_out(count);
        if stream.inbox.is_empty() {
            // What a burst needed is not kept for ever.
            stream.inbox = VecDeque::new();
        }
        match &stream.peer {
            Peer::File(peer) => {
                let peer = *peer;
                self.changed(peer);
            }
            Peer::Host(_) => self.make_room(id),
            Peer::Nobody => {}
        }
        Ok(bytes)
    }

    // Ends.

    pub(super) fn end_arrives(&mut self, id: FileId) {
        let Ok(stream) = self.stream_mut(id) else {
            return;
        };
        if stream.over || stream.ended {
            return;
        }
        stream.ended = true;
        self.tell(id, Happening::Ended);
        self.changed(id);
    }

    pub(super) fn reset_arrives(&mut self, id: FileId) {
        let Ok(stream) = self.stream_mut(id) else {
            return;
        };
        if stream.over {
            return;
        }
        stream.error = Some(match (stream.ended, stream.is_unix()) {
            (true, false) => Errno::EPIPE,
            _ => Errno::ECONNRESET,
        });
        stream.over = true;
        stream.peer = Peer::Nobody;
        self.tell(id, Happening::Reset);
        self.changed(id);
    }

    /// `shutdown(2)`.
    pub(super) fn shut_stream(&mut self, id: FileId, how: How) -> Outcome {
        let stream = self.stream_mut(id)?;
        if stream.phase != Phase::Connected || stream.over && !stream.is_unix() {
            // A socket that listens stops doing so: its callers are woken, and told that it is none any more.
            if matches!(stream.phase, Phase::Listening { .. }) && how != How::Write {
                stream.phase = Phase::Fresh;
                stream.over = true;
                self.changed(id);
                return Ok(());
            }
            return Err(Errno::ENOTCONN);
        }
        if how != How::Write {
            stream.read_shut = true;
        }
        let ends = how != How::Read && !std::mem::replace(&mut stream.write_shut, true);
        if ends {
            self.tell(id, Happening::ShutDown);
            self.send_end(id);
        }
        self.changed(id);
        if how != How::Write
            && let Ok(Stream {
                family: Family::Unix,
                peer: Peer::File(peer),
                ..
            }) = self.stream(id)
        {
            let peer = *peer;
            self.changed(peer);
        }
        Ok(())
    }

    /// Tells the other end that nothing follows, after everything that does.
    fn send_end(&mut self, id: FileId) {
        let Ok(stream) = self.stream(id) else {
            return;
        };
        match &stream.peer {
            Peer::Nobody => {}
            Peer::Host(_) => self.end_towards_host(id),
            Peer::File(peer) => {
                let peer = *peer;
                self.end_for(peer);
            }
        }
    }

    /// The end of what comes to this socket, after what is on its way.
    fn end_for(&mut self, peer: FileId) {
        let (now, loopback) = (self.now, self.loopback);
        let Ok(receiver) = self.stream_mut(peer) else {
            return;
        };
        let delay = if receiver.is_unix() { 0.0 } else { loopback };
        let at = (now + delay).max(receiver.last_arrival);
        if at > now {
            receiver.last_arrival = at;
            self.send_off(peer, at, What::End);
        } else {
            self.end_arrives(peer);
        }
    }

    /// The last descriptor of a stream is gone.
    pub(super) fn close_stream(&mut self, id: FileId, stream: Stream, options: &Options) {
        self.tell(id, Happening::Closed);
        if let Phase::Listening { queue, waiting, .. } = stream.phase {
            for lost in queue {
                let peer = match self.stream(lost).map(|stream| &stream.peer) {
                    Ok(Peer::File(peer)) => Some(*peer),
                    _ => None,
                };
                if let Some(place) = self.files.get_mut(lost.0 as usize) {
                    *place = None;
                }
                if let Some(peer) = peer {
                    self.reset_arrives(peer);
                }
            }
            for waits in waiting {
                self.fail(waits, Errno::ECONNREFUSED);
            }
            return;
        }
        let Peer::File(peer) = stream.peer else {
            return;
        };
        let unread = !stream.inbox.is_empty() || stream.flying > 0;
        if stream.family == Family::Unix {
            if let Ok(peer_stream) = self.stream_mut(peer) {
                peer_stream.ended = true;
                peer_stream.write_shut = true;
                if unread {
                    peer_stream.error = Some(Errno::ECONNRESET);
                    peer_stream.ended = false;
                    peer_stream.over = true;
                }
                self.tell(peer, Happening::Ended);
                self.changed(peer);
            }
        } else if unread || options.abrupt {
            let at = (self.now + self.loopback).max(self.now);
            if at > self.now {
                self.send_off(peer, at, What::Reset);
            } else {
                self.reset_arrives(peer);
            }
        } else if !stream.write_shut {
            self.end_for(peer);
        }
    }

    /// Two Unix sockets, or two of the Internet over loopback, that are connected with each other.
    pub(super) fn pair(&mut self, family: Family) -> (FileId, FileId) {
        let mut ends = [FileId(0); 2];
        for end in &mut ends {
            let mut stream = Stream::new(family);
            stream.phase = Phase::Connected;
            stream.remote = Some(Address::unbound(family));
            *end = self.open(Kind::Stream(Box::new(stream)));
        }
        let [one, other] = ends;
        for (end, peer) in [(one, other), (other, one)] {
            if let Ok(stream) = self.stream_mut(end) {
                stream.peer = Peer::File(peer);
            }
        }
        (one, other)
    }

    pub(super) fn stream_readiness(&self, id: FileId, stream: &Stream) -> Readiness {
        let error = Readiness::ERROR.when(stream.error.is_some());
        match &stream.phase {
            Phase::Listening { queue, .. } => return Readiness::READABLE.when(!queue.is_empty()),
            Phase::Connecting => return Readiness::NONE,
            Phase::Fresh => {
                let failed = Readiness::READABLE | Readiness::READ_HANG_UP;
                return Readiness::WRITABLE | Readiness::HANG_UP | error | failed.when(stream.over);
            }
            Phase::Connected => {}
        }
        let read_ended = stream.ended || stream.read_shut || stream.over;
        let write_ended = stream.write_shut || stream.over;
        let writable = write_ended
            || match &stream.peer {
                Peer::Nobody => true,
                Peer::Host(link) => link.load() <= link.capacity() / 3 * 2,
                Peer::File(peer) => self.has_room(id, *peer, stream.is_unix()),
            };
        error
            | Readiness::READABLE.when(!stream.inbox.is_empty() || read_ended)
            | Readiness::READ_HANG_UP.when(read_ended)
            | Readiness::HANG_UP.when(read_ended && write_ended)
            | Readiness::WRITABLE.when(writable)
    }

    /// Whether there is so much room that it is worth waking a writer for (`sk_stream_is_writeable`, `unix_writable`).
    fn has_room(&self, from: FileId, to: FileId, is_unix: bool) -> bool {
        let Some(receiver) = self.file(to) else {
            return true;
        };
        let (Kind::Stream(stream), Some(sender)) = (&receiver.kind, self.file(from)) else {
            return true;
        };
        let (load, all) = (
            stream.load(),
            capacity(is_unix, &sender.options, &receiver.options),
        );
        match is_unix {
            true => load * 4 <= all,
            false => all.saturating_sub(load) * 2 >= load,
        }
    }
}

fn asking_family(address: &SocketAddr) -> Family {
    match address {
        SocketAddr::V4(_) => Family::Inet,
        SocketAddr::V6(_) => Family::Inet6,
    }
}

trait IntoAddress {
    fn into_address(self) -> Address;
}

impl IntoAddress for SocketAddr {
    fn into_address(self) -> Address {
        Address::Inet(self)
    }
}
