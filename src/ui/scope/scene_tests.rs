use super::super::{
    breaks::Breaks,
    layout::{Folding, Measures},
    sample::{lane, loop_lane, span, timeline},
    window::Window,
};
use super::*;

const DIVISION: Division = Division {
    gutter: 100.0,
    bar_top: 4.0,
    bar: 16.0,
    crowd_top: 4.0,
};

fn layout(timelines: &[Arc<Timeline>]) -> Layout {
    let measures = Measures {
        headers: vec![32.0; timelines.len()],
        turns: 0.0,
        lane: 24.0,
        fold: 44.0,
        gap: 8.0,
    };
    Layout::of(
        timelines.iter().map(|timeline| &**timeline),
        &Folding::default(),
        &measures,
    )
}

fn sight<'a>(timelines: &'a [Arc<Timeline>], layout: &'a Layout, to: Seconds) -> Sight<'a> {
    Sight {
        timelines,
        stuck: &[],
        layout,
        division: DIVISION,
        scale: Scale {
            window: Window { from: 0.0, to },
            left: 108.0,
            right: 1108.0,
            breaks: Breaks::NONE,
        },
        ticks: &[],
        scroll: 0.0,
        width: 1130.0,
        height: 600.0,
        ties: None,
        columns: None,
        cursor: 0.0,
        cursor_set: false,
        hovered: None,
        selected: None,
    }
}

#[test]
fn a_lane_becomes_bars_steps_and_its_end() {
    let mut wait = span(State::Waiting, 0.0, 2.0);
    wait.what = "sleep".to_owned();
    let timelines = [Arc::new(timeline(vec![
        loop_lane(vec![span(State::Idle, 0.0, 2.0)]),
        lane(
            0,
            "latte",
            0,
            vec![
                span(State::Running, 0.0, 0.0),
                wait,
                span(State::Running, 2.0, 2.0),
            ],
        ),
    ]))];
    let layout = layout(&timelines);
    let mut stage = Stage::default();
    let scene = stage.scene(sight(&timelines, &layout, 5.0));
    let bar = Rect {
        x: 108.0,
        y: 60.0,
        width: 400.0,
        height: 16.0,
    };
    assert_eq!(scene.fills[layer(State::Waiting)], [bar]);
    // The idle loop is a line.
    assert_eq!(scene.fills[layer(State::Idle)][0].height, 2.0);
    let steps = &scene.steps[layer(State::Running)];
    assert_eq!(steps.len(), 2);
    assert_eq!((steps[1].x, steps[1].width), (507.0, 2.0));
    assert_eq!(scene.ends, [(508.0, 68.0, End::Done)]);
    assert_eq!(scene.labels.len(), 1);
    assert_eq!(
        scene.labels[0].texts.last().map(String::as_str),
        Some("sleep")
    );
    // After 2 s nothing more happens.
    assert_eq!(scene.over[0].x, 508.0);
}

#[test]
fn text_is_only_where_it_fits_and_stays_in_view() {
    let mut wait = span(State::Waiting, 0.0, 100.0);
    wait.what = "sleep".to_owned();
    let timelines = [Arc::new(timeline(vec![
        loop_lane(vec![]),
        lane(0, "latte", 0, vec![wait]),
    ]))];
    let layout = layout(&timelines);
    let mut stage = Stage::default();
    let mut far = sight(&timelines, &layout, 10_000.0);
    assert!(stage.scene(far).labels.is_empty());
    far.scale.window = Window {
        from: 50.0,
        to: 60.0,
    };
    assert_eq!(
        stage.scene(far).labels[0].x,
        DIVISION.gutter + padding(1000.0)
    );
}

#[test]
fn only_rows_on_the_canvas_are_drawn() {
    let lanes = std::iter::once(loop_lane(vec![]))
        .chain((0..2000).map(|number| {
            let depth = number as u16;
            lane(number, "t", depth, vec![span(State::Waiting, 0.0, 1.0)])
        }))
        .collect();
    let timelines = [Arc::new(timeline(lanes))];
    let layout = layout(&timelines);
    let mut stage = Stage::default();
    let mut sight = sight(&timelines, &layout, 1.0);
    sight.scroll = 24_000.0;
    let bars = &stage.scene(sight).fills[layer(State::Waiting)];
    assert!((25..=27).contains(&bars.len()), "{}", bars.len());
    assert!(bars.iter().all(|bar| bar.y > -24.0 && bar.y < 600.0));
}

#[test]
fn a_hundred_thousand_spans_are_few_shapes() {
    let lanes = (0..1000)
        .map(|number| {
            let spans = (0..100)
                .map(|step| {
                    let from = f64::from(step) * 0.01;
                    let state = if step % 2 == 0 {
                        State::Waiting
                    } else {
                        State::Ready
                    };
                    span(state, from, from + 0.01)
                })
                .collect();
            lane(number, "t", 0, spans)
        })
        .collect();
    let timelines = [Arc::new(timeline(lanes))];
    let layout = layout(&timelines);
    let mut stage = Stage::default();
    let scene = stage.scene(sight(&timelines, &layout, 1.0));
    let shapes: usize = scene.fills.iter().map(Vec::len).sum();
    assert!(shapes <= 25 * 100 + 2000, "{shapes}");
}

#[test]
fn a_crowd_shows_even_one_blocking_task() {
    let mut lanes = vec![loop_lane(vec![])];
    for number in 0..1000 {
        let state = if number == 700 {
            State::Blocking
        } else {
            State::Waiting
        };
        lanes.push(lane(number, "t", 0, vec![span(state, 0.0, 1.0)]));
    }
    let timelines = [Arc::new(timeline(lanes))];
    let layout = layout(&timelines);
    let mut sight = sight(&timelines, &layout, 1.0);
    sight.scroll = layout.height - 600.0;
    let mut stage = Stage::default();
    let scene = stage.scene(sight);
    let [blocking] = scene.fills[layer(State::Blocking)][..] else {
        panic!("{:?}", scene.fills);
    };
    assert_eq!(
        (blocking.x, blocking.width, blocking.height),
        (108.0, 1000.0, 2.0)
    );
}

#[test]
fn a_changed_timeline_is_drawn_anew() {
    let lanes = |state| {
        let spans = (0..200)
            .map(|step| span(state, f64::from(step) * 1e-4, f64::from(step + 1) * 1e-4))
            .collect();
        [Arc::new(timeline(vec![lane(0, "t", 0, spans)]))]
    };
    let mut stage = Stage::default();
    for state in [State::Waiting, State::Ready] {
        let timelines = lanes(state);
        let layout = layout(&timelines);
        let scene = stage.scene(sight(&timelines, &layout, 1.0));
        assert!(!scene.fills[layer(state)].is_empty());
    }
}

#[test]
fn a_wait_that_nothing_ends_reaches_the_edge_and_says_so() {
    let mut wait = span(State::Waiting, 0.0, 0.0);
    wait.what = "Lock.acquire".to_owned();
    let mut stuck = lane(0, "main", 0, vec![span(State::Running, 0.0, 0.0), wait]);
    stuck.ended = None;
    let over = lane(1, "over", 0, vec![span(State::Waiting, 0.0, 0.0)]);
    let timelines = [Arc::new(timeline(vec![loop_lane(vec![]), stuck, over]))];
    let layout = layout(&timelines);
    let sight = Sight {
        stuck: &[true],
        ..sight(&timelines, &layout, 1.0)
    };
    let mut stage = Stage::default();
    let scene = stage.scene(sight);
    let [bar] = scene.fills[layer(State::Waiting)][..] else {
        panic!("one bar: {:?}", scene.fills);
    };
    assert_eq!((bar.x, bar.x + bar.width), (108.0, 1130.0 - ARROW));
    assert_eq!(scene.endless.len(), 1);
    assert_eq!(scene.labels[0].texts[0], "Lock.acquire, for ever");
    let spot = Spot {
        run: 0,
        lane: 1,
        span: 1,
    };
    assert!(outline(&sight, spot).is_some_and(|rect| rect.width > 1000.0));
    // In a run that was merely stopped it is a wait like any other.
    let sight = Sight {
        stuck: &[false],
        ..sight
    };
    assert!(stage.scene(sight).endless.is_empty());
}
