//! The buttons that say how the scope draws: which axis, and what besides.

use super::model::Model;
use crate::ui::look::Axis;
use leptos::prelude::*;

/// What is drawn besides: all causes, the critical path.
#[component]
pub fn Switches(
    /// What is shown.
    model: Model,
    /// Whether the field that filters lanes is there.
    filters: RwSignal<bool>,
) -> impl IntoView {
    let switch = move |on: RwSignal<bool>, word: &'static str, title: &'static str| {
        view! {
            <button
                type="button"
                title=title
                aria-pressed=move || on.get().to_string()
                on:click=move |_| on.update(|on| *on = !*on)
            >
                {word}
            </button>
        }
    };
    view! {
        <div class="scope-switches" role="group" aria-label="Drawn besides">
            {switch(model.arrows, "Causes", "Who created, woke, cancelled whom (C)")}
            {switch(model.path, "Critical path", "What bounds the total (P)")}
            <button
                type="button"
                title="Stretches in which nothing happens become narrow (G)"
                aria-pressed=move || model.folds.get().to_string()
                on:click=move |_| model.fold_idle()
            >
                "Fold idle"
            </button>
            <button
                type="button"
                title="Show some lanes only, by name or state (L)"
                aria-pressed=move || filters.get().to_string()
                on:click=move |_| filters.update(|on| *on = !*on)
            >
                "Filter"
            </button>
        </div>
    }
}

/// Time or order: two words, of which one is pressed.
#[component]
pub fn AxisSwitch(
    /// What is shown.
    model: Model,
) -> impl IntoView {
    let choice = move |axis: Axis, word: &'static str, title: &'static str| {
        view! {
            <button
                type="button"
                title=title
                aria-pressed=move || (model.look.axis.get() == axis).to_string()
                on:click=move |_| {
                    if model.look.axis.get_untracked() != axis {
                        model.switch();
                        model.say();
                    }
                }
            >
                {word}
            </button>
        }
    };
    view! {
        <div class="scope-axes" role="group" aria-label="Axis" data-testid="axis">
            {choice(Axis::Time, "Time", "Over virtual seconds (O)")}
            {choice(Axis::Order, "Order", "One column a step: what happens in no time has width (O)")}
        </div>
    }
}
