//! `asyncio.Task` (`TaskObj`): what is asked of a task from outside. How it runs is in `step`.

use super::{
    arguments::{self, Cancel, assigned},
    future::{Future, State},
    loss, registry, schedule,
    slot::Slot,
    stdlib::stdlib,
    step::{self, Resumption},
};
use crate::asyncio::observation;
use rustpython_vm::{
    AsObject, Py, PyObjectRef, PyPayload, PyResult, Traverse, VirtualMachine,
    builtins::{PyCoroutine, PyInt, PyStr, PyType, PyTypeRef},
    function::{FuncArgs, PySetterValue},
    pyclass,
    types::{Constructor, Destructor, Initializer, Representable},
};
use std::cell::{Cell, RefCell};
use trace::{Runner, Seconds, TaskId};

/// A coroutine that the loop runs, step by step; done when the coroutine is.
#[pyclass(module = "_asyncio", name = "Task", base = Future, traverse)]
#[derive(Debug, Default)]
pub struct Task {
    base: Future,
    pub(super) coroutine: Slot,
    /// The future that will wake it; nothing while it runs or its step is scheduled.
    pub(super) waits_for: Slot,
    /// The name, or the number of which it will be made.
    name: Slot,
    pub(super) context: Slot,
    /// `CancelledError` is to be thrown in at the next step.
    #[pytraverse(skip)]
    pub(super) must_cancel: Cell<bool>,
    #[pytraverse(skip)]
    cancels_requested: Cell<i64>,
    /// `_log_destroy_pending`
    #[pytraverse(skip)]
    tells_of_loss: Cell<bool>,
    /// Its loss was told: a finalizer may run twice where the object was brought back to life.
    #[pytraverse(skip)]
    pub(super) told_of_loss: Cell<bool>,
    /// Its place in the registry of tasks, while it is there.
    #[pytraverse(skip)]
    pub(super) registered: Cell<Option<u64>>,
    #[pytraverse(skip)]
    observed: Observed,
}

/// What the trace knows of a task.
#[derive(Debug, Default)]
pub struct Observed {
    /// Its number, from its creation on.
    pub id: Cell<Option<TaskId>>,
    /// What the reader calls it.
    pub name: RefCell<String>,
    /// When it was suspended last.
    pub suspended: Cell<Option<Seconds>>,
    /// Its end is recorded.
    pub over: Cell<bool>,
    /// Who asked for its cancelling, until that is delivered.
    pub cancelled_by: Cell<Option<Runner>>,
}

impl Task {
    /// What it is as a future.
    pub fn future(&self) -> &Future {
        &self.base
    }

    /// What the trace knows of it.
    pub fn observed(&self) -> &Observed {
        &self.observed
    }

    /// The coroutine; `None` once an eager start ran it to its end.
    pub fn coroutine(&self) -> Option<PyObjectRef> {
        self.coroutine.get()
    }

    /// The future that will wake it.
    pub fn waits_for(&self) -> Option<PyObjectRef> {
        self.waits_for.get()
    }

    /// Its name as `get_name()` gives it.
    pub fn name(&self, vm: &VirtualMachine) -> Option<PyObjectRef> {
        let name = self.name.get()?;
        match name.downcast_ref::<PyInt>() {
            Some(number) => Some(
                vm.ctx
                    .new_str(format!("Task-{}", number.as_bigint()))
                    .into(),
            ),
            None => Some(name),
        }
    }

    pub(super) fn is_lost(&self) -> bool {
        self.base.state() == State::Pending
            && self.base.event_loop().is_some()
            && self.tells_of_loss.get()
    }

    pub(super) fn needs_finalizer(&self) -> bool {
        self.registered.get().is_some() || self.base.logs_traceback() || self.is_lost()
    }
}

impl Constructor for Task {
    type Args = FuncArgs;

    fn slot_new(class: PyTypeRef, _args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        Self::default()
            .into_ref_with_type_lazy_dict(vm, class)
            .map(Into::into)
    }

    fn py_new(_class: &Py<PyType>, _args: FuncArgs, _vm: &VirtualMachine) -> PyResult<Self> {
        Ok(Self::default())
    }
}

impl Initializer for Task {
    type Args = FuncArgs;

    fn init(zelf: &Py<Self>, mut args: FuncArgs, vm: &VirtualMachine) -> PyResult<()> {
        let given = args.args.len();
        let coroutine = args
            .take_positional_keyword("coro")
            .ok_or_else(|| vm.new_type_error("Task() missing required argument 'coro' (pos 1)"))?;
        let event_loop = arguments::keyword(&mut args, "loop", vm);
        let name = arguments::keyword(&mut args, "name", vm);
        let context = arguments::keyword(&mut args, "context", vm);
        let eager = args
            .take_keyword("eager_start")
            .map_or(Ok(false), |eager| eager.try_to_bool(vm))?;
        arguments::finish(&args, "Task", given, 1, vm)?;

        let loop_given = event_loop.clone();
        let event_loop = zelf.base.init(event_loop, vm)?;
        if !is_coroutine(&coroutine, vm)? {
            zelf.tells_of_loss.set(false);
            let shown = coroutine.repr(vm)?;
            return Err(vm.new_type_error(format!("a coroutine was expected, got {shown}")));
        }
        let context = match context {
            Some(context) => context,
            None => stdlib(vm)?.current_context(vm)?,
        };
        zelf.context.set(context);
        zelf.waits_for.set(None);
        zelf.must_cancel.set(false);
        zelf.tells_of_loss.set(true);
        zelf.cancels_requested.set(0);
        zelf.coroutine.set(coroutine);
        let name = match name {
            // Written out when it is asked for.
            None => vm.ctx.new_int(registry::next_number()).into(),
            Some(name) => as_text(name, vm)?,
        };
        zelf.name.set(name);
        if eager {
            // Not the loop that it has, where none was given: so does C's Task.
            let asked = loop_given.unwrap_or_else(|| vm.ctx.none());
            let running = vm.call_method(&asked, "is_running", ())?;
            if running.is(&vm.ctx.true_value) {
                return step::start_eagerly(zelf, vm);
            }
        }
        observation::task_created(zelf, vm)?;
        schedule::resumption(&event_loop, zelf, Resumption::Step(None), vm)?;
        registry::register(zelf, vm)
    }
}

/// A name as it is kept: text, of whatever was given.
fn as_text(name: PyObjectRef, vm: &VirtualMachine) -> PyResult {
    if name.class().is(vm.ctx.types.str_type) {
        Ok(name)
    } else {
        Ok(name.str(vm)?.into())
    }
}

/// `is_coroutine`: a native one, or what `asyncio.iscoroutine` takes for one.
fn is_coroutine(object: &PyObjectRef, vm: &VirtualMachine) -> PyResult<bool> {
    if object.downcast_ref_if_exact::<PyCoroutine>(vm).is_some() {
        return Ok(true);
    }
    stdlib(vm)?
        .iscoroutine
        .call((object.clone(),), vm)?
        .try_to_bool(vm)
}

#[pyclass(
    flags(BASETYPE, HAS_DICT, HAS_WEAKREF),
    with(Constructor, Initializer, Destructor, Representable)
)]
impl Task {
    #[pymethod]
    fn set_result(_zelf: &Py<Self>, _result: PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
        Err(vm.new_runtime_error("Task does not support set_result operation"))
    }

    #[pymethod]
    fn set_exception(
        _zelf: &Py<Self>,
        _exception: PyObjectRef,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        Err(vm.new_runtime_error("Task does not support set_exception operation"))
    }

    #[pymethod]
    fn cancel(zelf: &Py<Self>, args: Cancel, vm: &VirtualMachine) -> PyResult<bool> {
        zelf.base.retrieved();
        if zelf.base.state() != State::Pending {
            return Ok(false);
        }
        observation::cancel_requested(zelf, vm);
        zelf.cancels_requested.set(zelf.cancels_requested.get() + 1);
        let message = args.msg.unwrap_or_else(|| vm.ctx.none());
        if let Some(future) = zelf.waits_for.get()
            && step::cancel_awaited(&future, message.clone(), vm)?
        {
            return Ok(true);
        }
        zelf.must_cancel.set(true);
        zelf.base.set_cancel_message(Some(message));
        Ok(true)
    }

    #[pymethod]
    fn cancelling(zelf: &Py<Self>) -> i64 {
        zelf.cancels_requested.get()
    }

    #[pymethod]
    fn uncancel(zelf: &Py<Self>) -> i64 {
        let requested = zelf.cancels_requested.get();
        if requested > 0 {
            zelf.cancels_requested.set(requested - 1);
            if requested == 1 {
                zelf.must_cancel.set(false);
                zelf.observed.cancelled_by.set(None);
            }
        }
        zelf.cancels_requested.get()
    }

    #[pymethod]
    fn get_coro(zelf: &Py<Self>) -> Option<PyObjectRef> {
        zelf.coroutine.get()
    }

    #[pymethod]
    fn get_context(zelf: &Py<Self>) -> Option<PyObjectRef> {
        zelf.context.get()
    }

    #[pymethod]
    fn get_name(zelf: &Py<Self>, vm: &VirtualMachine) -> Option<PyObjectRef> {
        zelf.name(vm)
    }

    #[pymethod]
    fn set_name(zelf: &Py<Self>, value: PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
        let name = as_text(value, vm)?;
        if let Some(name) = name.downcast_ref::<PyStr>() {
            observation::task_renamed(zelf, name.to_string(), vm);
        }
        zelf.name.set(name);
        Ok(())
    }

    #[pymethod]
    fn get_stack(zelf: &Py<Self>, mut args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        let limit = args.take_keyword("limit");
        arguments::finish(&args, "get_stack", args.args.len(), 0, vm)?;
        let limit = limit.unwrap_or_else(|| vm.ctx.none());
        let get_stack = stdlib(vm)?.task_get_stack.clone();
        get_stack.call((zelf.to_owned(), limit), vm)
    }

    #[pymethod]
    fn print_stack(zelf: &Py<Self>, mut args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        let limit = args.take_keyword("limit");
        let file = args.take_keyword("file");
        arguments::finish(&args, "print_stack", args.args.len(), 0, vm)?;
        let or_none = |value: Option<PyObjectRef>| value.unwrap_or_else(|| vm.ctx.none());
        let print_stack = stdlib(vm)?.task_print_stack.clone();
        print_stack.call((zelf.to_owned(), or_none(limit), or_none(file)), vm)
    }

    #[pygetset]
    fn _log_destroy_pending(zelf: &Py<Self>) -> bool {
        zelf.tells_of_loss.get()
    }

    #[pygetset(setter)]
    fn set__log_destroy_pending(
        zelf: &Py<Self>,
        value: PySetterValue,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        let logs = assigned(value, vm)?.try_to_bool(vm)?;
        zelf.tells_of_loss.set(logs);
        Ok(())
    }

    #[pygetset]
    fn _must_cancel(zelf: &Py<Self>) -> bool {
        zelf.must_cancel.get()
    }

    #[pygetset]
    fn _coro(zelf: &Py<Self>) -> Option<PyObjectRef> {
        zelf.coroutine.get()
    }

    #[pygetset]
    fn _fut_waiter(zelf: &Py<Self>) -> Option<PyObjectRef> {
        zelf.waits_for.get()
    }
}

impl Destructor for Task {
    fn del(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<()> {
        registry::unregister(zelf);
        if zelf.as_object().strong_count() > 1 {
            // It goes with a cycle of others, not because nothing refers to it.
            loss::end_coroutine(zelf, vm);
        }
        loss::tell(zelf, vm)?;
        Future::report_unretrieved(&zelf.base, zelf.as_object(), vm)
    }
}

impl Representable for Task {
    fn repr_str(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<String> {
        zelf.base.ensure_alive(vm)?;
        let text = stdlib(vm)?.task_repr.call((zelf.to_owned(),), vm)?;
        Ok(text.str(vm)?.to_string())
    }
}
