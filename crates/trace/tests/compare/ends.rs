//! Runs that did not end well, or did not do what was meant.

use super::{said, sentences};
use crate::fake::{Run, gather, sequential};
use trace::{EventKind, Interruption, Outcome, Trace, WaitKind};

#[test]
fn a_run_that_did_not_end_well_is_not_compared() {
    let mut failed = Run::new();
    let main = failed.task("main");
    failed.turn(1).step(main).blocks(9.0, 3);
    failed.ends(Outcome::Failed("ValueError: bad".to_owned()));
    failed.emit(None, EventKind::LoopStopped);
    failed.prints("Traceback (most recent call last):\n");
    let message = "ValueError: bad".to_owned();
    let columns = None;
    failed.emit(Some(7), EventKind::ScriptFailed { message, columns });
    failed.emit(None, EventKind::Exited { code: 1 });

    let mut stopped = Run::new();
    let main = stopped.task("main");
    stopped.turn(1).step(main).blocks(8.0, 3);
    let reason = "You stopped the run.".to_owned();
    stopped.emit(
        None,
        EventKind::Interrupted {
            by: Interruption::Stopped,
            reason,
        },
    );

    let sentences = sentences(&[
        ("failed", failed.trace),
        ("stopped", stopped.trace),
        ("sequential", sequential()),
        ("gather", gather()),
    ]);
    assert_eq!(
        said(&sentences),
        [
            "failed at 9.0 s on line 7: ValueError: bad",
            "stopped at 8.0 s, before it was over",
            "5.0 s: each wait begins after the one before has ended",
            "3.0 s instead of 5.0 s: the waits of espresso and latte overlap from 0.0 to 2.0",
        ]
    );
}

#[test]
fn what_is_not_available_is_told_with_what_is() {
    let message = "ModuleNotFoundError: 'subprocess' is not available in the browser: there are no processes; use asyncio tasks";
    let mut run = Run::new();
    run.emit(
        Some(1),
        EventKind::ScriptFailed {
            message: message.to_owned(),
            columns: None,
        },
    );
    run.emit(None, EventKind::Exited { code: 1 });
    let sentences = sentences(&[("one", run.trace)]);
    let said = said(&sentences)[0];
    assert!(said.ends_with("use asyncio tasks"), "{said}");
}

/// Two tasks, one of which fails after a second while the other still sleeps, and is cancelled for it.
fn one_fails() -> Trace {
    let mut run = Run::new();
    let main = run.task("main");
    run.turn(1).step(main);
    let walls = run.task("walls");
    let roof = run.task("roof");
    run.waits(WaitKind::TaskGroup { of: 2 }, None, &[walls, roof], 9);
    run.turn(2).step(walls);
    let one = run.sleeps(1.0, 4);
    run.step(roof);
    run.sleeps(3.0, 4);
    run.idle(1.0).fires(one, walls, 1.0).turn(1).step(walls);
    run.ends(Outcome::Failed("ValueError: fell down".to_owned()));
    run.ready(roof, 1.0).turn(1).step(roof);
    run.ends(Outcome::Cancelled);
    run.ready(main, 1.0).turn(1).step(main).returns().exits();
    run.trace
}

#[test]
fn what_happened_is_said_before_what_it_took() {
    let sentences = sentences(&[("well", gather()), ("fails", one_fails())]);
    assert_eq!(
        said(&sentences)[1],
        "1.0 s instead of 3.0 s: walls failed at 1.0 s, roof was cancelled"
    );
}

#[test]
fn a_coroutine_that_never_ran_is_named() {
    let mut run = Run::new();
    let main = run.task("main");
    run.turn(1).step(main);
    run.emit(
        Some(4),
        EventKind::Warning {
            category: "RuntimeWarning".to_owned(),
            message: "coroutine 'save' was never awaited".to_owned(),
        },
    );
    run.returns().exits();
    let sentences = sentences(&[("awaited", gather()), ("forgotten", run.trace)]);
    assert_eq!(
        said(&sentences)[1],
        "0.0 s instead of 3.0 s: `save` never ran"
    );
}

#[test]
fn a_script_without_a_task_is_not_called_fast() {
    let trace = Trace {
        events: vec![trace::Event {
            at: 0.0,
            runner: None,
            line: None,
            kind: EventKind::Exited { code: 0 },
        }],
    };
    let sentences = sentences(&[("gather", gather()), ("empty", trace)]);
    assert_eq!(said(&sentences)[1], "no task ran");
}
