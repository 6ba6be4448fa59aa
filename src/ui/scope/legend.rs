//! What the textures mean.

use super::{
    card::{end_mark, swatch},
    scene::End,
    words,
};
use leptos::prelude::*;
use trace::State;

/// Every state and every end, each with its word.
#[component]
pub fn Legend() -> impl IntoView {
    let states = [
        State::Running,
        State::Waiting,
        State::Ready,
        State::Blocking,
        State::Transfer,
    ];
    let ends = [
        (End::Done, "done"),
        (End::Failed, "failed"),
        (End::Cancelled, "cancelled"),
    ];
    view! {
        <ul class="scope-legend" aria-label="States">
            {states
                .into_iter()
                .map(|state| view! { <li>{swatch(state)} {words::state(state)}</li> })
                .collect_view()}
            {ends
                .into_iter()
                .map(|(end, word)| view! { <li>{end_mark(end)} {word}</li> })
                .collect_view()}
        </ul>
    }
}
