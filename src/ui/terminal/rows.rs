//! One row of a terminal, drawn.

use super::screen::{Kind, Row};
use crate::ui::{
    console::transcript::{Piece, drawn, pieces},
    desk::Desk,
    icon::{Glyph, icon},
    time::moment,
};
use leptos::{ev, html, prelude::*};
use trace::number::grouped;

/// What is later than the cursor is quieter: it has not happened yet. A press on a row puts the cursor there.
#[component]
pub fn TerminalRow(
    /// The row.
    row: Row,
) -> impl IntoView {
    let desk = Desk::get();
    let at = row.at;
    let later = move || at.is_some_and(|(at, event)| desk.look.is_later(at, event));
    let go = move |_| {
        if let Some((at, event)) = at.filter(|_| !is_selecting()) {
            desk.look.stand_at(at, event);
        }
    };
    let class = match row.kind {
        Kind::Typed(_) => "row typed",
        Kind::Stdout => "row out",
        Kind::Stderr => "row err",
        Kind::Note => "row note",
    };
    let title = match (row.at, row.kind) {
        (Some((at, _)), _) => format!("At {}", moment(at)),
        (None, Kind::Typed(_)) => "Not typed in this run".to_owned(),
        (None, _) => String::new(),
    };
    let content = match row.kind {
        Kind::Typed(place) => view! { <TypedLine place text=row.text/> }.into_any(),
        _ => view! { <Output text=row.text/> }.into_any(),
    };
    view! {
        <div class=class class:later=later class:untyped=at.is_none() title=title on:click=go>
            {content}
        </div>
    }
}

/// Whether a press ended a selection of text.
fn is_selecting() -> bool {
    let selection = window().get_selection().ok().flatten();
    selection.is_some_and(|selection| !selection.is_collapsed())
}

#[component]
fn Output(text: String) -> impl IntoView {
    let desk = Desk::get();
    let files = desk.files_of_open();
    let (shown, left_out) = drawn(&text);
    let pieces = pieces(shown, &files)
        .into_iter()
        .map(|piece| match piece {
            Piece::Plain(text) => text.to_owned().into_any(),
            Piece::Link(text, file, number) => {
                let file = files[file].clone();
                let show = move |event: ev::MouseEvent| {
                    event.stop_propagation();
                    desk.reveal_in(desk.look.open.get_untracked(), &file, number);
                };
                view! {
                    <button class="line-link" title="Show this line in the editor" on:click=show>
                        {text.to_owned()}
                    </button>
                }
                .into_any()
            }
        })
        .collect_view();
    let rest = (left_out > 0).then(|| {
        view! { <span class="rest">{format!("… {} more characters", grouped(left_out))}</span> }
    });
    view! { <span class="text">{pieces} {rest}</span> }
}

/// A line that is typed: it can be changed and removed, where it is known which one it is.
#[component]
fn TypedLine(place: Option<usize>, text: String) -> impl IntoView {
    let desk = Desk::get();
    let editing = RwSignal::new(false);
    let words = StoredValue::new(text);
    let change = move |event: ev::MouseEvent| {
        event.stop_propagation();
        editing.set(place.is_some());
    };
    let buttons = place.map(|place| {
        view! {
            <span class="row-buttons">
                <button
                    class="button bare square"
                    aria-label=format!("Change “{}”", words.get_value())
                    title="Change this line (double click)"
                    on:click=change
                >
                    {icon(Glyph::Pencil)}
                </button>
                <button
                    class="button bare square"
                    aria-label=format!("Remove “{}”", words.get_value())
                    title="Remove this line"
                    on:click=move |event: ev::MouseEvent| {
                        event.stop_propagation();
                        desk.remove_typed(place);
                    }
                >
                    {icon(Glyph::Close)}
                </button>
            </span>
        }
    });
    view! {
        <span class="prompt" aria-hidden="true">"$ "</span>
        <Show
            when=move || editing.get()
            fallback=move || {
                view! { <span class="text" on:dblclick=change>{words.get_value()}</span> }
            }
        >
            <ChangeField place=place.unwrap_or_default() text=words.get_value() editing/>
        </Show>
        {buttons}
    }
}

/// The field in which a typed line is changed: Enter takes it, Escape leaves the old one.
#[component]
fn ChangeField(place: usize, text: String, editing: RwSignal<bool>) -> impl IntoView {
    let desk = Desk::get();
    let field = NodeRef::<html::Input>::new();
    field.on_load(|field| {
        request_animation_frame(move || {
            let _ = field.focus();
        });
    });
    let finish = move |take: bool| {
        if !editing.get_untracked() {
            return;
        }
        let typed = field.get_untracked().map(|field| field.value());
        editing.set(false);
        if let Some(typed) = typed.filter(|_| take) {
            desk.retype(place, &typed);
        }
    };
    view! {
        <input
            class="row-field"
            aria-label="The typed line"
            spellcheck="false"
            autocapitalize="off"
            autocomplete="off"
            prop:value=text
            node_ref=field
            on:click=|event| event.stop_propagation()
            on:blur=move |_| finish(true)
            on:keydown=move |event: ev::KeyboardEvent| {
                match event.key().as_str() {
                    "Enter" => finish(true),
                    "Escape" => finish(false),
                    _ => return,
                }
                event.prevent_default();
                event.stop_propagation();
            }
        />
    }
}
