//! Applying the fix of a finding.

use super::Desk;
use crate::ui::{draft::DraftId, editor::binding, findings::edits};
use diagnosis::Fix;
use leptos::prelude::*;

impl Desk {
    /// Adds a variant with a fix applied, so that before and after stay side by side, and runs it.
    pub fn fix_beside(&self, draft: DraftId, fix: &Fix) {
        let made = self.drafts.with_untracked(|drafts| {
            let draft = drafts.iter().find(|other| other.id == draft)?;
            let mut made = draft.variant();
            made.name = format!("{}, fixed", draft.name);
            made.source = fix.apply(&draft.source)?;
            Some(made)
        });
        if let Some(made) = made {
            self.look.cursor.set(None);
            self.add_made(draft, made);
        }
    }

    /// Applies a fix to a script, as one step that the editor can undo, and runs what it gives. A script that has
    /// changed since is left as it is.
    pub fn fix(&self, draft: DraftId, fix: &Fix) {
        let source = self.drafts.with_untracked(|drafts| {
            let draft = drafts.iter().find(|other| other.id == draft);
            draft.map(|draft| draft.source.clone())
        });
        let fits = self.results.recorded.with_untracked(|recorded| {
            recorded.get(&draft).map(|run| &run.program.source) == source.as_ref()
        });
        let changes = source.and_then(|source| edits::changes(&source, fix));
        let Some(changes) = changes.filter(|_| fits) else {
            return;
        };
        let Ok(text) = serde_json::to_string(&changes) else {
            return;
        };
        self.look.cursor.set(None);
        binding::apply(draft.0, &text);
        self.run_changed();
    }
}
