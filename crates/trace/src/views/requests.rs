//! A table of the requests that clients at terminals made: what each asked for, and what became of it.

use crate::event::{EventKind, RequestId, RequestState, Seconds, Trace};
use std::{cmp::Ordering, collections::HashMap};

/// One row of the table.
#[derive(Clone, Debug, PartialEq)]
pub struct RequestRow {
    /// Which request.
    pub request: RequestId,
    /// The terminal that it was made at, counted from 1.
    pub terminal: u32,
    /// Such as `GET`.
    pub method: String,
    /// All of it.
    pub url: String,
    /// When it was made, in virtual seconds.
    pub asked: Seconds,
    /// The status of its answer, once its head is there.
    pub status: Option<u16>,
    /// When it was over or failed.
    pub ended: Option<Seconds>,
    /// How long the body of its answer is, once that is whole.
    pub bytes: Option<u64>,
    /// Why it failed.
    pub failed: Option<String>,
}

impl RequestRow {
    /// How long it took, in virtual seconds.
    pub fn took(&self) -> Option<Seconds> {
        self.ended.map(|ended| ended - self.asked)
    }

    /// What it asked for: the URL from its path on.
    pub fn path(&self) -> &str {
        let (_, rest) = self.url.split_once("://").unwrap_or(("", &self.url));
        rest.find('/').map_or("/", |at| &rest[at..])
    }

    /// What became of it, in a word.
    pub fn outcome(&self) -> String {
        match (&self.failed, self.status) {
            (Some(_), _) => "failed".to_owned(),
            (None, Some(status)) => status.to_string(),
            (None, None) => "waits".to_owned(),
        }
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
    /// How long the answer's body is.
    Bytes,
}

impl Column {
    /// All of them, in the table's order.
    pub const ALL: [Self; 5] = [
        Self::Request,
        Self::Status,
        Self::Asked,
        Self::Took,
        Self::Bytes,
    ];

    /// Its heading.
    pub fn name(self) -> &'static str {
        match self {
            Self::Request => "request",
            Self::Status => "status",
            Self::Asked => "asked",
            Self::Took => "took",
            Self::Bytes => "bytes",
        }
    }

    /// Whether what is most comes first when the table is first sorted by it.
    pub fn most_first(self) -> bool {
        matches!(self, Self::Status | Self::Took | Self::Bytes)
    }
}

/// The rows, in the order of asking.
pub fn request_rows(trace: &Trace) -> Vec<RequestRow> {
    let mut rows: Vec<RequestRow> = Vec::new();
    let mut places: HashMap<RequestId, usize> = HashMap::new();
    for event in &trace.events {
        let EventKind::Request { request, state } = &event.kind else {
            continue;
        };
        if let RequestState::Asked {
            terminal,
            method,
            url,
        } = state
        {
            places.insert(*request, rows.len());
            rows.push(RequestRow {
                request: *request,
                terminal: *terminal,
                method: method.clone(),
                url: url.clone(),
                asked: event.at,
                status: None,
                ended: None,
                bytes: None,
                failed: None,
            });
            continue;
        }
        // A record that was cut at its beginning tells of requests that it does not know.
        let Some(row) = places.get(request).map(|place| &mut rows[*place]) else {
            continue;
        };
        match state {
            RequestState::Asked { .. } => {}
            RequestState::Answered(status) => row.status = Some(*status),
            RequestState::Over(bytes) => (row.bytes, row.ended) = (Some(*bytes), Some(event.at)),
            RequestState::Failed(why) => {
                (row.failed, row.ended) = (Some(why.clone()), Some(event.at));
            }
        }
    }
    rows
}

/// Sorts the rows by a column; those that are equal in it stay as they are. What is not there yet comes last.
pub fn sort(rows: &mut [RequestRow], column: Column, descending: bool) {
    rows.sort_by(|one, other| {
        let order = compare(one, other, column);
        if descending { order.reverse() } else { order }
    });
    let missing = |row: &RequestRow| match column {
        Column::Took => row.ended.is_none(),
        Column::Bytes => row.bytes.is_none(),
        Column::Status | Column::Request | Column::Asked => false,
    };
    rows.sort_by_key(missing);
}

fn compare(one: &RequestRow, other: &RequestRow, column: Column) -> Ordering {
    let seconds = |seconds: Option<Seconds>| seconds.unwrap_or_default();
    match column {
        Column::Request => (one.path(), &one.method).cmp(&(other.path(), &other.method)),
        // What failed is more than any status.
        Column::Status => {
            let key = |row: &RequestRow| (row.failed.is_some(), row.status);
            key(one).cmp(&key(other))
        }
        Column::Asked => one.asked.total_cmp(&other.asked),
        Column::Took => seconds(one.took()).total_cmp(&seconds(other.took())),
        Column::Bytes => one.bytes.cmp(&other.bytes),
    }
}

/// What all requests came to: how many there were, how many failed or were answered with a status from 400 on, how long the
/// quickest, the middle one and the slowest took.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sum {
    /// All requests.
    pub all: usize,
    /// Those that failed or were refused.
    pub bad: usize,
    /// Virtual seconds of the quickest, the middle and the slowest of those that are over; `None` where none is.
    pub took: Option<[Seconds; 3]>,
}

/// What the rows come to.
pub fn sum(rows: &[RequestRow]) -> Sum {
    let is_bad = |row: &&RequestRow| row.failed.is_some() || row.status >= Some(400);
    let mut took: Vec<Seconds> = rows.iter().filter_map(RequestRow::took).collect();
    took.sort_by(Seconds::total_cmp);
    Sum {
        all: rows.len(),
        bad: rows.iter().filter(is_bad).count(),
        took: (!took.is_empty()).then(|| [took[0], took[took.len() / 2], took[took.len() - 1]]),
    }
}
