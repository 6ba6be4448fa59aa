//! The panel itself.

use super::now::{Entry, List, Now, Standing, TaskRow};
use crate::ui::{
    desk::Desk,
    editor::binding,
    engine::recording::Record,
    header::clock::PauseButton,
    icon::{Glyph, icon},
    panes::Arrangement,
    prose::in_words,
    run::RunStatus,
};
use leptos::prelude::*;
use trace::{
    Playhead, Seconds,
    number::{grouped, precise},
};

/// What there is to show, and of which run.
#[derive(Clone, PartialEq)]
struct Shown {
    now: Now,
    /// The moment, in virtual seconds.
    at: Seconds,
    going: Going,
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
            }
        })
    })
}

/// The panel.
#[component]
pub fn LoopPanel() -> impl IntoView {
    let desk = Desk::get();
    let shown = shown(desk);
    let now = Memo::new(move |_| shown.with(|shown| shown.as_ref().map(|shown| shown.now.clone())));
    let at = move || shown.with(|shown| shown.as_ref().map(|shown| precise(shown.at)));
    let standing = Memo::new(move |_| {
        shown.with(|shown| shown.as_ref().map_or("", |shown| shown.going.word()))
    });
    // The tasks' marks beside the lines at which they wait: those of the text that was run.
    Effect::new(move |_| {
        let look = desk.look;
        let open = look.open.get();
        let Some(draft) = desk
            .drafts
            .with(|drafts| drafts.get(open).map(|draft| draft.id))
        else {
            return;
        };
        let stale = look.runs.with(|runs| {
            runs.get(open)
                .is_some_and(|run| run.status == RunStatus::Stale)
        });
        let marks = now.with(|now| {
            now.as_ref()
                .filter(|_| !stale)
                .map(|now| packed(now.marks(), |name| look.colour(open, name)))
        });
        binding::mark_tasks(draft.0, &marks.unwrap_or_default());
    });

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
            <div class="loop-body" tabindex="0" role="group" aria-label="Queues and tasks">
                {move || match now.get() {
                    Some(now) => view! { <Instant now/> }.into_any(),
                    None => {
                        view! { <p class="empty">"Run the script to look inside its loop."</p> }
                            .into_any()
                    }
                }}
            </div>
    }
}

/// One moment.
#[component]
fn Instant(now: Now) -> impl IntoView {
    let running = List {
        all: usize::from(now.running.is_some()),
        shown: now.running.into_iter().collect(),
    };
    view! {
        <div class="queues">
            <Queue label="Running" list=running/>
            <Queue label="Ready" list=now.ready/>
            <Queue label="Timers" list=now.timers/>
        </div>
        <Tasks list=now.tasks/>
    }
}

/// A queue: its name, and a chip for each entry.
#[component]
fn Queue(label: &'static str, list: List<Entry>) -> impl IntoView {
    let more = list.all - list.shown.len();
    let chip = |entry: Entry| {
        let colour = entry.is_task.then(|| colour_of(&entry.name));
        view! {
            <li class="queued">
                {colour.map(|colour| view! { <span class="chip" style:background-color=colour></span> })}
                <span>{entry.name}</span>
                <span class="aside">{entry.time}</span>
            </li>
        }
    };
    let body = if list.all == 0 {
        view! { <p class="aside nobody">"–"</p> }.into_any()
    } else {
        view! {
            <ul>
                {list.shown.into_iter().map(chip).collect_view()}
                {(more > 0).then(|| view! { <li class="aside">{format!("and {} more", grouped(more))}</li> })}
            </ul>
        }
        .into_any()
    };
    view! {
        <div class="queue">
            <h3>{label}</h3>
            {body}
        </div>
    }
}

/// Every task and how it stands.
#[component]
fn Tasks(list: List<TaskRow>) -> impl IntoView {
    let desk = Desk::get();
    let more = list.all - list.shown.len();
    let row = move |task: TaskRow| {
        let line = task.line.map(|line| {
            let show = move |_| desk.reveal(desk.look.open.get_untracked(), line);
            view! {
                <button class="line-link" title="Show this line in the script" on:click=show>
                    {format!("line {line}")}
                </button>
            }
        });
        let mark = match task.standing {
            Standing::Done => icon(Glyph::Check).into_any(),
            Standing::Failed => icon(Glyph::Close).into_any(),
            Standing::Cancelled => icon(Glyph::Slash).into_any(),
            _ => view! { <span class="state-mark"></span> }.into_any(),
        };
        let colour = colour_of(&task.name);
        view! {
            <li class=format!("task-row {}", task.standing.word())>
                <span class="chip" style:background-color=colour></span>
                <span class="task-name">{task.name}</span>
                <span class="task-state">{mark} {task.standing.word()} " " {task.detail}</span>
                {line}
            </li>
        }
    };
    view! {
        <div class="task-list">
            <h3>"Tasks"</h3>
            {(list.all == 0).then(|| view! { <p class="aside nobody">"None yet"</p> })}
            <ul>
                {list.shown.into_iter().map(row).collect_view()}
                {(more > 0).then(|| view! { <li class="aside">{format!("and {} more", grouped(more))}</li> })}
            </ul>
        </div>
    }
}

/// The colour of a task of the open variant, for as long as it is drawn.
fn colour_of(name: &str) -> impl Fn() -> String + use<> {
    let (look, name) = (Desk::get().look, name.to_owned());
    move || look.colour(look.open.get(), &name)
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
