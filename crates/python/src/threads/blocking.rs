//! Operations that may have to wait.

use super::all::Threads;
use crate::engine::{cost, session::Session};
use rustpython_vm::{PyObjectRef, PyResult, VirtualMachine};
use std::{cell::Cell, rc::Rc};
use trace::{Call, Seconds, WaitKind};

/// Something that completes at once, or after its thread has waited.
pub trait Operation {
    /// The result; or `None`, when the running thread has to wait: it is parked then
    /// ([`Threads::park`]), and asks again when it is woken.
    fn poll(&self, session: &Rc<Session>, vm: &VirtualMachine) -> PyResult<Option<PyObjectRef>>;

    /// What is waited for.
    fn what(&self) -> WaitKind;
}

/// Performs an operation: the running thread stops where it is until it is complete, and others run.
pub fn block(operation: impl Operation, vm: &VirtualMachine) -> PyResult {
    let Some(session) = Session::current() else {
        // While the interpreter starts nobody can hold anything.
        return Ok(vm.ctx.none());
    };
    cost::settle(vm);
    let threads = &session.threads;
    let from = session.now();
    threads.current().waits_since.set(from);
    let result = loop {
        if let Some(result) = operation.poll(&session, vm)? {
            break result;
        }
        threads.give_way(&session, vm)?;
    };
    threads.held(&session, from, operation.what(), vm);
    Ok(result)
}

/// `time.sleep`.
pub struct Sleep {
    /// When it ends.
    until: Seconds,
    call: Call,
    waited: Cell<bool>,
}

impl Sleep {
    /// Sleeps for so many seconds from now; for none, all others that can run do.
    pub fn new(session: &Session, seconds: Seconds, call: Call) -> Self {
        Self {
            until: session.now() + seconds,
            call,
            waited: Cell::new(false),
        }
    }
}

impl Operation for Sleep {
    fn poll(&self, session: &Rc<Session>, vm: &VirtualMachine) -> PyResult<Option<PyObjectRef>> {
        let now = session.now();
        if self.waited.replace(true) && now >= self.until {
            return Ok(Some(vm.ctx.none()));
        }
        let threads = &session.threads;
        threads.park(session, Some(self.until), self.what(), vm);
        if now >= self.until {
            threads.unpark(session, &threads.current());
        }
        Ok(None)
    }

    fn what(&self) -> WaitKind {
        WaitKind::Blocking(self.call.clone())
    }
}

/// The moment at which a wait of so many seconds is given up; `None` for one without end. A nanosecond late, as a
/// clock that moves always is: code that waits again as long as its time is not over (`as_completed`) would
/// otherwise never come to an end on one that stands still.
pub fn deadline(session: &Session, timeout: Option<Seconds>) -> Option<Seconds> {
    const LATE: Seconds = 1e-9;
    let now = session.now();
    timeout.map(|seconds| {
        if seconds > 0.0 {
            now + seconds + LATE
        } else {
            now
        }
    })
}

/// Parks the running thread until it is woken or the deadline is there. Whether the deadline has passed already.
pub fn wait(
    session: &Rc<Session>,
    threads: &Threads,
    deadline: Option<Seconds>,
    what: WaitKind,
    vm: &VirtualMachine,
) -> bool {
    if deadline.is_some_and(|deadline| session.now() >= deadline) {
        return true;
    }
    threads.park(session, deadline, what, vm);
    false
}
