//! Who is told what the loop does.

use std::rc::Rc;

use super::Seconds;

/// Why a handle entered the ready queue.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Readied {
    /// `call_soon`.
    Soon,
    /// Its deadline came; while the loop was held, perhaps long ago.
    Timer {
        /// When it was due.
        deadline: Seconds,
    },
    /// A device completed it.
    Device {
        /// When it was completed.
        completed: Seconds,
    },
}

/// Is told of everything that the loop does, at the moment at which it does it. Nothing of the loop is borrowed
/// meanwhile: an observer may look into it.
///
/// Within one turn the order is: [`waiting`](Observer::waiting) and [`idle`](Observer::idle) if the loop waited, [`ready`](Observer::ready) for what
/// devices completed and for due timers, [`turn_started`](Observer::turn_started), then
/// [`step_started`](Observer::step_started) and [`step_ended`](Observer::step_ended) or
/// [`skipped`](Observer::skipped) for each handle, [`turn_ended`](Observer::turn_ended).
pub trait Observer<H> {
    /// Nothing can run: the clock is about to go from `from` to `until`, which may take real time.
    fn waiting(&self, from: Seconds, until: Seconds) {
        let _ = (from, until);
    }

    /// Nothing could run: the clock went from `from` to `until`.
    fn idle(&self, from: Seconds, until: Seconds) {
        let _ = (from, until);
    }

    /// `handle` is about to enter the ready queue at its back.
    fn ready(&self, now: Seconds, handle: &H, why: Readied) {
        let _ = (now, handle, why);
    }

    /// `handle` is about to enter the heap of timers.
    fn timer_set(&self, now: Seconds, handle: &H, deadline: Seconds) {
        let _ = (now, handle, deadline);
    }

    /// A turn begins with this many handles; those cancelled before their step come are skipped.
    fn turn_started(&self, now: Seconds, ready: usize) {
        let _ = (now, ready);
    }

    /// `handle` is about to run.
    fn step_started(&self, now: Seconds, handle: &H) {
        let _ = (now, handle);
    }

    /// `handle` ran, whether to its end or into an error.
    fn step_ended(&self, now: Seconds, handle: &H) {
        let _ = (now, handle);
    }

    /// `handle` had its turn, and had been cancelled while it was ready.
    fn skipped(&self, now: Seconds, handle: &H) {
        let _ = (now, handle);
    }

    /// A turn is over, after this many steps. Also told when an error ended it.
    fn turn_ended(&self, now: Seconds, ran: usize) {
        let _ = (now, ran);
    }

    /// Running code held the loop: the clock went from `from` to `until`, and nothing else could run.
    fn held(&self, from: Seconds, until: Seconds) {
        let _ = (from, until);
    }
}

/// Nobody is watching.
impl<H> Observer<H> for () {}

impl<H, O: Observer<H> + ?Sized> Observer<H> for Rc<O> {
    fn waiting(&self, from: Seconds, until: Seconds) {
        (**self).waiting(from, until);
    }

    fn idle(&self, from: Seconds, until: Seconds) {
        (**self).idle(from, until);
    }

    fn ready(&self, now: Seconds, handle: &H, why: Readied) {
        (**self).ready(now, handle, why);
    }

    fn timer_set(&self, now: Seconds, handle: &H, deadline: Seconds) {
        (**self).timer_set(now, handle, deadline);
    }

    fn turn_started(&self, now: Seconds, ready: usize) {
        (**self).turn_started(now, ready);
    }

    fn step_started(&self, now: Seconds, handle: &H) {
        (**self).step_started(now, handle);
    }

    fn step_ended(&self, now: Seconds, handle: &H) {
        (**self).step_ended(now, handle);
    }

    fn skipped(&self, now: Seconds, handle: &H) {
        (**self).skipped(now, handle);
    }

    fn turn_ended(&self, now: Seconds, ran: usize) {
        (**self).turn_ended(now, ran);
    }

    fn held(&self, from: Seconds, until: Seconds) {
        (**self).held(from, until);
    }
}
