//! Findings in the script itself: a mark beside the line's number, and the call underlined.

use super::{Found, found};
use crate::ui::{desk::Desk, editor::binding, run::RunStatus};
use leptos::prelude::*;
use serde::Serialize;

/// What the editor is told of one finding.
#[derive(Serialize)]
struct Mark<'a> {
    line: u32,
    /// The first column, and the one behind the last, in characters from 1; 0 for the whole line.
    from: u32,
    to: u32,
    message: &'a str,
}

/// Keeps the open script's marks those of its newest run.
pub fn keep() {
    let found = found(Desk::get());
    Effect::new(move |_| {
        let Some(found) = found.get() else { return };
        // An edit has taken the marks away.
        if found.status != RunStatus::Stale {
            binding::mark_findings(found.draft.0, &packed(&found));
        }
    });
}

fn packed(found: &Found) -> String {
    let texts: Vec<String> = found
        .findings
        .iter()
        .map(|finding| format!("{}: {}", finding.kind.name(), finding.text.replace('`', "")))
        .collect();
    let marks: Vec<Mark<'_>> = found
        .findings
        .iter()
        .zip(&texts)
        .filter_map(|(finding, text)| {
            let (from, to) = finding.columns.unwrap_or((0, 0));
            Some(Mark {
                line: finding.line?,
                from,
                to,
                message: text,
            })
        })
        .collect();
    serde_json::to_string(&marks).unwrap_or_default()
}
