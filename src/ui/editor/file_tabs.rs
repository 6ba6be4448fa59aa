//! The tabs of the script and the files beside it. Where there are none, there is no row of them.

use super::tab::{NameField, Named, SelectedTab};
use crate::ui::{
    desk::Desk,
    draft::{FileId, shown_name},
    icon::{Glyph, icon},
};
use leptos::{ev, prelude::*};

const SHOWN: SelectedTab = SelectedTab(".files-bar");

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
                SHOWN.focus();
                return;
            }
            _ => return,
        };
        event.prevent_default();
        event.stop_propagation();
        desk.show_file(tabs[target].0);
        SHOWN.focus();
    };
    // The one that is shown is always in sight.
    Effect::new(move |_| {
        shown.track();
        tabs.track();
        SHOWN.show();
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
    let done = Callback::new(move |Named { name, refocus }| {
        let Some((file, fresh)) = naming.get_untracked() else {
            return;
        };
        naming.set(None);
        match name {
            Some(path) => desk.rename_file(file, &path),
            // A new file is taken back.
            None if fresh => desk.drop_file(file),
            None => {}
        }
        if refocus {
            SHOWN.focus();
        }
    });
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
            <NameField label="Path of the file" selected=stem(&path) name=path.clone() done/>
        </Show>
    }
}

/// How much of a path is to be named, in UTF-16 units: its ending is mostly what it should be.
fn stem(path: &str) -> u32 {
    let end = path.rfind('.').filter(|dot| *dot > 0).unwrap_or(path.len());
    path[..end].encode_utf16().count() as u32
}
