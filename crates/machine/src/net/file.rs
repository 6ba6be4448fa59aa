//! Open files of the network: what descriptors stand for.

use super::{
    address::{Address, Family, Type},
    epoll::Epoll,
    errno::Errno,
    far::Far,
    link::Link,
    options::{BUFFER, Options, TCP_BUFFER},
    overhear::Ear,
};
use crate::Seconds;
use std::collections::VecDeque;

/// An open file, numbered in the order of opening; a number is never given twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// What an open file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// A socket.
    Socket(Family, Type),
    /// The end of a pipe that is read from.
    ReadEnd,
    /// The end of a pipe that is written to.
    WriteEnd,
    /// What `epoll_create` gives.
    Epoll,
}

/// An open file (an *open file description*, in the words of `open(2)`).
pub(super) struct File {
    pub(super) kind: Kind,
    /// How many descriptors stand for it.
    pub(super) descriptors: u32,
    /// `O_NONBLOCK`
    pub(super) nonblocking: bool,
    /// Who waits for it, in the order in which they began to.
    pub(super) watches: Vec<u64>,
    /// The epolls that it is registered with, by which descriptor.
    pub(super) epolls: Vec<(FileId, i32)>,
    pub(super) options: Options,
}

impl File {
    pub(super) fn new(kind: Kind) -> Self {
        Self {
            kind,
            descriptors: 0,
            nonblocking: false,
            watches: Vec::new(),
            epolls: Vec::new(),
            options: Options::default(),
        }
    }
}

pub(super) enum Kind {
    Stream(Box<Stream>),
    Datagram(Box<Datagram>),
    ReadEnd(ReadEnd),
    WriteEnd(WriteEnd),
    Epoll(Epoll),
}

/// How far a stream socket has come.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Phase {
    /// Neither connected nor listening.
    Fresh,
    Listening {
        backlog: usize,
        /// Connections that were not accepted yet: the files of this end.
        queue: VecDeque<FileId>,
        /// Unix sockets that wait for a place in the queue.
        waiting: VecDeque<FileId>,
    },
    /// `connect` was called, and nothing has come back yet.
    Connecting,
    Connected,
}

/// The other end of a stream.
pub(super) enum Peer {
    Nobody,
    /// A socket on this machine. It may be closed by now.
    File(FileId),
    /// A host outside.
    Host(Box<Link>),
}

/// A socket of type stream: TCP, or a Unix socket.
pub(super) struct Stream {
    pub(super) family: Family,
    pub(super) phase: Phase,
    pub(super) local: Address,
    pub(super) remote: Option<Address>,
    pub(super) peer: Peer,
    /// What has arrived and was not read.
    pub(super) inbox: VecDeque<u8>,
    /// Bytes on their way to this socket.
    pub(super) flying: usize,
    /// A Unix socket's messages that were not read to their end: what is left of each, and what it weighs.
    pub(super) messages: VecDeque<(usize, usize)>,
    /// What those weigh together.
    pub(super) weight: usize,
    /// The way to the other end, where that is a host outside for which this machine answers, or calls on it.
    pub(super) far: Option<Far>,
    /// When the line to this socket has taken what was sent before.
    pub(super) line_free: Seconds,
    /// When the last thing that is on its way to this socket arrives.
    pub(super) last_arrival: Seconds,
    /// The other end writes no more, and all that it wrote has arrived.
    pub(super) ended: bool,
    /// `shutdown(SHUT_RD)`
    pub(super) read_shut: bool,
    /// Nothing can be written any more.
    pub(super) write_shut: bool,
    /// The connection was reset, or both ends are closed.
    pub(super) over: bool,
    /// What the next operation fails with.
    pub(super) error: Option<Errno>,
    /// It became connected since `connect` was called: the next call says so.
    pub(super) news: bool,
    /// Its writer was told that there is no room.
    pub(super) full: bool,
    /// Who listens in on it.
    pub(super) ear: Ear,
}

impl Stream {
    pub(super) fn new(family: Family) -> Self {
        Self {
            family,
            phase: Phase::Fresh,
            local: Address::unbound(family),
            remote: None,
            peer: Peer::Nobody,
            inbox: VecDeque::new(),
            flying: 0,
            messages: VecDeque::new(),
            weight: 0,
            far: None,
            line_free: 0.0,
            last_arrival: 0.0,
            ended: false,
            read_shut: false,
            write_shut: false,
            over: false,
            error: None,
            news: false,
            full: false,
            ear: Ear::default(),
        }
    }

    pub(super) fn is_unix(&self) -> bool {
        self.family == Family::Unix
    }

    /// What was sent to it and not read: bytes, or what a Unix socket's messages weigh.
    pub(super) fn load(&self) -> usize {
        match self.is_unix() {
            true => self.weight,
            false => self.inbox.len() + self.flying,
        }
    }

    /// A message of so many bytes is put into a Unix socket's inbox.
    pub(super) fn weigh_in(&mut self, bytes: usize) {
        let weight = weight(bytes);
        self.messages.push_back((bytes, weight));
        self.weight += weight;
    }

    /// So many bytes were read from it.
    pub(super) fn weigh_out(&mut self, mut bytes: usize) {
        while bytes > 0
            && let Some((left, weight)) = self.messages.front_mut()
        {
            let read = bytes.min(*left);
            *left -= read;
            bytes -= read;
            if *left == 0 {
                self.weight -= *weight;
                self.messages.pop_front();
            }
        }
    }
}

/// What the kernel counts for a message in a Unix socket's buffer (`skb->truesize`).
fn weight(bytes: usize) -> usize {
    const HEAD: usize = 256;
    const SHARED: usize = 320;
    match bytes {
        0..=1728 => HEAD + (bytes + SHARED).next_power_of_two(),
        bytes => HEAD + 512 + bytes.next_multiple_of(4096),
    }
}

/// How many bytes one end may send before the other reads.
pub(super) fn capacity(is_unix: bool, sender: &Options, receiver: &Options) -> usize {
    let (out, _) = sender.buffers();
    let (_, inward) = receiver.buffers();
    if is_unix {
        return out.unwrap_or(BUFFER);
    }
    match (out, inward) {
        (None, None) => TCP_BUFFER,
        (out, inward) => out.unwrap_or(TCP_BUFFER) + inward.unwrap_or(131_072),
    }
}

/// A socket of type datagram: UDP, or a Unix socket.
pub(super) struct Datagram {
    pub(super) family: Family,
    pub(super) local: Address,
    pub(super) remote: Option<Address>,
    /// The other one of a pair.
    pub(super) pair: Option<FileId>,
    pub(super) inbox: VecDeque<(Vec<u8>, Option<Address>)>,
    pub(super) bytes: usize,
    pub(super) read_shut: bool,
    pub(super) write_shut: bool,
    pub(super) error: Option<Errno>,
}

impl Datagram {
    pub(super) fn new(family: Family) -> Self {
        Self {
            family,
            local: Address::unbound(family),
            remote: None,
            pair: None,
            inbox: VecDeque::new(),
            bytes: 0,
            read_shut: false,
            write_shut: false,
            error: None,
        }
    }
}

/// The end of a pipe that is read from. It holds what is in the pipe.
pub(super) struct ReadEnd {
    pub(super) inbox: VecDeque<u8>,
    pub(super) writer: FileId,
}

/// The end of a pipe that is written to.
pub(super) struct WriteEnd {
    pub(super) reader: FileId,
}
