//! The field that filters lanes, and how many it hides.

use super::{
    filter::{Filter, Kept},
    model::Model,
};
use crate::ui::time::count;
use leptos::{html, prelude::*};
use web_sys::KeyboardEvent;

/// The field, while it is wanted or hides anything.
#[component]
pub fn Filtering(
    /// What is shown.
    model: Model,
    /// Whether it is there.
    wanted: RwSignal<bool>,
) -> impl IntoView {
    let field = NodeRef::<html::Input>::new();
    let state = NodeRef::<html::Select>::new();
    Effect::new(move |_| {
        if wanted.get()
            && let Some(field) = field.get()
        {
            // A field that cannot be focused can still be clicked.
            let _ = field.focus();
            field.select();
        }
    });
    let change = move |change: &dyn Fn(&mut Filter)| {
        model.folding.update(|folding| change(&mut folding.filter));
    };
    let close = move || {
        wanted.set(false);
        change(&|filter| *filter = Filter::default());
        if let Some(field) = field.get_untracked() {
            field.set_value("");
        }
        if let Some(state) = state.get_untracked() {
            state.set_selected_index(0);
        }
    };
    let press = move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            close();
            event.prevent_default();
            event.stop_propagation();
        }
    };
    let hidden = move || {
        let filtered = model.folding.with(|folding| !folding.filter.is_off());
        match model.layout.with(|layout| layout.hidden) {
            _ if !filtered => String::new(),
            0 => "no lane hidden".to_owned(),
            1 => "1 lane hidden".to_owned(),
            hidden => format!("{} lanes hidden", count(hidden)),
        }
    };
    view! {
        <div class="scope-find" role="search" aria-label="Filter" hidden=move || !wanted.get() on:keydown=press>
            <input
                type="text"
                aria-label="Show only lanes of this name"
                placeholder="Only lanes named"
                autocomplete="off"
                spellcheck="false"
                data-testid="scope-filter"
                node_ref=field
                on:input=move |event| {
                    let name = event_target_value(&event).trim().to_lowercase();
                    change(&|filter| filter.name.clone_from(&name));
                }
            />
            <select
                aria-label="Show only lanes that were"
                data-testid="scope-filter-state"
                node_ref=state
                on:change=move |event| {
                    let kept = event_target_value(&event);
                    let kept = kept.parse::<usize>().ok().and_then(|kept| Kept::ALL.get(kept).copied());
                    change(&|filter| filter.kept = kept);
                }
            >
                <option value="">"in any state"</option>
                {Kept::ALL
                    .iter()
                    .enumerate()
                    .map(|(place, kept)| view! { <option value=place.to_string()>{kept.name()}</option> })
                    .collect_view()}
            </select>
            <span class="scope-left-out" aria-live="polite" data-testid="scope-filtered">{hidden}</span>
            <button type="button" class="wide" on:click=move |_| close()>
                "Show all"
            </button>
        </div>
    }
}
