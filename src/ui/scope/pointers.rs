//! Mouse, pen, fingers and wheel on the canvas.

use super::{
    canvas::keep_drawn,
    gesture::{Act, Gesture, Place},
    hit::{Hover, Spot, Target, target},
    layout::Kind,
    model::Model,
    wait_edge::HANDLE,
};
use leptos::{html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{Element, PointerEvent, WheelEvent};

/// How far a mouse may miss, in CSS pixels.
const MOUSE: f64 = 4.0;
/// How far a finger may.
const FINGER: f64 = 14.0;

/// The canvas, and what can be done to it.
#[component]
pub fn Surface(
    /// What is shown and moved.
    model: Model,
    /// Scrolls the rows down by a number of CSS pixels.
    #[prop(into)]
    scroll_by: Callback<f64>,
) -> impl IntoView {
    let canvas = NodeRef::<html::Canvas>::new();
    let gesture = StoredValue::new(Gesture::default());

    let position = move |event: &PointerEvent| {
        let corner = canvas
            .get_untracked()
            .map(|canvas| canvas.get_bounding_client_rect());
        let (left, top) = corner.map_or((0.0, 0.0), |corner| (corner.left(), corner.top()));
        (
            f64::from(event.client_x()) - left,
            f64::from(event.client_y()) - top,
        )
    };
    let perform = move |act: Act, slop: f64| match act {
        Act::Tap { x, y } => match hit(model, x, y, slop) {
            Target::Spot(spot) => {
                model.open(spot);
                model.enter(spot, x);
            }
            Target::Fold { row } => unfold(model, row),
            Target::Ground => model.scrub(x, run_at(model, y)),
        },
        Act::Scrub { x } => model.scrub(x, None),
        Act::Measure { from, to } => model.measure(from, to),
        Act::Pan { dx, dy } => {
            model.pan(-dx, false);
            scroll_by.run(-dy);
        }
        Act::Pinch { factor, x, dx } => {
            model.pan(-dx, false);
            model.zoom(factor, x, false);
        }
    };

    let press = move |event: PointerEvent| {
        if event.button() > 1 {
            return;
        }
        let (x, y) = position(&event);
        let finger = event.pointer_type() == "touch";
        // The middle button pans from everywhere.
        let place = match hit(model, x, y, slop(&event)) {
            Target::Ground if event.button() == 0 => Place::Ground,
            _ => Place::Span,
        };
        if let Some(canvas) = canvas.get_untracked() {
            // Without the capture a drag ends at the canvas' edge.
            let _ = canvas.set_pointer_capture(event.pointer_id());
        }
        model.measured.set(None);
        if event.shift_key() && event.button() == 0 {
            gesture.update_value(|gesture| gesture.press_measuring(event.pointer_id(), x, y));
            return;
        }
        gesture.update_value(|gesture| {
            gesture.press(event.pointer_id(), x, y, place, finger);
        });
        if finger {
            model.look.hover.set(None);
        }
    };
    let drag = move |event: PointerEvent| {
        let (x, y) = position(&event);
        let (act, dragging) = gesture
            .try_update_value(|gesture| {
                let act = gesture.drag(event.pointer_id(), x, y);
                (act, gesture.is_dragging())
            })
            .unwrap_or_default();
        if let Some(act) = act {
            perform(act, slop(&event));
        }
        if event.pointer_type() == "touch" {
            return;
        }
        let hover = match hit(model, x, y, MOUSE) {
            Target::Spot(spot) if !dragging => Some(hover_at(&event, spot)),
            _ => None,
        };
        if model.look.hover.get_untracked() != hover {
            model.look.hover.set(hover);
        }
    };
    let release = move |event: PointerEvent| {
        let (x, y) = position(&event);
        let act = gesture
            .try_update_value(|gesture| gesture.release(event.pointer_id(), x, y))
            .flatten();
        let Some(act) = act else { return };
        if event.pointer_type() == "touch"
            && let Act::Tap { x, y } = act
            && let Target::Spot(spot) = hit(model, x, y, FINGER)
        {
            // A finger cannot hover: the first tap tells what is there, the second one opens it.
            if model.look.selection.get_untracked() == Some(spot) {
                model.open(spot);
            } else {
                model.select(spot);
                model.enter(spot, x);
                model.look.hover.set(Some(hover_at(&event, spot)));
            }
            return;
        }
        perform(act, slop(&event));
    };
    let cancel = move |event: PointerEvent| {
        gesture.update_value(|gesture| gesture.cancel(event.pointer_id()));
    };
    let leave = move |event: PointerEvent| {
        let to = event
            .related_target()
            .and_then(|to| to.dyn_into::<Element>().ok());
        let at_its_end = to.is_some_and(|to| to.class_list().contains(HANDLE));
        if event.pointer_type() != "touch" && !at_its_end {
            model.look.hover.set(None);
        }
    };

    let turn = move |event: WheelEvent| {
        event.prevent_default();
        // What was under the pointer no longer is.
        model.look.hover.set(None);
        let left = canvas
            .get_untracked()
            .map_or(0.0, |canvas| canvas.get_bounding_client_rect().left());
        let x = f64::from(event.client_x()) - left;
        // Where there is more to scroll than fits, the wheel scrolls; with Ctrl, and a pinch, it always zooms.
        let zooms = event.ctrl_key() || event.meta_key();
        let down = in_pixels(&event, event.delta_y());
        let across = event.shift_key() || event.delta_x().abs() > event.delta_y().abs();
        if !zooms && !across && untrack(|| model.scrolls()) {
            scroll_by.run(down);
            model.hint.set(Some("Hold Ctrl or ⌘ to zoom"));
            return;
        }
        wheel(model, &event, x);
    };

    keep_drawn(model, canvas);
    view! {
        <canvas
            class="scope-canvas"
            aria-hidden="true"
            node_ref=canvas
            on:pointerdown=press
            on:pointermove=drag
            on:pointerup=release
            on:pointercancel=cancel
            on:pointerleave=leave
            on:wheel=turn
        ></canvas>
    }
}

fn hover_at(event: &PointerEvent, spot: Spot) -> Hover {
    Hover {
        spot,
        x: f64::from(event.client_x()),
        y: f64::from(event.client_y()),
        tapped: event.pointer_type() == "touch",
    }
}

fn slop(event: &PointerEvent) -> f64 {
    if event.pointer_type() == "touch" {
        FINGER
    } else {
        MOUSE
    }
}

fn hit(model: Model, x: f64, y: f64, slop: f64) -> Target {
    untrack(|| {
        let layout = model.layout.get();
        model.drawn.with(|timelines| {
            target(
                &layout,
                |run| timelines.get(run).map(|timeline| &**timeline),
                &model.stuck.read(),
                model.scale(),
                x,
                y + model.scroll.get(),
                slop,
            )
        })
    })
}

/// The variant whose rows are at a height.
fn run_at(model: Model, y: f64) -> Option<usize> {
    let layout = model.layout.get_untracked();
    let row = layout.at(y + model.scroll.get_untracked())?;
    Some(layout.rows[row].run)
}

/// Shows the tasks of a crowd, or hides them again.
pub fn unfold(model: Model, row: usize) {
    let layout = model.layout.get_untracked();
    let Some(row) = layout.rows.get(row) else {
        return;
    };
    if let Kind::Fold { fold, open } = row.kind {
        let crowd = (row.run, fold.of);
        model.folding.update(|folding| {
            if open {
                folding.opened.remove(&crowd);
            } else {
                folding.opened.insert(crowd);
            }
        });
    }
}

/// Lines and pages, in pixels.
fn in_pixels(event: &WheelEvent, delta: f64) -> f64 {
    delta
        * match event.delta_mode() {
            WheelEvent::DOM_DELTA_LINE => 16.0,
            WheelEvent::DOM_DELTA_PAGE => 400.0,
            _ => 1.0,
        }
}

/// A wheel zooms where the pointer is; with Shift, or sideways, it pans.
pub fn wheel(model: Model, event: &WheelEvent, x: f64) {
    let (across, down) = (
        in_pixels(event, event.delta_x()),
        in_pixels(event, event.delta_y()),
    );
    if event.shift_key() || across.abs() > down.abs() {
        model.pan(if across == 0.0 { down } else { across }, false);
    } else if event.ctrl_key() || event.meta_key() {
        // A touchpad's pinch comes as small steps with Ctrl.
        model.zoom((-down * 0.01).clamp(-0.7, 0.7).exp(), x, false);
    } else {
        model.zoom((-down * 0.002).clamp(-0.7, 0.7).exp(), x, false);
    }
}
