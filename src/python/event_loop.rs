//! The native half of asyncio's loop: scheduling, turns, handles. The Python half, which sits on it, is
//! `lib/asyncio/base_events.py`.

pub use native::Handle;
pub(super) use native::module_def;
pub(super) type HandleRef = rustpython_vm::PyRef<Handle>;

#[rustpython_vm::pymodule(name = "_loopscope_loop")]
mod native {
    use crate::{
        executor,
        python::{
            observation,
            session::{Session, Watch},
        },
        trace::{EventKind, Runner, Seconds, TimerId},
    };
    use rustpython_common::lock::PyRwLock;
    use rustpython_vm::{
        AsObject, FromArgs, Py, PyObjectRef, PyPayload, PyRef, PyResult, Traverse, VirtualMachine,
        builtins::{PyBaseExceptionRef, PyStrRef, PyType, PyTypeRef},
        function::FuncArgs,
        pyclass,
        types::{Constructor, Representable},
    };
    use std::{
        cell::{Cell, RefCell},
        rc::Rc,
    };

    thread_local! {
        /// What the native half needs of the Python half; given once an interpreter by `bind`.
        static BOUND: RefCell<Option<Bound>> = const { RefCell::new(None) };
    }

    #[derive(Clone)]
    struct Bound {
        timer_handle: PyTypeRef,
        copy_context: PyObjectRef,
        complete_sleep: PyObjectRef,
    }

    fn bound() -> Bound {
        BOUND
            .with(|bound| bound.borrow().clone())
            .expect("asyncio binds the loop when it is imported")
    }

    /// Gives the native half what it needs of the Python half: the class of timer handles,
    /// `contextvars.copy_context`, and the function with which `asyncio.sleep` completes its future.
    #[pyfunction]
    fn bind(timer_handle: PyTypeRef, copy_context: PyObjectRef, complete_sleep: PyObjectRef) {
        let value = Bound {
            timer_handle,
            copy_context,
            complete_sleep,
        };
        BOUND.with(|bound| *bound.borrow_mut() = Some(value));
    }

    /// Replaces a method of a native class, which Python code cannot.
    #[pyfunction]
    fn set_method(class: PyTypeRef, name: PyStrRef, function: PyObjectRef, vm: &VirtualMachine) {
        class.set_attr(vm.ctx.intern_str(name.to_string()), function);
    }

    /// A task was made: one that started at once, instead of by a step of the loop, is not known yet.
    #[pyfunction]
    fn created(task: PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
        if let Some(session) = Session::current()
            && task.class().has_attr(vm.ctx.intern_str("_fut_waiter"))
            && !task
                .get_attr("_coro", vm)
                .is_ok_and(|coroutine| vm.is_none(&coroutine))
            && session.task(task.get_id()).is_none()
        {
            let id = observation::known_task(&session, &task, vm)?;
            observation::after_step(&session, id, &task, vm);
        }
        Ok(())
    }

    /// `Task.cancel` was called.
    #[pyfunction]
    fn cancel_requested(task: PyObjectRef, vm: &VirtualMachine) {
        if let Some(session) = Session::current()
            && let Some(task) = session.task(task.get_id())
        {
            session.record(
                observation::script_line(&session, vm),
                EventKind::CancelRequested { task },
            );
        }
    }

    /// `Task.set_name` was called.
    #[pyfunction]
    fn renamed(task: PyObjectRef, name: PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
        if let Some(session) = Session::current()
            && let Some(task) = session.task(task.get_id())
        {
            let name = name.str(vm)?.to_string();
            session.rename_task(task, &name);
            session.record(
                observation::script_line(&session, vm),
                EventKind::TaskRenamed { task, name },
            );
        }
        Ok(())
    }

    /// A scheduled call: `asyncio.Handle`, and, with a deadline, `asyncio.TimerHandle`.
    #[pyattr]
    #[pyclass(module = "asyncio.events", name = "Handle", traverse)]
    #[derive(Debug, PyPayload)]
    pub struct Handle {
        callback: PyRwLock<Option<PyObjectRef>>,
        args: PyRwLock<Option<Vec<PyObjectRef>>>,
        context: PyRwLock<Option<PyObjectRef>>,
        event_loop: PyObjectRef,
        source_traceback: PyRwLock<Option<PyObjectRef>>,
        /// The representation kept in debug mode when the handle was cancelled.
        shown: PyRwLock<Option<PyObjectRef>>,
        #[pytraverse(skip)]
        state: State,
    }

    /// What a handle knows without its objects.
    #[derive(Debug)]
    struct State {
        cancelled: Cell<bool>,
        runner: Cell<Runner>,
        /// Since when it could have run.
        since: Cell<Seconds>,
        timer: Option<Timer>,
        /// Still in the heap: `_scheduled` in CPython.
        scheduled: Cell<bool>,
        /// The callback is a task's own step: it enters its context by itself.
        is_step: bool,
    }

    #[derive(Debug)]
    struct Timer {
        id: TimerId,
        deadline: Seconds,
        set_at: Seconds,
        /// The future that the timer completes, by address, where it is a sleep's.
        completes: Option<usize>,
    }

    impl executor::Handle for PyRef<Handle> {
        fn is_cancelled(&self) -> bool {
            self.state.cancelled.get()
        }
    }

    #[pyclass(flags(BASETYPE, HAS_WEAKREF), with(Representable))]
    impl Handle {
        /// Who runs when it runs.
        pub fn runner(&self) -> Runner {
            self.state.runner.get()
        }

        /// The timer's number; only for handles with a deadline.
        pub fn timer(&self) -> TimerId {
            self.state
                .timer
                .as_ref()
                .map_or(TimerId(u32::MAX), |timer| timer.id)
        }

        /// When its timer was set.
        pub fn set_at(&self) -> Seconds {
            self.state.timer.as_ref().map_or(0.0, |timer| timer.set_at)
        }

        /// It entered the ready queue, and could have run since this moment.
        pub fn made_ready(&self, since: Seconds) {
            self.state.since.set(since);
            self.state.scheduled.set(false);
        }

        #[pymethod]
        fn cancel(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<()> {
            if zelf.state.cancelled.get() {
                return Ok(());
            }
            let event_loop = zelf.event_loop.downcast_ref::<EventLoop>();
            if event_loop.is_some_and(|event_loop| event_loop.debug.get()) {
                *zelf.shown.write() = Some(zelf.as_object().repr(vm)?.into());
            }
            zelf.state.cancelled.set(true);
            if zelf.state.scheduled.get()
                && let (Some(timer), Some(session)) = (&zelf.state.timer, Session::current())
            {
                session.record(None, EventKind::TimerCancelled { timer: timer.id });
                if let Some(future) = timer.completes {
                    session.clear_deadline(future);
                }
                if let Some(event_loop) = event_loop {
                    event_loop.inner.timer_cancelled();
                }
            }
            let objects = (zelf.callback.write().take(), zelf.args.write().take());
            drop(objects);
            Ok(())
        }

        #[pymethod]
        fn cancelled(zelf: &Py<Self>) -> bool {
            zelf.state.cancelled.get()
        }

        #[pymethod]
        fn get_context(zelf: &Py<Self>) -> Option<PyObjectRef> {
            zelf.context.read().clone()
        }

        #[pymethod]
        fn _when(zelf: &Py<Self>) -> Option<Seconds> {
            zelf.state.timer.as_ref().map(|timer| timer.deadline)
        }

        #[pygetset]
        fn _cancelled(zelf: &Py<Self>) -> bool {
            zelf.state.cancelled.get()
        }

        #[pygetset]
        fn _scheduled(zelf: &Py<Self>) -> bool {
            zelf.state.scheduled.get()
        }

        #[pygetset]
        fn _callback(zelf: &Py<Self>) -> Option<PyObjectRef> {
            zelf.callback.read().clone()
        }

        #[pygetset]
        fn _args(zelf: &Py<Self>, vm: &VirtualMachine) -> Option<PyObjectRef> {
            zelf.args
                .read()
                .clone()
                .map(|args| vm.ctx.new_tuple(args).into())
        }

        #[pygetset]
        fn _loop(zelf: &Py<Self>) -> PyObjectRef {
            zelf.event_loop.clone()
        }

        #[pygetset]
        fn _context(zelf: &Py<Self>) -> Option<PyObjectRef> {
            zelf.context.read().clone()
        }

        #[pygetset]
        fn _source_traceback(zelf: &Py<Self>) -> Option<PyObjectRef> {
            zelf.source_traceback.read().clone()
        }

        #[pymethod]
        fn _run(zelf: PyRef<Self>, vm: &VirtualMachine) -> PyResult<()> {
            zelf.call(vm)
        }
    }

    impl Handle {
        /// `Handle._run`.
        fn call(&self, vm: &VirtualMachine) -> PyResult<()> {
            let (Some(callback), Some(args)) =
                (self.callback.read().clone(), self.args.read().clone())
            else {
                return Ok(());
            };
            let context = self.context.read().clone();
            match context {
                Some(context) if !self.state.is_step => {
                    let mut all = Vec::with_capacity(args.len() + 1);
                    all.push(callback);
                    all.extend(args);
                    vm.call_method(&context, "run", FuncArgs::from(all))?;
                }
                _ => {
                    callback.call(FuncArgs::from(args), vm)?;
                }
            }
            Ok(())
        }
    }

    impl Representable for Handle {
        fn repr_str(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<String> {
            if let Some(shown) = zelf.shown.read().clone() {
                return Ok(shown.str(vm)?.to_string());
            }
            let text = vm.call_method(&zelf.event_loop, "_format_handle", (zelf.to_owned(),))?;
            Ok(text.str(vm)?.to_string())
        }
    }

    /// The base class of asyncio's loops: the ready queue, the timers, the clock and the turns.
    #[pyattr]
    #[pyclass(module = "_loopscope", name = "EventLoop")]
    #[derive(PyPayload)]
    pub struct EventLoop {
        inner: executor::EventLoop<PyRef<Handle>, Watch, Rc<executor::VirtualClock>>,
        session: Rc<Session>,
        running: Cell<bool>,
        closed: Cell<bool>,
        debug: Cell<bool>,
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
        fn time(zelf: &Py<Self>) -> Seconds {
            zelf.inner.time()
        }

        #[pymethod]
        fn call_soon(
            zelf: PyRef<Self>,
            args: FuncArgs,
            vm: &VirtualMachine,
        ) -> PyResult<PyRef<Handle>> {
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
        ) -> PyResult<PyRef<Handle>> {
            zelf.check_closed(vm)?;
            let handle =
                zelf.handle(zelf.clone().into(), "call_soon_threadsafe", args, None, vm)?;
            zelf.inner.call_soon(handle.clone());
            Ok(handle)
        }

        #[pymethod]
        fn call_later(
            zelf: PyRef<Self>,
            mut args: FuncArgs,
            vm: &VirtualMachine,
        ) -> PyResult<PyRef<Handle>> {
            let delay = take_argument(&mut args, "delay", "call_later", vm)?;
            if vm.is_none(&delay) {
                return Err(vm.new_type_error("delay must not be None"));
            }
            let delay = seconds(&delay, vm)?;
            zelf.schedule(
                zelf.clone().into(),
                "call_later",
                zelf.inner.time() + delay,
                args,
                vm,
            )
        }

        #[pymethod]
        fn call_at(
            zelf: PyRef<Self>,
            mut args: FuncArgs,
            vm: &VirtualMachine,
        ) -> PyResult<PyRef<Handle>> {
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
        fn _run_turns(zelf: PyRef<Self>, vm: &VirtualMachine) -> PyResult<()> {
            let session = zelf.session.clone();
            zelf.check_halted(vm)?;
            let object: PyObjectRef = zelf.clone().into();
            let pause = zelf
                .inner
                .run_forever(|handle: &PyRef<Handle>| zelf.step(&object, handle, vm))?;
            if let executor::Pause::Stuck | executor::Pause::Idle { .. } = pause {
                session.halt(observation::stuck(&session, vm));
            }
            zelf.check_halted(vm)
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

        fn check_halted(&self, vm: &VirtualMachine) -> PyResult<()> {
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
        ) -> PyResult<PyRef<Handle>> {
            self.check_closed(vm)?;
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
        ) -> PyResult<PyRef<Handle>> {
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
        fn step(
            &self,
            zelf: &PyObjectRef,
            handle: &PyRef<Handle>,
            vm: &VirtualMachine,
        ) -> PyResult<()> {
            let session = &self.session;
            let what = handle.runner();
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
    pub(crate) fn halted(reason: String, vm: &VirtualMachine) -> PyBaseExceptionRef {
        vm.new_exception_msg(vm.ctx.exceptions.system_exit.to_owned(), reason.into())
    }

    fn take_argument(
        args: &mut FuncArgs,
        name: &str,
        method: &str,
        vm: &VirtualMachine,
    ) -> PyResult {
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
}
