//! What tasks share and wait at, who holds which of it, and what the loop's exception handler is told.

use crate::engine::session::Session;
use rustpython_vm::{AsObject, PyObject, PyRef, VirtualMachine, builtins::PyWeak};
use std::{
    cell::{Cell, RefCell},
    collections::HashMap,
};
use trace::{EventKind, ObjectId, ObjectKind};

pub(crate) use native::module_def;

/// What one run knows of what its tasks share.
#[derive(Default)]
pub struct Watched {
    /// By address, with a reference that tells whether it is still the same object which lives there.
    objects: RefCell<HashMap<usize, (PyRef<PyWeak>, ObjectId)>>,
    next: Cell<u32>,
}

impl Watched {
    /// The number of an object; its first is recorded. `None` for one that cannot be told from another: without weak
    /// references.
    pub fn object(
        &self,
        session: &Session,
        object: &PyObject,
        kind: ObjectKind,
        vm: &VirtualMachine,
    ) -> Option<ObjectId> {
        let address = object.get_id();
        if let Some((known, id)) = self.objects.borrow().get(&address)
            && known.upgrade().is_some_and(|known| known.is(object))
        {
            return Some(*id);
        }
        let weak = object.downgrade(None, vm).ok()?;
        let id = ObjectId(self.next.get());
        self.next.set(id.0 + 1);
        self.objects.borrow_mut().insert(address, (weak, id));
        session.record(
            None,
            EventKind::ObjectSeen {
                object: id,
                is: kind,
            },
        );
        Some(id)
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
    use trace::{EventKind, ObjectKind, Report};

    /// The loop's exception handler is told something, about a task or a future perhaps.
    #[pyfunction]
    fn reported(message: PyStrRef, task: PyObjectRef) {
        if let Some(session) = Session::current() {
            let message = message.to_string();
            // What asyncio itself says: `Task.__del__`, `Future.__del__`.
            let report = match message.as_str() {
                "Task was destroyed but it is pending!" => Report::Destroyed,
                "Task exception was never retrieved" | "Future exception was never retrieved" => {
                    Report::NeverRetrieved
                }
                _ => Report::Other,
            };
            let kind = EventKind::Reported {
                report,
                message,
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
        let (before, after) = (before.as_deref().is_some_and(is_true), is_true(value));
        if before == after {
            return;
        }
        let Some(object) = session.watched.object(session, lock, ObjectKind::Lock, vm) else {
            return;
        };
        let kind = match after {
            true => EventKind::Acquired {
                object,
                by: session.runner(),
            },
            false => EventKind::Released { object },
        };
        session.record(observation::script_line(session, vm), kind);
    }
}
