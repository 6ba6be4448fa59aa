//! Where the engine writes events.

use super::event::{Event, EventKind, Seconds};
use super::number;
use std::fmt;

/// How much one run may record. Beyond it the run is to be stopped: a script that prints for ever would
/// fill the reader's memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Events.
    pub events: usize,
    /// Tasks.
    pub tasks: usize,
    /// Bytes of output, both streams together.
    pub output: usize,
}

impl Limits {
    /// None but the machine's.
    pub const NONE: Self = Self {
        events: usize::MAX,
        tasks: usize::MAX,
        output: usize::MAX,
    };
}

impl Default for Limits {
    /// Room for 100,000 tasks that do something, and for more text than anybody reads.
    fn default() -> Self {
        Self {
            events: 3_000_000,
            tasks: 120_000,
            output: 5_000_000,
        }
    }
}

/// The limit that a run crossed, with its value; written as a sentence for the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LimitReached {
    /// [`Limits::events`]
    Events(usize),
    /// [`Limits::output`]
    Output(usize),
    /// [`Limits::tasks`]
    Tasks(usize),
}

impl fmt::Display for LimitReached {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Events(limit) => write!(
                f,
                "The script did more than {} things that the timeline shows, so it was stopped. \
                 Run fewer tasks or fewer rounds.",
                number::grouped(limit)
            ),
            Self::Output(limit) => write!(
                f,
                "The script wrote more than {}, so it was stopped. Print less.",
                number::bytes(limit)
            ),
            Self::Tasks(limit) => write!(
                f,
                "The script made more than {} tasks, so it was stopped. Start fewer at once.",
                number::grouped(limit)
            ),
        }
    }
}

impl std::error::Error for LimitReached {}

/// What a run has recorded so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Events, after pieces of one line of output were joined.
    pub events: usize,
    /// Tasks.
    pub tasks: usize,
    /// Bytes of output, both streams together.
    pub output: usize,
}

/// Collects the events of one run, to be taken in batches.
///
/// `print('a', 'b')` writes four times; the pieces become one event. The piece that may still grow is kept
/// back from a batch, so that where batches are cut never shows in the trace.
#[derive(Debug, Default)]
pub struct Recorder {
    limits: Limits,
    counts: Counts,
    /// Recorded and not yet taken.
    pending: Vec<Event>,
    /// The last event's time.
    now: Seconds,
    /// The limit that was crossed. Nothing but the end of the run is recorded after that.
    crossed: Option<LimitReached>,
    /// `Interrupted` was recorded: nothing follows.
    closed: bool,
}

impl Recorder {
    /// For one run.
    pub fn new(limits: Limits) -> Self {
        Self {
            limits,
            ..Self::default()
        }
    }

    /// Adds an event.
    ///
    /// # Errors
    /// The event would cross a limit, or one was crossed before. It is not recorded; the caller ends the
    /// run and records [`EventKind::Interrupted`] with the error's sentence, which is always taken.
    pub fn record(&mut self, event: Event) -> Result<(), LimitReached> {
        if self.closed {
            return Ok(());
        }
        debug_assert!(
            event.at >= self.now,
            "time went back from {} to {}: {event:?}",
            self.now,
            event.at
        );
        match event.kind {
            EventKind::Interrupted { .. } => self.closed = true,
            // A run that ends just at its limit has ended.
            EventKind::Exited { .. } if self.crossed.is_none() => {}
            _ => {
                if let Some(limit) = self.crossed.or_else(|| self.crosses(&event)) {
                    self.crossed = Some(limit);
                    return Err(limit);
                }
            }
        }
        self.now = event.at;
        match &event.kind {
            EventKind::TaskCreated { .. } => self.counts.tasks += 1,
            EventKind::Output { text, .. } => self.counts.output += text.len(),
            _ => {}
        }
        if !self.join(&event) {
            self.counts.events += 1;
            self.pending.push(event);
        }
        Ok(())
    }

    /// What was recorded since the last batch, without a line of output that is still being written.
    pub fn take_batch(&mut self) -> Vec<Event> {
        let open = self.pending.pop_if(|last| is_open(last));
        let batch = std::mem::take(&mut self.pending);
        self.pending.extend(open);
        batch
    }

    /// The last batch: everything that is left.
    pub fn finish(&mut self) -> Vec<Event> {
        std::mem::take(&mut self.pending)
    }

    /// How many events wait to be taken.
    pub fn pending(&self) -> usize {
        self.pending.len()
    }

    /// What was recorded in all.
    pub fn counts(&self) -> Counts {
        self.counts
    }

    fn crosses(&self, event: &Event) -> Option<LimitReached> {
        let Limits {
            events,
            tasks,
            output,
        } = self.limits;
        match &event.kind {
            EventKind::TaskCreated { .. } if self.counts.tasks >= tasks => {
                Some(LimitReached::Tasks(tasks))
            }
            EventKind::Output { text, .. } if self.counts.output + text.len() > output => {
                Some(LimitReached::Output(output))
            }
            _ if self.counts.events >= events => Some(LimitReached::Events(events)),
            _ => None,
        }
    }

    /// Lets the last event take up this one, where both are pieces of one line.
    fn join(&mut self, event: &Event) -> bool {
        let Some(last) = self.pending.last_mut().filter(|last| is_open(last)) else {
            return false;
        };
        let same = (last.at, last.runner, last.line) == (event.at, event.runner, event.line);
        match (&mut last.kind, &event.kind) {
            (
                EventKind::Output {
                    stream,
                    text,
                    terminal,
                },
                EventKind::Output {
                    stream: to,
                    text: more,
                    terminal: at,
                },
            ) if same && stream == to && terminal == at => {
                text.push_str(more);
                true
            }
            _ => false,
        }
    }
}

fn is_open(event: &Event) -> bool {
    matches!(&event.kind, EventKind::Output { text, .. } if !text.ends_with('\n'))
}
