//! What the engine writes events into: batches, whole lines of output, limits.

use super::event::{Event, EventKind};
use std::fmt;

/// How much one run may record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Events of all kinds.
    pub events: usize,
    /// Tasks created.
    pub tasks: usize,
    /// Bytes of text written.
    pub output: usize,
}

impl Default for Limits {
    /// What a page holds and still draws smoothly: a hundred thousand tasks that each wait a few times.
    fn default() -> Self {
        Self {
            events: 4_000_000,
            tasks: 250_000,
            output: 5_000_000,
        }
    }
}

impl Limits {
    /// None but the machine's.
    pub const NONE: Self = Self {
        events: usize::MAX,
        tasks: usize::MAX,
        output: usize::MAX,
    };
}

/// A limit that a run has met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LimitReached {
    /// More events than this.
    Events(usize),
    /// More tasks than this.
    Tasks(usize),
    /// More output than this, in bytes.
    Output(usize),
}

impl fmt::Display for LimitReached {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Events(limit) => {
                write!(
                    f,
                    "The run was stopped at {} events, the most that one trace holds.",
                    Grouped(limit)
                )
            }
            Self::Tasks(limit) => {
                write!(
                    f,
                    "The run was stopped at {} tasks, the most that one trace holds.",
                    Grouped(limit)
                )
            }
            Self::Output(limit) => {
                let megabytes = limit as f64 / 1e6;
                write!(
                    f,
                    "The run was stopped after {megabytes} MB of output, the most that one trace holds."
                )
            }
        }
    }
}

impl std::error::Error for LimitReached {}

/// A whole number with commas between thousands.
struct Grouped(usize);

impl fmt::Display for Grouped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.0.to_string();
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index) % 3 == 0 {
                f.write_str(",")?;
            }
            write!(f, "{digit}")?;
        }
        Ok(())
    }
}

/// Collects a run's events and hands them out in batches.
#[derive(Debug)]
pub struct Recorder {
    limits: Limits,
    batch: Vec<Event>,
    /// Whether the last event of the batch is an unfinished line of output, which more text may still join.
    open_line: bool,
    events: usize,
    tasks: usize,
    output: usize,
}

impl Recorder {
    /// A recorder of one run.
    pub fn new(limits: Limits) -> Self {
        Self {
            limits,
            batch: Vec::new(),
            open_line: false,
            events: 0,
            tasks: 0,
            output: 0,
        }
    }

    /// Takes the next event. Text that one line of the script writes in pieces, as `print("a", "b")` does,
    /// becomes one event up to the end of its line.
    ///
    /// # Errors
    /// When the event is one too many: it is not recorded then. An [`EventKind::Interrupted`] always is.
    pub fn record(&mut self, event: Event) -> Result<(), LimitReached> {
        if !matches!(
            event.kind,
            EventKind::Interrupted { .. } | EventKind::Exited { .. }
        ) {
            self.count(&event)?;
        }
        if let EventKind::Output { text, .. } = &event.kind {
            let ends_line = text.ends_with('\n');
            if self.join(&event) {
                self.open_line = !ends_line;
                return Ok(());
            }
            self.open_line = !ends_line;
        } else {
            self.open_line = false;
        }
        self.events += 1;
        self.batch.push(event);
        Ok(())
    }

    /// How many events wait to be taken.
    pub fn pending(&self) -> usize {
        self.batch.len()
    }

    /// Hands out what was recorded since the last call, in order.
    pub fn take_batch(&mut self) -> Vec<Event> {
        self.open_line = false;
        std::mem::take(&mut self.batch)
    }

    fn count(&mut self, event: &Event) -> Result<(), LimitReached> {
        if self.events >= self.limits.events {
            return Err(LimitReached::Events(self.limits.events));
        }
        match &event.kind {
            EventKind::TaskCreated { .. } => {
                if self.tasks >= self.limits.tasks {
                    return Err(LimitReached::Tasks(self.limits.tasks));
                }
                self.tasks += 1;
            }
            EventKind::Output { text, .. } => {
                if text.len() > self.limits.output - self.output {
                    return Err(LimitReached::Output(self.limits.output));
                }
                self.output += text.len();
            }
            _ => {}
        }
        Ok(())
    }

    /// Adds text to the unfinished line before it, if it is a continuation of that.
    fn join(&mut self, event: &Event) -> bool {
        let EventKind::Output { stream, text } = &event.kind else {
            return false;
        };
        let Some(last) = self.batch.last_mut().filter(|_| self.open_line) else {
            return false;
        };
        if (last.at, last.line, last.runner) != (event.at, event.line, event.runner) {
            return false;
        }
        match &mut last.kind {
            EventKind::Output {
                stream: before,
                text: line,
            } if before == stream => {
                line.push_str(text);
                true
            }
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trace::{Stream, TaskId};

    fn wrote(line: u32, stream: Stream, text: &str) -> Event {
        Event {
            at: 0.0,
            runner: None,
            line: Some(line),
            kind: EventKind::Output {
                stream,
                text: text.into(),
            },
        }
    }

    fn texts(recorder: &mut Recorder) -> Vec<String> {
        let text = |event: Event| match event.kind {
            EventKind::Output { text, .. } => text,
            other => format!("{other:?}"),
        };
        recorder.take_batch().into_iter().map(text).collect()
    }

    #[test]
    fn pieces_of_one_line_become_one_event() {
        let mut recorder = Recorder::new(Limits::default());
        for text in ["a", " ", "b", "\n", "c", "\n"] {
            recorder.record(wrote(1, Stream::Stdout, text)).unwrap();
        }
        assert_eq!(texts(&mut recorder), ["a b\n", "c\n"]);
    }

    #[test]
    fn pieces_from_elsewhere_do_not_join() {
        let mut recorder = Recorder::new(Limits::default());
        recorder.record(wrote(1, Stream::Stdout, "a")).unwrap();
        recorder.record(wrote(2, Stream::Stdout, "b")).unwrap();
        recorder.record(wrote(2, Stream::Stderr, "c")).unwrap();
        recorder
            .record(Event {
                kind: EventKind::LoopStarted,
                ..wrote(2, Stream::Stderr, "")
            })
            .unwrap();
        recorder.record(wrote(2, Stream::Stderr, "d")).unwrap();
        assert_eq!(texts(&mut recorder), ["a", "b", "c", "LoopStarted", "d"]);
    }

    #[test]
    fn limits_refuse_what_is_too_much_and_let_the_end_through() {
        let mut recorder = Recorder::new(Limits {
            events: 3,
            tasks: 1,
            output: 4,
        });
        let task = |id| Event {
            kind: EventKind::TaskCreated {
                task: TaskId(id),
                name: "t".into(),
                coroutine: "t".into(),
                parent: None,
            },
            ..wrote(1, Stream::Stdout, "")
        };
        assert_eq!(recorder.record(task(0)), Ok(()));
        assert_eq!(recorder.record(task(1)), Err(LimitReached::Tasks(1)));
        assert_eq!(recorder.record(wrote(1, Stream::Stdout, "abc\n")), Ok(()));
        assert_eq!(
            recorder.record(wrote(1, Stream::Stdout, "d")),
            Err(LimitReached::Output(4))
        );
        let event = Event {
            kind: EventKind::LoopStarted,
            ..wrote(1, Stream::Stdout, "")
        };
        assert_eq!(recorder.record(event.clone()), Ok(()));
        assert_eq!(recorder.record(event), Err(LimitReached::Events(3)));
        let end = Event {
            kind: EventKind::Interrupted {
                reason: "limit".into(),
            },
            ..wrote(1, Stream::Stdout, "")
        };
        assert_eq!(recorder.record(end), Ok(()));
        assert_eq!(recorder.pending(), 4);
    }

    #[test]
    fn limits_are_told_in_words() {
        assert_eq!(
            LimitReached::Events(4_000_000).to_string(),
            "The run was stopped at 4,000,000 events, the most that one trace holds."
        );
        assert_eq!(
            LimitReached::Output(5_000_000).to_string(),
            "The run was stopped after 5 MB of output, the most that one trace holds."
        );
    }
}
