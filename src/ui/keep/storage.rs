//! Where works are kept: the store that all tabs share, the tab's own, and the history's entry where both are denied.

use super::{
    shelf::{self, Shelved, WorkId},
    work::Kept,
};
use crate::ui::store::local;
use js_sys::{Object, Reflect};
use leptos::prelude::window;
use wasm_bindgen::JsValue;
use web_sys::Storage;

/// The tab's work, or the newest of any tab: what a page begins with. `early.ts` reads it, too.
const WORK: &str = "loopscope.work";
/// The tab's number on the shelf.
const DESK: &str = "loopscope.desk";
/// Before each work on the shelf.
const SHELF: &str = "loopscope.kept.";
/// Where an earlier page kept the works that were replaced.
const EARLIER: &str = "loopscope.earlier";
/// The work in the history's entry. `early.ts` reads it, too.
const IN_HISTORY: &str = "loopscopeWork";

/// How well a work is kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Keeping {
    /// It outlives the tab.
    #[default]
    Safe,
    /// It outlives a reload and no more: the store is full.
    Full,
    /// It outlives a reload and no more: the browser lets the page keep nothing.
    Denied,
}

fn session() -> Option<Storage> {
    window().session_storage().ok().flatten()
}

fn read(store: Option<Storage>, key: &str) -> Option<String> {
    store?.get_item(key).ok().flatten()
}

fn write(store: Option<Storage>, key: &str, text: &str) -> bool {
    store.is_some_and(|store| store.set_item(key, text).is_ok())
}

/// A number that no other desk has.
pub fn fresh_id() -> WorkId {
    let random = (js_sys::Math::random() * f64::from(u32::MAX)) as u32;
    WorkId(format!("{:x}-{random:x}", now() as u64))
}

/// Milliseconds since 1970.
pub fn now() -> f64 {
    js_sys::Date::now()
}

/// Under which number the tab kept its work before it was loaded again. A tab that was opened as a copy of another
/// finds that one's number in its store, and must not take it: it was not loaded again.
pub fn id_of_this_tab() -> Option<WorkId> {
    let navigation = window().performance()?.get_entries_by_type("navigation");
    let kind = Reflect::get(&navigation.get(0), &"type".into()).ok()?;
    if kind != "reload" {
        return None;
    }
    read(session(), DESK).map(WorkId)
}

/// The work of this very tab, which a reload brings back, whatever other tabs have done meanwhile.
pub fn work_of_this_tab() -> Option<Kept> {
    match read(session(), WORK) {
        Some(text) => Kept::from_text(&text),
        None => work_in_history(),
    }
}

/// The work in the history's entry.
pub fn work_in_history() -> Option<Kept> {
    let state = window().history().ok()?.state().ok()?;
    let text = Reflect::get(&state, &IN_HISTORY.into()).ok()?.as_string();
    Kept::from_text(&text?)
}

/// The newest work of any tab.
pub fn newest_work() -> Option<Kept> {
    Kept::from_text(&read(local(), WORK)?)
}

/// Keeps a desk's work, where the person changed it on the shelf.
pub fn keep(work: Shelved) -> Keeping {
    let text = work.work.to_text();
    let in_tab = write(session(), WORK, &text) && write(session(), DESK, &work.id.0);
    if !in_tab {
        keep_in_history(&text);
    }
    let keeping = if work.work.edited {
        put_on_shelf(&work)
    } else {
        Keeping::Safe
    };
    // What the next tab begins with, where there is room for it.
    write(local(), WORK, &text);
    keeping
}

/// Puts a work on the shelf. Where there is no room, what can go without a loss makes some.
pub fn put_on_shelf(work: &Shelved) -> Keeping {
    let Some(store) = local() else {
        return Keeping::Denied;
    };
    let key = format!("{SHELF}{}", work.id.0);
    let text = work.to_text();
    let put = || store.set_item(&key, &text).is_ok();
    if put() {
        return Keeping::Safe;
    }
    let _ = store.remove_item(WORK);
    if put() {
        return Keeping::Safe;
    }
    shelf::copies(&shelf()).iter().for_each(take_off_shelf);
    if put() {
        Keeping::Safe
    } else if store.length().is_ok_and(|length| length == 0) {
        // A store that has nothing and takes nothing is one in name only.
        Keeping::Denied
    } else {
        Keeping::Full
    }
}

/// Takes a work off the shelf.
pub fn take_off_shelf(id: &WorkId) {
    if let Some(store) = local() {
        let _ = store.remove_item(&format!("{SHELF}{}", id.0));
    }
}

/// The works on the shelf, in no order.
pub fn shelf() -> Vec<Shelved> {
    let Some(store) = local() else {
        return Vec::new();
    };
    let keys = (0..store.length().unwrap_or(0)).filter_map(|index| store.key(index).ok().flatten());
    keys.filter_map(|key| {
        let id = WorkId(key.strip_prefix(SHELF)?.to_owned());
        Shelved::from_text(id, &store.get_item(&key).ok().flatten()?)
    })
    .collect()
}

/// Puts on the shelf what an earlier page kept beside it.
pub fn take_over() {
    let Some(text) = read(local(), EARLIER) else {
        return;
    };
    let earlier: Vec<Kept> = serde_json::from_str(&text).unwrap_or_default();
    let readable = earlier.into_iter().filter(Kept::is_readable).enumerate();
    let all = readable.map(|(place, work)| Shelved {
        id: fresh_id(),
        // Newest first, and at no known time.
        saved: -(place as f64),
        work,
    });
    if all
        .map(|work| put_on_shelf(&work))
        .all(|keeping| keeping == Keeping::Safe)
        && let Some(store) = local()
    {
        let _ = store.remove_item(EARLIER);
    }
}

/// Puts a work into the history's entry, which outlives a reload where nothing else does. The rest of its state stays.
pub fn keep_in_history(text: &str) {
    let Ok(history) = window().history() else {
        return;
    };
    let before = history.state().unwrap_or(JsValue::NULL);
    let state = Object::assign(&Object::new(), &Object::from(before));
    if Reflect::set(&state, &IN_HISTORY.into(), &JsValue::from_str(text)).is_ok() {
        // A browser may refuse a large entry; the notice says that the text is nowhere else.
        let _ = history.replace_state(&state, "");
    }
}
