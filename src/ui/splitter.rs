//! The lines between panes: dragged, moved with the arrow keys, put back with a double click.

use super::{
    desk::Desk,
    panes::{Arrangement, Sizes, Split, bounds},
    store,
};
use leptos::{ev, html, prelude::*};

/// How far an arrow key moves a line, as a fraction.
const STEP: f64 = 0.02;

/// A line between panes.
#[component]
pub fn Splitter(
    /// Which one.
    split: Split,
) -> impl IntoView {
    let desk = Desk::get();
    let line = NodeRef::<html::Div>::new();
    let dragging = RwSignal::new(false);
    let vertical = move || split == Split::Editor && desk.arrangement.get() == Arrangement::Desk;
    let (label, class) = match split {
        Split::Editor => ("Size of the editor", "splitter editor-split"),
        Split::Console => ("Size of the console", "splitter console-split"),
    };
    let fraction = move || {
        desk.sizes
            .with(|sizes| sizes.get(split, desk.arrangement.get()))
    };
    let move_to = move |fraction: f64| {
        desk.sizes
            .update(|sizes| sizes.set(split, desk.arrangement.get_untracked(), fraction));
    };
    let remember = move || store::keep_sizes(&desk.sizes.read_untracked());

    let on_move = move |event: ev::PointerEvent| {
        if !dragging.get_untracked() {
            return;
        }
        let whole = line
            .get_untracked()
            .and_then(|line| line.parent_element())
            .map(|whole| whole.get_bounding_client_rect());
        let Some(whole) = whole else { return };
        let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
        move_to(match split {
            Split::Editor if vertical() => (x - whole.left()) / whole.width(),
            Split::Editor => (y - whole.top()) / whole.height(),
            Split::Console => (whole.bottom() - y) / whole.height(),
        });
    };
    let on_keydown = move |event: ev::KeyboardEvent| {
        // The console's size grows upwards.
        let sign = if split == Split::Console { -1.0 } else { 1.0 };
        let now = fraction();
        let (low, high) = bounds(split, desk.arrangement.get_untracked());
        match event.key().as_str() {
            "ArrowLeft" | "ArrowUp" => move_to(now - sign * STEP),
            "ArrowRight" | "ArrowDown" => move_to(now + sign * STEP),
            "Home" => move_to(low),
            "End" => move_to(high),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
        remember();
    };
    let percent = move |fraction: f64| format!("{:.0}", fraction * 100.0);
    view! {
        <div
            class=class
            class:dragging=move || dragging.get()
            role="separator"
            tabindex="0"
            aria-label=label
            aria-orientation=move || if vertical() { "vertical" } else { "horizontal" }
            aria-valuenow=move || percent(fraction())
            aria-valuemin=move || percent(bounds(split, desk.arrangement.get()).0)
            aria-valuemax=move || percent(bounds(split, desk.arrangement.get()).1)
            node_ref=line
            on:pointerdown=move |event| {
                event.prevent_default();
                if let Some(line) = line.get_untracked() {
                    let _ = line.set_pointer_capture(event.pointer_id());
                }
                dragging.set(true);
            }
            on:pointermove=on_move
            on:pointerup=move |_| {
                dragging.set(false);
                remember();
            }
            on:pointercancel=move |_| dragging.set(false)
            on:dblclick=move |_| {
                move_to(Sizes::default().get(split, desk.arrangement.get_untracked()));
                remember();
            }
            on:keydown=on_keydown
        ></div>
    }
}
