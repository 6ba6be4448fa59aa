//! The picker: examples, earlier work, an empty script.

use super::{
    choice::{Choice, choices, found as those_found},
    desk::{Desk, Float},
    icon::{Glyph, icon},
    keep::{
        Shelved,
        storage::{self, Keeping},
    },
};
use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast;

/// The playground's title, which opens the picker.
#[component]
pub fn ExamplesButton() -> impl IntoView {
    let desk = Desk::get();
    let is_open = move || desk.float.get() == Some(Float::Examples);
    let title = move || desk.title.get();
    Effect::new(move |_| document().set_title(&format!("{} · Loopscope", desk.title.get())));
    view! {
        <button
            class="button bare title-button"
            data-testid="examples"
            aria-haspopup="dialog"
            aria-expanded=move || is_open().to_string()
            aria-label=move || {
                // What is seen on it is a part of what it is called.
                let edited = match (desk.edited.get(), desk.keeping.get()) {
                    (false, _) => "",
                    (true, Keeping::Safe) => " edited",
                    (true, _) => " edited, not kept",
                };
                format!("{}{edited}: choose another example", desk.title.get())
            }
            title="Examples and kept work"
            on:click=move |_| desk.toggle(Float::Examples)
        >
            <span class="title">{title}</span>
            " "
            <Show when=move || desk.edited.get()>
                <span class="edited" class:unkept=move || desk.keeping.get() != Keeping::Safe>
                    {move || match desk.keeping.get() {
                        Keeping::Safe => "edited",
                        _ => "edited, not kept",
                    }}
                </span>
            </Show>
            {icon(Glyph::Down)}
        </button>
        <Show when=is_open>
            <Picker/>
        </Show>
    }
}

/// The dialog: type to filter, arrows to move, Enter to open, Escape to leave.
#[component]
fn Picker() -> impl IntoView {
    let desk = Desk::get();
    let dialog = NodeRef::<html::Dialog>::new();
    let field = NodeRef::<html::Input>::new();
    let typed = RwSignal::new(String::new());
    let shelf = RwSignal::new(desk.shelf());
    let result = Memo::new(move |_| {
        let all = choices(&shelf.read(), storage::now());
        those_found(&all, &typed.read())
    });
    let found = Memo::new(move |_| result.with(|(found, _)| found.clone()));
    let left_out = Memo::new(move |_| result.with(|(_, left_out)| *left_out));
    // At first the examples: kept work is there for whoever looks for it.
    let marked = RwSignal::new(found.with_untracked(|found| {
        let kept = found
            .iter()
            .take_while(|choice| matches!(choice, Choice::Kept(..)));
        kept.count()
    }));

    // A modal dialog of the browser's own: it keeps the focus inside and gives it back afterwards.
    dialog.on_load(|dialog| {
        request_animation_frame(move || {
            let _ = dialog.show_modal();
        });
    });

    let choose = Callback::new(move |index: usize| {
        let Some(choice) = found.with_untracked(|found| found.get(index).cloned()) else {
            return;
        };
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
        match choice {
            Choice::Example(example) => desk.open_example(example),
            Choice::Kept(kept, _) => desk.restore(&kept),
            Choice::Blank => desk.open_blank(),
        }
    });

    let forget = Callback::new(move |kept: Shelved| {
        desk.forget_work(&kept);
        shelf.set(desk.shelf());
        marked.update(|marked| {
            *marked = (*marked).min(found.with_untracked(Vec::len).saturating_sub(1))
        });
    });

    let on_keydown = move |event: ev::KeyboardEvent| {
        event.stop_propagation();
        let count = found.with_untracked(Vec::len);
        let last = count.saturating_sub(1);
        let target = match event.key().as_str() {
            "ArrowDown" => (marked.get_untracked() + 1) % count.max(1),
            "ArrowUp" => (marked.get_untracked() + last) % count.max(1),
            "PageDown" => (marked.get_untracked() + 5).min(last),
            "PageUp" => marked.get_untracked().saturating_sub(5),
            "Enter" => {
                event.prevent_default();
                choose.run(marked.get_untracked());
                return;
            }
            // Where it would not delete a letter.
            "Delete" if typed.with_untracked(String::is_empty) => {
                let kept = found.with_untracked(|found| match found.get(marked.get_untracked()) {
                    Some(Choice::Kept(kept, _)) => Some(kept.clone()),
                    _ => None,
                });
                if let Some(kept) = kept {
                    event.prevent_default();
                    forget.run(kept);
                }
                return;
            }
            "k" | "K" if event.meta_key() || event.ctrl_key() => {
                event.prevent_default();
                if let Some(dialog) = dialog.get_untracked() {
                    dialog.close();
                }
                return;
            }
            _ => return,
        };
        event.prevent_default();
        marked.set(target);
        request_animation_frame(move || show_option(target));
    };

    // A press on the backdrop has the dialog itself as its target: everything inside is inside a child.
    let on_pointerdown = move |event: ev::PointerEvent| {
        let Some(dialog) = dialog.get_untracked() else {
            return;
        };
        let target = event
            .target()
            .and_then(|target| target.dyn_into::<web_sys::Node>().ok());
        if target.is_some_and(|target| dialog.is_same_node(Some(&target))) {
            dialog.close();
        }
    };

    view! {
        <dialog
            class="picker"
            aria-label="Examples and kept work"
            node_ref=dialog
            on:close=move |_| desk.float.set(None)
            on:keydown=on_keydown
            on:pointerdown=on_pointerdown
        >
            <div class="picker-body">
                <label class="search">
                    {icon(Glyph::Search)}
                    <input
                        type="text"
                        role="combobox"
                        aria-label="Find an example or kept work"
                        aria-expanded="true"
                        aria-controls="picker-list"
                        aria-autocomplete="list"
                        aria-activedescendant=move || format!("choice-{}", marked.get())
                        placeholder="Find an example or kept work"
                        autocomplete="off"
                        spellcheck="false"
                        autofocus
                        node_ref=field
                        on:input=move |event| {
                            typed.set(event_target_value(&event));
                            marked.set(0);
                        }
                    />
                    <kbd aria-hidden="true">"Esc"</kbd>
                </label>
                <div id="picker-list" class="choices" role="listbox" aria-label="Examples" tabindex="-1">
                    {move || groups(&found.read(), left_out.get(), marked, choose, forget)}
                </div>
                <Show when=move || found.with(Vec::is_empty)>
                    <p class="nothing">"Nothing here has these words."</p>
                </Show>
            </div>
        </dialog>
    }
}

/// The choices under the headings of their groups.
fn groups(
    found: &[Choice],
    left_out: usize,
    marked: RwSignal<usize>,
    choose: Callback<usize>,
    forget: Callback<Shelved>,
) -> impl IntoView + use<> {
    let mut start = 0;
    found
        .chunk_by(|one, next| one.group() == next.group())
        .map(|chunk| {
            let first = start;
            start += chunk.len();
            let heading = chunk[0].group();
            let options = chunk
                .iter()
                .enumerate()
                .map(|(offset, choice)| {
                    let index = first + offset;
                    let kept = match choice {
                        Choice::Kept(kept, _) => Some(kept.clone()),
                        _ => None,
                    };
                    let bin = kept.map(|kept| {
                        let name = format!("Delete {}", kept.work.title);
                        view! {
                            <span
                                class="choice-bin"
                                title=name
                                aria-hidden="true"
                                on:click=move |event| {
                                    event.stop_propagation();
                                    forget.run(kept.clone());
                                }
                            >
                                {icon(Glyph::Bin)}
                            </span>
                        }
                    });
                    view! {
                        <div
                            id=format!("choice-{index}")
                            class="choice"
                            role="option"
                            aria-selected=move || (marked.get() == index).to_string()
                            on:click=move |_| choose.run(index)
                            on:pointermove=move |_| {
                                if marked.get_untracked() != index {
                                    marked.set(index);
                                }
                            }
                        >
                            <span class="choice-title">{choice.title()}</span>
                            " "
                            <span class="choice-summary">{choice.summary()}</span>
                            {bin}
                        </div>
                    }
                })
                .collect_view();
            let more = (left_out > 0 && matches!(chunk[0], Choice::Kept(..))).then(|| {
                view! { <p class="choices-more">{format!("{left_out} more: type to find them.")}</p> }
            });
            view! {
                <div role="group" aria-label=heading>
                    <p class="group-heading" aria-hidden="true">{heading}</p>
                    {options}
                    {more}
                </div>
            }
        })
        .collect_view()
}

fn show_option(index: usize) {
    if let Some(option) = document().get_element_by_id(&format!("choice-{index}")) {
        let options = web_sys::ScrollIntoViewOptions::new();
        options.set_block(web_sys::ScrollLogicalPosition::Nearest);
        option.scroll_into_view_with_scroll_into_view_options(&options);
    }
}
