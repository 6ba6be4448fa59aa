//! The picker: examples, earlier work, an empty script.

use super::{
    desk::{Desk, Float},
    icon::{Glyph, icon},
    keep::Kept,
};
use crate::{
    playground::{EXAMPLES, Example},
    trace::number::grouped,
};
use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast;

/// One line of the picker.
#[derive(Clone, Debug, PartialEq)]
enum Choice {
    Earlier(Kept),
    Blank,
    Example(&'static Example),
}

impl Choice {
    fn group(&self) -> &'static str {
        match self {
            Self::Earlier(_) => "Yours",
            Self::Blank => "New",
            Self::Example(example) => example.level.title(),
        }
    }

    fn title(&self) -> String {
        match self {
            Self::Earlier(kept) => kept.title.clone(),
            Self::Blank => "Empty script".to_owned(),
            Self::Example(example) => example.title.to_owned(),
        }
    }

    fn summary(&self) -> String {
        match self {
            Self::Earlier(kept) => {
                let lines = kept.lines();
                let plural = if lines == 1 { "" } else { "s" };
                format!("Your earlier work, {} line{plural}.", grouped(lines))
            }
            Self::Blank => "Start from nothing.".to_owned(),
            Self::Example(example) => example.summary.to_owned(),
        }
    }

    /// Every typed word occurs somewhere.
    fn matches(&self, typed: &str) -> bool {
        let variants = match self {
            Self::Example(example) => example
                .variants
                .iter()
                .map(|(name, _)| *name)
                .collect::<Vec<_>>()
                .join(" "),
            _ => String::new(),
        };
        let all = format!(
            "{} {} {} {variants}",
            self.group(),
            self.title(),
            self.summary()
        )
        .to_lowercase();
        typed
            .to_lowercase()
            .split_whitespace()
            .all(|word| all.contains(word))
    }
}

fn choices(earlier: &[Kept]) -> Vec<Choice> {
    let earlier = earlier.iter().cloned().map(Choice::Earlier);
    let examples = EXAMPLES.iter().map(Choice::Example);
    earlier.chain(examples).chain([Choice::Blank]).collect()
}

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
            aria-label=move || format!("{}: choose another example", desk.title.get())
            title="Examples"
            on:click=move |_| desk.toggle(Float::Examples)
        >
            <span class="title">{title}</span>
            <Show when=move || desk.edited.get()>
                <span class="edited">"edited"</span>
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
    // At first the examples: earlier work is replaced by nothing but a look at it.
    let marked = RwSignal::new(desk.earlier.with_untracked(Vec::len));
    let all = choices(&desk.earlier.read_untracked());
    let found = Memo::new(move |_| {
        let typed = typed.read();
        all.iter()
            .filter(|choice| choice.matches(&typed))
            .cloned()
            .collect::<Vec<_>>()
    });

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
            Choice::Earlier(kept) => desk.restore(&kept),
            Choice::Blank => desk.open_blank(),
        }
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
            aria-label="Examples"
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
                        aria-label="Find an example"
                        aria-expanded="true"
                        aria-controls="picker-list"
                        aria-autocomplete="list"
                        aria-activedescendant=move || format!("choice-{}", marked.get())
                        placeholder="Find an example"
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
                    {move || groups(&found.read(), marked, choose)}
                </div>
                <Show when=move || found.with(Vec::is_empty)>
                    <p class="nothing">"No example has these words."</p>
                </Show>
            </div>
        </dialog>
    }
}

/// The choices under the headings of their groups.
fn groups(
    found: &[Choice],
    marked: RwSignal<usize>,
    choose: Callback<usize>,
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
                        </div>
                    }
                })
                .collect_view();
            view! {
                <div role="group" aria-label=heading>
                    <p class="group-heading" aria-hidden="true">{heading}</p>
                    {options}
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typing_finds_by_every_word() {
        let found = |typed: &str| {
            choices(&[])
                .iter()
                .filter(|choice| choice.matches(typed))
                .map(Choice::title)
                .collect::<Vec<_>>()
        };
        assert_eq!(found("").len(), EXAMPLES.len() + 1);
        assert!(found("COFFEE").contains(&"Coffee bar".to_owned()));
        assert!(found("coffee gather").contains(&"Coffee bar".to_owned()));
        assert_eq!(found("coffee zebra"), Vec::<String>::new());
    }
}
