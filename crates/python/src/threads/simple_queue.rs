//! `_queue.SimpleQueue`.

use super::{
    blocking::{Operation, block, deadline, wait},
    thread::Thread,
};
use crate::engine::{cost, session::Session};
use rustpython_vm::{
    FromArgs, Py, PyObjectRef, PyPayload, PyResult, VirtualMachine,
    builtins::{PyType, PyTypeRef},
    pyclass,
    types::Constructor,
};
use std::{
    cell::{Cell, RefCell},
    collections::VecDeque,
    rc::Rc,
};
use trace::{Call, CallKind, ObjectId, ObjectKind, Seconds, WaitKind};

/// `_queue.SimpleQueue`: never full.
#[pyclass(module = "_queue", name = "SimpleQueue")]
#[derive(Debug, Default, PyPayload)]
pub(super) struct SimpleQueue {
    shared: Rc<Shared>,
}

#[derive(Debug, Default)]
struct Shared {
    items: RefCell<VecDeque<PyObjectRef>>,
    waiting: RefCell<VecDeque<Rc<Thread>>>,
    /// Its number, once somebody had to wait for an item.
    id: Cell<Option<ObjectId>>,
}

/// `SimpleQueue.get`, waiting.
struct Get {
    queue: Rc<Shared>,
    deadline: Option<Seconds>,
}

impl Operation for Get {
    fn poll(&self, session: &Rc<Session>, vm: &VirtualMachine) -> PyResult<Option<PyObjectRef>> {
        let threads = &session.threads;
        let me = threads.current();
        self.queue
            .waiting
            .borrow_mut()
            .retain(|thread| !Rc::ptr_eq(thread, &me));
        let item = self.queue.items.borrow_mut().pop_front();
        if item.is_some() {
            return Ok(item);
        }
        if self.queue.id.get().is_none() {
            let id = session.watched.seen(session, ObjectKind::SimpleQueue);
            self.queue.id.set(Some(id));
        }
        if wait(session, threads, self.deadline, self.what(), vm) {
            return Err(empty(vm));
        }
        self.queue.waiting.borrow_mut().push_back(me);
        Ok(None)
    }

    fn what(&self) -> WaitKind {
        let kind = CallKind::Get {
            queue: self.queue.id.get(),
        };
        WaitKind::Blocking(Call::new(kind, "SimpleQueue.get"))
    }
}

fn empty(vm: &VirtualMachine) -> rustpython_vm::builtins::PyBaseExceptionRef {
    let class = vm
        .import("_queue", 0)
        .and_then(|module| module.get_attr("Empty", vm))
        .and_then(|class| class.try_into_value::<PyTypeRef>(vm));
    match class {
        Ok(class) => vm.new_exception_empty(class),
        Err(error) => error,
    }
}

#[derive(FromArgs)]
struct GetArgs {
    #[pyarg(any, default = true)]
    block: bool,
    #[pyarg(any, default)]
    timeout: Option<PyObjectRef>,
}

#[derive(FromArgs)]
struct PutArgs {
    #[pyarg(any)]
    item: PyObjectRef,
    #[pyarg(any, default)]
    #[expect(dead_code, reason = "accepted for likeness with Queue.put")]
    block: Option<PyObjectRef>,
    #[pyarg(any, default)]
    #[expect(dead_code, reason = "accepted for likeness with Queue.put")]
    timeout: Option<PyObjectRef>,
}

impl Constructor for SimpleQueue {
    type Args = ();

    fn py_new(_cls: &Py<PyType>, _args: (), _vm: &VirtualMachine) -> PyResult<Self> {
        Ok(Self::default())
    }
}

#[pyclass(flags(BASETYPE, HAS_WEAKREF), with(Constructor))]
impl SimpleQueue {
    #[pymethod]
    fn put(zelf: &Py<Self>, args: PutArgs, vm: &VirtualMachine) {
        cost::settle(vm);
        let queue = &zelf.shared;
        queue.items.borrow_mut().push_back(args.item);
        let woken = queue.waiting.borrow_mut().pop_front();
        if let (Some(thread), Some(session)) = (woken, Session::current()) {
            session.threads.unpark(&session, &thread);
        }
    }

    #[pymethod]
    fn put_nowait(zelf: &Py<Self>, item: PyObjectRef, vm: &VirtualMachine) {
        let args = PutArgs {
            item,
            block: None,
            timeout: None,
        };
        Self::put(zelf, args, vm);
    }

    #[pymethod]
    fn get(zelf: &Py<Self>, args: GetArgs, vm: &VirtualMachine) -> PyResult {
        let timeout = match args.timeout.filter(|timeout| !vm.is_none(timeout)) {
            Some(timeout) => Some(timeout.try_float(vm)?.to_f64()),
            None => None,
        };
        if args.block && timeout.is_some_and(|timeout| timeout < 0.0) {
            return Err(vm.new_value_error("'timeout' must be a non-negative number"));
        }
        let session = Session::current();
        let (true, Some(session)) = (args.block, session) else {
            return Self::get_nowait(zelf, vm);
        };
        let operation = Get {
            queue: zelf.shared.clone(),
            deadline: deadline(&session, timeout),
        };
        block(operation, vm)
    }

    #[pymethod]
    fn get_nowait(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult {
        let item = zelf.shared.items.borrow_mut().pop_front();
        item.ok_or_else(|| empty(vm))
    }

    #[pymethod]
    fn qsize(zelf: &Py<Self>) -> usize {
        zelf.shared.items.borrow().len()
    }

    #[pymethod]
    fn empty(zelf: &Py<Self>) -> bool {
        zelf.shared.items.borrow().is_empty()
    }

    #[pyclassmethod]
    fn __class_getitem__(
        cls: PyTypeRef,
        args: PyObjectRef,
        vm: &VirtualMachine,
    ) -> PyResult<rustpython_vm::builtins::PyGenericAlias> {
        rustpython_vm::builtins::PyGenericAlias::from_args(cls, args, vm)
    }
}
