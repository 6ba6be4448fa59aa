//! Putting a playground on the desk. The work that it replaces is kept and offered back.

use super::{Desk, typing::TERMINAL};
use crate::ui::{
    draft::Draft,
    editor::binding,
    first_run,
    keep::{Kept, Shelved, storage},
    notice::Notice,
    panels::PANELS,
};
use leptos::prelude::*;
use playground::{EXAMPLES, Example, Playground, Settings, Variant, View, decode};

impl Desk {
    /// Puts on the desk what the page is opened with: the address's link, or the work that was kept, or the
    /// first example.
    pub fn begin(&self) {
        storage::take_over();
        let own = storage::work_of_this_tab();
        let id = storage::id_of_this_tab();
        let kept = own.clone().or_else(storage::newest_work);
        let linked = self.linked();
        // What was loaded again goes on where it was kept before.
        let goes_on = own.is_some() && !matches!(linked, Some(Ok(_)));
        match linked {
            Some(Ok(playground)) => {
                let replaced =
                    own.filter(|own| own.edited && !own.same_work(&Kept::of(&playground, false)));
                self.put(playground, false);
                if let Some(work) = replaced {
                    self.set_aside(Shelved {
                        id: id.clone().unwrap_or_else(storage::fresh_id),
                        saved: storage::now(),
                        work,
                    });
                }
                self.first_look();
            }
            Some(Err(reason)) => {
                self.begin_without_link(kept);
                self.say_bad_link(&reason);
            }
            None => self.begin_without_link(kept),
        }
        if let Some(id) = id.filter(|_| goes_on) {
            self.work.set_value(id);
        }
    }

    fn begin_without_link(&self, kept: Option<Kept>) {
        match kept {
            Some(kept) => self.put(kept.playground(), kept.edited),
            None => self.put(EXAMPLES[0].playground(), false),
        }
        self.first_look();
    }

    /// Shows the runs of what has just been put on the desk: recorded ones at once, the others when they
    /// have run.
    pub(super) fn first_look(&self) {
        let desk = *self;
        first_run::show(desk, move || desk.run_changed());
    }

    /// Follows the address when it changes to another link; where the reader went back to one, that has been done.
    pub fn follow_address(&self) {
        if !self.is_new_entry() {
            return;
        }
        self.enter_visit();
        match self.linked() {
            Some(Ok(playground)) => self.open(playground),
            Some(Err(reason)) => self.say_bad_link(&reason),
            None => {}
        }
    }

    fn linked(&self) -> Option<Result<Playground, String>> {
        let fragment = window().location().hash().ok()?;
        let fragment = fragment.strip_prefix('#').filter(|text| !text.is_empty())?;
        Some(decode(fragment).map_err(|error| error.to_string()))
    }

    fn say_bad_link(&self, reason: &str) {
        self.notices.say(Notice::problem(format!(
            "{reason} Your own work is untouched."
        )));
    }

    /// Opens an example.
    pub fn open_example(&self, example: &'static Example) {
        self.begin_visit();
        self.open(example.playground());
    }

    /// Opens an empty script.
    pub fn open_blank(&self) {
        self.begin_visit();
        self.open(Playground {
            title: "Untitled".to_owned(),
            variants: vec![Variant::alone("script", BLANK)],
            settings: Settings::default(),
            view: View::default(),
        });
    }

    /// Brings back a work from the shelf, where it stays: what is changed on the desk is kept beside it.
    pub fn restore(&self, kept: &Shelved) {
        self.begin_visit();
        let work = self.work_to_keep(&kept.work);
        self.put(kept.work.playground(), kept.work.edited);
        if let Some(work) = work {
            self.set_aside(work);
        }
        self.first_look();
    }

    /// Replaces what is on the desk.
    pub(super) fn open(&self, playground: Playground) {
        let work = self.work_to_keep(&Kept::of(&playground, false));
        self.notices.clear();
        self.put(playground, false);
        if let Some(work) = work {
            self.set_aside(work);
        }
        self.first_look();
    }

    /// The work on the desk, where it is the person's own and would be lost.
    fn work_to_keep(&self, coming: &Kept) -> Option<Shelved> {
        let work = self.shelved();
        (work.work.edited && !work.work.same_work(coming)).then_some(work)
    }

    /// Lays a playground out: new drafts, no runs.
    pub(super) fn put(&self, playground: Playground, edited: bool) {
        for draft in self.drafts.read_untracked().iter() {
            binding::forget(draft.id.0);
            for file in &draft.files {
                binding::forget(file.id.0);
            }
        }
        let drafts: Vec<Draft> = playground
            .variants
            .into_iter()
            .map(|variant| Draft::of(variant, || self.fresh_number()))
            .collect();
        for draft in &drafts {
            self.prepare(draft);
        }
        let last = drafts.len().saturating_sub(1);
        let open = drafts.get(playground.view.active.min(last));
        let typed = open.is_some_and(|draft| !draft.typed.is_empty());
        self.terminal.set(1);
        self.unchoose(TERMINAL);
        if let Some(panel) = PANELS.iter().find(|panel| typed && panel.key == TERMINAL) {
            self.choose(panel);
        }
        self.work.set_value(storage::fresh_id());
        self.results.recorded.update(|recorded| recorded.clear());
        self.title.set(playground.title);
        self.settings.set(playground.settings);
        self.edited.set(edited);
        self.look.open.set(playground.view.active.min(last));
        self.drafts.set(drafts);
        self.look.cursor.set(playground.view.cursor);
        self.look.selection.set(None);
        self.look.fresh.set(true);
        self.keep_soon();
    }
}

/// What an empty script begins with.
const BLANK: &str = "import asyncio


async def main():
    await asyncio.sleep(1)


asyncio.run(main())
";
