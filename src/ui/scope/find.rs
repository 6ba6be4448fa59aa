//! Find: a lane by its name, what it waits for, its line, or what was written, one after the other.

use super::{hit::Spot, model::Model};
use leptos::{html, prelude::*};
use std::sync::Arc;
use trace::{EventKind, Lane, Seconds, Timeline, Trace};
use web_sys::KeyboardEvent;

/// Every span of the lanes whose name was typed, or that itself says it: in the order of the lanes, at most so many.
const MOST: usize = 10_000;

/// What was found.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Found {
    /// A span.
    Span(Spot),
    /// Something that was written.
    Output {
        /// In which run.
        run: usize,
        /// When, in virtual seconds.
        at: Seconds,
        /// The event that wrote it.
        event: usize,
    },
}

/// What is found in the lanes.
fn spans(timelines: &[Arc<Timeline>], typed: &str) -> Vec<Found> {
    let line = typed
        .strip_prefix("line ")
        .unwrap_or(typed)
        .parse::<u32>()
        .ok();
    let mut spots = Vec::new();
    for (run, timeline) in timelines.iter().enumerate() {
        for (lane, found) in timeline.lanes.iter().enumerate() {
            if spots.len() >= MOST {
                return spots;
            }
            if named(found, typed) {
                spots.push(Found::Span(Spot { run, lane, span: 0 }));
                continue;
            }
            let spans = found.spans.iter().enumerate();
            let says = spans.filter(|(_, span)| {
                span.what.to_lowercase().contains(typed) || line.is_some() && span.line == line
            });
            let says = says.map(|(span, _)| Found::Span(Spot { run, lane, span }));
            spots.extend(says.take(100));
        }
    }
    spots
}

/// What is found in the output of a run.
fn written(run: usize, trace: &Trace, typed: &str) -> Vec<Found> {
    let events = trace.events.iter().enumerate();
    let says = events.filter(|(_, event)| match &event.kind {
        EventKind::Output { text, .. } => text.to_lowercase().contains(typed),
        _ => false,
    });
    says.map(|(number, event)| Found::Output {
        run,
        at: event.at,
        event: number,
    })
    .take(MOST)
    .collect()
}

fn named(lane: &Lane, typed: &str) -> bool {
    lane.name.to_lowercase().contains(typed) || lane.coroutine.to_lowercase().contains(typed)
}

/// All that is found: in the lanes first, then in the output.
fn all(model: Model, typed: &str) -> Vec<Found> {
    let typed = typed.trim().to_lowercase();
    if typed.is_empty() {
        return Vec::new();
    }
    let mut found = model.drawn.with(|drawn| spans(drawn, &typed));
    model.recorded.with(|runs| {
        for (run, each) in runs.iter().enumerate() {
            found.extend(written(run, each.record.read().trace(), &typed));
        }
    });
    found
}

/// The field, while it is wanted.
#[component]
pub fn Find(
    /// What is shown.
    model: Model,
    /// Whether it is there.
    wanted: RwSignal<bool>,
    /// Scrolls the rows to a height, in CSS pixels.
    #[prop(into)]
    scroll_to: Callback<f64>,
) -> impl IntoView {
    let field = NodeRef::<html::Input>::new();
    let typed = RwSignal::new(String::new());
    let at = RwSignal::new(0usize);
    let spots = Memo::new(move |_| all(model, &typed.read()));
    Effect::new(move |_| {
        if wanted.get()
            && let Some(field) = field.get()
        {
            // A field that cannot be focused can still be clicked.
            let _ = field.focus();
            field.select();
        }
    });
    let go = move |to: usize| {
        let Some(spot) = spots.with_untracked(|spots| spots.get(to).copied()) else {
            return;
        };
        at.set(to);
        match spot {
            Found::Span(spot) => {
                model.select(spot);
                if let Some(height) = model.reveal(spot) {
                    scroll_to.run(height);
                }
            }
            Found::Output { run, at, event } => {
                if model.look.open.get_untracked() != run {
                    model.look.open.set(run);
                }
                model.look.stand_at(at, event);
                let (cursor, window) = untrack(|| (model.cursor(), model.window()));
                model.show(
                    window.showing(cursor, cursor, model.extent.get_untracked()),
                    true,
                );
            }
        }
    };
    let next = move |ahead: bool| {
        let count = spots.with_untracked(Vec::len);
        if count > 0 {
            let step = if ahead { 1 } else { count - 1 };
            go((at.get_untracked() + step) % count);
        }
    };
    let press = move |event: KeyboardEvent| {
        match event.key().as_str() {
            "Enter" => next(!event.shift_key()),
            "Escape" => wanted.set(false),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    let count = move || match (typed.read().trim().is_empty(), spots.with(Vec::len)) {
        (true, _) => String::new(),
        (false, 0) => "nothing".to_owned(),
        (false, all) => {
            let at = at.get().min(all - 1);
            let what = match spots.with(|spots| spots.get(at).copied()) {
                Some(Found::Output { .. }) => ", in the output",
                _ => "",
            };
            format!("{} of {all}{what}", at + 1)
        }
    };
    view! {
        <div class="scope-find" role="search" hidden=move || !wanted.get()>
            <input
                type="text"
                aria-label="Find a task, what it waits for, a line, or output"
                placeholder="Task, wait, line, output"
                autocomplete="off"
                spellcheck="false"
                data-testid="scope-find"
                node_ref=field
                on:input=move |event| {
                    typed.set(event_target_value(&event));
                    go(0);
                }
                on:keydown=press
            />
            <span class="scope-found" aria-live="polite">{count}</span>
            <button type="button" aria-label="The one before" title="The one before (⇧Enter)" on:click=move |_| next(false)>
                "↑"
            </button>
            <button type="button" aria-label="The next one" title="The next one (Enter)" on:click=move |_| next(true)>
                "↓"
            </button>
            <button type="button" aria-label="Close" on:click=move |_| wanted.set(false)>
                "×"
            </button>
        </div>
    }
}
