//! From events to lanes: what holds for every run.

mod fake;

use fake::model::{self, Delay, Truth, program};
use proptest::prelude::*;
use trace::{
    MAX_HOLDERS, Owner, Runner, Seconds, Span, State, TaskId, Timeline, TimelineBuilder, Trace,
};

use State::{Idle, Ready, Waiting};

/// What holds for every timeline of a run on virtual time, cut or whole.
fn assert_sound(timeline: &Timeline) {
    for lane in &timeline.lanes {
        let mut end = lane.born;
        for span in &lane.spans {
            assert!(end <= span.from && span.from <= span.to, "{lane:?}");
            end = span.to;
            match span.state {
                Ready => assert!(span.from < span.to && !span.held_by.is_empty(), "{span:?}"),
                _ => assert!(span.held_by.is_empty(), "{span:?}"),
            }
            assert_eq!(
                span.state == Idle,
                span.state == Idle && lane.owner == Owner::Loop
            );
        }
        assert!(end <= timeline.end, "{lane:?}");
    }
    // The loop's lane accounts for every moment.
    let covered: Seconds = timeline.lanes[0]
        .spans
        .iter()
        .map(|span| span.to - span.from)
        .sum();
    assert!((covered - timeline.end).abs() < 1e-9);
}

fn task_spans(timeline: &Timeline, state: State) -> Vec<(TaskId, &Span)> {
    let lanes = timeline.lanes.iter();
    let mut spans: Vec<_> = lanes
        .flat_map(|lane| lane.spans.iter().map(move |span| (lane.owner, span)))
        .filter(|(_, span)| span.state == state)
        .filter_map(|(owner, span)| match owner {
            Owner::Task(task) => Some((task, span)),
            Owner::Loop | Owner::Heart | Owner::Thread(_) | Owner::Connection(..) => None,
        })
        .collect();
    spans.sort_by(|(a, x), (b, y)| a.cmp(b).then(x.from.total_cmp(&y.from)));
    spans
}

/// Who held the loop in a stretch: by call and line, or by task, each once.
fn holders(truth: &Truth, from: Seconds, to: Seconds) -> Vec<(TaskId, Option<String>)> {
    let mut found: Vec<(TaskId, Option<String>)> = Vec::new();
    for hold in truth
        .holds
        .iter()
        .filter(|hold| hold.to > from && hold.from < to)
    {
        let known = found.iter().any(|(runner, call)| match (call, &hold.call) {
            (None, None) => *runner == hold.runner,
            (call, other) => call == other,
        });
        if !known {
            found.push((hold.runner, hold.call.clone()));
        }
    }
    found
}

proptest! {
    #[test]
    fn every_program_gets_the_lanes_that_its_run_had(program in program()) {
        let truth = model::run(program);
        let timeline = Timeline::of(&truth.trace);
        assert_sound(&timeline);

        let mut delays = truth.delays.clone();
        delays.sort_by(|a, b| a.task.cmp(&b.task).then(a.since.total_cmp(&b.since)));
        let ready = task_spans(&timeline, Ready);
        let shown: Vec<_> = ready
            .iter()
            .map(|(task, span)| Delay { task: *task, since: span.from, ran: span.to })
            .collect();
        prop_assert_eq!(&shown, &delays);
        for (_, span) in ready {
            let expected = holders(&truth, span.from, span.to);
            let named: Vec<_> = span
                .held_by
                .iter()
                .map(|holder| match holder.runner {
                    Runner::Task(task) => (task, holder.call.clone()),
                    other => panic!("{other:?} held nothing"),
                })
                .collect();
            if expected.len() <= MAX_HOLDERS {
                prop_assert_eq!(named, expected);
            } else {
                prop_assert_eq!(named.len(), MAX_HOLDERS);
                let mut rest = expected.iter();
                prop_assert!(named.iter().all(|holder| rest.any(|other| other == holder)));
            }
        }

        let mut waits = truth.waits.clone();
        waits.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
        let shown: Vec<_> = task_spans(&timeline, Waiting)
            .iter()
            .map(|(task, span)| (*task, span.from, span.to))
            .collect();
        // What waits at the end waits for ever: the model knows no end of it.
        let shown: Vec<_> = shown
            .into_iter()
            .filter(|(task, from, _)| waits.iter().any(|wait| (wait.0, wait.1) == (*task, *from)))
            .collect();
        prop_assert_eq!(shown, waits);
    }

    /// Not even a damaged trace makes a panic, or spans out of order.
    #[test]
    fn events_in_any_order_make_no_panic(program in program(), order in any::<Vec<prop::sample::Index>>()) {
        let events = model::run(program).trace.events;
        let mut builder = TimelineBuilder::default();
        for index in order {
            builder.push(index.get(&events));
        }
        let timeline = builder.finish();
        for lane in &timeline.lanes {
            for pair in lane.spans.windows(2) {
                prop_assert!(pair[0].to <= pair[1].from + 1e-9, "{:?}", lane);
            }
        }
    }
}

proptest! {
    // Each case builds the timeline of every prefix.
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_run_cut_anywhere_shows_what_was_before(program in program()) {
        let trace = model::run(program).trace;
        let mut builder = TimelineBuilder::default();
        for (count, event) in trace.events.iter().enumerate() {
            let snapshot = builder.snapshot();
            assert_sound(&snapshot);
            let prefix = Trace { events: trace.events[..count].to_vec() };
            prop_assert_eq!(snapshot, Timeline::of(&prefix));
            builder.push(event);
        }
        prop_assert_eq!(builder.finish(), Timeline::of(&trace));
    }
}
