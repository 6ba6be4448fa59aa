//! Runs, and when edits start them.

use super::Desk;
use crate::ui::{draft::Draft, engine::schedule::Job, quiet::pause};
use leptos::prelude::*;
use playground::Settings;

impl Desk {
    /// Runs every variant, the open one first.
    pub fn run_all(&self) {
        // Whoever asks for a run wants to see how it ends.
        self.results.typed.set_value(None);
        self.run_those(|_| true);
    }

    /// Runs the variants whose shown run is not one of their text, the open one first.
    pub fn run_changed(&self) {
        let recorded = self.results.recorded;
        self.run_those(|draft| {
            recorded.with_untracked(|recorded| {
                recorded
                    .get(&draft.id)
                    .is_none_or(|run| !run.program.is_of(draft))
            })
        });
    }

    /// Runs after a pause in typing, where that is switched on. What parses needs a short one.
    pub fn run_soon(&self, parses: bool) {
        self.cancel_pending();
        if !self.auto_run.get_untracked() {
            return;
        }
        let desk = *self;
        let took = self.results.took.get_untracked().map(|(took, _)| took);
        let busy = self.results.busy.get_untracked();
        let handle = set_timeout_with_handle(move || desk.run_changed(), pause(parses, busy, took));
        self.pending_run.set_value(handle.ok());
    }

    /// Ends what is running.
    pub fn stop(&self) {
        self.cancel_pending();
        self.engine.stop("You stopped this run.");
    }

    /// Changes what the runs depend on besides the scripts, and runs anew.
    pub fn change_settings(&self, change: impl FnOnce(&mut Settings)) {
        let before = self.settings.get_untracked();
        let mut settings = before.clone();
        change(&mut settings);
        if settings != before {
            self.settings.set(settings);
            self.changed();
            self.run_all();
        }
    }

    /// Whether runs are on the live clock.
    pub fn is_live(&self) -> bool {
        self.settings.with(|settings| settings.clock.is_live())
    }

    /// Pauses the live run in progress, or lets it go on.
    pub fn toggle_pause(&self) {
        self.engine.pause(!untrack(|| self.is_paused()));
    }

    /// Whether the run in progress is paused.
    pub fn is_paused(&self) -> bool {
        let progress = self.results.progress.get();
        progress.is_some_and(|progress| progress.paused)
    }

    fn cancel_pending(&self) {
        if let Some(pending) = self.pending_run.get_value() {
            pending.clear();
            self.pending_run.set_value(None);
        }
    }

    fn run_those(&self, wanted: impl Fn(&Draft) -> bool) {
        self.cancel_pending();
        let open = self.look.open.get_untracked();
        // On the live clock each run takes its time: only the open variant's.
        let live = self
            .settings
            .with_untracked(|settings| settings.clock.is_live());
        let jobs: Vec<Job> = self.drafts.with_untracked(|drafts| {
            let (before, from) = drafts.split_at(open.min(drafts.len()));
            let (first, after) = from.split_at(from.len().min(1));
            first
                .iter()
                .chain(before)
                .chain(after)
                .take(if live { 1 } else { usize::MAX })
                .filter(|draft| wanted(draft))
                .map(|draft| Job {
                    draft: draft.id,
                    program: draft.program(),
                })
                .collect()
        });
        if !jobs.is_empty() {
            self.engine.run(jobs, self.settings.get_untracked());
        }
    }
}
