//! What the page remembers besides the work, in the browser's store. That may be denied, full, or emptied at any
//! time: the page works without.

use super::panes::Sizes;
use leptos::prelude::window;
use web_sys::Storage;

const THEME: &str = "loopscope.theme";
const AUTO_RUN: &str = "loopscope.auto-run";
const SIZES: &str = "loopscope.sizes";

/// The store that all tabs share.
pub fn local() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

fn read(store: Option<Storage>, key: &str) -> Option<String> {
    store?.get_item(key).ok().flatten()
}

fn write(store: Option<Storage>, key: &str, text: &str) {
    if let Some(store) = store {
        // A full store keeps what it has; there is nobody to tell who could do anything about it.
        let _ = store.set_item(key, text);
    }
}

fn erase(store: Option<Storage>, key: &str) {
    if let Some(store) = store {
        let _ = store.remove_item(key);
    }
}

/// Remembers a theme other than the system's; `None` follows the system again.
pub fn keep_theme(theme: Option<&str>) {
    match theme {
        Some(theme) => write(local(), THEME, theme),
        None => erase(local(), THEME),
    }
}

/// Whether a theme other than the system's was chosen.
pub fn has_theme() -> bool {
    read(local(), THEME).is_some()
}

/// Whether edits run by themselves: unless it was switched off.
pub fn auto_run() -> bool {
    read(local(), AUTO_RUN).as_deref() != Some("off")
}

/// Remembers whether edits run by themselves.
pub fn keep_auto_run(on: bool) {
    write(local(), AUTO_RUN, if on { "on" } else { "off" });
}

/// The sizes of the panes.
pub fn sizes() -> Sizes {
    read(local(), SIZES)
        .and_then(|text| Sizes::from_text(&text))
        .unwrap_or_default()
}

/// Remembers the sizes of the panes.
pub fn keep_sizes(sizes: &Sizes) {
    write(local(), SIZES, &sizes.to_text());
}
