//! `_thread._ThreadHandle`: joining a thread.

use super::{
    blocking::{Operation, block, deadline, wait},
    thread::Handle,
};
use crate::engine::{cost, session::Session};
use rustpython_vm::{
    Py, PyObjectRef, PyPayload, PyResult, VirtualMachine, builtins::PyType, function::OptionalArg,
    pyclass, types::Constructor,
};
use std::rc::Rc;
use trace::{Call, CallKind, Seconds, ThreadId, WaitKind};

/// `_thread._ThreadHandle`.
#[pyclass(module = "_thread", name = "_ThreadHandle")]
#[derive(Debug, Default, PyPayload)]
pub(super) struct ThreadHandle {
    pub(super) handle: Rc<Handle>,
}

impl Constructor for ThreadHandle {
    type Args = ();

    fn py_new(_cls: &Py<PyType>, _args: (), _vm: &VirtualMachine) -> PyResult<Self> {
        Ok(Self::default())
    }
}

/// `Thread.join`.
struct Join {
    handle: Rc<Handle>,
    deadline: Option<Seconds>,
}

impl Operation for Join {
    fn poll(&self, session: &Rc<Session>, vm: &VirtualMachine) -> PyResult<Option<PyObjectRef>> {
        let threads = &session.threads;
        if self.handle.done.get() || wait(session, threads, self.deadline, self.what(), vm) {
            return Ok(Some(vm.ctx.none()));
        }
        self.handle.joiners.borrow_mut().push(threads.current());
        Ok(None)
    }

    fn what(&self) -> WaitKind {
        // The number that `get_ident` gives is one more (`thread::ident`).
        let thread = self.handle.ident.get().checked_sub(1);
        let thread = thread.and_then(|thread| u32::try_from(thread).ok());
        let kind = CallKind::Join {
            thread: thread.map(ThreadId),
        };
        WaitKind::Blocking(Call::new(kind, "Thread.join"))
    }
}

#[pyclass(flags(HAS_WEAKREF), with(Constructor))]
impl ThreadHandle {
    #[pygetset]
    fn ident(zelf: &Py<Self>) -> u64 {
        zelf.handle.ident.get()
    }

    #[pymethod]
    fn is_done(zelf: &Py<Self>) -> bool {
        zelf.handle.done.get()
    }

    #[pymethod]
    fn _set_done(zelf: &Py<Self>, vm: &VirtualMachine) {
        cost::settle(vm);
        match Session::current() {
            Some(session) => zelf.handle.set_done(&session, &session.threads),
            None => zelf.handle.done.set(true),
        }
    }

    #[pymethod]
    fn join(zelf: &Py<Self>, timeout: OptionalArg<PyObjectRef>, vm: &VirtualMachine) -> PyResult {
        let timeout = match timeout.into_option().filter(|timeout| !vm.is_none(timeout)) {
            Some(timeout) => Some(timeout.try_float(vm)?.to_f64()),
            None => None,
        };
        let Some(session) = Session::current() else {
            return Ok(vm.ctx.none());
        };
        let handle = zelf.handle.clone();
        if !handle.started.get() {
            return Err(vm.new_runtime_error("thread not started"));
        }
        if handle.ident.get() == session.threads.ident() {
            return Err(vm.new_runtime_error("Cannot join current thread"));
        }
        let deadline = deadline(&session, timeout.filter(|seconds| *seconds >= 0.0));
        block(Join { handle, deadline }, vm)
    }
}
