//! Moments that clients wait for.

use super::lines::Command;
use crate::engine::session::Session;
use machine::{Completion, Device, Submission, Wake};
use std::cell::RefCell;
use trace::Seconds;

/// What is done at a moment.
struct Alarm {
    at: Seconds,
    /// Whose it is.
    command: Command,
    submission: Submission,
    then: Box<dyn FnOnce(&Session)>,
}

/// All that are set.
#[derive(Default)]
pub struct Alarms {
    alarms: RefCell<Vec<Alarm>>,
}

impl Session {
    /// Does something at a moment, in virtual seconds: at once, if that has passed.
    pub(super) fn alarm(
        &self,
        command: Command,
        at: Seconds,
        then: impl FnOnce(&Session) + 'static,
    ) {
        self.alarms.alarms.borrow_mut().push(Alarm {
            at: at.max(self.now()),
            command,
            submission: self.threads.submission(),
            then: Box::new(then),
        });
    }
}

impl Alarms {
    /// Drops those of a command that is over: no run goes on for them.
    pub(super) fn drop_of(&self, command: Command) {
        self.alarms
            .borrow_mut()
            .retain(|alarm| alarm.command != command);
    }
}

impl Device for Alarms {
    fn next_completion(&self) -> Option<Seconds> {
        let alarms = self.alarms.borrow();
        alarms
            .iter()
            .map(|alarm| alarm.at)
            .min_by(Seconds::total_cmp)
    }

    fn collect(&self, now: Seconds, into: &mut Vec<Completion>) {
        let due = |alarm: &mut Alarm| alarm.at <= now;
        let due: Vec<Alarm> = self.alarms.borrow_mut().extract_if(.., due).collect();
        into.extend(due.into_iter().map(|alarm| Completion {
            at: alarm.at,
            submission: alarm.submission,
            wakes: Wake::Loop(Box::new(move |_| {
                if let Some(session) = Session::current() {
                    (alarm.then)(&session);
                }
                None
            })),
        }));
    }
}
