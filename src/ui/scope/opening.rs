//! How a playground opens: at the moment that explains it, on the axis on which there is something to see. And once, for
//! whoever has never been here, with a sentence of what this is.

use crate::ui::{
    look::{Axis, Look},
    run::{Run, RunStatus},
    store::local,
    transport::Transport,
};
use leptos::prelude::*;
use trace::telling;

const WELCOMED: &str = "loopscope.welcomed";

/// Puts the cursor of a fresh playground at its moment once there are runs, and at the end when the script is edited
/// before anybody has moved it.
pub fn open_at_its_moment(look: Look) {
    // Whether the moment was found in the run, and not named by the playground.
    let told = StoredValue::new(false);
    Effect::new(move |_| {
        let ready = look.runs.with(|runs| {
            let over = |run: &Run| {
                matches!(run.status, RunStatus::Finished | RunStatus::Interrupted(_))
                    && !run.record.read().is_empty()
            };
            !runs.is_empty() && runs.iter().all(over)
        });
        if !ready || !look.fresh.get() {
            return;
        }
        look.fresh.set(false);
        untrack(|| {
            // What takes no time has width on the order axis alone.
            let instant = look
                .timelines
                .with(|timelines| timelines.iter().all(|timeline| timeline.end <= 0.0));
            let axis = if instant { Axis::Order } else { Axis::Time };
            if look.axis.get() != axis {
                look.axis.set(axis);
            }
            told.set_value(look.cursor.get().is_none());
            if told.get_value() {
                stand_at_telling(look);
            }
            look.placed.set(look.cursor.get());
        });
    });
    // Each variant has a moment of its own, for as long as nobody has moved the cursor.
    Effect::new(move |before: Option<usize>| {
        let open = look.open.get();
        let untouched = look.placed.get_untracked().is_some()
            && look.cursor.get_untracked() == look.placed.get_untracked();
        if before.is_some_and(|before| before != open)
            && untouched
            && told.get_value()
            && !look.fresh.get_untracked()
        {
            untrack(|| stand_at_telling(look));
            look.placed.set(look.cursor.get_untracked());
        }
        open
    });
    Effect::new(move |_| {
        let edited = look
            .runs
            .with(|runs| runs.iter().any(|run| run.status == RunStatus::Stale));
        if edited && let Some(placed) = look.placed.get_untracked() {
            look.placed.set(None);
            if look.cursor.get_untracked() == Some(placed) {
                look.cursor.set(None);
            }
        }
    });
}

/// Puts the cursor at the moment that explains the open variant's run best.
fn stand_at_telling(look: Look) {
    let Some(record) = look.record() else { return };
    let found = telling(record.read().trace());
    match found.map(|found| (found.at, found.event)) {
        Some((at, Some(event))) => look.stand_at(at, event),
        Some((at, None)) => look.point(at, f64::INFINITY),
        None => {}
    }
}

/// Whether somebody is here for the first time: until they played, or put the sentence away.
pub fn first_time(transport: Transport) -> RwSignal<bool> {
    let known = local()
        .and_then(|store| store.get_item(WELCOMED).ok().flatten())
        .is_some();
    let first = RwSignal::new(!known);
    Effect::new(move |_| {
        if transport.playing.get() {
            first.set(false);
        }
        if !first.get()
            && let Some(store) = local()
        {
            // Where it cannot be remembered it is said again.
            let _ = store.set_item(WELCOMED, "yes");
        }
    });
    first
}

/// One sentence of what this is, beside the button that plays it.
#[component]
pub fn Welcome(
    /// Whether it is said.
    first: RwSignal<bool>,
) -> impl IntoView {
    view! {
        <div class="scope-welcome" hidden=move || !first.get() data-testid="welcome">
            <p>"An event loop at work: press play."</p>
            <button
                type="button"
                class="put-away"
                aria-label="Put this away"
                on:click=move |_| first.set(false)
            >
                "×"
            </button>
        </div>
    }
}
