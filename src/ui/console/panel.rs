//! The panel itself.

use super::{
    lines::ConsoleLine,
    transcript::{Line, Transcript},
};
use crate::ui::{
    clipboard,
    desk::Desk,
    draft::DraftId,
    engine::{Recorded, schedule::RunId},
    icon::{Glyph, icon},
    panels::PanelTabs,
    panes::{Area, Arrangement},
    run::RunStatus,
    terminal::ServeButton,
    time::moment,
};
use leptos::{html, prelude::*};
use std::time::Duration;
use trace::number::grouped;

/// How many lines are drawn at first, and how many more each time the reader asks for earlier ones.
const PORTION: usize = 500;
/// So many while they are still written, for nobody reads as fast; and so many more at a time when they are not.
const LIVE: usize = 100;

/// Which run's lines are shown.
type Shown = Option<(DraftId, RunId)>;

/// The panel.
#[component]
pub fn ConsolePanel() -> impl IntoView {
    let desk = Desk::get();
    let place = NodeRef::<html::Div>::new();
    let transcript = RwSignal::new((None as Shown, Transcript::default()));
    let portion = RwSignal::new(PORTION);
    let writing = RwSignal::new(false);
    let at_end = StoredValue::new(true);
    let copied = RwSignal::new(false);

    let open = Memo::new(move |_| desk.active_draft().map(|draft| draft.id));
    Effect::new(move |_| {
        let Some(id) = open.get() else { return };
        desk.results.recorded.with(|recorded| {
            let run = recorded.get(&id);
            let key = run.map(|run| (id, run.run));
            let goes_on = run.is_some_and(|run| run.status.is_open());
            if writing.get_untracked() != goes_on {
                writing.set(goes_on);
            }
            transcript.update(|(shown, transcript)| {
                if *shown != key {
                    *shown = key;
                    *transcript = Transcript::default();
                    portion.set(PORTION);
                    at_end.set_value(true);
                    copied.set(false);
                }
                if let Some(run) = run {
                    transcript.read(&run.record.read().trace().events);
                }
            });
        });
        // The newest line stays in sight, unless the reader looks at earlier ones.
        request_animation_frame(move || {
            if at_end.get_value()
                && let Some(place) = place.get_untracked()
            {
                place.set_scroll_top(place.scroll_height());
            }
        });
    });

    let total = Memo::new(move |_| transcript.with(|(_, transcript)| transcript.lines.len()));
    let room = RwSignal::new(LIVE);
    Effect::new(move |_| {
        let most = if writing.get() { LIVE } else { portion.get() };
        let now = room.get();
        if now > most {
            room.set(most);
        } else if now < most.min(total.get()) {
            set_timeout(
                move || {
                    room.try_set((now + LIVE).min(most));
                },
                Duration::ZERO,
            );
        }
    });
    let hidden = Memo::new(move |_| total.get().saturating_sub(room.get()));
    let drawn = move || {
        transcript.with(|(shown, transcript)| {
            let run = shown.map_or(0, |(_, run)| run);
            let first = hidden.get().min(transcript.lines.len());
            transcript.lines[first..]
                .iter()
                .enumerate()
                .map(|(offset, line)| ((run, first + offset, line.text.len()), line.clone()))
                .collect::<Vec<_>>()
        })
    };
    let follow = move |_| {
        if let Some(place) = place.get_untracked() {
            let below = place.scroll_height() - place.scroll_top() - place.client_height();
            at_end.set_value(below < 8);
        }
    };
    let copy = move |_| {
        let text = transcript.with_untracked(|(_, transcript)| transcript.text());
        clipboard::copy(text, move |done| copied.set(done));
    };

    view! {
            <div class="pane-bar">
                <PanelTabs area=Area::Output/>
                <WhoseOutput/>
                <span class="spring"></span>
                <UpTo/>
                <p class="aside line-count" aria-live="off">
                    {move || match total.get() {
                        0 => String::new(),
                        1 => "1 line".to_owned(),
                        lines => format!("{} lines", grouped(lines)),
                    }}
                </p>
                <button
                    class="button bare square"
                    aria-label="Copy the output"
                    title="Copy the output"
                    disabled=move || total.get() == 0
                    on:click=copy
                >
                    {move || icon(if copied.get() { Glyph::Check } else { Glyph::Copy })}
                </button>
            </div>
            <div
                class="console-lines"
                role="log"
                aria-label="Output"
                tabindex="0"
                node_ref=place
                on:scroll=follow
            >
                <Show when=move || { hidden.get() > 0 }>
                    <p class="earlier">
                        {move || format!("{} earlier lines are not drawn.", grouped(hidden.get()))}
                        <button class="button" on:click=move |_| portion.update(|lines| *lines += PORTION)>
                            {format!("Show {PORTION} more")}
                        </button>
                    </p>
                </Show>
                <For
                    each=drawn
                    key=|(key, _)| *key
                    children=move |(_, line): (_, Line)| view! { <ConsoleLine line/> }
                />
                <Show when=move || total.get() == 0>
                    <p class="empty">{move || nothing_yet(desk, open.get())} " " <ServeButton/></p>
                </Show>
            </div>
    }
}

/// Why there is no line.
fn nothing_yet(desk: Desk, open: Option<DraftId>) -> &'static str {
    let run: Option<Recorded> = open.and_then(|id| desk.results.recorded.read().get(&id).cloned());
    match run.map(|run| run.status) {
        Some(RunStatus::Finished) => "This script printed nothing.",
        Some(RunStatus::Running) => "Running; nothing printed yet.",
        Some(RunStatus::Paused) => "Paused; nothing printed yet.",
        Some(_) => "Nothing was printed before the run ended.",
        None if desk.results.busy.get() => "Waiting for its turn to run.",
        None => "Run the script to see what it prints.",
    }
}

/// Whose output it is. On a phone the tabs of the editor are out of sight: the console has its own.
#[component]
pub fn WhoseOutput() -> impl IntoView {
    let desk = Desk::get();
    let phone = Memo::new(move |_| desk.arrangement.get() == Arrangement::Phone);
    let names = Memo::new(move |_| {
        desk.drafts.with(|drafts| {
            let names = drafts.iter().map(|draft| draft.name.clone());
            names.collect::<Vec<_>>()
        })
    });
    let name =
        move || names.with(|names| names.get(desk.look.open.get()).cloned().unwrap_or_default());
    let choices = move || {
        names
            .get()
            .into_iter()
            .enumerate()
            .map(|(index, name)| {
                view! {
                    <button
                        class="tab"
                        aria-pressed=move || (desk.look.open.get() == index).to_string()
                        on:click=move |_| desk.look.open.set(index)
                    >
                        {name}
                    </button>
                }
            })
            .collect_view()
    };
    view! {
        <Show
            when=move || phone.get()
            fallback=move || {
                view! { <p class="aside of">{name}</p> }
            }
        >
            <div class="tabs" role="group" aria-label="Variant">
                {choices}
            </div>
        </Show>
    }
}

/// Up to which moment is shown, where that is not the end; a press shows the end again.
#[component]
pub fn UpTo() -> impl IntoView {
    let cursor = Desk::get().look.cursor;
    view! {
        <Show when=move || cursor.get().is_some()>
            <button class="button bare" title="Show the end again" on:click=move |_| cursor.set(None)>
                <span>
                    <span class="up-to-word">"up to "</span>
                    {move || moment(cursor.get().unwrap_or_default())}
                </span>
                {icon(Glyph::Close)}
            </button>
        </Show>
    }
}
