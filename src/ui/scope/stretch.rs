//! A wait that is made longer or shorter with the hand: from when to when it is, and what it comes to.

use super::{axis::nice, hit::Spot};
use trace::{Seconds, Span, State, Timeline};

/// About how far a hand moves between two values, in CSS pixels.
const GRAIN: f64 = 5.0;

/// A span whose end can be taken hold of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Grip {
    /// Which.
    pub spot: Spot,
    /// Where it starts, in virtual seconds.
    pub from: Seconds,
    /// Where it ends.
    pub to: Seconds,
    /// The script's line.
    pub line: u32,
    /// How long it was to be: a wait that was cut short, or whose task was held, is planned to end at another moment.
    pub planned: Seconds,
}

/// The end of a spot's span, where it is that of a wait or of a blocking call with a length of its own.
pub fn grip(timeline: &Timeline, spot: Spot) -> Option<Grip> {
    let span = spot.span(timeline)?;
    let planned = planned(span).filter(|planned| planned.is_finite() && *planned > 0.0)?;
    Some(Grip {
        spot,
        from: span.from,
        to: span.to,
        line: span.line?,
        planned,
    })
}

fn planned(span: &Span) -> Option<Seconds> {
    match span.state {
        State::Waiting => span.until.map(|until| until - span.from),
        State::Blocking => Some(span.to - span.from),
        State::Running | State::Ready | State::Idle | State::Transfer => None,
    }
}

impl Grip {
    /// How long it is when its end is dragged to a moment; round at this many seconds a pixel.
    pub fn dragged(self, to: Seconds, pixel: Seconds) -> Seconds {
        let step = nice((GRAIN * pixel).max(1e-3));
        let seconds = (self.planned + to - self.to).max(0.0);
        tidy((seconds / step).round() * step)
    }

    /// How long it is a step of a key later: a tenth of its order of magnitude, or that whole.
    pub fn stepped(self, seconds: Seconds, longer: bool, far: bool) -> Seconds {
        let tenth = 10f64.powf(self.planned.log10().floor() - 1.0).max(1e-3);
        let step = if far { tenth * 10.0 } else { tenth };
        let by = if longer { step } else { -step };
        tidy(((seconds + by) / tenth).round() * tenth).max(0.0)
    }

    /// Where its end is drawn when it is so long.
    pub fn end(self, seconds: Seconds) -> Seconds {
        (self.to + seconds - self.planned).max(self.from)
    }
}

/// Without what binary fractions leave behind the sixth digit.
fn tidy(seconds: Seconds) -> Seconds {
    (seconds * 1e6).round() / 1e6
}

#[cfg(test)]
mod tests {
    use super::super::sample::{lane, span, timeline};
    use super::*;

    fn wait(until: Option<Seconds>) -> Option<Grip> {
        let waits = Span {
            line: Some(8),
            until,
            ..span(State::Waiting, 1.0, 3.0)
        };
        let spot = Spot {
            run: 0,
            lane: 0,
            span: 0,
        };
        grip(&timeline(vec![lane(0, "latte", 0, vec![waits])]), spot)
    }

    #[test]
    fn a_wait_with_a_planned_end_can_be_taken_hold_of() {
        let held = wait(Some(3.0)).expect("a grip");
        assert_eq!((held.planned, held.line), (2.0, 8));
        assert_eq!(wait(None), None);
        assert_eq!(wait(Some(trace::FOREVER)), None);
    }

    #[test]
    fn a_drag_gives_round_numbers() {
        let held = wait(Some(3.0)).expect("a grip");
        assert_eq!(held.dragged(3.52, 0.01), 2.5);
        assert_eq!(held.dragged(3.777, 0.000_1), 2.777);
        assert_eq!(held.dragged(0.0, 0.01), 0.0);
        assert_eq!(held.end(2.5), 3.5);
    }

    #[test]
    fn what_was_cut_short_keeps_its_distance() {
        // It was to end at 5, and was cancelled at 3.
        let held = wait(Some(5.0)).expect("a grip");
        assert_eq!(held.planned, 4.0);
        assert_eq!(held.dragged(2.0, 0.01), 3.0);
    }

    #[test]
    fn keys_go_by_tenths() {
        let held = wait(Some(3.0)).expect("a grip");
        assert_eq!(held.stepped(2.0, true, false), 2.1);
        assert_eq!(held.stepped(2.0, false, true), 1.0);
        assert_eq!(held.stepped(0.05, false, false), 0.0);
    }
}
