//! The native half of asyncio's loop: scheduling, turns. The Python half, which sits on it, is
//! `lib/asyncio/base_events.py`.

use super::{
    cost,
    handle::{Handle, HandleRef, State, Timer},
    loop_module::bound,
    observation,
    session::{Session, Watch},
    threads::{Beside, Thread, Turns, block},
};
use crate::{
    executor,
    trace::{EventKind, Runner, Seconds},
};
use rustpython_common::lock::PyRwLock;
use rustpython_vm::{
    AsObject, FromArgs, Py, PyObjectRef, PyPayload, PyRef, PyResult, VirtualMachine,
    builtins::{PyBaseExceptionRef, PyType},
    function::FuncArgs,
    pyclass,
    types::Constructor,
};
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

/// The base class of asyncio's loops: the ready queue, the timers, the clock and the turns.
#[pyclass(module = "_loopscope", name = "EventLoop")]
#[derive(PyPayload)]
pub struct EventLoop {
    pub(super) inner: executor::EventLoop<HandleRef, Watch, Rc<executor::VirtualClock>>,
    session: Rc<Session>,
    running: Cell<bool>,
    closed: Cell<bool>,
    pub(super) debug: Cell<bool>,
    /// It knows of the threads that run beside it.
    has_company: Cell<bool>,
    /// The thread that waits in this loop for something to do; never the main one.
    pub(super) idler: RefCell<Option<Rc<Thread>>>,
}

impl std::fmt::Debug for EventLoop {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("EventLoop")
            .field("running", &self.running)
            .field("closed", &self.closed)
            .finish()
    }
}

impl Constructor for EventLoop {
    type Args = FuncArgs;

    fn py_new(_cls: &Py<PyType>, _args: FuncArgs, vm: &VirtualMachine) -> PyResult<Self> {
        let session = Session::current().ok_or_else(|| {
            vm.new_runtime_error("an event loop can be made only while a script runs")
        })?;
        Ok(Self {
            inner: executor::EventLoop::new(session.clock.clone(), Watch(session.clone())),
            session,
            running: Cell::new(false),
            closed: Cell::new(false),
            debug: Cell::new(false),
            has_company: Cell::new(false),
            idler: RefCell::new(None),
        })
    }
}

#[derive(FromArgs)]
struct SetDebugArgs {
    #[pyarg(any)]
    enabled: bool,
}

#[pyclass(flags(BASETYPE, HAS_DICT, HAS_WEAKREF), with(Constructor))]
impl EventLoop {
    /// `loop.time()`: virtual seconds since the run began.
    #[pymethod]
    fn time(zelf: &Py<Self>, vm: &VirtualMachine) -> Seconds {
        cost::settle(vm);
        zelf.inner.time()
    }

    #[pymethod]
    fn call_soon(zelf: PyRef<Self>, args: FuncArgs, vm: &VirtualMachine) -> PyResult<HandleRef> {
        zelf.check_closed(vm)?;
        let handle = zelf.handle(zelf.clone().into(), "call_soon", args, None, vm)?;
        zelf.inner.call_soon(handle.clone());
        zelf.check_halted(vm)?;
        Ok(handle)
    }

    #[pymethod]
    fn call_soon_threadsafe(
        zelf: PyRef<Self>,
        args: FuncArgs,
        vm: &VirtualMachine,
    ) -> PyResult<HandleRef> {
        zelf.check_closed(vm)?;
        let handle = zelf.handle(zelf.clone().into(), "call_soon_threadsafe", args, None, vm)?;
        zelf.inner.call_soon(handle.clone());
        if let Some(thread) = zelf.idler.borrow().as_ref() {
            zelf.session.threads.unpark(thread);
        }
        Ok(handle)
    }

    #[pymethod]
    fn call_later(
        zelf: PyRef<Self>,
        mut args: FuncArgs,
        vm: &VirtualMachine,
    ) -> PyResult<HandleRef> {
        let delay = take_argument(&mut args, "delay", "call_later", vm)?;
        if vm.is_none(&delay) {
            return Err(vm.new_type_error("delay must not be None"));
        }
        let delay = seconds(&delay, vm)?;
        cost::settle(vm);
        zelf.schedule(
            zelf.clone().into(),
            "call_later",
            zelf.inner.time() + delay,
            args,
            vm,
        )
    }

    #[pymethod]
    fn call_at(zelf: PyRef<Self>, mut args: FuncArgs, vm: &VirtualMachine) -> PyResult<HandleRef> {
        let when = take_argument(&mut args, "when", "call_at", vm)?;
        if vm.is_none(&when) {
            return Err(vm.new_type_error("when cannot be None"));
        }
        let when = seconds(&when, vm)?;
        zelf.schedule(zelf.clone().into(), "call_at", when, args, vm)
    }

    /// Makes `run_forever` return after the turn in progress.
    #[pymethod]
    fn stop(zelf: &Py<Self>) {
        zelf.inner.stop();
    }

    #[pymethod]
    fn is_running(zelf: &Py<Self>) -> bool {
        zelf.running.get()
    }

    #[pymethod]
    fn is_closed(zelf: &Py<Self>) -> bool {
        zelf.closed.get()
    }

    #[pymethod]
    fn get_debug(zelf: &Py<Self>) -> bool {
        zelf.debug.get()
    }

    #[pymethod]
    fn set_debug(zelf: PyRef<Self>, args: SetDebugArgs, vm: &VirtualMachine) -> PyResult<()> {
        zelf.debug.set(args.enabled);
        vm.call_method(zelf.as_object(), "_debug_changed", (args.enabled,))?;
        Ok(())
    }

    #[pymethod]
    fn _check_closed(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<()> {
        zelf.check_closed(vm)
    }

    #[pymethod]
    fn _enter_running(zelf: &Py<Self>) {
        zelf.running.set(true);
        zelf.session.record(None, EventKind::LoopStarted);
    }

    #[pymethod]
    fn _leave_running(zelf: &Py<Self>) {
        zelf.running.set(false);
        zelf.session.record(None, EventKind::LoopStopped);
    }

    /// Forgets what is scheduled.
    #[pymethod]
    fn _close(zelf: &Py<Self>) {
        zelf.closed.set(true);
        zelf.inner.clear();
    }

    /// The turns of `run_forever`: until stopped.
    #[pymethod]
    fn _run_turns(zelf: PyRef<Self>, vm: &VirtualMachine) -> PyResult {
        let session = zelf.session.clone();
        zelf.check_halted(vm)?;
        if !session.threads.in_main() {
            return block(Turns(zelf), vm);
        }
        if !zelf.has_company.replace(true) {
            zelf.inner.add_device(Rc::new(Beside(session.clone())));
        }
        let object: PyObjectRef = zelf.clone().into();
        let pause = zelf
            .inner
            .run_forever(|handle: &HandleRef| zelf.step(&object, handle, vm))?;
        if let executor::Pause::Stuck | executor::Pause::Idle { .. } = pause {
            session.halt(observation::stuck(&session, vm));
        }
        zelf.check_halted(vm)?;
        Ok(vm.ctx.none())
    }
}

impl EventLoop {
    fn check_closed(&self, vm: &VirtualMachine) -> PyResult<()> {
        if self.closed.get() {
            Err(vm.new_runtime_error("Event loop is closed"))
        } else {
            Ok(())
        }
    }

    pub(super) fn check_halted(&self, vm: &VirtualMachine) -> PyResult<()> {
        match self.session.halted() {
            Some(reason) => Err(halted(reason, vm)),
            None => Ok(()),
        }
    }

    fn schedule(
        &self,
        zelf: PyObjectRef,
        method: &'static str,
        deadline: Seconds,
        args: FuncArgs,
        vm: &VirtualMachine,
    ) -> PyResult<HandleRef> {
        self.check_closed(vm)?;
        cost::settle(vm);
        let handle = self.handle(zelf, method, args, Some(deadline), vm)?;
        let session = &self.session;
        if let Some(timer) = &handle.state.timer {
            let label = observation::callable_name(handle.callback.read().as_deref(), vm);
            let kind = EventKind::TimerSet {
                timer: timer.id,
                deadline,
                label,
            };
            session.record(observation::script_line(session, vm), kind);
            if let Some(future) = timer.completes {
                session.set_deadline(future, deadline);
            }
        }
        self.inner
            .call_at(deadline, handle.clone())
            .map_err(|error| vm.new_value_error(error.to_string()))?;
        self.check_halted(vm)?;
        Ok(handle)
    }

    /// A handle for `callback, *args, context=None`, numbered and recorded.
    fn handle(
        &self,
        zelf: PyObjectRef,
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
        let debug = self.debug.get();
        if debug {
            vm.call_method(&zelf, "_check_callback", (callback.clone(), method))?;
        }
        let bound = bound();
        let session = &self.session;
        let (runner, is_step) = match step_kind(&callback) {
            Some(Step::First) => {
                let task = callback.get_attr("__self__", vm)?;
                (
                    Some(Runner::Task(observation::known_task(session, &task, vm)?)),
                    true,
                )
            }
            Some(Step::Wakeup) => {
                let woken = args
                    .args
                    .first()
                    .and_then(|future| session.woken_by(future.get_id()));
                (woken.map(Runner::Task), true)
            }
            None => (None, false),
        };
        let context = match context {
            Some(context) => Some(context),
            None if is_step => None,
            None => Some(bound.copy_context.call((), vm)?),
        };
        let runner = runner.unwrap_or_else(|| {
            let callback_id = session.new_callback();
            if let Runner::Callback(callback_id) = callback_id {
                let label = observation::callable_name(Some(&callback), vm);
                session.record(
                    None,
                    EventKind::CallbackCreated {
                        callback: callback_id,
                        label,
                    },
                );
            }
            callback_id
        });
        let timer = deadline.map(|deadline| Timer {
            id: session.new_timer(),
            deadline,
            set_at: session.now(),
            completes: callback
                .is(&bound.complete_sleep)
                .then(|| args.args.first().map(|future| future.get_id()))
                .flatten(),
        });
        let state = State {
            cancelled: Cell::new(false),
            runner: Cell::new(runner),
            since: Cell::new(session.now()),
            scheduled: Cell::new(timer.is_some()),
            timer,
            is_step,
        };
        let source_traceback = if debug {
            Some(vm.call_method(&zelf, "_extract_stack", ())?)
        } else {
            None
        };
        let handle = Handle {
            callback: PyRwLock::new(Some(callback)),
            args: PyRwLock::new(Some(args.args)),
            context: PyRwLock::new(context),
            event_loop: zelf,
            source_traceback: PyRwLock::new(source_traceback),
            shown: PyRwLock::new(None),
            state,
        };
        match deadline {
            Some(_) => handle.into_ref_with_type(vm, bound.timer_handle),
            None => Ok(handle.into_ref(&vm.ctx)),
        }
    }

    /// One handle's turn: runs it, and records what it did.
    pub(super) fn step(
        &self,
        zelf: &PyObjectRef,
        handle: &HandleRef,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        let session = &self.session;
        let what = handle.runner();
        let outer = cost::begin_step(vm);
        let before = session.switch(what, handle.state.since.get());
        session.record(None, EventKind::StepStarted { what });
        session.yielding();
        let task = match what {
            Runner::Task(task) => session.task_object(task),
            _ => None,
        };
        if let Some(future) = handle
            .state
            .timer
            .as_ref()
            .and_then(|timer| timer.completes)
        {
            session.clear_deadline(future);
        }
        let started = session.now();
        let outcome = match handle.call(vm) {
            Err(error) if !leaves_loop(&error, vm) => vm
                .call_method(zelf, "_report_callback_error", (handle.clone(), error))
                .map(drop),
            outcome => outcome,
        };
        cost::end_step(outer, vm);
        session.record(None, EventKind::StepEnded { what });
        if let (Runner::Task(id), Some(task)) = (what, task) {
            observation::after_step(session, id, &task, vm);
        }
        session.resume(before);
        self.check_halted(vm)?;
        if self.debug.get() {
            let took = session.now() - started;
            let limit = zelf.get_attr("slow_callback_duration", vm)?;
            if took >= seconds(&limit, vm)? {
                vm.call_method(zelf, "_report_slow", (handle.clone(), took))?;
            }
        }
        outcome
    }
}

enum Step {
    First,
    Wakeup,
}

/// Whether a callback is a step of a native task.
fn step_kind(callback: &PyObjectRef) -> Option<Step> {
    match &*callback.class().name() {
        "TaskStepMethWrapper" => Some(Step::First),
        "TaskWakeupMethWrapper" => Some(Step::Wakeup),
        _ => None,
    }
}

/// `SystemExit` and `KeyboardInterrupt` go through the loop to its caller; everything else is reported.
fn leaves_loop(error: &PyBaseExceptionRef, vm: &VirtualMachine) -> bool {
    error.fast_isinstance(vm.ctx.exceptions.system_exit)
        || error.fast_isinstance(vm.ctx.exceptions.keyboard_interrupt)
}

/// What ends a script whose run is over: nothing that it does from here on is recorded.
pub fn halted(reason: String, vm: &VirtualMachine) -> PyBaseExceptionRef {
    vm.new_exception_msg(vm.ctx.exceptions.system_exit.to_owned(), reason.into())
}

fn take_argument(args: &mut FuncArgs, name: &str, method: &str, vm: &VirtualMachine) -> PyResult {
    args.take_positional_keyword(name).ok_or_else(|| {
        vm.new_type_error(format!(
            "BaseEventLoop.{method}() missing 1 required positional argument: '{name}'"
        ))
    })
}

/// A number of seconds, as float arithmetic takes it.
fn seconds(value: &PyObjectRef, vm: &VirtualMachine) -> PyResult<Seconds> {
    value.try_float(vm).map(|float| float.to_f64())
}
