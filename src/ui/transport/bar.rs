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
