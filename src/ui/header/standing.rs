//! Where the engine and the runs stand, in a few words.

use crate::ui::{desk::Desk, engine::EngineStatus, time::real};
use leptos::prelude::*;
use trace::number::grouped;

/// The words.
#[component]
pub fn Standing() -> impl IntoView {
    let desk = Desk::get();
    view! {
        <p class="standing" data-testid="standing">
            {move || words(desk)}
        </p>
    }
}

fn words(desk: Desk) -> String {
    let results = desk.results;
    if let Some(progress) = results.progress.get() {
        let name = desk.drafts.with(|drafts| {
            let draft = drafts.iter().find(|draft| draft.id == progress.draft);
            draft.map(|draft| draft.name.clone()).unwrap_or_default()
        });
        let doing = if progress.paused {
            "Paused:"
        } else {
            "Running"
        };
        return format!(
            "{doing} {name} · {} · {} events",
            real(progress.elapsed),
            grouped(progress.events)
        );
    }
    match results.engine.get() {
        EngineStatus::Starting => "The engine is starting".to_owned(),
        EngineStatus::Broken(_) => "The engine is not running".to_owned(),
        EngineStatus::Ready => match results.took.get() {
            Some((took, 1)) => format!("Ran in {}", real(took)),
            Some((took, runs)) => format!("{runs} variants ran in {}", real(took)),
            None => String::new(),
        },
    }
}
