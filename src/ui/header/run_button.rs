//! Run, which becomes Stop while something runs.

use crate::ui::{
    desk::Desk,
    icon::{Glyph, icon},
    keys_list::command_key,
};
use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*};
use std::time::Duration;

/// Runs shorter than this never show Stop: the button would only flicker.
const FLICKER: Duration = Duration::from_millis(200);

/// Run or Stop.
#[component]
pub fn RunButton() -> impl IntoView {
    let desk = Desk::get();
    let stoppable = RwSignal::new(desk.results.busy.get_untracked());
    Effect::new(move |pending: Option<Option<TimeoutHandle>>| {
        if let Some(pending) = pending.flatten() {
            pending.clear();
        }
        if !desk.results.busy.get() {
            stoppable.set(false);
            return None;
        }
        set_timeout_with_handle(move || stoppable.set(true), FLICKER).ok()
    });
    view! {
        <Show
            when=move || stoppable.get()
            fallback=move || {
                view! {
                    <button
                        class="button primary run"
                        data-testid="run"
                        title="Run all variants"
                        on:click=move |_| desk.run_all()
                    >
                        {icon(Glyph::Run)}
                        "Run"
                        <kbd aria-hidden="true">{command_key()} "⏎"</kbd>
                    </button>
                }
            }
        >
            <button class="button primary run stop" data-testid="stop" title="End the run" on:click=move |_| desk.stop()>
                {icon(Glyph::Stop)}
                "Stop"
                <kbd aria-hidden="true">"Esc"</kbd>
            </button>
        </Show>
    }
}
