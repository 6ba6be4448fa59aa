//! The table of requests.

use trace::{
    ConnectionId, ConnectionState, Event, EventKind, Runner, Seconds, TaskId, Trace,
    views::requests::{Column, RequestRow, request_rows, sort, sum},
};

fn trace(happenings: Vec<(Seconds, Option<Runner>, u32, ConnectionState)>) -> Trace {
    let task = EventKind::TaskCreated {
        task: TaskId(1),
        name: "fetch".to_owned(),
        coroutine: "fetch".to_owned(),
        parent: None,
    };
    let kinds = happenings
        .into_iter()
        .map(|(at, runner, connection, state)| {
            let connection = ConnectionId(connection);
            let since = at;
            let kind = EventKind::Connection {
                connection,
                since,
                state,
            };
            (at, runner, kind)
        });
    let events = std::iter::once((0.0, Some(Runner::Script), task)).chain(kinds);
    Trace {
        events: events
            .map(|(at, runner, kind)| Event {
                at,
                runner,
                line: None,
                kind,
            })
            .collect(),
    }
}

fn connecting() -> ConnectionState {
    ConnectionState::Connecting("127.0.0.1:8000".to_owned())
}

fn connected() -> ConnectionState {
    ConnectionState::Connected {
        local: "127.0.0.1:40000".to_owned(),
        remote: "127.0.0.1:8000".to_owned(),
    }
}

fn request(method: &str, target: &str) -> ConnectionState {
    ConnectionState::Request {
        method: method.to_owned(),
        target: target.to_owned(),
    }
}

/// A task asks twice by one connection, of which the other end is here too; a program at a terminal is refused, gets no answer,
/// and waits.
fn some() -> Vec<RequestRow> {
    let task = Some(Runner::Task(TaskId(1)));
    let accepted = ConnectionState::Accepted {
        local: "127.0.0.1:8000".to_owned(),
        remote: "127.0.0.1:40000".to_owned(),
    };
    request_rows(&trace(vec![
        (0.5, None, 7, connecting()),
        (0.5, None, 7, ConnectionState::Failed(111)),
        (1.0, task, 0, connecting()),
        (1.0, task, 0, connected()),
        (1.0, None, 1, accepted),
        (1.0, task, 0, ConnectionState::Sent(80)),
        (1.0, task, 0, request("GET", "/b?c=1")),
        (1.0, None, 1, ConnectionState::Received(80)),
        (1.0, None, 1, request("GET", "/b?c=1")),
        (1.5, None, 0, ConnectionState::Received(20)),
        (1.5, None, 0, ConnectionState::Answer(404)),
        (2.0, task, 0, ConnectionState::Sent(80)),
        (2.0, task, 0, request("GET", "/a")),
        (2.5, None, 0, ConnectionState::Received(50)),
        (2.5, None, 0, ConnectionState::Answer(200)),
        (5.0, None, 0, ConnectionState::Received(50)),
        (5.0, None, 2, connecting()),
        (5.0, None, 2, connected()),
        (5.0, None, 2, ConnectionState::Sent(80)),
        (5.0, None, 2, request("POST", "/a")),
        (6.0, None, 2, ConnectionState::Ended),
        (6.0, None, 3, connecting()),
        (6.0, None, 3, connected()),
        (6.0, None, 3, ConnectionState::Sent(80)),
        (6.0, None, 3, request("GET", "/slow")),
    ]))
}

#[test]
fn a_row_for_each_request() {
    let rows = some();
    let shown: Vec<_> = rows
        .iter()
        .map(|row| {
            let (request, by) = (row.request.as_str(), row.by.as_str());
            (request, row.outcome(), row.asked, row.took(), by)
        })
        .collect();
    let word = str::to_owned;
    assert_eq!(
        shown,
        [
            ("connect", word("ECONNREFUSED"), 0.5, Some(0.0), ""),
            ("GET /b?c=1", word("404"), 1.0, Some(0.5), "fetch"),
            ("GET /a", word("200"), 2.0, Some(3.0), "fetch"),
            ("POST /a", word("no answer"), 5.0, Some(1.0), ""),
            ("GET /slow", word("waits"), 6.0, None, ""),
        ]
    );
    assert!(rows.iter().all(|row| row.host == "127.0.0.1:8000"));
}

#[test]
fn rows_are_sorted_by_any_column() {
    let sorted = |column: Column, descending: bool| {
        let mut rows = some();
        sort(&mut rows, column, descending);
        rows.iter()
            .map(|row| row.request.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        sorted(Column::Request, false),
        ["GET /a", "GET /b?c=1", "GET /slow", "POST /a", "connect"]
    );
    assert_eq!(
        sorted(Column::Status, true),
        ["connect", "POST /a", "GET /b?c=1", "GET /a", "GET /slow"]
    );
    assert_eq!(
        sorted(Column::Took, true),
        ["GET /a", "POST /a", "GET /b?c=1", "connect", "GET /slow"]
    );
    assert_eq!(sorted(Column::Took, false)[4], "GET /slow");
    assert_eq!(sorted(Column::Asked, false)[0], "connect");
    assert_eq!(sorted(Column::By, true)[..2], ["GET /b?c=1", "GET /a"]);
}

#[test]
fn all_of_them_come_to_a_sum() {
    let all = sum(&some());
    assert_eq!((all.all, all.bad), (5, 3));
    assert_eq!(all.took, Some([0.0, 1.0, 3.0]));
    assert_eq!(sum(&[]).took, None);
}
