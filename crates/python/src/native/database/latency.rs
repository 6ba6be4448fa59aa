//! The time that queries take.

use crate::{
    asyncio::observation,
    engine::session::Session,
    threads::{Operation, block},
};
use machine::Wake;
use rustpython_vm::{PyObjectRef, PyResult, VirtualMachine};
use std::{cell::Cell, rc::Rc};
use trace::{Call, CallKind, WaitKind};

/// One query, which the running thread waits for.
struct Query {
    call: Call,
    begun: Cell<bool>,
}

impl Operation for Query {
    fn poll(&self, session: &Rc<Session>, vm: &VirtualMachine) -> PyResult<Option<PyObjectRef>> {
        if self.begun.replace(true) {
            return Ok(Some(vm.ctx.none()));
        }
        let (now, seconds) = (session.now(), session.database_seconds.get());
        session
            .threads
            .park_for(session, self.what(), vm, |submission, parked| {
                let wakes = Wake::Thread(parked);
                session.database.query(now, submission, seconds, wakes)
            });
        if session.threads.in_main() {
            let line = observation::script_line(session, vm);
            session.block(line, self.call.clone(), seconds);
        }
        Ok(None)
    }

    fn what(&self) -> WaitKind {
        WaitKind::Blocking(self.call.clone())
    }
}

/// Lets the time pass that a query takes: none, unless the playground says so. On a live clock it takes none.
pub(super) fn query(text: String, vm: &VirtualMachine) -> PyResult<()> {
    let waits = Session::current()
        .is_some_and(|session| session.database_seconds.get() > 0.0 && !session.clock.is_live());
    if !waits {
        return Ok(());
    }
    let query = Query {
        call: Call::new(CallKind::Query, text),
        begun: Cell::new(false),
    };
    block(query, vm).map(drop)
}
