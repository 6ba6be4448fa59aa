//! The panel itself.

use super::place::place;
use crate::ui::{
    console::{UpTo, WhoseOutput},
    desk::Desk,
    panels::{PANELS, PanelTabs},
    panes::Area,
    run::Run,
    sorting,
};
use leptos::{html, prelude::*};
use std::sync::Arc;
use trace::{
    number::{bare, grouped},
    views::tasks::{Column, TaskRow, sort, task_rows},
};

/// How many rows are drawn: sorting brings the others up.
const MOST: usize = 400;

/// The panel.
#[component]
pub fn TasksPanel() -> impl IntoView {
    view! {
        <div class="pane-bar">
            <PanelTabs area=Area::Output/>
            <WhoseOutput/>
            <span class="spring"></span>
            <UpTo/>
        </div>
        <Table/>
    }
}

/// The rows of the open variant's run, in the order of their lanes; nothing while nobody sees them.
fn rows(desk: Desk) -> Memo<Option<Arc<Vec<TaskRow>>>> {
    let run = Memo::new(move |_| {
        let panel = PANELS.iter().find(|panel| panel.key == "tasks")?;
        let open = desk.look.open.get();
        let run = |runs: &Vec<Run>| runs.get(open).cloned();
        desk.shows(panel)
            .then(|| desk.look.runs.with(run))
            .flatten()
    });
    Memo::new(move |_| {
        let run = run.get()?;
        let recording = run.record.read();
        Some(Arc::new(task_rows(recording.trace(), &run.timeline)))
    })
}

#[component]
fn Table() -> impl IntoView {
    let desk = Desk::get();
    let rows = rows(desk);
    let order = RwSignal::new((Column::Created, false));
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
    let look_at = Callback::new(move |row: TaskRow| {
        let open = desk.look.open.get_untracked();
        let (column, _) = order.get_untracked();
        let found = desk
            .look
            .timelines
            .with_untracked(|timelines| place(open, timelines.get(open)?, &row, column));
        if let Some((spot, at)) = found {
            desk.look.selection.set(Some(spot));
            desk.look.point(at, desk.look.latest_end());
        }
    });
    let body = move || {
        let rows = sorted.get().unwrap_or_default();
        let rows = rows.into_iter().take(MOST);
        rows.map(|row| view! { <Row row look_at/> }).collect_view()
    };
    let place = NodeRef::<html::Div>::new();
    view! {
        <div class="tasks" role="group" aria-label="Tasks" tabindex="0" node_ref=place>
            <table>
                <caption class="for-ears">
                    "Tasks and threads of the open variant. Times in virtual seconds. A row's button moves the cursor to it."
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
            <Show when=move || { count() == 0 }>
                <p class="empty">"No task yet. Each task and thread of a run gets a row here."</p>
            </Show>
        </div>
    }
}

/// What a column has, where its name does not say it.
fn about(column: Column) -> &'static str {
    match column {
        Column::Name => "Tasks and threads by name",
        Column::End => "How it stands at the end of the run",
        Column::Created => "When it was created",
        Column::Ended => "When it ended",
        Column::Waited => "How long it waited for something outside itself",
        Column::Held => "How long it held the loop in one go",
        Column::Ran => "How long it ran",
        Column::Ready => "How long it could have run while another held the loop",
        Column::Steps => "How often it was given the loop",
    }
}

#[component]
fn Row(row: TaskRow, look_at: Callback<TaskRow>) -> impl IntoView {
    let desk = Desk::get();
    let lane = row.lane;
    let selected = move || {
        let spot = desk.look.selection.get();
        spot.is_some_and(|spot| spot.lane == lane && spot.run == desk.look.open.get())
    };
    let colour = {
        let name = row.name.clone();
        move || desk.look.colour(desk.look.open.get(), &name)
    };
    // What is nothing is not worth reading.
    let time = |seconds: f64| match seconds {
        0.0 => "–".to_owned(),
        seconds => bare(seconds),
    };
    let ended = row.ended.map_or_else(|| "–".to_owned(), bare);
    let chosen = row.clone();
    view! {
        <tr aria-current=move || selected().then_some("true") on:click=move |_| look_at.run(chosen.clone())>
            <th scope="row">
                <button title=row.name.clone()>
                    <span class="chip" style:background-color=colour></span>
                    <span>{row.name.clone()}</span>
                </button>
            </th>
            <td class="word" data-end=row.end.name()>
                {row.end.name()}
            </td>
            <td>{bare(row.created)}</td>
            <td>{ended}</td>
            <td>{time(row.waited)}</td>
            <td>{time(row.held)}</td>
            <td>{time(row.ran)}</td>
            <td>{time(row.ready)}</td>
            <td>{grouped(row.steps)}</td>
        </tr>
    }
}
