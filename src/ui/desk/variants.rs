//! Adding, moving, renaming and deleting variants.

use super::Desk;
use crate::ui::{
    draft::{Draft, DraftId, MAX_NAME, is_too_long, name_from, name_of_copy},
    editor::binding,
    engine::client::now,
    keep::storage,
    notice::Notice,
};
use leptos::prelude::*;
use playground::Variant;

impl Desk {
    /// Takes what was typed into the script or the file of this number, and whether it parses.
    pub fn edit(&self, number: u32, text: String, parses: bool) {
        self.drafts.update(|drafts| {
            for draft in drafts {
                if draft.id.0 == number {
                    draft.source = text;
                    return;
                }
                if let Some(file) = draft.files.iter_mut().find(|file| file.id.0 == number) {
                    file.text = text;
                    return;
                }
            }
        });
        self.changed();
        self.results.typed.set_value(Some(now()));
        self.run_soon(parses);
    }

    /// Adds a copy of the open variant behind it, and opens that.
    pub fn add_variant(&self) {
        let index = self.look.open.get_untracked();
        let Some(original) = self
            .drafts
            .with_untracked(|drafts| drafts.get(index).cloned())
        else {
            return;
        };
        let name = self.drafts.with_untracked(|drafts| {
            let names: Vec<&str> = drafts.iter().map(|draft| draft.name.as_str()).collect();
            name_of_copy(&original.name, &names)
        });
        let copy = Variant {
            name,
            ..original.variant()
        };
        self.insert_variant(index + 1, copy);
        // The copy's run is the original's.
        let copy = self
            .drafts
            .with_untracked(|drafts| drafts.get(index + 1).map(|draft| draft.id));
        self.results.recorded.update(|recorded| {
            if let (Some(copy), Some(run)) = (copy, recorded.get(&original.id).cloned()) {
                recorded.insert(copy, run);
            }
        });
        self.run_soon(true);
    }

    /// Adds a variant made of another, behind it, opens and runs it; where there is one of that text already, opens
    /// that. Its name is made unlike the others'.
    pub(super) fn add_made(&self, origin: DraftId, made: Variant) {
        let found = self.drafts.with_untracked(|drafts| {
            let behind = drafts.iter().position(|draft| draft.id == origin)? + 1;
            let same = drafts.iter().position(|draft| {
                let other = draft.variant();
                (&other.source, &other.files, &other.typed)
                    == (&made.source, &made.files, &made.typed)
            });
            let others: Vec<&str> = drafts.iter().map(|draft| draft.name.as_str()).collect();
            let name = name_from(&made.name, &others)?;
            Some((behind, same, name))
        });
        match found {
            Some((_, Some(same), _)) => self.look.open.set(same),
            Some((behind, None, name)) => {
                self.insert_variant(behind, Variant { name, ..made });
                self.run_changed();
            }
            None => {}
        }
    }

    /// Puts a variant among the others, and opens it.
    fn insert_variant(&self, index: usize, variant: Variant) {
        let draft = Draft::of(variant, || self.fresh_number());
        self.prepare(&draft);
        self.drafts.update(|drafts| drafts.insert(index, draft));
        self.look.open.set(index);
        self.changed();
    }

    /// Moves a variant to another place among the others; it stays open, or what is open does.
    pub fn move_variant(&self, from: usize, to: usize) {
        let count = self.drafts.with_untracked(Vec::len);
        if from == to || from >= count || to >= count {
            return;
        }
        let open = self.look.open.get_untracked();
        self.drafts.update(|drafts| {
            let draft = drafts.remove(from);
            drafts.insert(to, draft);
        });
        self.look.open.set(moved(open, from, to));
        self.changed();
    }

    /// Renames a variant; what is no name changes nothing.
    pub fn rename_variant(&self, index: usize, typed: &str) {
        let name = self.drafts.with_untracked(|drafts| {
            let draft = drafts.get(index)?;
            let others: Vec<&str> = drafts
                .iter()
                .filter(|other| other.id != draft.id)
                .map(|other| other.name.as_str())
                .collect();
            name_from(typed, &others).filter(|name| *name != draft.name)
        });
        let Some(name) = name else { return };
        if is_too_long(typed) {
            self.notices.say(Notice::info(format!(
                "A variant's name has at most {MAX_NAME} characters: it is “{name}” now."
            )));
        }
        self.drafts.update(|drafts| {
            let draft = &mut drafts[index];
            binding::rename(draft.id.0, &name);
            draft.name = name;
        });
        self.changed();
    }

    /// Deletes a variant, unless it is the last, and offers it back.
    pub fn delete_variant(&self, index: usize) {
        let count = self.drafts.with_untracked(Vec::len);
        if count < 2 || index >= count {
            return;
        }
        self.keep_deleted(index);
        let mut deleted = None;
        let open = self.look.open.get_untracked();
        self.look.open.set(if index < open || open == count - 1 {
            open - 1
        } else {
            open
        });
        self.drafts
            .update(|drafts| deleted = Some(drafts.remove(index)));
        self.changed();
        let Some(draft) = deleted else { return };
        let desk = *self;
        self.notices.say(
            Notice::info(format!("The variant “{}” is deleted.", draft.name))
                .with_action("Undo", move || desk.bring_back(index, draft.clone())),
        );
    }

    /// Puts a variant that is about to be deleted, or a file of its, on the shelf, by itself: the offer to undo it is soon gone.
    pub(super) fn keep_deleted(&self, index: usize) {
        let mut work = self.shelved();
        if !work.work.edited {
            return;
        }
        let title = |name: &str| format!("{}: {name}", work.work.title);
        let Some(only) = work.work.only(index, title) else {
            return;
        };
        work.id = storage::fresh_id();
        work.work = only;
        storage::put_on_shelf(&work);
        self.remember(work);
    }

    /// Undoes a deletion; the editor still has the variant's history and cursor.
    fn bring_back(&self, index: usize, draft: Draft) {
        let index = index.min(self.drafts.with_untracked(Vec::len));
        self.prepare(&draft);
        self.drafts.update(|drafts| drafts.insert(index, draft));
        self.look.open.set(index);
        self.changed();
        self.run_soon(true);
    }

    /// Gives the playground another title.
    pub fn retitle(&self, typed: &str) {
        let title: String = typed.trim().chars().take(80).collect();
        if title.is_empty() || self.title.with_untracked(|old| *old == title) {
            return;
        }
        self.title.set(title);
        self.changed();
    }
}

/// Where the item at `place` of a list is once another one, or itself, has moved.
fn moved(place: usize, from: usize, to: usize) -> usize {
    if place == from {
        to
    } else if from < place && place <= to {
        place - 1
    } else if to <= place && place < from {
        place + 1
    } else {
        place
    }
}
