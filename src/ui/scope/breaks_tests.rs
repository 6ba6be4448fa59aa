use super::super::{
    sample::{lane, loop_lane, span, timeline},
    window::SHORTEST,
};
use super::*;
use proptest::prelude::*;

const LEFT_EDGE: f64 = 100.0;
const RIGHT_EDGE: f64 = 800.0;

fn drawn(from: f64, to: f64, gaps: &[Gap]) -> Scale {
    scale(Window { from, to }, LEFT_EDGE, RIGHT_EDGE, gaps)
}

fn gap(from: f64, to: f64) -> Gap {
    Gap { from, to }
}

/// Bursts at 0 and at 60 s, a long computation, and an end at 200 s.
fn bursts() -> Timeline {
    timeline(vec![
        loop_lane(vec![
            span(State::Running, 0.0, 1.0),
            span(State::Idle, 1.0, 60.0),
            span(State::Running, 60.0, 61.0),
            span(State::Blocking, 61.0, 120.0),
            span(State::Idle, 120.0, 200.0),
        ]),
        lane(0, "nap", 0, vec![span(State::Waiting, 1.0, 60.0)]),
    ])
}

fn found(lanes: Vec<usize>) -> Vec<Gap> {
    let timeline = bursts();
    idle([(&timeline, lanes)].into_iter(), 200.0, 700.0)
}

#[test]
fn what_is_idle_is_folded_and_what_computes_is_not() {
    let gaps = found(vec![0, 1]);
    assert_eq!(gaps.len(), 2, "{gaps:?}");
    assert!(gaps[0].from > 1.0 && gaps[0].to < 60.0 && gaps[0].length() > 50.0);
    assert!(gaps[1].from > 120.0 && gaps[1].to < 200.0);
    // Without the loop's lane nobody is seen to compute.
    let gaps = found(vec![1]);
    assert_eq!(gaps.len(), 2, "{gaps:?}");
    assert!(gaps[1].from < 70.0);
}

#[test]
fn short_waits_are_left_alone() {
    let spans = (0..100).map(|number| {
        let from = f64::from(number);
        span(State::Waiting, from, from + 1.0)
    });
    let busy = timeline(vec![lane(0, "often", 0, spans.collect())]);
    assert_eq!(idle([(&busy, vec![0])].into_iter(), 100.0, 700.0), []);
}

#[test]
fn where_all_takes_no_time_a_little_is_left_of_each_wait() {
    let waits = vec![
        span(State::Waiting, 0.0, 3.0),
        span(State::Waiting, 3.0, 5.0),
    ];
    let bar = timeline(vec![lane(0, "main", 0, waits)]);
    let gaps = idle([(&bar, vec![0])].into_iter(), 5.0, 700.0);
    assert_eq!(gaps.len(), 2);
    let scale = drawn(0.0, 5.0, &gaps);
    assert!(scale.x(gaps[0].from) > LEFT_EDGE + 50.0);
    assert!((scale.x(5.0) - RIGHT_EDGE).abs() < 1e-9);
}

#[test]
fn a_cursor_plays_over_a_break_as_fast_as_anywhere_else() {
    let gaps = [gap(2.0, 58.0)];
    let scale = drawn(0.0, 61.0, &gaps);
    let frame = 1.0 / 64.0;
    let wide = frame / scale.seconds_per_pixel();
    let (mut at, mut frames) = (0.0, 0);
    while at < 61.0 {
        let next = played(scale, &gaps, at, frame);
        let by = scale.x(next) - scale.x(at);
        assert!((by - wide).abs() < 1e-6, "{by} and not {wide} at {at}");
        (at, frames) = (next, frames + 1);
    }
    // All of it takes as long as is told, and not 61 seconds.
    let seconds = f64::from(frames) * frame;
    assert!((seconds - lasts(scale)).abs() <= frame, "{seconds}");
    assert!(lasts(scale) < 6.0);
    assert_eq!(lasts(drawn(0.0, 61.0, &[])), 61.0);
}

#[test]
fn a_break_is_as_wide_at_every_depth() {
    let gaps = [gap(2.0, 58.0)];
    for (from, to) in [(0.0, 61.0), (1.0, 59.0), (1.9, 58.1)] {
        let scale = drawn(from, to, &gaps);
        let [shown] = scale.breaks.shown() else {
            panic!("{scale:?}")
        };
        assert!((shown.width - WIDTH).abs() < 1e-9, "{shown:?}");
        assert!((scale.x(58.0) - scale.x(2.0) - WIDTH).abs() < 1e-6);
    }
    // Half of it is in the window.
    let scale = drawn(30.0, 60.0, &gaps);
    assert!((scale.breaks.shown()[0].width - WIDTH / 2.0).abs() < 1e-9);
}

#[test]
fn what_is_written_on_a_break_is_short() {
    let written = |seconds: f64| trace::number::spoken(about(seconds));
    assert_eq!(written(54.917), "55.0 s");
    assert_eq!(written(1.732_4), "1.7 s");
    assert_eq!(written(0.012_34), "12 ms");
    assert!(written(3_600.0).chars().count() < 9, "{}", written(3_600.0));
}

#[test]
fn outside_of_breaks_time_is_even() {
    let scale = drawn(0.0, 62.0, &[gap(1.0, 61.0)]);
    let second = 1.0 / scale.seconds_per_pixel();
    assert!((scale.x(1.0) - scale.x(0.0) - second).abs() < 1e-9);
    assert!((scale.x(62.0) - scale.x(61.0) - second).abs() < 1e-9);
    assert!((second - (700.0 - WIDTH) / 2.0).abs() < 1e-9);
}

#[test]
fn panning_crosses_a_break_and_stops_at_both_ends() {
    let gaps = [gap(2.0, 58.0)];
    let window = Window { from: 0.0, to: 1.0 };
    let mut scale = drawn(window.from, window.to, &gaps);
    let mut crossed = false;
    for _ in 0..100 {
        let next = panned(scale, &gaps, 50.0, 61.0);
        assert!(next.from >= scale.window.from && next.to <= 61.0);
        scale = drawn(next.from, next.to, &gaps);
        crossed |= !scale.breaks.shown().is_empty();
    }
    assert!(crossed);
    assert!((scale.window.to - 61.0).abs() < 1e-9);
    assert!((scale.window.length() - 1.0).abs() < 1e-6, "{scale:?}");
}

proptest! {
    #[test]
    fn a_position_and_its_moment_agree(
        from in 0.0f64..40.0, length in 1.0f64..60.0, share in 0.0f64..1.0,
    ) {
        let gaps = [gap(5.0, 20.0), gap(25.0, 26.0), gap(40.0, 90.0)];
        let scale = drawn(from, from + length, &gaps);
        let x = LEFT_EDGE + share * 700.0;
        prop_assert!((scale.x(scale.at(x)) - x).abs() < 1e-3);
        prop_assert!((scale.x(from) - LEFT_EDGE).abs() < 1e-3);
        prop_assert!((scale.x(from + length) - RIGHT_EDGE).abs() < 1e-3, "{scale:?}");
        let later = scale.at(x + 1.0);
        prop_assert!(later > scale.at(x));
    }

    #[test]
    fn zooming_keeps_the_moment_under_the_pointer(share in 0.1f64..0.9, factor in 1.1f64..4.0) {
        let gaps = [gap(5.0, 20.0), gap(40.0, 90.0)];
        let before = drawn(0.0, 100.0, &gaps);
        let x = LEFT_EDGE + share * 700.0;
        let window = zoomed(before, &gaps, factor, x, 100.0, SHORTEST);
        let after = drawn(window.from, window.to, &gaps);
        prop_assert!((after.x(before.at(x)) - x).abs() < 1e-3, "{window:?}");
        prop_assert!(window.from >= 0.0 && window.to <= 100.0);
        // And out again, as far as there is anything.
        let back = zoomed(after, &gaps, 1.0 / factor.powi(2), x, 100.0, SHORTEST);
        prop_assert!((back.from, back.to) == (0.0, 100.0), "{back:?}");
    }
}
