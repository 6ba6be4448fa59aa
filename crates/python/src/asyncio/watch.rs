//! What tasks share and wait at, who holds which of it, and what the loop's exception handler is told.

use crate::engine::session::Session;
use rustpython_vm::{
    AsObject, PyObject, PyRef, VirtualMachine, builtins::PyWeak, types::PyTypeFlags,
};
use std::{
    cell::{Cell, RefCell},
    collections::HashMap,
};
use trace::{EventKind, ObjectId, ObjectKind};

pub(crate) use native::module_def;

/// What one run knows of the objects that its tasks share.
#[derive(Default)]
pub struct Watched {
    /// By address.
    objects: RefCell<HashMap<usize, Known>>,
    next: Cell<u32>,
}

struct Known {
    /// Tells whether it is still the same object which lives there.
    object: PyRef<PyWeak>,
    id: ObjectId,
    /// Its number was recorded with what it is.
    announced: bool,
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
        let object_id = self.number(object, vm)?;
        let mut objects = self.objects.borrow_mut();
        let known = objects.get_mut(&object.get_id())?;
        if !std::mem::replace(&mut known.announced, true) {
            drop(objects);
            let seen = EventKind::ObjectSeen {
                object: object_id,
                is: kind,
            };
            session.record(None, seen);
        }
        Some(object_id)
    }

    /// The number of an instance of a class that is written in Python; `None` for anything else.
    pub fn instance(&self, object: &PyObject, vm: &VirtualMachine) -> Option<ObjectId> {
        let flags = &object.class().slots.flags;
        (flags.has_feature(PyTypeFlags::HEAPTYPE) && object.dict().is_some())
            .then(|| self.number(object, vm))
            .flatten()
    }

    /// The number of something that keeps it itself, seen for the first time.
    pub fn seen(&self, session: &Session, is: ObjectKind) -> ObjectId {
        let object = self.next();
        session.record(None, EventKind::ObjectSeen { object, is });
        object
    }

    fn next(&self) -> ObjectId {
        let next = self.next.get();
        self.next.set(next + 1);
        ObjectId(next)
    }

    fn number(&self, object: &PyObject, vm: &VirtualMachine) -> Option<ObjectId> {
        let address = object.get_id();
        if let Some(known) = self.objects.borrow().get(&address)
            && known.object.upgrade().is_some_and(|known| known.is(object))
        {
            return Some(known.id);
        }
        let known = Known {
            object: object.downgrade(None, vm).ok()?,
            id: self.next(),
            announced: false,
        };
        let id = known.id;
        self.objects.borrow_mut().insert(address, known);
        Some(id)
    }
}

#[rustpython_vm::pymodule(name = "_loopscope_watch")]
mod native {
    use crate::{asyncio::observation, engine::session::Session};
    use rustpython_vm::{
        AsObject, Py, PyObject, PyObjectRef, PyPayload, PyResult, VirtualMachine,
        builtins::{PyStrInterned, PyStrRef, PyType},
        function::PySetterValue,
        pyclass,
        types::{Constructor, GetDescriptor},
    };
    use trace::{EventKind, ObjectKind, Report, Runner};

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

    /// An attribute that the methods of one of asyncio's classes set: kept in the object's own dictionary, and recorded
    /// when it changes.
    #[pyattr]
    #[pyclass(module = "_loopscope_watch", name = "Kept")]
    #[derive(Debug, PyPayload)]
    struct Kept {
        name: &'static PyStrInterned,
        of: Of,
    }

    /// What sort of object it is an attribute of.
    #[derive(Clone, Copy, Debug)]
    enum Of {
        /// `Lock._locked`
        Lock,
        /// `Semaphore._value`
        Semaphore,
        /// `Timeout._state`
        Timeout,
    }

    impl Constructor for Kept {
        type Args = (PyStrRef, PyStrRef);

        fn py_new(
            _cls: &Py<PyType>,
            (name, of): Self::Args,
            vm: &VirtualMachine,
        ) -> PyResult<Self> {
            let of = match of.as_bytes() {
                b"lock" => Of::Lock,
                b"semaphore" => Of::Semaphore,
                b"timeout" => Of::Timeout,
                _ => return Err(vm.new_value_error("nothing is known of such an object")),
            };
            let name = vm.ctx.intern_str(name.to_string());
            Ok(Self { name, of })
        }
    }

    impl GetDescriptor for Kept {
        fn descr_get(
            zelf: &PyObject,
            object: Option<&PyObject>,
            _cls: Option<&PyObject>,
            vm: &VirtualMachine,
        ) -> PyResult {
            match (object, zelf.downcast_ref::<Self>()) {
                (Some(object), Some(kept)) if !vm.is_none(object) => kept.read(object, vm),
                _ => Ok(zelf.to_owned()),
            }
        }
    }

    #[pyclass(with(Constructor, GetDescriptor))]
    impl Kept {
        #[pyslot]
        fn descr_set(
            zelf: &PyObject,
            object: PyObjectRef,
            value: PySetterValue,
            vm: &VirtualMachine,
        ) -> PyResult<()> {
            let (Some(kept), PySetterValue::Assign(value)) = (zelf.downcast_ref::<Self>(), value)
            else {
                return Err(vm.new_attribute_error("it cannot be deleted"));
            };
            let Some(dict) = object.dict() else {
                return Err(vm.new_attribute_error(kept.name.to_string()));
            };
            let before = kept.read(&object, vm).ok();
            dict.set_item(kept.name, value.clone(), vm)?;
            if let (Some(session), Some(before)) = (Session::current(), before) {
                kept.record(&session, &object, (&before, &value), vm);
            }
            Ok(())
        }
    }

    impl Kept {
        fn read(&self, object: &PyObject, vm: &VirtualMachine) -> PyResult {
            match object.dict() {
                Some(dict) => dict.get_item(self.name, vm),
                None => Err(vm.new_attribute_error(self.name.to_string())),
            }
        }

        fn record(
            &self,
            session: &Session,
            object: &PyObject,
            (before, after): (&PyObject, &PyObject),
            vm: &VirtualMachine,
        ) {
            let kind = match self.of {
                Of::Lock => ObjectKind::Lock,
                Of::Semaphore => ObjectKind::Semaphore,
                Of::Timeout => {
                    timed_out(session, object, after, vm);
                    return;
                }
            };
            // A lock is a semaphore with one place.
            let free = |value: &PyObject| match self.of {
                Of::Lock => i64::from(!value.is(&vm.ctx.true_value)),
                _ => value.to_owned().try_into_value::<i64>(vm).unwrap_or(0),
            };
            let (before, after) = (free(before), free(after));
            if before == after {
                return;
            }
            let Some(object) = session.watched.object(session, object, kind, vm) else {
                return;
            };
            let kind = if after < before {
                EventKind::Acquired {
                    object,
                    by: handed_to(vm).unwrap_or_else(|| session.runner()),
                }
            } else {
                EventKind::Released { object }
            };
            session.record(observation::script_line(session, vm), kind);
        }
    }

    /// To whom the place goes that a method of a semaphore takes: the task that waits for `fut`, the future of the one
    /// that is woken (`Semaphore._wake_up_next`). `acquire` takes it for its caller, before it has such a future.
    fn handed_to(vm: &VirtualMachine) -> Option<Runner> {
        let future = vm.current_frame()?.f_locals(vm).ok()?.get_item("fut", vm);
        observation::awaits(&*future.ok()?).map(Runner::Task)
    }

    /// A timeout came to another state: where it is expiring, its deadline has come (`Timeout._on_timeout`).
    fn timed_out(session: &Session, timeout: &PyObject, state: &PyObject, vm: &VirtualMachine) {
        let expiring = observation::text_attribute(state, "value", vm);
        if expiring.as_deref() == Some("expiring")
            && let Ok(task) = timeout.get_attr("_task", vm)
            && let Some(task) = observation::task_behind(&task)
        {
            session.record(None, EventKind::TimedOut { task });
        }
    }
}
