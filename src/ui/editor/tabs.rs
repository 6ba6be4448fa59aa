//! The variants' tabs.

use super::{
    binding,
    drag::Drag,
    file_tabs::{AddFile, Naming, has_files},
    lenses::LensButton,
};
use crate::ui::{
    desk::Desk,
    draft::shown_name,
    icon::{Glyph, icon},
    terminal::ServeButton,
};
use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast;

/// One tab for each variant; adding, renaming and deleting beside them.
#[component]
pub fn VariantTabs(
    /// Which file is being named.
    naming: Naming,
) -> impl IntoView {
    let desk = Desk::get();
    let has_files = has_files(desk);
    let renaming = RwSignal::new(None::<usize>);
    let names = Memo::new(move |_| {
        desk.drafts.with(|drafts| {
            drafts
                .iter()
                .map(|draft| (draft.id, draft.name.clone()))
                .collect::<Vec<_>>()
        })
    });
    let only_one = move || names.with(|names| names.len() < 2);

    let on_keydown = move |event: ev::KeyboardEvent| {
        if renaming.get_untracked().is_some() {
            return;
        }
        let active = desk.look.open.get_untracked();
        let count = names.with_untracked(Vec::len);
        let moved = match event.key().as_str() {
            "ArrowLeft" if event.shift_key() => active.checked_sub(1),
            "ArrowRight" if event.shift_key() => Some(active + 1).filter(|to| *to < count),
            _ => None,
        };
        if event.shift_key() && event.key().starts_with("Arrow") {
            event.prevent_default();
            event.stop_propagation();
            if let Some(to) = moved {
                desk.move_variant(active, to);
                request_animation_frame(focus_open_tab);
            }
            return;
        }
        let target = match event.key().as_str() {
            "ArrowLeft" => (active + count - 1) % count,
            "ArrowRight" => (active + 1) % count,
            "Home" => 0,
            "End" => count - 1,
            "F2" => {
                event.prevent_default();
                renaming.set(Some(active));
                return;
            }
            "Delete" => {
                event.prevent_default();
                desk.delete_variant(active);
                return;
            }
            _ => return,
        };
        event.prevent_default();
        event.stop_propagation();
        desk.look.open.set(target);
        request_animation_frame(focus_open_tab);
    };

    // The open one is always in sight, however many there are.
    Effect::new(move |_| {
        desk.look.open.track();
        names.track();
        request_animation_frame(show_open_tab);
    });
    let drag = Drag::new(move |from, to| desk.move_variant(from, to));
    let switches = RwSignal::new(false);

    view! {
        <div class="tabs-bar">
            <div
                class="tabs"
                role="tablist"
                aria-label="Variants"
                on:keydown=on_keydown
                on:pointerdown=move |event| drag.begin(&event)
                on:pointermove=move |event| drag.move_to(&event)
                on:pointerup=move |_| drag.end()
                on:pointercancel=move |_| drag.end()
            >
                <For
                    each=move || names.get().into_iter().enumerate()
                    key=|(index, (id, name))| (*index, *id, name.clone())
                    children=move |(index, (_, name))| {
                        view! { <VariantTab index name renaming/> }
                    }
                />
            </div>
            <button class="button bare square" aria-label="Add a variant" title="Add a copy of this variant" on:click=move |_| desk.add_variant()>
                {icon(Glyph::Plus)}
            </button>
            <span class="spring"></span>
            <ServeButton/>
            // Where there are files, it is beside them.
            <Show when=move || !has_files.get()>
                <AddFile naming/>
            </Show>
            <button
                class="button bare square"
                aria-label="Switch points"
                aria-pressed=move || switches.get().to_string()
                title="Mark where another task can come in"
                on:click=move |_| {
                    switches.update(|shown| *shown = !*shown);
                    binding::show_switch_points(switches.get_untracked());
                }
            >
                {icon(Glyph::Switch)}
            </button>
            <LensButton/>
            <button
                class="button bare square"
                aria-label="Rename the variant"
                title="Rename (F2)"
                on:click=move |_| renaming.set(Some(desk.look.open.get_untracked()))
            >
                {icon(Glyph::Pencil)}
            </button>
            <button
                class="button bare square"
                aria-label="Delete the variant"
                title="Delete"
                disabled=only_one
                on:click=move |_| desk.delete_variant(desk.look.open.get_untracked())
            >
                {icon(Glyph::Bin)}
            </button>
        </div>
    }
}

#[component]
fn VariantTab(index: usize, name: String, renaming: RwSignal<Option<usize>>) -> impl IntoView {
    let desk = Desk::get();
    let is_open = move || desk.look.open.get() == index;
    let is_renamed = move || renaming.get() == Some(index);
    let label = shown_name(&name);
    let whole = name.clone();
    let is_cut = label != name;
    view! {
        <Show
            when=is_renamed
            fallback=move || {
                view! {
                    <button
                        role="tab"
                        class="tab"
                        data-testid="variant-tab"
                        title=is_cut.then(|| whole.clone())
                        aria-label=is_cut.then(|| whole.clone())
                        aria-selected=move || is_open().to_string()
                        aria-controls="editor"
                        tabindex=move || if is_open() { "0" } else { "-1" }
                        on:click=move |_| desk.look.open.set(index)
                        on:dblclick=move |_| renaming.set(Some(index))
                    >
                        {label.clone()}
                    </button>
                }
            }
        >
            <NameField index name=name.clone() renaming/>
        </Show>
    }
}

/// The field in which a tab is renamed: Enter takes the name, Escape leaves the old one.
#[component]
fn NameField(index: usize, name: String, renaming: RwSignal<Option<usize>>) -> impl IntoView {
    let desk = Desk::get();
    let field = NodeRef::<html::Input>::new();
    field.on_load(|field| {
        request_animation_frame(move || {
            let _ = field.focus();
            field.select();
        });
    });
    let finish = move |take: bool, refocus: bool| {
        if renaming.get_untracked() != Some(index) {
            return;
        }
        let typed = field.get_untracked().map(|field| field.value());
        renaming.set(None);
        if let Some(typed) = typed.filter(|_| take) {
            desk.rename_variant(index, &typed);
        }
        if refocus {
            request_animation_frame(focus_open_tab);
        }
    };
    view! {
        <input
            class="tab-name"
            aria-label="Name of the variant"
            spellcheck="false"
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

fn open_tab() -> Option<web_sys::HtmlElement> {
    let open = document().query_selector(".tabs [role=tab][aria-selected=true]");
    open.ok().flatten()?.dyn_into().ok()
}

fn focus_open_tab() {
    if let Some(tab) = open_tab() {
        let _ = tab.focus();
    }
}

fn show_open_tab() {
    if let Some(tab) = open_tab() {
        let options = web_sys::ScrollIntoViewOptions::new();
        options.set_block(web_sys::ScrollLogicalPosition::Nearest);
        options.set_inline(web_sys::ScrollLogicalPosition::Nearest);
        tab.scroll_into_view_with_scroll_into_view_options(&options);
    }
}
