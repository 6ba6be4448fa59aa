//! Typing at the open variant's terminals. What is typed is part of the playground: the run is done anew with it.

use super::Desk;
use crate::ui::{
    client::place,
    draft::{Draft, DraftId},
    notice::Notice,
    panels::PANELS,
    panes::Area,
    terminal::{pasted, serving::App},
};
use leptos::prelude::*;
use playground::{
    Typed,
    typed::{MAX_LINE, MAX_TERMINALS, MAX_TYPED},
};

/// The panel's key.
pub const TERMINAL: &str = "terminal";

/// What empties a terminal instead of being typed.
const CLEAR: &str = "clear";

impl Desk {
    /// What is typed in the open variant.
    pub fn typed(&self) -> Vec<Typed> {
        self.of_active(|draft| draft.typed.clone())
            .unwrap_or_default()
    }

    /// Types what was entered or pasted at a terminal, a line each, and runs.
    pub fn type_at(&self, terminal: u32, text: &str) {
        let mut coming: Vec<Typed> = Vec::new();
        for line in pasted::lines(text) {
            if line == CLEAR {
                coming.clear();
                self.clear_terminal(terminal);
            } else {
                coming.push(Typed { terminal, line });
            }
        }
        self.type_lines(coming);
    }

    /// Types lines behind all that is typed in the open variant, and runs. Whether they could be typed; if not, the reader is told.
    pub fn type_lines(&self, coming: Vec<Typed>) -> bool {
        if coming.is_empty() {
            return true;
        }
        if coming.iter().any(|typed| typed.line.len() > MAX_LINE) {
            self.notices.say(Notice::problem(format!(
                "A line has at most {MAX_LINE} bytes: put what is longer into a file."
            )));
            return false;
        }
        if untrack(|| self.typed()).len() + coming.len() > MAX_TYPED {
            self.notices.say(Notice::problem(format!(
                "A variant has at most {MAX_TYPED} typed lines: remove some that it no longer needs."
            )));
            return false;
        }
        self.change_typed(self.open_draft(), |typed| typed.extend(coming));
        true
    }

    /// Makes a typed line another one; an empty one is removed.
    pub fn retype(&self, place: usize, text: &str) {
        match pasted::lines(text).into_iter().next() {
            Some(line) if line.len() <= MAX_LINE => {
                self.change_typed(self.open_draft(), |typed| {
                    if let Some(typed) = typed.get_mut(place) {
                        typed.line = line;
                    }
                });
            }
            Some(_) => {}
            None => self.remove_typed(place),
        }
    }

    /// Removes a typed line, and offers it back.
    pub fn remove_typed(&self, place: usize) {
        let line = untrack(|| self.typed())
            .get(place)
            .map(|typed| typed.line.clone());
        if let Some(line) = line {
            let text = format!("“{line}” is no longer typed.");
            self.take_away(text, |index, _| index == place);
        }
    }

    /// Removes all that is typed at a terminal, and offers it back.
    pub fn clear_terminal(&self, terminal: u32) {
        let text = format!("Terminal {terminal} is empty.");
        self.take_away(text, |_, typed| typed.terminal == terminal);
    }

    fn take_away(&self, text: String, which: impl Fn(usize, &Typed) -> bool) {
        let draft = self.open_draft();
        let mut taken: Vec<(usize, Typed)> =
            untrack(|| self.typed()).into_iter().enumerate().collect();
        taken.retain(|(index, typed)| which(*index, typed));
        if taken.is_empty() {
            return;
        }
        self.change_typed(draft, |typed| {
            let mut index = 0;
            typed.retain(|line| {
                index += 1;
                !which(index - 1, line)
            });
        });
        let desk = *self;
        self.notices
            .say(Notice::info(text).with_action("Undo", move || {
                let taken = taken.clone();
                desk.change_typed(draft, |typed| {
                    for (index, line) in taken {
                        typed.insert(index.min(typed.len()), line);
                    }
                });
            }));
    }

    fn open_draft(&self) -> Option<DraftId> {
        self.drafts.with_untracked(|drafts| {
            let draft: Option<&Draft> = drafts.get(self.look.open.get_untracked());
            draft.map(|draft| draft.id)
        })
    }

    /// Changes what is typed in a variant, and runs what that gives. Whoever types wants to see what comes of it.
    fn change_typed(&self, draft: Option<DraftId>, change: impl FnOnce(&mut Vec<Typed>)) {
        let before = self.drafts.with_untracked(|drafts| {
            let mut drafts = drafts.iter();
            drafts
                .find(|other| Some(other.id) == draft)
                .map(|draft| draft.typed.clone())
        });
        let Some(before) = before else { return };
        let mut typed = before.clone();
        change(&mut typed);
        if typed == before {
            return;
        }
        self.drafts.update(|drafts| {
            if let Some(draft) = drafts.iter_mut().find(|other| Some(other.id) == draft) {
                draft.typed = typed;
            }
        });
        self.look.cursor.set(None);
        self.changed();
        self.run_changed();
    }

    /// Serves an application at the first terminal, and asks it at the second.
    pub fn serve(&self, app: &App) {
        self.type_lines(vec![
            Typed {
                terminal: 1,
                line: app.command(),
            },
            Typed {
                terminal: 2,
                line: format!("curl -i {}", app.address()),
            },
        ]);
        self.terminal.set(2);
        self.show_terminals();
    }

    /// Types a client's command at the clients' terminal, and runs. Where nothing is typed yet, the script is served or run first.
    pub fn send(&self, command: &str) {
        let Some(draft) = untrack(|| self.active_draft()) else {
            return;
        };
        let lines = place::lines(&[command.to_owned()], &draft.source, &draft.typed);
        if let Some(last) = lines.last() {
            self.terminal.set(last.terminal);
        }
        self.type_lines(lines);
    }

    /// Shows the terminals.
    pub fn show_terminals(&self) {
        if let Some(panel) = PANELS.iter().find(|panel| panel.key == TERMINAL) {
            self.choose(panel);
        }
        self.area.set(Area::Output);
    }

    /// Opens another terminal behind those that there are; none where there can be no more.
    pub fn add_terminal(&self, seen: u32) {
        self.terminal.set((seen + 1).min(MAX_TERMINALS));
    }
}
