//! What there is to notice in runs that were ended from outside: their worker is gone, and another one says it.

use super::{client::Client, results::Recorded, schedule::RunId};
use crate::engine::Request;
use diagnosis::Finding;
use leptos::prelude::*;
use std::sync::Arc;

/// Beyond so many events a run that was ended from outside is not looked through: handing them over would hold the page.
const MAX_DIAGNOSED: usize = 200_000;

impl Client {
    /// Asks the worker at hand what there is to notice in runs that were ended from outside.
    pub(super) fn diagnose(&self) {
        let mut state = self.state.borrow_mut();
        if state.undiagnosed.is_empty() {
            return;
        }
        let Some(worker) = state.schedule.at_hand() else {
            return;
        };
        let runs = std::mem::take(&mut state.undiagnosed);
        let Some(worker) = state.workers.get(&worker) else {
            return;
        };
        self.results.recorded.with_untracked(|recorded| {
            let ended = recorded.values().filter(|each| runs.contains(&each.run));
            for each in ended.filter(|each| each.record.events() <= MAX_DIAGNOSED) {
                // A worker that is gone has nothing to say.
                let _ = worker.send(&Request::Diagnose {
                    run: each.run,
                    source: each.program.source.clone(),
                    events: each.record.read().trace().events.clone(),
                });
            }
        });
    }

    /// Shows what was noticed in a run that was ended from outside, if it is still shown.
    pub(super) fn diagnosed(&self, run: RunId, findings: Vec<Finding>) {
        let is_shown = |recorded: &Recorded| recorded.run == run && recorded.findings.is_empty();
        let shown = self
            .results
            .recorded
            .with_untracked(|all| all.values().any(is_shown));
        if shown && !findings.is_empty() {
            self.results.recorded.update(|all| {
                if let Some(recorded) = all.values_mut().find(|recorded| is_shown(recorded)) {
                    recorded.findings = Arc::new(findings);
                }
            });
        }
    }
}
