//! The time axis above the lanes, and the cursor's handle on it.

use super::{
    axis::Tick,
    breaks::about,
    gesture::{Act, Gesture, Place},
    model::Model,
    pointers::wheel,
};
use crate::ui::look::Axis;
use leptos::{html, prelude::*};
use trace::number;
use web_sys::{KeyboardEvent, PointerEvent, WheelEvent};

/// A break narrower than this, in CSS pixels, has no room for its length.
const LABELLED: f64 = 40.0;
/// Half of how wide the cursor's handle is, in CSS pixels.
const HANDLE: f64 = 38.0;

/// The axis: its ticks, and the cursor, which can be dragged along it.
#[component]
pub fn AxisRow(
    /// What is shown.
    model: Model,
) -> impl IntoView {
    let axis = NodeRef::<html::Div>::new();
    let gesture = StoredValue::new(Gesture::default());
    let left = move || {
        axis.get_untracked()
            .map_or(0.0, |axis| axis.get_bounding_client_rect().left())
    };
    let perform = move |act: Option<Act>| match act {
        Some(Act::Scrub { x }) => model.scrub(x, None),
        Some(Act::Pinch { factor, x, dx }) => {
            model.pan(-dx, false);
            model.zoom(factor, x, false);
        }
        _ => {}
    };
    let press = move |event: PointerEvent| {
        if event.button() != 0 {
            return;
        }
        if let Some(axis) = axis.get_untracked() {
            // Without the capture a drag ends at the axis' edge.
            let _ = axis.set_pointer_capture(event.pointer_id());
        }
        let x = f64::from(event.client_x()) - left();
        let finger = event.pointer_type() == "touch";
        let act = gesture.try_update_value(|gesture| {
            gesture.press(event.pointer_id(), x, 0.0, Place::Axis, finger)
        });
        perform(act.flatten());
    };
    let drag = move |event: PointerEvent| {
        let x = f64::from(event.client_x()) - left();
        let act = gesture.try_update_value(|gesture| gesture.drag(event.pointer_id(), x, 0.0));
        perform(act.flatten());
    };
    let release = move |event: PointerEvent| {
        gesture.update_value(|gesture| gesture.cancel(event.pointer_id()));
    };
    let turn = move |event: WheelEvent| {
        event.prevent_default();
        wheel(model, &event, f64::from(event.client_x()) - left());
    };

    let at = move || model.cursor();
    let on_order = move || model.look.axis.get() == Axis::Order;
    // The moment, and on the order axis the step it is in.
    let said = move || match on_order() {
        true => format!("step {}", (at().ceil() as usize).max(1)),
        false => number::precise(at()),
    };
    let told = move || match model.look.cursor.get() {
        Some(time) if on_order() => format!("{}, at {}", said(), number::precise(time)),
        _ => said(),
    };
    // All of the handle stays in view, even where its line is at the edge.
    let x = move || {
        let (width, _) = model.size.get();
        let x = model.scale().x(at());
        x.min(width - HANDLE).max(HANDLE)
    };
    let visible = move || {
        let scale = model.scale();
        let x = scale.x(at());
        x >= scale.left - 10.0 && x <= scale.right + 10.0
    };
    // The ticks stay while the cursor moves over them.
    let ticks = Memo::new(move |_| model.ticks());
    let handle = Memo::new(move |_| if visible() { x() } else { f64::INFINITY });
    let tick = move |tick: Tick| {
        let place = format!("translateX({}px) translateX(-50%)", tick.x.round());
        let covered = move || (tick.x - handle.get()).abs() < HANDLE + 20.0;
        view! {
            <span class="scope-tick" class:covered=covered style:transform=place>
                {tick.label}
            </span>
        }
    };
    let step = move |event: KeyboardEvent| {
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        if untrack(on_order) {
            // From column to column, each when it is over.
            let at = untrack(at);
            let to = match event.key().as_str() {
                "ArrowLeft" | "ArrowDown" => (at - 1e-6).ceil() - 1.0,
                "ArrowRight" | "ArrowUp" => (at + 1e-6).floor() + 1.0,
                "PageUp" => at.floor() + 10.0,
                "PageDown" => at.ceil() - 10.0,
                "Home" => 0.0,
                "End" => f64::INFINITY,
                _ => return,
            };
            event.prevent_default();
            event.stop_propagation();
            // Just before the edge: what belongs to the column behind it has not happened.
            model.point((to - 1e-6).max(0.0));
            return;
        }
        // A tenth of the way from tick to tick; with Shift a whole one.
        let tick = match ticks.get_untracked()[..] {
            [ref first, ref second, ..] => second.at - first.at,
            _ => untrack(|| model.window()).length() / 5.0,
        };
        let step = if event.shift_key() { tick } else { tick / 10.0 };
        let at = untrack(at);
        let to = match event.key().as_str() {
            "ArrowLeft" | "ArrowDown" => at - step,
            "ArrowRight" | "ArrowUp" => at + step,
            "PageUp" => at + tick,
            "PageDown" => at - tick,
            "Home" => 0.0,
            "End" => f64::INFINITY,
            _ => return,
        };
        event.prevent_default();
        event.stop_propagation();
        // On a grid of steps, so that going back leads where one was.
        model.point((to / step).round() * step);
    };

    view! {
        <div
            class="scope-axis"
            node_ref=axis
            on:pointerdown=press
            on:pointermove=drag
            on:pointerup=release
            on:pointercancel=release
            on:wheel=turn
        >
            <div class="scope-ticks" aria-hidden="true">
                {move || ticks.get().into_iter().map(tick).collect_view()}
                {move || {
                    let lengths = model.gaps.get();
                    let scale = model.scale();
                    let breaks = scale.breaks.shown().iter();
                    let wide = breaks.filter(|found| found.width >= LABELLED);
                    let labels = wide.filter_map(|found| {
                        let length = lengths.get(found.gap)?.length();
                        let middle = (found.x + found.width / 2.0).round();
                        let place = format!("translateX({middle}px) translateX(-50%)");
                        Some(view! {
                            <span class="scope-tick of-break" style:transform=place>
                                {number::spoken(about(length))}
                            </span>
                        })
                    });
                    labels.collect_view()
                }}
            </div>
            <div
                class="scope-cursor"
                class:at-end=move || model.look.cursor.get().is_none()
                role="slider"
                tabindex="0"
                aria-label="Cursor"
                aria-orientation="horizontal"
                aria-valuemin="0"
                aria-valuemax=move || model.extent.get()
                aria-valuenow=at
                aria-valuetext=told
                data-testid="scope-cursor"
                hidden=move || !visible()
                style:transform=move || format!("translateX({}px) translateX(-50%)", x().round())
                on:keydown=step
            >
                {said}
            </div>
        </div>
    }
}
