//! The breaks over the canvas: where idle time is folded, and how long it is. A click unfolds it.

use super::{breaks::Break, model::Model, pointers::wheel};
use leptos::{html, prelude::*};
use trace::number::spoken;
use web_sys::WheelEvent;

/// The breaks in the window.
#[component]
pub fn BreakMarks(
    /// What is shown.
    model: Model,
) -> impl IntoView {
    let shown = Memo::new(move |_| model.scale().breaks.shown().to_vec());
    let each = move || {
        let lengths = model.gaps.get();
        let length = move |found: &Break| lengths.get(found.gap).map_or(0.0, |gap| gap.length());
        let marks = shown.get().into_iter().map(|found| {
            let seconds = length(&found);
            view! { <Mark model found seconds /> }
        });
        marks.collect_view()
    };
    view! { <div class="scope-breaks" role="group" aria-label="Folded idle time">{each}</div> }
}

#[component]
fn Mark(model: Model, found: Break, seconds: f64) -> impl IntoView {
    let mark = NodeRef::<html::Button>::new();
    let told = format!("{} in which nothing happens. Unfold.", spoken(seconds));
    let turn = move |event: WheelEvent| {
        event.prevent_default();
        let left = mark
            .get_untracked()
            .and_then(|mark| mark.closest(".scope-stage").ok()?);
        let left = left.map_or(0.0, |stage| stage.get_bounding_client_rect().left());
        wheel(model, &event, f64::from(event.client_x()) - left);
    };
    view! {
        <button
            type="button"
            class="scope-break"
            data-testid="break"
            node_ref=mark
            aria-label=told.clone()
            title=told
            style:left=format!("{}px", found.x)
            style:width=format!("{}px", found.width)
            on:click=move |_| model.unfold_at(f64::midpoint(found.from, found.to))
            on:wheel=turn
        ></button>
    }
}
