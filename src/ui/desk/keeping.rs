//! Keeping the work, and the shelf of what was kept.

use super::{Desk, Float};
use crate::ui::{
    keep::{
        Kept, Shelved,
        shelf::offered,
        storage::{self, Keeping},
    },
    notice::Notice,
};
use leptos::prelude::*;
use std::time::Duration;

/// How long a change waits for the next ones before it is kept with them.
const PAUSE: Duration = Duration::from_millis(250);

impl Desk {
    /// Keeps the work soon. Typing on does not put it off.
    pub fn keep_soon(&self) {
        if self.pending_keep.with_value(Option::is_some) {
            return;
        }
        let desk = *self;
        let handle = set_timeout_with_handle(move || desk.keep(), PAUSE);
        self.pending_keep.set_value(handle.ok());
    }

    /// Keeps the work now.
    pub fn keep(&self) {
        if let Some(pending) = self.pending_keep.try_update_value(Option::take).flatten() {
            pending.clear();
        }
        if self.drafts.with_untracked(Vec::is_empty) {
            return;
        }
        let work = self.shelved();
        if self
            .kept
            .with_value(|kept| kept.as_ref() == Some(&work.work))
        {
            return;
        }
        self.kept.set_value(Some(work.work.clone()));
        let keeping = storage::keep(work);
        if self.keeping.get_untracked() != keeping {
            self.keeping.set(keeping);
            self.say_keeping(keeping);
        }
    }

    /// Whether closing the tab would lose what was typed.
    pub fn would_be_lost(&self) -> bool {
        self.edited.get_untracked() && self.keeping.get_untracked() != Keeping::Safe
    }

    /// What is offered of the shelf, newest first.
    pub fn shelf(&self) -> Vec<Shelved> {
        self.keep();
        let mut shelf = storage::shelf();
        shelf.extend(self.set_aside.get_untracked());
        let desk = self.shelved();
        offered(shelf, &desk.id, &desk.work)
    }

    /// Keeps a work that was replaced, and says so.
    pub(super) fn set_aside(&self, work: Shelved) {
        storage::put_on_shelf(&work);
        self.remember(work.clone());
        let desk = *self;
        self.notices.say(
            Notice::info(format!(
                "Your earlier work, “{}”, is kept.",
                work.work.title
            ))
            .with_action("Restore", move || desk.restore(&work)),
        );
    }

    /// Keeps a work where this page finds it again, whatever the browser's stores do.
    pub(super) fn remember(&self, work: Shelved) {
        self.set_aside.update(|all| {
            all.retain(|other| other.id != work.id);
            all.push(work);
        });
    }

    /// Takes a work off the shelf, and offers it back.
    pub fn forget_work(&self, work: &Shelved) {
        storage::take_off_shelf(&work.id);
        self.set_aside.update(|all| {
            all.retain(|other| other.id != work.id && !other.work.same_work(&work.work))
        });
        // There may be room now.
        self.kept.set_value(None);
        self.keep();
        let (desk, work) = (*self, work.clone());
        self.notices.say(
            Notice::info(format!("The kept work “{}” is deleted.", work.work.title)).with_action(
                "Undo",
                move || {
                    storage::put_on_shelf(&work);
                    desk.remember(work.clone());
                },
            ),
        );
    }

    /// What lies on the desk, as the shelf keeps it.
    pub(super) fn shelved(&self) -> Shelved {
        Shelved {
            id: self.work.get_value(),
            saved: storage::now(),
            work: Kept::of(&self.playground(), self.edited.get_untracked()),
        }
    }

    fn say_keeping(&self, keeping: Keeping) {
        let desk = *self;
        let notice = match keeping {
            Keeping::Safe => Notice::info("Your text is kept again."),
            Keeping::Full => Notice::problem(
                "The browser's store is full: your text is kept only until this tab is closed. Delete kept work that you \
                 no longer need, or share a link.",
            )
            .with_action("Kept work", move || desk.float.set(Some(Float::Examples))),
            Keeping::Denied => Notice::problem(
                "This browser lets the page keep nothing: your text is gone when this tab is closed. A link has all of it.",
            )
            .with_action("Share", move || desk.share()),
        };
        self.notices.say(notice);
    }
}
