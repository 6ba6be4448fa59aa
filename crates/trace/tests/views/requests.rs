//! The table of requests.

use trace::{
    Event, EventKind, RequestId, RequestState, Trace,
    views::requests::{Column, RequestRow, request_rows, sort, sum},
};

fn trace(events: &[(f64, u32, RequestState)]) -> Trace {
    let events = events.iter().map(|(at, request, state)| Event {
        at: *at,
        runner: None,
        line: None,
        kind: EventKind::Request {
            request: RequestId(*request),
            state: state.clone(),
        },
    });
    Trace {
        events: events.collect(),
    }
}

fn asked(method: &str, url: &str) -> RequestState {
    RequestState::Asked {
        terminal: 2,
        method: method.to_owned(),
        url: url.to_owned(),
    }
}

fn some() -> Vec<RequestRow> {
    request_rows(&trace(&[
        (0.0, 7, RequestState::Answered(200)),
        (1.0, 0, asked("GET", "http://a:8000/b?c=1")),
        (1.0, 1, asked("POST", "http://a:8000")),
        (1.5, 1, RequestState::Answered(404)),
        (1.5, 1, RequestState::Over(20)),
        (2.0, 2, asked("GET", "http://a:8000/a")),
        (2.5, 0, RequestState::Answered(200)),
        (
            3.0,
            2,
            RequestState::Failed("Empty reply from server".to_owned()),
        ),
        (4.0, 0, RequestState::Over(5)),
        (4.0, 3, asked("GET", "http://a:8000/slow")),
    ]))
}

#[test]
fn a_row_for_each_request() {
    let rows = some();
    let shown: Vec<_> = rows
        .iter()
        .map(|row| {
            (
                row.request.0,
                row.path(),
                row.outcome(),
                row.asked,
                row.took(),
                row.bytes,
            )
        })
        .collect();
    let word = str::to_owned;
    assert_eq!(
        shown,
        [
            (0, "/b?c=1", word("200"), 1.0, Some(3.0), Some(5)),
            (1, "/", word("404"), 1.0, Some(0.5), Some(20)),
            (2, "/a", word("failed"), 2.0, Some(1.0), None),
            (3, "/slow", word("waits"), 4.0, None, None),
        ]
    );
    assert_eq!(rows[2].failed.as_deref(), Some("Empty reply from server"));
}

#[test]
fn rows_are_sorted_by_any_column() {
    let sorted = |column: Column, descending: bool| {
        let mut rows = some();
        sort(&mut rows, column, descending);
        rows.iter().map(|row| row.request.0).collect::<Vec<_>>()
    };
    assert_eq!(sorted(Column::Request, false), [1, 2, 0, 3]);
    assert_eq!(sorted(Column::Status, true), [2, 1, 0, 3]);
    assert_eq!(sorted(Column::Asked, false), [0, 1, 2, 3]);
    assert_eq!(sorted(Column::Took, true), [0, 2, 1, 3]);
    assert_eq!(sorted(Column::Took, false), [1, 2, 0, 3]);
    assert_eq!(sorted(Column::Bytes, true), [1, 0, 2, 3]);
}

#[test]
fn all_of_them_come_to_a_sum() {
    let sum_of_some = sum(&some());
    assert_eq!((sum_of_some.all, sum_of_some.bad), (4, 2));
    assert_eq!(sum_of_some.took, Some([0.5, 1.0, 3.0]));
    assert_eq!(sum(&[]).took, None);
}
