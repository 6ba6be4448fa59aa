//! The requests of the open variant's run.

use super::{
    page::Pages,
    panel::CLIENT,
    words::{kind, words},
};
use crate::ui::{
    desk::Desk,
    icon::{Glyph, icon},
    panels::PANELS,
    run::Run,
    sorting,
};
use leptos::{ev, prelude::*};
use std::sync::Arc;
use trace::{
    number::{bare, grouped},
    views::requests::{Column, RequestRow, request_rows, sort, sum},
};

/// How many rows are drawn: sorting brings the others up.
const MOST: usize = 400;

/// The rows of the open variant's run, in the order of asking; nothing while nobody sees them.
fn rows(desk: Desk) -> Memo<Option<Arc<Vec<RequestRow>>>> {
    let run = Memo::new(move |_| {
        let panel = PANELS.iter().find(|panel| panel.key == CLIENT)?;
        let open = desk.look.open.get();
        let run = |runs: &Vec<Run>| runs.get(open).cloned();
        desk.shows(panel)
            .then(|| desk.look.runs.with(run))
            .flatten()
    });
    Memo::new(move |_| {
        let run = run.get()?;
        let recording = run.record.read();
        Some(Arc::new(request_rows(recording.trace())))
    })
}

/// The table, and what all requests come to.
#[component]
pub fn RequestTable(pages: Pages) -> impl IntoView {
    let desk = Desk::get();
    let rows = rows(desk);
    // The rows that were answered with a page, and the typed lines that they are of.
    let answered = Memo::new(move |_| {
        let rows = rows.get();
        rows.map(|_| pages.that_came()).unwrap_or_default()
    });
    // What a handler asks for meanwhile comes after the request that it answers.
    let page = move |row: &RequestRow| {
        answered.with(|answered| {
            let mut answered = answered.iter();
            let (events, place) = answered.find(|(events, _)| events.contains(&row.event))?;
            let is_first = rows.with(|rows| {
                let mut rows = rows.iter().flat_map(|rows| rows.iter());
                rows.all(|other| other.event >= row.event || !events.contains(&other.event))
            });
            is_first.then_some(*place)
        })
    };
    let order = RwSignal::new((Column::Asked, false));
    let sorted = Memo::new(move |_| {
        let mut rows = rows.get()?.to_vec();
        let (column, descending) = order.get();
        sort(&mut rows, column, descending);
        Some(rows)
    });
    let count = move || sorted.with(|rows| rows.as_ref().map_or(0, Vec::len));
    let heading = move |column: Column| {
        let words = (column.name(), about(column));
        sorting::heading(order, column, words, column.most_first())
    };
    let body = move || {
        let rows = sorted.get().unwrap_or_default();
        let rows = rows.into_iter().take(MOST);
        rows.map(|row| {
            let page = page(&row);
            view! { <Row row page pages/> }
        })
        .collect_view()
    };
    let all = move || rows.with(|rows| rows.as_ref().map(|rows| words(&sum(rows))));
    view! {
        <Show
            when=move || { count() > 0 }
            fallback=|| {
                view! {
                    <p class="empty">
                        "No request yet. Each one that is made on this machine gets a row here: by Send, by curl and hey at a terminal, by the script itself."
                    </p>
                }
            }
        >
            <p class="client-sum">{all}</p>
            <table class="client-table">
                <caption class="for-ears">
                    "Requests of the open variant's run. Times in virtual seconds. A row's button moves the cursor to it."
                </caption>
                <thead>
                    <tr>{Column::ALL.map(heading).collect_view()}</tr>
                </thead>
                <tbody>{body}</tbody>
            </table>
            <Show when=move || { count() > MOST }>
                <p class="tasks-more">
                    {move || format!("{} more. Sort by a column to bring others up.", grouped(count() - MOST))}
                </p>
            </Show>
        </Show>
    }
}

/// What a column has, where its name does not say it.
fn about(column: Column) -> &'static str {
    match column {
        Column::Request => "Method and path",
        Column::Status => "The status of its answer, or why there is none",
        Column::Asked => "When it was made",
        Column::Took => "How long it took, until the last of its answer was there",
        Column::By => "The task or thread that asked; empty for a program at a terminal",
    }
}

/// `page`: the place of the typed line that was answered with a page.
#[component]
fn Row(row: RequestRow, page: Option<usize>, pages: Pages) -> impl IntoView {
    let desk = Desk::get();
    let (asked, event) = (row.asked, row.event);
    let is_later = move || desk.look.is_later(asked, event);
    let took = row.took().map_or_else(|| "–".to_owned(), bare);
    let what = format!("{} of {}", row.request, row.host);
    let page = page.map(|place| {
        let label = format!("Show the answer of {} as a page", row.request);
        let open = move |event: ev::MouseEvent| {
            event.stop_propagation();
            pages.open_line(place);
        };
        view! {
            <button class="client-page" title="Show the answer as a page" aria-label=label on:click=open>
                {icon(Glyph::Lens)}
            </button>
        }
    });
    view! {
        <tr
            class:later=is_later
            on:click=move |_| desk.look.point(asked, desk.look.latest_end())
        >
            <th scope="row">
                <div class="client-request">
                    <button title=what>{row.request.clone()}</button>
                    {page}
                </div>
            </th>
            <td class="word" data-went=kind(&row)>
                {row.outcome()}
            </td>
            <td>{bare(row.asked)}</td>
            <td>{took}</td>
            <td class="word">{row.by.clone()}</td>
        </tr>
    }
}
