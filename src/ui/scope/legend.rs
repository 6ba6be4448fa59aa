//! What the textures mean.

use super::{
    card::{end_mark, swatch},
    scene::End,
    words,
};
use leptos::prelude::*;
use std::sync::Arc;
use trace::{Owner, State, Timeline};

/// Every state and every end, each with its word; what connections do, where there are any.
#[component]
pub fn Legend(
    /// What is drawn.
    timelines: Memo<Vec<Arc<Timeline>>>,
) -> impl IntoView {
    let states = [
        State::Running,
        State::Waiting,
        State::Ready,
        State::Blocking,
    ];
    let connected = Memo::new(move |_| timelines.with(|timelines| timelines.iter().any(connects)));
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
            {move || {
                let state = State::Transfer;
                connected.get().then(|| view! { <li>{swatch(state)} {words::state(state)}</li> })
            }}
            {ends
                .into_iter()
                .map(|(end, word)| view! { <li>{end_mark(end)} {word}</li> })
                .collect_view()}
        </ul>
    }
}

/// Whether there is a connection in it.
fn connects(timeline: &Arc<Timeline>) -> bool {
    let mut owners = timeline.lanes.iter().map(|lane| lane.owner);
    owners.any(|owner| matches!(owner, Owner::Connection(..)))
}
