//! The bar at the bottom of a phone: one tab for each pane, and Run within reach of a thumb.

use super::{
    desk::Desk,
    findings::{Found, found},
    header::run_button::RunButton,
    icon::{Glyph, icon},
    panes::{Layout, Pane},
};
use leptos::prelude::*;

const PANES: [(Pane, &str, Glyph); 4] = [
    (Pane::Code, "Code", Glyph::Code),
    (Pane::Scope, "Scope", Glyph::Scope),
    (Pane::Loop, "Loop", Glyph::Loop),
    (Pane::Console, "Console", Glyph::Console),
];

/// The bar; only a phone has it.
#[component]
pub fn BottomBar() -> impl IntoView {
    let desk = Desk::get();
    let narrow = Memo::new(move |_| desk.layout.get() == Layout::Phone);
    let found = found(desk);
    let count = Memo::new(move |_| found.with(|found| found.as_ref().map_or(0, Found::count)));
    let tab = move |(pane, label, glyph): (Pane, &'static str, Glyph)| {
        view! {
            <button
                class="bottom-tab"
                aria-current=move || (desk.pane.get() == pane).then_some("page")
                on:click=move |_| desk.pane.set(pane)
            >
                {icon(glyph)}
                {label}
                <Show when=move || pane == Pane::Console && count.get() != 0>
                    <span class="found" title="Findings">
                        <span class="for-ears">"findings: "</span>
                        {count}
                    </span>
                </Show>
            </button>
        }
    };
    view! {
        <Show when=move || narrow.get()>
            <footer class="bottom">
                <nav aria-label="Panes">{PANES.map(tab).collect_view()}</nav>
                <RunButton/>
            </footer>
        </Show>
    }
}
