//! What holds at any moment of any trace.

use crate::fake::{
    Run,
    model::{self, program},
};
use proptest::prelude::*;
use trace::{Doing, History, Moment, Owner, Playhead, Seconds, State, Timeline, Trace};

/// Everything that a panel could show.
pub fn everything(moment: &Moment<'_>) -> String {
    let tasks: Vec<_> = moment.tasks().collect();
    let ready: Vec<_> = moment.ready().collect();
    assert_eq!(moment.first_tasks(usize::MAX), (tasks.clone(), tasks.len()));
    format!(
        "{tasks:?} {ready:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?}",
        moment.first_tasks(2),
        moment.timers(),
        moment.first_timers(1),
        moment.running(),
        moment.blocking(),
        moment.idle(),
        moment.line(),
        moment.narration(),
    )
}

#[test]
fn copies_of_the_state_change_nothing() {
    // Long enough for several copies.
    let mut run = Run::new();
    let tasks: Vec<_> = (0..50)
        .map(|number| run.task(&format!("t{number}")))
        .collect();
    for round in 0..40 {
        let until = Seconds::from(round + 1);
        run.turn(50);
        let timers: Vec<_> = tasks
            .iter()
            .map(|&task| run.step(task).sleeps(until, 4))
            .collect();
        run.idle(until);
        for (&task, timer) in tasks.iter().zip(timers) {
            run.fires(timer, task, until);
        }
    }
    let trace = run.trace;
    let whole = History::of(&trace);
    // Near and far, forward and back.
    let mut playhead = Playhead::default();
    for place in (0..400).map(|n| n * n * 37 % trace.events.len()) {
        for event in [place, place.saturating_sub(20), place + 3] {
            assert_eq!(
                everything(&playhead.after(&whole, &trace, event)),
                everything(&whole.after(&trace, event)),
            );
        }
    }
    for events in (1..trace.events.len()).step_by(97) {
        let prefix = Trace {
            events: trace.events[..events].to_vec(),
        };
        // Fresh, and replayed from its first event on.
        let replayed = History::default();
        assert_eq!(
            everything(&whole.after(&trace, events - 1)),
            everything(&replayed.after(&prefix, events - 1))
        );
    }
}

proptest! {
    #[test]
    fn a_moment_agrees_with_the_timeline(program in program(), at in 0.0..1.0_f64) {
        let trace = model::run(program).trace;
        let timeline = Timeline::of(&trace);
        // Between the exact ticks at which things happen.
        let at = (at * timeline.end * 64.0_f64).floor() / 64.0 + 1.0 / 128.0;
        let history = History::of(&trace);
        let moment = history.at(&trace, at);
        for lane in &timeline.lanes {
            let span = lane.spans.iter().find(|span| span.from < at && at < span.to);
            let Some(span) = span else { continue };
            match lane.owner {
                Owner::Loop => prop_assert_eq!(span.state == State::Idle, moment.idle().is_some()),
                // The programs of this test have neither.
                Owner::Heart | Owner::Thread(_) | Owner::Connection(..) => unreachable!(),
                Owner::Task(task) => {
                    let doing = moment.task(task).map(|task| task.doing);
                    let agree = match doing {
                        Some(Doing::Running) => matches!(span.state, State::Running | State::Blocking),
                        Some(Doing::Ready { since }) => span.state == State::Ready && since == span.from,
                        Some(Doing::Waiting { since, wait }) => {
                            span.state == State::Waiting && since == span.from && moment.waited_for(wait) == span.what
                        }
                        _ => false,
                    };
                    prop_assert!(agree, "{:?} beside {:?} at {}", doing, span, at);
                }
            }
        }
    }

    #[test]
    fn every_moment_of_every_trace_can_be_told(program in program(), order in any::<Vec<prop::sample::Index>>(), at in 0.0..20.0) {
        let trace = model::run(program).trace;
        let history = History::of(&trace);
        for event in 0..trace.events.len() {
            prop_assert!(!history.after(&trace, event).narration().is_empty());
        }
        // Damaged ones too, as long as time does not go back.
        let mut events: Vec<_> = order.iter().map(|index| index.get(&trace.events).clone()).collect();
        events.sort_by(|a, b| a.at.total_cmp(&b.at));
        let damaged = Trace { events };
        everything(&History::of(&damaged).at(&damaged, at));
    }
}
