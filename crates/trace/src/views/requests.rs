//! A table of the requests that were made on this machine: what each asked for, and what became of it.

use crate::{
    connection::{What, errno_name},
    event::{EventKind, Runner, Seconds, Trace},
    lane::End,
    names::Called,
    wires::{Wire, Wires, exchanges},
};
use std::{cmp::Ordering, collections::HashMap};

/// One row of the table.
#[derive(Clone, Debug, PartialEq)]
pub struct RequestRow {
    /// Method and path, shortened where they are long: `GET /books`; `connect` where no connection came to be.
    pub request: String,
    /// Whom it asked: `127.0.0.1:8000`, or a host by its name.
    pub host: String,
    /// The task or thread that asked; empty for a program at a terminal, which is none of the script's.
    pub by: String,
    /// When it was made, in virtual seconds.
    pub asked: Seconds,
    /// The event that tells of it.
    pub event: usize,
    /// The status of its answer, once that has begun.
    pub status: Option<u16>,
    /// When the last of its answer arrived, or it failed.
    pub ended: Option<Seconds>,
    /// Why it failed: `ECONNREFUSED`, or a word.
    pub failed: Option<String>,
}

impl RequestRow {
    /// How long it took, in virtual seconds.
    pub fn took(&self) -> Option<Seconds> {
        self.ended.map(|ended| ended - self.asked)
    }

    /// What became of it, in a word.
    pub fn outcome(&self) -> String {
        match (&self.failed, self.status) {
            (Some(why), _) => why.clone(),
            (None, Some(status)) => status.to_string(),
            (None, None) => "waits".to_owned(),
        }
    }

    /// Whether it failed, or was answered with a status from 400 on.
    pub fn is_bad(&self) -> bool {
        self.failed.is_some() || self.status >= Some(400)
    }
}

/// A column that the table can be sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// What was asked for.
    Request,
    /// The status.
    Status,
    /// When it was asked.
    Asked,
    /// How long it took.
    Took,
    /// Who asked.
    By,
}

impl Column {
    /// All of them, in the table's order.
    pub const ALL: [Self; 5] = [
        Self::Request,
        Self::Status,
        Self::Asked,
        Self::Took,
        Self::By,
    ];

    /// Its heading.
    pub fn name(self) -> &'static str {
        match self {
            Self::Request => "request",
            Self::Status => "status",
            Self::Asked => "asked",
            Self::Took => "took",
            Self::By => "by",
        }
    }

    /// Whether what is most comes first when the table is first sorted by it.
    pub fn most_first(self) -> bool {
        matches!(self, Self::Status | Self::Took)
    }
}

/// The rows, in the order of asking.
pub fn request_rows(trace: &Trace) -> Vec<RequestRow> {
    let wires = Wires::of(&trace.events);
    let names = Askers::of(trace);
    let asked = exchanges(&wires).into_iter();
    let mut rows: Vec<RequestRow> = asked
        .filter(|exchange| exchange.end == End::Asks)
        .map(|exchange| {
            // One that got no answer has failed when its connection ended.
            let wire = wires.get(exchange.connection);
            let lost = match exchange.status {
                None => wire.and_then(|wire| lost(wire, exchange.asked)),
                Some(_) => None,
            };
            RequestRow {
                host: wires.name(exchange.connection),
                by: names.name(exchange.by),
                asked: exchange.from,
                event: exchange.asked,
                status: exchange.status,
                ended: exchange.to.or(lost.map(|(at, _)| at)),
                failed: lost.map(|(_, why)| why.to_owned()),
                request: exchange.request,
            }
        })
        .collect();
    for (connection, wire) in wires.all() {
        let by = names.name(wires.user(connection));
        rows.extend(refused(wire, wires.name(connection), by));
    }
    rows.sort_by_key(|row| row.event);
    rows
}

/// A connection that did not come to be.
fn refused(wire: &Wire, host: String, by: String) -> Option<RequestRow> {
    let mut seen = wire.seen.iter();
    let asked = seen.find(|seen| seen.what == What::Connecting)?;
    let (ended, why) = seen.find_map(|seen| match seen.what {
        What::Failed(errno) => Some((seen.at, errno_name(errno))),
        _ => None,
    })?;
    Some(RequestRow {
        request: "connect".to_owned(),
        host,
        by,
        asked: asked.at,
        event: asked.event,
        status: None,
        ended: Some(ended),
        failed: Some(why),
    })
}

/// When and how a connection ended after an event, before anything was answered.
fn lost(wire: &Wire, asked: usize) -> Option<(Seconds, &'static str)> {
    let later = wire.seen.iter().filter(|seen| seen.event > asked);
    for seen in later {
        match seen.what {
            What::Reset => return Some((seen.at, "reset")),
            What::Ended => return Some((seen.at, "no answer")),
            What::Closed => return Some((seen.at, "given up")),
            What::Request(_) => return None,
            _ => {}
        }
    }
    None
}

/// What those are called who ask.
struct Askers<'a> {
    tasks: Called,
    threads: HashMap<Runner, &'a str>,
}

impl<'a> Askers<'a> {
    fn of(trace: &'a Trace) -> Self {
        let mut askers = Self {
            tasks: Called::default(),
            threads: HashMap::new(),
        };
        for event in &trace.events {
            askers.tasks.see(event);
            if let EventKind::ThreadStarted { thread, name, .. } = &event.kind {
                askers.threads.insert(Runner::Thread(*thread), name);
            }
        }
        askers
    }

    fn name(&self, who: Option<Runner>) -> String {
        let name = match who {
            Some(Runner::Task(task)) => self.tasks.now(task),
            Some(Runner::Script) => Some("script"),
            Some(thread @ Runner::Thread(_)) => self.threads.get(&thread).copied(),
            Some(Runner::Callback(_)) | None => None,
        };
        name.unwrap_or_default().to_owned()
    }
}

/// Sorts the rows by a column; those that are equal in it stay as they are. What is not over yet comes last.
pub fn sort(rows: &mut [RequestRow], column: Column, descending: bool) {
    rows.sort_by(|one, other| {
        let order = compare(one, other, column);
        if descending { order.reverse() } else { order }
    });
    if column == Column::Took {
        rows.sort_by_key(|row| row.ended.is_none());
    }
}

fn compare(one: &RequestRow, other: &RequestRow, column: Column) -> Ordering {
    match column {
        Column::Request => (&one.request, &one.host).cmp(&(&other.request, &other.host)),
        // What failed is more than any status.
        Column::Status => {
            let key = |row: &RequestRow| (row.failed.is_some(), row.status);
            key(one).cmp(&key(other))
        }
        Column::Asked => one.asked.total_cmp(&other.asked),
        Column::Took => {
            let took = |row: &RequestRow| row.took().unwrap_or_default();
            took(one).total_cmp(&took(other))
        }
        Column::By => one.by.cmp(&other.by),
    }
}

/// What all requests came to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sum {
    /// All of them.
    pub all: usize,
    /// Those that failed or were refused.
    pub bad: usize,
    /// Virtual seconds of the quickest, the middle and the slowest of those that are over; `None` where none is.
    pub took: Option<[Seconds; 3]>,
}

/// What the rows come to.
pub fn sum(rows: &[RequestRow]) -> Sum {
    let mut took: Vec<Seconds> = rows.iter().filter_map(RequestRow::took).collect();
    took.sort_by(Seconds::total_cmp);
    Sum {
        all: rows.len(),
        bad: rows.iter().filter(|row| row.is_bad()).count(),
        took: (!took.is_empty()).then(|| [took[0], took[took.len() / 2], took[took.len() - 1]]),
    }
}
