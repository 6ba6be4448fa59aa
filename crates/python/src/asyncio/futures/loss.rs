//! Tasks that are destroyed while pending.
//!
//! A pending task is part of a cycle, as a rule: it holds its coroutine, whose frame awaits a future, which holds the
//! task's wake-up. CPython's collector finalizes the objects of a cycle in the order of their age. A coroutine is older
//! than its task: it is closed, and its clean-up runs, before the task says that it is lost.

use super::{registry, task::Task};
use crate::asyncio::event_loop::EventLoop;
use rustpython_vm::{
    AsObject, Py, PyObjectRef, PyRef, PyResult, VirtualMachine, builtins::PyCoroutine,
};

/// Closes the coroutine of a pending task, if it has begun.
pub(super) fn end_coroutine(task: &Py<Task>, vm: &VirtualMachine) {
    if !task.is_lost() {
        return;
    }
    let Some(coroutine) = task.coroutine() else {
        return;
    };
    let has_begun = coroutine.downcast_ref::<PyCoroutine>().is_some()
        && coroutine
            .get_attr("cr_suspended", vm)
            .and_then(|suspended| suspended.try_to_bool(vm))
            .unwrap_or(false);
    if has_begun && let Err(error) = vm.call_method(&coroutine, "close", ()) {
        let shown = coroutine.repr(vm).map(|text| text.to_string());
        let message = shown
            .ok()
            .map(|shown| format!("Exception ignored while closing generator {shown}"));
        vm.run_unraisable(error, message, vm.ctx.none());
    }
}

/// Tells that a pending task is lost, once.
pub(super) fn tell(task: &Py<Task>, vm: &VirtualMachine) -> PyResult<()> {
    if task.is_lost() && !task.told_of_loss.replace(true) {
        let message = "Task was destroyed but it is pending!".to_owned();
        task.future()
            .report(task.as_object(), "task", message, vm)?;
    }
    Ok(())
}

/// What becomes of the tasks that are still pending when the script is over. They are all lost, in the order of their
/// creation, unless one of them is scheduled in a loop that CPython's process holds to its end: in `kept`, or in one that
/// still runs, in a daemon thread. Through that loop it holds the script's functions, their module, and so everything.
/// Nobody says anything then.
pub fn lose_pending(kept: Option<PyObjectRef>, vm: &VirtualMachine) -> PyResult<()> {
    let pending = registry::pending();
    let is_kept = |task: &PyRef<Task>| {
        task.future().event_loop().is_some_and(|own| {
            kept.as_ref().is_some_and(|kept| own.is(kept))
                || own
                    .downcast_ref::<EventLoop>()
                    .is_some_and(|own| own.is_running_now())
        })
    };
    if pending.iter().any(is_kept) {
        for task in pending {
            task.told_of_loss.set(true);
            // Its coroutine must not be closed either.
            std::mem::forget(task);
        }
        return Ok(());
    }
    for task in &pending {
        end_coroutine(task, vm);
    }
    for task in &pending {
        tell(task, vm)?;
    }
    Ok(())
}
