//! The marks beside the script's lines that say where the loop was given back.

use super::{model::Model, switches::switches};
use crate::ui::{desk::Desk, editor::binding};
use leptos::prelude::*;

/// Of a run of more events than this nothing is said.
const TOLD: usize = 200_000;

/// Says beside the lines of the open script where the loop was given back in its newest run.
pub fn tell_switches(model: Model, desk: Desk) {
    Effect::new(move |_| {
        if model.running.get() {
            return;
        }
        let open = model.look.open.get();
        let draft = desk
            .drafts
            .with(|drafts| drafts.get(open).map(|draft| draft.id));
        let Some(draft) = draft else { return };
        let said = model.recorded.with(|runs| {
            let record = runs.get(open)?.record.clone();
            if record.events() > TOLD {
                return None;
            }
            let found = switches(record.read().trace());
            let each = found.iter();
            Some(
                each.map(|(line, switch)| format!("{line}\t{}\n", switch.sentence()))
                    .collect::<String>(),
            )
        });
        binding::mark_switches(draft.0, said);
    });
}
