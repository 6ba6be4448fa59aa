//! The way of a request, out of a made-up record.

use trace::{
    CallbackId, ConnectionId, ConnectionState, End, Event, EventKind, Frame, Outcome, Runner,
    Seconds, TaskId, Trace, Wait, WaitKind, Wires,
    views::way::{at_connection, serving, way},
    wires::exchanges,
};

const ASKS: ConnectionId = ConnectionId(1);
const ANSWERS: ConnectionId = ConnectionId(2);
const SERVER: Runner = Runner::Task(TaskId(1));

fn frame(function: &str, line: Option<u32>) -> Frame {
    Frame {
        function: function.to_owned(),
        line,
        locals: Vec::new(),
    }
}

fn waits(until: Seconds, stack: &[(&str, Option<u32>)]) -> EventKind {
    let stack = stack.iter().map(|(function, line)| frame(function, *line));
    EventKind::Suspended {
        task: TaskId(1),
        wait: Wait {
            kind: WaitKind::Sleep,
            until: Some(until),
            ..Wait::default()
        },
        stack: stack.collect(),
    }
}

/// A request that lies unread for a second; its task waits for a turn, and then in a dependency and an endpoint.
fn trace() -> Trace {
    let mut events = Vec::new();
    let mut push = |at, runner, mut kind| {
        if let EventKind::Connection { since, .. } = &mut kind {
            *since = at;
        }
        events.push(Event {
            at,
            runner: Some(runner),
            line: None,
            kind,
        });
    };
    let wire = |connection, state| EventKind::Connection {
        connection,
        since: 0.0,
        state,
    };
    let request = || ConnectionState::Request {
        method: "GET".to_owned(),
        target: "/".to_owned(),
    };
    let (here, there) = ("127.0.0.1:40000", "127.0.0.1:8000");
    let client = Runner::Script;
    push(
        0.0,
        client,
        wire(ASKS, ConnectionState::Connecting(there.to_owned())),
    );
    let connected = ConnectionState::Connected {
        local: here.to_owned(),
        remote: there.to_owned(),
    };
    push(0.0, client, wire(ASKS, connected));
    let accepted = ConnectionState::Accepted {
        local: there.to_owned(),
        remote: here.to_owned(),
    };
    push(0.0, client, wire(ANSWERS, accepted));
    push(0.0, client, wire(ASKS, ConnectionState::Sent(80)));
    push(0.0, client, wire(ASKS, request()));
    push(0.0, client, wire(ANSWERS, ConnectionState::Received(80)));
    push(0.0, client, wire(ANSWERS, request()));
    let created = EventKind::TaskCreated {
        task: TaskId(1),
        name: "Task-1".to_owned(),
        coroutine: "RequestResponseCycle.run_asgi".to_owned(),
        parent: None,
    };
    push(1.0, Runner::Callback(CallbackId(0)), created);
    push(1.5, SERVER, EventKind::StepStarted { what: SERVER });
    let session = [
        ("app", None),
        ("solve_dependencies", None),
        ("session", Some(4)),
    ];
    push(1.5, SERVER, waits(2.0, &session));
    push(2.0, SERVER, EventKind::StepStarted { what: SERVER });
    let endpoint = [
        ("app", None),
        ("run_endpoint_function", None),
        ("home", Some(9)),
    ];
    push(2.0, SERVER, waits(3.0, &endpoint));
    push(3.0, SERVER, EventKind::StepStarted { what: SERVER });
    push(3.0, SERVER, wire(ANSWERS, ConnectionState::Sent(100)));
    push(3.0, SERVER, wire(ANSWERS, ConnectionState::Answer(200)));
    let ended = EventKind::TaskEnded {
        task: TaskId(1),
        outcome: Outcome::Done("None".to_owned()),
    };
    push(3.0, SERVER, ended);
    Trace { events }
}

#[test]
fn each_end_of_a_request_leads_to_who_answers_it() {
    let wires = Wires::of(&trace().events);
    let ends = exchanges(&wires);
    let [asks, answers] = &ends[..] else {
        panic!("one request, at two ends: {ends:?}");
    };
    assert_eq!((asks.end, answers.end), (End::Asks, End::Answers));
    assert_eq!(serving(&wires, asks).as_ref(), Some(answers));
    assert_eq!(serving(&wires, answers).as_ref(), Some(answers));
    assert_eq!(at_connection(&wires, ANSWERS, 2.0).as_ref(), Some(answers));
    assert_eq!(at_connection(&wires, ConnectionId(9), 2.0), None);
}

#[test]
fn its_way_says_where_the_time_went() {
    let trace = trace();
    let wires = Wires::of(&trace.events);
    let request = at_connection(&wires, ANSWERS, 0.0).expect("a request");
    let stages = way(&trace, &request);
    let told: Vec<(usize, &str, Option<u32>, Seconds, Seconds)> = stages
        .iter()
        .map(|stage| (stage.depth, &*stage.what, stage.line, stage.from, stage.to))
        .collect();
    assert_eq!(
        told,
        [
            (0, "to be read", None, 0.0, 1.0),
            (0, "for its task's turn", None, 1.0, 1.5),
            (0, "dependency session", Some(4), 1.5, 2.0),
            (1, "sleep", Some(4), 1.5, 2.0),
            (0, "endpoint home", Some(9), 2.0, 3.0),
            (1, "sleep", Some(9), 2.0, 3.0),
            (0, "answer 200", None, 3.0, 3.0),
        ]
    );
}
