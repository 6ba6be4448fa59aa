//! What can be seen of tasks from outside: where they are, what they wait for, how they ended. Nothing here
//! runs code of the script: a `__repr__` of its own could print.

use super::{
    futures::{self, Future, FutureIter, FutureState, Task},
    loop_module::bound,
    session::Session,
    step::Step,
    waits,
};
use crate::trace::{EventKind, Frame, Outcome, Runner, TaskId, Wait};
use rustpython_vm::{
    AsObject, Py, PyObject, PyObjectRef, PyResult, VirtualMachine,
    builtins::{PyBaseException, PyBytes, PyCode, PyCoroutine, PyFloat, PyGenerator, PyInt, PyStr},
    frame::FrameObject,
};

/// Await stacks deeper than this are cut: nobody reads further, and a runaway recursion would fill the trace.
const DEEPEST_STACK: usize = 24;
/// Longer texts are cut with an ellipsis.
const LONGEST_TEXT: usize = 120;
/// Integers of more bits are not written out: that can take longer than computing them.
const LONGEST_INT: u64 = 1000;
/// Sequences within sequences are shown so deep.
const DEEPEST_VALUE: usize = 4;

/// The line that the script itself is executing: that of its innermost frame.
pub fn script_line(session: &Session, vm: &VirtualMachine) -> Option<u32> {
    let mut frame = vm.current_frame();
    while let Some(current) = frame {
        let code = current.f_code();
        if code.source_path().as_str() == session.file {
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
        session.record(line, EventKind::CancelRequested { task: id });
    }
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
fn number(task: &Task) -> Option<TaskId> {
    let observed = task.observed();
    observed.id.get().filter(|_| !observed.over.get())
}

/// The number of the task behind an object, over or not.
pub fn task_behind(object: &PyObject) -> Option<TaskId> {
    object.downcast_ref::<Task>()?.observed().id.get()
}

/// The number of the task behind an object, if it is one that is not over.
fn number_of(object: &PyObject) -> Option<TaskId> {
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
    let wait = stack.wait(waiter.as_deref(), vm);
    let lock = stack.lock(vm);
    session.record(
        line,
        EventKind::Suspended {
            task: id,
            wait,
            stack: stack.frames(),
        },
    );
    if let Some(lock) = lock.and_then(|lock| session.watched.lock(lock)) {
        session.record(line, EventKind::LockAwaited { task: id, lock });
    }
}

/// Why nothing can happen any more, in words.
pub fn stuck(session: &Session, vm: &VirtualMachine) -> String {
    let waits = waits::in_words(futures::pending().into_iter().map(|task| {
        let name = task.observed().name.borrow().clone();
        let stack = AwaitStack::of(session, &task, vm);
        let wait = stack.wait(task.waits_for().as_deref(), vm);
        (name, wait.what, stack.script_line())
    }));
    if waits.is_empty() {
        return "Nothing is left to run: no task, no timer. In CPython the loop would wait for ever.".to_owned();
    }
    format!(
        "Nothing is left to run: {waits}, and nothing will ever wake them. In CPython the loop would wait for ever."
    )
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

/// The last line of an exception's traceback, without asking code of the script.
pub fn error_text(error: &PyObject, vm: &VirtualMachine) -> String {
    let class = error.class().name().to_string();
    let Some(error) = error.downcast_ref::<PyBaseException>() else {
        return class;
    };
    let arguments = error.args();
    let message = match arguments.as_slice() {
        [] => String::new(),
        [only] => match only.downcast_ref::<PyStr>() {
            Some(text) if class != "KeyError" => text.to_string(),
            _ => shown(only, vm),
        },
        [message, ..] if error.class().name().ends_with("Group") => {
            message.str(vm).map(|s| s.to_string()).unwrap_or_default()
        }
        all => format!(
            "({})",
            all.iter()
                .map(|argument| shown(argument, vm))
                .collect::<Vec<_>>()
                .join(", ")
        ),
    };
    cut(if message.is_empty() {
        class
    } else {
        format!("{class}: {message}")
    })
}

/// The `repr` of a plain value; of anything else its class. Takes no longer for a large value than for a small one.
fn shown(value: &PyObject, vm: &VirtualMachine) -> String {
    shown_within(value, DEEPEST_VALUE, vm)
}

fn shown_within(value: &PyObject, levels: usize, vm: &VirtualMachine) -> String {
    let exact = value.class();
    // Only the beginning is read of what is cut anyway.
    if let Some(text) = value.downcast_ref_if_exact::<PyStr>(vm)
        && text.byte_len() > 4 * LONGEST_TEXT
    {
        let begins: String = text.to_string_lossy().chars().take(LONGEST_TEXT).collect();
        let repr = vm.ctx.new_str(begins).as_object().repr(vm);
        return cut(repr.map(|text| format!("{text}…")).unwrap_or_default());
    }
    if let Some(bytes) = value.downcast_ref_if_exact::<PyBytes>(vm)
        && bytes.as_bytes().len() > 4 * LONGEST_TEXT
    {
        let begins = bytes.as_bytes()[..LONGEST_TEXT].to_vec();
        let repr = vm.ctx.new_bytes(begins).as_object().repr(vm);
        return cut(repr.map(|text| format!("{text}…")).unwrap_or_default());
    }
    if let Some(int) = value.downcast_ref_if_exact::<PyInt>(vm)
        && int.as_bigint().bits() > LONGEST_INT
    {
        return format!("<{} of {} bits>", exact.name(), int.as_bigint().bits());
    }
    let types = &vm.ctx.types;
    let plain = vm.is_none(value)
        || value.downcast_ref_if_exact::<PyInt>(vm).is_some()
        || value.downcast_ref_if_exact::<PyStr>(vm).is_some()
        || value.downcast_ref_if_exact::<PyFloat>(vm).is_some()
        || exact.is(types.bool_type)
        || exact.is(types.bytes_type);
    if plain {
        return cut(value
            .repr(vm)
            .map(|text| text.to_string())
            .unwrap_or_default());
    }
    if levels == 0 {
        return format!("<{}>", exact.name());
    }
    /// Items of a sequence that are shown.
    const SHOWN: usize = 8;
    let sequence = |items: Vec<PyObjectRef>, open: &str, close: &str| {
        let of = |item: &PyObjectRef| shown_within(item, levels - 1, vm);
        let mut parts: Vec<_> = items.iter().take(SHOWN).map(of).collect();
        if items.len() > SHOWN {
            parts.push("…".to_owned());
        }
        cut(format!("{open}{}{close}", parts.join(", ")))
    };
    if let Some(list) = value.downcast_ref_if_exact::<rustpython_vm::builtins::PyList>(vm) {
        let items = list.borrow_vec().iter().take(SHOWN + 1).cloned().collect();
        return sequence(items, "[", "]");
    }
    if let Some(tuple) = value.downcast_ref_if_exact::<rustpython_vm::builtins::PyTuple>(vm) {
        let items: Vec<_> = tuple.as_slice().iter().take(SHOWN + 1).cloned().collect();
        let close = if items.len() == 1 { ",)" } else { ")" };
        return sequence(items, "(", close);
    }
    format!("<{}>", exact.name())
}

/// The text, or its beginning where it is longer than anybody reads.
pub(super) fn cut(text: String) -> String {
    if text.len() <= LONGEST_TEXT || text.chars().count() <= LONGEST_TEXT {
        return text;
    }
    text.chars().take(LONGEST_TEXT - 1).chain(['…']).collect()
}

/// The chain of coroutines from a task's own down to what it is suspended in.
struct AwaitStack {
    levels: Vec<Level>,
}

struct Level {
    function: String,
    line: Option<u32>,
    frame: PyObjectRef,
}

impl AwaitStack {
    fn of(session: &Session, task: &Task, vm: &VirtualMachine) -> Self {
        let mut levels = Vec::new();
        let mut next = task.coroutine();
        while let Some(object) = next {
            if levels.len() == DEEPEST_STACK {
                break;
            }
            let Some((frame, inner)) = suspended_in(&object, vm) else {
                break;
            };
            if let Some(frame) = frame.downcast_ref::<FrameObject>() {
                levels.push(level(session, frame));
            }
            next = inner;
        }
        Self { levels }
    }

    /// The line of the innermost frame of the script.
    fn script_line(&self) -> Option<u32> {
        self.levels.iter().rev().find_map(|level| level.line)
    }

    fn frames(self) -> Vec<Frame> {
        self.levels
            .into_iter()
            .map(|level| Frame {
                function: level.function,
                line: level.line,
            })
            .collect()
    }

    /// The address of the lock that the innermost frame waits for.
    fn lock(&self, vm: &VirtualMachine) -> Option<usize> {
        let last = self.levels.last()?;
        if last.function != "Lock.acquire" || last.line.is_some() {
            return None;
        }
        let locals = last.frame.get_attr("f_locals", vm).ok()?;
        Some(locals.get_item("self", vm).ok()?.get_id())
    }

    fn wait(&self, waiter: Option<&PyObject>, vm: &VirtualMachine) -> Wait {
        let Some(future) = waiter else {
            return Wait {
                what: "next turn".to_owned(),
                until: None,
                on: Vec::new(),
            };
        };
        let until = future
            .downcast_ref::<Future>()
            .and_then(|future| future.deadline());
        // The first frame of the library below the script's last is what the script called.
        let called = self
            .levels
            .iter()
            .rposition(|level| level.line.is_some())
            .map_or(0, |last| last + 1);
        let entered = |level: &&Level| level.function.ends_with("__aenter__");
        let api = self.levels.get(called);
        let api = api.filter(entered).and(self.levels.get(called + 1)).or(api);
        if let Some(api) = api {
            return self.library_wait(api, until, vm);
        }
        if let Some(task) = future.downcast_ref::<Task>()
            && let Some(id) = number(task)
        {
            return Wait {
                what: format!("task {}", task.observed().name.borrow()),
                until,
                on: vec![id],
            };
        }
        if future.fast_isinstance(&bound().gathering_future)
            && let Some(children) = attribute(future, "_children", vm)
        {
            let all = objects(&children, vm);
            return Wait {
                what: format!("gather of {}", all.len()),
                until,
                on: known(&all),
            };
        }
        Wait {
            what: "future".to_owned(),
            until,
            on: Vec::new(),
        }
    }

    fn library_wait(&self, api: &Level, until: Option<f64>, vm: &VirtualMachine) -> Wait {
        let local = |name: &str| {
            let locals = api.frame.get_attr("f_locals", vm).ok()?;
            locals.get_item(name, vm).ok()
        };
        let (what, on) = match api.function.as_str() {
            "wait" => {
                let all = local("fs").map(|fs| objects(&fs, vm)).unwrap_or_default();
                (format!("wait of {}", all.len()), known(&all))
            }
            "TaskGroup.__aexit__" => {
                let group = local("self").and_then(|group| attribute(&group, "_tasks", vm));
                let all = group.map(|tasks| objects(&tasks, vm)).unwrap_or_default();
                let mut on = known(&all);
                on.sort();
                (format!("TaskGroup of {}", all.len()), on)
            }
            "wait_for" => {
                let awaited = local("fut").and_then(|fut| number_of(&fut));
                ("wait_for".to_owned(), awaited.into_iter().collect())
            }
            "Barrier._wait" | "Barrier._block" => ("Barrier.wait".to_owned(), Vec::new()),
            other => (other.trim_end_matches(".__aenter__").to_owned(), Vec::new()),
        };
        Wait { what, until, on }
    }
}

/// The frame in which a coroutine, generator or asynchronous generator is suspended, and what it awaits there.
fn suspended_in(
    object: &PyObject,
    vm: &VirtualMachine,
) -> Option<(PyObjectRef, Option<PyObjectRef>)> {
    let native = object
        .downcast_ref_if_exact::<PyCoroutine>(vm)
        .map(|coroutine| coroutine.as_coro())
        .or_else(|| {
            let generator = object.downcast_ref_if_exact::<PyGenerator>(vm)?;
            Some(generator.as_coro())
        });
    if object.downcast_ref::<FutureIter>().is_some() {
        // The bottom, as nearly always: nothing to look for.
        return None;
    }
    if let Some(native) = native {
        let frame = native.frame_opt().filter(|_| !native.closed())?;
        let inner = frame.yield_from_target();
        return Some((frame.into(), inner));
    }
    [
        ("cr_frame", "cr_await"),
        ("gi_frame", "gi_yieldfrom"),
        ("ag_frame", "ag_await"),
    ]
    .into_iter()
    .find_map(|(frame, inner)| {
        let frame = attribute(object, frame, vm)?;
        Some((frame, attribute(object, inner, vm)))
    })
}

fn level(session: &Session, frame: &Py<FrameObject>) -> Level {
    let code = frame.f_code();
    let code: &Py<PyCode> = &code;
    let ours = code.source_path().as_str() == session.file;
    let line = ours.then(|| suspended_line(frame, code)).flatten();
    Level {
        function: code.qualname.to_string(),
        line,
        frame: frame.to_owned().into(),
    }
}

/// The line at which a frame that does not run is: its code's table is read at one place, not from its start.
fn suspended_line(frame: &Py<FrameObject>, code: &PyCode) -> Option<u32> {
    let next = frame.lasti() as usize;
    match code.locations.get(next.wrapping_sub(1)) {
        Some((place, _)) => u32::try_from(place.line.get()).ok(),
        None => u32::try_from(frame.lineno()).ok(),
    }
}

fn known(tasks: &[PyObjectRef]) -> Vec<TaskId> {
    tasks.iter().filter_map(|task| number_of(task)).collect()
}

/// The elements of a list, tuple or set.
fn objects(collection: &PyObject, vm: &VirtualMachine) -> Vec<PyObjectRef> {
    collection
        .to_owned()
        .try_into_value::<Vec<PyObjectRef>>(vm)
        .unwrap_or_else(|_| {
            let listed = vm.ctx.types.list_type.to_owned();
            let list: PyResult =
                rustpython_vm::AsObject::as_object(&listed).call((collection.to_owned(),), vm);
            list.and_then(|list| list.try_into_value(vm))
                .unwrap_or_default()
        })
}

fn attribute(object: &PyObject, name: &'static str, vm: &VirtualMachine) -> Option<PyObjectRef> {
    object
        .get_attr(name, vm)
        .ok()
        .filter(|value| !vm.is_none(value))
}

fn text_attribute(object: &PyObject, name: &'static str, vm: &VirtualMachine) -> Option<String> {
    attribute(object, name, vm)?
        .downcast_ref::<PyStr>()
        .map(|text| text.to_string())
}
