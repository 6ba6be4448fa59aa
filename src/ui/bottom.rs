//! The bar at the bottom of a phone: one tab for each pane, and Run within reach of a thumb.

use super::{
    desk::Desk,
    header::run_button::RunButton,
    icon::{Glyph, icon},
    panels::panels_in,
    panes::{Area, Arrangement},
};
use leptos::prelude::*;

fn glyph(area: Area) -> Glyph {
    match area {
        Area::Script => Glyph::Code,
        Area::Scope => Glyph::Scope,
        Area::Loop => Glyph::Loop,
        Area::Output => Glyph::Console,
    }
}

/// The bar; only a phone has it.
#[component]
pub fn BottomBar() -> impl IntoView {
    let desk = Desk::get();
    let narrow = Memo::new(move |_| desk.arrangement.get() == Arrangement::Phone);
    let tab = move |area: Area| {
        let counts: Vec<_> = panels_in(area, Arrangement::Phone)
            .map(|panel| (panel.count)(desk))
            .collect();
        let count = Memo::new(move |_| counts.iter().map(Get::get).sum::<usize>());
        view! {
            <button
                class="bottom-tab"
                aria-current=move || (desk.area.get() == area).then_some("page")
                on:click=move |_| desk.area.set(area)
            >
                {icon(glyph(area))}
                {area.name()}
                <Show when=move || count.get() != 0>
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
                <nav aria-label="Panes">{Area::ALL.map(tab).collect_view()}</nav>
                <RunButton/>
            </footer>
        </Show>
    }
}
