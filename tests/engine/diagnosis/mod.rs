//! What the diagnosis says of real runs, and where it must stay silent.

mod awaits_in_a_row;
mod blocking_call;
mod clients;
mod command_line;
mod computing;
mod deadlock;
mod dropped_task;
mod exception_never_retrieved;
mod lock_held;
mod lost_update;
mod never_awaited;
mod no_main_guard;
mod not_thread_safe;
mod nothing_left;
mod quiet;
mod responses;
mod serving;
mod swallowed_cancellation;
mod sync_client;
mod unbounded_concurrency;

use crate::support::{example_options, run, run_with};
use diagnosis::{Finding, Kind};

/// The only finding of a script, which is of this kind.
#[track_caller]
fn only(kind: Kind, source: &str) -> Finding {
    let findings = run(source).findings;
    match findings.as_slice() {
        [finding] if finding.kind == kind => finding.clone(),
        other => panic!("one finding of kind {kind:?} was expected: {other:#?}"),
    }
}

/// Nothing is found in a script.
#[track_caller]
fn silent(source: &str) {
    let findings = run(source).findings;
    assert_eq!(findings, [], "nothing is wrong in {source}");
}

/// Applies a finding's fix to the script. What it gives runs without a finding of the kind.
#[track_caller]
fn cured(source: &str, finding: &Finding) -> String {
    let fix = finding.fix.as_ref().expect("there is a fix");
    let text = fix.apply(source).expect("the fix is one of this script");
    let run = run(&text);
    let again = run.findings.iter().find(|other| other.kind == finding.kind);
    assert_eq!(again, None, "the fix cures\n{text}");
    assert!(!run.stderr.contains("SyntaxError"), "{}", run.stderr);
    text
}

/// The text of a finding has these parts.
#[track_caller]
fn says(finding: &Finding, parts: &[&str]) {
    for part in parts {
        assert!(
            finding.text.contains(part),
            "«{part}» is missing in: {}",
            finding.text
        );
    }
}
