//! Where a suspended task is: the chain of coroutines down to what it waits for. Nothing here runs code of the script.

use crate::{
    asyncio::futures::{Future, FutureIter, Task},
    asyncio::locals,
    asyncio::loop_module::bound,
    asyncio::observation::{number, number_of},
    engine::session::Session,
};
use rustpython_vm::{
    AsObject, Py, PyObject, PyObjectRef, PyRef, PyResult, VirtualMachine,
    builtins::{PyAsyncGen, PyCode, PyCoroutine, PyGenerator, PyStr},
    frame::FrameObject,
};
use trace::{Frame, Meeting, ObjectKind, TaskId, Wait, WaitKind};

/// Await stacks deeper than this are cut: nobody reads further, and a runaway recursion would fill the trace.
const DEEPEST_STACK: usize = 24;

/// The chain of coroutines from a task's own down to what it is suspended in.
pub struct AwaitStack {
    levels: Vec<Level>,
}

struct Level {
    function: String,
    line: Option<u32>,
    frame: PyRef<FrameObject>,
}

impl AwaitStack {
    pub fn of(session: &Session, task: &Task, vm: &VirtualMachine) -> Self {
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
    pub fn script_line(&self) -> Option<u32> {
        self.levels.iter().rev().find_map(|level| level.line)
    }

    pub fn frames(self, session: &Session, vm: &VirtualMachine) -> Vec<Frame> {
        self.levels
            .into_iter()
            .map(|level| Frame {
                locals: match level.line {
                    Some(_) => locals::of(session, &level.frame, vm),
                    None => Vec::new(),
                },
                function: level.function,
                line: level.line,
            })
            .collect()
    }

    pub fn wait(&self, session: &Session, waiter: Option<&PyObject>, vm: &VirtualMachine) -> Wait {
        let Some(future) = waiter else {
            return Wait::of(WaitKind::NextTurn);
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
            return api_wait(session, api, until, vm);
        }
        if let Some(task) = future.downcast_ref::<Task>()
            && let Some(id) = number(task)
        {
            return Wait {
                kind: WaitKind::Task,
                until,
                on: vec![id],
            };
        }
        if future.fast_isinstance(&bound().gathering_future)
            && let Some(children) = attribute(future, "_children", vm)
        {
            let all = objects(&children, vm);
            return Wait {
                kind: WaitKind::Gather { of: many(&all) },
                until,
                on: known(&all),
            };
        }
        Wait {
            kind: WaitKind::Future,
            until,
            on: Vec::new(),
        }
    }
}

/// What a coroutine function of asyncio waits for, that the script awaits.
fn api_wait(session: &Session, api: &Level, until: Option<f64>, vm: &VirtualMachine) -> Wait {
    let local = |name: &str| {
        let locals = api.frame.f_locals(vm).ok()?;
        locals.get_item(name, vm).ok()
    };
    let shared = |meeting: Meeting, kind: ObjectKind| WaitKind::Shared {
        meeting,
        object: local("self").and_then(|object| session.watched.object(session, &object, kind, vm)),
    };
    let mut on = Vec::new();
    let kind = match api.function.trim_end_matches(".__aenter__") {
        "sleep" => WaitKind::Sleep,
        "wait" => {
            let all = local("fs").map(|fs| objects(&fs, vm)).unwrap_or_default();
            on = known(&all);
            let when = local("return_when").and_then(|when| when.downcast::<PyStr>().ok());
            WaitKind::WaitOf {
                of: many(&all),
                all: when.is_some_and(|when| when.as_bytes() == b"ALL_COMPLETED"),
            }
        }
        "TaskGroup.__aexit__" => {
            let group = local("self").and_then(|group| attribute(&group, "_tasks", vm));
            let all = group.map(|tasks| objects(&tasks, vm)).unwrap_or_default();
            on = known(&all);
            on.sort();
            WaitKind::TaskGroup { of: many(&all) }
        }
        "_AsCompletedIterator.__anext__" | "_AsCompletedIterator._wait_for_one" => {
            let todo = local("self").and_then(|all| attribute(&all, "_todo", vm));
            on = todo
                .map(|todo| known(&objects(&todo, vm)))
                .unwrap_or_default();
            on.sort();
            WaitKind::AsCompleted
        }
        "wait_for" => {
            on.extend(local("fut").and_then(|fut| number_of(&fut)));
            WaitKind::WaitFor
        }
        "Lock.acquire" => shared(Meeting::LockAcquire, ObjectKind::Lock),
        "Semaphore.acquire" => shared(Meeting::SemaphoreAcquire, ObjectKind::Semaphore),
        "Condition.wait" => shared(Meeting::ConditionWait, ObjectKind::Condition),
        "Condition.wait_for" => shared(Meeting::ConditionWaitFor, ObjectKind::Condition),
        "Event.wait" => shared(Meeting::EventWait, ObjectKind::Event),
        "Barrier.wait" | "Barrier._wait" | "Barrier._block" => {
            shared(Meeting::BarrierWait, ObjectKind::Barrier)
        }
        "Queue.get" => shared(Meeting::QueueGet, ObjectKind::Queue),
        "Queue.put" => shared(Meeting::QueuePut, ObjectKind::Queue),
        "Queue.join" => shared(Meeting::QueueJoin, ObjectKind::Queue),
        "Server.serve_forever" => WaitKind::Serve,
        other => WaitKind::Library(other.to_owned()),
    };
    Wait { kind, until, on }
}

fn many(all: &[PyObjectRef]) -> u32 {
    u32::try_from(all.len()).unwrap_or(u32::MAX)
}

/// The frame in which a coroutine, generator or asynchronous generator is suspended, and what it awaits there.
fn suspended_in(
    object: &PyObject,
    vm: &VirtualMachine,
) -> Option<(PyObjectRef, Option<PyObjectRef>)> {
    let asked = generator_asked(object);
    let object = asked.as_deref().unwrap_or(object);
    let native = object
        .downcast_ref_if_exact::<PyCoroutine>(vm)
        .map(|coroutine| coroutine.as_coro())
        .or_else(|| {
            let generator = object.downcast_ref_if_exact::<PyGenerator>(vm)?;
            Some(generator.as_coro())
        })
        .or_else(|| Some(object.downcast_ref::<PyAsyncGen>()?.as_coro()));
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

/// The asynchronous generator that an awaitable asks for its next value, or its end: no attribute leads from one to the
/// other, but the one holds the other.
fn generator_asked(awaitable: &PyObject) -> Option<PyObjectRef> {
    const ASKING: [&str; 2] = ["async_generator_asend", "async_generator_athrow"];
    if !ASKING.contains(&&*awaitable.class().name()) {
        return None;
    }
    let held = awaitable.gc_get_referents();
    held.into_iter()
        .find(|object| object.downcast_ref::<PyAsyncGen>().is_some())
}

fn level(session: &Session, frame: &Py<FrameObject>) -> Level {
    let code = frame.f_code();
    let code: &Py<PyCode> = &code;
    let ours = session.is_script(code.source_path().as_str());
    let line = ours.then(|| suspended_line(frame, code)).flatten();
    Level {
        function: code.qualname.to_string(),
        line,
        frame: frame.to_owned(),
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

pub(crate) fn text_attribute(
    object: &PyObject,
    name: &'static str,
    vm: &VirtualMachine,
) -> Option<String> {
    attribute(object, name, vm)?
        .downcast_ref::<PyStr>()
        .map(|text| text.to_string())
}
