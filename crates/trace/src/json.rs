//! A trace as JSON: what `loopscope run --trace FILE` writes.
//!
//! ```json
//! {"version":2,"events":[
//! {"at":0.0,"coroutine":"main","kind":"task_created","line":12,"name":"Task-1","parent":null,"runner":"script","task":0},
//! {"at":0.0,"kind":"step_started","line":null,"runner":{"task":0},"what":{"task":0}}
//! ],"findings":[
//! ]}
//! ```
//!
//! `docs/trace.schema.json` describes every kind of event and its fields, and a test holds it to what is written.
//!
//! * `version` is raised when a field changes its meaning or goes away, not when a kind or a field is added. In version 1
//!   waits and calls were sentences.
//! * `events` are in the order in which they happened, one to a line. The order of an event's fields has no meaning.
//!   Every event has `at` (virtual seconds since the run began), `kind`, `line` (the script's, from 1, or `null`) and
//!   `runner` (who was running, or `null`): `"script"`, `{"task":N}`, `{"callback":N}` or `{"thread":N}`.
//! * `findings` are what the diagnosis noticed ([`Finding`](diagnosis::Finding)), the costliest first, one to a line.

use super::event::{Event, Trace};
use serde::{
    Deserialize, Serialize,
    de::{DeserializeOwned, Error as _},
};
use serde_json::{Error, Map, Value};
use std::io::{self, Write};

/// The version that is written, and the only one that is read.
pub const VERSION: u32 = 2;

const KIND: &str = "kind";
/// The fields that every event has; the others belong to its kind.
const COMMON: [&str; 3] = ["at", "line", "runner"];

/// Writes a trace.
///
/// # Errors
/// Those of the writer.
pub fn write(trace: &Trace, to: impl Write) -> io::Result<()> {
    write_with_findings::<()>(trace, &[], to)
}

/// Writes a trace, and what was found in it.
///
/// # Errors
/// Those of the writer.
pub fn write_with_findings<F: Serialize>(
    trace: &Trace,
    findings: &[F],
    mut to: impl Write,
) -> io::Result<()> {
    write!(to, "{{\"version\":{VERSION},\"events\":[")?;
    for (index, event) in trace.events.iter().enumerate() {
        to.write_all(if index == 0 { b"\n" } else { b",\n" })?;
        serde_json::to_writer(&mut to, &flatten(event)?)?;
    }
    to.write_all(b"\n],\"findings\":[")?;
    for (index, finding) in findings.iter().enumerate() {
        to.write_all(if index == 0 { b"\n" } else { b",\n" })?;
        serde_json::to_writer(&mut to, finding)?;
    }
    to.write_all(b"\n]}\n")
}

/// Reads the findings of what [`write_with_findings`] wrote; none where an older program wrote it.
///
/// # Errors
/// The text is not JSON, or not that of findings.
pub fn read_findings<F: DeserializeOwned>(text: &[u8]) -> Result<Vec<F>, Error> {
    #[derive(Deserialize)]
    struct File<F> {
        #[serde(default = "Vec::new")]
        findings: Vec<F>,
    }
    let file: File<F> = serde_json::from_slice(text)?;
    Ok(file.findings)
}

/// Reads what [`write`] wrote.
///
/// # Errors
/// The text is not JSON, of another version, or not a trace.
pub fn read(text: &[u8]) -> Result<Trace, Error> {
    #[derive(Deserialize)]
    struct File {
        version: u32,
        events: Vec<Map<String, Value>>,
    }
    let file: File = serde_json::from_slice(text)?;
    if file.version != VERSION {
        return Err(Error::custom(format!(
            "version {} of the trace format is not known; {VERSION} is",
            file.version
        )));
    }
    let read = |(index, event)| {
        unflatten(event).map_err(|error| Error::custom(format!("event {index}: {error}")))
    };
    let events = file.events.into_iter().enumerate().map(read);
    let events = events.collect::<Result<_, _>>()?;
    Ok(Trace { events })
}

/// `"kind":{"ready":{"since":0}}`, as the types have it, becomes `"kind":"ready","since":0`.
fn flatten(event: &Event) -> Result<Map<String, Value>, Error> {
    let Value::Object(mut flat) = event.serialize(serde_json::value::Serializer)? else {
        return Err(Error::custom("an event is an object"));
    };
    match flat.remove(KIND) {
        Some(Value::Object(kind)) => {
            for (name, fields) in kind {
                flat.insert(KIND.to_owned(), Value::String(name));
                if let Value::Object(fields) = fields {
                    flat.extend(fields);
                }
            }
        }
        // A kind without fields is its name alone.
        Some(name) => flat.extend([(KIND.to_owned(), name)]),
        None => {}
    }
    Ok(flat)
}

fn unflatten(mut flat: Map<String, Value>) -> Result<Event, Error> {
    let kind = flat.remove(KIND);
    let Some(Value::String(name)) = kind else {
        return Err(Error::missing_field(KIND));
    };
    let (mut event, fields): (Map<_, _>, Map<_, _>) = flat
        .into_iter()
        .partition(|(field, _)| COMMON.contains(&field.as_str()));
    let kind = if fields.is_empty() {
        Value::String(name)
    } else {
        Value::Object(Map::from_iter([(name, Value::Object(fields))]))
    };
    event.insert(KIND.to_owned(), kind);
    Event::deserialize(Value::Object(event))
}
