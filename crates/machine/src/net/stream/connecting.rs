//! How connections come to be: listening, accepting, connecting.

use crate::net::{
    address::{self, Address, Family, Type},
    errno::{Errno, Outcome},
    far::listens_there,
    file::{File, FileId, Kind, Peer, Phase, Stream},
    news::Happening,
    parcel::What,
    ports::dressed,
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
/// `net.core.somaxconn`
const LONGEST_QUEUE: usize = 4096;

impl State {
    /// `listen(2)`.
    pub(in crate::net) fn listen(&mut self, id: FileId, backlog: i32) -> Outcome {
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
    pub(in crate::net) fn accept(&mut self, id: FileId) -> Outcome<FileId> {
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
    pub(in crate::net) fn connect_stream(
        &mut self,
        id: FileId,
        target: Address,
        waits: bool,
    ) -> Outcome {
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
                let far = self.far(ip);
                self.stream_mut(id)?.far = far;
                if far.is_none() && !address::is_local(ip) {
                    self.call_host(id, ip);
                    return Err(Errno::EINPROGRESS);
                }
                let delay = self.delay_from(id);
                if delay > 0.0 {
                    let at = self.now + delay;
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
    pub(in crate::net) fn knock(&mut self, id: FileId, attempt: u32) {
        let Ok(stream) = self.stream(id) else {
            return;
        };
        let (Phase::Connecting, Some(target)) = (&stream.phase, stream.remote.clone()) else {
            return;
        };
        let pick = u64::from(stream.local.port()).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32;
        let abroad = stream.far.is_some();
        let listener = match &target {
            Address::Unix(name) => self.names.get(&name.key()).copied(),
            Address::Inet(target) => self.bound_to(Type::Stream, *target, pick, |file: &File| {
                listens_there(file, abroad)
                    && matches!(&file.kind, Kind::Stream(stream) if matches!(stream.phase, Phase::Listening { .. }))
            }),
        };
        let is_unix = stream.is_unix();
        let Some(listener) = listener.filter(|listener| self.listens(*listener)) else {
            let delay = self.delay_from(id);
            let at = self.now + delay;
            if delay > 0.0 {
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
        server.far = asking.far;
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
        let delay = self.delay_from(id);
        if delay > 0.0 {
            let at = self.now + delay;
            self.send_off(id, at, What::Established);
        } else {
            self.established(id);
        }
    }

    /// What a socket asked for has come to be.
    pub(in crate::net) fn established(&mut self, id: FileId) {
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
