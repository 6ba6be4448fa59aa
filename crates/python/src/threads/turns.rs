//! An event loop that runs in a thread other than the main one.

use super::blocking::Operation;
use crate::{asyncio::event_loop::EventLoop, asyncio::handle::Scheduled, engine::session::Session};
use rustpython_vm::{PyObjectRef, PyRef, PyResult, VirtualMachine};
use std::rc::Rc;
use trace::WaitKind;

/// The turns of such a loop (`run_forever`): where nothing is ready, its thread waits.
pub struct Turns(pub PyRef<EventLoop>);

impl Operation for Turns {
    fn poll(&self, session: &Rc<Session>, vm: &VirtualMachine) -> PyResult<Option<PyObjectRef>> {
        let event_loop = &self.0;
        event_loop.idler.take();
        let object: PyObjectRef = event_loop.clone().into();
        loop {
            event_loop.check_halted(vm)?;
            let next = event_loop.inner.next_moment();
            if next.is_none_or(|at| at > session.now()) {
                let threads = &session.threads;
                threads.park(session, next, self.what(), vm);
                *event_loop.idler.borrow_mut() = Some(threads.current());
                return Ok(None);
            }
            event_loop
                .inner
                .turn(&mut |handle: &Scheduled| event_loop.step(&object, handle, vm))?;
            if event_loop.inner.take_stop() {
                return Ok(Some(vm.ctx.none()));
            }
        }
    }

    fn what(&self) -> WaitKind {
        WaitKind::Loop
    }
}
