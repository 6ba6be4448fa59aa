//! What can be seen of tasks from outside: where they are, what they wait for, how they ended. Nothing here
//! runs code of the script: a `__repr__` of its own could print.

pub(crate) use crate::asyncio::await_stack::text_attribute;
use crate::{
    asyncio::await_stack::AwaitStack,
    asyncio::futures::{self, Future, FutureState, Task},
    asyncio::step::Step,
    asyncio::waits,
    engine::session::Session,
    engine::shown::{cut, error_text, shown},
};
use rustpython_vm::{Py, PyObject, PyResult, VirtualMachine, builtins::PyCoroutine};
use trace::{EventKind, Outcome, Runner, TaskId, waited_for};

/// The line that the script itself is executing: that of its innermost frame.
pub fn script_line(session: &Session, vm: &VirtualMachine) -> Option<u32> {
    let mut frame = vm.current_frame();
    while let Some(current) = frame {
        let code = current.f_code();
        if session.is_script(code.source_path().as_str()) {
            return u32::try_from(current.lineno()).ok();
        }
        // What lies beyond the loop is the line that started it, not the one that runs; beyond a thread's first
        // function, what the main thread waits in.
        let beyond = match session.runner() {
            Runner::Script => false,
            Runner::Thread(_) => matches!(code.obj_name.as_str(), "_bootstrap" | "run_forever"),
            Runner::Task(_) | Runner::Callback(_) => code.obj_name.as_str() == "run_forever",
        };
        if beyond {
            return None;
        }
        frame = current.f_back(vm);
    }
    None
}

/// A callable's name as its `repr` would show it: the qualified name of the function.
pub fn callable_name(callable: Option<&PyObject>, vm: &VirtualMachine) -> String {
    let Some(callable) = callable else {
        return String::new();
    };
    let named = |object: &PyObject| text_attribute(object, "__qualname__", vm);
    named(callable)
        .or_else(|| {
            callable
                .get_attr("func", vm)
                .ok()
                .and_then(|function| named(&function))
        })
        .unwrap_or_else(|| callable.class().name().to_string())
}

/// A plain callback is going to be scheduled: numbers it, and records what it will call.
pub fn callback_created(session: &Session, callback: &PyObject, vm: &VirtualMachine) -> Runner {
    let runner = session.new_callback();
    if let Runner::Callback(callback_id) = runner {
        let kind = EventKind::CallbackCreated {
            callback: callback_id,
            label: callable_name(Some(callback), vm),
        };
        session.record(None, kind);
    }
    runner
}

/// A task was made, by whoever runs.
pub fn task_created(task: &Py<Task>, vm: &VirtualMachine) -> PyResult<()> {
    let Some(session) = Session::current() else {
        return Ok(());
    };
    let parent = match session.runner() {
        Runner::Task(parent) => Some(parent),
        _ => None,
    };
    let name = match task.name(vm) {
        Some(name) => cut(name.str(vm)?.to_string()),
        None => String::new(),
    };
    let coroutine = task
        .coroutine()
        .map(|coroutine| coroutine_name(&coroutine, vm))
        .unwrap_or_default();
    let id = session.new_task();
    let observed = task.observed();
    observed.id.set(Some(id));
    observed.over.set(false);
    observed.suspended.set(None);
    observed.name.replace(session.shown_name(&name, &coroutine));
    session.record(
        script_line(&session, vm),
        EventKind::TaskCreated {
            task: id,
            name,
            coroutine,
            parent,
        },
    );
    Ok(())
}

fn coroutine_name(coroutine: &PyObject, vm: &VirtualMachine) -> String {
    cut(match coroutine.downcast_ref_if_exact::<PyCoroutine>(vm) {
        Some(native) => native.as_coro().qualname().to_string(),
        None => text_attribute(coroutine, "__qualname__", vm).unwrap_or_default(),
    })
}

/// `Task.cancel` was called on a task that is not over.
pub fn cancel_requested(task: &Py<Task>, vm: &VirtualMachine) {
    if let Some(session) = Session::current()
        && let Some(id) = number(task)
    {
        let line = script_line(&session, vm);
        task.observed().cancelled_by.set(Some(session.runner()));
        session.record(line, EventKind::CancelRequested { task: id });
    }
}

/// `CancelledError` is about to be thrown into a task, in its own step.
pub fn cancel_delivered(task: &Py<Task>, vm: &VirtualMachine) {
    task.observed().cancelled_by.set(None);
    if let Some(session) = Session::current()
        && let Some(id) = number(task)
    {
        let line = AwaitStack::of(&session, task, vm).script_line();
        session.record(line, EventKind::CancelDelivered { task: id });
    }
}

/// The task that awaits a future, if it is one alone.
pub fn awaits(future: &PyObject) -> Option<TaskId> {
    let waiter = future.downcast_ref::<Future>()?.only_waiter()?;
    number_of(&waiter)
}

/// `Task.set_name` was called.
pub fn task_renamed(task: &Py<Task>, name: String, vm: &VirtualMachine) {
    if let Some(session) = Session::current()
        && let Some(id) = number(task)
    {
        let name = cut(name);
        task.observed().name.replace(name.clone());
        let line = script_line(&session, vm);
        session.record(line, EventKind::TaskRenamed { task: id, name });
    }
}

/// A task was made and begins to run at once.
pub fn eager_step(task: &Py<Task>, vm: &VirtualMachine) -> PyResult<Option<Step>> {
    task_created(task, vm)?;
    let (Some(session), Some(id)) = (Session::current(), number(task)) else {
        return Ok(None);
    };
    let now = session.now();
    Ok(Some(Step::begin(&session, Runner::Task(id), now, vm)))
}

/// The number of a task that is not over.
pub(crate) fn number(task: &Task) -> Option<TaskId> {
    let observed = task.observed();
    observed.id.get().filter(|_| !observed.over.get())
}

/// The number of the task behind an object, over or not.
pub fn task_behind(object: &PyObject) -> Option<TaskId> {
    object.downcast_ref::<Task>()?.observed().id.get()
}

/// The number of the task behind an object, if it is one that is not over.
pub(crate) fn number_of(object: &PyObject) -> Option<TaskId> {
    number(object.downcast_ref::<Task>()?)
}

/// Records what became of a task in the step that just ended.
pub fn after_step(session: &Session, task: &Py<Task>, vm: &VirtualMachine) {
    let Some(id) = number(task) else {
        return;
    };
    if let Some(outcome) = outcome(task.future(), vm) {
        task.observed().over.set(true);
        session.record(None, EventKind::TaskEnded { task: id, outcome });
        return;
    }
    task.observed().suspended.set(Some(session.now()));
    let waiter = task.waits_for();
    let stack = AwaitStack::of(session, task, vm);
    let line = stack.script_line();
    let wait = stack.wait(session, waiter.as_deref(), vm);
    session.record(
        line,
        EventKind::Suspended {
            task: id,
            wait,
            stack: stack.frames(session, vm),
        },
    );
}

/// Why nothing can happen any more, in words.
pub fn stuck(session: &Session, vm: &VirtualMachine) -> String {
    let waits = waits::in_words(futures::pending().into_iter().map(|task| {
        let name = task.observed().name.borrow().clone();
        let stack = AwaitStack::of(session, &task, vm);
        let wait = stack.wait(session, task.waits_for().as_deref(), vm);
        (name, waited_for(&wait, task_name), stack.script_line())
    }));
    if waits.is_empty() {
        return "Nothing is left to run: no task, no timer. In CPython the loop would wait for ever.".to_owned();
    }
    format!(
        "Nothing is left to run: {waits}, and nothing will ever wake them. In CPython the loop would wait for ever."
    )
}

/// What the reader calls a task that is not over.
fn task_name(task: TaskId) -> String {
    let pending = futures::pending();
    let of = |each: &rustpython_vm::PyRef<Task>| number(each) == Some(task);
    match pending.iter().find(|each| of(each)) {
        Some(task) => task.observed().name.borrow().clone(),
        None => format!("task {}", task.0),
    }
}

fn outcome(future: &Future, vm: &VirtualMachine) -> Option<Outcome> {
    match future.state() {
        FutureState::Pending => None,
        FutureState::Cancelled => Some(Outcome::Cancelled),
        FutureState::Finished => Some(match future.failure() {
            Some(error) => Outcome::Failed(error_text(&error, vm)),
            None => Outcome::Done(
                future
                    .value()
                    .map_or_else(|| "None".to_owned(), |result| shown(&result, vm)),
            ),
        }),
    }
}
