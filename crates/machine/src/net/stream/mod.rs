//! Streams: TCP, and Unix sockets of type stream, as Linux has them.
//!
//! * [`connecting`]: listening, accepting, connecting.
//! * [`bytes`]: sending, receiving.
//! * [`ends`]: shutting down, closing, resets.

mod bytes;
mod connecting;
mod ends;

use super::{
    address::Address,
    address::Family,
    errno::{Errno, Outcome},
    file::{FileId, Kind, Peer, Phase, Stream, capacity},
    options::Options,
    readiness::Readiness,
    state::State,
};

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
