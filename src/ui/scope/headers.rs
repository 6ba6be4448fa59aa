//! The header of each variant: its name, its total, and why it differs from the others.

use super::{
    canvas::watch_size,
    model::Model,
    summary::{self, sentences, status, total},
};
use crate::ui::{
    prose::in_words,
    run::{Run, RunStatus},
};
use leptos::{html, leptos_dom::helpers::TimeoutHandle, prelude::*};
use std::{sync::Arc, time::Duration};
use trace::{Timeline, causes::told::bounded_by, compare::Known};

/// The headers of all variants, each at the top of its lanes for as long as those are in view.
#[component]
pub fn Headers(
    /// What is shown.
    model: Model,
) -> impl IntoView {
    let count = Memo::new(move |_| model.look.runs.with(Vec::len));
    let sentences = told_later(model);
    view! {
        <For each=move || 0..count.get() key=|run| *run let:run>
            <Header model run sentences />
        </For>
    }
}

/// What is known of the runs so far, each with its rows.
type Told = Vec<(Arc<Timeline>, Known)>;

/// The sentences, each run looked through in a task of its own: the picture does not wait for them. Halfway through a run
/// there is nothing to say, and no reason to blank what was said.
fn told_later(model: Model) -> RwSignal<Vec<String>> {
    let told = RwSignal::new(Vec::new());
    let pending = StoredValue::new(None::<TimeoutHandle>);
    let known = StoredValue::new(Told::new());
    Effect::new(move |_| {
        model.recorded.track();
        if let Some(pending) = pending.try_update_value(Option::take).flatten() {
            pending.clear();
        }
        if !model.running.get() {
            tell_next(model, known, pending, told);
        }
    });
    told
}

/// Looks through the next run of which nothing is known, and then the others; when all are known, their sentences are told.
fn tell_next(
    model: Model,
    known: StoredValue<Told>,
    pending: StoredValue<Option<TimeoutHandle>>,
    told: RwSignal<Vec<String>>,
) {
    let next = move || {
        let runs = model.recorded.get_untracked();
        let is_of = |rows: &Arc<Timeline>, run: &Run| Arc::ptr_eq(rows, &run.timeline);
        let went_on = known.try_update_value(|known| {
            known.retain(|(rows, _)| runs.iter().any(|run| is_of(rows, run)));
            for run in &runs {
                match known.iter_mut().find(|(rows, _)| is_of(rows, run)) {
                    None => known.push((run.timeline.clone(), summary::known(run))),
                    Some((_, half)) if !half.is_complete() => {
                        half.complete(run.record.read().trace());
                    }
                    Some(_) => continue,
                }
                return true;
            }
            let of = |run| known.iter().find(|(rows, _)| is_of(rows, run));
            let all: Vec<&Known> = runs.iter().filter_map(of).map(|(_, known)| known).collect();
            told.set(sentences(&runs, &all));
            false
        });
        if went_on == Some(true) {
            tell_next(model, known, pending, told);
        }
    };
    pending.set_value(set_timeout_with_handle(next, Duration::ZERO).ok());
}

/// What bounds a run's total, in words.
fn bounded(model: Model, run: usize) -> Option<String> {
    let record = model
        .look
        .runs
        .with(|runs| runs.get(run).map(|run| run.record.clone()))?;
    let order = model.look.orders.with(|orders| orders.get(run).cloned())?;
    let causes = model.look.causes.with(|causes| causes.get(run).cloned())?;
    bounded_by(record.read().trace(), &order, &causes)
}

#[component]
fn Header(model: Model, run: usize, sentences: RwSignal<Vec<String>>) -> impl IntoView {
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
            .look
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
    let current = move || (model.look.open.get() == run).then_some("true");
    let sentence = move || {
        if model.path.get()
            && let Some(bound) = bounded(model, run)
        {
            return format!("bounded by {bound}");
        }
        sentences.with(|all| all.get(run).cloned().unwrap_or_default())
    };

    // Where all of the variant's rows are, and whether they are those of an earlier text.
    let rows = move || {
        model
            .layout
            .with(|layout| layout.section(run))
            .unwrap_or((0.0, 0.0))
    };
    let stale = move || {
        model.look.runs.with(|runs| {
            runs.get(run)
                .is_some_and(|run| run.status == RunStatus::Stale)
        })
    };

    view! {
        <div
            class="scope-veil"
            class:drawn=stale
            style:transform=move || format!("translateY({}px)", rows().0 - model.scroll.get())
            style:height=move || format!("{}px", rows().1 - rows().0)
        ></div>
        <div
            class="scope-header"
            class:current=move || model.look.open.get() == run
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
                on:click=move |_| model.look.open.set(run)
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
            <span class="scope-sentence" data-testid="scope-sentence">{move || in_words(&sentence())}</span>
        </div>
    }
}
