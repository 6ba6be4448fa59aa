//! How connections end: shutting down, closing, resets.

use super::How;
use crate::Seconds;
use crate::net::{
    address::Family,
    errno::{Errno, Outcome},
    file::{FileId, Peer, Phase, Stream},
    news::Happening,
    options::Options,
    parcel::What,
    state::State,
};

impl State {
    pub(in crate::net) fn end_arrives(&mut self, id: FileId) {
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

    pub(in crate::net) fn reset_arrives(&mut self, id: FileId) {
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
    pub(in crate::net) fn shut_stream(&mut self, id: FileId, how: How) -> Outcome {
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
                let delay = self.delay_from(id);
                self.end_for(peer, delay);
            }
        }
    }

    /// The end of what comes to this socket, after what is on its way; it takes so many virtual seconds.
    fn end_for(&mut self, peer: FileId, delay: Seconds) {
        let now = self.now;
        let Ok(receiver) = self.stream_mut(peer) else {
            return;
        };
        let at = (now + delay).max(receiver.last_arrival);
        if at > now {
            receiver.last_arrival = at;
            self.send_off(peer, at, What::End);
        } else {
            self.end_arrives(peer);
        }
    }

    /// The last descriptor of a stream is gone.
    pub(in crate::net) fn close_stream(&mut self, id: FileId, stream: Stream, options: &Options) {
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
            let at = self.now + self.delay(stream.far, false);
            if at > self.now {
                self.send_off(peer, at, What::Reset);
            } else {
                self.reset_arrives(peer);
            }
        } else if !stream.write_shut {
            let delay = self.delay(stream.far, false);
            self.end_for(peer, delay);
        }
    }
}
