//! One variant's run as the page holds it.

use super::engine::recording::Record;
use playground::Settings;
use std::sync::{Arc, LazyLock};
use trace::{Event, EventKind, Interruption, Timeline, Trace};

/// One variant's newest run: its record so far, and the rows drawn from it. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Run {
    /// The variant's name, as its tab shows it.
    pub name: String,
    /// What happened so far.
    pub record: Record,
    /// The rows of the record.
    pub timeline: Arc<Timeline>,
    /// What it depended on besides its script.
    pub settings: Settings,
    /// Where the run stands.
    pub status: RunStatus,
}

impl Run {
    /// Whether it ended because nothing was left that could ever run: whoever waits then waits for ever.
    pub fn is_stuck(&self) -> bool {
        !self.status.is_open()
            && matches!(
                self.record.read().trace().events.last(),
                Some(Event {
                    kind: EventKind::Interrupted {
                        by: Interruption::NothingLeft,
                        ..
                    },
                    ..
                })
            )
    }

    /// That of a variant that has not run yet.
    pub fn waiting(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            record: NOTHING.0.clone(),
            timeline: NOTHING.1.clone(),
            settings: Settings::default(),
            status: RunStatus::Waiting,
        }
    }
}

/// What is known of a run before it begins: one and the same, so that nothing is drawn anew for it.
static NOTHING: LazyLock<(Record, Arc<Timeline>)> = LazyLock::new(Default::default);

/// Where a run stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RunStatus {
    /// It has not begun: the engine is starting, or another variant runs first. The trace is empty.
    Waiting,
    /// Events are arriving; the trace may still grow.
    Running,
    /// It is on the live clock, and stands still until it is let go on.
    Paused,
    /// The script came to its end, well or badly.
    Finished,
    /// It was ended from outside; why, as a sentence for the reader. The trace is what was recorded until then.
    Interrupted(String),
    /// The script has changed since: the trace is that of an earlier text.
    Stale,
}

impl RunStatus {
    /// Whether the run goes on, or goes on when it is let.
    pub fn is_open(&self) -> bool {
        matches!(self, Self::Running | Self::Paused)
    }
}

/// The same name and status, and the very same rows, compared by where they are.
impl PartialEq for Run {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
            && self.status == other.status
            && self.settings == other.settings
            && self.record == other.record
            && Arc::ptr_eq(&self.timeline, &other.timeline)
    }
}

/// Whether an exception ended the script.
pub fn has_failed(trace: &Trace) -> bool {
    // It is followed by the exit, and at most by what is written meanwhile.
    let last = trace.events.iter().rev().take(256);
    last.map(|event| &event.kind)
        .any(|kind| matches!(kind, EventKind::ScriptFailed { .. }))
}
