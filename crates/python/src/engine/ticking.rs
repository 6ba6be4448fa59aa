//! Runs that do nothing any more but tick: a server that looks ten times a second whether it is to end, when nobody is left who
//! could connect to it.

use std::cell::Cell;
use trace::{EventKind, Seconds};

/// A wait for longer than this, in virtual seconds, is no tick: what comes after it may be anything.
const TICK: Seconds = 1.0;
/// After so many virtual seconds of ticks alone nothing else is expected.
pub(super) const LONG: Seconds = 10.0;
/// And where all that is typed in a run has been.
pub(super) const LONG_AFTER_TYPING: Seconds = 1.0;

/// What a run has done last, other than to wait for a moment.
#[derive(Debug, Default)]
pub(super) struct Ticking {
    /// When that was.
    since: Cell<Seconds>,
    /// When the last of those who wait for longer than a tick goes on.
    beyond: Cell<Seconds>,
}

impl Ticking {
    /// Sees what happens.
    pub fn see(&self, at: Seconds, kind: &EventKind) {
        match kind {
            EventKind::TimerSet { deadline, .. } => self.wait(at, *deadline),
            EventKind::ThreadWaits { wait, .. } => self.wait(at, wait.until.unwrap_or(at)),
            EventKind::Ready { .. }
            | EventKind::StepStarted { .. }
            | EventKind::StepEnded { .. }
            | EventKind::TurnStarted { .. }
            | EventKind::TimerFired { .. }
            | EventKind::TimerCancelled { .. }
            | EventKind::Suspended { .. }
            | EventKind::CallbackCreated { .. }
            | EventKind::ObjectSeen { .. }
            | EventKind::Held { .. }
            | EventKind::Idle { .. } => {}
            _ => self.since.set(at),
        }
    }

    fn wait(&self, at: Seconds, until: Seconds) {
        if until.is_finite() && until - at > TICK {
            self.beyond.set(self.beyond.get().max(until));
        }
    }

    /// Whether ticking is all that has happened for a long time, at this moment.
    pub fn is_all(&self, now: Seconds, long: Seconds) -> bool {
        now > self.waits_until() + long
    }

    /// Since when it does nothing but to wait for moments.
    pub fn at_rest_since(&self) -> Seconds {
        self.since.get()
    }

    /// When it has nothing to wait for any more but ticks, as far as is known.
    pub fn waits_until(&self) -> Seconds {
        self.since.get().max(self.beyond.get())
    }
}
