//! The tabs of the script and the files beside it. Where there are none, there is no row of them.

use crate::ui::{
    desk::Desk,
    draft::{FileId, shown_name},
    icon::{Glyph, icon},
};
use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast;

/// Which file is being named, and whether it has just been added.
pub type Naming = RwSignal<Option<(FileId, bool)>>;

/// One tab: the script's has no file.
type Tab = (Option<FileId>, String);

/// A button that adds a file.
#[component]
pub fn AddFile(
    /// Which file is being named.
    naming: Naming,
) -> impl IntoView {
    let desk = Desk::get();
    view! {
        <button
            class="button bare square"
            aria-label="Add a file"
            title="Add a file beside the script"
            on:click=move |_| {
                if let Some(file) = desk.add_file() {
                    naming.set(Some((file, true)));
                }
            }
        >
            {icon(Glyph::AddFile)}
        </button>
    }
}

/// Whether the open variant has files beside its script.
pub fn has_files(desk: Desk) -> Memo<bool> {
    Memo::new(move |_| {
        let some = desk.of_active(|draft| !draft.files.is_empty());
        some.unwrap_or(false)
    })
}

/// The row.
#[component]
pub fn FileTabs(
    /// Which file is being named.
    naming: Naming,
) -> impl IntoView {
    let desk = Desk::get();
    let some = has_files(desk);
    view! {
        <Show when=move || some.get()>
            <Row naming/>
        </Show>
    }
}

#[component]
fn Row(naming: Naming) -> impl IntoView {
    let desk = Desk::get();
    let tabs = Memo::new(move |_| {
        let tabs = desk.of_active(|draft| {
            let script: Tab = (None, draft.script_name().to_owned());
            let files = draft.files.iter();
            let files = files.map(|file| (Some(file.id), file.path.clone()));
            [script].into_iter().chain(files).collect::<Vec<Tab>>()
        });
        tabs.unwrap_or_default()
    });
    let shown = Memo::new(move |_| desk.file_shown());

    let on_keydown = move |event: ev::KeyboardEvent| {
        if naming.get_untracked().is_some() || event.shift_key() {
            return;
        }
        let tabs = tabs.get_untracked();
        let file = shown.get_untracked();
        let place = tabs.iter().position(|(id, _)| *id == file).unwrap_or(0);
        let target = match (event.key().as_str(), file) {
            ("ArrowLeft", _) => (place + tabs.len() - 1) % tabs.len(),
            ("ArrowRight", _) => (place + 1) % tabs.len(),
            ("Home", _) => 0,
            ("End", _) => tabs.len() - 1,
            ("F2", Some(file)) => {
                event.prevent_default();
                naming.set(Some((file, false)));
                return;
            }
            ("Delete", Some(file)) => {
                event.prevent_default();
                desk.delete_file(file);
                request_animation_frame(focus_shown_tab);
                return;
            }
            _ => return,
        };
        event.prevent_default();
        event.stop_propagation();
        desk.show_file(tabs[target].0);
        request_animation_frame(focus_shown_tab);
    };
    // The one that is shown is always in sight.
    Effect::new(move |_| {
        shown.track();
        tabs.track();
        request_animation_frame(move || {
            if let Some(tab) = shown_tab() {
                let options = web_sys::ScrollIntoViewOptions::new();
                options.set_block(web_sys::ScrollLogicalPosition::Nearest);
                options.set_inline(web_sys::ScrollLogicalPosition::Nearest);
                tab.scroll_into_view_with_scroll_into_view_options(&options);
            }
        });
    });
    let is_script = move || shown.get().is_none();

    view! {
        <div class="tabs-bar files-bar">
            <div class="tabs" role="tablist" aria-label="Files" on:keydown=on_keydown>
                <For
                    each=move || tabs.get()
                    key=Clone::clone
                    children=move |(file, path)| view! { <FileTab file path shown naming/> }
                />
            </div>
            <AddFile naming/>
            <span class="spring"></span>
            <button
                class="button bare square"
                aria-label="Rename the file"
                title="Rename (F2)"
                disabled=is_script
                on:click=move |_| naming.set(shown.get_untracked().map(|file| (file, false)))
            >
                {icon(Glyph::Pencil)}
            </button>
            <button
                class="button bare square"
                aria-label="Delete the file"
                title="Delete"
                disabled=is_script
                on:click=move |_| {
                    if let Some(file) = shown.get_untracked() {
                        desk.delete_file(file);
                    }
                }
            >
                {icon(Glyph::Bin)}
            </button>
        </div>
    }
}

#[component]
fn FileTab(
    file: Option<FileId>,
    path: String,
    shown: Memo<Option<FileId>>,
    naming: Naming,
) -> impl IntoView {
    let desk = Desk::get();
    let is_shown = move || shown.get() == file;
    let is_named = move || {
        let named = naming.get().map(|(named, _)| named);
        named.is_some() && named == file
    };
    let label = shown_name(&path);
    let whole = path.clone();
    let is_cut = label != path;
    view! {
        <Show
            when=is_named
            fallback=move || {
                view! {
                    <button
                        role="tab"
                        class="tab"
                        data-testid="file-tab"
                        title=is_cut.then(|| whole.clone())
                        aria-label=is_cut.then(|| whole.clone())
                        aria-selected=move || is_shown().to_string()
                        aria-controls="editor"
                        tabindex=move || if is_shown() { "0" } else { "-1" }
                        on:click=move |_| desk.show_file(file)
                        on:dblclick=move |_| naming.set(file.map(|file| (file, false)))
                    >
                        {label.clone()}
                    </button>
                }
            }
        >
            <PathField path=path.clone() naming/>
        </Show>
    }
}

/// The field in which a file is named: Enter takes the path, Escape leaves the old one, or takes a new file back.
#[component]
fn PathField(path: String, naming: Naming) -> impl IntoView {
    let desk = Desk::get();
    let field = NodeRef::<html::Input>::new();
    let stem = path.rfind('.').filter(|dot| *dot > 0).unwrap_or(path.len());
    let stem = path[..stem].encode_utf16().count() as u32;
    field.on_load(move |field| {
        request_animation_frame(move || {
            let _ = field.focus();
            // Its ending is mostly what it should be.
            let _ = field.set_selection_range(0, stem);
        });
    });
    let finish = move |take: bool, refocus: bool| {
        let Some((file, fresh)) = naming.get_untracked() else {
            return;
        };
        let typed = field.get_untracked().map(|field| field.value());
        naming.set(None);
        match typed {
            Some(typed) if take => desk.rename_file(file, &typed),
            _ if fresh => desk.drop_file(file),
            _ => {}
        }
        if refocus {
            request_animation_frame(focus_shown_tab);
        }
    };
    view! {
        <input
            class="tab-name"
            aria-label="Path of the file"
            spellcheck="false"
            autocapitalize="off"
            autocomplete="off"
            prop:value=path
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

fn shown_tab() -> Option<web_sys::HtmlElement> {
    let shown = document().query_selector(".files-bar [role=tab][aria-selected=true]");
    shown.ok().flatten()?.dyn_into().ok()
}

fn focus_shown_tab() {
    if let Some(tab) = shown_tab() {
        let _ = tab.focus();
    }
}
