//! The turn of the loop: wait, collect, due timers, run, each with what is in it at the cursor.

use super::{
    now::{Entry, List, Now},
    panel::colour_of,
    threads::ThreadRow,
};
use leptos::prelude::*;
use trace::{Part, number::grouped};

/// The parts of a turn, in the order in which the loop goes through them.
const PARTS: [(Part, &str, &str); 4] = [
    (
        Part::Wait,
        "wait",
        "select(): until the next timer is due, or a device is done",
    ),
    (
        Part::Collect,
        "collect",
        "what devices completed becomes ready",
    ),
    (
        Part::Timers,
        "due timers",
        "timers whose time has come become ready",
    ),
    (
        Part::Run,
        "run",
        "each that is ready now runs once, in the order of the queue",
    ),
];

/// So many timers are drawn as a heap.
const IN_HEAP: usize = 7;

/// The loop at one moment.
#[component]
pub fn Turn(now: Now) -> impl IntoView {
    let part = now.part;
    let until = now.until.clone();
    let parts = PARTS.map(|(each, word, title)| {
        let here = each == part;
        view! {
            <li class:here=here aria-current=here.then_some("step") title=title>
                <span class="turn-word">{word}</span>
                {(each == Part::Wait).then(|| until.clone()).flatten().map(|until| view! {
                    " " <span class="aside">{until}</span>
                })}
            </li>
        }
    });
    let running = List {
        all: usize::from(now.running.is_some()),
        shown: now.running.into_iter().collect(),
    };
    view! {
        <div class="turn" data-testid="turn" data-part=format!("{part:?}").to_lowercase()>
            <ol class="turn-parts" aria-label="The turn of the loop">{parts.into_iter().collect_view()}</ol>
            <div class="queues">
                <Queue label="Running" class="runs" list=running/>
                <Queue label="Ready" class="ready" list=now.ready/>
                <Heap list=now.timers/>
                {(now.outside.all > 0)
                    .then(|| view! { <Queue label="Selector" class="outside" list=now.outside/> })}
                {(now.threads.all > 0).then(|| view! { <Threads list=now.threads/> })}
            </div>
        </div>
    }
}

/// A queue: its name, and a chip for each entry.
#[component]
fn Queue(label: &'static str, class: &'static str, list: List<Entry>) -> impl IntoView {
    let more = list.all - list.shown.len();
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
        <div class=format!("queue {class}")>
            <h3>{label}</h3>
            {body}
        </div>
    }
}

/// The timer heap: the earliest at its top, each no later than the two below it.
#[component]
fn Heap(list: List<Entry>) -> impl IntoView {
    let more = list.all - list.shown.len().min(IN_HEAP);
    let mut shown = list.shown;
    shown.truncate(IN_HEAP);
    let body = if list.all == 0 {
        view! { <p class="aside nobody">"–"</p> }.into_any()
    } else {
        view! {
            <ul class="heap">
                {shown.into_iter().map(chip).collect_view()}
                {(more > 0).then(|| view! { <li class="aside">{format!("and {} more", grouped(more))}</li> })}
            </ul>
        }
        .into_any()
    };
    view! {
        <div class="queue timers">
            <h3>"Timers"</h3>
            {body}
        </div>
    }
}

fn chip(entry: Entry) -> impl IntoView {
    let colour = entry.is_task.then(|| colour_of(&entry.name));
    let line = entry.line.map(|line| format!("line {line}"));
    let left = entry.left.map(|left| {
        let width = format!("{}%", f64::from(left) / 10.0);
        view! { <span class="left" aria-hidden="true" style:width=width></span> }
    });
    view! {
        <li class="queued" data-chip=entry.key>
            {colour.map(|colour| view! { <span class="chip" style:background-color=colour></span> })}
            <span>{entry.name}</span>
            {(!entry.detail.is_empty()).then(|| view! { <code class="aside">{entry.detail}</code> })}
            {line.map(|line| view! { <span class="aside">{line}</span> })}
            <span class="aside">{entry.time}</span>
            {left}
        </li>
    }
}

/// The threads beside the main one.
#[component]
fn Threads(list: List<ThreadRow>) -> impl IntoView {
    let more = list.all - list.shown.len();
    let row = |thread: ThreadRow| {
        let colour = colour_of(&thread.name);
        view! {
            <li class=format!("thread-row task-row {}", thread.standing)>
                <span class="chip" style:background-color=colour></span>
                <span class="thread-name">{thread.name}</span>
                <span class="task-state"><span class="state-mark"></span> {thread.detail}</span>
                {thread.has_lock.then(|| view! { <span class="lock" title="It has the interpreter's lock of its process">"GIL"</span> })}
            </li>
        }
    };
    view! {
        <div class="queue threads">
            <h3>"Threads"</h3>
            <ul>
                {list.shown.into_iter().map(row).collect_view()}
                {(more > 0).then(|| view! { <li class="aside">{format!("and {} more", grouped(more))}</li> })}
            </ul>
        </div>
    }
}
