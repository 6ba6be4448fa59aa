//! The panel itself.

use super::{
    offer::commands,
    prompt::Prompt,
    rows::TerminalRow,
    screen::{Row, screen, terminals},
    serve::{ServeButton, to_serve},
};
use crate::ui::{
    console::{UpTo, WhoseOutput},
    desk::{Desk, typing::TERMINAL},
    icon::{Glyph, icon},
    panels::{PANELS, PanelTabs},
    panes::Area,
};
use leptos::{ev, html, prelude::*};
use playground::typed::MAX_TERMINALS;
use trace::number::grouped;
use wasm_bindgen::JsCast;

/// How many rows are drawn at first, and how many more each time the reader asks for earlier ones.
const PORTION: usize = 500;

/// The panel.
#[component]
pub fn TerminalPanel() -> impl IntoView {
    let desk = Desk::get();
    let place = NodeRef::<html::Div>::new();
    let portion = RwSignal::new(PORTION);
    let at_end = StoredValue::new(true);
    let panel = PANELS.iter().find(|panel| panel.key == TERMINAL);
    let is_shown = Memo::new(move |_| panel.is_some_and(|panel| desk.shows(panel)));
    let typed = Memo::new(move |_| desk.typed());
    let rows = Memo::new(move |before: Option<&Vec<Row>>| {
        // Nobody looks: what is there is as good as anything.
        if !is_shown.get() {
            return before.cloned().unwrap_or_default();
        }
        let (terminal, typed) = (desk.terminal.get(), typed.get());
        let run = desk.of_active(|draft| draft.id);
        let run = run.and_then(|id| desk.results.recorded.read().get(&id).cloned());
        match run {
            Some(run) => {
                // A run of what was typed before says nothing of what has come since.
                let is_newest = desk.of_active(|draft| run.program.is_of(draft));
                let is_over = is_newest == Some(true) && !run.status.is_open();
                let record = run.record.read();
                screen(terminal, &typed, &record.trace().events, is_over)
            }
            None => screen(terminal, &typed, &[], false),
        }
    });
    // Another terminal, another variant: from its end.
    Effect::new(move |_| {
        desk.terminal.track();
        desk.look.open.track();
        portion.set(PORTION);
        at_end.set_value(true);
    });
    Effect::new(move |_| {
        rows.track();
        request_animation_frame(move || {
            if at_end.get_value()
                && let Some(place) = place.get_untracked()
            {
                place.set_scroll_top(place.scroll_height());
            }
        });
    });
    let follow = move |_| {
        if let Some(place) = place.get_untracked() {
            let below = place.scroll_height() - place.scroll_top() - place.client_height();
            at_end.set_value(below < 8);
        }
    };
    let hidden = Memo::new(move |_| rows.with(Vec::len).saturating_sub(portion.get()));
    let drawn = move || {
        let first = hidden.get();
        let terminal = desk.terminal.get();
        rows.with(|rows| {
            let rows = rows.iter().enumerate().skip(first);
            rows.map(|(index, row)| ((terminal, index, row.clone()), row.clone()))
                .collect::<Vec<_>>()
        })
    };
    let is_empty = move || rows.with(Vec::is_empty);

    view! {
        <div class="pane-bar">
            <PanelTabs area=Area::Output/>
            <WhoseOutput/>
            <span class="spring"></span>
            <UpTo/>
        </div>
        <TerminalTabs/>
        <div
            id="terminal-lines"
            class="terminal-lines"
            role="log"
            aria-label=move || format!("Terminal {}", desk.terminal.get())
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
            <For each=drawn key=|((terminal, index, row), _)| (*terminal, *index, key(row)) children=move |(_, row)| view! { <TerminalRow row/> }/>
            <Show when=is_empty>
                <Empty/>
            </Show>
        </div>
        <Prompt/>
    }
}

/// What tells a row from the one that was in its place before.
fn key(row: &Row) -> (String, String, Option<usize>) {
    let event = row.at.map(|(_, event)| event);
    (format!("{:?}", row.kind), row.text.clone(), event)
}

/// What a terminal is, and commands to begin with.
#[component]
fn Empty() -> impl IntoView {
    let desk = Desk::get();
    let app = to_serve(desk);
    let offered = Memo::new(move |_| {
        let terminal = desk.terminal.get();
        let offered = desk.of_active(|draft| commands(terminal, &draft.source, &draft.typed));
        offered.unwrap_or_default()
    });
    let offer = move |command: String| {
        let line = command.clone();
        view! {
            <button
                class="button offer"
                on:click=move |_| desk.type_at(desk.terminal.get_untracked(), &line)
            >
                {command}
            </button>
        }
    };
    let about = move || {
        match (app.get(), desk.terminal.get()) {
        (Some(app), 1) => format!(
            "This script defines “{}” and does not serve it. A terminal runs commands as a lesson prints them:",
            app.name
        ),
        (_, 1) => {
            "A terminal runs commands as a lesson prints them, on the simulated machine. Without any, the script runs by itself."
                .to_owned()
        }
        _ => "Another window on the same machine: what is typed here runs beside the others.".to_owned(),
    }
    };
    view! {
        <div class="empty terminal-empty">
            <p>{about}</p>
            <p class="offers">
                <ServeButton/>
                {move || offered.get().into_iter().map(offer).collect_view()}
            </p>
        </div>
    }
}

/// One tab for each terminal, and one more.
#[component]
fn TerminalTabs() -> impl IntoView {
    let desk = Desk::get();
    let seen = Memo::new(move |_| terminals(&desk.typed(), desk.terminal.get()));
    let used = Memo::new(move |_| {
        let terminal = desk.terminal.get();
        let used =
            desk.of_active(|draft| draft.typed.iter().any(|typed| typed.terminal == terminal));
        used.unwrap_or(false)
    });
    let tab = move |terminal: u32| {
        let is_open = move || desk.terminal.get() == terminal;
        view! {
            <button
                role="tab"
                class="tab"
                data-testid="terminal-tab"
                aria-label=format!("Terminal {terminal}")
                aria-selected=move || is_open().to_string()
                aria-controls="terminal-lines"
                tabindex=move || if is_open() { "0" } else { "-1" }
                on:click=move |_| desk.terminal.set(terminal)
            >
                {terminal}
            </button>
        }
    };
    let on_keydown = move |event: ev::KeyboardEvent| {
        let (terminal, seen) = (desk.terminal.get_untracked(), seen.get_untracked());
        let target = match event.key().as_str() {
            "ArrowLeft" => (terminal + seen - 2) % seen + 1,
            "ArrowRight" => terminal % seen + 1,
            "Home" => 1,
            "End" => seen,
            _ => return,
        };
        event.prevent_default();
        event.stop_propagation();
        desk.terminal.set(target);
        request_animation_frame(focus_open_tab);
    };
    view! {
        <div class="tabs-bar files-bar terminals-bar">
            <div class="tabs" role="tablist" aria-label="Terminals" on:keydown=on_keydown>
                {move || (1..=seen.get()).map(tab).collect_view()}
            </div>
            <button
                class="button bare square"
                aria-label="Open another terminal"
                title="Open another terminal"
                disabled=move || seen.get() == MAX_TERMINALS
                on:click=move |_| desk.add_terminal(seen.get_untracked())
            >
                {icon(Glyph::Plus)}
            </button>
            <span class="spring"></span>
            <button
                class="button bare square"
                aria-label="Clear this terminal"
                title="Remove all that is typed here (Ctrl-L)"
                disabled=move || !used.get()
                on:click=move |_| desk.clear_terminal(desk.terminal.get_untracked())
            >
                {icon(Glyph::Bin)}
            </button>
        </div>
    }
}

fn focus_open_tab() {
    let open = document().query_selector(".terminals-bar [role=tab][aria-selected=true]");
    if let Ok(Some(tab)) = open
        && let Ok(tab) = tab.dyn_into::<web_sys::HtmlElement>()
    {
        let _ = tab.focus();
    }
}
