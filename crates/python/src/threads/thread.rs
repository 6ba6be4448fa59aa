//! One thread, its process, and what is kept of it while another one runs.

use super::scheduler::Threads;
use crate::engine::cost;
use rustpython_vm::{
    PyObjectRef, PyResult, VirtualMachine,
    builtins::{PyBaseExceptionRef, PyDictRef},
};
use std::{
    cell::{Cell, RefCell},
    mem,
    rc::Rc,
};
use trace::{ThreadId, Wait};

/// What others may know of a thread that is over: what a `_thread._ThreadHandle` holds.
#[derive(Debug, Default)]
pub struct Handle {
    /// `get_ident()` in that thread; 0 before it starts.
    pub ident: Cell<u64>,
    /// Whether the thread was started.
    pub started: Cell<bool>,
    /// Whether the thread is over.
    pub done: Cell<bool>,
    /// Who waits for that.
    pub joiners: RefCell<Vec<Rc<Thread>>>,
}

impl Handle {
    /// The thread is over: wakes who waits for it.
    pub fn set_done(&self, threads: &Threads) {
        self.done.set(true);
        for joiner in self.joiners.take() {
            threads.unpark(&joiner);
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// It has the interpreter.
    Running,
    /// It is in the queue.
    Ready,
    /// It is parked.
    Waiting,
    Ended,
}

/// One thread of the script.
pub struct Thread {
    /// Its number in the trace; 0 is the main thread.
    pub id: ThreadId,
    /// Whether the program ends without it.
    pub daemon: bool,
    pub(super) handle: Rc<Handle>,
    /// The iterator that runs it; none for the main thread, and when it is over.
    pub(super) body: RefCell<Option<PyObjectRef>>,
    /// The `threading.Thread`, where there is one: knows the name.
    pub(super) owner: Option<PyObjectRef>,
    pub(super) state: Cell<State>,
    /// How often it was parked: an alarm of an earlier time is void.
    pub(super) parked: Cell<u64>,
    /// What it was parked for, until when, and at which line of the script.
    pub(super) wait: RefCell<(Wait, Option<u32>)>,
    /// It waits in a call that cannot be suspended: it goes on only when what was started above it on
    /// the interpreter's stack has returned.
    pub(super) beneath: Cell<bool>,
    /// What the interpreter keeps for each thread, while another one runs.
    pub(super) kept: RefCell<Kept>,
    /// The process it belongs to; none for the script's own.
    pub(super) process: Option<Rc<Process>>,
}

/// A simulated process: entries of dictionaries that are different there.
#[derive(Default)]
pub struct Process {
    /// Its number, from 1.
    pub number: u32,
    /// Its name.
    pub name: String,
    /// Dictionary, key, and the value that is not in the dictionary now: outside the process its own, and the others'
    /// while it runs.
    pub entries: RefCell<Vec<(PyDictRef, PyObjectRef, PyObjectRef)>>,
}

impl Process {
    /// Exchanges the entries with those in place.
    pub(super) fn swap(&self, vm: &VirtualMachine) -> PyResult<()> {
        for (dict, key, value) in self.entries.borrow_mut().iter_mut() {
            let there = dict.get_item(&**key, vm)?;
            dict.set_item(&**key, value.clone(), vm)?;
            *value = there;
        }
        Ok(())
    }
}

impl std::fmt::Debug for Thread {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Thread")
            .field("id", &self.id)
            .field("state", &self.state)
            .finish()
    }
}

/// What belongs to a thread in the interpreter's own state.
#[derive(Default)]
pub(super) struct Kept {
    pub(super) contexts: Vec<PyObjectRef>,
    pub(super) running_loop: Option<PyObjectRef>,
    pub(super) running_task: Option<PyObjectRef>,
    pub(super) first_iteration_hook: Option<PyObjectRef>,
    pub(super) finalizer_hook: Option<PyObjectRef>,
    pub(super) handled: Option<PyBaseExceptionRef>,
    pub(super) computed: cost::Account,
}

impl Kept {
    /// Exchanges this with what the interpreter holds.
    pub(super) fn swap(&mut self, vm: &VirtualMachine) {
        mem::swap(&mut self.contexts, &mut vm.context_stack.borrow_mut());
        let others = [
            (&mut self.running_loop, &vm.asyncio_running_loop),
            (&mut self.running_task, &vm.asyncio_running_task),
            (&mut self.first_iteration_hook, &vm.async_gen_firstiter),
            (&mut self.finalizer_hook, &vm.async_gen_finalizer),
        ];
        for (mine, theirs) in others {
            mem::swap(mine, &mut theirs.borrow_mut());
        }
        let handled = vm.current_exception();
        vm.set_exception(self.handled.take());
        self.handled = handled;
        self.computed = cost::exchange(self.computed, vm);
    }
}

impl Thread {
    /// The number of its process; none for the script's own.
    pub(super) fn process_number(&self) -> Option<u32> {
        self.process.as_ref().map(|process| process.number)
    }

    /// What the reader calls it.
    pub fn name(&self, vm: &VirtualMachine) -> String {
        if self.id == ThreadId(0) {
            return "MainThread".to_owned();
        }
        if let Some(process) = self.process.as_ref().filter(|_| self.owner.is_none()) {
            return process.name.clone();
        }
        let name = self
            .owner
            .as_ref()
            .and_then(|owner| owner.get_attr("_name", vm).ok())
            .and_then(|name| name.str(vm).ok());
        match name {
            Some(name) => name.to_string(),
            None => format!("thread {}", self.id.0),
        }
    }
}

/// `get_ident()` of a thread.
pub(super) fn ident(id: ThreadId) -> u64 {
    u64::from(id.0) + 1
}
