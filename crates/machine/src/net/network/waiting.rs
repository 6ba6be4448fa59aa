//! Waiting until something can be done: watches, epolls, and what the machine asks of a device.

use super::{Network, WatchId};
use crate::net::{Control, Event, Outcome, Readiness, state::Watch};
use crate::{Completion, Device, Seconds, Submission, Wake};

impl Network {
    /// What can be done with a descriptor without waiting (`poll(2)`).
    pub fn poll(&self, now: Seconds, descriptor: i32) -> Outcome<Readiness> {
        self.on(now, descriptor, |state, id| Ok(state.readiness(id)))
    }

    /// Wakes whoever waits, once, when one of these descriptors can be used as its interest says, or failed. A descriptor
    /// that is none is passed over.
    pub fn watch(
        &self,
        now: Seconds,
        wants: &[(i32, Readiness)],
        submission: Submission,
        wake: Wake,
    ) -> WatchId {
        self.at(now, |state| {
            let found = wants
                .iter()
                .filter_map(|(number, interest)| Some((state.find(*number).ok()?, *interest)));
            let wants = found.collect();
            WatchId(state.watch(Watch {
                wants,
                submission,
                wake,
            }))
        })
    }

    /// Nobody waits any longer. What has completed already stays so.
    pub fn give_up(&self, watch: WatchId) {
        let watch = self.state.borrow_mut().watches.remove(&watch.0);
        drop(watch);
    }

    /// `epoll_ctl(2)`; `events` with Linux' bits.
    pub fn control(
        &self,
        now: Seconds,
        epoll: i32,
        what: Control,
        descriptor: i32,
        events: u32,
    ) -> Outcome {
        self.on(now, epoll, |state, id| {
            state.control(id, what, descriptor, events)
        })
    }

    /// `epoll_wait(2)` without waiting.
    pub fn events(&self, now: Seconds, epoll: i32, most: usize) -> Outcome<Vec<Event>> {
        self.on(now, epoll, |state, id| state.events(id, most))
    }

    /// Whether an epoll watches anything.
    pub fn watches_any(&self, epoll: i32) -> bool {
        let state = self.state.borrow();
        state.find(epoll).is_ok_and(|id| state.watches_any(id))
    }

    /// Since when what an epoll last told of a descriptor has been so.
    pub fn ready_since(&self, epoll: i32, descriptor: i32) -> Option<Seconds> {
        let state = self.state.borrow();
        state.ready_since(state.find(epoll).ok()?, descriptor)
    }
}

impl Device for Network {
    fn next_completion(&self) -> Option<Seconds> {
        let state = self.state.borrow();
        let completed = state
            .completed
            .iter()
            .map(|each| each.at)
            .min_by(Seconds::total_cmp);
        // What arrives while nobody waits is seen when somebody looks.
        let arrives = match state.watches.is_empty() {
            true => None,
            false => state.parcels.peek().map(|parcel| parcel.0.at),
        };
        completed
            .into_iter()
            .chain(arrives)
            .min_by(Seconds::total_cmp)
    }

    /// May give none: then something has come closer to who waits, and is on its way no longer.
    fn collect(&self, now: Seconds, into: &mut Vec<Completion>) {
        let mut state = self.state.borrow_mut();
        state.advance(now);
        into.append(&mut state.completed);
    }
}
