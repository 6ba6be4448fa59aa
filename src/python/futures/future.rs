//! `asyncio.Future` (`FutureObj`).

use super::{
    arguments::{self, assigned},
    awaited_by::AwaitedBy,
    callback::Callback,
    future_iter::FutureIter,
    registry, schedule,
    slot::Slot,
    stdlib::stdlib,
    task::Task,
};
use crate::trace::Seconds;
use rustpython_common::lock::PyRwLock;
use rustpython_vm::{
    AsObject, FromArgs, Py, PyObject, PyObjectRef, PyPayload, PyRef, PyResult, Traverse,
    VirtualMachine,
    builtins::{
        PyBaseException, PyBaseExceptionRef, PyGenericAlias, PyTraceback, PyType, PyTypeRef,
    },
    function::{FuncArgs, PySetterValue},
    pyclass,
    types::{Constructor, Destructor, Initializer, Iterable, Representable},
};
use std::cell::Cell;

/// Where a future is in its life: it leaves `Pending` once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum State {
    /// It is waited for.
    #[default]
    Pending,
    /// It was cancelled.
    Cancelled,
    /// It has a result or an exception.
    Finished,
}

/// A result that is to come.
#[pyclass(module = "_asyncio", name = "Future", traverse)]
#[derive(Debug, Default, PyPayload)]
pub struct Future {
    /// Set by `__init__`: without it the future is not alive (`future_is_alive`).
    event_loop: Slot,
    callbacks: PyRwLock<Vec<Callback>>,
    result: Slot,
    exception: Slot,
    /// The exception's traceback when it was set, given back to it the first time that it is raised.
    exception_traceback: Slot,
    source_traceback: Slot,
    cancel_message: Slot,
    /// The exception that cancelled a task, given out once.
    cancelled_error: Slot,
    pub(super) awaited_by: AwaitedBy,
    #[pytraverse(skip)]
    state: Cell<State>,
    /// Its exception has not been retrieved.
    #[pytraverse(skip)]
    log_traceback: Cell<bool>,
    /// An `await` has just yielded it, and no task has taken it yet.
    #[pytraverse(skip)]
    blocking: Cell<bool>,
    /// When a timer of `asyncio.sleep` will complete it, in virtual seconds.
    #[pytraverse(skip)]
    deadline: Cell<Option<Seconds>>,
}

/// What became of a future, for who waits for it.
pub enum Outcome {
    /// It has a result.
    Result(PyObjectRef),
    /// It failed, with its own exception.
    Exception(PyBaseExceptionRef),
}

impl Future {
    /// `future_init`: a future of `event_loop`, or of the current one.
    pub fn init(
        &self,
        event_loop: Option<PyObjectRef>,
        vm: &VirtualMachine,
    ) -> PyResult<PyObjectRef> {
        for slot in [
            &self.event_loop,
            &self.result,
            &self.exception,
            &self.exception_traceback,
            &self.source_traceback,
            &self.cancel_message,
            &self.cancelled_error,
        ] {
            slot.set(None);
        }
        drop(std::mem::take(&mut *self.callbacks.write()));
        self.awaited_by.clear();
        self.state.set(State::Pending);
        self.log_traceback.set(false);
        self.blocking.set(false);
        let event_loop = match event_loop {
            Some(event_loop) => event_loop,
            None => registry::event_loop(vm)?,
        };
        self.event_loop.set(event_loop.clone());
        if schedule::is_debug(&event_loop, vm)? {
            self.source_traceback
                .set(stdlib(vm)?.extract_stack.call((), vm)?);
        }
        Ok(event_loop)
    }

    /// The loop; `None` before `__init__`.
    pub fn event_loop(&self) -> Option<PyObjectRef> {
        self.event_loop.get()
    }

    /// Where it is.
    pub fn state(&self) -> State {
        self.state.get()
    }

    /// Its exception, without counting as retrieved.
    pub fn failure(&self) -> Option<PyObjectRef> {
        self.exception.get()
    }

    /// Its result; `None` where there is none yet.
    pub fn value(&self) -> Option<PyObjectRef> {
        self.result.get()
    }

    /// When a timer will complete it.
    pub fn deadline(&self) -> Option<Seconds> {
        self.deadline.get()
    }

    /// A timer will complete it then, or none will.
    pub fn set_deadline(&self, deadline: Option<Seconds>) {
        self.deadline.set(deadline);
    }

    /// Whether an `await` yielded it; whoever takes it says so with `false`.
    pub fn blocking(&self) -> &Cell<bool> {
        &self.blocking
    }

    /// Where `Task.cancel` leaves its message.
    pub fn cancel_message(&self) -> Option<PyObjectRef> {
        self.cancel_message.get()
    }

    pub(super) fn set_cancel_message(&self, message: Option<PyObjectRef>) {
        self.cancel_message.set(message);
    }

    pub(super) fn keep_cancelled_error(&self, error: PyBaseExceptionRef) {
        self.cancelled_error.set(PyObjectRef::from(error));
    }

    pub(super) fn retrieved(&self) {
        self.log_traceback.set(false);
    }

    fn ensure_alive(&self, vm: &VirtualMachine) -> PyResult<PyObjectRef> {
        self.event_loop
            .get()
            .ok_or_else(|| vm.new_runtime_error("Future object is not initialized."))
    }

    fn ensure_pending(&self, vm: &VirtualMachine) -> PyResult<()> {
        if self.state.get() == State::Pending {
            return Ok(());
        }
        Err(stdlib(vm)?.invalid_state("invalid state".to_owned(), vm))
    }

    /// `future_set_result`
    pub fn finish(
        &self,
        object: &PyObject,
        result: PyObjectRef,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        self.ensure_alive(vm)?;
        self.ensure_pending(vm)?;
        self.result.set(result);
        self.state.set(State::Finished);
        self.schedule_callbacks(object, vm)
    }

    /// `future_set_exception`
    pub fn fail(
        &self,
        object: &PyObject,
        exception: PyObjectRef,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        self.ensure_alive(vm)?;
        self.ensure_pending(vm)?;
        let exception = match exception.downcast::<PyType>() {
            Ok(class) if class.fast_issubclass(vm.ctx.exceptions.base_exception_type) => {
                let made = class.as_object().call((), vm)?;
                self.ensure_pending(vm)?;
                made
            }
            Ok(class) => class.into(),
            Err(object) => object,
        };
        let mut exception: PyBaseExceptionRef = exception
            .downcast::<PyBaseException>()
            .map_err(|_| vm.new_type_error("invalid exception object"))?;
        if exception.fast_isinstance(vm.ctx.exceptions.stop_iteration) {
            let error = vm.new_runtime_error(
                "StopIteration interacts badly with generators and cannot be raised into a Future",
            );
            error.set_cause(Some(exception.clone()));
            error.set_context(Some(exception));
            exception = error;
        }
        self.exception_traceback
            .set(exception.traceback().map(PyObjectRef::from));
        self.exception.set(PyObjectRef::from(exception));
        self.state.set(State::Finished);
        self.schedule_callbacks(object, vm)?;
        self.log_traceback.set(true);
        Ok(())
    }

    /// `future_cancel`. Whether it was still pending.
    pub fn cancel_with(
        &self,
        object: &PyObject,
        message: Option<PyObjectRef>,
        vm: &VirtualMachine,
    ) -> PyResult<bool> {
        self.log_traceback.set(false);
        if self.state.get() != State::Pending {
            return Ok(false);
        }
        self.state.set(State::Cancelled);
        self.cancel_message.set(message);
        self.schedule_callbacks(object, vm)?;
        Ok(true)
    }

    /// `future_schedule_callbacks`
    fn schedule_callbacks(&self, object: &PyObject, vm: &VirtualMachine) -> PyResult<()> {
        let callbacks = std::mem::take(&mut *self.callbacks.write());
        if callbacks.is_empty() {
            return Ok(());
        }
        let event_loop = self.ensure_alive(vm)?;
        for callback in callbacks {
            schedule::callback(&event_loop, callback, object, vm)?;
        }
        Ok(())
    }

    /// `future_add_done_callback`
    pub fn add_callback(
        &self,
        object: &PyObject,
        callback: Callback,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        let event_loop = self
            .event_loop
            .get()
            .ok_or_else(|| vm.new_runtime_error("uninitialized Future object"))?;
        if self.state.get() == State::Pending {
            self.callbacks.write().push(callback);
            return Ok(());
        }
        schedule::callback(&event_loop, callback, object, vm)
    }

    /// `create_cancelled_error`
    pub fn make_cancelled_error(&self, vm: &VirtualMachine) -> PyResult<PyBaseExceptionRef> {
        if let Some(error) = self.cancelled_error.take()
            && let Ok(error) = error.downcast::<PyBaseException>()
        {
            return Ok(error);
        }
        let message = self.cancel_message.get();
        let arguments = message.filter(|message| !vm.is_none(message));
        let class = stdlib(vm)?.cancelled_error.clone();
        Ok(vm.new_exception(class, arguments.into_iter().collect()))
    }

    /// `future_get_result`: what a waiting task gets.
    ///
    /// # Errors
    /// `CancelledError` for a cancelled future, `InvalidStateError` for a pending one.
    pub fn outcome(&self, vm: &VirtualMachine) -> PyResult<Outcome> {
        match self.state.get() {
            State::Cancelled => return Err(self.make_cancelled_error(vm)?),
            State::Pending => {
                return Err(stdlib(vm)?.invalid_state("Result is not set.".to_owned(), vm));
            }
            State::Finished => {}
        }
        self.log_traceback.set(false);
        if let Some(exception) = self.exception.get()
            && let Ok(exception) = exception.downcast::<PyBaseException>()
        {
            let traceback = self.exception_traceback.take();
            exception.set_traceback(
                traceback.and_then(|traceback| traceback.downcast::<PyTraceback>().ok()),
            );
            return Ok(Outcome::Exception(exception));
        }
        Ok(Outcome::Result(
            self.result.get().unwrap_or_else(|| vm.ctx.none()),
        ))
    }

    /// `_asyncio_Future_result_impl`
    pub fn get(&self, vm: &VirtualMachine) -> PyResult {
        match self.outcome(vm)? {
            Outcome::Result(result) => Ok(result),
            Outcome::Exception(exception) => Err(exception),
        }
    }

    /// `FutureObj_finalize`
    pub(super) fn report_unretrieved(
        &self,
        object: &PyObject,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        if !self.log_traceback.replace(false) {
            return Ok(());
        }
        let message = format!("{} exception was never retrieved", object.class().name());
        self.report(object, "future", message, vm)
    }

    /// Calls the loop's exception handler about this future, which the context calls `role`.
    pub(super) fn report(
        &self,
        object: &PyObject,
        role: &str,
        message: String,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        let Some(event_loop) = self.event_loop.get() else {
            return Ok(());
        };
        let context = vm.ctx.new_dict();
        context.set_item("message", vm.ctx.new_str(message).into(), vm)?;
        if let Some(exception) = self.exception.get() {
            context.set_item("exception", exception, vm)?;
        }
        context.set_item(role, object.to_owned(), vm)?;
        if let Some(traceback) = self.source_traceback.get() {
            context.set_item("source_traceback", traceback, vm)?;
        }
        let handler = event_loop.get_attr("call_exception_handler", vm)?;
        if let Err(error) = handler.call((context,), vm) {
            vm.run_unraisable(error, None, handler);
        }
        Ok(())
    }

    /// Whether its finalizer has anything to do: most futures never need the interpreter to be asked.
    pub fn needs_finalizer(object: &PyObject) -> bool {
        if let Some(task) = object.downcast_ref::<Task>() {
            return task.needs_finalizer();
        }
        object
            .downcast_ref::<Self>()
            .is_some_and(|future| future.log_traceback.get())
    }

    pub(super) fn logs_traceback(&self) -> bool {
        self.log_traceback.get()
    }
}

impl Constructor for Future {
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

impl Initializer for Future {
    type Args = FuncArgs;

    fn init(zelf: &Py<Self>, mut args: FuncArgs, vm: &VirtualMachine) -> PyResult<()> {
        let event_loop = arguments::keyword(&mut args, "loop", vm);
        arguments::finish(&args, "Future", args.args.len(), 0, vm)?;
        Future::init(zelf, event_loop, vm).map(drop)
    }
}

#[derive(FromArgs)]
struct AddDoneCallback {
    #[pyarg(positional)]
    function: PyObjectRef,
    #[pyarg(named, optional)]
    context: Option<PyObjectRef>,
}

#[derive(FromArgs)]
struct Cancel {
    #[pyarg(any, optional)]
    msg: Option<PyObjectRef>,
}

#[pyclass(
    flags(BASETYPE, HAS_DICT, HAS_WEAKREF),
    with(Constructor, Initializer, Destructor, Representable, Iterable)
)]
impl Future {
    #[pymethod]
    fn result(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult {
        if !zelf.event_loop.is_some() {
            let message = "Future object is not initialized.".to_owned();
            return Err(stdlib(vm)?.invalid_state(message, vm));
        }
        zelf.get(vm)
    }

    #[pymethod]
    fn exception(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<Option<PyObjectRef>> {
        let wrong = if !zelf.event_loop.is_some() {
            "Future object is not initialized."
        } else {
            match zelf.state.get() {
                State::Cancelled => return Err(zelf.make_cancelled_error(vm)?),
                State::Pending => "Exception is not set.",
                State::Finished => {
                    zelf.log_traceback.set(false);
                    return Ok(zelf.exception.get());
                }
            }
        };
        Err(stdlib(vm)?.invalid_state(wrong.to_owned(), vm))
    }

    #[pymethod]
    fn set_result(zelf: &Py<Self>, result: PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
        zelf.finish(zelf.as_object(), result, vm)
    }

    #[pymethod]
    fn set_exception(zelf: &Py<Self>, exception: PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
        zelf.fail(zelf.as_object(), exception, vm)
    }

    #[pymethod]
    fn add_done_callback(
        zelf: &Py<Self>,
        args: AddDoneCallback,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        let context = match args.context {
            Some(context) => context,
            None => stdlib(vm)?.current_context(vm)?,
        };
        let callback = Callback {
            target: args.function,
            context,
            wakes: false,
        };
        zelf.add_callback(zelf.as_object(), callback, vm)
    }

    #[pymethod]
    fn remove_done_callback(
        zelf: &Py<Self>,
        function: PyObjectRef,
        vm: &VirtualMachine,
    ) -> PyResult<usize> {
        zelf.ensure_alive(vm)?;
        // Comparing runs code of the script, which may change the list: what stays is looked up again.
        let entries = zelf.callbacks.read().clone();
        let mut removed = Vec::new();
        for entry in &entries {
            if entry.calls(&function, vm)? {
                removed.push(entry);
            }
        }
        let mut dropped = Vec::new();
        for entry in &removed {
            let mut list = zelf.callbacks.write();
            let same = |other: &Callback| {
                other.target.is(&entry.target) && other.context.is(&entry.context)
            };
            if let Some(position) = list.iter().position(same) {
                dropped.push(list.remove(position));
            }
        }
        Ok(removed.len())
    }

    #[pymethod]
    fn cancel(zelf: &Py<Self>, args: Cancel, vm: &VirtualMachine) -> PyResult<bool> {
        zelf.ensure_alive(vm)?;
        zelf.cancel_with(zelf.as_object(), args.msg, vm)
    }

    #[pymethod]
    fn cancelled(zelf: &Py<Self>) -> bool {
        zelf.event_loop.is_some() && zelf.state.get() == State::Cancelled
    }

    #[pymethod]
    fn done(zelf: &Py<Self>) -> bool {
        zelf.event_loop.is_some() && zelf.state.get() != State::Pending
    }

    #[pymethod]
    fn get_loop(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult {
        zelf.ensure_alive(vm)
    }

    #[pymethod]
    fn _make_cancelled_error(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<PyBaseExceptionRef> {
        zelf.make_cancelled_error(vm)
    }

    #[pygetset]
    fn _state(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<&'static str> {
        zelf.ensure_alive(vm)?;
        Ok(match zelf.state.get() {
            State::Pending => "PENDING",
            State::Cancelled => "CANCELLED",
            State::Finished => "FINISHED",
        })
    }

    #[pygetset]
    fn _asyncio_future_blocking(zelf: &Py<Self>) -> bool {
        zelf.event_loop.is_some() && zelf.blocking.get()
    }

    #[pygetset(setter)]
    fn set__asyncio_future_blocking(
        zelf: &Py<Self>,
        value: PySetterValue,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        zelf.ensure_alive(vm)?;
        let blocking = assigned(value, vm)?.try_to_bool(vm)?;
        zelf.blocking.set(blocking);
        Ok(())
    }

    #[pygetset]
    fn _loop(zelf: &Py<Self>) -> Option<PyObjectRef> {
        zelf.event_loop.get()
    }

    #[pygetset]
    fn _callbacks(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<Option<PyObjectRef>> {
        zelf.ensure_alive(vm)?;
        let entries = zelf.callbacks.read().clone();
        if entries.is_empty() {
            return Ok(None);
        }
        let list = entries
            .into_iter()
            .map(|entry| {
                let pair = vec![entry.callable(vm), entry.context];
                vm.ctx.new_tuple(pair).into()
            })
            .collect();
        Ok(Some(vm.ctx.new_list(list).into()))
    }

    #[pygetset]
    fn _result(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<Option<PyObjectRef>> {
        zelf.ensure_alive(vm)?;
        Ok(zelf.result.get())
    }

    #[pygetset]
    fn _exception(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<Option<PyObjectRef>> {
        zelf.ensure_alive(vm)?;
        Ok(zelf.exception.get())
    }

    #[pygetset]
    fn _log_traceback(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<bool> {
        zelf.ensure_alive(vm)?;
        Ok(zelf.log_traceback.get())
    }

    #[pygetset(setter)]
    fn set__log_traceback(
        zelf: &Py<Self>,
        value: PySetterValue,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        if assigned(value, vm)?.try_to_bool(vm)? {
            return Err(vm.new_value_error("_log_traceback can only be set to False"));
        }
        zelf.log_traceback.set(false);
        Ok(())
    }

    #[pygetset]
    fn _source_traceback(zelf: &Py<Self>) -> Option<PyObjectRef> {
        zelf.source_traceback.get()
    }

    #[pygetset]
    fn _cancel_message(zelf: &Py<Self>) -> Option<PyObjectRef> {
        zelf.cancel_message.get()
    }

    #[pygetset(setter)]
    fn set__cancel_message(
        zelf: &Py<Self>,
        value: PySetterValue,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        zelf.cancel_message.set(assigned(value, vm)?);
        Ok(())
    }

    #[pygetset]
    fn _asyncio_awaited_by(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<Option<PyObjectRef>> {
        zelf.ensure_alive(vm)?;
        zelf.awaited_by.frozen(vm)
    }

    #[pymethod]
    fn __await__(zelf: PyRef<Self>, vm: &VirtualMachine) -> PyResult<FutureIter> {
        zelf.ensure_alive(vm)?;
        Ok(FutureIter::over(zelf))
    }

    #[pyclassmethod]
    fn __class_getitem__(
        class: PyTypeRef,
        parameters: PyObjectRef,
        vm: &VirtualMachine,
    ) -> PyResult<PyGenericAlias> {
        PyGenericAlias::from_args(class, parameters, vm)
    }
}

impl Destructor for Future {
    fn del(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<()> {
        zelf.report_unretrieved(zelf.as_object(), vm)
    }
}

impl Representable for Future {
    fn repr_str(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<String> {
        zelf.ensure_alive(vm)?;
        let text = stdlib(vm)?.future_repr.call((zelf.to_owned(),), vm)?;
        Ok(text.str(vm)?.to_string())
    }
}

impl Iterable for Future {
    fn iter(zelf: PyRef<Self>, vm: &VirtualMachine) -> PyResult {
        zelf.ensure_alive(vm)?;
        Ok(FutureIter::over(zelf).into_pyobject(vm))
    }
}
