//! Runs that do nothing any more but tick: a server that looks ten times a second whether it is to end, when nobody is left who
//! could connect to it.

use std::{
    cell::{Cell, RefCell},
    collections::HashMap,
};
use trace::{EventKind, Runner, Seconds, ThreadId, TimerId};

/// A wait for longer than this, in virtual seconds, is no tick: what comes after it may be anything.
const TICK: Seconds = 1.0;
/// After so many virtual seconds of ticks alone nothing else is expected.
pub(super) const LONG: Seconds = 10.0;
/// And where all that is typed in a run has been.
pub(super) const LONG_AFTER_TYPING: Seconds = 1.0;
/// Nor after so many virtual seconds in which long waits only followed one another (`while True: await sleep(3600)`), …
const FOLLOWED: Seconds = 3600.0;
/// … this many of them, at the least.
const WAITS: u32 = 2;

/// What a run has done last, other than to wait for a moment.
#[derive(Debug, Default)]
pub(super) struct Ticking {
    /// When that was.
    since: Cell<Seconds>,
    /// When the last wait for longer than a tick was over.
    beyond: Cell<Seconds>,
    /// At how many moments such a wait was over since it did anything else.
    followed: Cell<u32>,
    /// Those who wait for longer than a tick, and until when. Who gives up its wait is none of them any more.
    long: RefCell<HashMap<Waiter, Seconds>>,
}

/// Who waits for a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Waiter {
    Timer(TimerId),
    Thread(ThreadId),
}

impl Ticking {
    /// Sees what happens.
    pub fn see(&self, at: Seconds, kind: &EventKind) {
        match kind {
            EventKind::TimerSet {
                timer, deadline, ..
            } => self.wait(Waiter::Timer(*timer), at, *deadline),
            EventKind::ThreadWaits { thread, wait } => {
                self.wait(Waiter::Thread(*thread), at, wait.until.unwrap_or(at));
            }
            EventKind::TimerFired { timer } => self.waited(Waiter::Timer(*timer), at),
            EventKind::TimerCancelled { timer } => {
                self.long.borrow_mut().remove(&Waiter::Timer(*timer));
            }
            EventKind::Ready {
                what: Runner::Thread(thread),
                ..
            } => self.waited(Waiter::Thread(*thread), at),
            EventKind::Ready { .. }
            | EventKind::StepStarted { .. }
            | EventKind::StepEnded { .. }
            | EventKind::TurnStarted { .. }
            | EventKind::Suspended { .. }
            | EventKind::CallbackCreated { .. }
            | EventKind::ObjectSeen { .. }
            | EventKind::Held { .. }
            | EventKind::Idle { .. } => {}
            _ => {
                self.since.set(at);
                self.followed.set(0);
            }
        }
    }

    fn wait(&self, who: Waiter, at: Seconds, until: Seconds) {
        if until.is_finite() && until - at > TICK {
            self.long.borrow_mut().insert(who, until);
        }
    }

    /// Its moment came, and what it does then may be anything.
    fn waited(&self, who: Waiter, at: Seconds) {
        if self.long.borrow_mut().remove(&who).is_some() && self.beyond.replace(at) < at {
            self.followed.set(self.followed.get() + 1);
        }
    }

    /// Whether ticking is all that has happened for a long time, at this moment.
    pub fn is_all(&self, now: Seconds, long: Seconds) -> bool {
        let on_and_on = self.followed.get() >= WAITS && now > self.since.get() + FOLLOWED.max(long);
        on_and_on || now > self.waits_until() + long
    }

    /// Since when it does nothing but to wait for moments.
    pub fn at_rest_since(&self) -> Seconds {
        self.since.get()
    }

    /// When it has nothing to wait for any more but ticks, as far as is known.
    pub fn waits_until(&self) -> Seconds {
        let long = self.long.borrow();
        let rest = self.since.get().max(self.beyond.get());
        long.values().copied().fold(rest, Seconds::max)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(timer: u32, deadline: Seconds) -> EventKind {
        EventKind::TimerSet {
            timer: TimerId(timer),
            deadline,
            label: String::new(),
        }
    }

    #[test]
    fn who_waits_long_is_waited_for_until_it_gives_up() {
        let ticking = Ticking::default();
        ticking.see(1.0, &EventKind::LoopStarted);
        ticking.see(1.0, &set(1, 6.0));
        ticking.see(1.0, &set(2, 1.1));
        assert_eq!(ticking.waits_until(), 6.0);
        let timer = TimerId(1);
        ticking.see(2.0, &EventKind::TimerCancelled { timer });
        assert_eq!(ticking.waits_until(), 1.0, "giving up is no deed");
        assert!(ticking.is_all(2.1, 1.0));
    }

    #[test]
    fn what_comes_after_a_long_wait_may_be_anything() {
        let ticking = Ticking::default();
        ticking.see(0.0, &set(1, 5.0));
        let timer = TimerId(1);
        ticking.see(5.0, &EventKind::TimerFired { timer });
        assert_eq!(ticking.waits_until(), 5.0);
        assert!(!ticking.is_all(5.5, 1.0));
    }

    #[test]
    fn long_waits_that_only_follow_one_another_are_ticks_in_the_end() {
        let ticking = Ticking::default();
        for hour in 0..2 {
            let (at, timer) = (f64::from(hour) * 3600.0, TimerId(hour));
            ticking.see(at, &set(hour, at + 3600.0));
            ticking.see(at + 3600.0, &EventKind::TimerFired { timer });
            assert_eq!(ticking.is_all(at + 3600.0, LONG), hour == 1);
        }
        let output = EventKind::Output {
            stream: trace::Stream::Stdout,
            text: "on the hour".into(),
            terminal: None,
        };
        ticking.see(7200.0, &output);
        assert!(!ticking.is_all(7200.0, LONG));
    }
}
