//! The way to a host outside: its conversation, and how bytes travel there and back.

use super::{
    errno::{Errno, Outcome},
    file::{FileId, Peer, Phase},
    news::Happening,
    options::TCP_BUFFER,
    overhear::Direction,
    parcel::What,
    service::{Action, Conversation},
    state::State,
};
use crate::Seconds;
use std::{collections::VecDeque, net::IpAddr};

/// How long it takes until a request to connect that nobody answers is given up: six repetitions, each after twice as
/// long.
const GIVES_UP: Seconds = 127.0;
/// Bytes that travel together.
const PIECE: usize = super::far::PIECE;

/// One direction of the way.
#[derive(Debug, Default)]
struct Way {
    /// When the line has taken what was sent before.
    free_at: Seconds,
    /// When the last piece arrives.
    arrives: Seconds,
}

/// The way between a socket and a host.
pub(super) struct Link {
    conversation: Box<dyn Conversation>,
    latency: Seconds,
    jitter: Seconds,
    bandwidth: Option<f64>,
    out: Way,
    back: Way,
    /// Bytes that are on their way to the host.
    flying: usize,
    /// What the host has sent and the line has not taken: the socket has no room.
    outbox: VecDeque<u8>,
    /// The host sends nothing more when that is gone.
    done: bool,
    /// When its last action takes effect.
    acts_at: Seconds,
}

impl Link {
    /// Bytes that the socket has sent and the host has not got.
    pub(super) fn load(&self) -> usize {
        self.flying
    }

    pub(super) fn capacity(&self) -> usize {
        TCP_BUFFER
    }
}

impl Way {
    /// When so many bytes arrive that are sent at `now`.
    fn carry(
        &mut self,
        now: Seconds,
        bytes: usize,
        bandwidth: Option<f64>,
        takes: Seconds,
    ) -> Seconds {
        let takes_line = bandwidth
            .filter(|rate| *rate > 0.0)
            .map_or(0.0, |rate| bytes as f64 / rate);
        self.free_at = self.free_at.max(now) + takes_line;
        self.arrives = self.arrives.max(self.free_at + takes);
        self.arrives
    }
}

impl State {
    fn link(&mut self, id: FileId) -> Option<&mut Link> {
        match &mut self.stream_mut(id).ok()?.peer {
            Peer::Host(link) => Some(link),
            _ => None,
        }
    }

    /// How long something takes one way, this time.
    pub(super) fn travel(&mut self, latency: Seconds, jitter: Seconds) -> Seconds {
        match jitter > 0.0 {
            true => latency + jitter * self.draw_share(),
            false => latency,
        }
    }

    /// A socket asks a host for a connection.
    pub(super) fn call_host(&mut self, id: FileId, ip: IpAddr) {
        let port = match self.stream(id).map(|stream| stream.remote.clone()) {
            Ok(Some(remote)) => remote.port(),
            _ => 0,
        };
        let Some(host) = self.hosts.at(ip) else {
            let at = self.now + GIVES_UP;
            self.send_off(id, at, What::Failed(Errno::ETIMEDOUT));
            return;
        };
        if host.made_up {
            self.tell(id, Happening::MadeUp);
        }
        let round = self.travel(host.latency, host.jitter) + self.travel(host.latency, host.jitter);
        let at = self.now + round;
        let Some(service) = host.ports.get(&port).cloned() else {
            self.send_off(id, at, What::Failed(Errno::ECONNREFUSED));
            return;
        };
        let seed = self.draw();
        let link = Link {
            conversation: service.accept(seed),
            latency: host.latency,
            jitter: host.jitter,
            bandwidth: host.bandwidth,
            out: Way::default(),
            back: Way::default(),
            flying: 0,
            outbox: VecDeque::new(),
            done: false,
            acts_at: 0.0,
        };
        if let Ok(stream) = self.stream_mut(id) {
            stream.peer = Peer::Host(Box::new(link));
        }
        self.send_off(id, at, What::Established);
        // The host is heard at the same moment, after that.
        let latency = host.latency;
        let now = self.now;
        let Some(link) = self.link(id) else {
            return;
        };
        let greeting = link.conversation.greet(now + latency);
        self.schedule(id, at, greeting);
    }

    /// Takes bytes on their way to a host.
    pub(super) fn send_to_host(&mut self, id: FileId, bytes: &[u8]) -> Outcome<usize> {
        let Some(link) = self.link(id) else {
            return Err(Errno::EPIPE);
        };
        let taken = bytes.len().min(link.capacity().saturating_sub(link.flying));
        if taken == 0 && !bytes.is_empty() {
            self.has_no_room(id);
            return Err(Errno::EAGAIN);
        }
        link.flying += taken;
        let (latency, jitter, bandwidth) = (link.latency, link.jitter, link.bandwidth);
        self.tell(id, Happening::Sent(taken));
        self.stream_mut(id)?.full = false;
        self.overhear(id, Direction::Out, &bytes[..taken]);
        if taken < bytes.len() {
            self.has_no_room(id);
        }
        let size = if bandwidth.is_some() {
            PIECE
        } else {
            taken.max(1)
        };
        for piece in bytes[..taken].chunks(size) {
            let takes = self.travel(latency, jitter);
            let now = self.now;
            let Some(link) = self.link(id) else {
                break;
            };
            let at = link.out.carry(now, piece.len(), bandwidth, takes);
            self.send_off(id, at, What::HostBytes(piece.to_vec()));
        }
        Ok(taken)
    }

    /// The socket writes no more.
    pub(super) fn end_towards_host(&mut self, id: FileId) {
        let now = self.now;
        if let Some(link) = self.link(id) {
            let at = link.out.carry(now, 0, None, link.latency);
            self.send_off(id, at, What::HostEnd);
        }
    }

    /// Bytes are at the host; none: the end.
    pub(super) fn host_hears(&mut self, id: FileId, bytes: &[u8]) {
        let now = self.now;
        let Some(link) = self.link(id) else {
            return;
        };
        link.flying -= bytes.len().min(link.flying);
        let actions = link.conversation.receive(now, bytes);
        self.schedule(id, now, actions);
        self.changed(id);
    }

    /// What the host will do, counted from `from`: each no earlier than the one before it.
    fn schedule(&mut self, id: FileId, from: Seconds, actions: Vec<Action>) {
        for action in actions {
            let (Action::Send { after, .. } | Action::Shutdown { after } | Action::Reset { after }) =
                &action;
            let at = from + after.max(0.0);
            let Some(link) = self.link(id) else {
                return;
            };
            let at = at.max(link.acts_at);
            link.acts_at = at;
            self.send_off(id, at, What::HostActs(action));
        }
    }

    pub(super) fn host_acts(&mut self, id: FileId, action: Action) {
        let Some(link) = self.link(id) else {
            return;
        };
        match action {
            Action::Send { bytes, .. } if !link.done => link.outbox.extend(bytes),
            Action::Send { .. } => {}
            Action::Shutdown { .. } => link.done = true,
            Action::Reset { .. } => {
                link.outbox.clear();
                link.done = true;
                let takes = link.latency;
                let now = self.now;
                let Some(link) = self.link(id) else {
                    return;
                };
                let at = link.back.carry(now, 0, None, takes);
                self.send_off(id, at, What::Reset);
                return;
            }
        }
        self.host_sends(id);
    }

    /// Puts on the line what the host has to send, as far as the socket has room.
    pub(super) fn host_sends(&mut self, id: FileId) {
        loop {
            let now = self.now;
            let Ok(stream) = self.stream_mut(id) else {
                return;
            };
            let room = TCP_BUFFER.saturating_sub(stream.load());
            let Peer::Host(link) = &mut stream.peer else {
                return;
            };
            let (latency, jitter, bandwidth) = (link.latency, link.jitter, link.bandwidth);
            let most = if bandwidth.is_some() {
                PIECE
            } else {
                usize::MAX
            };
            let count = link.outbox.len().min(room).min(most);
            if count == 0 {
                if link.done && link.outbox.is_empty() {
                    // Said once.
                    link.done = false;
                    let at = link.back.carry(now, 0, None, latency);
                    self.send_off(id, at, What::End);
                }
                return;
            }
            let piece: Vec<u8> = link.outbox.drain(..count).collect();
            stream.flying += count;
            let takes = self.travel(latency, jitter);
            let Some(link) = self.link(id) else {
                return;
            };
            let at = link.back.carry(now, count, bandwidth, takes);
            self.send_off(id, at, What::Bytes(piece));
        }
    }

    /// The socket has read something: the host hears of it where it waits for room.
    pub(super) fn make_room(&mut self, id: FileId) {
        let now = self.now;
        let Some(link) = self.link(id) else {
            return;
        };
        if !link.outbox.is_empty() {
            let at = now + link.latency;
            self.send_off(id, at, What::HostRoom);
        }
    }

    /// Whether a socket is connected with a host, or asks to be.
    pub(super) fn reaches_out(&self, id: FileId) -> bool {
        self.stream(id).is_ok_and(|stream| {
            matches!(stream.peer, Peer::Host(_)) || stream.phase == Phase::Connecting
        })
    }
}
