//! Sharing: the link is copied at once, and shown with its title.

use super::take::TakeAlong;
use crate::ui::{
    clipboard,
    desk::{Desk, Float, sharing},
    floats::Floating,
    icon::{Glyph, icon},
};
use leptos::{ev, html, prelude::*};
use trace::number::grouped;

/// The button and what it opens.
#[component]
pub fn ShareButton() -> impl IntoView {
    let desk = Desk::get();
    let is_open = move || desk.float.get() == Some(Float::Share);
    view! {
        <div class="anchor">
            <button
                class="button"
                data-testid="share"
                title="Copy a link to exactly this"
                aria-expanded=move || is_open().to_string()
                on:click=move |_| {
                    if is_open() { desk.float.set(None) } else { desk.share() }
                }
            >
                {icon(Glyph::Link)}
                <span class="button-text">"Share"</span>
            </button>
            <Show when=is_open>
                <ShareFloat/>
            </Show>
        </div>
    }
}

#[component]
fn ShareFloat() -> impl IntoView {
    let desk = Desk::get();
    let field = NodeRef::<html::Input>::new();
    let copied = desk.link_copied;
    // The link follows what is on the desk for as long as it is shown.
    let link = Memo::new(move |_| {
        desk.title.track();
        desk.drafts.track();
        desk.look.open.track();
        desk.look.cursor.track();
        desk.link()
    });
    Effect::new(move |before: Option<()>| {
        if let Ok(link) = link.get()
            && before.is_some()
        {
            sharing::set_address(&link);
            copied.set(None);
        }
    });
    let select = move || {
        if let Some(field) = field.get_untracked() {
            let _ = field.focus();
            field.select();
        }
    };
    // Where the clipboard was denied, the link is selected: one key copies it.
    Effect::new(move |_| {
        if copied.get() == Some(false) {
            select();
        }
    });
    let copy = move |_| {
        if let Ok(link) = link.get_untracked() {
            clipboard::copy(link, move |done| copied.set(Some(done)));
        }
    };
    let word = move || match copied.get() {
        Some(true) => "Link copied.",
        Some(false) => {
            "The browser did not allow copying. The link is selected: copy it from here."
        }
        None => "",
    };
    view! {
        <Floating label="Share" class="share-float">
            <p class="confirmation" role="status" class:good=move || copied.get() == Some(true) data-testid="share-status">
                {move || (copied.get() == Some(true)).then(|| icon(Glyph::Check))}
                {word}
            </p>
            <label class="field">
                <span>"Title"</span>
                <input
                    maxlength="80"
                    autocomplete="off"
                    prop:value=move || desk.title.get()
                    on:change=move |event: ev::Event| {
                        desk.retitle(&event_target_value(&event));
                        if let Ok(link) = link.get_untracked() {
                            sharing::set_address(&link);
                        }
                    }
                />
            </label>
            <label class="field">
                <span>"Link"</span>
                <span class="with-button">
                    <input
                        class="code"
                        readonly
                        data-testid="share-link"
                        node_ref=field
                        prop:value=move || link.get().unwrap_or_default()
                        on:focus=move |_| select()
                    />
                    <button class="button" on:click=copy>
                        {icon(Glyph::Copy)}
                        "Copy"
                    </button>
                </span>
            </label>
            <p class="aside">
                {move || match link.get() {
                    Ok(link) => {
                        format!(
                            "{} characters. Holds every variant and what you look at; nothing is sent to a server.",
                            grouped(link.len()),
                        )
                    }
                    Err(reason) => reason,
                }}
            </p>
            <TakeAlong/>
        </Floating>
    }
}
