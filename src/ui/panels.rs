//! The panels: each says here what it is, where it stands, and what of the [`Look`](super::look::Look) it draws. A new
//! panel is a line of [`PANELS`] and a component.

use super::{
    client::{ClientPanel, panel::CLIENT},
    console::ConsolePanel,
    desk::{Desk, typing::TERMINAL},
    editor::EditorPanel,
    findings::{self, FindingsPanel},
    loop_panel::LoopPanel,
    panes::{Area, Arrangement},
    scope::ScopePanel,
    tasks::TasksPanel,
    terminal::TerminalPanel,
};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// A part of what is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The open variant's run, or those of all variants.
    Run,
    /// The cursor's moment.
    Cursor,
    /// The selected span.
    Selection,
    /// What is pointed at.
    Hover,
}

impl Part {
    fn word(self) -> &'static str {
        match self {
            Self::Run => "run",
            Self::Cursor => "cursor",
            Self::Selection => "selection",
            Self::Hover => "hover",
        }
    }
}

/// One panel.
pub struct Panel {
    /// Names it in tests and style sheets; `data-panel`.
    pub key: &'static str,
    /// What a reader calls it.
    pub name: &'static str,
    /// The area it stands in on a desktop, on a tablet, and on a phone. Of several in one area one is shown, and each
    /// has their tabs.
    pub areas: [Area; 3],
    /// What it draws of what is looked at; `data-draws`.
    pub draws: &'static [Part],
    /// How many things in it want to be looked at.
    pub count: fn(Desk) -> Memo<usize>,
    /// The panel itself.
    view: fn() -> AnyView,
}

impl Panel {
    /// The area it stands in.
    pub fn area(&self, arrangement: Arrangement) -> Area {
        let [desk, tablet, phone] = self.areas;
        match arrangement {
            Arrangement::Desk => desk,
            Arrangement::Tablet => tablet,
            Arrangement::Phone => phone,
        }
    }
}

/// All panels.
pub static PANELS: [Panel; 8] = [
    Panel {
        key: "script",
        name: "Script",
        areas: [Area::Script; 3],
        draws: &[Part::Run, Part::Cursor],
        count: nothing,
        view: || view! { <EditorPanel/> }.into_any(),
    },
    Panel {
        key: "scope",
        name: "Timeline",
        areas: [Area::Scope; 3],
        draws: &[Part::Run, Part::Cursor, Part::Selection, Part::Hover],
        count: nothing,
        view: || view! { <ScopePanel/> }.into_any(),
    },
    Panel {
        key: "console",
        name: "Console",
        areas: [Area::Output; 3],
        draws: &[Part::Run, Part::Cursor],
        count: nothing,
        view: || view! { <ConsolePanel/> }.into_any(),
    },
    Panel {
        key: "findings",
        name: "Findings",
        areas: [Area::Output; 3],
        draws: &[Part::Run],
        count: findings::count,
        view: || view! { <FindingsPanel/> }.into_any(),
    },
    Panel {
        key: "tasks",
        name: "Tasks",
        areas: [Area::Output; 3],
        draws: &[Part::Run, Part::Selection],
        count: nothing,
        view: || view! { <TasksPanel/> }.into_any(),
    },
    Panel {
        key: TERMINAL,
        name: "Terminal",
        areas: [Area::Output; 3],
        draws: &[Part::Run, Part::Cursor],
        count: nothing,
        view: || view! { <TerminalPanel/> }.into_any(),
    },
    Panel {
        key: CLIENT,
        name: "Client",
        areas: [Area::Output; 3],
        draws: &[Part::Run, Part::Cursor],
        count: nothing,
        view: || view! { <ClientPanel/> }.into_any(),
    },
    Panel {
        key: "loop",
        name: "Loop",
        areas: [Area::Loop; 3],
        draws: &[Part::Run, Part::Cursor],
        count: nothing,
        view: || view! { <LoopPanel/> }.into_any(),
    },
];

fn nothing(_: Desk) -> Memo<usize> {
    Memo::new(|_| 0)
}

/// The panels of an area.
pub fn panels_in(area: Area, arrangement: Arrangement) -> impl Iterator<Item = &'static Panel> {
    PANELS
        .iter()
        .filter(move |panel| panel.area(arrangement) == area)
}

impl Desk {
    /// Whether a panel is the one that its area shows: the one that was chosen last, or else the first.
    pub fn shows(&self, panel: &Panel) -> bool {
        let arrangement = self.arrangement.get();
        let area = panel.area(arrangement);
        let chosen = self.chosen.with(|chosen| {
            let mut there = panels_in(area, arrangement);
            there.find(|other| chosen.contains(&other.key))
        });
        let shown = chosen.or_else(|| panels_in(area, arrangement).next());
        shown.is_some_and(|shown| shown.key == panel.key)
    }

    /// Shows another panel instead of this one, if it is shown.
    pub fn unchoose(&self, panel: &str) {
        if self.chosen.with_untracked(|chosen| chosen.contains(&panel)) {
            self.chosen
                .update(|chosen| chosen.retain(|key| *key != panel));
        }
    }

    /// Shows a panel in its area.
    pub fn choose(&self, panel: &Panel) {
        let arrangement = self.arrangement.get_untracked();
        let area = panel.area(arrangement);
        self.chosen.update(|chosen| {
            chosen.retain(|key| panels_in(area, arrangement).all(|other| other.key != *key));
            chosen.push(panel.key);
        });
    }
}

/// A panel in its area.
#[component]
pub fn PanelPane(
    /// Which one.
    panel: &'static Panel,
) -> impl IntoView {
    let desk = Desk::get();
    let draws: Vec<&str> = panel.draws.iter().map(|part| part.word()).collect();
    view! {
        <section
            class=move || format!("pane {}-pane", panel.area(desk.arrangement.get()).slug())
            aria-label=panel.name
            data-panel=panel.key
            data-draws=draws.join(" ")
            data-testid=panel.key
            hidden=move || !desk.shows(panel)
        >
            {(panel.view)()}
        </section>
    }
}

/// The tabs of the panels that share an area, with how many things in each want to be looked at.
#[component]
pub fn PanelTabs(
    /// The area's.
    area: Area,
) -> impl IntoView {
    let desk = Desk::get();
    let tab = move |panel: &'static Panel| {
        let count = (panel.count)(desk);
        let label = move || match count.get() {
            0 => panel.name.to_owned(),
            count => format!("{} ({count})", panel.name),
        };
        view! {
            <button
                class="tab"
                class:has-findings=move || count.get() != 0
                aria-pressed=move || desk.shows(panel).to_string()
                on:click=move |_| {
                    desk.choose(panel);
                    // The tabs that were pressed are out of sight now: the focus goes to those that are in it.
                    request_animation_frame(move || focus_tab(panel));
                }
            >
                {label}
            </button>
        }
    };
    view! {
        <div class="tabs side-tabs" role="group" aria-label="Output">
            {move || panels_in(area, desk.arrangement.get()).map(tab).collect_view()}
        </div>
    }
}

fn focus_tab(panel: &Panel) {
    let tab = format!("[data-panel={}] .side-tabs [aria-pressed=true]", panel.key);
    if let Ok(Some(tab)) = document().query_selector(&tab)
        && let Ok(tab) = tab.dyn_into::<web_sys::HtmlElement>()
    {
        let _ = tab.focus();
    }
}
