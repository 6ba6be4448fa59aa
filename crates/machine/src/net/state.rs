//! Everything that the network holds: open files, descriptors, what is on its way, who waits.

use super::{
    address::{Address, Type},
    directory::Hosts,
    errno::{Errno, Outcome},
    file::{File, FileId, Kind, Phase},
    news::{Happening, News},
    parcel::{Parcel, What},
    readiness::Readiness,
};
use crate::{Completion, Seconds, Submission, Wake};
use std::{
    cmp::Reverse,
    collections::{BTreeMap, BinaryHeap},
};

/// How many descriptors there may be: `RLIMIT_NOFILE`, as generous as a server's.
const DESCRIPTORS: i32 = 1_048_576;

/// What a descriptor stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Entry {
    File(FileId),
    /// Something that is not of the network.
    Other,
}

/// Somebody who waits for one of several files.
pub(super) struct Watch {
    pub(super) wants: Vec<(FileId, Readiness)>,
    pub(super) submission: Submission,
    pub(super) wake: Wake,
}

pub(super) struct State {
    /// The moment of what happens now.
    pub(super) now: Seconds,
    pub(super) files: Vec<Option<File>>,
    pub(super) descriptors: BTreeMap<i32, Entry>,
    /// No number below this is free.
    lowest: i32,
    /// Who has a port, in the order in which they took it.
    pub(super) ports: BTreeMap<(Type, u16), Vec<FileId>>,
    /// Unix sockets by name.
    pub(super) names: BTreeMap<(u64, Vec<u8>), FileId>,
    pub(super) next_port: u16,
    pub(super) parcels: BinaryHeap<Reverse<Parcel>>,
    pub(super) sent: u64,
    pub(super) watches: BTreeMap<u64, Watch>,
    next_watch: u64,
    pub(super) completed: Vec<Completion>,
    random: u64,
    pub(super) hosts: Hosts,
    /// Virtual seconds that bytes take over loopback.
    pub(super) loopback: Seconds,
    pub(super) news: Vec<News>,
}

impl State {
    pub(super) fn new(seed: u64) -> Self {
        Self {
            now: 0.0,
            files: Vec::new(),
            descriptors: (0..3).map(|number| (number, Entry::Other)).collect(),
            lowest: 3,
            ports: BTreeMap::new(),
            names: BTreeMap::new(),
            next_port: super::ports::FIRST,
            parcels: BinaryHeap::new(),
            sent: 0,
            watches: BTreeMap::new(),
            next_watch: 0,
            completed: Vec::new(),
            random: seed,
            hosts: Hosts::default(),
            loopback: 0.0,
            news: Vec::new(),
        }
    }

    /// The next 64 bits of the sequence that the seed determines (SplitMix64).
    pub(super) fn draw(&mut self) -> u64 {
        self.random = self.random.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.random;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// The next number from 0 to 1, without 1.
    pub(super) fn draw_share(&mut self) -> f64 {
        (self.draw() >> 11) as f64 / (1u64 << 53) as f64
    }

    // Files and descriptors.

    pub(super) fn file(&self, id: FileId) -> Option<&File> {
        self.files.get(id.0 as usize)?.as_ref()
    }

    pub(super) fn file_mut(&mut self, id: FileId) -> Option<&mut File> {
        self.files.get_mut(id.0 as usize)?.as_mut()
    }

    pub(super) fn open(&mut self, kind: Kind) -> FileId {
        self.files.push(Some(File::new(kind)));
        FileId(self.files.len() as u32 - 1)
    }

    /// The file behind a descriptor.
    pub(super) fn find(&self, descriptor: i32) -> Outcome<FileId> {
        match self.descriptors.get(&descriptor) {
            Some(Entry::File(id)) => Ok(*id),
            Some(Entry::Other) => Err(Errno::ENOTSOCK),
            None => Err(Errno::EBADF),
        }
    }

    /// The lowest number that is free becomes this.
    pub(super) fn claim(&mut self, entry: Entry) -> Outcome<i32> {
        let mut number = self.lowest;
        while self.descriptors.contains_key(&number) {
            number += 1;
        }
        if number >= DESCRIPTORS {
            return Err(Errno::EMFILE);
        }
        self.lowest = number + 1;
        self.set(number, entry);
        Ok(number)
    }

    pub(super) fn set(&mut self, number: i32, entry: Entry) {
        self.descriptors.insert(number, entry);
        if let Entry::File(id) = entry
            && let Some(file) = self.file_mut(id)
        {
            file.descriptors += 1;
        }
    }

    /// A descriptor for a new file.
    pub(super) fn describe(&mut self, kind: Kind) -> Outcome<(i32, FileId)> {
        let id = self.open(kind);
        Ok((self.claim(Entry::File(id))?, id))
    }

    /// `close(2)`: whether it was a file's last descriptor.
    pub(super) fn release(&mut self, descriptor: i32) -> Outcome {
        let entry = self.descriptors.remove(&descriptor).ok_or(Errno::EBADF)?;
        self.lowest = self.lowest.min(descriptor);
        if let Entry::File(id) = entry
            && let Some(file) = self.file_mut(id)
        {
            file.descriptors -= 1;
            if file.descriptors == 0 {
                self.close(id);
            }
        }
        Ok(())
    }

    /// Nothing stands for this file any more.
    pub(super) fn close(&mut self, id: FileId) {
        let Some(place) = self.files.get_mut(id.0 as usize) else {
            return;
        };
        let Some(file) = place.take() else {
            return;
        };
        for (epoll, descriptor) in &file.epolls {
            self.forget(*epoll, *descriptor);
        }
        self.leave_ports(id, &file);
        match file.kind {
            Kind::Stream(stream) => self.close_stream(id, *stream, &file.options),
            Kind::Datagram(datagram) => {
                // Who waits for room in its queue need not any longer.
                let waits: Vec<FileId> = self.senders_to(id, &datagram.local);
                waits.into_iter().for_each(|sender| self.changed(sender));
            }
            Kind::ReadEnd(end) => self.changed(end.writer),
            Kind::WriteEnd(end) => self.changed(end.reader),
            Kind::Epoll(epoll) => {
                for watched in self.watched_by(&epoll) {
                    if let Some(file) = self.file_mut(watched) {
                        file.epolls.retain(|(each, _)| *each != id);
                    }
                }
            }
        }
    }

    // What can be done, and who waits for that.

    /// What can be done with a file without waiting.
    pub(super) fn readiness(&self, id: FileId) -> Readiness {
        match self.file(id).map(|file| &file.kind) {
            None => Readiness::NONE,
            Some(Kind::Stream(stream)) => self.stream_readiness(id, stream),
            Some(Kind::Datagram(datagram)) => self.datagram_readiness(datagram),
            Some(Kind::ReadEnd(end)) => self.read_end_readiness(end),
            Some(Kind::WriteEnd(end)) => self.write_end_readiness(end),
            Some(Kind::Epoll(epoll)) => Readiness::READABLE.when(self.has_events(epoll)),
        }
    }

    /// Something about a file has changed: who waits for it, and may go on now, does.
    pub(super) fn changed(&mut self, id: FileId) {
        let Some(file) = self.file(id) else {
            return;
        };
        if file.watches.is_empty() && file.epolls.is_empty() {
            return;
        }
        let ready = self.readiness(id);
        let Some(file) = self.file_mut(id) else {
            return;
        };
        let watches = std::mem::take(&mut file.watches);
        let epolls = file.epolls.clone();
        let mut left = Vec::new();
        for number in watches {
            let Some(watch) = self.watches.get(&number) else {
                continue;
            };
            let wants = watch.wants.iter().filter(|(file, _)| *file == id);
            if wants
                .clone()
                .any(|(_, interest)| ready.reported(*interest) != Readiness::NONE)
            {
                self.complete(number);
            } else {
                left.push(number);
            }
        }
        if let Some(file) = self.file_mut(id) {
            left.append(&mut file.watches);
            file.watches = left;
        }
        for (epoll, descriptor) in epolls {
            self.enlist(epoll, descriptor, ready);
        }
    }

    /// A watch ends now.
    fn complete(&mut self, number: u64) {
        if let Some(watch) = self.watches.remove(&number) {
            self.completed.push(Completion {
                at: self.now,
                submission: watch.submission,
                wakes: watch.wake,
            });
        }
    }

    pub(super) fn watch(&mut self, watch: Watch) -> u64 {
        let number = self.next_watch;
        self.next_watch += 1;
        let ready = watch
            .wants
            .iter()
            .any(|(id, interest)| self.readiness(*id).reported(*interest) != Readiness::NONE);
        for (id, _) in &watch.wants {
            if let Some(file) = self.file_mut(*id) {
                // Those that were given up are swept out here, where there would be more and more of them.
                if file.watches.len() >= 64 {
                    let watches = std::mem::take(&mut file.watches);
                    let kept = watches
                        .into_iter()
                        .filter(|each| self.watches.contains_key(each));
                    let kept: Vec<u64> = kept.collect();
                    if let Some(file) = self.file_mut(*id) {
                        file.watches = kept;
                    }
                }
                if let Some(file) = self.file_mut(*id) {
                    file.watches.push(number);
                }
            }
        }
        self.watches.insert(number, watch);
        if ready {
            self.complete(number);
        }
        number
    }

    // Time.

    /// Lets everything happen that does until `now`.
    pub(super) fn advance(&mut self, now: Seconds) {
        while let Some(Reverse(parcel)) = self.parcels.peek()
            && parcel.at <= now
            && let Some(Reverse(parcel)) = self.parcels.pop()
        {
            self.now = self.now.max(parcel.at);
            self.arrive(parcel);
        }
        self.now = self.now.max(now);
    }

    /// Sends something off, which arrives at that moment or later: nothing overtakes what was sent to the same file
    /// before.
    pub(super) fn send_off(&mut self, to: FileId, at: Seconds, what: What) {
        let number = self.sent;
        self.sent += 1;
        self.parcels.push(Reverse(Parcel {
            at,
            number,
            to,
            what,
        }));
    }

    /// Something that one should be told of happens now.
    pub(super) fn tell(&mut self, file: FileId, what: Happening) {
        self.news.push(News {
            at: self.now,
            file,
            what,
        });
    }

    /// The addresses at which somebody listens.
    pub(super) fn listening(&self) -> Vec<Address> {
        let listens = |file: &&File| match &file.kind {
            Kind::Stream(stream) => matches!(stream.phase, Phase::Listening { .. }),
            _ => false,
        };
        let local = |file: &File| match &file.kind {
            Kind::Stream(stream) => Some(stream.local.clone()),
            _ => None,
        };
        self.files
            .iter()
            .flatten()
            .filter(listens)
            .filter_map(local)
            .collect()
    }
}
