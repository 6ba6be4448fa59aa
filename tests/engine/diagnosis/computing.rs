//! What computing costs is the engine's model; here the trace is made by hand.

use diagnosis::{Diagnosis, Kind};
use trace::{Cause, Event, EventKind, Runner, Seconds, TaskId, Trace};

const SOURCE: &str = "async def busy():\n    total = sum(range(10))\n";

fn event(at: Seconds, runner: Runner, line: Option<u32>, kind: EventKind) -> Event {
    Event {
        at,
        runner: Some(runner),
        line,
        kind,
    }
}

/// `busy` runs from 1 s to `until`, while `ping` is ready.
fn trace(until: Seconds) -> Trace {
    let (busy, ping) = (Runner::Task(TaskId(0)), Runner::Task(TaskId(1)));
    let created = |task, name: &str| EventKind::TaskCreated {
        task: TaskId(task),
        name: name.into(),
        coroutine: name.into(),
        parent: None,
    };
    let ready = |what| EventKind::Ready {
        what,
        cause: Cause::Runner(Runner::Script),
        since: 1.0,
    };
    let computed = EventKind::Computed {
        seconds: until - 1.0,
    };
    Trace {
        events: vec![
            event(0.0, Runner::Script, None, EventKind::LoopStarted),
            event(0.0, Runner::Script, None, created(0, "busy")),
            event(0.0, Runner::Script, None, created(1, "ping")),
            event(1.0, Runner::Script, None, ready(busy)),
            event(1.0, Runner::Script, None, ready(ping)),
            event(1.0, busy, Some(2), EventKind::StepStarted { what: busy }),
            event(1.0, busy, Some(2), computed),
            event(until, busy, None, EventKind::StepEnded { what: busy }),
            event(until, ping, None, EventKind::StepStarted { what: ping }),
            event(until, ping, None, EventKind::StepEnded { what: ping }),
        ],
    }
}

#[test]
fn computing_that_holds_the_loop_is_found() {
    let findings = Diagnosis::of(SOURCE, &trace(1.75));
    let [finding] = findings.as_slice() else {
        panic!("{findings:?}");
    };
    assert_eq!(finding.kind, Kind::Computing);
    assert_eq!((finding.line, finding.cost), (Some(2), Some(0.75)));
    assert!(
        finding
            .text
            .contains("`busy` computed on line 2 for 0.75 s"),
        "{}",
        finding.text
    );
    assert!(
        finding
            .text
            .contains("`ping` was ready at 1.0 s and ran at 1.75 s"),
        "{}",
        finding.text
    );
}

#[test]
fn less_than_the_threshold_is_silent() {
    assert_eq!(Diagnosis::of(SOURCE, &trace(1.05)), []);
}
