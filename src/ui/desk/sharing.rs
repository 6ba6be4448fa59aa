//! The link: everything on the desk, in the address's fragment.

use super::{Desk, Float};
use crate::ui::{clipboard, notice::Notice};
use leptos::prelude::*;
use playground::{encode, link};
use wasm_bindgen::JsValue;

impl Desk {
    /// The address that reopens what is on the desk, or why there is none.
    ///
    /// # Errors
    /// A sentence for the reader: too much for a link.
    pub fn link(&self) -> Result<String, String> {
        let playground = self.playground();
        if !link::fits(&playground) {
            return Err(format!(
                "This is too much for a link: a link holds up to {} variants and {} KB of text. Share less, or as files.",
                link::MAX_VARIANTS,
                link::MAX_INFLATED >> 10,
            ));
        }
        let location = window().location();
        let base = location.href().unwrap_or_default();
        let base = base.split('#').next().unwrap_or_default();
        Ok(format!("{base}#{}", encode(&playground)))
    }

    /// Puts the link into the address and onto the clipboard, and shows it.
    pub fn share(&self) {
        match self.link() {
            Ok(link) => {
                set_address(&link);
                let copied = self.link_copied;
                copied.set(None);
                self.float.set(Some(Float::Share));
                clipboard::copy(link, move |done| copied.set(Some(done)));
            }
            Err(reason) => self.notices.say(Notice::problem(reason)),
        }
    }
}

/// Takes the link out of the address: what is on the desk is no longer what it says.
pub fn forget_address() {
    let location = window().location();
    if location.hash().is_ok_and(|hash| hash.len() > 1) {
        let path = location.pathname().unwrap_or_default();
        let query = location.search().unwrap_or_default();
        set_address(&format!("{path}{query}"));
    }
}

/// Changes the address without a trace in the history.
pub fn set_address(address: &str) {
    if let Ok(history) = window().history() {
        // The entry may hold the work. A browser may refuse a very long address; the link is on the clipboard all the
        // same.
        let state = history.state().unwrap_or(JsValue::NULL);
        let _ = history.replace_state_with_url(&state, "", Some(address));
    }
}
