//! `epoll(7)`: a set of files, and those of them that are ready, in the order in which they became it.

use super::{
    errno::{Errno, Outcome},
    file::{FileId, Kind},
    readiness::Readiness,
    state::State,
};
use crate::Seconds;
use std::collections::{BTreeMap, VecDeque};

const EDGE: u32 = 1 << 31;
const ONE_SHOT: u32 = 1 << 30;

/// What one epoll knows of one descriptor.
#[derive(Clone, Copy, Debug)]
struct Item {
    file: FileId,
    interest: Readiness,
    edge: bool,
    one_shot: bool,
    /// It is in the list of those that are ready.
    listed: bool,
    /// It is there only because it was reported before: whether it still is ready is looked at when it is reported next.
    stale: bool,
    since: Seconds,
    /// A connection was accepted through it since it was reported last: see `share`.
    accepted: bool,
}

/// An epoll's own state.
#[derive(Debug, Default)]
pub(super) struct Epoll {
    items: BTreeMap<i32, Item>,
    ready: VecDeque<i32>,
}

/// A change of what an epoll watches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Control {
    /// `EPOLL_CTL_ADD`
    Add,
    /// `EPOLL_CTL_MOD`
    Modify,
    /// `EPOLL_CTL_DEL`
    Delete,
}

/// One event of `epoll_wait`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Event {
    /// The descriptor.
    pub descriptor: i32,
    /// What can be done with it.
    pub readiness: Readiness,
    /// When it became so, in virtual seconds.
    pub since: Seconds,
}

impl State {
    fn epoll(&mut self, id: FileId) -> Outcome<&mut Epoll> {
        match self.file_mut(id).map(|file| &mut file.kind) {
            Some(Kind::Epoll(epoll)) => Ok(epoll),
            _ => Err(Errno::EINVAL),
        }
    }

    /// `epoll_ctl`.
    pub(super) fn control(
        &mut self,
        epoll: FileId,
        what: Control,
        descriptor: i32,
        events: u32,
    ) -> Outcome {
        let file = self.find(descriptor)?;
        let known = self.epoll(epoll)?.items.get(&descriptor).copied();
        let known = known.filter(|item| item.file == file);
        match (what, known) {
            (Control::Add, Some(_)) => return Err(Errno::EEXIST),
            (Control::Modify | Control::Delete, None) => return Err(Errno::ENOENT),
            _ if epoll == file => return Err(Errno::EINVAL),
            _ => {}
        }
        if what == Control::Delete {
            self.forget(epoll, descriptor);
            if let Some(file) = self.file_mut(file) {
                file.epolls.retain(|each| *each != (epoll, descriptor));
            }
            return Ok(());
        }
        let (now, ready) = (self.now, self.readiness(file));
        let epoll_state = self.epoll(epoll)?;
        let item = epoll_state.items.entry(descriptor).or_insert(Item {
            file,
            interest: Readiness::NONE,
            edge: false,
            one_shot: false,
            listed: false,
            stale: false,
            since: now,
            accepted: false,
        });
        item.file = file;
        item.interest = Readiness(events & !(EDGE | ONE_SHOT | 1 << 29 | 1 << 28));
        item.edge = events & EDGE != 0;
        item.one_shot = events & ONE_SHOT != 0;
        if ready.reported(item.interest) != Readiness::NONE && !item.listed {
            item.listed = true;
            item.stale = false;
            item.since = now;
            epoll_state.ready.push_back(descriptor);
        }
        if known.is_none()
            && let Some(file) = self.file_mut(file)
        {
            file.epolls.push((epoll, descriptor));
        }
        self.changed(epoll);
        Ok(())
    }

    /// `epoll_wait` without waiting: at most so many events.
    pub(super) fn events(&mut self, epoll: FileId, most: usize) -> Outcome<Vec<Event>> {
        let looked_at = std::mem::take(&mut self.epoll(epoll)?.ready);
        let mut looked_at = looked_at.into_iter();
        let mut events = Vec::new();
        let mut again = Vec::new();
        while events.len() < most
            && let Some(descriptor) = looked_at.next()
        {
            let Some(item) = self.epoll(epoll)?.items.get(&descriptor).copied() else {
                continue;
            };
            let readiness = self.readiness(item.file).reported(item.interest);
            let readiness = match item.interest {
                Readiness::NONE => Readiness::NONE,
                _ => readiness,
            };
            let reported = readiness != Readiness::NONE;
            if reported {
                events.push(Event {
                    descriptor,
                    readiness,
                    since: item.since,
                });
            }
            let stays = reported && !item.edge && !item.one_shot;
            if let Some(item) = self.epoll(epoll)?.items.get_mut(&descriptor) {
                item.listed = stays;
                item.stale = stays;
                item.accepted = false;
                if reported && item.one_shot {
                    item.interest = Readiness::NONE;
                }
            }
            if stays {
                again.push(descriptor);
            }
        }
        let state = self.epoll(epoll)?;
        // Those that were not looked at stay in front.
        state.ready = looked_at.chain(again).collect();
        Ok(events)
    }

    /// Where several epolls watch one listening socket, as those of a server's workers do, whoever looks takes one
    /// connection a look: while it does so, the others take theirs, each on its core. `EAGAIN` says that they did.
    pub(super) fn share(&mut self, file: FileId, descriptor: i32) -> Outcome {
        let epolls = self.file(file).map(|file| file.epolls.clone());
        let epolls = epolls.unwrap_or_default();
        let its = epolls.iter().find(|(_, number)| *number == descriptor);
        let Some((own, _)) = its.copied() else {
            return Ok(());
        };
        if epolls.iter().all(|(each, _)| *each == own) {
            return Ok(());
        }
        let item = self.epoll(own)?.items.get_mut(&descriptor);
        let before = item
            .filter(|item| !item.edge)
            .is_some_and(|item| std::mem::replace(&mut item.accepted, true));
        match before {
            true => Err(Errno::EAGAIN),
            false => Ok(()),
        }
    }

    /// Whether something that an epoll watches is ready: what makes its own descriptor readable.
    pub(super) fn has_events(&self, epoll: &Epoll) -> bool {
        epoll.ready.iter().any(|descriptor| {
            epoll.items.get(descriptor).is_some_and(|item| {
                item.interest != Readiness::NONE
                    && self.readiness(item.file).reported(item.interest) != Readiness::NONE
            })
        })
    }

    /// A file became readier: this epoll hears of it.
    pub(super) fn enlist(&mut self, epoll: FileId, descriptor: i32, ready: Readiness) {
        let now = self.now;
        let Ok(state) = self.epoll(epoll) else {
            return;
        };
        let Some(item) = state.items.get_mut(&descriptor) else {
            return;
        };
        if item.interest == Readiness::NONE || ready.reported(item.interest) == Readiness::NONE {
            return;
        }
        if item.listed {
            if std::mem::replace(&mut item.stale, false) {
                item.since = now;
            }
        } else {
            item.listed = true;
            item.stale = false;
            item.since = now;
            state.ready.push_back(descriptor);
        }
        self.changed(epoll);
    }

    /// The descriptor is no longer watched.
    pub(super) fn forget(&mut self, epoll: FileId, descriptor: i32) {
        if let Ok(epoll) = self.epoll(epoll) {
            epoll.items.remove(&descriptor);
            epoll.ready.retain(|each| *each != descriptor);
        }
    }

    /// Whether an epoll watches anything.
    pub(super) fn watches_any(&self, id: FileId) -> bool {
        match self.file(id).map(|file| &file.kind) {
            Some(Kind::Epoll(epoll)) => !epoll.items.is_empty(),
            _ => false,
        }
    }

    /// Since when a descriptor has been as it was told of last.
    pub(super) fn ready_since(&self, id: FileId, descriptor: i32) -> Option<Seconds> {
        match self.file(id).map(|file| &file.kind) {
            Some(Kind::Epoll(epoll)) => epoll.items.get(&descriptor).map(|item| item.since),
            _ => None,
        }
    }

    /// The files that an epoll watches, when it is closed.
    pub(super) fn watched_by(&self, epoll: &Epoll) -> Vec<FileId> {
        epoll.items.values().map(|item| item.file).collect()
    }
}
