//! The list of cards, and what it is of.

use super::card::Card;
use crate::ui::{
    console::{UpTo, WhoseOutput},
    desk::Desk,
    draft::DraftId,
    engine::schedule::RunId,
    panels::PanelTabs,
    panes::Area,
    run::RunStatus,
};
use diagnosis::{Ending, Finding};
use leptos::{html, prelude::*};
use std::sync::Arc;
use trace::Seconds;

/// The findings of the open variant, and what they are of.
#[derive(Clone, Debug)]
pub struct Found {
    /// The variant.
    pub draft: DraftId,
    /// Its run.
    pub run: RunId,
    /// The costliest first.
    pub findings: Arc<Vec<Finding>>,
    /// Where the run stands; [`RunStatus::Stale`] where the script has changed since.
    pub status: RunStatus,
    /// When the run ended, in virtual seconds.
    pub end: Seconds,
    /// Whether it ended well.
    pub ending: Ending,
}

impl PartialEq for Found {
    fn eq(&self, other: &Self) -> bool {
        (self.draft, self.run, &self.status) == (other.draft, other.run, &other.status)
            && Arc::ptr_eq(&self.findings, &other.findings)
    }
}

impl Found {
    /// How many they are.
    pub fn count(&self) -> usize {
        self.findings.len()
    }
}

/// The open variant's findings; `None` before it has run.
pub fn found(desk: Desk) -> Memo<Option<Found>> {
    Memo::new(move |_| {
        let draft = desk.active_draft()?;
        desk.results.recorded.with(|recorded| {
            let run = recorded.get(&draft.id)?;
            let status = match run.program.is_of(&draft) {
                true => run.status.clone(),
                false => RunStatus::Stale,
            };
            Some(Found {
                draft: draft.id,
                run: run.run,
                findings: run.findings.clone(),
                status,
                end: run.timeline.end,
                ending: match run.status {
                    RunStatus::Finished => run.record.read().ending().clone(),
                    _ => Ending::Well,
                },
            })
        })
    })
}

/// How many findings the open variant has.
pub fn count(desk: Desk) -> Memo<usize> {
    let found = found(desk);
    Memo::new(move |_| found.with(|found| found.as_ref().map_or(0, Found::count)))
}

/// The panel.
#[component]
pub fn FindingsPanel() -> impl IntoView {
    view! {
        <div class="pane-bar">
            <PanelTabs area=Area::Output/>
            <WhoseOutput/>
            <span class="spring"></span>
            <UpTo/>
        </div>
        <FindingsList/>
    }
}

/// The cards.
#[component]
fn FindingsList() -> impl IntoView {
    let desk = Desk::get();
    let found = found(desk);
    let place = NodeRef::<html::Div>::new();
    // A card goes when its fix is applied: the focus stays in the list.
    let fixed = Callback::new(move |()| {
        if let Some(place) = place.get_untracked() {
            let _ = place.focus();
        }
    });
    let cards = move || {
        let Some(found) = found.get() else {
            return ().into_any();
        };
        let card = |place: usize| {
            view! { <li><Card found=found.clone() place fixed/></li> }
        };
        (0..found.count()).map(card).collect_view().into_any()
    };
    let stale = Memo::new(move |_| {
        found.with(|found| {
            found
                .as_ref()
                .is_some_and(|found| found.status == RunStatus::Stale && found.count() > 0)
        })
    });
    let empty = move || {
        found.with(|found| match found {
            Some(found) if found.count() > 0 => None,
            found => Some(nothing(desk, found.as_ref())),
        })
    };
    view! {
        <div
            class="findings"
            role="region"
            aria-label="What was noticed"
            tabindex="0"
            class:stale=move || stale.get()
            node_ref=place
        >
            <Show when=move || stale.get()>
                <p class="findings-note">"The script has changed since. Run it to look again."</p>
            </Show>
            <ul>{cards}</ul>
            {move || empty().map(|words| view! { <p class="empty">{words}</p> })}
        </div>
    }
}

/// Why there is no card.
fn nothing(desk: Desk, found: Option<&Found>) -> String {
    if let Some(Found {
        status: RunStatus::Finished,
        ending: Ending::Badly(how),
        ..
    }) = found
    {
        return format!("{how} Nothing else was found.");
    }
    let words = match found.map(|found| &found.status) {
        Some(RunStatus::Finished) => {
            "Nothing to find fault with: no blocking call, nothing lost, no waits that could overlap."
        }
        Some(RunStatus::Running) => "Running; the findings come with the end.",
        Some(RunStatus::Paused) => "Paused; the findings come with the end.",
        Some(RunStatus::Interrupted(_)) => {
            "The run was ended before its end: there is nothing to say of the rest."
        }
        Some(RunStatus::Stale) => {
            "The script has changed since it ran. Run it to see what there is to find."
        }
        _ if desk.results.busy.get() => "Waiting for its turn to run.",
        _ => "Run the script to see what went wrong in it, and what to change.",
    };
    words.to_owned()
}
