//! Where a run's events go.

use trace::Event;

/// Where a run's events go, in order, as they happen.
pub trait Sink {
    /// Takes one event. An error ends the run: its text says why, for the reader.
    fn event(&mut self, event: Event) -> Result<(), String>;

    /// The run is to end at once; `Interrupted` was the last event. May end the program: what it does not end
    /// runs on, unrecorded, until an exception has unwound it, and that can take longer than the run.
    fn halted(&mut self) {}

    /// The script left by `os._exit`; `Exited` was the last event.
    fn left(&mut self, _code: i32) {
        self.halted();
    }

    /// Control is about to pass to the script for an unknown time: what must be seen from outside should
    /// leave now.
    fn yielding(&mut self) {}

    /// Real time is about to pass: what was recorded should leave now.
    fn waiting(&mut self) {}

    /// Asked while one step of the script computes on and on: whether that has taken longer, in real time, than anybody
    /// waits. The words that say so.
    fn has_waited(&mut self) -> Option<String> {
        None
    }
}
