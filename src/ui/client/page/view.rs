//! The page that is open: its bar, and the place of its frame.

use super::{again::Again, binding, opened::Pages};
use crate::ui::{
    desk::Desk,
    icon::{Glyph, icon},
};
use leptos::{ev, html, prelude::*, task::spawn_local};
use serde_json::json;
use trace::number::grouped;
use wasm_bindgen::prelude::*;

/// The view. It stays where it is while it is hidden: a frame that is moved forgets all.
#[component]
pub fn PageView(
    /// The pages.
    pages: Pages,
    /// Whether it is to be seen.
    shown: Memo<bool>,
) -> impl IntoView {
    let desk = Desk::get();
    let place = NodeRef::<html::Div>::new();
    let is_large = RwSignal::new(true);
    let hear = Closure::<dyn Fn(String)>::new(move |said: String| pages.hear(&said));
    let hear = StoredValue::new_local(hear.into_js_value());
    Effect::new(move |_| {
        let (Some(opened), Some(place)) = (pages.opened.get(), place.get()) else {
            return;
        };
        let sent = json!({
            "address": opened.address,
            "kind": opened.answer.kind(),
            "text": opened.answer.body,
            "dark": is_dark(),
        });
        spawn_local(async move {
            let shown = binding::show(&place, &sent.to_string(), &hear.get_value()).await;
            match shown {
                Ok(outside) => {
                    let outside = outside.as_string().unwrap_or_default();
                    pages.lacks(outside.lines().map(str::to_owned).collect());
                }
                Err(_) => pages.problem.set(Some(
                    "What shows pages could not be fetched: check the connection, and open it again."
                        .to_owned(),
                )),
            }
        });
    });
    let typed = RwSignal::new(None::<String>);
    Effect::new(move |_| {
        pages.address.track();
        pages.going.track();
        typed.set(None);
    });
    let address = move || {
        let going = pages.going.get().unwrap_or_else(|| pages.address.get());
        typed.get().unwrap_or(going)
    };
    let on_submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        pages.open(&untrack(address), Again::UnlessSent);
    };
    let again = move |_| {
        let opened = pages.opened.get_untracked();
        if let Some(opened) = opened {
            pages.open(&opened.address, Again::Never);
        }
    };
    // Esc leads back, where it does not end a run.
    let on_keydown = move |event: ev::KeyboardEvent| {
        if event.key() == "Escape" && !desk.results.busy.get_untracked() {
            event.stop_propagation();
            pages.close();
        }
    };
    view! {
        <div class="page-view" class:large=is_large hidden=move || !shown.get() data-testid="page" on:keydown=on_keydown>
            <form class="page-bar" on:submit=on_submit>
                <button
                    type="button"
                    class="button bare square"
                    aria-label="Back to the requests"
                    title="Back to the requests"
                    on:click=move |_| pages.close()
                >
                    {icon(Glyph::Back)}
                </button>
                <button
                    type="button"
                    class="button bare square"
                    aria-label="Ask for it again"
                    title="Ask for it again: types the request once more"
                    on:click=again
                >
                    {icon(Glyph::Loop)}
                </button>
                <input
                    class="code"
                    type="text"
                    inputmode="url"
                    aria-label="The page's address"
                    data-testid="page-address"
                    spellcheck="false"
                    autocapitalize="off"
                    autocomplete="off"
                    enterkeyhint="go"
                    prop:value=address
                    on:input=move |event| typed.set(Some(event_target_value(&event)))
                />
                <button
                    type="button"
                    class="button bare square page-size"
                    aria-label=move || if is_large.get() { "Smaller" } else { "Larger" }
                    title=move || if is_large.get() { "Smaller: beside the script" } else { "Larger: over the script" }
                    on:click=move |_| is_large.update(|large| *large = !*large)
                >
                    {move || icon(if is_large.get() { Glyph::Smaller } else { Glyph::Larger })}
                </button>
            </form>
            <p class="page-note" role="status" class:bad=move || pages.problem.with(Option::is_some)>
                <Note pages/>
            </p>
            <div class="page-place" node_ref=place class:waits=move || pages.going.with(Option::is_some)></div>
        </div>
    }
}

/// What there is to say of the page.
#[component]
fn Note(pages: Pages) -> impl IntoView {
    let outside = move || {
        pages.outside.with(|outside| match outside.as_slice() {
            [] => None,
            [one] => Some((
                format!("Left out, for it is not on this machine: {one}"),
                one.clone(),
            )),
            [one, more @ ..] => Some((
                format!(
                    "Left out, for they are not on this machine: {one} and {} more",
                    grouped(more.len())
                ),
                outside.join("\n"),
            )),
        })
    };
    move || {
        if let Some(problem) = pages.problem.get() {
            return Some(problem.into_any());
        }
        if let Some(going) = pages.going.get() {
            return Some(format!("Asking for {going}").into_any());
        }
        outside().map(|(said, all)| view! { <span title=all>{said}</span> }.into_any())
    }
}

fn is_dark() -> bool {
    let root = document().document_element();
    root.is_some_and(|root| root.get_attribute("data-theme").as_deref() == Some("dark"))
}
