//! Who created, woke, cancelled and held: what a run records of causes.

use crate::support::{Run, run};
use trace::{
    Call, CallKind, Cause, EventKind, Frame, ObjectId, ObjectKind, Runner, State, TaskId, ThreadId,
    Timeline, Wait, WaitKind,
};

fn task(run: &Run, name: &str) -> TaskId {
    let found = run.trace.events.iter().find_map(|event| match &event.kind {
        EventKind::TaskCreated {
            task,
            name: given,
            coroutine,
            ..
        } if given == name || coroutine == name => Some(*task),
        _ => None,
    });
    found.unwrap_or_else(|| panic!("no task is called {name}"))
}

fn waits(run: &Run, of: TaskId) -> Vec<(&Wait, &[Frame])> {
    let events = run.trace.events.iter();
    events
        .filter_map(|event| match &event.kind {
            EventKind::Suspended { task, wait, stack } if *task == of => {
                Some((wait, stack.as_slice()))
            }
            _ => None,
        })
        .collect()
}

#[test]
fn a_cancelling_is_asked_for_causes_the_step_and_is_delivered_in_it() {
    let run = run(r#"import asyncio

async def slow():
    await asyncio.sleep(10)

async def main():
    task = asyncio.create_task(slow())
    await asyncio.sleep(1)
    task.cancel()
    await asyncio.wait([task])

asyncio.run(main())
"#);
    let (main, slow) = (task(&run, "main"), task(&run, "slow"));
    let told: Vec<_> = run
        .trace
        .events
        .iter()
        .skip_while(|event| !matches!(event.kind, EventKind::CancelRequested { .. }))
        .filter_map(|event| match &event.kind {
            EventKind::CancelRequested { task } if *task == slow => {
                Some(("asked", event.runner, event.line))
            }
            EventKind::Ready { what, cause, .. } if *what == Runner::Task(slow) => {
                assert_eq!(*cause, Cause::Cancel(Runner::Task(main)));
                Some(("ready", event.runner, event.line))
            }
            EventKind::StepStarted { what } if *what == Runner::Task(slow) => {
                Some(("step", event.runner, event.line))
            }
            EventKind::CancelDelivered { task } if *task == slow => {
                Some(("delivered", event.runner, event.line))
            }
            EventKind::TaskEnded { task, .. } if *task == slow => {
                Some(("ended", event.runner, event.line))
            }
            _ => None,
        })
        .collect();
    let (by_main, by_slow) = (Some(Runner::Task(main)), Some(Runner::Task(slow)));
    assert_eq!(
        told,
        [
            ("asked", by_main, Some(9)),
            ("ready", by_main, None),
            ("step", by_slow, None),
            ("delivered", by_slow, Some(4)),
            ("ended", by_slow, None)
        ]
    );
}

#[test]
fn a_deadline_that_came_is_told_apart_from_a_cancelling() {
    let run = run(r#"import asyncio

async def main():
    for seconds in (0.5, 3):
        try:
            async with asyncio.timeout(1):
                await asyncio.sleep(seconds)
        except TimeoutError:
            print("late")
    try:
        await asyncio.wait_for(asyncio.sleep(5), 1)
    except TimeoutError:
        print("too")

asyncio.run(main())
"#);
    assert_eq!(run.stdout, "late\ntoo\n");
    let main = task(&run, "main");
    let late: Vec<_> = run
        .trace
        .events
        .iter()
        .filter_map(|event| match event.kind {
            EventKind::TimedOut { task } => Some((task, event.at)),
            _ => None,
        })
        .collect();
    assert_eq!(late, [(main, 1.5), (main, 2.5)]);
}

#[test]
fn a_semaphore_is_handed_to_who_waits_for_it() {
    let run = run(r#"import asyncio

async def worker(places):
    async with places:
        await asyncio.sleep(1)

async def main():
    places = asyncio.Semaphore(2)
    async with asyncio.TaskGroup() as group:
        for name in "abc":
            group.create_task(worker(places), name=name)

asyncio.run(main())
"#);
    let [a, b, c] = ["a", "b", "c"].map(|name| Runner::Task(task(&run, name)));
    let taken: Vec<_> = run
        .trace
        .events
        .iter()
        .filter_map(|event| match event.kind {
            EventKind::ObjectSeen { object, is } => {
                assert_eq!((object, is), (ObjectId(0), ObjectKind::Semaphore));
                None
            }
            EventKind::Acquired { by, .. } => Some(("taken", by, event.at)),
            EventKind::Released { .. } => Some(("let go", event.runner?, event.at)),
            _ => None,
        })
        .collect();
    assert_eq!(
        taken,
        [
            ("taken", a, 0.0),
            ("taken", b, 0.0),
            ("let go", a, 1.0),
            ("taken", c, 1.0),
            ("let go", b, 1.0),
            ("let go", c, 2.0)
        ]
    );
    let waits = waits(&run, task(&run, "c"));
    assert_eq!(waits[0].0.object(), Some(ObjectId(0)));
}

#[test]
fn those_that_are_still_out_are_told_at_each_wait() {
    let run = run(r#"import asyncio

async def main():
    tasks = [asyncio.create_task(asyncio.sleep(n), name=str(n)) for n in (1, 2, 3)]
    await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    async for task in asyncio.as_completed(tasks[1:]):
        pass
    await asyncio.wait(tasks)

asyncio.run(main())
"#);
    let [one, two, three] = ["1", "2", "3"].map(|name| task(&run, name));
    let told: Vec<_> = waits(&run, task(&run, "main"))
        .into_iter()
        .map(|(wait, _)| (wait.kind.clone(), wait.on.clone()))
        .collect();
    assert_eq!(
        told,
        [
            (
                WaitKind::WaitOf { of: 3, all: false },
                vec![one, two, three]
            ),
            (WaitKind::AsCompleted, vec![two, three]),
            (WaitKind::AsCompleted, vec![three]),
            // All are over: `asyncio.wait` lets one turn pass all the same.
            (WaitKind::WaitOf { of: 3, all: true }, vec![]),
        ]
    );
}

#[test]
fn variables_are_shown_without_running_code_of_the_script() {
    let run = run(r#"import asyncio

class Order:
    def __repr__(self):
        print("asked")
        return "order"

async def serve(order, table, names):
    note = "x" * 200
    await asyncio.sleep(1)

async def main():
    await serve(Order(), 7, ["Kim", Order()])

asyncio.run(main())
"#);
    assert_eq!(run.stdout, "");
    let waits = waits(&run, task(&run, "main"));
    let [.., serve, sleep] = waits[0].1 else {
        panic!("main waits in serve")
    };
    let shown: Vec<_> = serve
        .locals
        .iter()
        .map(|local| (local.name.as_str(), local.value.as_str()))
        .collect();
    assert_eq!(
        shown[..3],
        [
            ("order", "<Order>"),
            ("table", "7"),
            ("names", "['Kim', <Order>]")
        ]
    );
    assert!(shown[3].1.starts_with("'xxx") && shown[3].1.chars().count() <= 61);
    assert!(serve.locals[0].object.is_some() && serve.locals[1].object.is_none());
    assert_eq!(sleep.locals, [], "the library's own are not shown");
}

#[test]
fn what_is_looked_at_lives_no_longer_for_it() {
    let run = run(r#"import asyncio, weakref

class Thing:
    pass

async def hold(thing):
    await asyncio.sleep(1)

async def main():
    thing = Thing()
    gone = weakref.ref(thing)
    await hold(thing)
    del thing
    print(gone())

asyncio.run(main())
"#);
    assert_eq!(run.stdout, "None\n");
}

#[test]
fn a_deadlock_has_width_to_the_horizon() {
    let run = run(r#"import asyncio

async def main():
    await asyncio.sleep(2)
    await asyncio.Event().wait()

asyncio.run(main())
"#);
    let timeline = Timeline::of(&run.trace);
    assert_eq!((timeline.end, timeline.horizon), (2.0, 2.5));
    let main = timeline.task(task(&run, "main")).expect("it has a lane");
    let last = main.spans.last().expect("it waits");
    assert_eq!(
        (last.state, last.from, last.to, last.is_eternal()),
        (State::Waiting, 2.0, 2.5, true)
    );
    assert_eq!(last.what, "Event.wait");
}

#[test]
fn a_thread_that_waits_for_a_lock_says_who_has_it() {
    let run = run(r#"import threading
import time

lock = threading.Lock()
done = threading.Event()

def hold():
    with lock:
        time.sleep(1)
    done.set()

first = threading.Thread(target=hold)
second = threading.Thread(target=hold)
waiter = threading.Thread(target=done.wait)
for thread in (first, second, waiter):
    thread.start()
for thread in (first, second, waiter):
    thread.join()
"#);
    let waits: Vec<_> = run
        .trace
        .events
        .iter()
        .filter_map(|event| match &event.kind {
            EventKind::ThreadWaits { thread, wait } => match &wait.kind {
                WaitKind::Blocking(Call {
                    kind: CallKind::Acquire { lock, holder },
                    ..
                }) => Some((*thread, *lock, *holder)),
                _ => None,
            },
            _ => None,
        })
        .collect();
    let held: Vec<_> = waits.iter().filter(|wait| wait.2.is_some()).collect();
    let [&(thread, Some(lock), holder)] = held[..] else {
        panic!("{waits:?}")
    };
    assert_eq!(
        (thread, holder),
        (ThreadId(2), Some(Runner::Thread(ThreadId(1))))
    );
    // `Event.wait` is made of a lock that its waiter has locked itself: a signal, which nobody holds up.
    assert!(
        waits.iter().any(|wait| (wait.1, wait.2) == (None, None)),
        "{waits:?}"
    );
    assert!(run.trace.events.iter().any(|event| matches!(
        event.kind,
        EventKind::ObjectSeen { object, is: ObjectKind::ThreadLock } if object == lock
    )));
}

#[test]
fn who_awaits_the_next_value_of_a_generator_waits_for_what_that_awaits() {
    let run = run(r#"import asyncio

async def lines():
    try:
        await asyncio.sleep(1)
        yield "a"
        yield "b"
    finally:
        await asyncio.sleep(2)

async def words(source):
    async for line in source:
        yield line

async def main():
    every = words(lines())
    async for word in every:
        break
    await every.aclose()
    await lines().asend(None)

asyncio.run(main())
"#);
    let waits = waits(&run, task(&run, "main"));
    let first = waits.first().expect("a wait");
    assert_eq!(first.0.kind, WaitKind::Sleep);
    let lines: Vec<_> = first
        .1
        .iter()
        .map(|frame| (frame.function.as_str(), frame.line))
        .collect();
    assert_eq!(
        lines,
        [
            ("main", Some(17)),
            ("words", Some(12)),
            ("lines", Some(5)),
            ("sleep", None)
        ]
    );
    assert!(
        waits.iter().all(|(wait, _)| wait.kind == WaitKind::Sleep),
        "{waits:?}"
    );
}
