//! How things stand at any moment, and the sentence that says it.

mod any;
#[path = "../fake/mod.rs"]
mod fake;

use any::everything;
use fake::{
    Run, blocking, gather,
    model::{self, program},
    sequential,
};
use proptest::prelude::*;
use trace::{
    Call, CallKind, CallbackId, Doing, EventKind, History, Interruption, Moment, Outcome, Playhead,
    Runner, Seconds, TaskId, Timeline, Trace, WaitKind, narration,
};

/// Name and what it does, of each task.
fn doings(moment: &Moment<'_>) -> Vec<String> {
    moment
        .tasks()
        .map(|task| match task.doing {
            Doing::Running => format!("{} running", task.name),
            Doing::Ready { since } => format!("{} ready since {since}", task.name),
            Doing::Waiting { since, wait } => {
                format!("{} {} since {since}", task.name, moment.waited_for(wait))
            }
            Doing::Ended { at, .. } => format!("{} ended {at}", task.name),
        })
        .collect()
}

#[test]
fn two_gathered_tasks_in_the_middle() {
    let trace = gather();
    let history = History::of(&trace);
    let moment = history.at(&trace, 1.24);
    assert_eq!(moment.time(), 1.24);
    assert_eq!(moment.running(), None);
    assert_eq!(moment.idle(), Some(2.0));
    assert_eq!(moment.ready().len(), 0);
    let timers: Vec<_> = moment
        .timers()
        .iter()
        .map(|timer| (timer.timer.0, timer.deadline, timer.remaining))
        .collect();
    assert_eq!(timers, [(1, 2.0, 0.76), (0, 3.0, 1.76)]);
    assert_eq!(
        doings(&moment),
        [
            "main gather of 2 since 0",
            "espresso sleep since 0",
            "latte sleep since 0"
        ]
    );
    let latte = moment.task(TaskId(2)).unwrap();
    assert_eq!((latte.parent, latte.coroutine), (Some(TaskId(0)), "latte"));
    let lines: Vec<_> = latte.stack.iter().map(|frame| frame.line).collect();
    assert_eq!(lines, [Some(1), Some(4), None]);
    assert_eq!(moment.line(), None);
    assert_eq!(
        moment.narration(),
        "`latte` waits for sleep until 2.0 s, `espresso` waits for sleep until 3.0 s; the loop is idle"
    );
    assert_eq!(
        history.at(&trace, 2.5).narration(),
        "`espresso` waits for sleep until 3.0 s; the loop is idle"
    );
    assert_eq!(
        history.at(&trace, 3.0).narration(),
        "The script ended after 3.0 s"
    );
    let espresso = history.at(&trace, 9.0).task(TaskId(1)).unwrap();
    assert_eq!(
        espresso.doing,
        Doing::Ended {
            at: 3.0,
            outcome: &Outcome::Done("None".to_owned())
        }
    );
    assert!(espresso.stack.is_empty());
}

#[test]
fn while_the_loop_is_held() {
    let trace = blocking();
    let history = History::of(&trace);
    let moment = history.at(&trace, 1.0);
    assert_eq!(moment.running(), Some(Runner::Task(TaskId(2))));
    let call = moment.blocking().unwrap();
    assert_eq!(
        (call.call, call.line, call.until),
        (Some("time.sleep(3)"), Some(5), 3.0)
    );
    assert_eq!(moment.line(), Some(5));
    assert_eq!(
        moment.narration(),
        "`espresso` holds the loop with `time.sleep(3)` on line 5 until 3.0 s"
    );
    // The timer is due, but the loop has not looked yet.
    let moment = history.at(&trace, 2.5);
    assert_eq!(
        doings(&moment),
        [
            "main gather of 2 since 0",
            "latte ready since 2",
            "espresso running"
        ]
    );
    assert_eq!(moment.timers()[0].remaining, -0.5);
    assert_eq!(
        moment.narration(),
        "`espresso` holds the loop with `time.sleep(3)` on line 5 until 3.0 s; `latte` could run since 2.0 s"
    );
    assert_eq!(
        history.at(&trace, 4.0).narration(),
        "`latte` waits for sleep until 5.0 s; the loop is idle"
    );
}

#[test]
fn one_event_at_a_time_within_an_instant() {
    let trace = gather();
    let history = History::of(&trace);
    let said: Vec<_> = (0..9)
        .map(|event| history.after(&trace, event).narration())
        .collect();
    assert_eq!(
        said,
        [
            "The loop looks for what can run",
            "The loop looks for what can run",
            "`main` runs next",
            "`main` runs next",
            "`main` runs",
            "`main` runs; `espresso` can run next",
            "`main` runs; `espresso` can run next",
            "`main` runs; 2 tasks could run",
            "`main` runs; 2 tasks could run",
        ]
    );
    let queue: Vec<_> = history
        .after(&trace, 9)
        .ready()
        .map(|entry| entry.what)
        .collect();
    assert_eq!(queue, [Runner::Task(TaskId(1)), Runner::Task(TaskId(2))]);
    assert_eq!(history.after(&trace, 9).event(), Some(9));
    assert_eq!(
        history.after(&trace, usize::MAX).event(),
        Some(trace.events.len() - 1)
    );
}

#[test]
fn the_script_outside_the_loop() {
    assert_eq!(narration(&Trace::default(), 0.0), "The script runs");
    let mut run = Run::new();
    run.trace.events.clear();
    run.emit(
        Some(3),
        EventKind::Blocked {
            call: Call::new(CallKind::Sleep, "time.sleep(2)"),
            seconds: 2.0,
        },
    );
    assert_eq!(
        narration(&run.trace, 1.0),
        "The script holds the thread with `time.sleep(2)` on line 3 until 2.0 s"
    );
    assert_eq!(
        History::of(&run.trace).at(&run.trace, 1.0).running(),
        Some(Runner::Script)
    );
}

#[test]
fn how_a_run_ended() {
    let ended = |kinds: Vec<EventKind>| {
        let mut run = Run::new();
        run.now = 2.0;
        for kind in kinds {
            run.emit(Some(7), kind);
        }
        narration(&run.trace, 2.0)
    };
    let reason = "You stopped the run.".to_owned();
    assert_eq!(
        ended(vec![EventKind::Interrupted {
            by: Interruption::Stopped,
            reason,
        }]),
        "You stopped the run"
    );
    let message = "ValueError: bad".to_owned();
    let failed = EventKind::ScriptFailed {
        message,
        columns: None,
    };
    assert_eq!(
        ended(vec![failed, EventKind::Exited { code: 1 }]),
        "The script failed on line 7: ValueError: bad"
    );
    assert_eq!(
        ended(vec![EventKind::Exited { code: 3 }]),
        "The script ended after 2.0 s with exit code 3"
    );
}

#[test]
fn callbacks_are_named_by_their_function() {
    let mut run = Run::new();
    run.turn(1).callback(CallbackId(0), |run| {
        run.blocks(1.0, 4);
    });
    assert_eq!(
        narration(&run.trace, 0.5),
        "The callback `callback` holds the loop with `time.sleep(1)` on line 4 until 1.0 s"
    );
}

#[test]
fn many_waits_are_counted() {
    let mut run = Run::new();
    let tasks: Vec<_> = (0..4)
        .map(|number| run.task(&format!("t{number}")))
        .collect();
    run.turn(4);
    for (number, &task) in tasks.iter().enumerate() {
        run.step(task).sleeps(9.0 - number as Seconds, 4);
    }
    run.idle(6.0);
    assert_eq!(
        narration(&run.trace, 3.0),
        "`t3` waits for sleep until 6.0 s, 3 more tasks wait; the loop is idle"
    );
}

#[test]
fn a_task_that_yields_is_ready_and_keeps_its_stack() {
    let mut run = Run::new();
    let main = run.task("main");
    run.turn(1)
        .step(main)
        .ready(main, 0.0)
        .waits(WaitKind::NextTurn, None, &[], 4);
    let history = History::of(&run.trace);
    let task = history.at(&run.trace, 0.0).task(main).unwrap();
    assert_eq!(task.doing, Doing::Ready { since: 0.0 });
    assert_eq!(task.stack.len(), 3);
}

#[test]
fn the_sequential_coffee_bar_is_told_step_by_step() {
    let trace = sequential();
    let told: Vec<_> = [0.0, 1.0, 4.0, 5.0]
        .iter()
        .map(|&at| narration(&trace, at))
        .collect();
    assert_eq!(
        told,
        [
            "`main` waits for sleep until 3.0 s; the loop is idle",
            "`main` waits for sleep until 3.0 s; the loop is idle",
            "`main` waits for sleep until 5.0 s; the loop is idle",
            "The script ended after 5.0 s",
        ]
    );
}

#[test]
fn tasks_without_a_name_are_called_after_their_function() {
    let mut run = Run::new();
    let create = |run: &mut Run, task, coroutine: &str, parent| {
        let name = format!("Task-{}", task + 1);
        let coroutine = coroutine.to_owned();
        let task = TaskId(task);
        run.emit(
            None,
            EventKind::TaskCreated {
                task,
                name,
                coroutine,
                parent,
            },
        );
        run.ready(task, run.now);
        task
    };
    let main = create(&mut run, 0, "main", None);
    run.turn(1).step(main);
    let fetch = create(&mut run, 1, "main.<locals>.fetch", Some(main));
    let other = create(&mut run, 2, "main.<locals>.fetch", Some(main));
    run.waits(WaitKind::Task, None, &[fetch], 4)
        .turn(2)
        .step(fetch);
    run.sleeps(2.0, 7);
    run.step(other).sleeps(3.0, 7);
    run.idle(2.0);
    let timeline = Timeline::of(&run.trace);
    let rows: Vec<_> = timeline
        .lanes
        .iter()
        .map(|lane| lane.name.as_str())
        .collect();
    assert_eq!(rows, ["loop", "main", "fetch", "fetch 2"]);
    assert_eq!(timeline.lanes[1].spans[1].what, "task fetch");

    let history = History::of(&run.trace);
    let moment = history.at(&run.trace, 1.0);
    assert_eq!(
        moment.narration(),
        "`fetch` waits for sleep until 2.0 s, `fetch 2` waits for sleep until 3.0 s; the loop is idle"
    );
    let whose: Vec<_> = moment.timers().iter().map(|timer| timer.set_by).collect();
    assert_eq!(
        whose,
        [Some(Runner::Task(fetch)), Some(Runner::Task(other))]
    );

    let task = other;
    let name = "second".to_owned();
    run.emit(None, EventKind::TaskRenamed { task, name });
    let history = History::of(&run.trace);
    assert_eq!(
        history.at(&run.trace, 1.0).name(Runner::Task(other)),
        "fetch 2"
    );
    assert_eq!(
        history.at(&run.trace, 2.0).name(Runner::Task(other)),
        "second"
    );
    assert_eq!(Timeline::of(&run.trace).lanes[3].name, "second");
}

#[test]
fn what_asyncio_run_does_at_the_end_is_told_as_such() {
    let mut run = Run::new();
    let task = TaskId(0);
    let name = "Task-1".to_owned();
    let coroutine = "BaseEventLoop.shutdown_asyncgens".to_owned();
    run.emit(
        None,
        EventKind::TaskCreated {
            task,
            name,
            coroutine,
            parent: None,
        },
    );
    run.ready(task, 0.0).turn(1).step(task);
    let history = History::of(&run.trace);
    let moment = history.at(&run.trace, 0.0);
    assert_eq!(moment.narration(), "`asyncio.run` cleans up");
    assert_eq!(moment.tasks().count(), 0);
    assert_eq!(Timeline::of(&run.trace).lanes.len(), 1);
}

proptest! {
    #[test]
    fn a_playhead_that_moves_sees_what_one_that_jumps_does(
        program in program(),
        order in any::<Option<Vec<prop::sample::Index>>>(),
        places in prop::collection::vec((0.0f64..1.0, any::<bool>()), 1..40),
    ) {
        let mut trace = model::run(program).trace;
        // Damaged ones too, as long as time does not go back.
        if let Some(order) = order {
            trace.events = order.iter().map(|index| index.get(&trace.events).clone()).collect();
            trace.events.sort_by(|a, b| a.at.total_cmp(&b.at));
        }
        let history = History::of(&trace);
        let end = trace.events.last().map_or(0.0, |event| event.at);
        let mut playhead = Playhead::default();
        for (share, by_event) in places {
            let (moved, jumped) = if by_event {
                let event = (share * trace.events.len() as f64) as usize;
                (everything(&playhead.after(&history, &trace, event)), everything(&history.after(&trace, event)))
            } else {
                let at = share * (end + 1.0);
                (everything(&playhead.at(&history, &trace, at)), everything(&history.at(&trace, at)))
            };
            prop_assert_eq!(moved, jumped);
        }
    }
}
