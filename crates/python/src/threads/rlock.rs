//! `_thread.RLock`.

use super::blocking::{Operation, block};
use crate::engine::session::Session;
use rustpython_vm::{
    AsObject, Py, PyObjectRef, PyPayload, PyResult, VirtualMachine,
    builtins::{PyTupleRef, PyType},
    function::FuncArgs,
    pyclass,
    types::{Constructor, Representable},
};
use std::{cell::Cell, rc::Rc};
use trace::ObjectKind;

use super::lock::{Acquire, AcquireArgs, Mutex, for_ever, release};

/// `_thread.RLock`.
#[pyclass(module = "_thread", name = "RLock")]
#[derive(Debug, PyPayload)]
pub(super) struct RLock {
    mutex: Rc<Mutex>,
    owner: Rc<Cell<u64>>,
    count: Rc<Cell<u64>>,
}

impl Default for RLock {
    fn default() -> Self {
        Self {
            mutex: Rc::new(Mutex::new(ObjectKind::ThreadRLock)),
            owner: Rc::default(),
            count: Rc::default(),
        }
    }
}

/// `RLock.acquire` by a thread that does not own it.
struct AcquireOwned {
    acquire: Acquire,
    owner: Rc<Cell<u64>>,
    count: Rc<Cell<u64>>,
    /// How often it is held then.
    times: u64,
}

impl Operation for AcquireOwned {
    fn poll(&self, session: &Rc<Session>, vm: &VirtualMachine) -> PyResult<Option<PyObjectRef>> {
        let outcome = self.acquire.poll(session, vm)?;
        if let Some(locked) = &outcome
            && locked.is(&vm.ctx.true_value)
        {
            self.owner.set(session.threads.ident());
            self.count.set(self.times);
        }
        Ok(outcome)
    }

    fn what(&self) -> trace::WaitKind {
        self.acquire.what()
    }
}

impl Constructor for RLock {
    type Args = FuncArgs;

    fn py_new(_cls: &Py<PyType>, _args: FuncArgs, _vm: &VirtualMachine) -> PyResult<Self> {
        Ok(Self::default())
    }
}

/// `get_ident()` of the running thread.
pub(super) fn ident() -> u64 {
    Session::current().map_or(1, |session| session.threads.ident())
}

#[pyclass(flags(BASETYPE, HAS_WEAKREF), with(Constructor, Representable))]
impl RLock {
    fn is_mine(&self) -> bool {
        self.count.get() > 0 && self.owner.get() == ident()
    }

    fn lock(&self, args: &AcquireArgs, times: u64, vm: &VirtualMachine) -> PyResult {
        let (blocking, timeout) = args.timeout(vm)?;
        if self.is_mine() {
            self.count.set(self.count.get() + 1);
            return Ok(vm.ctx.new_bool(true).into());
        }
        let Some(session) = Session::current() else {
            self.owner.set(1);
            self.count.set(times);
            return Ok(vm.ctx.new_bool(true).into());
        };
        if !blocking {
            let locked = self.mutex.try_lock(&session);
            if locked {
                self.owner.set(ident());
                self.count.set(times);
            }
            return Ok(vm.ctx.new_bool(locked).into());
        }
        let operation = AcquireOwned {
            acquire: Acquire::new(&self.mutex, timeout, "RLock.acquire", &session),
            owner: self.owner.clone(),
            count: self.count.clone(),
            times,
        };
        block(operation, vm)
    }

    #[pymethod]
    fn acquire(zelf: &Py<Self>, args: AcquireArgs, vm: &VirtualMachine) -> PyResult {
        zelf.lock(&args, 1, vm)
    }

    #[pymethod]
    fn __enter__(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult {
        zelf.lock(&for_ever(), 1, vm)
    }

    #[pymethod]
    fn release(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<()> {
        if !zelf.is_mine() {
            return Err(vm.new_runtime_error("cannot release un-acquired lock"));
        }
        let count = zelf.count.get() - 1;
        zelf.count.set(count);
        if count == 0 {
            zelf.owner.set(0);
            release(&zelf.mutex, vm);
        }
        Ok(())
    }

    #[pymethod]
    fn __exit__(zelf: &Py<Self>, _args: FuncArgs, vm: &VirtualMachine) -> PyResult<()> {
        Self::release(zelf, vm)
    }

    #[pymethod]
    fn locked(zelf: &Py<Self>) -> bool {
        zelf.count.get() > 0
    }

    #[pymethod]
    fn _is_owned(zelf: &Py<Self>) -> bool {
        zelf.is_mine()
    }

    #[pymethod]
    fn _recursion_count(zelf: &Py<Self>) -> u64 {
        if zelf.is_mine() { zelf.count.get() } else { 0 }
    }

    #[pymethod]
    fn _release_save(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<(u64, u64)> {
        if zelf.count.get() == 0 {
            return Err(vm.new_runtime_error("cannot release un-acquired lock"));
        }
        let saved = (zelf.count.replace(0), zelf.owner.replace(0));
        release(&zelf.mutex, vm);
        Ok(saved)
    }

    #[pymethod]
    fn _acquire_restore(zelf: &Py<Self>, saved: PyTupleRef, vm: &VirtualMachine) -> PyResult {
        let [count, _owner] = saved.as_slice() else {
            return Err(vm.new_type_error("what _release_save gave is expected"));
        };
        let count: u64 = count.clone().try_into_value(vm)?;
        zelf.lock(&for_ever(), count, vm)
    }

    #[pymethod]
    fn _at_fork_reinit(zelf: &Py<Self>) {
        zelf.mutex.locked.set(false);
        zelf.count.set(0);
        zelf.owner.set(0);
    }
}

impl Representable for RLock {
    fn repr_str(zelf: &Py<Self>, _vm: &VirtualMachine) -> PyResult<String> {
        let state = if zelf.count.get() > 0 {
            "locked"
        } else {
            "unlocked"
        };
        Ok(format!(
            "<{state} {} object owner={} count={} at {:#x}>",
            zelf.class().name(),
            zelf.owner.get(),
            zelf.count.get(),
            zelf.get_id()
        ))
    }
}
