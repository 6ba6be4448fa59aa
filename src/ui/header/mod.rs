//! The header: what is on the desk, and what can be done with it.

pub mod auto_run;
pub mod clock;
mod hosts;
pub mod run_button;
pub mod settings;
pub mod share;
pub mod standing;
pub mod take;
pub mod theme;

use super::{
    desk::{Desk, Float},
    examples::ExamplesButton,
    icon::Mark,
    keys_list::KeysList,
    panes::Arrangement,
};
use auto_run::AutoRunSwitch;
use clock::{ClockChoice, PauseButton};
use leptos::prelude::*;
use run_button::RunButton;
use settings::SettingsButton;
use share::ShareButton;
use standing::Standing;
use theme::ThemeButton;

/// The bar at the top. On a phone, running is at the bottom, within reach of a thumb.
#[component]
pub fn Header() -> impl IntoView {
    let desk = Desk::get();
    let wide = Memo::new(move |_| desk.arrangement.get() != Arrangement::Phone);
    let keys_open = move || desk.float.get() == Some(Float::Keys);
    view! {
        <header class="bar">
            <div class="bar-lead">
                <h1 class="wordmark">
                    <Mark/>
                    <span>"Loopscope"</span>
                </h1>
                <ExamplesButton/>
            </div>
            <Show when=move || wide.get()>
                <RunButton/>
                <PauseButton/>
            </Show>
            <AutoRunSwitch/>
            <Show when=move || desk.arrangement.get() == Arrangement::Desk>
                <ClockChoice/>
            </Show>
            <SettingsButton/>
            <Show when=move || wide.get()>
                <Standing/>
            </Show>
            <span class="spring"></span>
            <ShareButton/>
            <ThemeButton/>
            <Show when=move || wide.get()>
                <div class="anchor">
                    <button
                        class="button bare square"
                        aria-label="Keys"
                        title="Keys (?)"
                        aria-expanded=move || keys_open().to_string()
                        on:click=move |_| desk.toggle(Float::Keys)
                    >
                        "?"
                    </button>
                    <Show when=keys_open>
                        <KeysList/>
                    </Show>
                </div>
            </Show>
        </header>
    }
}
