//! How the page begins.

use super::app;
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
