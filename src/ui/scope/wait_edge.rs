//! The end of a wait that a number of the script says: taken hold of and dragged, the number changes and the run is done
//! anew.

use super::{
    hit::Spot,
    model::Model,
    stretch::{Grip, grip},
    walk,
};
use crate::ui::{
    desk::{Desk, what_if::WaitAt},
    look::Axis,
    run::{Run, RunStatus},
};
use leptos::{html, leptos_dom::helpers::IntervalHandle, prelude::*};
use std::time::Duration;
use trace::number::spoken;
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent, PointerEvent};

/// How often the picture gives way to a hand at its edge.
const GIVING_WAY: Duration = Duration::from_millis(40);
/// By how much, as a share of what is shown.
const BY: f64 = 0.012;
/// The class of the handle: who leaves the canvas for it is still at the span.
pub const HANDLE: &str = "scope-grip";

/// What is held: the wait, and how long it would be.
#[derive(Clone, Copy, PartialEq)]
struct Held {
    grip: Grip,
    seconds: f64,
    /// Where the hand took it: how far behind its end, in CSS pixels.
    off: f64,
}

/// The handle at the end of the span that is pointed at, focused or selected, where it can be dragged.
#[component]
pub fn WaitEdge(
    /// What is shown.
    model: Model,
) -> impl IntoView {
    let desk = Desk::get();
    let handle = NodeRef::<html::Div>::new();
    let held = RwSignal::new(None::<Held>);
    let pointer = StoredValue::new(0.0);
    let giving_way = StoredValue::new(None::<IntervalHandle>);

    let offered = Memo::new(move |before: Option<&Option<Grip>>| {
        // While a run is on its way the handle stays: a hand may be at it.
        if unsettled(model) {
            return before.copied().flatten();
        }
        if model.look.axis.get() != Axis::Time {
            return None;
        }
        let pointed = model.look.hover.get().map(|hover| hover.spot);
        let spot = pointed
            .or(model.focus.get())
            .or(model.look.selection.get())?;
        let found = model.with_timeline(spot.run, |timeline| grip(timeline, spot))??;
        desk.can_change(wait_at(found)).then_some(found)
    });
    let shown = move || held.get().map(|held| held.grip).or(offered.get());
    let seconds = move || match held.get() {
        Some(held) => Some(held.seconds),
        None => offered.get().map(|grip| grip.planned),
    };

    // Follows the hand; at the picture's edge the picture goes on.
    let follow = move || {
        let scale = untrack(|| model.scale());
        held.update(|held| {
            let Some(held) = held else { return };
            let x = (pointer.get_value() - held.off).clamp(scale.left, scale.right);
            held.seconds = held.grip.dragged(scale.at(x), scale.seconds_per_pixel());
        });
    };
    let give_way = move || {
        let scale = untrack(|| model.scale());
        let off = held.with_untracked(|held| held.map_or(0.0, |held| held.off));
        if pointer.get_value() - off < scale.right - 1.0 {
            return;
        }
        let (window, extent) = (scale.window, model.extent.get_untracked());
        if window.to < extent - 1e-9 {
            model.pan((scale.right - scale.left) * BY, false);
        } else {
            model.room.set(extent + window.length() * BY);
            let by = model.extent.get_untracked() - extent;
            if model.chosen.get_untracked().is_some() {
                model.show(window.panned(by, extent + by), false);
            }
        }
        follow();
    };
    let let_go = move || {
        if let Some(interval) = giving_way.try_update_value(Option::take).flatten() {
            interval.clear();
        }
        model.room.set(0.0);
        held.try_update(Option::take).flatten()
    };
    let change = move |done: Option<Held>| {
        let Some(Held { grip, seconds, .. }) = done else {
            return;
        };
        if (seconds - grip.planned).abs() < 1e-9 {
            return;
        }
        model.select(grip.spot);
        let wait = wait_at(grip);
        if desk.what_if(wait, seconds) {
            model.changed.set(Some(WaitAt { seconds, ..wait }));
            let said = format!("{}, not {}.", spoken(seconds), spoken(grip.planned));
            model.said.set(said);
        }
    };

    let press = move |event: PointerEvent| {
        let Some(grip) = untrack(|| offered.get()).filter(|_| event.button() == 0) else {
            return;
        };
        event.prevent_default();
        event.stop_propagation();
        let Some(element) = handle.get_untracked() else {
            return;
        };
        // Without the capture the drag ends where the pointer leaves the handle.
        let _ = element.set_pointer_capture(event.pointer_id());
        // A handle that cannot be focused can still be dragged.
        let _ = element.focus();
        let x = f64::from(event.client_x()) - stage_left(&element);
        let end = untrack(|| model.scale().x(grip.to));
        pointer.set_value(x);
        model.look.hover.set(None);
        held.set(Some(Held {
            grip,
            seconds: grip.planned,
            off: x - end,
        }));
        giving_way.set_value(set_interval_with_handle(give_way, GIVING_WAY).ok());
    };
    let drag = move |event: PointerEvent| {
        if let (Some(element), true) = (
            handle.get_untracked(),
            giving_way.with_value(Option::is_some),
        ) {
            pointer.set_value(f64::from(event.client_x()) - stage_left(&element));
            follow();
        }
    };
    let release = move |_: PointerEvent| {
        if giving_way.with_value(Option::is_some) {
            change(let_go());
        }
    };
    let leave = move |event: PointerEvent| {
        let to = event
            .related_target()
            .and_then(|to| to.dyn_into::<Element>().ok());
        if !to.is_some_and(|to| to.matches(".scope-canvas").unwrap_or(false)) {
            model.look.hover.set(None);
        }
    };
    let key = move |event: KeyboardEvent| {
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        let longer = match event.key().as_str() {
            "ArrowRight" | "ArrowUp" => true,
            "ArrowLeft" | "ArrowDown" => false,
            "Escape" if held.get_untracked().is_some() => {
                let_go();
                event.prevent_default();
                event.stop_propagation();
                return;
            }
            _ => return,
        };
        event.prevent_default();
        event.stop_propagation();
        let now = held.get_untracked().or_else(|| {
            let grip = untrack(|| offered.get())?;
            Some(Held {
                grip,
                seconds: grip.planned,
                off: 0.0,
            })
        });
        if let Some(now) = now {
            let seconds = now.grip.stepped(now.seconds, longer, event.shift_key());
            held.set(Some(Held { seconds, ..now }));
        }
    };
    // However long a key is held, what it comes to is one change.
    let key_up = move |event: KeyboardEvent| {
        if event.key().starts_with("Arrow") {
            change(let_go());
        }
    };

    let place = move || {
        let grip = shown()?;
        let layout = model.layout.get();
        let row = layout.rows[layout.lane(grip.spot.run, grip.spot.lane)?];
        let (scale, division) = (model.scale(), model.division());
        let (from, to) = (scale.x(grip.from), scale.x(grip.end(seconds()?)));
        let y = row.top - model.scroll.get() + division.bar_top;
        // What a hand is at stays, also where rounding puts it a little beyond the picture.
        let inside = held.get().is_some() || to >= scale.left - 1.0 && to <= scale.right + 1.0;
        inside.then_some((from.max(division.gutter), to, y, division.bar))
    };
    // While a run is on its way its lanes come and go: the handle, and the focus with it, stays.
    let place = Memo::new(
        move |before: Option<&Option<(f64, f64, f64, f64)>>| match place() {
            None if unsettled(model) => before.copied().flatten(),
            place => place,
        },
    );
    let name = move || {
        let grip = shown()?;
        model.with_timeline(grip.spot.run, |timeline| name(timeline, grip.spot))?
    };
    let told = move || {
        let seconds = seconds().map(spoken).unwrap_or_default();
        match shown() {
            Some(grip) => format!("{seconds}, line {}", grip.line),
            None => seconds,
        }
    };
    let px = |number: f64| format!("{number}px");
    view! {
        <div
            class="scope-ghost"
            hidden=move || held.get().is_none() || place.get().is_none()
            style:left=move || place.get().map(|(from, ..)| px(from))
            style:width=move || place.get().map(|(from, to, ..)| px((to - from).max(0.0)))
            style:top=move || place.get().map(|(_, _, y, _)| px(y))
            style:height=move || place.get().map(|(.., height)| px(height))
        ></div>
        <div
            class=HANDLE
            class:held=move || held.get().is_some()
            data-testid="wait-edge"
            node_ref=handle
            role="slider"
            tabindex="0"
            aria-label=move || format!("How long {} waits", name().unwrap_or_default())
            aria-orientation="horizontal"
            aria-valuemin="0"
            aria-valuemax=move || (model.extent.get() * 100.0).max(100.0)
            aria-valuenow=move || seconds().unwrap_or_default()
            aria-valuetext=told
            hidden=move || place.get().is_none()
            style:left=move || place.get().map(|(_, to, ..)| px(to))
            style:top=move || place.get().map(|(_, _, y, _)| px(y - 3.0))
            style:height=move || place.get().map(|(.., height)| px(height + 6.0))
            on:pointerdown=press
            on:pointermove=drag
            on:pointerup=release
            on:pointercancel=move |_| { let_go(); }
            on:pointerleave=leave
            on:keydown=key
            on:keyup=key_up
            on:blur=move |_| change(let_go())
        >
            <span class="scope-grip-said" hidden=move || held.get().is_none()>
                {move || held.get().map(|held| format!("{} → {}", spoken(held.grip.planned), spoken(held.seconds)))}
            </span>
        </div>
    }
}

/// Whether what is selected may still be found elsewhere: a run comes in, or has only just ended.
fn unsettled(model: Model) -> bool {
    on_its_way(model) || model.following.get()
}

/// Whether a run of what the scripts say now is still to come.
pub fn on_its_way(model: Model) -> bool {
    let open = |run: &Run| {
        matches!(
            run.status,
            RunStatus::Waiting | RunStatus::Running | RunStatus::Stale
        )
    };
    model.look.runs.with(|runs| runs.iter().any(open))
}

fn wait_at(grip: Grip) -> WaitAt {
    WaitAt {
        run: grip.spot.run,
        line: grip.line,
        seconds: grip.planned,
    }
}

fn name(timeline: &trace::Timeline, spot: Spot) -> Option<String> {
    let lane = timeline.lanes.get(spot.lane)?;
    (spot.span < walk::stops(lane)).then(|| lane.name.clone())
}

/// The left edge of what is drawn, in the browser's window.
fn stage_left(element: &Element) -> f64 {
    let stage = element.closest(".scope-stage").ok().flatten();
    stage.map_or(0.0, |stage| stage.get_bounding_client_rect().left())
}
