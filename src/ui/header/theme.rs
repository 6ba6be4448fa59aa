//! Light or dark: the system's, until the other one is chosen.

use crate::ui::{
    icon::{Glyph, icon},
    store,
};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{MediaQueryList, MediaQueryListEvent};

fn system() -> Option<MediaQueryList> {
    window()
        .match_media("(prefers-color-scheme: dark)")
        .ok()
        .flatten()
}

fn apply(dark: bool) {
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute("data-theme", name(dark));
    }
}

fn name(dark: bool) -> &'static str {
    if dark { "dark" } else { "light" }
}

/// Whether the page is light on dark now.
pub fn is_dark() -> bool {
    let root = document().document_element();
    root.and_then(|root| root.get_attribute("data-theme"))
        .as_deref()
        == Some(name(true))
}

/// The switch between the two. What equals the system's theme goes on following it.
#[component]
pub fn ThemeButton() -> impl IntoView {
    let dark = RwSignal::new(is_dark());

    if let Some(system) = system() {
        let follow =
            Closure::<dyn FnMut(MediaQueryListEvent)>::new(move |event: MediaQueryListEvent| {
                if !store::has_theme() {
                    dark.set(event.matches());
                    apply(event.matches());
                }
            });
        // The system is followed for as long as the page lives.
        let follow = follow.into_js_value();
        let _ = system.add_event_listener_with_callback("change", follow.unchecked_ref());
    }

    let switch = move |_| {
        let now = !dark.get_untracked();
        dark.set(now);
        apply(now);
        let systems = system().is_some_and(|system| system.matches());
        store::keep_theme((now != systems).then_some(name(now)));
    };
    let label = move || {
        if dark.get() {
            "Light theme"
        } else {
            "Dark theme"
        }
    };
    view! {
        <button class="button bare square" data-testid="theme" aria-label=label title=label on:click=switch>
            {move || icon(if dark.get() { Glyph::Sun } else { Glyph::Moon })}
        </button>
    }
}
