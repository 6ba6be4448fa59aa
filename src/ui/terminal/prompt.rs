//! The line in which one types.

use super::screen::INTERRUPT;
use crate::ui::desk::Desk;
use leptos::{ev, html, prelude::*};

/// Enter types the line; ↑ and ↓ go through what was typed before; Ctrl-C interrupts, where it copies nothing.
#[component]
pub fn Prompt() -> impl IntoView {
    let desk = Desk::get();
    let field = NodeRef::<html::Input>::new();
    // How far back in what was typed the field is, and what stood in it before.
    let back = StoredValue::new((0_usize, String::new()));
    let type_now = move |text: &str| {
        back.set_value((0, String::new()));
        if let Some(field) = field.get_untracked() {
            field.set_value("");
        }
        desk.type_at(desk.terminal.get_untracked(), text);
    };
    let recall = move |earlier: bool| {
        let Some(field) = field.get_untracked() else {
            return;
        };
        let terminal = desk.terminal.get_untracked();
        let typed = untrack(|| desk.typed());
        let lines: Vec<String> = typed
            .into_iter()
            .filter(|typed| typed.terminal == terminal && typed.line != INTERRUPT)
            .map(|typed| typed.line)
            .collect();
        let (depth, mut draft) = back.get_value();
        if depth == 0 {
            draft = field.value();
        }
        let depth = match earlier {
            true => (depth + 1).min(lines.len()),
            false => depth.saturating_sub(1),
        };
        let text = match depth {
            0 => draft.clone(),
            depth => lines[lines.len() - depth].clone(),
        };
        field.set_value(&text);
        let end = text.encode_utf16().count() as u32;
        let _ = field.set_selection_range(end, end);
        back.set_value((depth, draft));
    };
    let on_keydown = move |event: ev::KeyboardEvent| {
        let Some(element) = field.get_untracked() else {
            return;
        };
        if event.is_composing() {
            return;
        }
        match event.key().as_str() {
            "Enter" if !event.ctrl_key() && !event.meta_key() => type_now(&element.value()),
            "ArrowUp" => recall(true),
            "ArrowDown" => recall(false),
            // A terminal's own key, on a Mac as well. Where something is selected, it copies.
            "c" if event.ctrl_key() && !event.shift_key() && !is_selected(&element) => {
                match element.value().is_empty() {
                    true => type_now(INTERRUPT),
                    false => element.set_value(""),
                }
            }
            "l" if event.ctrl_key() => desk.clear_terminal(desk.terminal.get_untracked()),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    let on_paste = move |event: ev::ClipboardEvent| {
        let text = event
            .clipboard_data()
            .and_then(|data| data.get_data("text").ok())
            .unwrap_or_default();
        // One line is edited before it is typed.
        if text.trim_end().contains('\n') {
            event.prevent_default();
            let before = field.get_untracked().map(|field| field.value());
            type_now(&format!("{}{text}", before.unwrap_or_default()));
        }
    };
    view! {
        <div class="terminal-prompt">
            <label class="prompt-line">
                <span class="prompt" aria-hidden="true">"$"</span>
                <input
                    class="code"
                    data-testid="terminal-input"
                    aria-label=move || format!("Type at terminal {}", desk.terminal.get())
                    placeholder="Type a command"
                    spellcheck="false"
                    autocapitalize="off"
                    autocomplete="off"
                    enterkeyhint="send"
                    node_ref=field
                    on:keydown=on_keydown
                    on:paste=on_paste
                />
            </label>
            <button
                class="button bare"
                aria-label="^C: interrupt what runs here"
                title="Interrupt what runs here (Ctrl-C)"
                on:click=move |_| type_now(INTERRUPT)
            >
                {INTERRUPT}
            </button>
        </div>
    }
}

/// Whether there is something to copy.
fn is_selected(field: &web_sys::HtmlInputElement) -> bool {
    let start = field.selection_start().ok().flatten();
    let end = field.selection_end().ok().flatten();
    start != end
}
