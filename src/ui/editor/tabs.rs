//! The variants' tabs.

use super::{
    binding,
    drag::Drag,
    file_tabs::{AddFile, Naming, has_files},
    lenses::LensButton,
    tab::{NameField, Named, SelectedTab},
};
use crate::ui::{
    desk::Desk,
    draft::shown_name,
    icon::{Glyph, icon},
    terminal::ServeButton,
};
use leptos::{ev, prelude::*};

const OPEN: SelectedTab = SelectedTab(".tabs");

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
                OPEN.focus();
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
        OPEN.focus();
    };

    // The open one is always in sight, however many there are.
    Effect::new(move |_| {
        desk.look.open.track();
        names.track();
        OPEN.show();
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
    let done = Callback::new(move |Named { name, refocus }| {
        if renaming.get_untracked() != Some(index) {
            return;
        }
        renaming.set(None);
        if let Some(name) = name {
            desk.rename_variant(index, &name);
        }
        if refocus {
            OPEN.focus();
        }
    });
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
            <NameField label="Name of the variant" selected=name.encode_utf16().count() as u32 name=name.clone() done/>
        </Show>
    }
}
