//! The main thread among others: it waits for its turn to compute, or for them, and their loops are not its own.

mod fake;

use fake::{
    Run,
    reading::{lane, names, spans},
};
use trace::{
    Call, CallKind, Computing, EventKind, Lane, Runner, Seconds, Span, State, ThreadId, Timeline,
    Wait, WaitKind, words::INTERPRETER_LOCK,
};

use State::{Blocking, Idle, Ready, Running, Waiting};

const MAIN: ThreadId = ThreadId(0);
const OTHER: ThreadId = ThreadId(1);

/// The spans that have a length.
fn long(lane: &Lane) -> Vec<&Span> {
    lane.spans
        .iter()
        .filter(|span| span.to > span.from)
        .collect()
}

fn starts(run: &mut Run, process: Option<u32>) {
    let kind = EventKind::ThreadStarted {
        thread: OTHER,
        name: "other".to_owned(),
        daemon: false,
        process,
    };
    run.emit(None, kind);
}

fn computing(run: &mut Run, at: Seconds, thread: ThreadId, computing: Computing) {
    run.now = at;
    run.emit(Some(7), EventKind::Computing { thread, computing });
}

/// The main thread and another compute for so many seconds each, in turns of a tenth of that.
fn in_turns(run: &mut Run, seconds: Seconds) {
    let turn = seconds / 10.0;
    run.emit(Some(7), EventKind::Computed { seconds });
    for round in 0..10 {
        let at = run.now;
        computing(run, at, MAIN, Computing::AwaitsInterpreter);
        computing(run, at, OTHER, Computing::Runs);
        computing(run, at + turn, OTHER, Computing::AwaitsInterpreter);
        computing(run, at + turn, MAIN, Computing::Runs);
        assert!(round < 10);
        run.now = at + 2.0 * turn;
    }
}

#[test]
fn a_task_is_ready_while_another_thread_computes_in_its_stead() {
    for (seconds, own) in [(0.01, Running), (1.0, Blocking)] {
        let mut run = Run::new();
        starts(&mut run, None);
        let task = run.task("task");
        run.turn(1).step(task);
        in_turns(&mut run, seconds);
        run.returns();
        let timeline = Timeline::of(&run.trace);
        for name in ["task", "loop"] {
            let lane = lane(&timeline, name);
            let long = long(lane);
            let states: Vec<_> = long.iter().map(|span| span.state).collect();
            assert_eq!(states, [Ready, own].repeat(10), "{name}");
            let ready = long.iter().filter(|span| span.state == Ready);
            let kept: Seconds = ready.clone().map(|span| span.to - span.from).sum();
            assert!((kept - seconds).abs() < 1e-6, "{kept}");
            for span in ready {
                assert_eq!(span.what, INTERPRETER_LOCK);
                assert_eq!(names(span), ["other"]);
            }
            let end = long.last().map(|span| span.to);
            assert!((end.unwrap_or(0.0) - 2.0 * seconds).abs() < 1e-6);
        }
    }
}

#[test]
fn what_was_to_be_computed_is_computed_after_the_wait_for_it() {
    let mut run = Run::new();
    starts(&mut run, None);
    let task = run.task("task");
    run.turn(1).step(task);
    run.blocks(1.0, 3);
    run.emit(Some(7), EventKind::Computed { seconds: 0.3 });
    computing(&mut run, 1.0, OTHER, Computing::Runs);
    computing(&mut run, 1.0, MAIN, Computing::AwaitsInterpreter);
    computing(&mut run, 1.2, MAIN, Computing::Runs);
    run.now = 1.5;
    run.returns();
    let timeline = Timeline::of(&run.trace);
    assert_eq!(
        spans(lane(&timeline, "task")),
        [
            (Blocking, 0.0, 1.0),
            (Ready, 1.0, 1.2),
            (Blocking, 1.2, 1.5)
        ]
    );
}

#[test]
fn a_thread_of_another_process_takes_nothing_away() {
    let mut run = Run::new();
    starts(&mut run, Some(2));
    let task = run.task("task");
    run.turn(1).step(task);
    run.emit(Some(7), EventKind::Computed { seconds: 0.3 });
    computing(&mut run, 0.0, MAIN, Computing::Runs);
    computing(&mut run, 0.0, OTHER, Computing::Runs);
    run.now = 0.3;
    run.returns();
    assert_eq!(
        spans(lane(&Timeline::of(&run.trace), "task")),
        [(Blocking, 0.0, 0.3)]
    );
}

/// A run of a script that has no loop in its main thread.
fn without_loop() -> Run {
    Run::default()
}

fn held(run: &mut Run, from: Seconds, to: Seconds, kind: CallKind, text: &str) {
    run.now = to;
    let call = Call::new(kind, text);
    run.emit(Some(9), EventKind::Held { call, from });
}

#[test]
fn a_script_that_waits_for_others_waits_and_blocks_nobody() {
    let mut run = without_loop();
    starts(&mut run, None);
    let join = CallKind::Join {
        thread: Some(OTHER),
    };
    held(&mut run, 0.0, 2.0, join, "Thread.join");
    run.blocks(1.0, 10);
    run.emit(None, EventKind::Exited { code: 0 });
    let timeline = Timeline::of(&run.trace);
    let script = lane(&timeline, "loop");
    assert_eq!(spans(script), [(Waiting, 0.0, 2.0), (Blocking, 2.0, 3.0)]);
    assert_eq!(
        (script.spans[0].what.as_str(), script.spans[0].line),
        ("Thread.join", Some(9))
    );
}

#[test]
fn a_loop_in_which_a_task_waits_for_a_thread_is_held() {
    let mut run = Run::new();
    starts(&mut run, None);
    let task = run.task("task");
    run.turn(1).step(task);
    let join = CallKind::Join { thread: None };
    held(&mut run, 0.0, 2.0, join, "Thread.join");
    run.returns();
    assert_eq!(
        spans(lane(&Timeline::of(&run.trace), "loop")),
        [(Running, 0.0, 0.0), (Blocking, 0.0, 2.0)]
    );
}

/// Something of a thread's turn.
fn turn_of_other(run: &mut Run, at: Seconds, does: impl FnOnce(&mut Run)) {
    let what = Runner::Thread(OTHER);
    run.now = at;
    run.emit(None, EventKind::StepStarted { what });
    does(run);
    run.emit(None, EventKind::StepEnded { what });
}

#[test]
fn a_loop_in_another_thread_is_not_the_main_threads() {
    let mut run = without_loop();
    starts(&mut run, Some(1));
    let mut task = None;
    turn_of_other(&mut run, 0.0, |run| {
        run.emit(None, EventKind::LoopStarted);
        let first = run.task("served");
        run.turn(1).step(first).sleeps(1.5, 4);
        task = Some(first);
    });
    let task = task.expect("there is a task");
    let acquire = CallKind::Acquire {
        lock: None,
        holder: None,
    };
    held(&mut run, 0.0, 1.0, acquire, "Lock.acquire");
    turn_of_other(&mut run, 1.5, |run| {
        run.turn(1).ready(task, 1.5).step(task);
    });
    // Within its step it sleeps, and then it computes.
    let sleep = Wait::of(WaitKind::Blocking(Call::new(
        CallKind::Sleep,
        "time.sleep(0.5)",
    )));
    let waits = EventKind::ThreadWaits {
        thread: OTHER,
        wait: sleep,
    };
    run.emit(Some(5), waits);
    turn_of_other(&mut run, 2.0, |_| {});
    run.emit(
        Some(6),
        EventKind::Computing {
            thread: OTHER,
            computing: Computing::Runs,
        },
    );
    held(&mut run, 1.0, 2.2, acquire, "Lock.acquire");
    turn_of_other(&mut run, 2.25, |run| {
        run.returns();
    });
    held(&mut run, 2.2, 3.0, acquire, "Lock.acquire");
    run.emit(None, EventKind::Exited { code: 0 });
    let timeline = Timeline::of(&run.trace);
    let script = lane(&timeline, "loop");
    assert!(script.spans.iter().all(|span| span.state != Idle));
    assert_eq!(
        spans(script),
        [
            (Waiting, 0.0, 1.0),
            (Waiting, 1.0, 2.2),
            (Waiting, 2.2, 3.0)
        ]
    );
    let served = lane(&timeline, "served");
    assert_eq!(
        spans(served),
        [
            (Running, 0.0, 0.0),
            (Waiting, 0.0, 1.5),
            (Blocking, 1.5, 2.0),
            (Blocking, 2.0, 2.25)
        ]
    );
    let whats: Vec<_> = served.spans[2..].iter().map(|span| &span.what).collect();
    assert_eq!(whats, ["time.sleep(0.5)", "computing"]);
    assert_eq!(served.spans[3].line, Some(6));
}
