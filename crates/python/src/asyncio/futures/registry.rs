//! Which tasks there are, which one runs, and in which loop.

use super::{
    future::{Future, State},
    slot::Slot,
    stdlib::stdlib,
    task::Task,
};
use rustpython_vm::{
    AsObject, Py, PyObject, PyObjectRef, PyPayload, PyRef, PyResult, VirtualMachine,
    builtins::{PySet, PyWeak},
};
use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
};

thread_local! {
    static REGISTRY: Registry = Registry::default();
}

#[derive(Default)]
struct Registry {
    /// The tasks that are not done, in order of creation; not kept alive.
    tasks: RefCell<BTreeMap<u64, PyRef<PyWeak>>>,
    next_place: Cell<u64>,
    /// The number in the next made-up name is one more.
    last_number: Cell<u64>,
    /// Tasks of other classes than ours: a `WeakSet`.
    foreign: Slot,
    /// Those of them that run their eager step: a set.
    foreign_eager: Slot,
}

/// Starts anew, for another interpreter.
pub fn clear() {
    REGISTRY.with(|registry| {
        drop(registry.tasks.take());
        registry.last_number.set(0);
        registry.foreign.set(None);
        registry.foreign_eager.set(None);
    });
}

/// The number in the next made-up name.
pub fn next_number() -> u64 {
    REGISTRY.with(|registry| {
        let number = registry.last_number.get() + 1;
        registry.last_number.set(number);
        number
    })
}

/// `register_task`
pub fn register(task: &Py<Task>, vm: &VirtualMachine) -> PyResult<()> {
    if task.registered.get().is_some() || task.future().state() != State::Pending {
        return Ok(());
    }
    let weak = task.as_object().downgrade(None, vm)?;
    REGISTRY.with(|registry| {
        let place = registry.next_place.get();
        registry.next_place.set(place + 1);
        task.registered.set(Some(place));
        registry.tasks.borrow_mut().insert(place, weak);
    });
    Ok(())
}

/// `unregister_task`
pub fn unregister(task: &Task) {
    if let Some(place) = task.registered.take() {
        let weak = REGISTRY.with(|registry| registry.tasks.borrow_mut().remove(&place));
        drop(weak);
    }
}

/// The tasks that are not done and still exist, in order of creation.
pub fn pending() -> Vec<PyRef<Task>> {
    REGISTRY.with(|registry| {
        let weaks: Vec<_> = registry.tasks.borrow().values().cloned().collect();
        weaks
            .iter()
            .filter_map(|weak| weak.upgrade()?.downcast::<Task>().ok())
            .filter(|task| task.future().state() == State::Pending)
            .collect()
    })
}

fn foreign(vm: &VirtualMachine) -> PyResult {
    if let Some(set) = REGISTRY.with(|registry| registry.foreign.get()) {
        return Ok(set);
    }
    let set = vm
        .import("weakref", 0)?
        .get_attr("WeakSet", vm)?
        .call((), vm)?;
    REGISTRY.with(|registry| registry.foreign.set(set.clone()));
    Ok(set)
}

fn foreign_eager(vm: &VirtualMachine) -> PyRef<PySet> {
    let found = REGISTRY.with(|registry| registry.foreign_eager.get());
    found
        .and_then(|set| set.downcast::<PySet>().ok())
        .unwrap_or_else(|| {
            let set = PySet::default().into_ref(&vm.ctx);
            REGISTRY.with(|registry| registry.foreign_eager.set(PyObjectRef::from(set.clone())));
            set
        })
}

/// How a task begins: those of other classes are kept apart.
#[derive(Clone, Copy, Debug)]
pub enum Start {
    /// With a step of its loop.
    Scheduled,
    /// At once, within its creator's step.
    Eager,
}

/// `_register_task`, `_unregister_task`, and, for those that start eagerly, `_register_eager_task`,
/// `_unregister_eager_task`
pub fn note(task: &PyObject, start: Start, exists: bool, vm: &VirtualMachine) -> PyResult<()> {
    match (task.downcast_ref::<Task>(), exists) {
        (Some(task), true) => register(task, vm),
        (Some(task), false) => {
            unregister(task);
            Ok(())
        }
        (None, _) => {
            let set = match start {
                Start::Scheduled => foreign(vm)?,
                Start::Eager => foreign_eager(vm).into(),
            };
            let method = if exists { "add" } else { "discard" };
            vm.call_method(&set, method, (task.to_owned(),)).map(drop)
        }
    }
}

/// `all_tasks`: the tasks of a loop that are not done.
pub fn all_tasks(event_loop: Option<PyObjectRef>, vm: &VirtualMachine) -> PyResult {
    let event_loop = match event_loop {
        Some(event_loop) => event_loop,
        None => running_loop(vm)?,
    };
    let found = PySet::default().into_ref(&vm.ctx);
    let list = vm.ctx.types.list_type.as_object();
    let foreign = list.call((foreign(vm)?,), vm)?;
    let foreign: Vec<PyObjectRef> = foreign.try_into_value(vm)?;
    for task in foreign_eager(vm).elements().into_iter().chain(foreign) {
        if !vm.call_method(&task, "done", ())?.try_to_bool(vm)?
            && loop_of(&task, vm)?.is(&event_loop)
        {
            found.add(task, vm)?;
        }
    }
    for task in pending() {
        let its_loop = task.future().event_loop();
        if its_loop.is_some_and(|its_loop| its_loop.is(&event_loop)) {
            found.add(task.into(), vm)?;
        }
    }
    Ok(found.into())
}

/// `get_future_loop`
pub fn loop_of(future: &PyObject, vm: &VirtualMachine) -> PyResult {
    let exact = |class: &'static Py<rustpython_vm::builtins::PyType>| future.class().is(class);
    if (exact(Future::class(&vm.ctx)) || exact(Task::class(&vm.ctx)))
        && let Some(native) = future.downcast_ref::<Future>()
    {
        return native
            .event_loop()
            .ok_or_else(|| vm.new_runtime_error("Future object is not initialized."));
    }
    match vm.get_attribute_opt(future, "get_loop")? {
        Some(get_loop) => get_loop.call((), vm),
        None => future.get_attr("_loop", vm),
    }
}

/// The loop that runs, if one does (`_get_running_loop`).
pub fn loop_that_runs(vm: &VirtualMachine) -> Option<PyObjectRef> {
    vm.asyncio_running_loop.borrow().clone()
}

/// `get_running_loop`
pub fn running_loop(vm: &VirtualMachine) -> PyResult {
    loop_that_runs(vm).ok_or_else(|| vm.new_runtime_error("no running event loop"))
}

/// `_set_running_loop`
pub fn set_running_loop(event_loop: Option<PyObjectRef>, vm: &VirtualMachine) {
    let before = std::mem::replace(&mut *vm.asyncio_running_loop.borrow_mut(), event_loop);
    drop(before);
}

/// `get_event_loop`: the running loop, or the policy's.
pub fn event_loop(vm: &VirtualMachine) -> PyResult {
    if let Some(event_loop) = loop_that_runs(vm) {
        return Ok(event_loop);
    }
    let policy = stdlib(vm)?.get_event_loop_policy.call((), vm)?;
    vm.call_method(&policy, "get_event_loop", ())
}

/// `current_task`
pub fn current_task(
    event_loop: Option<PyObjectRef>,
    vm: &VirtualMachine,
) -> PyResult<Option<PyObjectRef>> {
    let event_loop = match event_loop {
        Some(event_loop) => event_loop,
        None => running_loop(vm)?,
    };
    let runs = loop_that_runs(vm).is_some_and(|running| running.is(&event_loop));
    Ok(runs.then(|| task_that_runs(vm)).flatten())
}

fn task_that_runs(vm: &VirtualMachine) -> Option<PyObjectRef> {
    vm.asyncio_running_task.borrow().clone()
}

fn set_task_that_runs(task: Option<PyObjectRef>, vm: &VirtualMachine) -> Option<PyObjectRef> {
    std::mem::replace(&mut *vm.asyncio_running_task.borrow_mut(), task)
}

fn ensure_running(event_loop: &PyObject, vm: &VirtualMachine) -> PyResult<()> {
    let running = vm.asyncio_running_loop.borrow();
    if running
        .as_ref()
        .is_some_and(|running| running.is(event_loop))
    {
        return Ok(());
    }
    drop(running);
    let shown = event_loop.repr(vm)?;
    Err(vm.new_runtime_error(format!("loop {shown} is not the running loop")))
}

/// `enter_task`
pub fn enter(event_loop: &PyObject, task: &PyObject, vm: &VirtualMachine) -> PyResult<()> {
    ensure_running(event_loop, vm)?;
    if let Some(other) = task_that_runs(vm) {
        return Err(vm.new_runtime_error(format!(
            "Cannot enter into task {} while another task {} is being executed.",
            task.repr(vm)?,
            other.repr(vm)?
        )));
    }
    set_task_that_runs(Some(task.to_owned()), vm);
    Ok(())
}

/// `leave_task`
pub fn leave(event_loop: &PyObject, task: &PyObject, vm: &VirtualMachine) -> PyResult<()> {
    ensure_running(event_loop, vm)?;
    let current = task_that_runs(vm);
    if !current.as_ref().is_some_and(|current| current.is(task)) {
        return Err(vm.new_runtime_error(format!(
            "Invalid attempt to leave task {} while task {} is entered.",
            task.repr(vm)?,
            current.unwrap_or_else(|| vm.ctx.none()).repr(vm)?
        )));
    }
    set_task_that_runs(None, vm);
    Ok(())
}

/// `swap_current_task`: makes `task` the one that runs; gives the one that did.
pub fn swap(
    event_loop: &PyObject,
    task: Option<PyObjectRef>,
    vm: &VirtualMachine,
) -> PyResult<Option<PyObjectRef>> {
    ensure_running(event_loop, vm)?;
    Ok(set_task_that_runs(task, vm))
}
