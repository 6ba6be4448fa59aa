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

/// The loop at one moment. What stays from one moment to the next stays in the page: it is looked at sixty times a second.
#[component]
pub fn Turn(
    /// The moment.
    now: Memo<Option<Now>>,
) -> impl IntoView {
    let part = of(now, |now| Some(now.part));
    let until = of(now, |now| now.until.clone());
    let parts = PARTS.map(|(each, word, title)| {
        let here = move || part.get() == Some(each);
        let until = move || {
            let until = until.get().filter(|_| each == Part::Wait);
            until.map(|until| view! { " " <span class="aside">{until}</span> })
        };
        view! {
            <li class:here=here aria-current=move || here().then_some("step") title=title>
                <span class="turn-word">{word}</span>
                {until}
            </li>
        }
    });
    let running = of(now, |now| List {
        all: usize::from(now.running.is_some()),
        shown: now.running.iter().cloned().collect(),
    });
    let ready = of(now, |now| now.ready.clone());
    let timers = of(now, |now| {
        let mut timers = now.timers.clone();
        timers.shown.truncate(IN_HEAP);
        timers
    });
    let outside = of(now, |now| now.outside.clone());
    let threads = of(now, |now| now.threads.clone());
    let any_outside = Memo::new(move |_| outside.with(|list| list.all > 0));
    let any_threads = Memo::new(move |_| threads.with(|list| list.all > 0));
    let name = move || part.get().map(|part| format!("{part:?}").to_lowercase());
    view! {
        <div class="turn" data-testid="turn" data-part=name>
            <ol class="turn-parts" aria-label="The turn of the loop">{parts.into_iter().collect_view()}</ol>
            <div class="queues">
                <Queue label="Running" class="runs" list=running/>
                <Queue label="Ready" class="ready" list=ready/>
                // The earliest at the top, each no later than the two below it.
                <Queue label="Timers" class="timers" list=timers heap=true/>
                <Show when=move || any_outside.get()>
                    <Queue label="Selector" class="outside" list=outside/>
                </Show>
                <Show when=move || any_threads.get()>
                    <Threads list=threads/>
                </Show>
            </div>
        </div>
    }
}

/// A part of what is shown, which changes when that part does.
pub(super) fn of<T: Default + PartialEq + Send + Sync + 'static>(
    now: Memo<Option<Now>>,
    read: fn(&Now) -> T,
) -> Memo<T> {
    Memo::new(move |_| now.with(|now| now.as_ref().map(read).unwrap_or_default()))
}

/// A queue: its name, and a chip for each entry.
#[component]
fn Queue(
    label: &'static str,
    class: &'static str,
    list: Memo<List<Entry>>,
    /// Whether it is drawn as a heap.
    #[prop(optional)]
    heap: bool,
) -> impl IntoView {
    let empty = Memo::new(move |_| list.with(|list| list.all == 0));
    let body = move || {
        match empty.get() {
        true => view! { <p class="aside nobody">"–"</p> }.into_any(),
        false => view! {
            <ul class:heap=heap>
                <For each=move || list.with(|list| told_apart(&list.shown)) key=Clone::clone let:entry>
                    {chip(entry.1)}
                </For>
                <More left=move || list.with(List::left)/>
            </ul>
        }
        .into_any(),
    }
    };
    view! {
        <div class=format!("queue {class}")>
            <h3>{label}</h3>
            {body}
        </div>
    }
}

/// How many more there are than are shown, where there are.
#[component]
pub(super) fn More(left: impl Fn() -> usize + Send + Sync + 'static) -> impl IntoView {
    let left = Memo::new(move |_| left());
    move || {
        let left = left.get();
        (left > 0).then(|| view! { <li class="aside">{format!("and {} more", grouped(left))}</li> })
    }
}

/// Entries with how many there are like each before it: a task that is ready twice is there twice.
fn told_apart(entries: &[Entry]) -> Vec<(usize, Entry)> {
    let each = entries.iter().enumerate();
    each.map(|(place, entry)| {
        let before = entries[..place].iter().filter(|other| *other == entry);
        (before.count(), entry.clone())
    })
    .collect()
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
fn Threads(list: Memo<List<ThreadRow>>) -> impl IntoView {
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
    let rows = move || {
        let rows = list.with(|list| list.shown.clone());
        rows.into_iter().enumerate().collect::<Vec<_>>()
    };
    view! {
        <div class="queue threads">
            <h3>"Threads"</h3>
            <ul>
                <For each=rows key=Clone::clone let:thread>
                    {row(thread.1)}
                </For>
                <More left=move || list.with(List::left)/>
            </ul>
        </div>
    }
}
