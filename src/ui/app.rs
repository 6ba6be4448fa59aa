//! The page as a whole.

use super::{
    bottom::BottomBar,
    desk::Desk,
    engine::EngineStatus,
    header::Header,
    listen,
    notice::NoticeBar,
    panels::{PANELS, PanelPane},
    panes::{Arrangement, Split},
    splitter::Splitter,
};
use leptos::prelude::*;

/// The page.
#[component]
pub fn App() -> impl IntoView {
    let desk = Desk::new();
    provide_context(desk);
    listen::layout(desk);
    listen::keys(desk);
    listen::address(desk);
    listen::leaving(desk);
    listen::engine(desk);
    listen::update(desk);
    listen::dropping(desk);
    // The editor's scripts are made known before the editor is; it waits for the first one.
    desk.begin();

    let size = move |split, layout| {
        format!(
            "{:.2}%",
            desk.sizes.with(|sizes| sizes.get(split, layout)) * 100.0
        )
    };
    view! {
        <div
            class="app"
            data-area=move || desk.area.get().slug()
            data-busy=move || desk.results.busy.get().to_string()
            data-engine=move || desk.results.engine.with(EngineStatus::slug)
            style:--editor-width=move || size(Split::Editor, Arrangement::Desk)
            style:--editor-height=move || size(Split::Editor, Arrangement::Tablet)
            style:--console-height=move || size(Split::Console, desk.arrangement.get())
        >
            <Header/>
            <NoticeBar notices=desk.notices/>
            <main class="panes">
                {PANELS.iter().map(|panel| view! { <PanelPane panel/> }).collect_view()}
                <Splitter split=Split::Editor/>
                <Splitter split=Split::Console/>
            </main>
            <BottomBar/>
        </div>
    }
}
