//! What waits take: no time, or their own.

use crate::ui::{
    desk::Desk,
    icon::{Glyph, icon},
};
use leptos::prelude::*;
use playground::Clock;
use wasm_bindgen::JsValue;

/// The choice of the clock.
#[component]
pub fn ClockChoice() -> impl IntoView {
    let desk = Desk::get();
    let can = can_suspend();
    let choose = move |event| {
        let live = event_target_value(&event) == "live";
        desk.change_settings(|settings| settings.clock = Clock::of(live));
    };
    let title = if can {
        "Virtual: waits take no time. Live: the open variant runs on the browser's own timers"
    } else {
        "This browser cannot suspend WebAssembly, which the live clock needs"
    };
    view! {
        <label class="clock-choice" title=title>
            <span class="clock-name">"Clock"</span>
            <select
                class="button"
                data-testid="clock"
                prop:value=move || if desk.is_live() { "live" } else { "virtual" }
                on:change=choose
            >
                <option value="virtual">"virtual"</option>
                <option value="live" disabled=!can>
                    "live"
                </option>
            </select>
        </label>
    }
}

/// Pause, which becomes Resume, while a live run is in progress.
#[component]
pub fn PauseButton() -> impl IntoView {
    let desk = Desk::get();
    let running = move || desk.is_live() && desk.results.busy.get();
    view! {
        <Show when=running>
            <button
                class="button square"
                data-testid="pause"
                aria-label=move || if desk.is_paused() { "Resume" } else { "Pause" }
                title=move || if desk.is_paused() { "Let the run go on" } else { "Pause the run where it next waits" }
                on:click=move |_| desk.toggle_pause()
            >
                {move || if desk.is_paused() { icon(Glyph::Run) } else { icon(Glyph::Pause) }}
            </button>
        </Show>
    }
}

/// Whether this browser has JavaScript promise integration.
fn can_suspend() -> bool {
    let global = js_sys::global();
    js_sys::Reflect::get(&global, &JsValue::from_str("WebAssembly"))
        .and_then(|assembly| js_sys::Reflect::has(&assembly, &JsValue::from_str("Suspending")))
        .unwrap_or(false)
}
