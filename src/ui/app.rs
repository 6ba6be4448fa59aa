//! The page as a whole.

use super::{
    bottom::BottomBar,
    console::ConsolePane,
    desk::Desk,
    editor::EditorPane,
    engine::EngineStatus,
    header::Header,
    listen,
    loop_panel::LoopPanel,
    notice::NoticeBar,
    panes::{Layout, Split},
    scope::Scope,
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
    // The editor's scripts are made known before the editor is; it waits for the first one.
    desk.begin();

    let runs = desk.runs();
    let on_line = Callback::new(move |(variant, line): (usize, u32)| desk.reveal(variant, line));
    let size = move |split, layout| {
        format!(
            "{:.2}%",
            desk.sizes.with(|sizes| sizes.get(split, layout)) * 100.0
        )
    };
    view! {
        <div
            class="app"
            data-pane=move || desk.pane.get().slug()
            data-busy=move || desk.results.busy.get().to_string()
            data-engine=move || desk.results.engine.with(EngineStatus::slug)
            style:--editor-width=move || size(Split::Editor, Layout::Desk)
            style:--editor-height=move || size(Split::Editor, Layout::Tablet)
            style:--console-height=move || size(Split::Console, desk.layout.get())
        >
            <Header/>
            <NoticeBar notices=desk.notices/>
            <main class="panes">
                <EditorPane/>
                <Splitter split=Split::Editor/>
                <section class="pane scope-pane" aria-label="Timeline">
                    <Scope runs active=desk.active cursor=desk.cursor on_line/>
                </section>
                <Splitter split=Split::Console/>
                <ConsolePane/>
                <LoopPanel/>
            </main>
            <BottomBar/>
        </div>
    }
}
