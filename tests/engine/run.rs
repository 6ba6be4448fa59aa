//! What a run of a script records.

use crate::support::{Run, run, run_with};
use trace::{Call, CallKind, EventKind, Outcome, Runner, TaskId, WaitKind};

const COFFEE: &str = r#"import asyncio, time

async def espresso():
    await asyncio.sleep(3)
    print("espresso")

async def latte():
    await asyncio.sleep(2)
    print("latte")
    return "milk"

async def main():
    await asyncio.gather(espresso(), latte())

asyncio.run(main())
"#;

fn task(run: &Run, coroutine: &str) -> TaskId {
    let found = run.trace.events.iter().find_map(|event| match &event.kind {
        EventKind::TaskCreated {
            task,
            coroutine: name,
            ..
        } if name == coroutine => Some(*task),
        _ => None,
    });
    found.unwrap_or_else(|| panic!("no task runs {coroutine}"))
}

fn end(run: &Run) -> f64 {
    run.trace.events.last().expect("a run has events").at
}

#[test]
fn two_waits_that_overlap_take_as_long_as_the_longer() {
    let run = run(COFFEE);
    assert_eq!((run.code, end(&run)), (0, 3.0));
    assert_eq!(run.stdout, "latte\nespresso\n");
}

#[test]
fn a_suspended_task_says_what_it_waits_for_until_when_and_where() {
    let run = run(COFFEE);
    let latte = task(&run, "latte");
    let (at, line, wait, stack) = run
        .trace
        .events
        .iter()
        .find_map(|event| match &event.kind {
            EventKind::Suspended { task, wait, stack } if *task == latte => {
                Some((event.at, event.line, wait, stack))
            }
            _ => None,
        })
        .expect("latte waits");
    assert_eq!((at, line), (0.0, Some(8)));
    assert_eq!((&wait.kind, wait.until), (&WaitKind::Sleep, Some(2.0)));
    let functions: Vec<_> = stack
        .iter()
        .map(|frame| (frame.function.as_str(), frame.line))
        .collect();
    assert_eq!(functions, [("latte", Some(8)), ("sleep", None)]);
}

#[test]
fn a_gathering_task_waits_for_its_children_and_they_name_it_as_their_creator() {
    let run = run(COFFEE);
    let (main, espresso, latte) = (
        task(&run, "main"),
        task(&run, "espresso"),
        task(&run, "latte"),
    );
    let on = run.trace.events.iter().find_map(|event| match &event.kind {
        EventKind::Suspended { task, wait, .. } if *task == main => {
            Some((wait.kind.clone(), wait.on.clone()))
        }
        _ => None,
    });
    assert_eq!(
        on,
        Some((WaitKind::Gather { of: 2 }, vec![espresso, latte]))
    );
    let parents = run.trace.events.iter().filter(
        |event| matches!(event.kind, EventKind::TaskCreated { parent: Some(parent), .. } if parent == main),
    );
    assert_eq!(parents.count(), 2);
}

#[test]
fn a_task_that_returned_is_done_with_its_result() {
    let run = run(COFFEE);
    let latte = task(&run, "latte");
    let ended = run.trace.events.iter().find_map(|event| match &event.kind {
        EventKind::TaskEnded { task, outcome } if *task == latte => {
            Some((event.at, outcome.clone()))
        }
        _ => None,
    });
    assert_eq!(ended, Some((2.0, Outcome::Done("'milk'".into()))));
}

#[test]
fn output_carries_its_time_its_task_and_its_line() {
    let run = run(COFFEE);
    let event = run
        .trace
        .events
        .iter()
        .find(|event| matches!(&event.kind, EventKind::Output { text, .. } if text.contains("espresso")))
        .expect("espresso prints");
    assert_eq!(
        (event.at, event.line, event.runner),
        (3.0, Some(5), Some(Runner::Task(task(&run, "espresso"))))
    );
}

#[test]
fn what_a_blocking_call_held_up_was_ready_when_its_timer_was_due() {
    let run = run(r#"import asyncio, time

async def ping():
    await asyncio.sleep(0.5)

async def hog():
    time.sleep(2)

async def main():
    await asyncio.gather(ping(), hog())

asyncio.run(main())
"#);
    let ping = Runner::Task(task(&run, "ping"));
    let blocked = run.trace.events.iter().find_map(|event| match &event.kind {
        EventKind::Blocked { call, seconds } => {
            Some((event.at, event.line, call.clone(), *seconds))
        }
        _ => None,
    });
    assert_eq!(
        blocked,
        Some((
            0.0,
            Some(7),
            Call::new(CallKind::Sleep, "time.sleep(2)"),
            2.0
        ))
    );
    let ready: Vec<_> = run
        .trace
        .events
        .iter()
        .filter_map(|event| match event.kind {
            EventKind::Ready { what, since, .. } if what == ping => Some((since, event.at)),
            _ => None,
        })
        .collect();
    assert_eq!(ready, [(0.0, 0.0), (0.5, 2.0)]);
}

#[test]
fn a_cancelled_task_is_recorded_with_its_request_and_its_end() {
    let run = run(r#"import asyncio

async def slow():
    await asyncio.sleep(10)

async def main():
    task = asyncio.create_task(slow())
    await asyncio.sleep(1)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("gone")

asyncio.run(main())
"#);
    let slow = task(&run, "slow");
    let told: Vec<_> = run
        .trace
        .events
        .iter()
        .filter_map(|event| match &event.kind {
            EventKind::CancelRequested { task } if *task == slow => {
                Some(("asked", event.at, event.line))
            }
            EventKind::TimerCancelled { .. } => Some(("timer", event.at, None)),
            EventKind::TaskEnded {
                task,
                outcome: Outcome::Cancelled,
            } if *task == slow => Some(("ended", event.at, None)),
            _ => None,
        })
        .collect();
    assert_eq!(
        told,
        [
            ("asked", 1.0, Some(9)),
            ("timer", 1.0, None),
            ("ended", 1.0, None)
        ]
    );
}

#[test]
fn the_same_script_gives_the_same_trace() {
    let script = r#"import asyncio, random, uuid

async def worker(n):
    for _ in range(3):
        await asyncio.sleep(random.random())
    return uuid.uuid4()

async def main():
    async with asyncio.TaskGroup() as group:
        tasks = {group.create_task(worker(n)) for n in range(5)}
    print(sorted(str(task.result()) for task in tasks), {"a", "b", "c", "d"})

asyncio.run(main())
"#;
    assert!(run(script).trace == run(script).trace);
    let seeded = |seed| run_with(script, &["--seed", seed]).stdout;
    assert_ne!(seeded("1"), seeded("2"));
}

#[test]
fn a_run_with_nothing_left_to_run_ends_and_says_who_waits_for_what() {
    let run = run(r#"import asyncio

async def main():
    lock = asyncio.Lock()
    async with lock:
        async with lock:
            print("never")

try:
    asyncio.run(main())
except BaseException:
    print("not here either")
"#);
    let EventKind::Interrupted { reason, .. } = &run.trace.events.last().expect("events").kind
    else {
        panic!("the run ended by itself")
    };
    assert!(run.stderr.contains("Nothing is left to run"));
    assert!(
        reason.contains("main waits for Lock.acquire (line 6)"),
        "{reason}"
    );
    assert_eq!((run.code, run.stdout.as_str()), (1, ""));
}

#[test]
fn a_syntax_error_is_recorded_with_its_place() {
    let run = run("x = 1\nprint('a'\ny = 2\n");
    let failed = run.trace.events.iter().find_map(|event| match &event.kind {
        EventKind::ScriptFailed { message, columns } => {
            Some((event.line, message.clone(), *columns))
        }
        _ => None,
    });
    assert_eq!(
        failed,
        Some((
            Some(2),
            "SyntaxError: '(' was never closed".to_owned(),
            Some((6, 7))
        ))
    );
    assert_eq!(run.code, 1);
}

#[test]
fn an_uncaught_exception_is_recorded_with_its_line_after_all_that_was_before() {
    let run = run(
        "import asyncio\n\nasync def main():\n    await asyncio.sleep(1)\n    1 / 0\n\nasyncio.run(main())\n",
    );
    let failed = run.trace.events.iter().find_map(|event| match &event.kind {
        EventKind::ScriptFailed { message, .. } => Some((event.at, event.line, message.clone())),
        _ => None,
    });
    assert_eq!(
        failed,
        Some((
            1.0,
            Some(5),
            "ZeroDivisionError: division by zero".to_owned()
        ))
    );
    // The absolute path, as CPython has it.
    let (first, rest) = run.stderr.split_once('\n').expect("a traceback has lines");
    assert_eq!(first, "Traceback (most recent call last):");
    let place = rest.lines().next().expect("a traceback has places");
    assert!(
        place.starts_with("  File \"/") && place.ends_with("/script.py\", line 7, in <module>"),
        "{place}"
    );
    assert_eq!(run.code, 1);
}

#[test]
fn a_coroutine_that_nobody_awaits_is_warned_of() {
    let run = run("async def f():\n    pass\n\nf()\n");
    let warned = run.trace.events.iter().find_map(|event| match &event.kind {
        EventKind::Warning { category, message } => {
            Some((category.clone(), message.clone(), event.line))
        }
        _ => None,
    });
    let expected = (
        "RuntimeWarning".to_owned(),
        "coroutine 'f' was never awaited".to_owned(),
        Some(4),
    );
    assert_eq!(warned, Some(expected));
}

#[test]
fn the_exit_code_is_the_scripts() {
    for (script, code) in [
        ("", 0),
        ("import sys; sys.exit(7)", 7),
        ("import sys; sys.exit()", 0),
        ("raise SystemExit('stop')", 1),
        ("raise KeyboardInterrupt", 130),
        ("import signal; signal.raise_signal(signal.SIGTERM)", 143),
        (
            "import asyncio, sys\nasync def main(): sys.exit(3)\nasyncio.run(main())",
            3,
        ),
    ] {
        assert_eq!(run(script).code, code, "{script}");
    }
}

#[test]
fn time_goes_forward_only() {
    let run = run(COFFEE);
    assert!(
        run.trace
            .events
            .windows(2)
            .all(|pair| pair[0].at <= pair[1].at)
    );
}

#[test]
fn the_timeline_has_a_lane_for_the_loop_and_for_each_task_of_the_script() {
    let run = run(COFFEE);
    let timeline = trace::Timeline::of(&run.trace);
    let lanes: Vec<_> = timeline
        .lanes
        .iter()
        .map(|lane| (lane.coroutine.as_str(), lane.depth))
        .collect();
    assert_eq!(lanes, [("", 0), ("main", 0), ("espresso", 1), ("latte", 1)]);
    assert_eq!(timeline.end, 3.0);
}

/// `call_later` is `call_at(time() + delay)`, of both of which a loop may have its own.
#[test]
fn delays_count_by_a_loops_own_time() {
    let script = r#"
import asyncio
import time


class FromZero(asyncio.SelectorEventLoop):
    def __init__(self):
        super().__init__()
        self.began = super().time()

    def time(self):
        return round(super().time() - self.began, 6)

    def call_at(self, when, callback, *args, context=None):
        return super().call_at(when + self.began, callback, *args, context=context)


time.sleep(100)
loop = FromZero()
for _ in range(3):
    loop.run_until_complete(asyncio.sleep(0.1))
    print(loop.time())
loop.close()
"#;
    assert_eq!(run(script).stdout, "0.1\n0.2\n0.3\n");
}
