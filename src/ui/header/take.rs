//! What can be taken along: the picture, the trace, the comparison as text.

use crate::ui::{
    desk::{
        Desk,
        exporting::{Take, Taken},
    },
    icon::{Glyph, icon},
};
use leptos::prelude::*;

/// The buttons, and what came of the last one.
#[component]
pub fn TakeAlong() -> impl IntoView {
    let desk = Desk::get();
    let taken = RwSignal::new(None::<Taken>);
    let button = move |what: Take, label: &'static str, about: &'static str| {
        view! {
            <button class="button" title=about data-take=format!("{what:?}") on:click=move |_| desk.take(what, taken)>
                {label}
            </button>
        }
    };
    let group = "take-group";
    view! {
        <div class="take" data-testid="take">
            <div class=group role="group" aria-label="Picture of the timeline">
                <span>"Picture"</span>
                {button(Take::Svg, "SVG", "Save what is seen of the timeline as SVG")}
                {button(Take::Png, "PNG", "Save what is seen of the timeline as PNG")}
                {button(Take::CopyPng, "Copy", "Copy what is seen of the timeline as a picture")}
            </div>
            <div class=group role="group" aria-label="Trace">
                <span>"Trace"</span>
                {button(Take::Json, "JSON", "Save the open variant's trace as JSON")}
                {button(Take::Perfetto, "Perfetto", "Save all runs for ui.perfetto.dev")}
            </div>
            <div class=group role="group" aria-label="Comparison">
                <span>"Text"</span>
                {button(Take::CopyMarkdown, "Copy as Markdown", "Copy title, link, what there is to say of each variant, and a table of totals")}
            </div>
            <p class="take-word" role="status" class:good=move || matches!(taken.get(), Some(Ok(_)))>
                {move || match taken.get() {
                    Some(Ok(word)) => {
                        view! {
                            {icon(Glyph::Check)}
                            {word.to_owned()}
                        }
                            .into_any()
                    }
                    Some(Err(reason)) => reason.into_any(),
                    None => ().into_any(),
                }}
            </p>
        </div>
    }
}
