//! The browser's history: what is opened is an entry of its own, and Back and Forward lead to the playgrounds before and
//! after, with what was changed in them.
//!
//! Each entry has a number in its state. What lay on the desk when it was left is remembered here, and in the entry itself
//! where something was opened over it, so that it outlives a reload.

use super::Desk;
use crate::ui::keep::{Kept, Shelved, storage};
use js_sys::{Object, Reflect};
use leptos::prelude::*;
use std::collections::HashMap;
use wasm_bindgen::JsValue;

/// The entry's number in its state.
const VISIT: &str = "loopscopeVisit";

/// Which entry the page is at, and what lay on the desk at the others.
#[derive(Clone, Copy, Debug)]
pub struct Visits {
    at: StoredValue<u32>,
    left: StoredValue<HashMap<u32, Shelved>>,
}

impl Visits {
    /// At the entry that the page was opened with.
    pub fn new() -> Self {
        let at = number_of_entry().unwrap_or(0);
        if number_of_entry().is_none() {
            number_entry(at);
        }
        Self {
            at: StoredValue::new(at),
            left: StoredValue::new(HashMap::new()),
        }
    }

    fn leave(&self, work: Shelved) {
        self.left
            .update_value(|left| drop(left.insert(self.at.get_value(), work)));
    }

    fn next(&self) -> u32 {
        let next = self.at.get_value() + 1;
        // What was ahead no longer is.
        self.left
            .update_value(|left| left.retain(|visit, _| *visit < next));
        self.at.set_value(next);
        next
    }
}

impl Default for Visits {
    fn default() -> Self {
        Self::new()
    }
}

impl Desk {
    /// Something else is about to be put on the desk: an entry of its own in the history.
    pub(super) fn begin_visit(&self) {
        let work = self.shelved();
        storage::keep_in_history(&work.work.to_text());
        self.visits.leave(work);
        let next = self.visits.next();
        if let Ok(history) = window().history() {
            let location = window().location();
            let path = location.pathname().unwrap_or_default();
            let query = location.search().unwrap_or_default();
            let state = Object::new();
            let _ = Reflect::set(&state, &VISIT.into(), &next.into());
            let _ = history.push_state_with_url(&state, "", Some(&format!("{path}{query}")));
        }
    }

    /// The address has become another link: the browser has made the entry.
    pub(super) fn enter_visit(&self) {
        self.visits.leave(self.shelved());
        number_entry(self.visits.next());
    }

    /// Whether the history's entry is one that has just been made, by a link that was put into the address.
    pub(super) fn is_new_entry(&self) -> bool {
        number_of_entry().is_none()
    }

    /// The reader went back or forward: what lay there comes back.
    pub fn revisit(&self) {
        let Some(visit) = number_of_entry().filter(|visit| *visit != self.visits.at.get_value())
        else {
            return;
        };
        let mut left = None;
        self.visits.leave(self.shelved());
        self.visits.at.set_value(visit);
        self.visits
            .left
            .update_value(|all| left = all.remove(&visit));
        let kept = storage::work_in_history;
        let work = left.or_else(|| {
            Some(Shelved {
                id: storage::fresh_id(),
                saved: storage::now(),
                work: kept()?,
            })
        });
        if let Some(Shelved { id, work, .. }) = work {
            self.keep();
            self.notices.clear();
            self.lay_again(&work, id);
        }
    }

    /// Lays out a work that lay on the desk before, under its own number.
    fn lay_again(&self, work: &Kept, id: crate::ui::keep::WorkId) {
        self.put(work.playground(), work.edited);
        self.work.set_value(id);
        self.first_look();
    }
}

fn number_of_entry() -> Option<u32> {
    let state = window().history().ok()?.state().ok()?;
    let number = Reflect::get(&state, &VISIT.into()).ok()?.as_f64()?;
    Some(number as u32)
}

/// Numbers the entry that the page is at; the rest of its state stays.
fn number_entry(visit: u32) {
    if let Ok(history) = window().history() {
        // Nothing is a state, too.
        let before = history.state().unwrap_or(JsValue::NULL);
        let state = Object::assign(&Object::new(), &Object::from(before));
        let _ = Reflect::set(&state, &VISIT.into(), &visit.into());
        let _ = history.replace_state(&state, "");
    }
}
