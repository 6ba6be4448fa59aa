//! How a task runs: one step at a time, from what woke it to the next thing that it waits for.

use super::{
    awaited_by,
    callback::Callback,
    future::{Future, State},
    registry, schedule,
    settle::Outcome,
    stdlib::stdlib,
    task::Task,
};
use crate::asyncio::observation;
use rustpython_vm::{
    AsObject, Py, PyObject, PyObjectRef, PyPayload, PyResult, VirtualMachine,
    builtins::{PyBaseExceptionRef, PyCoroutine, PyGenerator},
    function::FuncArgs,
    protocol::{PyIter, PyIterReturn},
    pyclass,
    types::Callable,
};

/// What a scheduled task will do.
#[derive(Clone, Debug)]
pub enum Resumption {
    /// Its next step, into which an exception may be thrown.
    Step(Option<PyObjectRef>),
    /// It is woken by the future that it waits for.
    Wakeup(PyObjectRef),
}

/// Runs a task inside `Context.run`, which wants a callable: one of each kind serves all tasks.
#[pyclass(module = "_asyncio", name = "TaskRunner")]
#[derive(Debug, PyPayload)]
pub struct TaskRunner {
    kind: Kind,
}

#[derive(Clone, Copy, Debug)]
enum Kind {
    Step,
    Wakeup,
    EagerStep,
}

#[pyclass(flags(DISALLOW_INSTANTIATION), with(Callable))]
impl TaskRunner {}

impl Callable for TaskRunner {
    type Args = FuncArgs;

    fn call(zelf: &Py<Self>, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        let [task, with] = args.args.as_slice() else {
            return Err(vm.new_type_error("a task is run with one thing"));
        };
        let Some(task) = task.downcast_ref::<Task>() else {
            return Err(vm.new_type_error("a task is run"));
        };
        match zelf.kind {
            Kind::Step => step(
                task,
                Some(with.clone()).filter(|with| !vm.is_none(with)),
                vm,
            ),
            Kind::Wakeup => wake(task, with, vm),
            Kind::EagerStep => advance(task, None, vm).map(|()| vm.ctx.none()),
        }
    }
}

/// Runs a scheduled task in its context (`Handle._run`).
pub fn resume(
    task: &Py<Task>,
    how: &Resumption,
    context: &PyObject,
    vm: &VirtualMachine,
) -> PyResult {
    let (kind, with) = match how {
        Resumption::Step(exception) => (
            Kind::Step,
            exception.clone().unwrap_or_else(|| vm.ctx.none()),
        ),
        Resumption::Wakeup(future) => (Kind::Wakeup, future.clone()),
    };
    run_in(context, kind, task, with, vm)
}

fn run_in(
    context: &PyObject,
    kind: Kind,
    task: &Py<Task>,
    with: PyObjectRef,
    vm: &VirtualMachine,
) -> PyResult {
    let runner = TaskRunner { kind }.into_pyobject(vm);
    let stdlib = stdlib(vm)?;
    if context.class().is(&stdlib.context) {
        let args = (context.to_owned(), runner, task.to_owned(), with);
        return stdlib.context_run.call(args, vm);
    }
    vm.call_method(context, "run", (runner, task.to_owned(), with))
}

/// `task_step`
pub fn step(task: &Py<Task>, exception: Option<PyObjectRef>, vm: &VirtualMachine) -> PyResult {
    let event_loop = task.future().event_loop().unwrap_or_else(|| vm.ctx.none());
    registry::enter(&event_loop, task.as_object(), vm)?;
    let outcome = advance(task, exception, vm);
    let left = registry::leave(&event_loop, task.as_object(), vm);
    match (outcome, left) {
        (Err(error), Err(second)) => {
            second.set_context(Some(error));
            Err(second)
        }
        (Err(error), Ok(())) | (Ok(()), Err(error)) => Err(error),
        (Ok(()), Ok(())) => Ok(vm.ctx.none()),
    }
}

/// `task_wakeup`
pub fn wake(task: &Py<Task>, future: &PyObject, vm: &VirtualMachine) -> PyResult {
    awaited_by::discard(future, task.as_object(), vm)?;
    let exception = if let Some(native) = exact_future(future, vm) {
        match native.outcome(vm) {
            Ok(Outcome::Result(_)) => None,
            Ok(Outcome::Exception(error)) | Err(error) => Some(error),
        }
    } else {
        vm.call_method(future, "result", ()).err()
    };
    step(task, exception.map(PyObjectRef::from), vm)
}

/// `task_eager_start`: the first step, inside whoever creates the task.
pub fn start_eagerly(task: &Py<Task>, vm: &VirtualMachine) -> PyResult<()> {
    let event_loop = task.future().event_loop().unwrap_or_else(|| vm.ctx.none());
    let object: PyObjectRef = task.to_owned().into();
    let before = registry::swap(&event_loop, Some(object), vm)?;
    registry::register(task, vm)?;
    let watched = observation::eager_step(task, vm)?;
    let context = task.context.get().unwrap_or_else(|| vm.ctx.none());
    let ran = run_in(&context, Kind::EagerStep, task, vm.ctx.none(), vm);
    if let Some(watched) = watched {
        watched.end(Some(task), vm);
    }
    let swapped = registry::swap(&event_loop, before, vm);
    if task.future().state() != State::Pending {
        task.coroutine.set(None);
    }
    ran?;
    swapped.map(drop)
}

/// The future behind an object of exactly one of our classes: a subclass may have methods of its own.
fn exact_future<'a>(object: &'a PyObject, vm: &VirtualMachine) -> Option<&'a Py<Future>> {
    let class = object.class();
    if class.is(Future::class(&vm.ctx)) || class.is(Task::class(&vm.ctx)) {
        return object.downcast_ref::<Future>();
    }
    None
}

/// `task_step_impl`
fn advance(task: &Py<Task>, exception: Option<PyObjectRef>, vm: &VirtualMachine) -> PyResult<()> {
    let future = task.future();
    if future.state() != State::Pending {
        let shown = exception.unwrap_or_else(|| vm.ctx.none()).repr(vm)?;
        let message = format!(
            "__step(): already done: {} {shown}",
            task.as_object().repr(vm)?
        );
        return Err(stdlib(vm)?.invalid_state(message, vm));
    }
    let exception = if task.must_cancel.replace(false) {
        let cancelled = stdlib(vm)?.cancelled_error.clone();
        match exception {
            Some(exception) if exception.fast_isinstance(&cancelled) => Some(exception),
            _ => Some(future.make_cancelled_error(vm)?.into()),
        }
    } else {
        exception
    };
    task.waits_for.set(None);
    let Some(coroutine) = task.coroutine.get() else {
        return Err(vm.new_runtime_error("uninitialized Task object"));
    };
    let outcome = match exception {
        None => send(&coroutine, vm),
        Some(exception) => {
            if exception.fast_isinstance(&stdlib(vm)?.cancelled_error) {
                observation::cancel_delivered(task, vm);
            }
            throw(&coroutine, exception, vm)
        }
    };
    let object = task.as_object();
    let ended = match outcome {
        Ok(PyIterReturn::Return(yielded)) => return take_yielded(task, yielded, vm),
        Ok(PyIterReturn::StopIteration(result)) => {
            if task.must_cancel.replace(false) {
                // It was cancelled right before its coroutine returned.
                let message = future.cancel_message();
                future.cancel_with(object, message, vm).map(drop)
            } else {
                let result = result.unwrap_or_else(|| vm.ctx.none());
                future.finish(object, result, vm)
            }
        }
        Err(error) => end_in_error(task, error, vm),
    };
    if future.state() != State::Pending {
        registry::unregister(task);
    }
    ended
}

fn end_in_error(task: &Py<Task>, error: PyBaseExceptionRef, vm: &VirtualMachine) -> PyResult<()> {
    let future = task.future();
    let object = task.as_object();
    if error.fast_isinstance(&stdlib(vm)?.cancelled_error) {
        future.keep_cancelled_error(error);
        return future.cancel_with(object, None, vm).map(drop);
    }
    future.fail(object, error.clone().into(), vm)?;
    let exceptions = &vm.ctx.exceptions;
    if error.fast_isinstance(exceptions.keyboard_interrupt)
        || error.fast_isinstance(exceptions.system_exit)
    {
        return Err(error);
    }
    Ok(())
}

/// `PyIter_Send(coroutine, None)`
fn send(coroutine: &PyObject, vm: &VirtualMachine) -> PyResult<PyIterReturn> {
    if let Some(native) = coroutine.downcast_ref_if_exact::<PyCoroutine>(vm) {
        return native.as_coro().send(coroutine, vm.ctx.none(), vm);
    }
    if let Some(native) = coroutine.downcast_ref_if_exact::<PyGenerator>(vm) {
        return native.as_coro().send(coroutine, vm.ctx.none(), vm);
    }
    if coroutine.class().slots.iternext.load().is_some() {
        return PyIter::new(coroutine).next(vm);
    }
    returned(vm.call_method(coroutine, "send", (vm.ctx.none(),)), vm)
}

/// `coroutine.throw(exception)`
fn throw(
    coroutine: &PyObject,
    exception: PyObjectRef,
    vm: &VirtualMachine,
) -> PyResult<PyIterReturn> {
    let none = vm.ctx.none();
    if let Some(native) = coroutine.downcast_ref_if_exact::<PyCoroutine>(vm) {
        let coro = native.as_coro();
        return coro.throw(coroutine, exception, none.clone(), none, vm);
    }
    if let Some(native) = coroutine.downcast_ref_if_exact::<PyGenerator>(vm) {
        let coro = native.as_coro();
        return coro.throw(coroutine, exception, none.clone(), none, vm);
    }
    returned(vm.call_method(coroutine, "throw", (exception,)), vm)
}

/// What a call of `send` or `throw` came to: `StopIteration` is a return.
fn returned(outcome: PyResult, vm: &VirtualMachine) -> PyResult<PyIterReturn> {
    match outcome {
        Ok(value) => Ok(PyIterReturn::Return(value)),
        Err(error) if error.fast_isinstance(vm.ctx.exceptions.stop_iteration) => {
            Ok(PyIterReturn::StopIteration(error.get_arg(0)))
        }
        Err(error) => Err(error),
    }
}

/// `task_step_handle_result_impl`: waits for what the coroutine yielded, or has it told that it cannot.
fn take_yielded(task: &Py<Task>, yielded: PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
    let object = task.as_object();
    let event_loop = task.future().event_loop().unwrap_or_else(|| vm.ctx.none());
    if yielded.is(object) {
        let message = format!("Task cannot await on itself: {}", object.repr(vm)?);
        return throw_soon(task, message, vm);
    }
    if let Some(future) = exact_future(&yielded, vm) {
        let its_loop = future.event_loop();
        if !its_loop.is_some_and(|its_loop| its_loop.is(&event_loop)) {
            return other_loop(task, &yielded, vm);
        }
        if !future.blocking().replace(false) {
            return not_from(task, &yielded, vm);
        }
        awaited_by::add(&yielded, object, vm)?;
        let context = task.context.get().unwrap_or_else(|| vm.ctx.none());
        let wakeup = Callback {
            target: object.to_owned(),
            context,
            wakes: true,
        };
        future.add_callback(&yielded, wakeup, vm)?;
        return now_waits(task, yielded, vm);
    }
    if vm.is_none(&yielded) {
        // A bare yield gives the loop up for one turn.
        return schedule::resumption(&event_loop, task, Resumption::Step(None), vm);
    }
    let blocking = vm.get_attribute_opt(&yielded, "_asyncio_future_blocking")?;
    if let Some(blocking) = blocking.filter(|blocking| !vm.is_none(blocking)) {
        let blocking = blocking.try_to_bool(vm)?;
        if !registry::loop_of(&yielded, vm)?.is(&event_loop) {
            return other_loop(task, &yielded, vm);
        }
        if !blocking {
            return not_from(task, &yielded, vm);
        }
        awaited_by::add(&yielded, object, vm)?;
        yielded.set_attr("_asyncio_future_blocking", vm.ctx.new_bool(false), vm)?;
        schedule::wake_when_done(&yielded, task, vm)?;
        return now_waits(task, yielded, vm);
    }
    if yielded.downcast_ref::<PyGenerator>().is_some() {
        let message = format!(
            "yield was used instead of yield from for generator in task {} with {}",
            object.repr(vm)?,
            yielded.repr(vm)?
        );
        return throw_soon(task, message, vm);
    }
    let message = format!("Task got bad yield: {}", yielded.repr(vm)?);
    throw_soon(task, message, vm)
}

fn now_waits(task: &Py<Task>, future: PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
    task.waits_for.set(future.clone());
    if task.must_cancel.get() {
        let message = task.future().cancel_message();
        let message = message.unwrap_or_else(|| vm.ctx.none());
        if cancel_awaited(&future, message, vm)? {
            task.must_cancel.set(false);
        }
    }
    Ok(())
}

/// Cancels what a task waits for. Whether that could be.
pub fn cancel_awaited(
    future: &PyObject,
    message: PyObjectRef,
    vm: &VirtualMachine,
) -> PyResult<bool> {
    if future.class().is(Future::class(&vm.ctx))
        && let Some(native) = future.downcast_ref::<Future>()
    {
        return native.cancel_with(future, Some(message), vm);
    }
    // Tasks that wait for each other would pass it on for ever.
    vm.with_recursion("while calling a Python object", || {
        vm.call_method(future, "cancel", (message,))
    })?
    .try_to_bool(vm)
}

fn other_loop(task: &Py<Task>, future: &PyObject, vm: &VirtualMachine) -> PyResult<()> {
    let message = format!(
        "Task {} got Future {} attached to a different loop",
        task.as_object().repr(vm)?,
        future.repr(vm)?
    );
    throw_soon(task, message, vm)
}

fn not_from(task: &Py<Task>, future: &PyObject, vm: &VirtualMachine) -> PyResult<()> {
    let message = format!(
        "yield was used instead of yield from in task {} with {}",
        task.as_object().repr(vm)?,
        future.repr(vm)?
    );
    throw_soon(task, message, vm)
}

/// `task_set_error_soon`: the next step throws a `RuntimeError` into the coroutine.
fn throw_soon(task: &Py<Task>, message: String, vm: &VirtualMachine) -> PyResult<()> {
    let event_loop = task.future().event_loop().unwrap_or_else(|| vm.ctx.none());
    let error: PyObjectRef = vm.new_runtime_error(message).into();
    schedule::resumption(&event_loop, task, Resumption::Step(Some(error)), vm)
}
