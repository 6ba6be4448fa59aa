//! What the loop runs: `asyncio.Handle`, and what it knows of the timer that will bring it.

use crate::{
    asyncio::event_loop::EventLoop,
    asyncio::futures::{self, Future, Resumption, Task, TaskStep, TaskWakeup},
    engine::session::Session,
};
use rustpython_common::lock::PyRwLock;
use rustpython_vm::{
    AsObject, FromArgs, Py, PyObjectRef, PyPayload, PyRef, PyResult, Traverse, VirtualMachine,
    builtins::{PyType, PyTypeRef},
    function::FuncArgs,
    pyclass,
    types::{Constructor, Representable},
};
use std::cell::Cell;
use trace::{EventKind, Runner, Seconds, TimerId};

/// A handle in the loop's queues.
pub type HandleRef = PyRef<Handle>;

/// A scheduled call: `asyncio.Handle`, and, with a deadline, `asyncio.TimerHandle`.
#[pyclass(module = "asyncio.events", name = "Handle", traverse)]
#[derive(Debug, PyPayload)]
pub struct Handle {
    /// What it calls; for a task's step or wake-up the task itself.
    pub(crate) callback: PyRwLock<Option<PyObjectRef>>,
    /// What it calls that with: for a step what is thrown into it, for a wake-up the future.
    pub(crate) args: PyRwLock<Option<Vec<PyObjectRef>>>,
    pub(crate) context: PyRwLock<Option<PyObjectRef>>,
    pub(crate) event_loop: PyObjectRef,
    pub(crate) source_traceback: PyRwLock<Option<PyObjectRef>>,
    /// The representation kept in debug mode when the handle was cancelled.
    pub(crate) shown: PyRwLock<Option<PyObjectRef>>,
    #[pytraverse(skip)]
    pub(crate) state: State,
}

/// What a handle knows without its objects.
#[derive(Debug)]
pub(crate) struct State {
    pub(crate) cancelled: Cell<bool>,
    pub(crate) runner: Cell<Runner>,
    /// Since when it could have run.
    pub(crate) since: Cell<Seconds>,
    /// The connection that a selector last told of for it.
    pub(crate) connection: Cell<Option<trace::ConnectionId>>,
    pub(crate) timer: Option<Timer>,
    /// Still in the heap: `_scheduled` in CPython.
    pub(crate) scheduled: Cell<bool>,
    pub(crate) kind: Kind,
}

/// What running a handle means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Its callback is called.
    Call,
    /// A task takes its next step.
    Step,
    /// A task is woken by the future that it waited for.
    Wakeup,
}

#[derive(Debug)]
pub(crate) struct Timer {
    pub(crate) id: TimerId,
    pub(crate) deadline: Seconds,
    pub(crate) set_at: Seconds,
    /// Its argument is a future that it completes, as a sleep's timer does.
    pub(crate) completes: bool,
}

/// A handle in the loop's queues.
#[derive(Clone, Debug)]
pub struct Scheduled(pub HandleRef);

impl std::ops::Deref for Scheduled {
    type Target = HandleRef;

    fn deref(&self) -> &HandleRef {
        &self.0
    }
}

impl machine::Handle for Scheduled {
    fn is_cancelled(&self) -> bool {
        self.state.cancelled.get()
    }
}

/// What `Handle(…)` takes.
#[derive(FromArgs)]
pub struct HandleArgs {
    #[pyarg(any)]
    callback: PyObjectRef,
    #[pyarg(any)]
    args: PyObjectRef,
    #[pyarg(any)]
    r#loop: PyObjectRef,
    #[pyarg(any, optional)]
    context: Option<PyObjectRef>,
}

/// `Handle.__init__`: a handle that waits in no queue. Transports keep such handles, for what a selector will tell.
impl Constructor for Handle {
    type Args = HandleArgs;

    fn slot_new(class: PyTypeRef, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        let HandleArgs {
            callback,
            args,
            r#loop: event_loop,
            context,
        } = args.bind(vm)?;
        let args: Vec<PyObjectRef> = args.try_to_value(vm)?;
        let context = context.filter(|context| !vm.is_none(context));
        let event_loop = event_loop.downcast::<EventLoop>().map_err(|other| {
            vm.new_type_error(format!(
                "an event loop is required, not {}",
                other.class().name()
            ))
        })?;
        let handle = EventLoop::unscheduled(&event_loop, callback, args, context, class, vm)?;
        Ok(handle.into())
    }

    fn py_new(_class: &Py<PyType>, _args: HandleArgs, _vm: &VirtualMachine) -> PyResult<Self> {
        unreachable!("slot_new makes it")
    }
}

#[pyclass(flags(BASETYPE, HAS_WEAKREF), with(Constructor, Representable))]
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

    /// The connection that a selector told of when it last made it ready; forgotten with that.
    pub fn connection(&self) -> Option<trace::ConnectionId> {
        self.state.connection.take()
    }

    /// The task that runs when it runs; `None` for a plain callback.
    pub fn task(&self) -> Option<PyRef<Task>> {
        match self.state.kind {
            Kind::Call => None,
            Kind::Step | Kind::Wakeup => self.callback.read().clone()?.downcast().ok(),
        }
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
        zelf.state.cancelled.set(true);
        let event_loop = zelf.event_loop.downcast_ref::<EventLoop>();
        if event_loop.is_some_and(|event_loop| event_loop.debug.get()) {
            *zelf.shown.write() = Some(zelf.as_object().repr(vm)?.into());
        }
        if zelf.state.scheduled.get()
            && let (Some(timer), Some(session)) = (&zelf.state.timer, Session::current())
        {
            session.record(None, EventKind::TimerCancelled { timer: timer.id });
            zelf.end_deadline();
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
    fn _callback(zelf: &Py<Self>, vm: &VirtualMachine) -> Option<PyObjectRef> {
        let Some(task) = zelf.task() else {
            return zelf.callback.read().clone();
        };
        Some(match zelf.state.kind {
            Kind::Wakeup => TaskWakeup::of(&task).into_pyobject(vm),
            _ => TaskStep::of(&task, zelf.argument()).into_pyobject(vm),
        })
    }

    #[pygetset]
    fn _args(zelf: &Py<Self>, vm: &VirtualMachine) -> Option<PyObjectRef> {
        let mut args = zelf.args.read().clone()?;
        if zelf.state.kind == Kind::Step {
            args.clear();
        }
        Some(vm.ctx.new_tuple(args).into())
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
    fn argument(&self) -> Option<PyObjectRef> {
        self.args.read().as_ref()?.first().cloned()
    }

    /// A timer that completes a future does so no more.
    pub(crate) fn end_deadline(&self) {
        if let Some(future) = self.completed() {
            future.set_deadline(None);
        }
    }

    /// The future that its timer completes.
    pub(crate) fn completed(&self) -> Option<PyRef<Future>> {
        self.state.timer.as_ref().filter(|timer| timer.completes)?;
        self.argument()?.downcast().ok()
    }

    /// `Handle._run`.
    pub(crate) fn call(&self, vm: &VirtualMachine) -> PyResult<()> {
        let context = self.context.read().clone();
        if let Some(task) = self.task() {
            let how = match (self.state.kind, self.argument()) {
                (Kind::Wakeup, Some(future)) => Resumption::Wakeup(future),
                (_, exception) => Resumption::Step(exception),
            };
            let context = context.unwrap_or_else(|| vm.ctx.none());
            return futures::resume(&task, &how, &context, vm).map(drop);
        }
        let (Some(callback), Some(args)) = (self.callback.read().clone(), self.args.read().clone())
        else {
            return Ok(());
        };
        match context {
            Some(context) => {
                let mut all = Vec::with_capacity(args.len() + 1);
                all.push(callback);
                all.extend(args);
                vm.call_method(&context, "run", FuncArgs::from(all))?;
            }
            None => {
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
