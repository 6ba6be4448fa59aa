//! What goes over a connection: sending, receiving.

use crate::net::{
    errno::{Errno, Outcome},
    file::{FileId, Kind, Peer, Phase, capacity},
    news::Happening,
    overhear::Direction,
    parcel::What,
    state::State,
};
use std::collections::VecDeque;

/// The most that a Unix socket of type stream takes at once.
const UNIX_MESSAGE: usize = 32_768;

impl State {
    /// `send(2)`: how many of the bytes were taken.
    pub(in crate::net) fn send_stream(&mut self, id: FileId, bytes: &[u8]) -> Outcome<usize> {
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
            let (there, back) = (self.delay_from(id), self.delay_from(id));
            if there + back > 0.0 {
                let at = self.now + there + back;
                self.send_off(id, at, What::Reset);
            } else {
                self.reset_arrives(id);
            }
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
            for piece in bytes.chunks(self.piece(id).min(taken)) {
                let at = self.arrival(id, peer, piece.len());
                let now = self.now;
                let receiver = self.stream_mut(peer)?;
                if at > now {
                    receiver.last_arrival = at;
                    receiver.flying += piece.len();
                    self.send_off(peer, at, What::Bytes(piece.to_vec()));
                } else {
                    self.bytes_arrive(peer, piece);
                }
            }
        }
        Ok(taken)
    }

    /// Its writer has to wait.
    pub(in crate::net) fn has_no_room(&mut self, id: FileId) {
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

    pub(in crate::net) fn bytes_arrive(&mut self, id: FileId, bytes: &[u8]) {
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
    pub(in crate::net) fn receive_stream(
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
}
