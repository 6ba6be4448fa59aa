//! `docs/trace.schema.json` describes what is written.

mod fake;
mod made_up;

use proptest::{prelude::*, strategy::ValueTree, test_runner::TestRunner};
use serde_json::{Value, json};
use trace::{Event, EventKind, Trace, json as written};

fn schema() -> Value {
    serde_json::from_str(include_str!("../../../docs/trace.schema.json")).expect("it is JSON")
}

/// What is wrong with a document; nothing for one that the schema describes.
fn faults(document: &Value) -> Option<String> {
    let mut schemas = boon::Schemas::new();
    let mut compiler = boon::Compiler::new();
    compiler
        .add_resource("trace.schema.json", schema())
        .expect("it can be read");
    let index = compiler
        .compile("trace.schema.json", &mut schemas)
        .expect("it is a schema");
    let outcome = schemas.validate(document, index);
    outcome.err().map(|error| error.to_string())
}

fn document(trace: &Trace) -> Value {
    let mut bytes = Vec::new();
    written::write(trace, &mut bytes).expect("it is written");
    serde_json::from_slice(&bytes).expect("it is JSON")
}

#[test]
fn whole_runs_are_as_the_schema_says() {
    for trace in [fake::sequential(), fake::gather(), fake::blocking()] {
        assert_eq!(faults(&document(&trace)), None);
    }
}

#[test]
fn events_of_every_kind_are_as_the_schema_says() {
    let mut runner = TestRunner::deterministic();
    let mut made = || {
        let kind = made_up::kind().new_tree(&mut runner);
        kind.expect("there is one").current()
    };
    let events: Vec<Event> = (0..2_000)
        .map(|_| Event {
            at: 0.5,
            runner: None,
            line: Some(1),
            kind: made(),
        })
        .collect();
    assert_eq!(faults(&document(&Trace { events })), None);
}

#[test]
fn what_is_not_in_the_schema_is_refused() {
    let event = |event: Value| json!({"version": 2, "events": [event], "findings": []});
    let good =
        json!({"at": 0, "runner": "script", "line": null, "kind": "turn_started", "ready": 1});
    assert_eq!(faults(&event(good.clone())), None);
    for (field, value) in [
        ("kind", json!("turn_begun")),
        ("ready", json!(-1)),
        ("ready", json!(null)),
        ("more", json!(1)),
        ("runner", json!({"task": "1"})),
    ] {
        let mut bad = good.clone();
        bad[field] = value;
        assert!(faults(&event(bad.clone())).is_some(), "{bad}");
    }
    assert!(faults(&json!({"version": 1, "events": [], "findings": []})).is_some());
}

/// The names of a kind's fields, as Rust has them.
fn kinds_of_rust() -> Vec<String> {
    // An unknown kind is refused with the list of those that are known.
    let error = serde_json::from_str::<EventKind>("\"no_such_kind\"").expect_err("there is none");
    let error = error.to_string();
    error
        .split('`')
        .skip(3)
        .step_by(2)
        .map(str::to_owned)
        .collect()
}

#[test]
fn every_kind_of_event_has_its_place() {
    let schema = schema();
    let defs = schema["$defs"].as_object().expect("it has parts");
    let mut described: Vec<&str> = defs
        .keys()
        .filter_map(|name| name.strip_prefix("event_"))
        .collect();
    described.sort_unstable();
    let mut known = kinds_of_rust();
    known.sort_unstable();
    assert_eq!(described, known);
    for name in &known {
        assert_eq!(
            defs[&format!("event_{name}")]["properties"]["kind"]["const"],
            **name
        );
    }
}
