//! Connections by the thousand, on the other axis, and of other kinds.

use super::*;

#[test]
fn thousands_of_connections_stand_together_and_cost_little() {
    let mut record = Record::default();
    let main = record.task("main");
    for number in 0..10_000 {
        let connection = ConnectionId(number + 10);
        record.connects(0.0, main, connection, "127.0.0.1:8000");
        record
            .wire(0.0, main, connection, ConnectionState::Sent(10))
            .wire(0.0, main, connection, request("/"));
    }
    for number in 0..10_000 {
        let (at, connection) = (1.0 + f64::from(number) / 1000.0, ConnectionId(number + 10));
        record
            .wire(at, None, connection, ConnectionState::Received(10))
            .wire(at, None, connection, ConnectionState::Answer(200))
            .wire(at, main, connection, ConnectionState::Closed);
    }
    let mut builder = TimelineBuilder::default();
    record
        .trace
        .events
        .iter()
        .for_each(|event| builder.push(event));
    let timeline = builder.finish();
    assert_eq!(timeline.lanes.len(), 2 + 10_000);
    let first = timeline
        .lanes
        .iter()
        .position(|lane| matches!(lane.owner, Owner::Connection(..)));
    assert_eq!(first, Some(2));
    assert!(
        timeline.lanes[2..]
            .iter()
            .all(|lane| lane.depth == 0 && lane.spans.len() == 3)
    );
}

#[test]
fn the_order_axis_has_the_same_rows_in_the_same_places() {
    for trace in [kept_alive(), served()] {
        let timeline = Timeline::of(&trace);
        let order = trace::Order::of(&trace, &timeline);
        let owners = |timeline: &Timeline| -> Vec<Owner> {
            timeline.lanes.iter().map(|lane| lane.owner).collect()
        };
        assert_eq!(owners(&order.lanes), owners(&timeline));
        let end = order.columns.len() as f64;
        for span in order.lanes.lanes.iter().flat_map(|lane| &lane.spans) {
            assert!(span.from <= span.to && span.to <= end + 1.0, "{span:?}");
        }
    }
}

#[test]
fn a_web_socket_waits_for_nothing_while_it_is_open() {
    use State::{Idle, Transfer};
    let mut record = Record::default();
    let chat = record.task("chat");
    record.connects(0.0, chat, CLIENT, "127.0.0.1:8000");
    record
        .wire(0.0, chat, CLIENT, ConnectionState::Sent(80))
        .wire(0.0, chat, CLIENT, request("/chat"))
        .wire(0.0, None, CLIENT, ConnectionState::Received(90))
        .wire(0.0, None, CLIENT, ConnectionState::Answer(101))
        .wire(1.0, chat, CLIENT, ConnectionState::Sent(9))
        .wire(3.0, None, CLIENT, ConnectionState::Received(7))
        .wire(4.0, chat, CLIENT, ConnectionState::Closed);
    let timeline = Timeline::of(&record.trace);
    let all = spans(&timeline, CLIENT);
    assert_eq!(
        all[all.len() - 5..],
        [
            (Idle, 0.0, 1.0, ""),
            (Transfer, 1.0, 1.0, "9 bytes sent"),
            (Idle, 1.0, 3.0, ""),
            (Transfer, 3.0, 3.0, "7 bytes received"),
            (Idle, 3.0, 4.0, ""),
        ]
    );
}
