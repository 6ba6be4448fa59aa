//! What if a wait were longer, or shorter? The number that says how long it is changes in the script, and the run is done
//! anew. Which number that is the editor knows, by the script's syntax.

use super::Desk;
use crate::ui::{editor::binding, notice::Notice};
use leptos::prelude::*;
use trace::{Seconds, number::spoken};

/// Times are dragged in steps of this, in seconds.
const STEP: Seconds = 0.001;

/// A wait whose length a number of the script says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WaitAt {
    /// The variant.
    pub run: usize,
    /// The script's line that waits.
    pub line: u32,
    /// How long it waits as the script stands, in seconds.
    pub seconds: Seconds,
}

impl Desk {
    /// Whether a number in the script says how long a wait is: only such waits can be dragged. It stands in the call itself
    /// (`sleep(3)`), or in the one call that gives it to the function that waits (`brew("latte", 3)`).
    pub fn can_change(&self, wait: WaitAt) -> bool {
        let id = self.draft_of(wait);
        id.is_some_and(|id| binding::wait_literal(id, wait.line, wait.seconds).is_some())
    }

    /// Makes a wait as long as this, and runs what it gives. What is done in one drag is one step of the editor's history:
    /// undoing brings back script and run. Whether there was a number to change.
    pub fn what_if(&self, wait: WaitAt, seconds: Seconds) -> bool {
        let Some(id) = self.draft_of(wait) else {
            return false;
        };
        let seconds = ((seconds.max(0.0) / STEP).round() * STEP * 1e6).round() / 1e6;
        if !seconds.is_finite() || !binding::set_wait(id, wait.line, wait.seconds, seconds) {
            return false;
        }
        self.run_changed();
        let desk = *self;
        let line = wait.line;
        self.notices.say(
            Notice::info(format!(
                "The wait on line {line} is {} now, not {}.",
                spoken(seconds),
                spoken(wait.seconds)
            ))
            .with_action("Undo", move || {
                binding::undo(id);
                desk.run_changed();
            }),
        );
        true
    }

    /// Takes back the last change of a variant's script, and runs what that gives.
    pub fn undo_in(&self, run: usize) {
        let id = self
            .drafts
            .with_untracked(|drafts| drafts.get(run).map(|draft| draft.id.0));
        if let Some(id) = id {
            binding::undo(id);
            self.run_changed();
        }
    }

    fn draft_of(&self, wait: WaitAt) -> Option<u32> {
        self.drafts
            .with_untracked(|drafts| drafts.get(wait.run).map(|draft| draft.id.0))
    }
}
