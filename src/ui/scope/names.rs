//! The names of the lanes on the screen.

use super::{
    fold::Ends,
    hit::Spot,
    layout::{Kind, Row},
    model::Model,
    pointers::unfold,
};
use crate::ui::{
    icon::{Glyph, icon},
    look::Look,
    time::count,
};
use leptos::prelude::*;
use trace::{End, Lane, Owner};

/// Deeper lanes are not indented further.
const DEEPEST: u16 = 5;
/// A name with more letters than this keeps its last ones in view.
const LONG: usize = 14;
/// So many of them.
const ENDING: usize = 6;
/// How far a lane is indented under its creator, in CSS pixels.
const INDENT: f64 = 12.0;

/// A row on the screen: everything that its name depends on.
#[derive(Clone, Copy, PartialEq)]
struct Shown {
    index: usize,
    row: Row,
}

/// The names beside the lanes, or above them where there is little room.
#[component]
pub fn Names(
    /// What is shown.
    model: Model,
) -> impl IntoView {
    let shown = Memo::new(move |_| {
        let layout = model.layout.get();
        let (scroll, (_, height)) = (model.scroll.get(), model.size.get());
        layout
            .between(scroll, scroll + height)
            .map(|index| Shown {
                index,
                row: layout.rows[index],
            })
            .filter(|shown| shown.row.kind != Kind::Header)
            .collect::<Vec<_>>()
    });
    // A row that changes is another one: names come and go, and are never rewritten.
    let key = move |shown: &Shown| {
        let (lane, fold) = match shown.row.kind {
            Kind::Header | Kind::Turns => (0, None),
            Kind::Lane(lane) => (lane, None),
            Kind::Fold { fold, open } => (fold.first, Some((open, fold.end))),
        };
        let name = model.look.timelines.with(|timelines| {
            let lane = timelines.get(shown.row.run)?.lanes.get(lane)?;
            Some((lane.owner, lane.name.clone(), lane.depth))
        });
        let turns = shown.row.kind == Kind::Turns;
        (shown.row.run, turns, fold, name, shown.row.top.to_bits())
    };
    view! {
        <div
            class="scope-gutter"
            hidden=move || model.narrow()
            style:width=move || format!("{}px", model.division().gutter)
        ></div>
        <div
            class="scope-names"
            class:above=move || model.narrow()
            style:--scope-lane=move || {
                model.layout.with(|layout| format!("{}px", layout.lane_height))
            }
            style:transform=move || format!("translateY({}px)", -model.scroll.get())
        >
            <For each=move || shown.get() key let:shown>
                {row_name(model, shown)}
            </For>
        </div>
    }
}

fn row_name(model: Model, shown: Shown) -> AnyView {
    let Shown { index, row } = shown;
    let place = format!("translateY({}px)", row.top);
    let width = move || {
        let gutter = model.division().gutter;
        if gutter > 0.0 {
            format!("{gutter}px")
        } else {
            "100%".to_owned()
        }
    };
    let name_of = |lane: usize| {
        untrack(|| model.with_timeline(row.run, |timeline| timeline.lanes.get(lane).map(Name::of)))
            .flatten()
    };
    match row.kind {
        Kind::Header => ().into_any(),
        Kind::Turns if model.narrow() => ().into_any(),
        Kind::Turns => view! {
            <div class="scope-turns" aria-hidden="true" style:transform=place style:width=width>
                "turns of the loop"
            </div>
        }
        .into_any(),
        Kind::Lane(number) => match name_of(number) {
            Some(lane) => {
                let first = Spot {
                    run: row.run,
                    lane: number,
                    span: 0,
                };
                let title = lane.title();
                view! {
                    <div
                        class="scope-lane"
                        class:of-loop=lane.owner == Owner::Loop
                        class:selected=move || {
                            let selected = model.look.selection.get();
                            selected.is_some_and(|spot| (spot.run, spot.lane) == (row.run, number))
                        }
                        aria-hidden="true"
                        title=title
                        style:transform=place
                        style:width=width
                        style:padding-left=indent(lane.depth)
                        on:click=move |_| {
                            model.focus.set(Some(first));
                            model.look.open.set(row.run);
                        }
                    >
                        {chip(model.look, row.run, lane.owner, &lane.name)}
                        {both_ends(short(&lane.name))}
                        {of_variant(model, row.run)}
                        <button
                            type="button"
                            class="scope-pin"
                            class:pinned=move || model.is_pinned(row.run, lane.owner)
                            tabindex="-1"
                            title=move || match model.is_pinned(row.run, lane.owner) {
                                true => "No longer on top (T)",
                                false => "Keep on top (T)",
                            }
                            on:click=move |event| {
                                event.stop_propagation();
                                model.pin(first);
                            }
                        >
                            {icon(Glyph::Pin)}
                        </button>
                    </div>
                }
                .into_any()
            }
            None => ().into_any(),
        },
        Kind::Fold { fold, open } => {
            let ends = move || {
                model.with_timeline(row.run, |timeline| {
                    let lanes = timeline.lanes.get(fold.first..fold.end)?;
                    let ends = Ends::of(lanes);
                    Some(match fold.of {
                        Owner::Connection(..) => ends.of_connections(),
                        _ => ends.sentence(),
                    })
                })
            };
            let tasks = count(fold.tasks());
            let kind = match fold.of {
                Owner::Connection(..) => "connections",
                _ => "tasks",
            };
            let text = if open {
                format!("Fold {tasks} {kind}")
            } else {
                format!("… {tasks} more {kind}")
            };
            view! {
                <div
                    class="scope-crowd"
                    style:transform=place
                    style:width=width
                    style:padding-left=indent(fold.depth)
                >
                    <button
                        type="button"
                        aria-expanded=if open { "true" } else { "false" }
                        on:click=move |_| unfold(model, index)
                    >
                        {text}
                    </button>
                    <span class="scope-ends">{ends}</span>
                </div>
            }
            .into_any()
        }
    }
}

/// What a name shows of its lane.
struct Name {
    owner: Owner,
    name: String,
    coroutine: String,
    depth: u16,
}

impl Name {
    fn of(lane: &Lane) -> Self {
        Self {
            owner: lane.owner,
            name: lane.name.clone(),
            coroutine: lane.coroutine.clone(),
            depth: lane.depth,
        }
    }

    fn title(&self) -> String {
        if self.coroutine.is_empty() || self.coroutine == self.name {
            self.name.clone()
        } else {
            format!("{}: {}()", self.name, self.coroutine)
        }
    }
}

fn indent(depth: u16) -> String {
    format!("{}px", 12.0 + INDENT * f64::from(depth.min(DEEPEST)))
}

/// The variant, beside a lane that does not stand under its header.
fn of_variant(model: Model, run: usize) -> Option<impl IntoView + use<>> {
    let alone = model.layout.with_untracked(|layout| {
        let first = layout.rows.first();
        first.is_some_and(|row| matches!(row.kind, Kind::Lane(_)))
    });
    let name = move || {
        model
            .look
            .runs
            .with(|runs| runs.get(run).map(|run| run.name.clone()))
    };
    let several = model.look.runs.with_untracked(|runs| runs.len() > 1);
    (alone && several).then(|| view! { <span class="scope-lane-of">{name}</span> })
}

/// A name that is cut, where there is no room for it, before its last letters: long names differ at their ends.
fn both_ends(name: String) -> impl IntoView {
    let letters = name.chars().count();
    let kept = if letters > LONG { ENDING } else { 0 };
    let start: String = name.chars().take(letters - kept).collect();
    let end: String = name.chars().skip(letters - kept).collect();
    view! {
        <span class="scope-lane-name">{start}</span>
        {(!end.is_empty()).then(|| view! { <span class="scope-lane-end">{end}</span> })}
    }
}

/// A pool's worker by what tells it from the others; its title has the whole name.
fn short(name: &str) -> String {
    let worker = |prefix, kind| {
        name.strip_prefix(prefix)
            .map(|number| format!("{kind} {number}"))
    };
    worker("ThreadPoolExecutor-", "pool")
        .or_else(|| worker("ProcessPoolExecutor-", "processes"))
        .unwrap_or_else(|| name.to_owned())
}

/// The task's own colour; a ring for the loop.
pub fn chip(look: Look, run: usize, owner: Owner, name: &str) -> impl IntoView + use<> {
    let name = name.to_owned();
    let way = match owner {
        Owner::Connection(_, End::Asks) => Some("asks"),
        Owner::Connection(_, End::Answers) => Some("answers"),
        Owner::Connection(_, End::Listens) => Some("listens"),
        _ => None,
    };
    let colour = move || match owner {
        Owner::Loop | Owner::Heart | Owner::Connection(..) => "transparent".to_owned(),
        Owner::Task(_) | Owner::Thread(_) => look.colour(run, &name),
    };
    view! {
        <span
            class="scope-chip"
            class:of-loop=matches!(owner, Owner::Loop | Owner::Heart)
            data-end=way
            style:background-color=colour
        ></span>
    }
}
