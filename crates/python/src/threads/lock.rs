//! `_thread.lock`, and what every lock is made of.

use super::{
    all::Threads,
    blocking::{Operation, block, deadline, wait},
    thread::Thread,
};
use crate::engine::{cost, session::Session};
use rustpython_vm::{
    AsObject, FromArgs, Py, PyObjectRef, PyPayload, PyResult, VirtualMachine,
    builtins::PyType,
    function::{FuncArgs, OptionalArg},
    pyclass,
    types::{Constructor, Representable},
};
use std::{
    cell::{Cell, RefCell},
    collections::VecDeque,
    rc::Rc,
};
use trace::{Call, CallKind, ObjectId, ObjectKind, Runner, Seconds, WaitKind};

/// Who has waited for a lock this long is given it when it is released, in seconds (`TIME_TO_BE_FAIR_NS`); before
/// that the releasing thread may take it again.
const TIME_TO_BE_FAIR: Seconds = 1e-3;
/// The longest timeout, in seconds (`TIMEOUT_MAX`).
pub(super) const LONGEST_TIMEOUT: Seconds = 9_223_372_036.0;

/// A lock without an owner, and who waits for it.
#[derive(Debug)]
pub(super) struct Mutex {
    pub(super) locked: Cell<bool>,
    /// Which sort of lock it is part of.
    kind: ObjectKind,
    /// Its number, once somebody had to wait for it.
    id: Cell<Option<ObjectId>>,
    /// Who locked it, while it is locked.
    holder: Cell<Option<Runner>>,
    /// In the order in which they will be woken, with the moment since when they wait.
    waiting: RefCell<VecDeque<(Rc<Thread>, Seconds)>>,
    /// To whom the lock was handed.
    granted: RefCell<Option<Rc<Thread>>>,
}

impl Mutex {
    /// Unlocked.
    pub(super) fn new(kind: ObjectKind) -> Self {
        Self {
            locked: Cell::new(false),
            kind,
            id: Cell::default(),
            holder: Cell::default(),
            waiting: RefCell::default(),
            granted: RefCell::default(),
        }
    }

    pub(super) fn try_lock(&self, session: &Session) -> bool {
        let locked = self.take(&session.threads);
        if locked {
            self.holder.set(Some(session.runner()));
        }
        locked
    }

    fn take(&self, threads: &Threads) -> bool {
        let me = threads.current();
        if self
            .granted
            .borrow()
            .as_ref()
            .is_some_and(|granted| Rc::ptr_eq(granted, &me))
        {
            self.granted.take();
            return true;
        }
        !self.locked.replace(true)
    }

    fn leave(&self, threads: &Threads) {
        let me = threads.current();
        self.waiting
            .borrow_mut()
            .retain(|(thread, _)| !Rc::ptr_eq(thread, &me));
    }

    /// `_PyMutex_Unlock`: who waits longest is woken, and has the lock already if it waited long enough.
    fn unlock(&self, session: &Session) {
        let first = self.waiting.borrow_mut().pop_front();
        self.holder.set(None);
        match first {
            Some((thread, since)) => {
                if session.now() - since >= TIME_TO_BE_FAIR {
                    *self.granted.borrow_mut() = Some(thread.clone());
                } else {
                    self.locked.set(false);
                }
                session.threads.unpark(session, &thread);
            }
            None => self.locked.set(false),
        }
    }

    /// Who has it, for one who waits. `None` too where that one locked it: a lock that is waited at twice is a signal, and
    /// whoever releases it will have held nothing.
    fn held_by_another(&self, session: &Session) -> Option<Runner> {
        let holder = self.holder.get().filter(|_| self.locked.get())?;
        (holder != session.runner()).then_some(holder)
    }
}

/// `lock.acquire`, waiting.
pub(super) struct Acquire {
    mutex: Rc<Mutex>,
    deadline: Option<Seconds>,
    since: Seconds,
    what: &'static str,
    /// Who had it when the wait began.
    holder: Option<Runner>,
}

impl Acquire {
    /// The running thread wants this one, and waits for it until then at most.
    pub(super) fn new(
        mutex: &Rc<Mutex>,
        timeout: Option<Seconds>,
        what: &'static str,
        session: &Session,
    ) -> Self {
        Self {
            mutex: mutex.clone(),
            deadline: deadline(session, timeout),
            since: session.now(),
            what,
            holder: mutex.held_by_another(session),
        }
    }
}

impl Operation for Acquire {
    fn poll(&self, session: &Rc<Session>, vm: &VirtualMachine) -> PyResult<Option<PyObjectRef>> {
        let threads = &session.threads;
        if self.mutex.try_lock(session) {
            self.mutex.leave(threads);
            return Ok(Some(vm.ctx.new_bool(true).into()));
        }
        self.mutex.leave(threads);
        if self.holder.is_some() && self.mutex.id.get().is_none() {
            self.mutex
                .id
                .set(Some(session.watched.seen(session, self.mutex.kind)));
        }
        if wait(session, threads, self.deadline, self.what(), vm) {
            return Ok(Some(vm.ctx.new_bool(false).into()));
        }
        let entry = (threads.current(), self.since);
        self.mutex.waiting.borrow_mut().push_back(entry);
        Ok(None)
    }

    fn what(&self) -> WaitKind {
        let kind = CallKind::Acquire {
            lock: self.mutex.id.get(),
            holder: self.holder,
        };
        WaitKind::Blocking(Call::new(kind, self.what))
    }
}

#[derive(FromArgs)]
pub(super) struct AcquireArgs {
    #[pyarg(any, default = true)]
    blocking: bool,
    #[pyarg(any, optional)]
    timeout: OptionalArg<PyObjectRef>,
}

impl AcquireArgs {
    /// `lock_acquire_parse_args`: whether to wait, and for how long at most.
    pub(super) fn timeout(&self, vm: &VirtualMachine) -> PyResult<(bool, Option<Seconds>)> {
        let timeout = match &self.timeout {
            OptionalArg::Present(timeout) => timeout.try_float(vm)?.to_f64(),
            OptionalArg::Missing => -1.0,
        };
        if !self.blocking && timeout != -1.0 {
            return Err(vm.new_value_error("can't specify a timeout for a non-blocking call"));
        }
        if timeout < 0.0 && timeout != -1.0 {
            return Err(vm.new_value_error("timeout value must be a non-negative number"));
        }
        if timeout > LONGEST_TIMEOUT {
            return Err(vm.new_overflow_error("timeout value is too large"));
        }
        Ok((self.blocking, (timeout >= 0.0).then_some(timeout)))
    }
}

/// Locks a mutex: `PyThread_acquire_lock_timed`.
pub(super) fn acquire(
    mutex: &Rc<Mutex>,
    args: &AcquireArgs,
    what: &'static str,
    vm: &VirtualMachine,
) -> PyResult {
    let (blocking, timeout) = args.timeout(vm)?;
    let Some(session) = Session::current() else {
        return Ok(vm.ctx.new_bool(!mutex.locked.replace(true)).into());
    };
    if !blocking {
        let locked = mutex.try_lock(&session);
        return Ok(vm.ctx.new_bool(locked).into());
    }
    block(Acquire::new(mutex, timeout, what, &session), vm)
}

/// Unlocks a mutex, at the moment that the thread has computed its way to.
pub(super) fn release(mutex: &Mutex, vm: &VirtualMachine) {
    cost::settle(vm);
    match Session::current() {
        Some(session) => mutex.unlock(&session),
        None => mutex.locked.set(false),
    }
}

pub(super) fn for_ever() -> AcquireArgs {
    AcquireArgs {
        blocking: true,
        timeout: OptionalArg::Missing,
    }
}

/// `_thread.lock`.
#[pyclass(module = "_thread", name = "lock")]
#[derive(Debug, PyPayload)]
pub(super) struct Lock {
    mutex: Rc<Mutex>,
}

impl Default for Lock {
    fn default() -> Self {
        let mutex = Rc::new(Mutex::new(ObjectKind::ThreadLock));
        Self { mutex }
    }
}

impl Constructor for Lock {
    type Args = ();

    fn py_new(_cls: &Py<PyType>, _args: (), _vm: &VirtualMachine) -> PyResult<Self> {
        Ok(Self::default())
    }
}

#[pyclass(flags(HAS_WEAKREF), with(Constructor, Representable))]
impl Lock {
    #[pymethod]
    #[pymethod(name = "acquire_lock")]
    fn acquire(zelf: &Py<Self>, args: AcquireArgs, vm: &VirtualMachine) -> PyResult {
        acquire(&zelf.mutex, &args, "Lock.acquire", vm)
    }

    #[pymethod]
    #[pymethod(name = "release_lock")]
    fn release(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<()> {
        if !zelf.mutex.locked.get() {
            return Err(vm.new_runtime_error("release unlocked lock"));
        }
        release(&zelf.mutex, vm);
        Ok(())
    }

    #[pymethod]
    #[pymethod(name = "locked_lock")]
    fn locked(zelf: &Py<Self>) -> bool {
        zelf.mutex.locked.get()
    }

    #[pymethod]
    fn __enter__(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult {
        acquire(&zelf.mutex, &for_ever(), "Lock.acquire", vm)
    }

    #[pymethod]
    fn __exit__(zelf: &Py<Self>, _args: FuncArgs, vm: &VirtualMachine) -> PyResult<()> {
        Self::release(zelf, vm)
    }

    #[pymethod]
    fn _at_fork_reinit(zelf: &Py<Self>) {
        zelf.mutex.locked.set(false);
    }
}

impl Representable for Lock {
    fn repr_str(zelf: &Py<Self>, _vm: &VirtualMachine) -> PyResult<String> {
        let state = if zelf.mutex.locked.get() {
            "locked"
        } else {
            "unlocked"
        };
        let address = zelf.get_id();
        Ok(format!("<{state} _thread.lock object at {address:#x}>"))
    }
}
