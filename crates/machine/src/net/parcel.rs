//! What is on its way from one end to the other.

use super::{
    errno::Errno,
    file::{FileId, Kind, Phase},
    news::Happening,
    service::Action,
    state::State,
};
use crate::Seconds;
use std::cmp::Ordering;

/// Something that arrives later.
pub(super) struct Parcel {
    pub(super) at: Seconds,
    /// The order in which parcels were sent off.
    pub(super) number: u64,
    /// The socket on this machine that it is for, or that it comes from.
    pub(super) to: FileId,
    pub(super) what: What,
}

/// What a parcel brings.
pub(super) enum What {
    /// Bytes, to the socket.
    Bytes(Vec<u8>),
    /// A datagram, to the socket.
    Message(Vec<u8>, Option<super::Address>),
    /// The other end writes no more.
    End,
    /// The other end resets the connection.
    Reset,
    /// The socket's request to connect, to a listening one: for the how-manieth time.
    Knock(u32),
    /// The connection stands.
    Established,
    /// It does not come to be.
    Failed(Errno),
    /// Bytes, to the host at the other end.
    HostBytes(Vec<u8>),
    /// The socket writes no more: to the host.
    HostEnd,
    /// The host does something.
    HostActs(Action),
    /// The host hears that there is room again.
    HostRoom,
}

impl Parcel {
    fn key(&self, other: &Self) -> Ordering {
        self.at
            .total_cmp(&other.at)
            .then_with(|| self.number.cmp(&other.number))
    }
}

impl PartialEq for Parcel {
    fn eq(&self, other: &Self) -> bool {
        self.key(other) == Ordering::Equal
    }
}

impl Eq for Parcel {}

impl PartialOrd for Parcel {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Parcel {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key(other)
    }
}

impl State {
    /// A parcel is there.
    pub(super) fn arrive(&mut self, parcel: Parcel) {
        let Parcel { to, what, .. } = parcel;
        match what {
            What::Bytes(bytes) => {
                if let Ok(stream) = self.stream_mut(to) {
                    stream.flying -= bytes.len().min(stream.flying);
                }
                self.bytes_arrive(to, &bytes);
            }
            What::Message(bytes, from) => self.message_arrives(to, bytes, from),
            What::End => self.end_arrives(to),
            What::Reset => self.reset_arrives(to),
            What::Knock(attempt) => self.knock(to, attempt),
            What::Established => self.established(to),
            What::Failed(errno) => self.fail(to, errno),
            What::HostBytes(bytes) => self.host_hears(to, &bytes),
            What::HostEnd => self.host_hears(to, &[]),
            What::HostActs(action) => self.host_acts(to, action),
            What::HostRoom => self.host_sends(to),
        }
    }

    /// The connection that a socket asked for does not come to be.
    pub(super) fn fail(&mut self, id: FileId, errno: Errno) {
        let Some(Kind::Stream(stream)) = self.file_mut(id).map(|file| &mut file.kind) else {
            return;
        };
        stream.phase = Phase::Fresh;
        stream.peer = super::file::Peer::Nobody;
        stream.error = Some(errno);
        stream.over = true;
        self.tell(id, Happening::Failed(errno));
        self.changed(id);
    }
}
