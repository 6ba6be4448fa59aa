//! How threads begin.

use super::{
    all::Threads,
    thread::{Handle, Process, Thread, ident},
};
use crate::{
    asyncio::observation,
    engine::{cost, session::Session, shown, stack},
};
use rustpython_vm::{
    AsObject, PyObjectRef, PyResult, VirtualMachine, builtins::PyBaseExceptionRef,
    function::FuncArgs, vm::thread::with_current_vm,
};
use std::rc::Rc;
use trace::{EventKind, ThreadId};

impl Threads {
    /// Makes a thread that will run `function(*args)`.
    ///
    /// # Errors
    /// A `RuntimeError` where there are no stacks for threads.
    pub fn start(
        &self,
        session: &Session,
        (function, args): (PyObjectRef, FuncArgs),
        handle: Rc<Handle>,
        daemon: bool,
        process: Option<Process>,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        if !stack::has_stacks() {
            return Err(vm.new_runtime_error(
                "can't start new thread: threads need a browser that can suspend WebAssembly (Chrome or Edge 137, \
                 Firefox 153, Safari 27, or newer)",
            ));
        }
        cost::settle(vm);
        let process = match process {
            Some(process) => Some(Rc::new(process)),
            None => self.current().process.clone(),
        };
        let owner = function
            .get_attr("__self__", vm)
            .ok()
            .filter(|owner| owner.get_attr("_name", vm).is_ok());
        let number = process.as_ref().map_or(0, |process| process.number);
        let thread = Thread::new(daemon, handle, owner, process, vm);
        *self.starting.borrow_mut() = Some(thread);
        let body = Box::new(move || with_current_vm(|vm| run(function, args, vm)));
        self.machine.spawn(number, body, session);
        Ok(())
    }

    /// The machine has made the thread, and given it a number.
    pub(super) fn started(&self, session: &Session, id: ThreadId, vm: &VirtualMachine) {
        let Some(mut thread) = self.starting.borrow_mut().take() else {
            return;
        };
        thread.id = id;
        thread.handle.ident.set(ident(id));
        thread.handle.started.set(true);
        session.record(
            observation::script_line(session, vm),
            EventKind::ThreadStarted {
                thread: id,
                name: shown::cut(thread.name(vm)),
                daemon: thread.daemon,
                process: thread.process_number(),
            },
        );
        self.alive.borrow_mut().insert(id, Rc::new(thread));
    }
}

/// What a thread does, upon its own stack.
fn run(function: PyObjectRef, args: FuncArgs, vm: &VirtualMachine) {
    stack::begin_thread(vm);
    let outcome = function.call(args, vm);
    drop(function);
    let halted = Session::current().is_none_or(|session| session.halted().is_some());
    if let Err(error) = outcome
        && !halted
    {
        report_escaped(&error, vm);
    }
    // What it has computed and was not charged for passes now.
    cost::settle(vm);
}

/// A thread's function raised, and nothing catches it: `_thread` reports it, but for the end of the thread.
fn report_escaped(error: &PyBaseExceptionRef, vm: &VirtualMachine) {
    if !error.fast_isinstance(vm.ctx.exceptions.system_exit) {
        let message = Some("Exception ignored in thread started by".to_owned());
        vm.run_unraisable(error.clone(), message, vm.ctx.none());
    }
}
