//! The main thread computes in turns with others: its interpreter's lock (GIL) is one.

use super::TimelineBuilder;
use crate::{
    event::{Computing, Event, EventKind, Runner, Seconds, ThreadId},
    hold::RESOLUTION,
};

/// Who has the lock of the main thread's interpreter, and whether the main thread waits for it.
#[derive(Clone, Debug, Default)]
pub(super) struct Share {
    /// Another thread that computes, or did last.
    other: Option<ThreadId>,
    /// Since when the main thread could compute, and the event that said so.
    awaits: Option<(Seconds, usize)>,
    /// How much it has yet to compute, as far as that was said beforehand.
    left: Seconds,
}

impl TimelineBuilder {
    /// Takes what another thread does about the lock.
    pub(super) fn share_with(&mut self, event: &Event) {
        if let EventKind::Computing {
            thread,
            computing: Computing::Runs,
        } = event.kind
            && self.workers.is_of_main_process(thread)
        {
            self.await_until(event.at);
            self.share.other = Some(thread);
        }
    }

    /// Takes what the main thread does about it; whether the event is one that tells.
    pub(super) fn push_share(&mut self, event: &Event, index: usize) -> bool {
        let EventKind::Computing { computing, .. } = event.kind else {
            return false;
        };
        let at = event.at;
        self.await_until(at);
        let runner = self.who_runs(event.line, index);
        match computing {
            Computing::AwaitsInterpreter | Computing::AwaitsCore => {
                if self.share.awaits.is_some() {
                    return true;
                }
                if self.now > at {
                    self.take_back(at, runner);
                } else if self.now < at {
                    self.compute(at, runner, event.line, index);
                    self.now = at;
                }
                self.share.awaits = Some((at, index));
            }
            Computing::Runs | Computing::Stops => {
                let to = at + std::mem::take(&mut self.share.left);
                if self.share.awaits.take().is_some() && to > at {
                    self.compute(to, runner, event.line, index);
                    self.now = to;
                }
            }
        }
        true
    }

    /// What was to be computed after that moment comes later.
    fn take_back(&mut self, at: Seconds, runner: Runner) {
        let first = self.steps.last().map_or(0, |step| step.first_hold);
        if let Some(last) = self.holds.since(first).last()
            && last.call.is_none()
            && last.runner == runner
            && last.to == self.now
        {
            match last.from + RESOLUTION < at {
                true => self.holds.cut(at),
                false => self.holds.drop_last(),
            }
            self.share.left = self.now - at;
            self.now = at;
        }
    }

    /// While the main thread waited for the lock, another thread had it.
    pub(super) fn await_until(&mut self, at: Seconds) {
        let Some((since, event)) = self.share.awaits else {
            return;
        };
        if let Some(other) = self.share.other
            && at > since + RESOLUTION
        {
            let runner = Runner::Thread(other);
            self.holds.add((since, at), runner, None, None, event);
            self.now = self.now.max(at);
            self.share.awaits = Some((at, event));
        }
    }
}
