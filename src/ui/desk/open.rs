//! Putting a playground on the desk. The work that it replaces is kept and offered back.

use super::Desk;
use crate::ui::{
    draft::Draft,
    editor::binding,
    first_run,
    keep::{Kept, remember},
    notice::Notice,
    store,
};
use leptos::prelude::*;
use playground::{EXAMPLES, Example, Playground, Settings, Variant, View, decode};

impl Desk {
    /// Puts on the desk what the page is opened with: the address's link, or the work that was kept, or the
    /// first example.
    pub fn begin(&self) {
        let kept = store::work_of_this_tab().or_else(store::newest_work);
        match self.linked() {
            Some(Ok(playground)) => {
                let replaced = kept
                    .filter(|kept| kept.edited && !kept.same_work(&Kept::of(&playground, false)));
                self.put(playground, false);
                if let Some(kept) = replaced {
                    self.set_aside(kept);
                }
                self.first_look();
            }
            Some(Err(reason)) => {
                self.begin_without_link(kept);
                self.say_bad_link(&reason);
            }
            None => self.begin_without_link(kept),
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
    fn first_look(&self) {
        let desk = *self;
        first_run::show(desk, move || desk.run_changed());
    }

    /// Follows the address when it changes to another link.
    pub fn follow_address(&self) {
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
        super::sharing::forget_address();
        self.open(example.playground());
    }

    /// Opens an empty script.
    pub fn open_blank(&self) {
        super::sharing::forget_address();
        self.open(Playground {
            title: "Untitled".to_owned(),
            variants: vec![Variant {
                name: "script".to_owned(),
                source: BLANK.to_owned(),
            }],
            settings: Settings::default(),
            view: View::default(),
        });
    }

    /// Brings back a work that was replaced.
    pub fn restore(&self, kept: &Kept) {
        super::sharing::forget_address();
        self.earlier
            .update(|earlier| earlier.retain(|other| !other.same_work(kept)));
        let work = self.work_to_keep(kept);
        self.put(kept.playground(), kept.edited);
        match work {
            Some(work) => self.set_aside(work),
            None => store::keep_earlier(&self.earlier.read_untracked()),
        }
        self.first_look();
    }

    /// Replaces what is on the desk.
    fn open(&self, playground: Playground) {
        let work = self.work_to_keep(&Kept::of(&playground, false));
        self.notices.clear();
        self.put(playground, false);
        if let Some(work) = work {
            self.set_aside(work);
        }
        self.first_look();
    }

    /// The work on the desk, where it is the person's own and would be lost.
    fn work_to_keep(&self, coming: &Kept) -> Option<Kept> {
        let work = Kept::of(&self.playground(), true);
        (self.edited.get_untracked() && !work.same_work(coming)).then_some(work)
    }

    /// Keeps a work that was replaced, and says so.
    fn set_aside(&self, work: Kept) {
        self.earlier
            .update(|earlier| remember(earlier, work.clone()));
        store::keep_earlier(&self.earlier.read_untracked());
        let desk = *self;
        self.notices.say(
            Notice::info(format!("Your earlier work, “{}”, is kept.", work.title))
                .with_action("Restore", move || desk.restore(&work)),
        );
    }

    /// Lays a playground out: new drafts, no runs.
    fn put(&self, playground: Playground, edited: bool) {
        for draft in self.drafts.read_untracked().iter() {
            binding::forget(draft.id.0);
        }
        let drafts: Vec<Draft> = playground
            .variants
            .into_iter()
            .map(|variant| Draft {
                id: self.fresh_id(),
                name: variant.name,
                source: variant.source,
            })
            .collect();
        for draft in &drafts {
            binding::prepare(draft.id.0, &draft.name, &draft.source);
        }
        let last = drafts.len().saturating_sub(1);
        self.results.recorded.update(|recorded| recorded.clear());
        self.title.set(playground.title);
        self.settings.set(playground.settings);
        self.edited.set(edited);
        self.active.set(playground.view.active.min(last));
        self.drafts.set(drafts);
        self.cursor.set(playground.view.cursor);
        self.keep_soon();
    }
}

/// What an empty script begins with.
const BLANK: &str = "import asyncio


async def main():
    await asyncio.sleep(1)


asyncio.run(main())
";
