//! The page: a thin view of traces.
//!
//! What needs no browser is plain Rust and tested natively: [`draft`], [`keep`], [`keys`], [`panes`],
//! [`time`], [`engine::schedule`], [`engine::recording`], [`console::transcript`], [`loop_panel::now`],
//! [`findings::edits`]. The rest is one component,
//! or one thing of the browser's, in each file; [`desk`] holds the state they share.

pub mod app;
pub mod bottom;
pub mod clipboard;
pub mod console;
pub mod desk;
pub mod draft;
pub mod editor;
pub mod engine;
pub mod examples;
pub mod findings;
pub mod first_run;
pub mod floats;
pub mod header;
pub mod icon;
pub mod identity;
pub mod keep;
pub mod keys;
pub mod keys_list;
pub mod listen;
pub mod loop_panel;
pub mod notice;
pub mod panes;
pub mod prose;
pub mod run;
pub mod scope;
pub mod splitter;
pub mod store;
pub mod time;

use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// Puts the page in the place of what `index.html` shows while it loads.
pub fn start() {
    console_error_panic_hook::set_once();
    let Some(place) = document()
        .get_element_by_id("app")
        .and_then(|place| place.dyn_into::<web_sys::HtmlElement>().ok())
    else {
        return;
    };
    let frame = document().query_selector("[data-early]").ok().flatten();
    leptos::mount::mount_to(place, app::App).forget();
    // Afterwards: the editor in it may have the focus, and hands it on.
    if let Some(frame) = frame {
        frame.remove();
    }
}
