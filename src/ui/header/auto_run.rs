//! Whether edits run by themselves.

use crate::ui::{desk::Desk, store};
use leptos::prelude::*;

/// The switch.
#[component]
pub fn AutoRunSwitch() -> impl IntoView {
    let desk = Desk::get();
    let on = desk.auto_run;
    view! {
        <button
            class="switch"
            role="switch"
            data-testid="auto-run"
            title="Run by itself after a pause in typing"
            aria-checked=move || on.get().to_string()
            on:click=move |_| {
                let now = !on.get_untracked();
                on.set(now);
                store::keep_auto_run(now);
                if now {
                    desk.run_changed();
                }
            }
        >
            <span class="track" aria-hidden="true"></span>
            "Auto-run"
        </button>
    }
}
