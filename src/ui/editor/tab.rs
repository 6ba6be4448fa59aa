//! What the tabs of variants and those of files share: the field in which one is named, and the selected one.

use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast;

/// What became of a name that was typed.
pub struct Named {
    /// What was typed; `None` where it was left with Escape.
    pub name: Option<String>,
    /// Whether the focus goes back to the tab: it was ended by a key.
    pub refocus: bool,
}

/// The field in which a tab is named: Enter takes the name, and so does leaving it; Escape leaves the old one.
#[component]
pub fn NameField(
    /// What is named, for who cannot see it.
    label: &'static str,
    /// The name as it is.
    name: String,
    /// How much of it is selected at first, in UTF-16 units.
    selected: u32,
    /// Takes what was typed.
    done: Callback<Named>,
) -> impl IntoView {
    let field = NodeRef::<html::Input>::new();
    field.on_load(move |field| {
        // At once, as what is typed next is meant for it: a frame later could select amid what somebody has begun to type.
        let named = field.clone();
        let begin = move || {
            let _ = named.focus();
            let _ = named.set_selection_range(0, selected);
        };
        if field.is_connected() {
            begin();
        } else {
            request_animation_frame(begin);
        }
    });
    let finish = move |take: bool, refocus: bool| {
        // It loses the focus as it goes, when all is said.
        let Some(field) = field.try_get_untracked().flatten() else {
            return;
        };
        let name = take.then(|| field.value());
        done.run(Named { name, refocus });
    };
    view! {
        <input
            class="tab-name"
            aria-label=label
            spellcheck="false"
            autocapitalize="off"
            autocomplete="off"
            prop:value=name
            node_ref=field
            on:blur=move |_| finish(true, false)
            on:keydown=move |event: ev::KeyboardEvent| {
                event.stop_propagation();
                match event.key().as_str() {
                    "Enter" => finish(true, true),
                    "Escape" => finish(false, true),
                    _ => {}
                }
            }
        />
    }
}

/// The selected tab of the row that this selector finds.
#[derive(Clone, Copy)]
pub struct SelectedTab(pub &'static str);

impl SelectedTab {
    fn element(self) -> Option<web_sys::HtmlElement> {
        let selector = format!("{} [role=tab][aria-selected=true]", self.0);
        let found = document().query_selector(&selector);
        found.ok().flatten()?.dyn_into().ok()
    }

    /// Focuses it, with the next frame: by then the tabs are those of now.
    pub fn focus(self) {
        request_animation_frame(move || {
            if let Some(tab) = self.element() {
                let _ = tab.focus();
            }
        });
    }

    /// Scrolls it into sight, with the next frame.
    pub fn show(self) {
        request_animation_frame(move || {
            if let Some(tab) = self.element() {
                let options = web_sys::ScrollIntoViewOptions::new();
                options.set_block(web_sys::ScrollLogicalPosition::Nearest);
                options.set_inline(web_sys::ScrollLogicalPosition::Nearest);
                tab.scroll_into_view_with_scroll_into_view_options(&options);
            }
        });
    }
}
