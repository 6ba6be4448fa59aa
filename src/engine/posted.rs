//! Where a run's events go: to the page, in batches.

use super::{
    host::{abandon, now},
    message::Report,
    worker::{finished, send},
};
use diagnosis::Diagnosis;
use python::Sink;
use std::{cell::RefCell, rc::Rc};
use trace::{Event, EventKind, Recorder};

/// In the first moments of a run every event is posted at once, so that a script which never yields shows all
/// that was before; after that, what is newer than this may be held back.
const POST_EVERY_MS: f64 = 8.0;
const EAGER_POSTS: u32 = 128;
/// Real milliseconds after which a step of the script that computes on and on is ended: nobody waits for the end of an
/// endless loop.
const PATIENCE_MS: f64 = 9_000.0;
const FULL_BATCH: usize = 4096;

/// Posts a run's events to the page, in batches.
pub struct Posted {
    pub(super) run: u32,
    pub(super) diagnosis: Rc<RefCell<Diagnosis>>,
    pub(super) recorder: Recorder,
    pub(super) last: f64,
    pub(super) posts: u32,
    /// Since when, in real milliseconds, nothing happened but computing; `None` until that is asked.
    pub(super) computing_since: Option<f64>,
}

impl Posted {
    fn flush(&mut self) {
        self.post(Recorder::take_batch);
    }

    fn post(&mut self, take: impl FnOnce(&mut Recorder) -> Vec<Event>) {
        let events = take(&mut self.recorder);
        if !events.is_empty() {
            send(&Report::Events {
                run: self.run,
                events,
            });
            self.posts += 1;
            self.last = now();
        }
    }
}

impl Sink for Posted {
    fn event(&mut self, event: Event) -> Result<(), String> {
        let last = matches!(
            event.kind,
            EventKind::Exited { .. } | EventKind::Interrupted { .. }
        );
        if !matches!(event.kind, EventKind::Computed { .. }) {
            self.computing_since = None;
        }
        self.diagnosis.borrow_mut().push(&event);
        let outcome = self
            .recorder
            .record(event)
            .map_err(|limit| limit.to_string());
        if last {
            self.post(Recorder::finish);
        } else if self.posts < EAGER_POSTS || self.recorder.pending() >= FULL_BATCH {
            self.flush();
        }
        outcome
    }

    fn halted(&mut self) {
        finished(self.run, &self.diagnosis);
        abandon();
    }

    fn waiting(&mut self) {
        self.flush();
    }

    fn has_waited(&mut self) -> Option<String> {
        let now = now();
        let since = *self.computing_since.get_or_insert(now);
        (now - since > PATIENCE_MS).then(|| {
            format!(
                "The script computed for more than {:.0} s of real time without an end in sight, so it was stopped.",
                PATIENCE_MS / 1000.0
            )
        })
    }

    fn yielding(&mut self) {
        if now() - self.last > POST_EVERY_MS {
            self.flush();
        }
    }
}
