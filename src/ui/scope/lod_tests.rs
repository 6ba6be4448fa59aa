use super::super::{breaks::Breaks, sample::span, window::Window};
use super::*;
use proptest::prelude::*;

fn scale(from: f64, to: f64) -> Scale {
    Scale {
        window: Window { from, to },
        left: 0.0,
        right: 1000.0,
        breaks: Breaks::NONE,
    }
}

fn strip(spans: &[Span], scale: Scale) -> Strip {
    let mut strip = Strip::default();
    strip.fill(spans, &Index::of(spans), scale, 0.0, 1000.0);
    strip
}

#[test]
fn severities_are_places() {
    for (place, state) in BY_SEVERITY.into_iter().enumerate() {
        assert_eq!(usize::from(severity(state)), place + 1);
        assert_eq!(piece_state(severity(state)), Some(state));
        assert_eq!(step_state(step_severity(state)), Some(state));
    }
    assert_eq!(piece_state(0), None);
}

#[test]
fn wide_spans_are_drawn_as_they_are() {
    let spans = [
        span(State::Running, 0.0, 0.0),
        span(State::Waiting, 0.0, 2.0),
        span(State::Ready, 2.0, 5.0),
    ];
    let strip = strip(&spans, scale(0.0, 5.0));
    assert_eq!(
        strip.pieces,
        [
            Piece {
                left: 0.0,
                right: 400.0,
                state: State::Waiting,
                span: Some(1)
            },
            Piece {
                left: 400.0,
                right: 1000.0,
                state: State::Ready,
                span: Some(2)
            },
        ]
    );
    assert_eq!(
        strip.blips,
        [Blip {
            x: 0.0,
            state: State::Running,
            dense: false
        }]
    );
}

#[test]
fn a_hundred_thousand_spans_cost_what_the_screen_is_wide() {
    let spans: Vec<_> = (0..100_000)
        .map(|number| {
            let from = f64::from(number) * 1e-3;
            let state = if number % 2 == 0 {
                State::Running
            } else {
                State::Waiting
            };
            span(state, from, from + 1e-3)
        })
        .collect();
    let strip = strip(&spans, scale(0.0, 100.0));
    assert!(strip.pieces.len() <= 1001, "{}", strip.pieces.len());
    // Adjoining pixels in one state are one piece.
    assert_eq!(strip.pieces.len(), 1);
    assert_eq!(strip.pieces[0].state, State::Running);
}

#[test]
fn one_short_hold_is_seen_among_many_waits() {
    let mut spans: Vec<_> = (0..50_000)
        .map(|number| span(State::Waiting, f64::from(number), f64::from(number) + 1.0))
        .collect();
    spans[30_000].state = State::Blocking;
    let strip = strip(&spans, scale(0.0, 50_000.0));
    let held: Vec<_> = strip
        .pieces
        .iter()
        .filter(|piece| piece.state == State::Blocking)
        .collect();
    assert_eq!(held.len(), 1);
    assert_eq!((held[0].left, held[0].right), (600.0, 601.0));
}

#[test]
fn steps_that_crowd_do_not_hide_the_spans_between() {
    let mut spans = Vec::new();
    for number in 0..100 {
        let at = f64::from(number) * 0.001;
        spans.push(span(State::Running, at, at));
        spans.push(span(State::Waiting, at, at + 0.001));
    }
    let near = strip(&spans, scale(0.0, 0.1));
    assert_eq!(near.pieces.len(), 100);
    assert!(near.blips.iter().all(|step| !step.dense));
    let far = strip(&spans, scale(0.0, 1.0));
    assert!(!far.pieces.is_empty());
    assert!(far.blips.len() <= 101 && far.blips.iter().all(|step| step.dense));
}

#[test]
fn two_steps_side_by_side_are_no_crowd() {
    let spans = [0.0, 0.002, 0.5].map(|at| span(State::Running, at, at));
    let strip = strip(&spans, scale(0.0, 1.0));
    assert!(strip.blips.iter().all(|step| !step.dense));
}

#[test]
fn nothing_outside_the_window_is_drawn() {
    let spans: Vec<_> = (0..1000)
        .map(|number| span(State::Waiting, f64::from(number), f64::from(number) + 1.0))
        .collect();
    let strip = strip(&spans, scale(500.25, 502.25));
    let seen: Vec<_> = strip.pieces.iter().map(|piece| piece.span).collect();
    assert_eq!(seen, [Some(500), Some(501), Some(502)]);
    assert!(
        strip
            .pieces
            .iter()
            .all(|piece| piece.left >= 0.0 && piece.right <= 1000.0)
    );
}

fn any_spans() -> impl Strategy<Value = Vec<Span>> {
    let state = prop::sample::select(vec![
        State::Running,
        State::Waiting,
        State::Ready,
        State::Blocking,
        State::Idle,
    ]);
    let length = prop_oneof![Just(0.0), 1e-6f64..1e-3, 0.01f64..3.0];
    prop::collection::vec((state, length, prop_oneof![Just(0.0), 0.0f64..0.5]), 0..400).prop_map(
        |parts| {
            let mut at = 0.0;
            parts
                .into_iter()
                .map(|(state, length, gap)| {
                    at += gap;
                    let from = at;
                    at += length;
                    span(state, from, at)
                })
                .collect()
        },
    )
}

proptest! {
    #[test]
    fn the_index_tells_what_looking_at_every_span_would(spans in any_spans(), a in 0usize..400, b in 0usize..400) {
        let (first, end) = (a.min(b).min(spans.len()), a.max(b).min(spans.len()));
        let plain = spans[first..end].iter().map(Worst::of).fold(Worst(0), Worst::and);
        prop_assert_eq!(Index::of(&spans).worst(&spans, first, end), plain);
    }

    #[test]
    fn every_span_is_covered_by_something_at_least_as_severe(spans in any_spans(), from in 0.0f64..50.0, length in 0.001f64..200.0) {
        let scale = scale(from, from + length);
        let strip = strip(&spans, scale);
        for span in &spans {
            let (left, right) = (scale.x(span.from), scale.x(span.to));
            if right < 1.0 || left > 999.0 {
                continue;
            }
            if span.to > span.from {
                let middle = f64::midpoint(left.max(0.0), right.min(1000.0));
                prop_assert!(strip.pieces.iter().any(|piece| {
                    piece.left - 1.01 <= middle && middle <= piece.right + 1.01
                        && severity(piece.state) >= severity(span.state)
                }), "{span:?} at {middle}");
            } else {
                prop_assert!(strip.blips.iter().any(|step| (step.x - left).abs() <= 1.01));
            }
        }
    }

    #[test]
    fn pieces_are_few_and_in_order(spans in any_spans(), length in 0.001f64..500.0) {
        let strip = strip(&spans, scale(0.0, length));
        prop_assert!(strip.pieces.len() <= 2002);
        prop_assert!(strip.blips.len() <= 2002);
        prop_assert!(strip.pieces.windows(2).all(|pair| pair[0].left <= pair[1].left + 1.0));
    }
}
