//! What is recorded of threads besides their turns.

use super::all::Threads;
use crate::{asyncio::observation, engine::session::Session};
use rustpython_vm::VirtualMachine;
use trace::{Call, CallKind, EventKind, Runner, Seconds, Wait, WaitKind, waited_for};

impl Threads {
    /// Records that the running thread begins with a pool's job.
    pub fn job_started(&self, session: &Session, label: String) {
        let thread = self.current().id;
        session.record(None, EventKind::JobStarted { thread, label });
    }

    /// Records that it is done with it.
    pub fn job_ended(&self, session: &Session) {
        let thread = self.current().id;
        session.record(None, EventKind::JobEnded { thread });
    }

    /// What the script itself waits for, outside any loop, in the main thread: its line, and what is recorded when that is
    /// over. For when the run is over before.
    pub fn holds_script(&self) -> Option<(Option<u32>, EventKind)> {
        let (wait, line) = self.main.wait.borrow().clone();
        let call = match wait.kind {
            WaitKind::Blocking(call) if !is_of_known_length(call.kind) => call,
            _ => return None,
        };
        let runs = match self.in_main() {
            true => Session::with(Session::runner),
            false => self.main.ran(),
        };
        if runs != Some(Runner::Script) {
            return None;
        }
        let from = self.main.waits_since.get();
        Some((line, EventKind::Held { call, from }))
    }

    /// The same, where it waits now.
    pub fn waited_for_by_script(&self) -> Option<(Option<u32>, EventKind)> {
        self.waits_now(&self.main)
            .then(|| self.holds_script())
            .flatten()
    }

    /// Records what held the main thread until now.
    pub fn held(&self, session: &Session, from: Seconds, wait: WaitKind, vm: &VirtualMachine) {
        let call = match wait {
            WaitKind::Blocking(call) => call,
            WaitKind::Compute => return,
            other => {
                let text = waited_for(&Wait::of(other), |_| String::new());
                Call::new(CallKind::Other, text)
            }
        };
        // How long it takes was said before.
        if session.now() > from && self.in_main() && !is_of_known_length(call.kind) {
            session.record(
                observation::script_line(session, vm),
                EventKind::Held { call, from },
            );
        }
    }
}

/// Whether how long a call takes was said when it began.
fn is_of_known_length(kind: CallKind) -> bool {
    matches!(
        kind,
        CallKind::Sleep
            | CallKind::Open
            | CallKind::Read
            | CallKind::Write
            | CallKind::Resolve
            | CallKind::Query
    )
}
