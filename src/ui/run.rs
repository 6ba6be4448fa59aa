//! One variant's run as the page holds it.

use std::sync::Arc;
use trace::{Timeline, Trace};

/// One variant's newest run: its record so far, and the rows drawn from it. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Run {
    /// The variant's name, as its tab shows it.
    pub name: String,
    /// What happened so far.
    pub trace: Arc<Trace>,
    /// The rows of `trace`.
    pub timeline: Arc<Timeline>,
    /// Where the run stands.
    pub status: RunStatus,
}

/// Where a run stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RunStatus {
    /// It has not begun: the engine is starting, or another variant runs first. The trace is empty.
    Waiting,
    /// Events are arriving; the trace may still grow.
    Running,
    /// The script came to its end, well or badly.
    Finished,
    /// It was ended from outside; why, as a sentence for the reader. The trace is what was recorded until then.
    Interrupted(String),
    /// The script has changed since: the trace is that of an earlier text.
    Stale,
}

/// The same name and status, and the very same trace: a trace is compared by where it is, not by its
/// million events.
impl PartialEq for Run {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
            && self.status == other.status
            && Arc::ptr_eq(&self.trace, &other.trace)
            && Arc::ptr_eq(&self.timeline, &other.timeline)
    }
}
