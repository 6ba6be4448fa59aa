use super::*;
use trace::{Cause, Event, EventKind, Frame, History, TaskId, TimerId, Trace, Wait, WaitKind};

fn trace(kinds: Vec<(Seconds, Option<u32>, EventKind)>) -> Trace {
    let event = |(at, runner, kind): (Seconds, Option<u32>, EventKind)| Event {
        at,
        runner: Some(runner.map_or(Runner::Script, |task| Runner::Task(TaskId(task)))),
        line: None,
        kind,
    };
    Trace {
        events: kinds.into_iter().map(event).collect(),
    }
}

fn created(task: u32, name: &str) -> (Seconds, Option<u32>, EventKind) {
    let kind = EventKind::TaskCreated {
        task: TaskId(task),
        name: name.to_owned(),
        coroutine: name.to_owned(),
        parent: None,
    };
    (0.0, None, kind)
}

fn step(task: u32, kind: EventKind) -> (Seconds, Option<u32>, EventKind) {
    (0.0, Some(task), kind)
}

/// `latte` sleeps for 2 s from line 13 of the script on; `espresso` is ready.
fn coffee() -> Trace {
    let what = Runner::Task(TaskId(0));
    let next = Runner::Task(TaskId(1));
    trace(vec![
        created(0, "latte"),
        created(1, "espresso"),
        (0.0, None, EventKind::LoopStarted),
        step(0, EventKind::StepStarted { what }),
        step(
            0,
            EventKind::TimerSet {
                timer: TimerId(0),
                deadline: 2.0,
                label: "sleep".to_owned(),
            },
        ),
        step(0, EventKind::StepEnded { what }),
        step(
            0,
            EventKind::Suspended {
                task: TaskId(0),
                wait: Wait {
                    kind: WaitKind::Sleep,
                    until: Some(2.0),
                    on: Vec::new(),
                },
                stack: vec![
                    Frame {
                        function: "latte".to_owned(),
                        line: Some(13),
                        locals: Vec::new(),
                    },
                    Frame {
                        function: "sleep".to_owned(),
                        line: None,
                        locals: Vec::new(),
                    },
                ],
            },
        ),
        (
            0.0,
            None,
            EventKind::Ready {
                what: next,
                cause: Cause::Runner(Runner::Script),
                since: 0.0,
            },
        ),
    ])
}

fn now(trace: &Trace, at: Seconds) -> Now {
    Now::of(&History::of(trace).at(trace, at))
}

#[test]
fn queues_and_tasks_are_told_in_words() {
    let now = now(&coffee(), 0.5);
    assert_eq!(now.timers.shown[0].name, "latte");
    assert_eq!(now.timers.shown[0].time, "in 1.5 s");
    assert_eq!(now.ready.shown[0].name, "espresso");
    assert_eq!(now.ready.shown[0].time, "since 0.0 s");
    // Three quarters of its two seconds are left, and it is the same chip wherever it goes.
    assert_eq!(now.timers.shown[0].left, Some(750));
    assert_eq!(now.timers.shown[0].key, "task-0");
    assert_eq!(now.ready.shown[0].key, "task-1");
    let latte = &now.tasks.shown[0];
    assert_eq!(latte.standing, Standing::Waiting);
    assert_eq!(latte.detail, "for sleep until 2.0 s");
    assert_eq!(now.marks(), [(13, "latte")]);
}

#[test]
fn what_is_due_but_held_is_late() {
    assert_eq!(now(&coffee(), 2.25).timers.shown[0].time, "0.25 s late");
    assert_eq!(now(&coffee(), 2.0).timers.shown[0].time, "due");
}

#[test]
fn of_many_tasks_those_that_live_are_shown() {
    let tasks = 100;
    let mut kinds: Vec<_> = (0..=tasks).map(|n| created(n, &n.to_string())).collect();
    kinds.extend((0..tasks).map(|n| {
        let kind = EventKind::TaskEnded {
            task: TaskId(n),
            outcome: Outcome::Cancelled,
        };
        step(n, kind)
    }));
    let list = now(&trace(kinds), 0.0).tasks;
    assert_eq!((list.all, list.shown.len()), (101, MOST));
    assert_eq!(list.shown[0].name, "100");
    assert_eq!(list.shown[1].name, "0");
}
