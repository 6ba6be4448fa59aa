//! The turn of the loop: wait, collect, due timers, run, each with what is in it at the cursor.

use super::{
    now::{Entry, List, MOST, Now},
    panel::colour_of,
    threads::ThreadRow,
};
use crate::ui::desk::Desk;
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
    let (shown, places) = (shown(list), places(list));
    let body = move || match empty.get() {
        true => view! { <p class="aside nobody">"–"</p> }.into_any(),
        false => view! {
            <ul class:heap=heap>
                <For each=move || 0..shown.get() key=|place| *place let:place>
                    {chip(place, places(place))}
                </For>
                <More left=move || list.with(List::left)/>
            </ul>
        }
        .into_any(),
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

/// How many places of a list are filled.
pub(super) fn shown<T: PartialEq + Send + Sync + 'static>(list: Memo<List<T>>) -> Memo<usize> {
    Memo::new(move |_| list.with(|list| list.shown.len()))
}

/// What stands at a place of a list; nothing once the list is shorter.
pub(super) type There<T> = RwSignal<Option<T>>;

/// The places of a list. Each is told when something else comes to stand there, and not of every step of the cursor.
pub(super) fn places<T>(list: Memo<List<T>>) -> impl Fn(usize) -> There<T> + Copy
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let places = StoredValue::new([(); MOST].map(|()| There::<T>::new(None)));
    Effect::new(move |_| {
        list.with(|list| {
            for (place, there) in places.get_value().into_iter().enumerate() {
                let now = list.shown.get(place);
                if there.with_untracked(|there| there.as_ref() != now) {
                    there.set(now.cloned());
                }
            }
        });
    });
    move |place| places.with_value(|places| places[place])
}

/// A part of what stands at a place.
pub(super) fn part<T, U>(there: There<T>, read: fn(&T) -> U) -> impl Fn() -> U + Copy
where
    T: Send + Sync + 'static,
    U: Default,
{
    move || there.with(|there| there.as_ref().map(read).unwrap_or_default())
}

/// The chip at a place of a queue. It stays when another entry comes to stand there, and only what differs is written: to
/// lay out an element that is new costs twenty times a text that changes.
fn chip(place: usize, there: There<Entry>) -> impl IntoView {
    let desk = Desk::get();
    let is_task = Memo::new(move |_| part(there, |entry| entry.is_task)());
    let is_timer = Memo::new(move |_| part(there, |entry| entry.left.is_some())());
    let name = part(there, |entry| entry.name.clone());
    let colour = move || colour_of(desk, &name());
    let line = part(there, |entry| {
        entry
            .line
            .map(|line| format!("line {line}"))
            .unwrap_or_default()
    });
    let left = part(there, |entry| {
        format!("{}%", f64::from(entry.left.unwrap_or_default()) / 10.0)
    });
    view! {
        <li class="queued" data-chip=part(there, |entry| entry.key.clone()) data-place={place + 1}>
            {move || is_task.get().then(|| view! { <span class="chip" style:background-color=colour></span> })}
            <span>{name}</span>
            <code class="aside">{part(there, |entry| entry.detail.clone())}</code>
            <span class="aside">{line}</span>
            <span class="aside">{part(there, |entry| entry.time.clone())}</span>
            {move || {
                is_timer.get().then(|| view! { <span class="left" aria-hidden="true" style:width=left></span> })
            }}
        </li>
    }
}

/// The threads beside the main one.
#[component]
fn Threads(list: Memo<List<ThreadRow>>) -> impl IntoView {
    let desk = Desk::get();
    let row = move |there: There<ThreadRow>| {
        let name = part(there, |thread| thread.name.clone());
        let has_lock = Memo::new(move |_| part(there, |thread| thread.has_lock)());
        let standing = part(there, |thread| {
            format!("thread-row task-row {}", thread.standing)
        });
        view! {
            <li class=standing>
                <span class="chip" style:background-color=move || colour_of(desk, &name())></span>
                <span class="thread-name">{name}</span>
                <span class="task-state">
                    <span class="state-mark"></span> {part(there, |thread| thread.detail.clone())}
                </span>
                {move || {
                    has_lock
                        .get()
                        .then(|| view! { <span class="lock" title="It has the interpreter's lock of its process">"GIL"</span> })
                }}
            </li>
        }
    };
    let (shown, places) = (shown(list), places(list));
    view! {
        <div class="queue threads">
            <h3>"Threads"</h3>
            <ul>
                <For each=move || 0..shown.get() key=|place| *place let:place>
                    {row(places(place))}
                </For>
                <More left=move || list.with(List::left)/>
            </ul>
        </div>
    }
}
