//! The files beside the script: adding, naming, deleting, showing one.

use super::Desk;
use crate::ui::{
    draft::{Draft, DraftFile, DraftId, FileId},
    editor::binding,
    notice::Notice,
    panes::Area,
};
use leptos::prelude::*;
use playground::{MAX_FILES, PathError, path};

/// What a file is called before somebody names it.
const UNNAMED: &str = "new";

impl Desk {
    /// The file that the editor shows of the open variant; none is its script.
    pub fn file_shown(&self) -> Option<FileId> {
        self.of_active(|draft| {
            let shown = self
                .files_shown
                .with(|shown| shown.get(&draft.id).copied())?;
            draft.file(shown).map(|file| file.id)
        })?
    }

    /// The number of the text that the editor shows: the open variant's script, or a file beside it.
    pub fn text_shown(&self) -> Option<u32> {
        match self.file_shown() {
            Some(file) => Some(file.0),
            None => self.of_active(|draft| draft.id.0),
        }
    }

    /// Shows a file of the open variant in the editor; none is its script.
    pub fn show_file(&self, file: Option<FileId>) {
        let open = self.drafts.with_untracked(|drafts| {
            let draft = drafts.get(self.look.open.get_untracked());
            draft.map(|draft| draft.id)
        });
        if let Some(draft) = open {
            self.show_file_of(draft, file);
        }
    }

    fn show_file_of(&self, draft: DraftId, file: Option<FileId>) {
        let shown = self
            .files_shown
            .with_untracked(|shown| shown.get(&draft).copied());
        if shown == file {
            return;
        }
        self.files_shown.update(|shown| match file {
            Some(file) => drop(shown.insert(draft, file)),
            None => drop(shown.remove(&draft)),
        });
    }

    /// Adds an empty file to the open variant, and shows it; says why where there can be no more.
    pub fn add_file(&self) -> Option<FileId> {
        let path = self.drafts.with_untracked(|drafts| {
            let draft = drafts.get(self.look.open.get_untracked())?;
            if draft.files.len() >= MAX_FILES {
                return None;
            }
            let taken = |path: &str| path::check(path, draft.paths()).is_err();
            (1..)
                .map(|number| match number {
                    1 => format!("{UNNAMED}.py"),
                    number => format!("{UNNAMED}_{number}.py"),
                })
                .find(|path| !taken(path))
        });
        let Some(path) = path else {
            self.notices
                .say(Notice::info(PathError::TooMany.to_string()));
            return None;
        };
        let file = DraftFile {
            id: FileId(self.fresh_number()),
            path,
            text: String::new(),
        };
        let id = file.id;
        let index = self.look.open.get_untracked();
        let last = self
            .drafts
            .with_untracked(|drafts| drafts[index].files.len());
        self.put_file(index, last, file);
        Some(id)
    }

    /// Puts a file among a variant's others, and shows it.
    fn put_file(&self, variant: usize, place: usize, file: DraftFile) {
        binding::prepare_file(file.id.0, &file.path, &file.text);
        let id = file.id;
        self.drafts.update(|drafts| {
            if let Some(draft) = drafts.get_mut(variant) {
                draft.files.insert(place.min(draft.files.len()), file);
            }
        });
        self.show_file(Some(id));
        self.changed();
        self.run_soon(true);
    }

    /// Gives a file another path, or says why it cannot have it.
    pub fn rename_file(&self, id: FileId, typed: &str) {
        let checked = self.drafts.with_untracked(|drafts| {
            let draft = drafts.iter().find(|draft| draft.file(id).is_some())?;
            let others = draft.files.iter().filter(|file| file.id != id);
            Some(path::check(typed, others.map(|file| file.path.as_str())))
        });
        match checked {
            Some(Ok(path)) => {
                let mut renamed = false;
                self.drafts.update(|drafts| {
                    let mut files = drafts.iter_mut().flat_map(|draft| &mut draft.files);
                    if let Some(file) = files.find(|file| file.id == id) {
                        renamed = file.path != path;
                        binding::prepare_file(id.0, &path, &file.text);
                        file.path = path;
                    }
                });
                if renamed {
                    self.changed();
                    self.run_soon(true);
                }
            }
            Some(Err(reason)) => self.notices.say(Notice::info(reason.to_string())),
            None => {}
        }
    }

    /// Deletes a file, and offers it back.
    pub fn delete_file(&self, id: FileId) {
        let found = self.drafts.with_untracked(|drafts| {
            drafts.iter().enumerate().find_map(|(variant, draft)| {
                let place = draft.files.iter().position(|file| file.id == id)?;
                Some((variant, draft.id, place, draft.files[place].clone()))
            })
        });
        let Some((variant, draft, place, file)) = found else {
            return;
        };
        // What was typed outlives the offer to undo it.
        if !file.text.trim().is_empty() {
            self.keep_deleted(variant);
        }
        // Its neighbour is shown, the script before the first.
        let neighbour = self.drafts.with_untracked(|drafts| {
            let files = &drafts[variant].files;
            let next = files
                .get(place + 1)
                .or_else(|| files.get(place.checked_sub(1)?));
            next.map(|file| file.id)
        });
        if self
            .files_shown
            .with_untracked(|shown| shown.get(&draft) == Some(&id))
        {
            self.show_file_of(draft, neighbour);
        }
        self.drafts.update(|drafts| {
            drafts[variant].files.remove(place);
        });
        self.changed();
        self.run_soon(true);
        let desk = *self;
        self.notices.say(
            Notice::info(format!("The file “{}” is deleted.", file.path)).with_action(
                "Undo",
                move || {
                    let variant = desk
                        .drafts
                        .with_untracked(|drafts| drafts.iter().position(|other| other.id == draft));
                    if let Some(variant) = variant {
                        desk.look.open.set(variant);
                        desk.put_file(variant, place, file.clone());
                    }
                },
            ),
        );
    }

    /// Takes back a file that has just been added and never been named.
    pub fn drop_file(&self, id: FileId) {
        let is_empty = self.drafts.with_untracked(|drafts| {
            let mut files = drafts.iter().filter_map(|draft| draft.file(id));
            files.next().is_some_and(|file| file.text.is_empty())
        });
        if is_empty {
            self.show_file(None);
            self.drafts.update(|drafts| {
                for draft in drafts {
                    draft.files.retain(|file| file.id != id);
                }
            });
            self.changed();
            self.run_soon(true);
        }
    }

    /// What the open variant's files are called: the script first.
    pub fn files_of_open(&self) -> Vec<String> {
        self.drafts.with_untracked(|drafts| {
            let Some(draft) = drafts.get(self.look.open.get_untracked()) else {
                return Vec::new();
            };
            let script = draft.script_name();
            [script]
                .into_iter()
                .chain(draft.paths())
                .map(str::to_owned)
                .collect()
        })
    }

    /// Shows a line of one of a variant's files: of its script, unless a file beside it has this path.
    pub fn reveal_in(&self, variant: usize, path: &str, line: u32) {
        let file = self.drafts.with_untracked(|drafts| {
            let files = drafts.get(variant).map(|draft: &Draft| &draft.files);
            let file = files?.iter().find(|file| file.path == path)?;
            Some(file.id)
        });
        let Some(file) = file else {
            self.reveal(variant, line);
            return;
        };
        if self.look.open.get_untracked() != variant {
            self.look.open.set(variant);
        }
        self.show_file(Some(file));
        self.area.set(Area::Script);
        request_animation_frame(move || binding::reveal_line(file.0, line));
    }
}
