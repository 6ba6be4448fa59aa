//! One line of the console.

use super::transcript::{Kind, Line, Piece, drawn, pieces};
use crate::ui::{desk::Desk, time::moment};
use leptos::prelude::*;
use trace::number::grouped;

/// Time, task, text. What is later than the cursor is quieter: it has not happened yet.
#[component]
pub fn ConsoleLine(
    /// What was written.
    line: Line,
) -> impl IntoView {
    let desk = Desk::get();
    let (at, event) = (line.at, line.event);
    let later = move || desk.look.is_later(at, event);
    let class = match line.kind {
        Kind::Stdout => "line out",
        Kind::Stderr => "line err",
        Kind::Note => "line note",
    };
    // A traceback needs the room, and nobody is named before it.
    let wide = line.task.is_none() && line.kind != Kind::Stdout;
    let task = line.task.map(|name| {
        let (title, task) = (name.clone(), name.clone());
        let colour = move || desk.look.colour(desk.look.open.get(), &task);
        view! {
            <span class="task" title=title>
                <span class="chip" style:background-color=colour></span>
                <span class="task-name">{name}</span>
            </span>
        }
    });
    let stream = (line.kind == Kind::Stderr && !line.goes_on)
        .then(|| view! { <span class="stream">"stderr"</span> });
    let (shown, left_out) = drawn(&line.text);
    let files = desk.files_of_open();
    let text = pieces(shown, &files)
        .into_iter()
        .map(|piece| match piece {
            Piece::Plain(text) => text.to_owned().into_any(),
            Piece::Link(text, file, number) => {
                let file = files[file].clone();
                let show = move |_| desk.reveal_in(desk.look.open.get_untracked(), &file, number);
                view! {
                    <button class="line-link" title="Show this line in the script" on:click=show>
                        {text.to_owned()}
                    </button>
                }
                .into_any()
            }
        })
        .collect_view();
    let rest = (left_out > 0).then(|| {
        view! { <span class="rest">{format!("… {} more characters; the copy has them", grouped(left_out))}</span> }
    });
    view! {
        <div
            class=class
            class:later=later
            class:goes-on=line.goes_on
            class:of-library=line.of_library
            class:wide=wide
        >
            <span class="at">{moment(at)}</span>
            <span class="who">{task}</span>
            <span class="text">{stream} {text} {rest}</span>
        </div>
    }
}
