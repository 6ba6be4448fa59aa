//! Computing takes time, and others run meanwhile.

use crate::engine::session::Session;
use rustpython_vm::VirtualMachine;
use trace::{EventKind, Seconds, WaitKind};

/// The running code has computed for so many seconds, mostly at that line: they pass now, and others run meanwhile.
pub fn compute(session: &Session, line: Option<u32>, seconds: Seconds, vm: &VirtualMachine) {
    let threads = &session.threads;
    if session.clock.is_live() || threads.count() == 0 {
        session.compute(line, seconds);
        return;
    }
    if threads.in_main() {
        session.record(line, EventKind::Computed { seconds });
    }
    threads.note_wait(session, None, WaitKind::Compute, vm);
    let at_once = threads.machine.demand(seconds);
    let thread = threads.current();
    thread.computes.set(at_once);
    thread.wait.borrow_mut().1 = line;
    // An error says that the run is to end: whoever computed here will be told.
    let _ = threads.give_way(session, vm);
}
