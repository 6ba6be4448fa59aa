//! Connections as rows: what each was doing, whom it serves, and the requests on it.

mod many;

use trace::{
    Cause, ConnectionId, ConnectionState, End, Event, EventKind, History, Outcome, Owner, Runner,
    Seconds, State, TaskId, Timeline, TimelineBuilder, Trace, Wait, WaitKind, Wires,
    wires::exchanges,
};

const CLIENT: ConnectionId = ConnectionId(4);
const SERVER: ConnectionId = ConnectionId(5);
const LISTENER: ConnectionId = ConnectionId(3);

/// A trace in the making.
#[derive(Default)]
struct Record {
    trace: Trace,
    tasks: u32,
}

impl Record {
    fn push(&mut self, at: Seconds, runner: Option<Runner>, kind: EventKind) -> &mut Self {
        self.trace.events.push(Event {
            at,
            runner,
            line: Some(7),
            kind,
        });
        self
    }

    fn task(&mut self, name: &str) -> Runner {
        let task = TaskId(self.tasks);
        self.tasks += 1;
        let kind = EventKind::TaskCreated {
            task,
            name: name.to_owned(),
            coroutine: name.to_owned(),
            parent: None,
        };
        self.push(0.0, Some(Runner::Script), kind);
        Runner::Task(task)
    }

    /// Something happens to a socket, in a step of somebody's, or by itself.
    fn wire(
        &mut self,
        at: Seconds,
        by: impl Into<Option<Runner>>,
        connection: ConnectionId,
        state: ConnectionState,
    ) -> &mut Self {
        let kind = EventKind::Connection {
            connection,
            since: at,
            state,
        };
        self.push(at, by.into(), kind)
    }

    fn connects(&mut self, at: Seconds, by: Runner, connection: ConnectionId, to: &str) {
        let (local, remote) = ("127.0.0.1:40000".to_owned(), to.to_owned());
        self.wire(
            at,
            by,
            connection,
            ConnectionState::Connecting(to.to_owned()),
        );
        let stands = ConnectionState::Connected { local, remote };
        self.wire(at, by, connection, stands);
    }
}

fn request(target: &str) -> ConnectionState {
    ConnectionState::Request {
        method: "GET".to_owned(),
        target: target.to_owned(),
    }
}

/// The spans of a connection's row: state, from, to, what.
fn spans(timeline: &Timeline, connection: ConnectionId) -> Vec<(State, Seconds, Seconds, &str)> {
    let lane = timeline
        .lanes
        .iter()
        .find(|lane| matches!(lane.owner, Owner::Connection(id, _) if id == connection));
    lane.expect("a row")
        .spans
        .iter()
        .map(|span| (span.state, span.from, span.to, span.what.as_str()))
        .collect()
}

/// Two requests on one connection with a host: the second answer comes in pieces.
fn kept_alive() -> Trace {
    let mut record = Record::default();
    let fetch = record.task("fetch");
    record.connects(0.0, fetch, CLIENT, "httpbin.org:443");
    record
        .wire(0.1, None, CLIENT, ConnectionState::HandshakeBegan)
        .wire(0.1, fetch, CLIENT, ConnectionState::Sent(500))
        .wire(0.3, None, CLIENT, ConnectionState::Received(2000))
        .wire(0.3, None, CLIENT, ConnectionState::HandshakeEnded)
        .wire(0.3, fetch, CLIENT, ConnectionState::Sent(80))
        .wire(0.3, fetch, CLIENT, request("/delay/1"))
        .wire(1.5, None, CLIENT, ConnectionState::Received(300))
        .wire(1.5, None, CLIENT, ConnectionState::Answer(200))
        .wire(2.0, fetch, CLIENT, ConnectionState::Sent(80))
        .wire(2.0, fetch, CLIENT, request("/drip"))
        .wire(2.5, None, CLIENT, ConnectionState::Received(300))
        .wire(2.5, None, CLIENT, ConnectionState::Answer(404))
        .wire(3.0, None, CLIENT, ConnectionState::Received(300))
        .wire(4.0, fetch, CLIENT, ConnectionState::Closed);
    record.trace
}

#[test]
fn requests_follow_each_other_on_a_connections_row() {
    use State::{Idle, Transfer, Waiting};
    let timeline = Timeline::of(&kept_alive());
    assert_eq!(
        spans(&timeline, CLIENT),
        [
            (Idle, 0.0, 0.1, ""),
            (Waiting, 0.1, 0.3, "TLS handshake"),
            (Transfer, 0.3, 0.3, "80 bytes sent"),
            (Waiting, 0.3, 1.5, "GET /delay/1 200"),
            (Transfer, 1.5, 1.5, "GET /delay/1 200"),
            (Idle, 1.5, 2.0, ""),
            (Transfer, 2.0, 2.0, "80 bytes sent"),
            (Waiting, 2.0, 2.5, "GET /drip 404"),
            (Transfer, 2.5, 3.0, "GET /drip 404"),
            (Idle, 3.0, 4.0, ""),
        ]
    );
    let lane = timeline.lanes.last().expect("a row");
    assert_eq!(lane.name, "httpbin.org");
    assert_eq!(lane.depth, 1);
    assert_eq!(lane.ended, Some((4.0, Outcome::Done(String::new()))));
}

#[test]
fn exchanges_say_who_asked_and_when_it_was_over() {
    let trace = kept_alive();
    let all = exchanges(&Wires::of(&trace.events));
    let told: Vec<_> = all
        .iter()
        .map(|each| {
            (
                each.label(),
                each.end,
                each.from,
                each.begun,
                each.to,
                each.by,
            )
        })
        .collect();
    let fetch = Some(Runner::Task(TaskId(0)));
    assert_eq!(
        told,
        [
            (
                "GET /delay/1 200".to_owned(),
                End::Asks,
                0.3,
                Some(1.5),
                Some(1.5),
                fetch
            ),
            (
                "GET /drip 404".to_owned(),
                End::Asks,
                2.0,
                Some(2.5),
                Some(3.0),
                fetch
            ),
        ]
    );
}

#[test]
fn what_nobody_answers_is_waited_for_to_the_end() {
    let mut record = Record::default();
    let fetch = record.task("fetch");
    record.connects(0.0, fetch, CLIENT, "10.0.0.1:80");
    record
        .wire(1.0, fetch, CLIENT, ConnectionState::Sent(10))
        .push(9.0, None, EventKind::Exited { code: 0 });
    let timeline = Timeline::of(&record.trace);
    let all = spans(&timeline, CLIENT);
    assert_eq!(all.last(), Some(&(State::Waiting, 1.0, 9.0, "the answer")));
}

#[test]
fn failures_have_their_numbers_names() {
    let mut record = Record::default();
    let fetch = record.task("fetch");
    record
        .wire(
            0.0,
            fetch,
            CLIENT,
            ConnectionState::Connecting("127.0.0.1:1".to_owned()),
        )
        .wire(2.0, None, CLIENT, ConnectionState::Failed(111));
    let timeline = Timeline::of(&record.trace);
    let lane = timeline.lanes.last().expect("a row");
    assert_eq!(
        lane.ended,
        Some((2.0, Outcome::Failed("ECONNREFUSED".to_owned())))
    );
    assert_eq!(
        spans(&timeline, CLIENT),
        [(State::Waiting, 0.0, 2.0, "the connection")]
    );
}

/// A server on this machine: one listens, a connection waits for a second to be accepted, its request for another.
fn served() -> Trace {
    let mut record = Record::default();
    let main = record.task("main");
    let handler = record.task("handler");
    let at = "127.0.0.1:8000".to_owned();
    let ends = ConnectionState::Accepted {
        local: at.clone(),
        remote: "127.0.0.1:40000".to_owned(),
    };
    let get = request("/books");
    record
        .wire(0.0, main, LISTENER, ConnectionState::Listening(at))
        .wire(1.0, None, LISTENER, ConnectionState::Queued(1))
        .wire(1.5, None, SERVER, ConnectionState::Received(60))
        .wire(1.5, None, SERVER, get)
        .wire(2.0, main, LISTENER, ConnectionState::Queued(0))
        .wire(2.0, main, SERVER, ends)
        .wire(3.0, handler, SERVER, ConnectionState::Sent(90))
        .wire(3.0, handler, SERVER, ConnectionState::Answer(200))
        .wire(3.0, handler, SERVER, ConnectionState::Sent(90))
        .wire(4.0, handler, SERVER, ConnectionState::Sent(90))
        .wire(4.0, handler, SERVER, ConnectionState::Closed)
        .push(5.0, None, EventKind::Exited { code: 0 });
    record.trace
}

#[test]
fn a_server_shows_its_queue_and_what_it_owes() {
    use State::{Idle, Transfer, Waiting};
    let timeline = Timeline::of(&served());
    assert_eq!(
        spans(&timeline, LISTENER),
        [
            (Idle, 0.0, 1.0, ""),
            (Waiting, 1.0, 2.0, "1 to be accepted"),
            (Transfer, 2.0, 2.0, "1 accepted"),
            (Idle, 2.0, 5.0, ""),
        ]
    );
    assert_eq!(
        spans(&timeline, SERVER),
        [
            (Transfer, 1.5, 1.5, "60 bytes received"),
            (Waiting, 1.5, 3.0, "GET /books 200"),
            (Transfer, 3.0, 4.0, "GET /books 200"),
        ]
    );
    let owners: Vec<Owner> = timeline.lanes.iter().map(|lane| lane.owner).collect();
    assert_eq!(
        owners,
        [
            Owner::Loop,
            Owner::Task(TaskId(0)),
            Owner::Connection(LISTENER, End::Listens),
            Owner::Task(TaskId(1)),
            Owner::Connection(SERVER, End::Answers),
        ]
    );
}

#[test]
fn whom_the_loops_callback_wakes_is_the_one_who_reads() {
    let mut record = Record::default();
    let (asks, reads) = (record.task("asks"), record.task("reads"));
    let callback = Runner::Callback(trace::CallbackId(0));
    record.connects(0.0, asks, CLIENT, "127.0.0.1:8000");
    for at in [1.0, 2.0] {
        record
            .wire(at, None, CLIENT, ConnectionState::Received(10))
            .push(
                at,
                None,
                EventKind::Ready {
                    what: callback,
                    cause: Cause::Connection(CLIENT),
                    since: at,
                },
            )
            .push(at, None, EventKind::StepStarted { what: callback })
            .push(
                at,
                Some(callback),
                EventKind::Ready {
                    what: reads,
                    cause: Cause::Runner(callback),
                    since: at,
                },
            )
            .push(at, Some(callback), EventKind::StepEnded { what: callback });
    }
    let wires = Wires::of(&record.trace.events);
    assert_eq!(wires.user(CLIENT), Some(reads));
    assert_eq!(wires.arrived(CLIENT, record.trace.events.len()), Some(10));
}

#[test]
fn the_narration_says_whose_answer_is_waited_for() {
    let mut record = Record::default();
    let fetch = record.task("fetch");
    record.push(0.0, None, EventKind::LoopStarted);
    record.push(0.0, None, EventKind::StepStarted { what: fetch });
    record.connects(0.0, fetch, CLIENT, "httpbin.org:80");
    record
        .wire(0.0, fetch, CLIENT, ConnectionState::Sent(80))
        .wire(0.0, fetch, CLIENT, request("/delay/1"))
        .push(0.0, Some(fetch), EventKind::StepEnded { what: fetch })
        .push(
            0.0,
            Some(fetch),
            EventKind::Suspended {
                task: TaskId(0),
                wait: Wait::of(WaitKind::Library("read".to_owned())),
                stack: Vec::new(),
            },
        )
        .push(0.0, None, EventKind::Idle { until: 5.0 })
        .push(5.0, None, EventKind::TurnStarted { ready: 0 });
    let history = History::of(&record.trace);
    let moment = history.at(&record.trace, 1.0);
    assert_eq!(
        moment.narration(),
        "`fetch` waits for httpbin.org's answer to GET /delay/1; the loop is idle"
    );
    let open: Vec<_> = moment.connections().collect();
    assert_eq!(open.len(), 1);
    assert_eq!(open[0].waits_for(), "the answer to GET /delay/1");
    assert_eq!(open[0].user, Some(fetch));
}
