//! How a future becomes done, and what follows: its callbacks are scheduled, and who waits gets its outcome.

use super::{
    callback::Callback,
    future::{Future, State},
    registry, schedule,
    stdlib::stdlib,
    task::Task,
};
use rustpython_vm::{
    AsObject, PyObject, PyObjectRef, PyResult, VirtualMachine,
    builtins::{PyBaseException, PyBaseExceptionRef, PyTraceback, PyType},
};
use std::cell::Cell;
use trace::Seconds;

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

    /// The task that awaits it, where it is one.
    pub fn only_waiter(&self) -> Option<PyObjectRef> {
        self.awaited_by.only()
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

    pub(super) fn ensure_alive(&self, vm: &VirtualMachine) -> PyResult<PyObjectRef> {
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
