//! The button that serves an application.

use super::serving::{App, unserved};
use crate::ui::{
    desk::Desk,
    icon::{Glyph, icon},
};
use leptos::prelude::*;

/// The application that the open variant defines, where nobody serves it yet.
pub fn to_serve(desk: Desk) -> Memo<Option<App>> {
    Memo::new(move |_| {
        desk.of_active(|draft| {
            let served = !draft.typed.is_empty();
            if served {
                None
            } else {
                unserved(&draft.source)
            }
        })?
    })
}

/// The button; it is there only where there is something to serve.
#[component]
pub fn ServeButton() -> impl IntoView {
    let desk = Desk::get();
    let app = to_serve(desk);
    view! {
        {move || {
            app.get()
                .map(|app| {
                    let title = format!(
                        "Type “{}” at a terminal, and ask it for {} at another",
                        app.command(),
                        app.path,
                    );
                    view! {
                        <button class="button serve" data-testid="serve" title=title on:click=move |_| desk.serve(&app)>
                            {icon(Glyph::Serve)}
                            <span class="button-text">"Serve"</span>
                        </button>
                    }
                })
        }}
    }
}
