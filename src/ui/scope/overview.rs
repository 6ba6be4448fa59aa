//! Where the window is in the whole: a bar under the axis, while there is more than fits.

use super::{breaks::around, model::Model, window::Window};
use crate::ui::look::Axis;
use leptos::{html, prelude::*};
use trace::number::precise;
use web_sys::{KeyboardEvent, PointerEvent};

/// The bar.
#[component]
pub fn Overview(
    /// What is shown.
    model: Model,
) -> impl IntoView {
    let track = NodeRef::<html::Div>::new();
    let held = StoredValue::new(false);
    // Where a moment is on the bar, which is the whole with its breaks.
    let whole = move || model.scale_of(Window::whole(model.extent.get()));
    let share = move || {
        let (window, whole) = (model.window(), whole());
        let at = |moment: f64| (whole.x(moment) - whole.left) / (whole.right - whole.left);
        (at(window.from), at(window.to) - at(window.from))
    };
    // The middle of the window goes to where the pointer is.
    let go = move |event: &PointerEvent| {
        let Some(track) = track.get_untracked() else {
            return;
        };
        let rect = track.get_bounding_client_rect();
        let at = (f64::from(event.client_x()) - rect.left()) / rect.width().max(1.0);
        let (whole, scale) = untrack(|| (whole(), model.scale()));
        let middle = whole.at(whole.left + at * (whole.right - whole.left));
        let gaps = model.gaps.get_untracked();
        let extent = model.extent.get_untracked();
        model.show(around(scale, &gaps, middle, extent), false);
    };
    let press = move |event: PointerEvent| {
        event.prevent_default();
        if let Some(track) = track.get_untracked() {
            // Without the capture the drag ends where the pointer leaves the bar.
            let _ = track.set_pointer_capture(event.pointer_id());
        }
        held.set_value(true);
        go(&event);
    };
    let drag = move |event: PointerEvent| {
        if held.get_value() {
            go(&event);
        }
    };
    let release = move |_: PointerEvent| held.set_value(false);
    let step = move |event: KeyboardEvent| {
        let by = match event.key().as_str() {
            "ArrowLeft" => -0.25,
            "ArrowRight" => 0.25,
            "PageUp" => -1.0,
            "PageDown" => 1.0,
            _ => return,
        };
        event.prevent_default();
        event.stop_propagation();
        let width = untrack(|| {
            let scale = model.scale();
            scale.right - scale.left
        });
        model.pan(by * width, false);
    };
    let said = move || {
        let window = model.window();
        match model.look.axis.get() {
            Axis::Time => format!("{} to {}", precise(window.from), precise(window.to)),
            Axis::Order => {
                let (first, last) = (window.from as usize + 1, window.to.ceil() as usize);
                format!("steps {first} to {last}")
            }
        }
    };
    let left = move || {
        let gutter = model.division().gutter;
        format!("{}px", gutter + 14.0)
    };
    view! {
        <div
            class="scope-overview"
            data-testid="overview"
            node_ref=track
            role="slider"
            tabindex="0"
            aria-label="What is shown of the whole"
            aria-orientation="horizontal"
            aria-valuemin="0"
            aria-valuemax="100"
            aria-valuenow=move || (share().0 * 100.0).round().to_string()
            aria-valuetext=said
            hidden=move || model.chosen.get().is_none()
            style:margin-left=left
            on:pointerdown=press
            on:pointermove=drag
            on:pointerup=release
            on:pointercancel=release
            on:keydown=step
        >
            <div
                class="scope-thumb"
                style:left=move || format!("{}%", share().0 * 100.0)
                style:width=move || format!("{}%", share().1 * 100.0)
            ></div>
        </div>
    }
}
