//! What the lower left pane shows: the console, or the findings.

use super::found;
use crate::ui::{desk::Desk, panes::Side};
use leptos::prelude::*;

/// The two tabs, with the number of findings.
#[component]
pub fn SideTabs() -> impl IntoView {
    let desk = Desk::get();
    let found = found(desk);
    let count =
        Memo::new(move |_| found.with(|found| found.as_ref().map_or(0, super::Found::count)));
    let tab = move |side: Side, label: Signal<String>| {
        view! {
            <button
                class="tab"
                class:has-findings=move || side == Side::Findings && count.get() != 0
                aria-pressed=move || (desk.side.get() == side).to_string()
                on:click=move |_| desk.side.set(side)
            >
                {label}
            </button>
        }
    };
    let findings = Signal::derive(move || match count.get() {
        0 => "Findings".to_owned(),
        count => format!("Findings ({count})"),
    });
    view! {
        <div class="tabs side-tabs" role="group" aria-label="Output">
            {tab(Side::Console, Signal::derive(|| "Console".to_owned()))}
            {tab(Side::Findings, findings)}
        </div>
    }
}
