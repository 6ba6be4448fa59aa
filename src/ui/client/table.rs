//! The requests of the open variant's run.

use super::{
    panel::CLIENT,
    words::{kind, words},
};
use crate::ui::{desk::Desk, panels::PANELS, run::Run};
use leptos::prelude::*;
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
pub fn RequestTable() -> impl IntoView {
    let desk = Desk::get();
    let rows = rows(desk);
    let order = RwSignal::new((Column::Asked, false));
    let sorted = Memo::new(move |_| {
        let mut rows = rows.get()?.to_vec();
        let (column, descending) = order.get();
        sort(&mut rows, column, descending);
        Some(rows)
    });
    let count = move || sorted.with(|rows| rows.as_ref().map_or(0, Vec::len));
    let heading = move |column: Column| {
        let sorted = move || match order.get() {
            (by, true) if by == column => "descending",
            (by, false) if by == column => "ascending",
            _ => "none",
        };
        let choose = move |_| {
            order.update(|(by, descending)| {
                *descending = if *by == column {
                    !*descending
                } else {
                    column.most_first()
                };
                *by = column;
            });
        };
        view! {
            <th scope="col" aria-sort=sorted>
                <button title=about(column) on:click=choose>
                    {column.name()}
                </button>
            </th>
        }
    };
    let body = move || {
        let rows = sorted.get().unwrap_or_default();
        let rows = rows.into_iter().take(MOST);
        rows.map(|row| view! { <Row row/> }).collect_view()
    };
    let all = move || rows.with(|rows| rows.as_ref().map(|rows| words(&sum(rows))));
    view! {
        <Show
            when=move || { count() > 0 }
            fallback=|| {
                view! {
                    <p class="empty">
                        "No request yet. Each one that curl or hey makes at a terminal gets a row here. A script's own requests are in the timeline."
                    </p>
                }
            }
        >
            <p class="client-sum">{all}</p>
            <table class="client-table">
                <caption class="for-ears">
                    "Requests of the open variant's clients. Times in virtual seconds. A row's button moves the cursor to it."
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
        Column::Status => "The status of its answer",
        Column::Asked => "When it was made",
        Column::Took => "How long it took, until all of its answer was there",
        Column::Bytes => "How long the body of its answer is",
    }
}

#[component]
fn Row(row: RequestRow) -> impl IntoView {
    let desk = Desk::get();
    let asked = row.asked;
    let is_later = move || desk.look.cursor.get().is_some_and(|cursor| cursor < asked);
    let number = |number: Option<String>| number.unwrap_or_else(|| "–".to_owned());
    let took = number(row.took().map(bare));
    let bytes = number(row.bytes.map(|bytes| grouped(bytes as usize)));
    let what = row.failed.clone().unwrap_or_else(|| row.url.clone());
    view! {
        <tr
            class:later=is_later
            on:click=move |_| desk.look.point(asked, desk.look.latest_end())
        >
            <th scope="row">
                <button title=what>
                    <b>{row.method.clone()}</b>
                    " "
                    <span>{row.path().to_owned()}</span>
                </button>
            </th>
            <td class="word" data-went=kind(&row) title=row.failed.clone()>
                {row.outcome()}
            </td>
            <td>{bare(row.asked)}</td>
            <td>{took}</td>
            <td>{bytes}</td>
        </tr>
    }
}
