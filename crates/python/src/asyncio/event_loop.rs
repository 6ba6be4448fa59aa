//! The native half of asyncio's loop: turns; `scheduling` makes what they run. The Python half, which sits on it, is
//! `lib/asyncio/base_events.py`.

use crate::{
    asyncio::foreign,
    asyncio::handle::{HandleRef, Scheduled},
    asyncio::step::Step,
    engine::cost,
    engine::{session::Session, watching::Watch},
};
use rustpython_vm::{
    AsObject, FromArgs, Py, PyObjectRef, PyPayload, PyRef, PyResult, VirtualMachine,
    builtins::{PyBaseExceptionRef, PyType},
    function::FuncArgs,
    pyclass,
    types::Constructor,
};
use std::{cell::Cell, rc::Rc};
use trace::{EventKind, ForeignCall, Seconds};

/// The base class of asyncio's loops: the ready queue, the timers, the clock and the turns.
#[pyclass(module = "_loopscope", name = "EventLoop")]
#[derive(PyPayload)]
pub struct EventLoop {
    pub(crate) inner: machine::EventLoop<Scheduled, Watch, Rc<machine::RunClock>>,
    pub(super) session: Rc<Session>,
    running: Cell<bool>,
    /// In which thread it runs, or ran: as `get_ident()` gives it.
    thread: Cell<u64>,
    closed: Cell<bool>,
    pub(crate) debug: Cell<bool>,
    /// The descriptors that CPython's loop opens for itself: its selector's, and the two with which other threads wake it.
    pub(super) descriptors: Cell<Option<[i32; 3]>>,
    /// While a selector's events are handed over: since when what it tells of was so, and of which connection.
    pub(super) told: Cell<Option<(Seconds, Option<trace::ConnectionId>)>>,
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
            inner: machine::EventLoop::new(session.clock.clone(), Watch(session.clone())),
            session,
            running: Cell::new(false),
            thread: Cell::new(0),
            closed: Cell::new(false),
            debug: Cell::new(false),
            descriptors: Cell::new(None),
            told: Cell::new(None),
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
        zelf.note_foreign(ForeignCall::CallSoon, vm);
        let handle = Self::handle(&zelf, "call_soon", args, None, vm)?;
        zelf.inner.call_soon(Scheduled(handle.clone()));
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
        cost::settle(vm);
        let handle = Self::handle(&zelf, "call_soon_threadsafe", args, None, vm)?;
        zelf.inner.call_soon(Scheduled(handle.clone()));
        if let Some(parked) = zelf.inner.waits() {
            zelf.session.threads.wake(&zelf.session, parked);
        }
        Ok(handle)
    }

    #[pymethod]
    fn call_later(zelf: PyRef<Self>, mut args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        let delay = take_argument(&mut args, "delay", "call_later", vm)?;
        if vm.is_none(&delay) {
            return Err(vm.new_type_error("delay must not be None"));
        }
        cost::settle(vm);
        let now = if Self::overrides(&zelf, "time", vm) {
            vm.call_method(zelf.as_object(), "time", ())?
        } else {
            vm.ctx.new_float(zelf.inner.time()).into()
        };
        let when = vm._add(&now, &delay)?;
        if Self::overrides(&zelf, "call_at", vm) {
            args.prepend_arg(when);
            return zelf
                .as_object()
                .get_attr("call_at", vm)?
                .call_with_args(args, vm);
        }
        let handle = Self::schedule(&zelf, "call_later", seconds(&when, vm)?, args, vm)?;
        Ok(handle.into())
    }

    #[pymethod]
    fn call_at(zelf: PyRef<Self>, mut args: FuncArgs, vm: &VirtualMachine) -> PyResult<HandleRef> {
        let when = take_argument(&mut args, "when", "call_at", vm)?;
        if vm.is_none(&when) {
            return Err(vm.new_type_error("when cannot be None"));
        }
        let when = seconds(&when, vm)?;
        Self::schedule(&zelf, "call_at", when, args, vm)
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

    #[pygetset]
    fn _debug(zelf: &Py<Self>) -> bool {
        zelf.debug.get()
    }

    /// `BaseEventLoop._add_callback`: a handle that was made by hand runs in the next turn, unless it was cancelled.
    #[pymethod]
    fn _add_callback(zelf: &Py<Self>, handle: HandleRef, vm: &VirtualMachine) -> PyResult<()> {
        if handle.state.cancelled.get() {
            return Ok(());
        }
        if let Some((since, connection)) = zelf.told.get() {
            handle.state.connection.set(connection);
            // A selector told of it: `_process_events`.
            zelf.inner.complete(since, Scheduled(handle));
            return Ok(());
        }
        handle.made_ready(zelf.session.now());
        zelf.inner.call_soon(Scheduled(handle));
        zelf.check_halted(vm)
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
        zelf.thread.set(zelf.session.threads.ident());
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
        zelf.close_descriptors();
    }

    /// The epoll below the loop's selector, and CPython's pair of sockets.
    #[pymethod]
    fn _open_epoll(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<()> {
        zelf.open_descriptors(vm)
    }

    /// Its descriptor.
    #[pymethod]
    fn _epoll(zelf: &Py<Self>) -> i32 {
        zelf.descriptors.get().map_or(-1, |[epoll, ..]| epoll)
    }

    /// The turns of `run_forever`: until stopped.
    #[pymethod]
    fn _run_turns(zelf: PyRef<Self>, vm: &VirtualMachine) -> PyResult {
        let object: PyObjectRef = zelf.clone().into();
        loop {
            zelf.check_halted(vm)?;
            Self::select(&zelf, vm)?;
            let turn = zelf
                .inner
                .turn_at_once(&mut |handle: &Scheduled| zelf.step(&object, handle, vm));
            let stopped = zelf.inner.take_stop();
            turn?;
            if stopped {
                break;
            }
        }
        zelf.check_halted(vm)?;
        Ok(vm.ctx.none())
    }
}

impl EventLoop {
    /// Records that a thread which is not the loop's asks something of it while it runs.
    pub(super) fn note_foreign(&self, call: ForeignCall, vm: &VirtualMachine) {
        if self.running.get() && self.thread.get() != self.session.threads.ident() {
            foreign::record(&self.session, call, vm);
        }
    }

    pub(super) fn check_closed(&self, vm: &VirtualMachine) -> PyResult<()> {
        if self.closed.get() {
            Err(vm.new_runtime_error("Event loop is closed"))
        } else {
            Ok(())
        }
    }

    /// Whether a subclass has a method of its own: CPython's loop calls itself through it.
    fn overrides(zelf: &Py<Self>, method: &'static str, vm: &VirtualMachine) -> bool {
        let name = vm.ctx.intern_str(method);
        let [own, native] = [zelf.class(), Self::class(&vm.ctx)].map(|class| class.get_attr(name));
        match (own, native) {
            (Some(own), Some(native)) => !own.is(&native),
            _ => false,
        }
    }

    pub(crate) fn check_halted(&self, vm: &VirtualMachine) -> PyResult<()> {
        match self.session.halted() {
            Some(reason) => Err(halted(reason, vm)),
            None => Ok(()),
        }
    }

    /// Whether some thread is in `run_forever`: `loop.is_running()`.
    pub fn is_running_now(&self) -> bool {
        self.running.get()
    }

    /// Whether debug mode is on.
    pub fn is_debug(&self) -> bool {
        self.debug.get()
    }

    /// One handle's turn: runs it, and records what it did.
    pub(crate) fn step(
        &self,
        zelf: &PyObjectRef,
        handle: &HandleRef,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        let session = &self.session;
        let step = Step::begin(session, handle.runner(), handle.state.since.get(), vm);
        session.yielding();
        let task = handle.task();
        handle.end_deadline();
        let started = session.now();
        let outcome = match handle.call(vm) {
            Err(error) if !leaves_loop(&error, vm) => vm
                .call_method(zelf, "_report_callback_error", (handle.clone(), error))
                .map(drop),
            outcome => outcome,
        };
        step.end(task.as_deref(), vm);
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

/// `SystemExit` and `KeyboardInterrupt` go through the loop to its caller; everything else is reported.
fn leaves_loop(error: &PyBaseExceptionRef, vm: &VirtualMachine) -> bool {
    error.fast_isinstance(vm.ctx.exceptions.system_exit)
        || error.fast_isinstance(vm.ctx.exceptions.keyboard_interrupt)
}

/// What ends a script whose run is over: nothing that it does from here on is recorded.
pub fn halted(reason: String, vm: &VirtualMachine) -> PyBaseExceptionRef {
    vm.new_exception_msg(vm.ctx.exceptions.system_exit.to_owned(), reason.into())
}

pub(super) fn take_argument(
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
