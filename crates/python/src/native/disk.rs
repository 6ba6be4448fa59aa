//! The time that the disk takes: what `lib/_descriptor.py` asks for before it opens, reads or writes.

use crate::{
    asyncio::observation,
    engine::session::Session,
    threads::{Operation, block},
};
use machine::Wake;
use rustpython_vm::{PyObjectRef, PyResult, VirtualMachine};
use std::{cell::Cell, rc::Rc};
use trace::{Call, CallKind, WaitKind};

/// One access to the disk, which the running thread waits for.
struct Access {
    call: Call,
    begun: Cell<bool>,
}

impl Operation for Access {
    fn poll(&self, session: &Rc<Session>, vm: &VirtualMachine) -> PyResult<Option<PyObjectRef>> {
        if self.begun.replace(true) {
            return Ok(Some(vm.ctx.none()));
        }
        let (now, seconds) = (session.now(), session.disk_seconds.get());
        let until = session
            .threads
            .park_for(session, self.what(), vm, |submission, parked| {
                let wakes = Wake::Thread(parked);
                session.disk.access(now, submission, seconds, wakes)
            });
        if session.threads.in_main() {
            let line = observation::script_line(session, vm);
            session.block(line, self.call.clone(), until - now);
        }
        Ok(None)
    }

    fn what(&self) -> WaitKind {
        WaitKind::Blocking(self.call.clone())
    }
}

/// Lets the time pass that an access takes: none, unless the playground says so. On a live clock the disk takes none.
pub fn access(kind: CallKind, text: String, vm: &VirtualMachine) -> PyResult<()> {
    let waits = Session::current()
        .is_some_and(|session| session.disk_seconds.get() > 0.0 && !session.clock.is_live());
    if !waits {
        return Ok(());
    }
    let access = Access {
        call: Call::new(kind, text),
        begun: Cell::new(false),
    };
    block(access, vm).map(drop)
}
