//! The buttons of the transport.

use super::{
    playing::{SPEEDS, Transport},
    steps::Stride,
};
use crate::ui::icon::{Glyph, icon};
use leptos::prelude::*;

/// A turn back, a step back, play, a step, a turn; and the speed.
#[component]
pub fn TransportBar(
    /// What it moves.
    transport: Transport,
) -> impl IntoView {
    let step = move |label: &'static str,
                     title: &'static str,
                     glyph: Glyph,
                     stride: Stride,
                     ahead: bool| {
        view! {
            <button
                type="button"
                aria-label=label
                title=title
                on:click=move |_| transport.step(stride, ahead)
            >
                {icon(glyph)}
            </button>
        }
    };
    let playing = transport.playing;
    let choose = move |event| transport.speed.set(event_target_value(&event).parse().ok());
    view! {
        <div class="scope-transport" role="group" aria-label="Time">
            {step("A turn back", "A turn of the loop back (⇧←)", Glyph::TurnBack, Stride::Turn, false)}
            {step("A step back", "Back to what happened before (←)", Glyph::StepBack, Stride::Event, false)}
            <button
                type="button"
                class="play"
                data-testid="play"
                aria-label=move || if playing.get() { "Pause playing" } else { "Play" }
                title=move || if playing.get() { "Pause (Space)" } else { "Play the run (Space)" }
                on:click=move |_| transport.toggle()
            >
                {move || icon(if playing.get() { Glyph::Pause } else { Glyph::Run })}
            </button>
            {step("A step forward", "On to what happens next (→)", Glyph::Step, Stride::Event, true)}
            {step("A turn forward", "A turn of the loop on (⇧→)", Glyph::Turn, Stride::Turn, true)}
            <OfTask transport />
            <select
                aria-label="Speed"
                title="Virtual seconds in a real one"
                prop:value=move || transport.pace().to_string()
                on:change=choose
            >
                {SPEEDS
                    .iter()
                    .enumerate()
                    .map(|(place, speed)| {
                        view! {
                            <option value=place.to_string() selected=move || transport.pace() == place>
                                {format!("{speed}×")}
                            </option>
                        }
                    })
                    .collect_view()}
            </select>
        </div>
    }
}

/// To what happens to the selected task, while one is selected.
#[component]
fn OfTask(transport: Transport) -> impl IntoView {
    let name = Memo::new(move |_| {
        let spot = transport.look.selection.get()?;
        transport.look.timelines.with(|timelines| {
            let lane = timelines.get(spot.run)?.lanes.get(spot.lane)?;
            Some((spot.run, lane.name.clone()))
        })
    });
    let label = move |before: &str| {
        let (_, name) = name.get()?;
        Some(format!("{before} that happens to {name}"))
    };
    let step = move |ahead: bool| {
        transport.step_of_task(ahead);
    };
    let colour = move || {
        name.get()
            .map(|(run, name)| transport.look.colour(run, &name))
    };
    view! {
        <span class="scope-of-task" data-testid="of-task" hidden=move || name.get().is_none()>
            <button
                type="button"
                aria-label=move || label("The thing before")
                title=move || label("Back to the thing before").map(|label| label + " (⇧N)")
                on:click=move |_| step(false)
            >
                "‹"
            </button>
            <span class="scope-chip" style:background-color=colour></span>
            <button
                type="button"
                aria-label=move || label("The next thing")
                title=move || label("On to the next thing").map(|label| label + " (N)")
                on:click=move |_| step(true)
            >
                "›"
            </button>
        </span>
    }
}
