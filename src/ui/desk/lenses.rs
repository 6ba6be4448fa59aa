//! Looking at the open script through a lens: the same script, run another way, as a variant beside it.

use super::Desk;
use crate::{engine::Question, ui::notice::Notice};
use diagnosis::lens::{Lens, Seen};
use leptos::prelude::*;

impl Desk {
    /// Adds the open script as it is through a lens, and runs it; says plainly where there is nothing to see.
    pub fn look_through(&self, lens: Lens) {
        let Some(draft) = self
            .drafts
            .with_untracked(|drafts| drafts.get(self.look.open.get_untracked()).cloned())
        else {
            return;
        };
        let question = Question::Lens {
            lens,
            source: draft.source.clone(),
        };
        let desk = *self;
        self.engine.ask(question, move |answer| {
            let read = |bytes: Vec<u8>| {
                postcard::from_bytes::<Seen>(&bytes).map_err(|error| error.to_string())
            };
            match answer.and_then(read) {
                Ok(seen) => {
                    let mut made = draft.variant();
                    made.name = format!("{} (lens)", lens.name());
                    made.source = seen.source;
                    desk.add_made(draft.id, made);
                    match seen.left {
                        Some(left) => desk.notices.say(Notice::info(left)),
                        None => desk.notices.clear(),
                    }
                }
                Err(reason) => desk.notices.say(Notice::info(reason)),
            }
        });
    }
}
