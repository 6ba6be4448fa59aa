//! Ways of running the open script that are not as it is written.

use crate::ui::{
    desk::{Desk, Float},
    floats::Floating,
    icon::{Glyph, icon},
};
use diagnosis::lens::Lens;
use leptos::prelude::*;

const LENSES: [(Lens, &str, &str); 2] = [
    (
        Lens::Sequential,
        "Sequential",
        "What was begun beside other things is awaited where it begins.",
    ),
    (
        Lens::Blocking,
        "Blocking",
        "Coroutines wait as ordinary code would, and hold the loop.",
    ),
];

/// The button and what it opens.
#[component]
pub fn LensButton() -> impl IntoView {
    let desk = Desk::get();
    let is_open = move || desk.float.get() == Some(Float::Lenses);
    view! {
        <div class="anchor">
            <button
                class="button bare square"
                data-testid="lens"
                aria-label="Lens"
                title="Run this script another way, beside it"
                aria-expanded=move || is_open().to_string()
                on:click=move |_| desk.toggle(Float::Lenses)
            >
                {icon(Glyph::Lens)}
            </button>
            <Show when=is_open>
                <LensFloat/>
            </Show>
        </div>
    }
}

#[component]
fn LensFloat() -> impl IntoView {
    let desk = Desk::get();
    let lens = move |(lens, name, about): (Lens, &'static str, &'static str)| {
        view! {
            <button
                class="lens"
                on:click=move |_| {
                    desk.float.set(None);
                    desk.look_through(lens);
                }
            >
                <strong>{name}</strong>
                <span class="aside">{about}</span>
            </button>
        }
    };
    view! {
        <Floating label="Lens" class="lens-float">
            <p>"The open script, rewritten and run as a variant beside it:"</p>
            {LENSES.map(lens).collect_view()}
        </Floating>
    }
}
