//! Who holds which lock, and what the loop's exception handler is told.

use std::{
    cell::{Cell, RefCell},
    collections::HashMap,
};
use trace::LockId;

pub(crate) use native::module_def;

/// What one run knows of its locks.
#[derive(Default)]
pub struct Watched {
    /// The locks that were taken, by the address of the lock object.
    locks: RefCell<HashMap<usize, LockId>>,
    next_lock: Cell<u32>,
}

impl Watched {
    /// The lock at an address, if it was ever taken.
    pub fn lock(&self, address: usize) -> Option<LockId> {
        self.locks.borrow().get(&address).copied()
    }

    /// A new lock is at this address: what is known of another one there is out of date.
    fn made(&self, address: usize) {
        self.locks.borrow_mut().remove(&address);
    }

    fn taken(&self, address: usize) -> LockId {
        *self.locks.borrow_mut().entry(address).or_insert_with(|| {
            let next = self.next_lock.get();
            self.next_lock.set(next + 1);
            LockId(next)
        })
    }
}

#[rustpython_vm::pymodule(name = "_loopscope_watch")]
mod native {
    use crate::{asyncio::observation, engine::session::Session};
    use rustpython_vm::{
        AsObject, Py, PyObject, PyObjectRef, PyPayload, PyResult, VirtualMachine,
        builtins::{PyStrRef, PyType},
        function::{FuncArgs, PySetterValue},
        pyclass,
        types::{Constructor, GetDescriptor},
    };
    use trace::EventKind;

    /// The loop's exception handler is told something, about a task or a future perhaps.
    #[pyfunction]
    fn reported(message: PyStrRef, task: PyObjectRef) {
        if let Some(session) = Session::current() {
            let kind = EventKind::Reported {
                message: message.to_string(),
                task: observation::task_behind(&task),
            };
            session.record(None, kind);
        }
    }

    /// The attribute `_locked` of `asyncio.Lock`: kept in the lock's own dictionary, and recorded when it changes.
    #[pyattr]
    #[pyclass(module = "_loopscope_watch", name = "Locked")]
    #[derive(Debug, PyPayload)]
    struct Locked;

    impl Constructor for Locked {
        type Args = FuncArgs;

        fn py_new(_cls: &Py<PyType>, _args: FuncArgs, _vm: &VirtualMachine) -> PyResult<Self> {
            Ok(Self)
        }
    }

    impl GetDescriptor for Locked {
        fn descr_get(
            zelf: &PyObject,
            lock: Option<&PyObject>,
            _cls: Option<&PyObject>,
            vm: &VirtualMachine,
        ) -> PyResult {
            match lock {
                Some(lock) if !vm.is_none(lock) => kept(lock, vm),
                _ => Ok(zelf.to_owned()),
            }
        }
    }

    #[pyclass(with(Constructor, GetDescriptor))]
    impl Locked {
        #[pyslot]
        fn descr_set(
            _zelf: &PyObject,
            lock: PyObjectRef,
            value: PySetterValue,
            vm: &VirtualMachine,
        ) -> PyResult<()> {
            let PySetterValue::Assign(value) = value else {
                return Err(vm.new_attribute_error("_locked"));
            };
            let before = kept(&lock, vm);
            if let Some(session) = Session::current() {
                record(&session, &lock, before.ok(), &value, vm);
            }
            match lock.dict() {
                Some(dict) => dict.set_item("_locked", value, vm),
                None => Err(vm.new_attribute_error("_locked")),
            }
        }
    }

    fn kept(lock: &PyObject, vm: &VirtualMachine) -> PyResult {
        match lock.dict() {
            Some(dict) => dict.get_item("_locked", vm),
            None => Err(vm.new_attribute_error("_locked")),
        }
    }

    fn record(
        session: &Session,
        lock: &PyObject,
        before: Option<PyObjectRef>,
        value: &PyObject,
        vm: &VirtualMachine,
    ) {
        let is_true = |value: &PyObject| value.is(&vm.ctx.true_value);
        let line = || observation::script_line(session, vm);
        let address = lock.get_id();
        match (before.as_deref().map(is_true), is_true(value)) {
            (None, _) => session.watched.made(address),
            (Some(false), true) => {
                let lock = session.watched.taken(address);
                session.record(line(), EventKind::LockTaken { lock });
            }
            (Some(true), false) => {
                if let Some(lock) = session.watched.lock(address) {
                    session.record(line(), EventKind::LockFreed { lock });
                }
            }
            _ => {}
        }
    }
}
