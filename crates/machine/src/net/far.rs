//! Hosts outside that a process of this machine answers for: sockets like all others, with a way between them.

use super::{
    address::{self},
    file::{File, FileId, Kind},
    state::State,
};
use crate::Seconds;
use std::net::IpAddr;

/// Bytes that travel together where the line takes its time.
pub(super) const PIECE: usize = 16 * 1024;

/// The way between the two ends of such a connection.
#[derive(Clone, Copy, Debug)]
pub(super) struct Far {
    latency: Seconds,
    jitter: Seconds,
    bandwidth: Option<f64>,
}

impl State {
    /// The way to such a host, if one is at that address.
    pub(super) fn far(&mut self, ip: IpAddr) -> Option<Far> {
        if address::is_local(ip) {
            return None;
        }
        let host = self.hosts.at(ip).filter(|host| host.served)?;
        Some(Far {
            latency: host.latency,
            jitter: host.jitter,
            bandwidth: host.bandwidth,
        })
    }

    /// Virtual seconds that something takes from one end of a stream to the other.
    pub(super) fn delay(&mut self, far: Option<Far>, is_unix: bool) -> Seconds {
        match far {
            Some(far) => self.travel(far.latency, far.jitter),
            None if is_unix => 0.0,
            None => self.loopback,
        }
    }

    /// [`State::delay`] from a stream that is open.
    pub(super) fn delay_from(&mut self, id: FileId) -> Seconds {
        let (far, is_unix) = match self.stream(id) {
            Ok(stream) => (stream.far, stream.is_unix()),
            Err(_) => (None, false),
        };
        self.delay(far, is_unix)
    }

    /// When so many bytes are at the other end, which are sent now.
    pub(super) fn arrival(&mut self, from: FileId, to: FileId, bytes: usize) -> Seconds {
        let far = self.stream(from).ok().and_then(|stream| stream.far);
        let delay = self.delay_from(from);
        let now = self.now;
        let Ok(receiver) = self.stream_mut(to) else {
            return now + delay;
        };
        let mut off = now;
        if let Some(rate) = far.and_then(|far| far.bandwidth).filter(|rate| *rate > 0.0) {
            off = receiver.line_free.max(now) + bytes as f64 / rate;
            receiver.line_free = off;
        }
        (off + delay).max(receiver.last_arrival)
    }

    /// How many bytes travel together from there.
    pub(super) fn piece(&self, from: FileId) -> usize {
        let far = self.stream(from).ok().and_then(|stream| stream.far);
        match far.and_then(|far| far.bandwidth) {
            Some(_) => PIECE,
            None => usize::MAX,
        }
    }
}

/// Whether a socket is bound to an address outside: then it is a host's, and not in the way of this machine's own.
pub(super) fn is_abroad(ip: IpAddr) -> bool {
    !address::is_local(ip) && !address::plain(ip).is_multicast()
}

/// Whether a socket listens for a connection over such a way, or over none.
pub(super) fn listens_there(file: &File, abroad: bool) -> bool {
    match &file.kind {
        Kind::Stream(stream) => match &stream.local {
            address::Address::Inet(local) => is_abroad(local.ip()) == abroad,
            address::Address::Unix(_) => !abroad,
        },
        _ => false,
    }
}
