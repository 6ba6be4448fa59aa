//! What a run writes, and how it is ended before its script is over.

use super::Session;
use trace::{Event, EventKind, Interruption, Runner, Stream};

impl Session {
    /// Ends the recording: the run is to end, for `reason`.
    pub fn halt(&self, by: Interruption, reason: String) {
        self.halt_at(None, by, reason);
    }

    /// The same where the engine cannot go on. Whether there was a recording to end.
    pub fn fall(&self, line: Option<u32>, reason: String) -> bool {
        let goes_on = self.halted.borrow().is_none();
        self.halt_at(line, Interruption::Fault, reason);
        goes_on
    }

    fn halt_at(&self, line: Option<u32>, by: Interruption, reason: String) {
        if self.halted.borrow().is_none() {
            let at = self.now();
            if let Some((line, kind)) = self.threads.waited_for_by_script() {
                let runner = Some(Runner::Script);
                let held = Event {
                    at,
                    runner,
                    line,
                    kind,
                };
                let _ = self.sink.borrow_mut().event(held);
            }
            let event = Event {
                at,
                runner: Some(self.runner.get()),
                line,
                kind: EventKind::Interrupted {
                    by,
                    reason: reason.clone(),
                },
            };
            // The sink may have refused the event before for its number: this one says why, and is the last.
            let _ = self.sink.borrow_mut().event(event);
            *self.halted.borrow_mut() = Some(reason);
            self.sink.borrow_mut().halted();
        }
    }

    /// Ends the run at once, as the script wishes.
    pub fn leave(&self, code: i32) {
        self.record(None, EventKind::Exited { code });
        *self.halted.borrow_mut() = Some("the script left".to_owned());
        self.sink.borrow_mut().left(code);
    }

    /// Records text that the script wrote.
    pub fn output(&self, line: Option<u32>, stream: Stream, text: String) {
        let terminal = self.terminals.of(self.threads.process());
        self.record(
            line,
            EventKind::Output {
                stream,
                text,
                terminal,
            },
        );
    }

    /// Records text that a client wrote, which is no process of the script's.
    pub(crate) fn output_of_client(&self, terminal: u32, stream: Stream, text: String) {
        self.take(Event {
            at: self.now(),
            runner: None,
            line: None,
            kind: EventKind::Output {
                stream,
                text,
                terminal: Some(terminal),
            },
        });
    }
}
