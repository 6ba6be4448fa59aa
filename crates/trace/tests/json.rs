//! What `--trace FILE` writes.

mod fake;
mod made_up;

use made_up::{kind, runner, seconds};
use proptest::prelude::*;
use trace::{CallbackId, Cause, Event, EventKind, Outcome, Runner, TaskId, TimerId, Trace, json};

fn written(trace: &Trace) -> String {
    let mut bytes = Vec::new();
    json::write(trace, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

fn event(kind: EventKind) -> Event {
    Event {
        at: 0.1 + 0.2,
        runner: Some(Runner::Task(TaskId(3))),
        line: Some(7),
        kind,
    }
}

#[test]
fn an_event_is_one_flat_object_on_a_line_of_its_own() {
    let trace = Trace {
        events: vec![
            Event {
                at: 0.0,
                runner: Some(Runner::Script),
                line: None,
                kind: EventKind::LoopStarted,
            },
            event(EventKind::Ready {
                what: Runner::Callback(CallbackId(1)),
                cause: Cause::Timer(TimerId(2)),
                since: 0.25,
            }),
            event(EventKind::TaskEnded {
                task: TaskId(3),
                outcome: Outcome::Cancelled,
            }),
        ],
    };
    assert_eq!(
        written(&trace),
        r#"{"version":2,"events":[
{"at":0.0,"kind":"loop_started","line":null,"runner":"script"},
{"at":0.30000000000000004,"cause":{"timer":2},"kind":"ready","line":7,"runner":{"task":3},"since":0.25,"what":{"callback":1}},
{"at":0.30000000000000004,"kind":"task_ended","line":7,"outcome":"cancelled","runner":{"task":3},"task":3}
],"findings":[
]}
"#
    );
}

#[test]
fn whole_runs_come_back_as_they_were() {
    for trace in [
        Trace::default(),
        fake::sequential(),
        fake::gather(),
        fake::blocking(),
    ] {
        assert_eq!(json::read(written(&trace).as_bytes()).unwrap(), trace);
    }
}

#[test]
fn what_is_not_a_trace_is_refused_and_says_why() {
    let refused = |text: &str| json::read(text.as_bytes()).unwrap_err().to_string();
    assert!(refused("{}").contains("version"));
    assert_eq!(
        refused(r#"{"version":1,"events":[]}"#),
        "version 1 of the trace format is not known; 2 is"
    );
    assert!(refused(r#"{"version":2,"events":[{"at":0}]}"#).contains("kind"));
    assert!(
        refused(r#"{"version":2,"events":[{"at":0,"kind":"beginning"}]}"#).contains("beginning")
    );
    assert!(refused(r#"{"version":2,"events":[{"at":0,"kind":"idle"}]}"#).starts_with("event 0: "));
    assert!(refused("[").contains("EOF"));
}

proptest! {
    #[test]
    fn any_event_comes_back_to_the_last_bit(
        at in seconds(),
        runner in proptest::option::of(runner()),
        line: Option<u32>,
        kind in kind(),
    ) {
        let trace = Trace { events: vec![Event { at, runner, line, kind }] };
        prop_assert_eq!(json::read(written(&trace).as_bytes()).unwrap(), trace);
    }

    #[test]
    fn arbitrary_bytes_are_refused_without_a_panic(bytes: Vec<u8>) {
        prop_assert!(json::read(&bytes).is_err());
    }
}
