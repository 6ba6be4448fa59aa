//! What the header of a variant says of its run: the total, where it stands, why it differs from the others.

use crate::ui::run::{Run, RunStatus};
use trace::{EventKind, Trace, compare, number};

/// How long it took, once that means anything.
pub fn total(run: &Run) -> String {
    if run.timeline.lanes.is_empty() {
        String::new()
    } else {
        number::spoken(run.timeline.end)
    }
}

/// Where a run stands, where that is not the ordinary end: a word for the style sheet, and one for the reader.
pub fn status(run: &Run) -> (&'static str, &str) {
    match &run.status {
        RunStatus::Waiting => ("waiting", "waiting to run"),
        RunStatus::Running => ("running", "running…"),
        RunStatus::Interrupted(reason) => ("stopped", reason),
        RunStatus::Stale => ("stale", "edited since"),
        RunStatus::Finished if has_failed(&run.trace) => ("failed", ""),
        RunStatus::Finished => ("finished", ""),
    }
}

/// Whether an exception ended the script.
fn has_failed(trace: &Trace) -> bool {
    // It is followed by the exit, and at most by what is written meanwhile.
    let last = trace.events.iter().rev().take(256);
    last.map(|event| &event.kind)
        .any(|kind| matches!(kind, EventKind::ScriptFailed { .. }))
}

/// What is said of a script that neither waits nor blocks.
const IN_NO_TIME: &str = "nothing waited: code itself takes no time here";

/// Why each run took as long as it did, beside the others.
pub fn sentences(runs: &[Run]) -> Vec<String> {
    let told: Vec<_> = runs
        .iter()
        .map(|run| compare::Run {
            name: &run.name,
            trace: &run.trace,
            timeline: &run.timeline,
        })
        .collect();
    compare::compare(&told)
        .into_iter()
        .zip(runs)
        .map(|(verdict, run)| {
            let Some(sentence) = verdict.sentence else {
                let last = run.trace.events.last().map(|event| &event.kind);
                let over = matches!(last, Some(EventKind::Exited { .. }));
                return if over && run.timeline.end == 0.0 {
                    IN_NO_TIME.to_owned()
                } else {
                    String::new()
                };
            };
            // The total stands before the sentence already.
            let total = number::spoken(verdict.total);
            let rest = sentence.strip_prefix(&total);
            match rest.and_then(|rest| rest.strip_prefix(": ").or(rest.strip_prefix(", "))) {
                Some(rest) => rest.to_owned(),
                None => sentence,
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;
    use std::sync::Arc;
    use trace::Event;

    fn run(status: RunStatus, kinds: Vec<EventKind>) -> Run {
        let events = kinds
            .into_iter()
            .map(|kind| Event {
                at: 0.0,
                runner: None,
                line: None,
                kind,
            })
            .collect();
        Run {
            name: "gather".to_owned(),
            trace: Arc::new(Trace { events }),
            timeline: Arc::new(sample::timeline(sample::tasks(&[0]))),
            status,
        }
    }

    #[test]
    fn an_ordinary_end_needs_no_words() {
        let run = run(RunStatus::Finished, vec![EventKind::Exited { code: 0 }]);
        assert_eq!(status(&run), ("finished", ""));
        assert_eq!(total(&run), "1.0 s");
    }

    #[test]
    fn a_failed_script_is_marked_and_said_to_have_failed() {
        let failed = EventKind::ScriptFailed {
            message: "ValueError: no beans".to_owned(),
            columns: None,
        };
        let run = run(
            RunStatus::Finished,
            vec![failed, EventKind::Exited { code: 1 }],
        );
        assert_eq!(status(&run).0, "failed");
        let said = &sentences(&[run])[0];
        assert!(said.contains("ValueError: no beans"), "{said}");
    }

    #[test]
    fn a_run_in_no_time_is_explained() {
        let mut run = run(RunStatus::Finished, vec![EventKind::Exited { code: 0 }]);
        assert_eq!(sentences(std::slice::from_ref(&run)), [""]);
        run.timeline = Arc::new(sample::timeline(vec![sample::loop_lane(vec![])]));
        assert_eq!(sentences(&[run]), [IN_NO_TIME]);
    }

    #[test]
    fn a_stopped_run_says_why() {
        let run = run(RunStatus::Interrupted("You stopped it.".to_owned()), vec![]);
        assert_eq!(status(&run), ("stopped", "You stopped it."));
    }
}
