//! How handles come into the loop's queues: made, numbered, recorded.

use super::event_loop::{EventLoop, take_argument};
use crate::{
    asyncio::foreign,
    asyncio::futures::{Future, Resumption, Task, TaskStep, TaskWakeup, stdlib},
    asyncio::handle::{Handle, HandleRef, Kind, Scheduled, State, Timer},
    asyncio::loop_module::bound,
    asyncio::observation,
    engine::cost,
};
use rustpython_common::lock::PyRwLock;
use rustpython_vm::{
    AsObject, Py, PyObjectRef, PyPayload, PyResult, VirtualMachine, builtins::PyTypeRef,
    function::FuncArgs,
};
use std::cell::Cell;
use trace::{EventKind, ForeignCall, Runner, Seconds};

impl EventLoop {
    pub(super) fn schedule(
        zelf: &Py<Self>,
        method: &'static str,
        deadline: Seconds,
        args: FuncArgs,
        vm: &VirtualMachine,
    ) -> PyResult<HandleRef> {
        zelf.check_closed(vm)?;
        zelf.note_foreign(ForeignCall::CallLater, vm);
        cost::settle(vm);
        let handle = Self::handle(zelf, method, args, Some(deadline), vm)?;
        let session = &zelf.session;
        if let Some(timer) = &handle.state.timer {
            let label = observation::callable_name(handle.callback.read().as_deref(), vm);
            let kind = EventKind::TimerSet {
                timer: timer.id,
                deadline,
                label,
            };
            session.record(observation::script_line(session, vm), kind);
            if let Some(future) = handle.completed() {
                future.set_deadline(Some(deadline));
            }
        }
        zelf.inner
            .call_at(deadline, Scheduled(handle.clone()))
            .map_err(|error| vm.new_value_error(error.to_string()))?;
        zelf.check_halted(vm)?;
        Ok(handle)
    }

    /// Schedules a task's step or its wake-up in the next turn: `call_soon`, without the callable.
    pub fn resume_soon(
        zelf: &Py<Self>,
        task: &Py<Task>,
        how: Resumption,
        context: PyObjectRef,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        zelf.check_closed(vm)?;
        let call = match &how {
            Resumption::Step(_) => ForeignCall::CreateTask,
            Resumption::Wakeup(future) => foreign::settled(future),
        };
        zelf.note_foreign(call, vm);
        let what = Planned::resumption(task, how);
        let handle = Self::planned(zelf, what, Some(context), None, None, vm)?;
        zelf.inner.call_soon(Scheduled(handle));
        zelf.check_halted(vm)
    }

    /// Schedules `callback(future)` in the next turn: `call_soon`, without its arguments' names.
    pub fn callback_soon(
        zelf: &Py<Self>,
        callback: PyObjectRef,
        future: PyObjectRef,
        context: PyObjectRef,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        zelf.check_closed(vm)?;
        zelf.note_foreign(foreign::settled(&future), vm);
        if zelf.debug.get() {
            let check = (callback.clone(), "call_soon");
            vm.call_method(zelf.as_object(), "_check_callback", check)?;
        }
        let what = Planned::of(callback, vec![future]);
        let context = vm.option_if_none(context);
        let handle = Self::planned(zelf, what, context, None, None, vm)?;
        zelf.inner.call_soon(Scheduled(handle));
        zelf.check_halted(vm)
    }

    /// A handle of this loop in none of its queues.
    pub(crate) fn unscheduled(
        zelf: &Py<Self>,
        callback: PyObjectRef,
        args: Vec<PyObjectRef>,
        context: Option<PyObjectRef>,
        class: PyTypeRef,
        vm: &VirtualMachine,
    ) -> PyResult<HandleRef> {
        let what = Planned::of(callback, args);
        Self::planned(zelf, what, context, None, Some(class), vm)
    }

    /// A handle for `callback, *args, context=None`.
    pub(super) fn handle(
        zelf: &Py<Self>,
        method: &'static str,
        mut args: FuncArgs,
        deadline: Option<Seconds>,
        vm: &VirtualMachine,
    ) -> PyResult<HandleRef> {
        let callback = take_argument(&mut args, "callback", method, vm)?;
        let context = args
            .take_keyword("context")
            .filter(|context| !vm.is_none(context));
        if let Some(name) = args.kwargs.keys().next() {
            return Err(vm.new_type_error(format!(
                "BaseEventLoop.{method}() got an unexpected keyword argument '{name}'"
            )));
        }
        if zelf.debug.get() {
            let check = (callback.clone(), method);
            vm.call_method(zelf.as_object(), "_check_callback", check)?;
        }
        let class = match deadline {
            Some(_) => Some(bound().timer_handle),
            None if method == "call_soon_threadsafe" => Some(bound().thread_safe_handle),
            None => None,
        };
        let what = Planned::of(callback, args.args);
        Self::planned(zelf, what, context, deadline, class, vm)
    }

    /// A handle, numbered and recorded; of this class, if it is not a plain one.
    fn planned(
        zelf: &Py<Self>,
        what: Planned,
        context: Option<PyObjectRef>,
        deadline: Option<Seconds>,
        class: Option<PyTypeRef>,
        vm: &VirtualMachine,
    ) -> PyResult<HandleRef> {
        let session = &zelf.session;
        let context = match context {
            Some(context) => context,
            None => stdlib(vm)?.current_context(vm)?,
        };
        let Planned {
            callback,
            args,
            kind,
        } = what;
        let task = match kind {
            Kind::Call => None,
            Kind::Step | Kind::Wakeup => callback.downcast_ref::<Task>(),
        };
        let runner = match task.and_then(|task| task.observed().id.get()) {
            Some(id) => Runner::Task(id),
            None => observation::callback_created(session, &callback, vm),
        };
        let timer = deadline.map(|deadline| Timer {
            id: session.new_timer(),
            deadline,
            set_at: session.now(),
            completes: callback.is(&bound().complete_sleep)
                && args
                    .first()
                    .is_some_and(|future| future.downcast_ref::<Future>().is_some()),
        });
        let state = State {
            cancelled: Cell::new(false),
            runner: Cell::new(runner),
            since: Cell::new(session.now()),
            connection: Cell::new(None),
            scheduled: Cell::new(timer.is_some()),
            timer,
            kind,
        };
        let source_traceback = if zelf.debug.get() {
            Some(vm.call_method(zelf.as_object(), "_extract_stack", ())?)
        } else {
            None
        };
        let handle = Handle {
            callback: PyRwLock::new(Some(callback)),
            args: PyRwLock::new(Some(args)),
            context: PyRwLock::new(Some(context)),
            event_loop: zelf.to_owned().into(),
            source_traceback: PyRwLock::new(source_traceback),
            shown: PyRwLock::new(None),
            state,
        };
        match class {
            Some(class) => handle.into_ref_with_type(vm, class),
            None => Ok(handle.into_ref(&vm.ctx)),
        }
    }
}

/// What a handle is to do.
struct Planned {
    callback: PyObjectRef,
    args: Vec<PyObjectRef>,
    kind: Kind,
}

impl Planned {
    fn call(callback: PyObjectRef, args: Vec<PyObjectRef>) -> Self {
        Self {
            callback,
            args,
            kind: Kind::Call,
        }
    }

    fn resumption(task: &Py<Task>, how: Resumption) -> Self {
        let (kind, args) = match how {
            Resumption::Step(exception) => (Kind::Step, exception.into_iter().collect()),
            Resumption::Wakeup(future) => (Kind::Wakeup, vec![future]),
        };
        Self {
            callback: task.to_owned().into(),
            args,
            kind,
        }
    }

    /// A call, in which a task's step or wake-up is recognised.
    fn of(callback: PyObjectRef, args: Vec<PyObjectRef>) -> Self {
        if let Some(step) = callback.downcast_ref::<TaskStep>()
            && let Some(task) = step.task()
            && args.is_empty()
        {
            return Self::resumption(&task, Resumption::Step(step.exception()));
        }
        if let Some(wakeup) = callback.downcast_ref::<TaskWakeup>()
            && let Some(task) = wakeup.task()
            && let [future] = args.as_slice()
        {
            return Self::resumption(&task, Resumption::Wakeup(future.clone()));
        }
        Self::call(callback, args)
    }
}
