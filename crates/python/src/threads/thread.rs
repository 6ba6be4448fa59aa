//! One thread, its process, and what is kept of it while another one runs.

use super::all::Threads;
use crate::engine::{
    cost,
    session::{Held, Session},
    stack,
};
use machine::Parked;
use rustpython_vm::{
    PyObjectRef, VirtualMachine, builtins::PyDictRef, vm::thread_state::ThreadState,
};
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};
use trace::{CallKind, Device, Runner, Seconds, ThreadId, Wait, WaitKind};

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
    pub fn set_done(&self, session: &Session, threads: &Threads) {
        self.done.set(true);
        for joiner in self.joiners.take() {
            threads.unpark(session, &joiner);
        }
    }
}

/// One thread of the script.
pub struct Thread {
    /// Its number in the trace; 0 is the main thread.
    pub id: ThreadId,
    /// Whether the program ends without it.
    pub daemon: bool,
    pub(super) handle: Rc<Handle>,
    /// The `threading.Thread`, where there is one: knows the name.
    pub(super) owner: Option<PyObjectRef>,
    /// Its last wait, on the machine.
    pub(super) parked: Cell<Option<Parked>>,
    /// What it was parked for, until when, and at which line of the script.
    pub(super) wait: RefCell<(Wait, Option<u32>)>,
    /// The socket that it waits at, where it is one alone.
    pub(crate) socket: Cell<Option<trace::ConnectionId>>,
    /// Since when.
    pub(super) waits_since: Cell<Seconds>,
    /// Whether it has its interpreter's lock, where it waits until it has computed.
    pub(super) computes: Cell<bool>,
    /// What is kept of it, while another one runs.
    away: RefCell<Away>,
    /// The process it belongs to; none for the script's own.
    pub(super) process: Option<Rc<Process>>,
}

/// What belongs to a thread, while another one runs.
#[derive(Default)]
struct Away {
    /// What the interpreter keeps for it.
    state: Option<ThreadState>,
    /// Who ran in it: a task of its event loop, perhaps.
    runner: Option<Held>,
    computed: cost::Account,
    stack: stack::Top,
}

/// A simulated process: entries of dictionaries that are different there.
#[derive(Default)]
pub struct Process {
    /// Its number, from 1.
    pub number: u32,
    /// Its name.
    pub name: String,
    /// What is different.
    pub entries: RefCell<Vec<Entry>>,
}

/// An entry of a dictionary that a process has a value of its own for.
pub struct Entry {
    pub dict: PyDictRef,
    pub key: PyObjectRef,
    /// The value that is not in the dictionary now: outside the process its own, and the others' while it runs. `None`: there
    /// is no such entry there.
    pub value: Option<PyObjectRef>,
    /// Whether there may be no such entry. One that a script took away stays away otherwise.
    pub may_lack: bool,
}

impl Process {
    /// Exchanges the entries with those in place.
    pub(super) fn swap(&self, vm: &VirtualMachine) {
        for entry in self.entries.borrow_mut().iter_mut() {
            let Ok(there) = entry.dict.get_item_opt(&*entry.key, vm) else {
                continue;
            };
            if there.is_none() && !entry.may_lack {
                continue;
            }
            let exchanged = match (&entry.value, &there) {
                (Some(value), _) => entry.dict.set_item(&*entry.key, value.clone(), vm),
                (None, Some(_)) => entry.dict.del_item(&*entry.key, vm),
                (None, None) => Ok(()),
            };
            if exchanged.is_ok() {
                entry.value = there;
            }
        }
    }
}

impl std::fmt::Debug for Thread {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Thread").field("id", &self.id).finish()
    }
}

impl Thread {
    /// The main thread.
    pub(super) fn main() -> Self {
        Self {
            id: ThreadId(0),
            daemon: false,
            handle: Rc::default(),
            owner: None,
            parked: Cell::new(None),
            wait: RefCell::default(),
            socket: Cell::new(None),
            computes: Cell::new(false),
            waits_since: Cell::new(0.0),
            away: RefCell::default(),
            process: None,
        }
    }

    /// A thread that has not begun, nor a number.
    pub(super) fn new(
        daemon: bool,
        handle: Rc<Handle>,
        owner: Option<PyObjectRef>,
        process: Option<Rc<Process>>,
        vm: &VirtualMachine,
    ) -> Self {
        Self {
            daemon,
            handle,
            owner,
            process,
            waits_since: Cell::new(0.0),
            away: RefCell::new(Away {
                state: Some(vm.new_thread_state()),
                ..Away::default()
            }),
            ..Self::main()
        }
    }

    /// Who ran in it, while another one runs.
    pub(super) fn ran(&self) -> Option<Runner> {
        let (runner, _) = self.away.borrow().runner?;
        Some(runner)
    }

    /// Another thread runs from here on.
    pub(super) fn leave(&self, session: &Session, vm: &VirtualMachine) {
        let mut away = self.away.borrow_mut();
        away.computed = cost::exchange(cost::Account::default(), vm);
        away.stack = stack::exchange(stack::Top::default());
        away.runner = Some(session.held());
    }

    /// It runs from here on, in the place of `before`, which has left.
    pub(super) fn enter(&self, session: &Session, before: &Self, vm: &VirtualMachine) {
        let mut away = self.away.borrow_mut();
        if let Some(mut state) = away.state.take() {
            vm.exchange_thread_state(&mut state);
            before.away.borrow_mut().state = Some(state);
        }
        stack::exchange(std::mem::take(&mut away.stack));
        if self.wait.borrow().0.kind != WaitKind::Compute {
            // It was woken by something: what it computes from here on is free again, to the threshold.
            away.computed = cost::Account::default();
        }
        cost::exchange(away.computed, vm);
        let begins = (Runner::Thread(self.id), session.now());
        session.resume(away.runner.take().unwrap_or(begins));
    }

    /// The device that it waits for, as far as what it waits in tells.
    pub(super) fn waits_for_device(&self) -> Device {
        let (wait, _) = &*self.wait.borrow();
        let WaitKind::Blocking(call) = &wait.kind else {
            return Device::Network;
        };
        match call.kind {
            CallKind::Open | CallKind::Read | CallKind::Write => Device::Disk,
            CallKind::Query => Device::Database,
            _ => Device::Network,
        }
    }

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
