//! What a check says, and the cure that it offers.

use serde::{Deserialize, Serialize};
use trace::Seconds;

/// What was noticed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A call held the loop: `time.sleep` in a coroutine.
    BlockingCall,
    /// The script's own computing held the loop.
    Computing,
    /// A coroutine was made and never awaited.
    NeverAwaited,
    /// Awaits in a row that need nothing of each other.
    AwaitsInARow,
    /// A task to which nobody kept a reference was lost.
    DroppedTask,
    /// A task failed and nobody looked.
    ExceptionNeverRetrieved,
    /// A task caught its own cancelling and went on.
    SwallowedCancellation,
    /// A lock was held across a long wait while others waited for it.
    LockHeld,
    /// Tasks wait for each other in a circle.
    Deadlock,
    /// Tasks wait, and nothing is left that could wake them.
    NothingLeft,
    /// A client that blocks is called in a coroutine.
    SyncClient,
    /// Hundreds of tasks at once on one thing.
    UnboundedConcurrency,
    /// A value was written back that another task had changed since it was read.
    LostUpdate,
    /// A thread called what is not thread-safe on a loop that is not its own.
    NotThreadSafe,
    /// A client is made for each request, and with it a connection.
    ClientPerRequest,
    /// A client's connections were open when the script ended.
    LeftOpen,
    /// A call without a time-out hung.
    NoTimeOut,
    /// All threads or connections of a pool were taken.
    PoolFull,
    /// What a host answered is made up: a note.
    MadeUpHost,
    /// An answer was never closed, and its connection kept for it.
    ResponseOpen,
    /// Processes are started without the guard that keeps them from starting more.
    NoMainGuard,
}

impl Kind {
    /// What the reader calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::BlockingCall => "Blocking call",
            Self::Computing => "Computing held the loop",
            Self::NeverAwaited => "Never awaited",
            Self::AwaitsInARow => "Awaits in a row",
            Self::DroppedTask => "Task lost",
            Self::ExceptionNeverRetrieved => "Exception unseen",
            Self::SwallowedCancellation => "Cancellation swallowed",
            Self::LockHeld => "Lock held across a wait",
            Self::Deadlock => "Deadlock",
            Self::NothingLeft => "Nothing left to run",
            Self::SyncClient => "Blocking client",
            Self::UnboundedConcurrency => "Unbounded concurrency",
            Self::LostUpdate => "Lost update",
            Self::NotThreadSafe => "Not thread-safe",
            Self::ClientPerRequest => "Client per request",
            Self::LeftOpen => "Left open",
            Self::NoTimeOut => "No time-out",
            Self::PoolFull => "Pool full",
            Self::MadeUpHost => "Made-up host",
            Self::ResponseOpen => "Answer not closed",
            Self::NoMainGuard => "No main guard",
        }
    }
}

/// One thing that the diagnosis noticed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// What kind of thing.
    pub kind: Kind,
    /// The script's line, counted from 1.
    pub line: Option<u32>,
    /// The first column and the column behind the last, counted from 1 in characters, within `line`.
    pub columns: Option<(u32, u32)>,
    /// The moment at which it shows best, in virtual seconds.
    pub at: Seconds,
    /// What it cost in virtual seconds, where that can be said: time held, or what the cure saves.
    pub cost: Option<Seconds>,
    /// What happened, what it cost, what to change: a few sentences, code between backticks.
    pub text: String,
    /// The edit that cures it, where there is one.
    pub fix: Option<Fix>,
}

/// An exact edit of the script. The script it gives parses, and does not have the finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fix {
    /// What it does, in a few words, code between backticks.
    pub label: String,
    /// In order, without overlap.
    pub edits: Vec<Edit>,
}

/// A stretch of the script and what replaces it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit {
    /// The first byte.
    pub from: usize,
    /// The byte behind the last; equal to `from` where something is inserted.
    pub to: usize,
    /// The new text.
    pub text: String,
}

impl Edit {
    /// Puts `text` before the byte at `at`.
    pub fn insert(at: usize, text: impl Into<String>) -> Self {
        Self {
            from: at,
            to: at,
            text: text.into(),
        }
    }
}

impl Fix {
    /// The script after the edit; `None` where it is not the one that the edit was made for.
    pub fn apply(&self, source: &str) -> Option<String> {
        let mut text = String::with_capacity(source.len() + 64);
        let mut copied = 0;
        for edit in &self.edits {
            text.push_str(source.get(copied..edit.from)?);
            text.push_str(&edit.text);
            copied = source.get(edit.from..edit.to).map(|_| edit.to)?;
        }
        text.push_str(source.get(copied..)?);
        Some(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edit(from: usize, to: usize, text: &str) -> Edit {
        Edit {
            from,
            to,
            text: text.into(),
        }
    }

    #[test]
    fn edits_replace_and_insert_in_order() {
        let fix = Fix {
            label: String::new(),
            edits: vec![Edit::insert(0, "é"), edit(2, 3, "XYZ")],
        };
        assert_eq!(fix.apply("abcd").as_deref(), Some("éabXYZd"));
    }

    #[test]
    fn an_edit_of_another_text_gives_nothing() {
        let fix = |edits| Fix {
            label: String::new(),
            edits,
        };
        assert_eq!(fix(vec![edit(2, 9, "")]).apply("abcd"), None);
        assert_eq!(fix(vec![edit(1, 2, "")]).apply("é"), None, "inside é");
        assert_eq!(
            fix(vec![edit(3, 4, ""), edit(1, 2, "")]).apply("abcd"),
            None
        );
    }
}
