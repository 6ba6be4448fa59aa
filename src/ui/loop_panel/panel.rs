//! The panel itself.

use super::now::{Entry, List, Now, Standing, TaskRow};
use crate::ui::{
    desk::Desk,
    draft::DraftId,
    editor::binding,
    engine::Recorded,
    header::{
        clock::{ClockChoice, PauseButton},
        settings::SettingsButton,
    },
    icon::{Glyph, icon},
    identity,
    panes::Layout,
    prose::in_words,
    run::RunStatus,
};
use leptos::prelude::*;
use std::sync::Arc;
use trace::{
    History, Trace,
    number::{grouped, precise},
};

/// A trace and the way back to its moments; equal to itself alone.
#[derive(Clone)]
struct Past {
    draft: DraftId,
    trace: Arc<Trace>,
    history: Arc<History>,
}

impl PartialEq for Past {
    fn eq(&self, other: &Self) -> bool {
        self.draft == other.draft && Arc::ptr_eq(&self.trace, &other.trace)
    }
}

/// The open variant's run, once it is over: while events arrive there is nothing to look back at.
fn past(desk: Desk) -> Memo<Option<Past>> {
    let open = Memo::new(move |_| desk.active_draft().map(|draft| draft.id));
    Memo::new(move |before: Option<&Option<Past>>| {
        let draft = open.get()?;
        desk.results.recorded.with(|recorded| {
            let run: &Recorded = recorded.get(&draft)?;
            if let Some(Some(before)) = before
                && before.draft == draft
                && (run.status == RunStatus::Running || Arc::ptr_eq(&before.trace, &run.trace))
            {
                return Some(before.clone());
            }
            if run.status == RunStatus::Running {
                return None;
            }
            Some(Past {
                draft,
                trace: run.trace.clone(),
                history: Arc::new(History::of(&run.trace)),
            })
        })
    })
}

/// The panel.
#[component]
pub fn LoopPanel() -> impl IntoView {
    let desk = Desk::get();
    let past = past(desk);
    let now = Memo::new(move |_| {
        past.with(|past| {
            let Past { trace, history, .. } = past.as_ref()?;
            let moment = match desk.cursor.get() {
                Some(at) => history.at(trace, at),
                None => history.after(trace, usize::MAX),
            };
            Some(Now::of(&moment))
        })
    });
    let at = move || {
        let end = past.with(|past| {
            let last = past.as_ref().and_then(|past| past.trace.events.last());
            last.map(|event| event.at)
        });
        desk.cursor.get().or(end).map(precise)
    };
    // The tasks' marks beside the lines at which they wait.
    Effect::new(move |_| {
        let Some(draft) = past.with(|past| past.as_ref().map(|past| past.draft)) else {
            return;
        };
        let marks = now.with(|now| now.as_ref().map(Now::marks).map(packed));
        binding::mark_tasks(draft.0, &marks.unwrap_or_default());
    });

    let sentence = move || now.with(|now| now.as_ref().map(|now| now.sentence.replace('`', "")));

    view! {
        <section class="pane loop-pane" aria-label="Loop" data-testid="loop">
            <div class="pane-bar">
                <h2 class="pane-title">"Loop"</h2>
                <p class="aside of">{move || desk.active_draft().map(|draft| draft.name)}</p>
                <p class="aside loop-time">{move || at().map(|at| format!("at {at}"))}</p>
                <Show when=move || desk.layout.get() != Layout::Desk>
                    <PauseButton/>
                    <ClockChoice/>
                </Show>
                <Show when=move || desk.layout.get() == Layout::Phone>
                    <SettingsButton/>
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
        </section>
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
        let colour = entry.is_task.then(|| identity::colour(&entry.name));
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
            let show = move |_| desk.reveal(desk.active.get_untracked(), line);
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
        let colour = identity::colour(&task.name);
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

/// As the editor takes marks: line, colour and name of each, a line of text apiece.
fn packed(marks: Vec<(u32, &str)>) -> String {
    let mark = |(line, name): (u32, &str)| {
        format!(
            "{line}\t{}\t{}",
            identity::colour(name),
            name.replace(['\t', '\n'], " ")
        )
    };
    marks.into_iter().map(mark).collect::<Vec<_>>().join("\n")
}
