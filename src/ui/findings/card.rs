//! One finding.

use super::Found;
use crate::ui::{desk::Desk, prose::in_words, run::RunStatus};
use diagnosis::Kind;
use leptos::prelude::*;
use trace::number::spoken;

/// What a cost means.
fn cost_words(kind: Kind) -> &'static str {
    match kind {
        Kind::AwaitsInARow => "could be saved",
        Kind::BlockingCall | Kind::Computing => "held",
        Kind::LockHeld => "waited by others",
        Kind::Deadlock => "stuck",
        Kind::ExceptionNeverRetrieved => "unseen",
        Kind::SwallowedCancellation => "after cancel",
        Kind::DroppedTask => "still to do",
        _ => "lost",
    }
}

/// Kind, line and cost; what happened; the fix.
#[component]
pub fn Card(
    /// The findings.
    found: Found,
    /// Which one.
    place: usize,
    /// Told when a fix was applied.
    fixed: Callback<()>,
) -> impl IntoView {
    let desk = Desk::get();
    let Some(finding) = found.findings.get(place).cloned() else {
        return ().into_any();
    };
    let stale = found.status == RunStatus::Stale;
    let (at, end) = (finding.at, found.end);
    let line = finding.line.map(|line| {
        let show = move |_| {
            desk.look.cursor.set((at < end).then_some(at));
            desk.reveal(desk.look.open.get_untracked(), line);
        };
        view! {
            <button class="line-link" title="Show this line, and the timeline at that moment" on:click=show>
                {format!("line {line}")}
            </button>
        }
    });
    let cost = finding.cost.map(|cost| {
        view! {
            <p class="finding-cost">
                <strong>{spoken(cost)}</strong>
                {format!(" {}", cost_words(finding.kind))}
            </p>
        }
    });
    let draft = found.draft;
    let fix = finding.fix.clone().map(|fix| {
        let label = fix.label.clone();
        let name = format!("Fix: {}", label.replace('`', ""));
        let beside = fix.clone();
        let apply = move |_| {
            desk.fix(draft, &fix);
            fixed.run(());
        };
        let apply_beside = move |_| {
            desk.fix_beside(draft, &beside);
            fixed.run(());
        };
        let name_beside = format!("In a copy: {}", label.replace('`', ""));
        view! {
            <div class="finding-fix">
                <button class="button" aria-label=name disabled=stale on:click=apply>
                    "Fix"
                </button>
                <button
                    class="button"
                    aria-label=name_beside
                    title="Fix a copy, so that before and after stay side by side"
                    disabled=stale
                    on:click=apply_beside
                >
                    "In a copy"
                </button>
                <p>{in_words(&label)}</p>
            </div>
        }
    });
    view! {
        <article class="finding" data-kind=slug(finding.kind)>
            <header>
                <h3>{finding.kind.name()}</h3>
                {line}
                {cost}
            </header>
            <p class="finding-text">{in_words(&finding.text)}</p>
            {fix}
        </article>
    }
    .into_any()
}

/// As `data-kind` names it: as traces do.
fn slug(kind: Kind) -> String {
    serde_json::to_value(kind)
        .ok()
        .and_then(|value| value.as_str().map(str::to_owned))
        .unwrap_or_default()
}
