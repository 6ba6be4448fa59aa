//! The browser's stores. Each may be denied, full, or emptied at any time: the page works without.

use super::keep::{self, Kept};
use super::panes::Sizes;
use leptos::prelude::window;
use web_sys::Storage;

const WORK: &str = "loopscope.work";
const EARLIER: &str = "loopscope.earlier";
const THEME: &str = "loopscope.theme";
const AUTO_RUN: &str = "loopscope.auto-run";
const SIZES: &str = "loopscope.sizes";

fn local() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

fn session() -> Option<Storage> {
    window().session_storage().ok().flatten()
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

/// The work of this very tab, which a reload brings back, whatever other tabs have done meanwhile.
pub fn work_of_this_tab() -> Option<Kept> {
    Kept::from_text(&read(session(), WORK)?)
}

/// The newest work of any tab.
pub fn newest_work() -> Option<Kept> {
    Kept::from_text(&read(local(), WORK)?)
}

/// Keeps the work.
pub fn keep_work(work: &Kept) {
    let text = work.to_text();
    write(session(), WORK, &text);
    write(local(), WORK, &text);
}

/// The works that were replaced, newest first.
pub fn earlier() -> Vec<Kept> {
    read(local(), EARLIER).map_or_else(Vec::new, |text| keep::earlier_from_text(&text))
}

/// Keeps the works that were replaced.
pub fn keep_earlier(earlier: &[Kept]) {
    write(local(), EARLIER, &keep::earlier_to_text(earlier));
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
