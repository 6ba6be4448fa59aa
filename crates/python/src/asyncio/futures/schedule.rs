//! The way to the loop. Into our own loop things go without a call in Python; any other loop, or one whose `call_soon`
//! the script has replaced, is called as CPython calls it.

use super::{
    callback::{Callback, TaskStep, TaskWakeup},
    stdlib::stdlib,
    step::Resumption,
    task::Task,
};
use crate::asyncio::event_loop::EventLoop;
use rustpython_vm::{
    AsObject, Py, PyObject, PyObjectRef, PyPayload, PyResult, VirtualMachine,
    builtins::PyStrInterned,
    function::{FuncArgs, KwArgs},
};

/// The native loop behind `event_loop`, if its method of this name is still the native one.
fn native<'a>(
    event_loop: &'a PyObject,
    method: &'static PyStrInterned,
    vm: &VirtualMachine,
) -> Option<&'a Py<EventLoop>> {
    let native = event_loop.downcast_ref::<EventLoop>()?;
    let ours = EventLoop::class(&vm.ctx).get_direct_attr(method)?;
    let found = event_loop.class().get_attr(method)?;
    let replaced = || {
        event_loop
            .dict()
            .is_some_and(|attributes| attributes.contains_key(method, vm))
    };
    (found.is(&ours) && !replaced()).then_some(native)
}

/// `loop.get_debug()`
pub fn is_debug(event_loop: &PyObject, vm: &VirtualMachine) -> PyResult<bool> {
    match native(event_loop, stdlib(vm)?.names.get_debug, vm) {
        Some(native) => Ok(native.is_debug()),
        None => vm.call_method(event_loop, "get_debug", ())?.try_to_bool(vm),
    }
}

/// Schedules a task's next step, or what wakes it (`task_call_step_soon`).
pub fn resumption(
    event_loop: &PyObject,
    task: &Py<Task>,
    how: Resumption,
    vm: &VirtualMachine,
) -> PyResult<()> {
    let context = task.context.get().unwrap_or_else(|| vm.ctx.none());
    if let Some(native) = native(event_loop, stdlib(vm)?.names.call_soon, vm) {
        return EventLoop::resume_soon(native, task, how, context, vm);
    }
    match how {
        Resumption::Step(exception) => {
            let step = TaskStep::of(task, exception).into_pyobject(vm);
            call_soon(event_loop, vec![step], context, vm)
        }
        Resumption::Wakeup(future) => {
            let wakeup = TaskWakeup::of(task).into_pyobject(vm);
            call_soon(event_loop, vec![wakeup, future], context, vm)
        }
    }
}

/// Schedules what a future calls when it is done (`call_soon`).
pub fn callback(
    event_loop: &PyObject,
    callback: Callback,
    future: &PyObject,
    vm: &VirtualMachine,
) -> PyResult<()> {
    if let Some(native) = native(event_loop, stdlib(vm)?.names.call_soon, vm) {
        if callback.wakes
            && let Some(task) = callback.target.downcast_ref::<Task>()
        {
            let how = Resumption::Wakeup(future.to_owned());
            return EventLoop::resume_soon(native, task, how, callback.context, vm);
        }
        let Callback {
            target, context, ..
        } = callback;
        return EventLoop::callback_soon(native, target, future.to_owned(), context, vm);
    }
    let callable = callback.callable(vm);
    let args = vec![callable, future.to_owned()];
    call_soon(event_loop, args, callback.context, vm)
}

fn call_soon(
    event_loop: &PyObject,
    args: Vec<PyObjectRef>,
    context: PyObjectRef,
    vm: &VirtualMachine,
) -> PyResult<()> {
    let context: KwArgs = std::iter::once(("context".to_owned(), context)).collect();
    vm.call_method(event_loop, "call_soon", FuncArgs::new(args, context))
        .map(drop)
}

/// Has a future of a class that is not ours wake `task`.
pub fn wake_when_done(future: &PyObject, task: &Py<Task>, vm: &VirtualMachine) -> PyResult<()> {
    let wakeup = TaskWakeup::of(task).into_pyobject(vm);
    let context = task.context.get().unwrap_or_else(|| vm.ctx.none());
    let context: KwArgs = std::iter::once(("context".to_owned(), context)).collect();
    let args = FuncArgs::new(vec![wakeup], context);
    vm.call_method(future, "add_done_callback", args).map(drop)
}
