//! The header of each variant: its name, its total, and why it differs from the others.

use super::{canvas::watch_size, model::Model};
use crate::{
    trace::{EventKind, Trace, compare, number},
    ui::run::{Run, RunStatus},
};
use leptos::{html, prelude::*};

/// The headers of all variants, each at the top of its lanes for as long as those are in view.
#[component]
pub fn Headers(
    /// What is shown.
    model: Model,
) -> impl IntoView {
    let count = Memo::new(move |_| model.runs.with(Vec::len));
    let sentences = Memo::new(move |before: Option<&Vec<String>>| match before {
        // Halfway through there is nothing to say, and no reason to blank what was said.
        Some(before) if model.running.get() => before.clone(),
        _ => model.recorded.with(|runs| sentences(runs)),
    });
    view! {
        <For each=move || 0..count.get() key=|run| *run let:run>
            <Header model run sentences />
        </For>
    }
}

#[component]
fn Header(model: Model, run: usize, sentences: Memo<Vec<String>>) -> impl IntoView {
    let element = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        if let Some(element) = element.get() {
            watch_size(&element, move |_, height| {
                if height > 0.0
                    && model
                        .headers
                        .with_untracked(|all| all.get(run) != Some(&height))
                {
                    model.headers.update(|all| {
                        all.resize(all.len().max(run + 1), height);
                        all[run] = height;
                    });
                }
            });
        }
    });
    // It stays at the upper edge until its last lane pushes it out.
    let top = move || {
        let layout = model.layout.get();
        let Some((top, bottom)) = layout.section(run) else {
            return 0.0;
        };
        let scroll = model.scroll.get();
        let height = model
            .headers
            .with(|all| all.get(run).copied().unwrap_or(0.0));
        scroll.min(bottom - height).max(top) - scroll
    };
    let with = move |read: fn(&Run) -> String| {
        model
            .runs
            .with(|runs| runs.get(run).map(read).unwrap_or_default())
    };
    let name = move || with(|run| run.name.clone());
    let closed = move || model.folding.with(|folding| folding.closed.contains(&run));
    let fold = move |_| {
        model.folding.update(|folding| {
            if !folding.closed.remove(&run) {
                folding.closed.insert(run);
            }
        });
    };
    let current = move || (model.active.get() == run).then_some("true");
    let sentence = move || sentences.with(|all| all.get(run).cloned().unwrap_or_default());

    view! {
        <div
            class="scope-header"
            class:current=move || model.active.get() == run
            data-testid="scope-header"
            node_ref=element
            style:transform=move || format!("translateY({}px)", top())
        >
            <button
                type="button"
                class="scope-fold"
                aria-expanded=move || if closed() { "false" } else { "true" }
                aria-label=move || format!("Lanes of {}", name())
                on:click=fold
            >
                <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
                    <path d="M2 4l4 4 4-4" fill="none" stroke="currentColor" stroke-width="1.75" />
                </svg>
            </button>
            <button
                type="button"
                class="scope-name"
                aria-current=current
                title="Open this variant"
                on:click=move |_| model.active.set(run)
            >
                {name}
            </button>
            <span class="scope-total" data-testid="scope-total">
                {move || with(total)}
            </span>
            <span
                class="scope-status"
                data-testid="scope-status"
                data-kind=move || with(|run| status(run).0.to_owned())
            >
                {move || with(|run| status(run).1.to_owned())}
            </span>
            <span class="scope-sentence" data-testid="scope-sentence">{sentence}</span>
        </div>
    }
}

/// How long it took, once that means anything.
fn total(run: &Run) -> String {
    if run.timeline.lanes.is_empty() {
        String::new()
    } else {
        number::spoken(run.timeline.end)
    }
}

/// Where a run stands, where that is not the ordinary end: a word for the style sheet, and one for the reader.
fn status(run: &Run) -> (&'static str, &str) {
    match &run.status {
        RunStatus::Waiting => ("waiting", "waiting to run"),
        RunStatus::Running => ("running", "running…"),
        RunStatus::Interrupted(reason) => ("stopped", reason),
        RunStatus::Stale => ("stale", "edited since"),
        RunStatus::Finished if has_failed(&run.trace) => ("failed", ""),
        RunStatus::Finished => ("finished", ""),
    }
}

/// Whether an exception ended the script.
fn has_failed(trace: &Trace) -> bool {
    // It is followed by the exit, and at most by what is written meanwhile.
    let last = trace.events.iter().rev().take(256);
    last.map(|event| &event.kind)
        .any(|kind| matches!(kind, EventKind::ScriptFailed { .. }))
}

/// What is said of a script that neither waits nor blocks.
const IN_NO_TIME: &str = "nothing waited: code itself takes no time here";

/// Why each run took as long as it did, beside the others.
fn sentences(runs: &[Run]) -> Vec<String> {
    let told: Vec<_> = runs
        .iter()
        .map(|run| compare::Run {
            name: &run.name,
            trace: &run.trace,
            timeline: &run.timeline,
        })
        .collect();
    compare::compare(&told)
        .into_iter()
        .zip(runs)
        .map(|(verdict, run)| {
            let Some(sentence) = verdict.sentence else {
                let last = run.trace.events.last().map(|event| &event.kind);
                let over = matches!(last, Some(EventKind::Exited { .. }));
                return if over && run.timeline.end == 0.0 {
                    IN_NO_TIME.to_owned()
                } else {
                    String::new()
                };
            };
            // The total stands before the sentence already.
            let total = number::spoken(verdict.total);
            let rest = sentence.strip_prefix(&total);
            match rest.and_then(|rest| rest.strip_prefix(": ").or(rest.strip_prefix(", "))) {
                Some(rest) => rest.to_owned(),
                None => sentence,
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;
    use crate::trace::Event;
    use std::sync::Arc;

    fn run(status: RunStatus, kinds: Vec<EventKind>) -> Run {
        let events = kinds
            .into_iter()
            .map(|kind| Event {
                at: 0.0,
                runner: None,
                line: None,
                kind,
            })
            .collect();
        Run {
            name: "gather".to_owned(),
            trace: Arc::new(Trace { events }),
            timeline: Arc::new(sample::timeline(sample::tasks(&[0]))),
            status,
        }
    }

    #[test]
    fn an_ordinary_end_needs_no_words() {
        let run = run(RunStatus::Finished, vec![EventKind::Exited { code: 0 }]);
        assert_eq!(status(&run), ("finished", ""));
        assert_eq!(total(&run), "1.0 s");
    }

    #[test]
    fn a_failed_script_is_marked_and_said_to_have_failed() {
        let failed = EventKind::ScriptFailed {
            message: "ValueError: no beans".to_owned(),
            columns: None,
        };
        let run = run(
            RunStatus::Finished,
            vec![failed, EventKind::Exited { code: 1 }],
        );
        assert_eq!(status(&run).0, "failed");
        let said = &sentences(&[run])[0];
        assert!(said.contains("ValueError: no beans"), "{said}");
    }

    #[test]
    fn a_run_in_no_time_is_explained() {
        let mut run = run(RunStatus::Finished, vec![EventKind::Exited { code: 0 }]);
        assert_eq!(sentences(std::slice::from_ref(&run)), [""]);
        run.timeline = Arc::new(sample::timeline(vec![sample::loop_lane(vec![])]));
        assert_eq!(sentences(&[run]), [IN_NO_TIME]);
    }

    #[test]
    fn a_stopped_run_says_why() {
        let run = run(RunStatus::Interrupted("You stopped it.".to_owned()), vec![]);
        assert_eq!(status(&run), ("stopped", "You stopped it."));
    }
}
