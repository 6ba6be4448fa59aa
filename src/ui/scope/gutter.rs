//! The edge of the names' column: dragged, or moved with the arrow keys.

use super::model::Model;
use leptos::{html, prelude::*};
use web_sys::{KeyboardEvent, PointerEvent};

/// How far a key moves it, in CSS pixels.
const STEP: f64 = 16.0;

/// The edge.
#[component]
pub fn GutterEdge(
    /// What is shown.
    model: Model,
) -> impl IntoView {
    let edge = NodeRef::<html::Div>::new();
    let from = StoredValue::new(None::<(f64, f64)>);
    let width = move || model.division().gutter;
    let press = move |event: PointerEvent| {
        event.prevent_default();
        if let Some(edge) = edge.get_untracked() {
            // Without the capture the drag ends where the pointer leaves the edge.
            let _ = edge.set_pointer_capture(event.pointer_id());
        }
        from.set_value(Some((f64::from(event.client_x()), untrack(width))));
    };
    let drag = move |event: PointerEvent| {
        if let Some((x, before)) = from.get_value() {
            let by = f64::from(event.client_x()) - x;
            model.gutter.set(Some(before + by));
        }
    };
    let release = move |_: PointerEvent| from.set_value(None);
    let step = move |event: KeyboardEvent| {
        let by = match event.key().as_str() {
            "ArrowLeft" => -STEP,
            "ArrowRight" => STEP,
            _ => return,
        };
        event.prevent_default();
        event.stop_propagation();
        model.gutter.set(Some(untrack(width) + by));
    };
    view! {
        <div
            class="scope-edge"
            node_ref=edge
            role="separator"
            tabindex="0"
            aria-orientation="vertical"
            aria-label="Width of the names"
            aria-valuenow=move || width().round().to_string()
            aria-valuemin="88"
            aria-valuemax=move || (model.size.get().0 * 0.6).round().to_string()
            hidden=move || model.narrow()
            style:left=move || format!("{}px", width() - 4.0)
            on:pointerdown=press
            on:pointermove=drag
            on:pointerup=release
            on:pointercancel=release
            on:dblclick=move |_| model.gutter.set(None)
            on:keydown=step
        ></div>
    }
}
