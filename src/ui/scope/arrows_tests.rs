use super::super::{
    breaks::Breaks,
    layout::{Folding, Layout, Measures},
    sample::{lane, loop_lane, span, timeline},
    scene::Division,
    window::{Scale, Window},
};
use super::*;
use trace::TaskId;

fn link(tie: Tie, by: u32, what: u32) -> Link {
    Link {
        tie,
        from: 3,
        by: Some(Runner::Task(TaskId(by))),
        to: 5,
        what: Runner::Task(TaskId(what)),
        behind: Some(Runner::Task(TaskId(by))),
        connection: None,
        from_at: 1.0,
        to_at: 3.0,
        from_column: 2,
        to_column: 4,
    }
}

#[test]
fn a_line_goes_from_who_did_it_to_whom_when_it_was_done() {
    let timelines = [Arc::new(timeline(vec![
        loop_lane(vec![span(State::Idle, 0.0, 4.0)]),
        lane(0, "main", 0, vec![span(State::Waiting, 0.0, 4.0)]),
        lane(1, "child", 1, vec![span(State::Waiting, 0.0, 4.0)]),
    ]))];
    let measures = Measures {
        headers: vec![30.0],
        turns: 0.0,
        lane: 20.0,
        fold: 40.0,
        gap: 8.0,
    };
    let layout = Layout::of(
        timelines.iter().map(|timeline| &**timeline),
        &Folding::default(),
        &measures,
    );
    let sight = Sight {
        timelines: &timelines,
        stuck: &[],
        layout: &layout,
        division: Division {
            gutter: 100.0,
            bar_top: 4.0,
            bar: 12.0,
            crowd_top: 4.0,
        },
        scale: Scale {
            window: Window { from: 0.0, to: 4.0 },
            left: 100.0,
            right: 500.0,
            breaks: Breaks::NONE,
        },
        ticks: &[],
        scroll: 0.0,
        width: 520.0,
        height: 400.0,
        ties: None,
        columns: None,
        cursor: 0.0,
        cursor_set: false,
        hovered: None,
        selected: None,
    };
    let lanes = lanes_of(&timelines[0]);
    let places = Places::new(&sight, 0, &lanes);
    // Ready at once: straight down, at one second.
    let woke = places.arrow(&link(Tie::Woke, 0, 1)).expect("a line");
    assert_eq!((woke.from, woke.to), ((200.0, 60.0), (200.0, 80.0)));
    // Delivered two seconds later.
    let cancelled = places.arrow(&link(Tie::Cancelled, 1, 0)).expect("a line");
    assert_eq!(
        (cancelled.from, cancelled.to),
        ((200.0, 80.0), (400.0, 60.0))
    );
    // Whoever wakes itself needs no line, nor who has no lane.
    assert_eq!(places.arrow(&link(Tie::Woke, 0, 0)), None);
    assert_eq!(places.arrow(&link(Tie::Woke, 0, 9)), None);
}
