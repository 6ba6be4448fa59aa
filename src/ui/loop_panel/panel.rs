//! The panel itself.

use super::{
    inspection::{Inspection, Sources},
    inspector::Inspector,
    motion::keep_moving,
    now::{List, Now, Standing, TaskRow},
    turn::{More, There, Turn, of, part, places, shown as filled},
    way::RequestWay,
};
use crate::ui::{
    desk::Desk,
    editor::binding,
    engine::recording::Record,
    header::clock::PauseButton,
    icon::{Glyph, icon},
    look::Axis,
    panes::Arrangement,
    prose::in_words,
    run::RunStatus,
    scope::Spot,
};
use leptos::{html, prelude::*};
use trace::{Owner, Playhead, Seconds, State, TaskId, number::precise};

/// What there is to show, and of which run.
#[derive(Clone, PartialEq)]
struct Shown {
    now: Now,
    /// The moment, in virtual seconds.
    at: Seconds,
    going: Going,
    /// The selected task.
    inspected: Option<Inspection>,
}

/// Whether the run goes on.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Going {
    Over,
    Running,
    Paused,
}

impl Going {
    fn word(self) -> &'static str {
        match self {
            Self::Over => "",
            Self::Running => "running",
            Self::Paused => "paused",
        }
    }
}

/// The open variant's run at the cursor; where there is none, at its end, or where it has come to.
fn shown(desk: Desk) -> Memo<Option<Shown>> {
    let look = desk.look;
    let playhead = StoredValue::new((Record::default(), Playhead::default()));
    let run = Memo::new(move |_| look.runs.with(|runs| runs.get(look.open.get()).cloned()));
    Memo::new(move |_| {
        let run = run.get()?;
        let recording = run.record.read();
        if recording.is_empty() {
            return None;
        }
        // The way from moment to moment, for as long as the run is the same one.
        playhead.update_value(|(record, playhead)| {
            if !run.record.is_of_same_run(record) {
                *playhead = Playhead::default();
            }
            *record = run.record.clone();
        });
        let going = match run.status {
            RunStatus::Running => Going::Running,
            RunStatus::Paused => Going::Paused,
            _ => Going::Over,
        };
        let (trace, history) = (recording.trace(), recording.history());
        let (cursor, place) = (look.cursor.get(), look.place());
        let elapsed = move || {
            let progress = desk.results.progress.get();
            progress.map(|progress| progress.elapsed / 1000.0)
        };
        playhead.try_update_value(|(_, playhead)| {
            let at = match cursor {
                Some(at) => at,
                None if going == Going::Over => run.timeline.end,
                // On the live clock time goes on while nothing happens.
                None => {
                    let last = playhead.after(history, trace, usize::MAX);
                    let now = match run.settings.clock.is_live().then(elapsed).flatten() {
                        Some(elapsed) => elapsed.min(last.idle().unwrap_or(elapsed)),
                        None => last.time(),
                    };
                    now.max(last.time())
                }
            };
            let moment = match place {
                Some(event) => playhead.after(history, trace, event),
                None => playhead.at(history, trace, at),
            };
            Shown {
                now: Now::of(&moment),
                at: moment.time(),
                going,
                inspected: selected(desk).and_then(|(task, span)| {
                    let open = look.open.get();
                    let order = look.orders.with(|orders| orders.get(open).cloned())?;
                    let causes = look.causes.with(|causes| causes.get(open).cloned())?;
                    let sources = Sources {
                        trace,
                        order: &order,
                        causes: &causes,
                    };
                    Inspection::of(&moment, task, span, sources)
                }),
            }
        })
    })
}

/// The task whose span is selected in the open variant, with the event that began the span and whether it is a step.
fn selected(desk: Desk) -> Option<(TaskId, Option<(usize, bool)>)> {
    let look = desk.look;
    let open = look.open.get();
    let spot = look.selection.get().filter(|spot| spot.run == open)?;
    let found = |timeline: &trace::Timeline| {
        let lane = timeline.lanes.get(spot.lane)?;
        let Owner::Task(task) = lane.owner else {
            return None;
        };
        let span = lane.spans.get(spot.span).or(lane.spans.last());
        let span = span.map(|span| {
            let step = matches!(span.state, State::Running | State::Blocking);
            (span.event, step)
        });
        Some((task, span))
    };
    match look.axis.get() {
        Axis::Time => look.timelines.with(|timelines| found(timelines.get(open)?)),
        Axis::Order => look.orders.with(|orders| found(&orders.get(open)?.lanes)),
    }
}

/// The panel.
#[component]
pub fn LoopPanel() -> impl IntoView {
    let desk = Desk::get();
    let shown = shown(desk);
    let now = Memo::new(move |_| shown.with(|shown| shown.as_ref().map(|shown| shown.now.clone())));
    let inspected = Memo::new(move |_| {
        shown.with(|shown| shown.as_ref().and_then(|shown| shown.inspected.clone()))
    });
    let at = move || shown.with(|shown| shown.as_ref().map(|shown| precise(shown.at)));
    let body = NodeRef::<html::Div>::new();
    keep_moving(body, now);
    let standing = Memo::new(move |_| {
        shown.with(|shown| shown.as_ref().map_or("", |shown| shown.going.word()))
    });
    // The tasks' marks beside the lines at which they wait: those of the text that was run.
    let marks = Memo::new(move |_| {
        let look = desk.look;
        let open = look.open.get();
        let draft = desk
            .drafts
            .with(|drafts| drafts.get(open).map(|draft| draft.id))?;
        let stale = look.runs.with(|runs| {
            runs.get(open)
                .is_some_and(|run| run.status == RunStatus::Stale)
        });
        let marks = now.with(|now| {
            now.as_ref()
                .filter(|_| !stale)
                .map(|now| packed(now.marks(), |name| look.colour(open, name)))
        });
        Some((draft, marks.unwrap_or_default()))
    });
    Effect::new(move |_| {
        if let Some((draft, marks)) = marks.get() {
            binding::mark_tasks(draft.0, &marks);
        }
    });

    let known = Memo::new(move |_| now.with(Option::is_some));
    let sentence = move || now.with(|now| now.as_ref().map(|now| now.sentence.replace('`', "")));

    view! {
            <div class="pane-bar">
                <h2 class="pane-title">"Loop"</h2>
                <p class="aside of">{move || desk.active_draft().map(|draft| draft.name)}</p>
                <p class="aside loop-time" data-testid="loop-time">{move || at().map(|at| format!("at {at}"))}</p>
                <Show when=move || !standing.get().is_empty()>
                    <p class="loop-standing" data-testid="loop-standing">{standing}</p>
                </Show>
                <Show when=move || desk.arrangement.get() == Arrangement::Phone>
                    <PauseButton/>
                </Show>
                <p class="sentence" data-testid="narration" title=sentence>
                    {move || now.with(|now| now.as_ref().map(|now| in_words(&now.sentence)))}
                </p>
            </div>
            // Scrolled by keys where it does not fit.
            <div class="loop-body" tabindex="0" role="group" aria-label="Queues and tasks" node_ref=body>
                <Show
                    when=move || known.get()
                    fallback=|| view! { <p class="empty">"Run the script to look inside its loop."</p> }
                >
                    <Turn now/>
                    <RequestWay/>
                    {move || match inspected.get() {
                        Some(inspected) => view! { <Inspector inspected/> }.into_any(),
                        None => view! { <Tasks now/> }.into_any(),
                    }}
                </Show>
            </div>
    }
}

/// Every task and how it stands.
#[component]
fn Tasks(now: Memo<Option<Now>>) -> impl IntoView {
    let desk = Desk::get();
    let list = of(now, |now| now.tasks.clone());
    let nobody = Memo::new(move |_| list.with(|list| list.all == 0));
    let (filled, places) = (filled(list), places(list));
    // A row stays when another task comes to stand there, and only what differs is written.
    let row = move |there: There<TaskRow>| {
        let name = part(there, |task| task.name.clone());
        let class = part(there, |task| format!("task-row {}", task.standing.word()));
        let standing = Memo::new(move |_| part(there, |task| Some(task.standing))());
        let mark = move || match standing.get() {
            Some(Standing::Done) => icon(Glyph::Check).into_any(),
            Some(Standing::Failed) => icon(Glyph::Close).into_any(),
            Some(Standing::Cancelled) => icon(Glyph::Slash).into_any(),
            _ => view! { <span class="state-mark"></span> }.into_any(),
        };
        let detail = part(there, |task| task.detail.clone());
        let word = move || standing.get().map_or("", Standing::word);
        let line = Memo::new(move |_| part(there, |task| task.line)());
        let inspect = move |_| {
            if let Some(task) = there.with_untracked(|task| task.as_ref().map(|task| task.task)) {
                select(desk, task);
            }
        };
        view! {
            <li class=class>
                <span class="chip" style:background-color=move || colour_of(desk, &name())></span>
                <button class="task-name" title="All about this task" on:click=inspect>
                    {name}
                </button>
                <span class="task-state">{mark} {word} " " {detail}</span>
                {move || {
                    line.get()
                        .map(|line| {
                            let show = move |_| desk.reveal(desk.look.open.get_untracked(), line);
                            view! {
                                <button class="line-link" title="Show this line in the script" on:click=show>
                                    {format!("line {line}")}
                                </button>
                            }
                        })
                }}
            </li>
        }
    };
    view! {
        <div class="task-list">
            <h3>"Tasks"</h3>
            {move || nobody.get().then(|| view! { <p class="aside nobody">"None yet"</p> })}
            <ul>
                <For each=move || 0..filled.get() key=|place| *place let:place>
                    {row(places(place))}
                </For>
                <More left=move || list.with(List::left)/>
            </ul>
        </div>
    }
}

/// Selects what a task is at when the cursor is where it is.
fn select(desk: Desk, task: TaskId) {
    let look = desk.look;
    let run = look.open.get_untracked();
    let found = |timeline: &trace::Timeline, at: f64| {
        let lanes = &timeline.lanes;
        let lane = lanes
            .iter()
            .position(|lane| lane.owner == Owner::Task(task))?;
        let spans = &lanes[lane].spans;
        let span = spans
            .partition_point(|span| span.from <= at)
            .saturating_sub(1);
        Some(Spot { run, lane, span })
    };
    let spot = untrack(|| match look.axis.get() {
        Axis::Time => {
            let at = look.cursor.get().unwrap_or(f64::INFINITY);
            look.timelines
                .with(|timelines| found(timelines.get(run)?, at))
        }
        Axis::Order => {
            let at = look.position(run).unwrap_or(f64::INFINITY);
            look.orders
                .with(|orders| found(&orders.get(run)?.lanes, at - 1e-6))
        }
    });
    look.selection.set(spot);
}

/// The colour of a task of the open variant.
pub(super) fn colour_of(desk: Desk, name: &str) -> String {
    let look = desk.look;
    look.colour(look.open.get(), name)
}

/// As the editor takes marks: line, colour and name of each, a line of text apiece.
fn packed(marks: Vec<(u32, &str)>, colour: impl Fn(&str) -> String) -> String {
    let mark = |(line, name): (u32, &str)| {
        format!(
            "{line}\t{}\t{}",
            colour(name),
            name.replace(['\t', '\n'], " ")
        )
    };
    marks.into_iter().map(mark).collect::<Vec<_>>().join("\n")
}
