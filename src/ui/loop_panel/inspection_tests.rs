use super::*;
use trace::{
    Cause, Event, EventKind, Frame, History, Local, Order, Timeline, TimerId, Wait, WaitKind,
};

const MAIN: TaskId = TaskId(0);
const CHILD: TaskId = TaskId(1);

fn created(task: TaskId, name: &str, parent: Option<TaskId>) -> EventKind {
    EventKind::TaskCreated {
        task,
        name: name.to_owned(),
        coroutine: name.to_owned(),
        parent,
    }
}

fn suspended(task: TaskId, kind: WaitKind, until: Option<Seconds>, on: Vec<TaskId>) -> EventKind {
    EventKind::Suspended {
        task,
        wait: Wait { kind, until, on },
        stack: vec![Frame {
            function: "step".to_owned(),
            line: Some(8),
            locals: vec![Local {
                name: "number".to_owned(),
                value: "3".to_owned(),
                object: None,
            }],
        }],
    }
}

/// `main` gathers `child`, which sleeps for two seconds.
fn trace() -> Trace {
    let (main, child) = (Runner::Task(MAIN), Runner::Task(CHILD));
    let ready = |what, by| EventKind::Ready {
        what,
        cause: Cause::Runner(by),
        since: 0.0,
    };
    let timer = EventKind::TimerSet {
        timer: TimerId(0),
        deadline: 2.0,
        label: "sleep".to_owned(),
    };
    let kinds = vec![
        (Runner::Script, Some(20), created(MAIN, "main", None)),
        (Runner::Script, None, ready(main, Runner::Script)),
        (Runner::Script, None, EventKind::LoopStarted),
        (Runner::Script, None, EventKind::TurnStarted { ready: 1 }),
        (main, None, EventKind::StepStarted { what: main }),
        (main, Some(14), created(CHILD, "child", Some(MAIN))),
        (main, None, ready(child, main)),
        (main, None, EventKind::StepEnded { what: main }),
        (
            main,
            Some(14),
            suspended(MAIN, WaitKind::Gather { of: 1 }, None, vec![CHILD]),
        ),
        (Runner::Script, None, EventKind::TurnStarted { ready: 1 }),
        (child, None, EventKind::StepStarted { what: child }),
        (child, Some(8), timer),
        (child, None, EventKind::StepEnded { what: child }),
        (
            child,
            Some(8),
            suspended(CHILD, WaitKind::Sleep, Some(2.0), vec![]),
        ),
        (Runner::Script, None, EventKind::Idle { until: 2.0 }),
    ];
    let events = kinds.into_iter().map(|(runner, line, kind)| Event {
        at: 0.0,
        runner: Some(runner),
        line,
        kind,
    });
    Trace {
        events: events.collect(),
    }
}

fn inspected(task: TaskId, span: Option<(usize, bool)>) -> Inspection {
    let trace = trace();
    let order = Order::of(&trace, &Timeline::of(&trace));
    let causes = Causes::of(&trace, &order);
    let sources = Sources {
        trace: &trace,
        order: &order,
        causes: &causes,
    };
    let history = History::of(&trace);
    let moment = history.at(&trace, 0.5);
    Inspection::of(&moment, task, span, sources).expect("a task")
}

fn said(facts: &[Fact]) -> Vec<(usize, &str)> {
    facts
        .iter()
        .map(|fact| (fact.depth, fact.text.as_str()))
        .collect()
}

#[test]
fn a_wait_is_told_down_to_the_last() {
    let main = inspected(MAIN, None);
    assert_eq!(main.state, "waits since 0.0 s for gather of 1");
    assert_eq!(
        said(&main.waits),
        [
            (0, "main waits for gather of 1"),
            (1, "child waits for sleep until 2.0 s"),
        ]
    );
    assert_eq!(main.stack[0].line, Some(8));
    assert_eq!(
        main.stack[0].locals,
        [("number".to_owned(), "3".to_owned())]
    );
    assert_eq!(
        said(&main.origins)[0],
        (0, "created by the script at 0.0 s")
    );
}

#[test]
fn a_step_leads_back_to_who_created_it() {
    let child = inspected(CHILD, Some((10, true)));
    assert_eq!(said(&child.origins)[0], (0, "created by main at 0.0 s"));
    let why: Vec<&str> = child.why.iter().map(|fact| fact.text.as_str()).collect();
    assert_eq!(
        why,
        [
            "child ran at 0.0 s, created by main",
            "main ran at 0.0 s, created by the script",
            "the script ran at 0.0 s",
        ]
    );
    // Each leads to a moment, and to a line where there is one.
    assert!(child.why.iter().all(|fact| fact.place.is_some()));
    assert_eq!(child.why[1].line, Some(14));
}
