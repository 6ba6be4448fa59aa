use super::super::sample::{lane, loop_lane, span, timeline};
use super::*;
use trace::TaskId;

fn holder(task: u32, name: &str, call: &str, line: u32) -> Holder {
    Holder {
        runner: Runner::Task(TaskId(task)),
        name: name.to_owned(),
        call: Some(call.to_owned()),
        line: Some(line),
    }
}

fn bar() -> Timeline {
    let sleep = Span {
        what: "sleep".to_owned(),
        line: Some(7),
        until: Some(2.0),
        ..span(State::Waiting, 0.0, 2.0)
    };
    let ready = Span {
        held_by: vec![holder(0, "brew", "time.sleep(5)", 3)],
        ..span(State::Ready, 2.0, 5.0)
    };
    let blocking = Span {
        what: "time.sleep(5)".to_owned(),
        line: Some(3),
        ..span(State::Blocking, 0.0, 5.0)
    };
    timeline(vec![
        loop_lane(vec![blocking.clone()]),
        lane(0, "brew", 0, vec![blocking]),
        lane(
            1,
            "latte",
            0,
            vec![sleep, ready, span(State::Running, 5.0, 5.0)],
        ),
    ])
}

#[test]
fn a_span_is_one_sentence() {
    let timeline = bar();
    let said = |lane: usize, span: usize| {
        let lane = &timeline.lanes[lane];
        sentence(lane, &lane.spans[span])
    };
    assert_eq!(
        said(2, 0),
        "latte: waiting for sleep, 0.0 s to 2.0 s, line 7"
    );
    assert_eq!(said(2, 1), "latte: ready, held by brew, 2.0 s to 5.0 s");
    assert_eq!(said(2, 2), "latte: running at 5.0 s");
    assert_eq!(
        said(1, 0),
        "brew: blocking the loop: time.sleep(5), 0.0 s to 5.0 s, line 3"
    );
    assert_eq!(
        said(0, 0),
        "loop: held: time.sleep(5), 0.0 s to 5.0 s, line 3"
    );
    assert_eq!(
        end_sentence(&timeline.lanes[2]).as_deref(),
        Some("latte: done at 5.0 s, result None")
    );
}

#[test]
fn a_wait_that_ended_early_says_what_it_was_to_be() {
    let wait = Span {
        what: "sleep".to_owned(),
        until: Some(9.0),
        ..span(State::Waiting, 0.0, 2.0)
    };
    let lane = lane(0, "latte", 0, vec![wait.clone()]);
    assert_eq!(
        sentence(&lane, &wait),
        "latte: waiting for sleep, 0.0 s to 2.0 s, due at 9.0 s"
    );
}

#[test]
fn a_card_tells_who_held_the_loop_and_for_how_long() {
    let card = Card::of(&bar(), 2, 1).expect("a span");
    assert_eq!(card.title, "ready, held by brew");
    assert!(
        card.facts.contains(&(
            "held by",
            "brew: time.sleep(5), line 3, for 3.0 s".to_owned()
        )),
        "{card:?}"
    );
}

#[test]
fn several_holders_share_the_time() {
    let mut timeline = bar();
    let held = vec![
        holder(0, "brew", "time.sleep(5)", 3),
        holder(2, "wash", "time.sleep(1)", 9),
    ];
    timeline.lanes[2].spans[1].held_by = held;
    timeline
        .lanes
        .push(lane(2, "wash", 0, vec![span(State::Blocking, 4.0, 4.5)]));
    timeline.lanes[1].spans[0].to = 4.0;
    let card = Card::of(&timeline, 2, 1).expect("a span");
    assert_eq!(card.title, "ready, held by brew and wash");
    let held: Vec<_> = card
        .facts
        .iter()
        .filter(|(name, _)| *name == "held by")
        .map(|(_, text)| text.as_str())
        .collect();
    assert_eq!(
        held,
        [
            "brew: time.sleep(5), line 3, for 2.0 s",
            "wash: time.sleep(1), line 9, for 0.5 s"
        ]
    );
}

#[test]
fn the_last_span_and_the_end_tell_the_result() {
    for span in [2, 3] {
        let card = Card::of(&bar(), 2, span).expect("a card");
        assert!(
            card.facts.contains(&("result", "None".to_owned())),
            "{card:?}"
        );
    }
    assert_eq!(Card::of(&bar(), 0, 7), None);
    assert_eq!(Card::of(&bar(), 9, 0), None);
}

#[test]
fn a_wait_that_nothing_ends_has_no_end_in_words() {
    let timeline = bar();
    let lane = &timeline.lanes[2];
    assert_eq!(
        eternal_sentence(lane, &lane.spans[0]),
        "latte: waiting for sleep, from 0.0 s for ever, line 7"
    );
    let card = Card::of_eternal(&timeline, 2, 0).expect("a span");
    assert_eq!(card.title, "waiting for sleep for ever");
    assert_eq!(card.facts[0], ("when", "from 0.0 s".to_owned()));
    assert!(
        card.facts.iter().all(|(name, _)| *name != "for"),
        "{card:?}"
    );
    assert_eq!(
        eternal_labels(&lane.spans[0]),
        ["sleep, for ever", "for ever"]
    );
}

#[test]
fn labels_are_short_and_tell_lengths_where_there_are_any() {
    let timeline = bar();
    let drawn = |lane: usize, span: usize| labels(&timeline.lanes[lane].spans[span], true);
    assert_eq!(drawn(2, 0), ["sleep  2.0 s", "sleep"]);
    assert_eq!(drawn(2, 1), ["held by brew"]);
    assert!(drawn(2, 2).is_empty());
    assert_eq!(drawn(1, 0), ["time.sleep(5)  line 3", "time.sleep(5)"]);
    let on_order = labels(&timeline.lanes[2].spans[0], false);
    assert_eq!(on_order, ["sleep"]);
}

#[test]
fn a_connection_says_what_is_open_on_it_and_whom_it_serves() {
    let asks = Owner::Connection(trace::ConnectionId(4), trace::End::Asks);
    let answers = Owner::Connection(trace::ConnectionId(5), trace::End::Answers);
    let listens = Owner::Connection(trace::ConnectionId(3), trace::End::Listens);
    let span = |state, what: &str, to| Span {
        what: what.to_owned(),
        ..super::super::sample::span(state, 0.0, to)
    };
    let waits = |what| span(State::Waiting, what, 1.0);
    let passes = span(State::Transfer, "GET /books 200", 1.0);
    assert_eq!(
        doing(asks, &waits("GET /books 200")),
        "waiting for GET /books 200"
    );
    assert_eq!(
        doing(answers, &waits("GET /books 200")),
        "answering GET /books 200"
    );
    assert_eq!(
        doing(asks, &waits("TLS handshake")),
        "waiting for TLS handshake"
    );
    assert_eq!(doing(asks, &passes), "receiving GET /books 200");
    assert_eq!(doing(answers, &passes), "sending GET /books 200");
    assert_eq!(
        doing(asks, &span(State::Transfer, "38 bytes sent", 0.0)),
        "38 bytes sent"
    );
    assert_eq!(
        doing(listens, &waits("3 to be accepted")),
        "3 to be accepted"
    );

    let connection = Lane {
        owner: asks,
        depth: 1,
        ended: Some((1.0, Outcome::Done(String::new()))),
        ..lane(9, "httpbin.org", 1, vec![waits("GET /books 200")])
    };
    let fetch = lane(0, "fetch", 0, vec![waits("get")]);
    let timeline = timeline(vec![fetch, connection]);
    let card = Card::of(&timeline, 1, 0).expect("a card");
    assert!(
        card.facts.contains(&("serves", "fetch".to_owned())),
        "{card:?}"
    );
    assert!(
        card.facts.contains(&("then", "closed at 1.0 s".to_owned())),
        "{card:?}"
    );
    let sentence = end_sentence(&timeline.lanes[1]);
    assert_eq!(sentence.as_deref(), Some("httpbin.org: closed at 1.0 s"));
}
