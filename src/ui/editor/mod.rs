//! The script's panel: CodeMirror behind [`binding`], the variants' [`tabs`] above it, and the files' ([`file_tabs`]).

pub mod binding;
mod drag;
pub mod file_tabs;
mod lenses;
mod tab;
pub mod tabs;

use super::{desk::Desk, draft::DraftId, engine::schedule::RunId, findings};
use file_tabs::{FileTabs, Naming};
use leptos::{html, prelude::*};
use std::collections::HashMap;
use tabs::VariantTabs;
use trace::{EventKind, Trace};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};

/// The scripts, one at a time.
#[component]
pub fn EditorPanel() -> impl IntoView {
    let desk = Desk::get();
    let place = NodeRef::<html::Div>::new();

    place.on_load(move |element| {
        let on_change = Closure::<dyn Fn(u32, String, bool)>::new(move |number, text, parses| {
            desk.edit(number, text, parses);
        });
        let on_run = Closure::<dyn Fn()>::new(move || desk.run_all());
        // The editor lives as long as the page.
        let on_change: JsValue = on_change.into_js_value();
        let on_run: JsValue = on_run.into_js_value();
        binding::create(element.unchecked_ref(), &on_change, &on_run);
    });

    // Not before the editor is there: mounting comes first.
    let open = Memo::new(move |_| desk.text_shown());
    Effect::new(move |_| {
        if let (Some(_), Some(text)) = (place.get(), open.get()) {
            binding::open(text);
        }
    });
    let naming: Naming = RwSignal::new(None);

    Effect::new(mark_failures);
    findings::marks::keep();

    view! {
        <VariantTabs naming/>
        <FileTabs naming/>
            <div id="editor" role="tabpanel" aria-label="Editor" class="editor" data-testid="editor" node_ref=place></div>
            <p id="editor-hint" class="for-ears">
                "Press Escape, then Tab, to leave the editor."
            </p>
    }
}

/// Marks in each script where its newest run failed. Remembers what it has marked: a mark goes when its line
/// is edited, and does not come back before the next run.
fn mark_failures(seen: Option<HashMap<DraftId, (RunId, bool)>>) -> HashMap<DraftId, (RunId, bool)> {
    let mut seen = seen.unwrap_or_default();
    let desk = Desk::get();
    desk.results.recorded.with(|recorded| {
        for (&draft, run) in recorded {
            let recording = run.record.read();
            let failure = failure(recording.trace());
            let look = (run.run, failure.is_some());
            if seen.insert(draft, look) == Some(look) {
                continue;
            }
            match failure {
                Some((line, (from, to), message)) => {
                    binding::mark_error(draft.0, line, from, to, message);
                }
                None => binding::clear_error(draft.0),
            }
        }
        seen.retain(|draft, _| recorded.contains_key(draft));
    });
    seen
}

/// Line, columns and message of the failure that ended a run: it is among the last events.
fn failure(trace: &Trace) -> Option<(u32, (u32, u32), &str)> {
    trace
        .events
        .iter()
        .rev()
        .take(8)
        .find_map(|event| match &event.kind {
            EventKind::ScriptFailed { message, columns } => {
                Some((event.line?, columns.unwrap_or((0, 0)), message.as_str()))
            }
            _ => None,
        })
}
