//! The page as a whole.

use super::{
    bottom::BottomBar, console::ConsolePane, desk::Desk, editor::EditorPane, header::Header,
    listen, notice::NoticeBar, panes::Split, scope::Scope, splitter::Splitter,
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
    // The editor's scripts are made known before the editor is; it waits for the first one.
    desk.begin();

    let runs = desk.runs();
    let on_line = Callback::new(move |(variant, line): (usize, u32)| desk.reveal(variant, line));
    let percent = |fraction: f64| format!("{:.2}%", fraction * 100.0);
    view! {
        <div
            class="app"
            data-pane=move || desk.pane.get().slug()
            data-busy=move || desk.results.busy.get().to_string()
        >
            <Header/>
            <NoticeBar notices=desk.notices/>
            <main
                class="panes"
                style:--editor-width=move || percent(desk.sizes.get().editor_width)
                style:--editor-height=move || percent(desk.sizes.get().editor_height)
                style:--console-height=move || percent(desk.sizes.get().console_height)
            >
                <EditorPane/>
                <Splitter split=Split::Editor/>
                <section class="pane scope-pane" aria-label="Timeline">
                    <Scope runs active=desk.active cursor=desk.cursor on_line/>
                </section>
                <Splitter split=Split::Console/>
                <ConsolePane/>
            </main>
            <BottomBar/>
        </div>
    }
}
