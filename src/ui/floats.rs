//! What floats above the page and blocks nothing: closed by Escape, or by a press anywhere else.

use super::desk::{Desk, Float};
use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast;

impl Desk {
    /// Opens a float, or closes it when it is open.
    pub fn toggle(&self, float: Float) {
        self.float.update(|open| {
            *open = if *open == Some(float) {
                None
            } else {
                Some(float)
            }
        });
    }
}

/// A float below the button that opened it; both lie in one element of class `anchor`.
#[component]
pub fn Floating(
    /// Its name.
    label: &'static str,
    /// Its own class beside `float`.
    class: &'static str,
    /// What is in it.
    children: Children,
) -> impl IntoView {
    let desk = Desk::get();
    let place = NodeRef::<html::Div>::new();
    let close_outside = window_event_listener(ev::pointerdown, move |event| {
        let Some(place) = place.get_untracked() else {
            return;
        };
        let anchor = place.parent_element();
        let inside = event
            .target()
            .and_then(|target| target.dyn_into::<web_sys::Node>().ok())
            .is_some_and(|target| anchor.is_some_and(|anchor| anchor.contains(Some(&target))));
        if !inside {
            desk.float.set(None);
        }
    });
    on_cleanup(move || close_outside.remove());
    let on_keydown = move |event: ev::KeyboardEvent| {
        if event.key() != "Escape" {
            return;
        }
        event.stop_propagation();
        event.prevent_default();
        // The focus goes back to the button: it is the first in the anchor.
        let button = place
            .get_untracked()
            .and_then(|place| place.parent_element())
            .and_then(|anchor| anchor.query_selector("button").ok().flatten())
            .and_then(|button| button.dyn_into::<web_sys::HtmlElement>().ok());
        desk.float.set(None);
        if let Some(button) = button {
            let _ = button.focus();
        }
    };
    view! {
        <div
            class=format!("float {class}")
            role="dialog"
            aria-label=label
            node_ref=place
            on:keydown=on_keydown
        >
            {children()}
        </div>
    }
}
