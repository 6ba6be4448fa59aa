//! What the header of a variant says of its run: the total, where it stands, why it differs from the others.

use crate::ui::run::{Run, RunStatus, has_failed};
use trace::{
    EventKind, Timeline, Trace,
    compare::{self, Known},
    number,
};

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
        RunStatus::Paused => ("paused", "paused"),
        RunStatus::Interrupted(reason) => ("stopped", reason),
        RunStatus::Stale => ("stale", "edited since"),
        RunStatus::Finished if has_failed(run.record.read().trace()) => ("failed", ""),
        RunStatus::Finished => ("finished", ""),
    }
}

/// What is said of a script that neither waits nor blocks.
const IN_NO_TIME: &str = "nothing waited: code itself takes no time here";

/// Said of a run of another clock than the one that others beside it were on.
const VIRTUAL: &str = "on the virtual clock: not to be compared with a live run";

/// What comparing takes time to find out of a run.
pub fn known(run: &Run) -> Known {
    let record = run.record.read();
    let compared = compare::Run {
        name: &run.name,
        trace: record.trace(),
        timeline: &run.timeline,
    };
    Known::of(&compared, record.happened().clone())
}

/// Why each run took as long as it did, beside the others; `known` is what is known of each. Runs are compared where they
/// depended on the same settings: what a live run took was measured, and what a virtual one took was computed.
pub fn sentences(runs: &[Run], known: &[&Known]) -> Vec<String> {
    let records: Vec<_> = runs.iter().map(|run| run.record.read()).collect();
    let tell = |run: &Run, verdict: compare::Verdict, trace: &Trace| match verdict.sentence {
        Some(sentence) => without_total(sentence, &number::spoken(verdict.total)),
        None => in_no_time(trace, &run.timeline).to_owned(),
    };
    let mut told = vec![String::new(); runs.len()];
    for (index, run) in runs.iter().enumerate() {
        let alike: Vec<usize> = (0..runs.len())
            .filter(|&other| runs[other].settings == run.settings)
            .collect();
        // Each group once, at its first run.
        if alike[0] != index {
            continue;
        }
        let compared: Vec<_> = alike
            .iter()
            .map(|&each| compare::Run {
                name: &runs[each].name,
                trace: records[each].trace(),
                timeline: &runs[each].timeline,
            })
            .collect();
        let of_them: Vec<&Known> = alike.iter().map(|&each| known[each]).collect();
        let verdicts = compare::compare_known(&compared, &of_them);
        for (each, verdict) in alike.iter().zip(verdicts) {
            told[*each] = tell(&runs[*each], verdict, records[*each].trace());
        }
    }
    if runs.iter().any(|run| run.settings.clock.is_live()) {
        for (run, told) in runs.iter().zip(&mut told) {
            if !run.settings.clock.is_live() && run.record.events() > 0 {
                *told = VIRTUAL.to_owned();
            }
        }
    }
    told
}

/// The total stands before the sentence already.
fn without_total(sentence: String, total: &str) -> String {
    let rest = sentence.strip_prefix(total);
    match rest.and_then(|rest| rest.strip_prefix(": ").or(rest.strip_prefix(", "))) {
        Some(rest) => rest.to_owned(),
        None => sentence,
    }
}

fn in_no_time(trace: &Trace, timeline: &Timeline) -> &'static str {
    let last = trace.events.last().map(|event| &event.kind);
    match last {
        Some(EventKind::Exited { .. }) if timeline.end == 0.0 => IN_NO_TIME,
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;
    use crate::ui::engine::recording::{Record, Recording};
    use playground::{Clock, Settings};
    use std::sync::Arc;
    use trace::Event;

    fn sentences(runs: &[Run]) -> Vec<String> {
        let mut known: Vec<Known> = runs.iter().map(known).collect();
        for (known, run) in known.iter_mut().zip(runs) {
            known.complete(run.record.read().trace());
        }
        super::sentences(runs, &known.iter().collect::<Vec<_>>())
    }

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
            record: Record::of(Recording::of(events).0),
            timeline: Arc::new(sample::timeline(sample::tasks(&[0]))),
            settings: Settings::default(),
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
    fn a_live_run_is_not_compared_with_virtual_ones() {
        let over = || run(RunStatus::Finished, vec![EventKind::Exited { code: 0 }]);
        let (mut slow, fast) = (over(), over());
        slow.name = "sequential".to_owned();
        slow.timeline = Arc::new(sample::timeline(vec![sample::loop_lane(vec![
            sample::span(trace::State::Idle, 0.0, 5.0),
        ])]));
        let said = sentences(&[slow.clone(), fast.clone()]);
        assert!(
            said[1].starts_with("1.0 s instead of 5.0 s") || said[1].contains("instead of"),
            "{said:?}"
        );
        let mut live = fast;
        live.settings.clock = Clock::Live;
        let said = sentences(&[slow, live]);
        assert!(!said[1].contains("instead of"), "{said:?}");
        assert_eq!(said[0], VIRTUAL);
    }

    #[test]
    fn a_paused_run_says_so() {
        assert_eq!(
            status(&run(RunStatus::Paused, vec![])),
            ("paused", "paused")
        );
    }

    #[test]
    fn a_stopped_run_says_why() {
        let run = run(RunStatus::Interrupted("You stopped it.".to_owned()), vec![]);
        assert_eq!(status(&run), ("stopped", "You stopped it."));
    }
}
