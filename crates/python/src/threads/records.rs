//! What is recorded of threads besides their turns.

use super::all::Threads;
use crate::{asyncio::observation, engine::session::Session};
use rustpython_vm::VirtualMachine;
use trace::{Call, CallKind, EventKind, Seconds, Wait, WaitKind, waited_for};

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
