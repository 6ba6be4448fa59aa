//! What the engine reports, and what arrives.

use trace::{
    Counts, Event, EventKind, LimitReached, Limits, Recorder, Runner, Seconds, Stream, TaskId,
};

fn event(at: Seconds, kind: EventKind) -> Event {
    Event {
        at,
        runner: Some(Runner::Script),
        line: Some(1),
        kind,
    }
}

fn output(text: &str) -> Event {
    let text = text.to_owned();
    let stream = Stream::Stdout;
    event(
        0.0,
        EventKind::Output {
            stream,
            text,
            terminal: None,
        },
    )
}

fn task(number: u32) -> Event {
    let kind = EventKind::TaskCreated {
        task: TaskId(number),
        name: "name".to_owned(),
        coroutine: "main".to_owned(),
        parent: None,
    };
    event(0.0, kind)
}

fn interrupted(reason: impl ToString) -> Event {
    let reason = reason.to_string();
    event(
        0.0,
        EventKind::Interrupted {
            by: trace::Interruption::Stopped,
            reason,
        },
    )
}

/// The texts of those events that are output.
fn texts(events: &[Event]) -> Vec<&str> {
    events
        .iter()
        .filter_map(|event| match &event.kind {
            EventKind::Output { text, .. } => Some(text.as_str()),
            _ => None,
        })
        .collect()
}

fn unlimited() -> Recorder {
    Recorder::new(Limits::default())
}

#[test]
fn pieces_of_a_line_become_one_event() {
    let mut recorder = unlimited();
    for piece in ["a", " ", "b", "\n", "c", "\n"] {
        recorder.record(output(piece)).unwrap();
    }
    assert_eq!(texts(&recorder.finish()), ["a b\n", "c\n"]);
    let counts = Counts {
        events: 2,
        tasks: 0,
        output: 6,
    };
    assert_eq!(recorder.counts(), counts);
}

#[test]
fn pieces_from_elsewhere_stay_apart() {
    let mut other_stream = output("x");
    if let EventKind::Output { stream, .. } = &mut other_stream.kind {
        *stream = Stream::Stderr;
    }
    let other_line = Event {
        line: Some(2),
        ..output("x")
    };
    let other_runner = Event {
        runner: Some(Runner::Task(TaskId(0))),
        ..output("x")
    };
    let later = Event {
        at: 1.0,
        ..output("x")
    };
    for second in [other_stream, other_line, other_runner, later] {
        let mut recorder = unlimited();
        recorder.record(output("a")).unwrap();
        recorder.record(second).unwrap();
        assert_eq!(texts(&recorder.finish()), ["a", "x"]);
    }
    let mut recorder = unlimited();
    recorder.record(output("a")).unwrap();
    recorder.record(task(0)).unwrap();
    recorder.record(output("b")).unwrap();
    assert_eq!(texts(&recorder.finish()), ["a", "b"]);
}

#[test]
fn where_batches_are_cut_does_not_show_in_the_trace() {
    let pieces = ["one", "\n", "two", " ", "three", "\n", "open"];
    let mut whole = unlimited();
    let mut cut = unlimited();
    let mut taken = Vec::new();
    for piece in pieces {
        whole.record(output(piece)).unwrap();
        cut.record(output(piece)).unwrap();
        taken.extend(cut.take_batch());
        assert!(
            taken
                .iter()
                .all(|event| texts(std::slice::from_ref(event))[0].ends_with('\n'))
        );
    }
    taken.extend(cut.finish());
    assert_eq!(taken, whole.finish());
    assert_eq!(cut.pending(), 0);
}

#[test]
fn a_limit_is_crossed_once_and_then_only_the_end_is_recorded() {
    let mut recorder = Recorder::new(Limits {
        tasks: 2,
        ..Limits::default()
    });
    recorder.record(task(0)).unwrap();
    recorder.record(task(1)).unwrap();
    let limit = recorder.record(task(2)).unwrap_err();
    assert_eq!(limit, LimitReached::Tasks(2));
    assert_eq!(recorder.record(output("unwinding\n")), Err(limit));
    recorder.record(interrupted(limit)).unwrap();
    recorder.record(output("after the end\n")).unwrap();
    let events = recorder.finish();
    assert_eq!(events.len(), 3);
    assert_eq!(
        events[2],
        interrupted("The script made more than 2 tasks, so it was stopped. Start fewer at once.")
    );
}

#[test]
fn every_limit_says_what_to_do() {
    let mut recorder = Recorder::new(Limits {
        output: 2000,
        ..Limits::default()
    });
    recorder.record(output(&"x".repeat(2000))).unwrap();
    let limit = recorder.record(output("x")).unwrap_err();
    assert_eq!(
        limit.to_string(),
        "The script wrote more than 2 KB, so it was stopped. Print less."
    );

    let mut recorder = Recorder::new(Limits {
        events: 2,
        ..Limits::default()
    });
    recorder.record(event(0.0, EventKind::LoopStarted)).unwrap();
    recorder.record(output("text\n")).unwrap();
    let limit = recorder
        .record(event(0.0, EventKind::LoopStopped))
        .unwrap_err();
    assert_eq!(
        limit.to_string(),
        "The script did more than 2 things that the timeline shows, so it was stopped. \
         Run fewer tasks or fewer rounds."
    );
}

#[test]
fn a_run_may_end_just_at_its_limit() {
    let mut recorder = Recorder::new(Limits {
        events: 1,
        ..Limits::default()
    });
    recorder.record(task(0)).unwrap();
    let exited = event(0.0, EventKind::Exited { code: 0 });
    recorder.record(exited.clone()).unwrap();
    assert_eq!(recorder.finish(), [task(0), exited]);
}

#[test]
#[should_panic(expected = "time went back")]
#[cfg(debug_assertions)]
fn time_never_goes_back() {
    let mut recorder = unlimited();
    recorder.record(event(1.0, EventKind::LoopStarted)).unwrap();
    let _ = recorder.record(event(0.5, EventKind::LoopStopped));
}
