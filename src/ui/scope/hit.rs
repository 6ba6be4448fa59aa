//! What is under a pointer.

use super::{
    layout::{Kind, Layout},
    lod::severity,
    outline::eternal_wait,
    window::Scale,
};
use trace::{Span, Timeline};

/// One span of one lane of one variant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Spot {
    /// Index of the variant.
    pub run: usize,
    /// Index of the lane in its timeline.
    pub lane: usize,
    /// Index of the span in the lane, or behind the last one: how the task ended.
    pub span: usize,
}

impl Spot {
    /// The span, unless the spot is the lane's end or no longer there.
    pub fn span(self, timeline: &Timeline) -> Option<&Span> {
        timeline.lanes.get(self.lane)?.spans.get(self.span)
    }
}

/// Where the pointer is, and over what; in CSS pixels from the scope's upper left corner.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hover {
    /// What is pointed at.
    pub spot: Spot,
    /// Where.
    pub x: f64,
    /// Where.
    pub y: f64,
    /// A finger tapped there: it stays, and its card can be tapped too.
    pub tapped: bool,
}

/// What there is at a position.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Target {
    /// A span, or a lane's end.
    Spot(Spot),
    /// The row of a crowd.
    Fold {
        /// Index of the row.
        row: usize,
    },
    /// Nothing: the ground between.
    Ground,
}

/// Narrower than this, in CSS pixels, is hard to point at.
const NARROW: f64 = 8.0;
/// How far beside a narrow span the pointer may be although another span is under it.
const NEAR: f64 = 3.0;
/// How far behind a lane's end the mark of its end reaches, in CSS pixels.
pub const END_MARK: f64 = 18.0;

/// What is at a position: `x` as the scale has it, `y` from the top of all rows. `slop` is how far, in CSS
/// pixels, a pointer may miss a narrow span: little for a mouse, more for a finger. `stuck` says which runs ended with waits that
/// nothing ends.
pub fn target<'a>(
    layout: &Layout,
    timeline: impl Fn(usize) -> Option<&'a Timeline>,
    stuck: &[bool],
    scale: Scale,
    x: f64,
    y: f64,
    slop: f64,
) -> Target {
    let Some(index) = layout.at(y) else {
        return Target::Ground;
    };
    let row = layout.rows[index];
    match row.kind {
        Kind::Header | Kind::Turns => Target::Ground,
        Kind::Fold { .. } => Target::Fold { row: index },
        Kind::Lane(lane) => {
            let Some(found) = timeline(row.run).and_then(|timeline| timeline.lanes.get(lane))
            else {
                return Target::Ground;
            };
            let end = found
                .ended
                .as_ref()
                .map(|(at, _)| x - scale.x(*at))
                .filter(|behind| (1.5..END_MARK).contains(behind))
                .map(|_| found.spans.len());
            // A wait that nothing ends reaches as far as there is room.
            let eternal = || {
                let span = eternal_wait(found).filter(|_| stuck.get(row.run) == Some(&true))?;
                (scale.x(found.spans[span].from) <= x).then_some(span)
            };
            match span_at(&found.spans, scale, x, slop)
                .or(end)
                .or_else(eternal)
            {
                Some(span) => Target::Spot(Spot {
                    run: row.run,
                    lane,
                    span,
                }),
                None => Target::Ground,
            }
        }
    }
}

/// The span of a lane at a position. Narrow ones are preferred to the wide ones beside them, and the severe to
/// the harmless where they share a pixel.
pub fn span_at(spans: &[Span], scale: Scale, x: f64, slop: f64) -> Option<usize> {
    let reach = slop.max(NEAR);
    let mut first = spans.partition_point(|span| scale.x(span.to) < x - reach);
    let mut end = spans.partition_point(|span| scale.x(span.from) <= x + reach);
    if end.saturating_sub(first) > 4096 {
        // All of them are far narrower than a pixel: only what is drawn at this one counts.
        first = spans.partition_point(|span| scale.x(span.to) < x - 0.5);
        end = spans.partition_point(|span| scale.x(span.from) <= x + 0.5);
    }
    spans
        .get(first..end)?
        .iter()
        .enumerate()
        .filter_map(|(number, span)| {
            let (left, right) = (scale.x(span.from), scale.x(span.to));
            let missed = (left - x).max(x - right).max(0.0);
            let narrow = right - left < NARROW;
            let class = match missed {
                missed if narrow && missed <= NEAR => 0,
                0.0 => 1,
                missed if narrow && missed <= slop => 2,
                _ => return None,
            };
            // Whole pixels: what is closer by less cannot be told apart.
            Some((
                (class, missed as u32, 6 - severity(span.state)),
                first + number,
            ))
        })
        .min()
        .map(|(_, span)| span)
}

#[cfg(test)]
mod tests {
    use super::super::{
        breaks::Breaks,
        layout::{Folding, Measures},
        sample::{self, lane, loop_lane, span, timeline},
        window::Window,
    };
    use super::*;
    use trace::State;

    const SCALE: Scale = Scale {
        window: Window { from: 0.0, to: 5.0 },
        left: 100.0,
        right: 600.0,
        breaks: Breaks::NONE,
    };

    fn brew() -> Vec<Span> {
        vec![
            span(State::Running, 0.0, 0.0),
            span(State::Waiting, 0.0, 2.0),
            span(State::Running, 2.0, 2.0),
            span(State::Ready, 2.0, 4.0),
        ]
    }

    fn at(x: f64) -> Option<usize> {
        span_at(&brew(), SCALE, x, 3.0)
    }

    #[test]
    fn the_span_under_the_pointer_is_found() {
        assert_eq!(at(200.0), Some(1));
        assert_eq!(at(400.0), Some(3));
        assert_eq!(at(520.0), None);
        assert_eq!(at(60.0), None);
    }

    #[test]
    fn a_step_without_length_can_be_pointed_at() {
        assert_eq!(at(300.0), Some(2));
        assert_eq!(at(302.0), Some(2));
        assert_eq!(at(305.0), Some(3));
        assert_eq!(at(98.0), Some(0));
    }

    #[test]
    fn a_finger_may_miss_by_more() {
        let spans = [span(State::Blocking, 1.0, 1.01)];
        assert_eq!(span_at(&spans, SCALE, 210.0, 3.0), None);
        assert_eq!(span_at(&spans, SCALE, 210.0, 12.0), Some(0));
    }

    #[test]
    fn where_spans_share_a_pixel_the_severe_one_is_meant() {
        let spans: Vec<_> = (0..20_000)
            .map(|number| {
                let from = f64::from(number) * 2.5e-4;
                let state = if number == 8_001 {
                    State::Blocking
                } else {
                    State::Waiting
                };
                span(state, from, from + 2.5e-4)
            })
            .collect();
        assert_eq!(span_at(&spans, SCALE, 300.0, 3.0), Some(8_001));
    }

    #[test]
    fn headers_and_the_space_below_are_ground_and_ends_are_spots() {
        let timeline = timeline(vec![
            loop_lane(vec![span(State::Idle, 0.0, 4.0)]),
            lane(0, "brew", 0, brew()),
        ]);
        let measures = Measures {
            headers: vec![30.0],
            turns: 0.0,
            lane: 20.0,
            fold: 40.0,
            gap: 8.0,
        };
        let layout = Layout::of([&timeline].into_iter(), &Folding::default(), &measures);
        let at = |x, y| target(&layout, |_| Some(&timeline), &[], SCALE, x, y, 3.0);
        let spot = |lane, span| Target::Spot(Spot { run: 0, lane, span });
        assert_eq!(at(200.0, 10.0), Target::Ground);
        assert_eq!(at(200.0, 40.0), spot(0, 0));
        assert_eq!(at(200.0, 60.0), spot(1, 1));
        assert_eq!(at(510.0, 60.0), spot(1, 4));
        assert_eq!(at(590.0, 60.0), Target::Ground);
        assert_eq!(at(200.0, 90.0), Target::Ground);
    }

    #[test]
    fn a_crowd_is_hit_as_a_whole() {
        let timeline = timeline(sample::tasks(&[0; 100]));
        let measures = Measures {
            headers: vec![30.0],
            turns: 0.0,
            lane: 20.0,
            fold: 40.0,
            gap: 8.0,
        };
        let layout = Layout::of([&timeline].into_iter(), &Folding::default(), &measures);
        let found = target(
            &layout,
            |_| Some(&timeline),
            &[],
            SCALE,
            200.0,
            layout.height - 10.0,
            3.0,
        );
        assert_eq!(
            found,
            Target::Fold {
                row: layout.rows.len() - 1
            }
        );
    }
}
