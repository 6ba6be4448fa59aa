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
//! `version` is raised when a field changes its meaning or goes away, not when a kind or a field is added.
//! `events` are in the order in which they happened, one to a line. The order of an event's fields has no
//! meaning. Every event has
//!
//! | field | |
//! |---|---|
//! | `at` | virtual seconds since the run began; never less than the event before |
//! | `kind` | what happened, see below |
//! | `line` | the script's line that was being executed, from 1, or `null` |
//! | `runner` | who was running, or `null` |
//!
//! A *runner* is `"script"`, `{"task":N}`, `{"callback":N}` or `{"thread":N}`. Tasks, callbacks and timers are numbered
//! from 0 in order of creation, threads from 1: the main one is the script and the loop's runners. Besides, by kind:
//!
//! | kind | field | |
//! |---|---|---|
//! | `loop_started`, `loop_stopped` | | the loop's `run_forever` was entered, returned |
//! | `turn_started` | `ready` | how many handles will run in this turn |
//! | `idle` | `until` | nothing to run; the clock goes there |
//! | `task_created` | `task` | its number |
//! | | `name`, `coroutine` | as `get_name()` gives it; the coroutine's qualified name |
//! | | `parent` | number of the task that created it, or `null` |
//! | `task_renamed` | `task`, `name` | |
//! | `callback_created` | `callback`, `label` | its number; the function's qualified name |
//! | `ready` | `what` | the runner that can run now |
//! | | `cause` | `{"runner":R}`: runner R woke it; `{"timer":N}`: its deadline came |
//! | | `since` | when it could have run, had the loop not been held |
//! | `timer_set` | `timer`, `deadline`, `label` | its number; when it is due; what it will do |
//! | `timer_fired`, `timer_cancelled` | `timer` | |
//! | `step_started`, `step_ended` | `what` | the runner that was given the loop, gave it back |
//! | `suspended` | `task` | the task that waits |
//! | | `wait.what` | what for, in words |
//! | | `wait.until` | when a timer will end the wait, or `null` |
//! | | `wait.on` | numbers of the tasks that it waits for |
//! | | `stack` | its await stack, outermost first: `function` and `line` (`null` outside the script) |
//! | `task_ended` | `task` | |
//! | | `outcome` | `{"done":REPR}`, `{"failed":MESSAGE}` or `"cancelled"` |
//! | `cancel_requested` | `task` | |
//! | `beat` | | on a live clock: the browser could do something else |
//! | `computed` | `seconds` | the runner computed from `at` on, and for how long; `line`: where, mostly |
//! | `blocked` | `call`, `seconds` | who held the thread from `at` on, and for how long |
//! | `held` | `call`, `from` | what held the main thread since then, until `at` |
//! | `thread_started` | `thread`, `name` | its number; its name |
//! | | `daemon`, `process` | whether the program ends without it; the number of its process, or `null` |
//! | `thread_waits` | `thread`, `wait` | what the thread, whose step has just ended, waits for; as for `suspended` |
//! | `thread_ended` | `thread`, `outcome` | |
//! | `job_started` | `thread`, `label` | a pool's worker begins with this function |
//! | `job_ended` | `thread` | |
//! | `lock_taken`, `lock_freed` | `lock` | number of the `asyncio.Lock` that the runner took, let go |
//! | `lock_awaited` | `task`, `lock` | what the task, just suspended, waits for |
//! | `reported` | `message` | what the loop's exception handler was told |
//! | | `task` | number of the task that it is about, or `null` |
//! | `output` | `stream`, `text` | `"stdout"` or `"stderr"`; not necessarily a whole line |
//! | `warning` | `category`, `message` | |
//! | `script_failed` | `message` | the last line of the traceback |
//! | | `columns` | of a syntax error: first, and behind the last, from 1; or `null` |
//! | `exited` | `code` | what `python script.py` returns to the shell |
//! | `interrupted` | `reason` | the run was ended from outside |
//!
//! `findings` are what the diagnosis noticed ([`Finding`](diagnosis::Finding)), the costliest first, one to
//! a line:
//!
//! | field | |
//! |---|---|
//! | `kind` | `blocking_call`, `computing`, `never_awaited`, `awaits_in_a_row`, `dropped_task`, `exception_never_retrieved`, `swallowed_cancellation`, `lock_held`, `deadlock`, `nothing_left`, `sync_client`, `unbounded_concurrency`, `lost_update`, `not_thread_safe`, `no_main_guard` |
//! | `line`, `columns` | where: the line, from 1; first column and the one behind the last, from 1; or `null` |
//! | `at` | the moment at which it shows best, in virtual seconds |
//! | `cost` | in virtual seconds: time held, or what the cure saves; or `null` |
//! | `text` | what happened, what it cost, what to change; code between backticks |
//! | `fix` | `label`, and `edits`: bytes `from` to `to` of the script become `text`; or `null` |

use super::event::{Event, Trace};
use serde::{
    Deserialize, Serialize,
    de::{DeserializeOwned, Error as _},
};
use serde_json::{Error, Map, Value};
use std::io::{self, Write};

/// The version that is written, and the only one that is read. In version 1 waits and calls were sentences.
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
