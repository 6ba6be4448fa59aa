//! Which stretch of the axis is shown, and where on the screen a moment is. On the order axis columns stand in the place
//! of seconds.

use super::breaks::Breaks;
use trace::Seconds;

/// What is shown of a run in which no time passed.
const EMPTY_LENGTH: Seconds = 1.0;
/// The shortest stretch that can be zoomed to, unless the whole is shorter.
pub const SHORTEST: Seconds = 1e-6;
/// The same on the order axis: so many columns.
pub const FEWEST: f64 = 2.0;

/// A stretch of time, in virtual seconds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Window {
    /// Its start.
    pub from: Seconds,
    /// Its end; greater than `from`.
    pub to: Seconds,
}

impl Window {
    /// All of a time axis that ends at `extent`.
    pub fn whole(extent: Seconds) -> Self {
        let to = if extent > 0.0 && extent.is_finite() {
            extent
        } else {
            EMPTY_LENGTH
        };
        Self { from: 0.0, to }
    }

    /// How much time it shows.
    pub fn length(self) -> Seconds {
        self.to - self.from
    }

    /// Shows `factor` times less, around a moment that keeps its place, and no less than `shortest`.
    pub fn zoomed(self, factor: f64, around: Seconds, extent: Seconds, shortest: f64) -> Self {
        let whole = Self::whole(extent).length();
        let length = (self.length() / factor).clamp(shortest.min(whole), whole);
        let share = (around - self.from) / self.length();
        let from = around - share * length;
        Self {
            from,
            to: from + length,
        }
        .within(extent)
    }

    /// Moves later by a time (earlier where it is negative), as far as the axis goes.
    pub fn panned(self, by: Seconds, extent: Seconds) -> Self {
        Self {
            from: self.from + by,
            to: self.to + by,
        }
        .within(extent)
    }

    /// The least move that brings a stretch into view, or its start where it is longer than the window.
    pub fn showing(self, from: Seconds, to: Seconds, extent: Seconds) -> Self {
        // A little of what is around, so that nothing sticks to the edge.
        let margin = self.length() * 0.04;
        let by = if from - margin < self.from || to - from + 2.0 * margin > self.length() {
            let wanted = from - margin - self.from;
            // What already fills the window may stay where it is.
            if wanted > 0.0 && to > self.to && from <= self.to - self.length() / 4.0 {
                0.0
            } else {
                wanted
            }
        } else if to + margin > self.to {
            to + margin - self.to
        } else {
            0.0
        };
        self.panned(by, extent)
    }

    /// The same length, or as much of it as there is, moved inside an axis that ends at `extent`.
    pub fn within(self, extent: Seconds) -> Self {
        let whole = Self::whole(extent);
        let length = self.length().min(whole.length());
        if !length.is_finite() || length <= 0.0 || !self.from.is_finite() {
            return whole;
        }
        let from = self.from.clamp(0.0, whole.to - length);
        Self {
            from,
            to: from + length,
        }
    }

    /// A window on the way to another one, at a share of the way from 0 to 1.
    ///
    /// Lengths go geometrically, so that zooming looks even at every depth.
    pub fn toward(self, goal: Self, share: f64) -> Self {
        if share >= 1.0 {
            return goal;
        }
        let ratio = goal.length() / self.length();
        if (ratio - 1.0).abs() < 1e-9 {
            let by = (goal.from - self.from) * share;
            return Self {
                from: self.from + by,
                to: self.to + by,
            };
        }
        let length = self.length() * ratio.powf(share);
        // The moment that both show at the same place keeps it all the way.
        let along = (length - self.length()) / (goal.length() - self.length());
        let from = self.from + (goal.from - self.from) * along;
        Self {
            from,
            to: from + length,
        }
    }
}

/// A window drawn between two horizontal positions, in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    /// What is shown.
    pub window: Window,
    /// Where the window's start is.
    pub left: f64,
    /// Where its end is; greater than `left`.
    pub right: f64,
    /// What is folded of it.
    pub breaks: Breaks,
}

impl Scale {
    /// The position of a moment.
    pub fn x(&self, at: Seconds) -> f64 {
        let pixel = self.seconds_per_pixel();
        let mut x = self.left + (at - self.window.from) / pixel;
        for found in self.breaks.shown() {
            if at >= found.to {
                x -= (found.to - found.from) / pixel - found.width;
            } else {
                if at > found.from {
                    let share = (at - found.from) / (found.to - found.from);
                    x -= (at - found.from) / pixel - share * found.width;
                }
                break;
            }
        }
        x
    }

    /// The moment at a position.
    pub fn at(&self, x: f64) -> Seconds {
        let pixel = self.seconds_per_pixel();
        let mut at = self.window.from + (x - self.left) * pixel;
        for found in self.breaks.shown() {
            let within = x - found.x;
            if within >= found.width {
                at += found.to - found.from - found.width * pixel;
            } else {
                if within > 0.0 {
                    at = found.from + within / found.width * (found.to - found.from);
                }
                break;
            }
        }
        at
    }

    /// How much time a pixel is, outside of breaks.
    pub fn seconds_per_pixel(&self) -> Seconds {
        if self.breaks.shown().is_empty() {
            self.window.length() / (self.right - self.left).max(1.0)
        } else {
            self.breaks.pixel
        }
    }

    /// A moment without the digits that a pixel cannot tell apart.
    pub fn rounded(&self, at: Seconds) -> Seconds {
        let decimals = (-self.seconds_per_pixel().log10().floor()).clamp(0.0, 12.0);
        let scale = 10f64.powf(decimals);
        (at * scale).round() / scale
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const FIVE: Window = Window { from: 0.0, to: 5.0 };

    #[test]
    fn zooming_keeps_the_moment_under_the_pointer() {
        let scale = |window| Scale {
            window,
            left: 100.0,
            right: 900.0,
            breaks: Breaks::NONE,
        };
        let before = scale(FIVE);
        let after = scale(FIVE.zoomed(4.0, 2.0, 5.0, SHORTEST));
        assert!((after.window.length() - 1.25).abs() < 1e-12);
        assert!((before.x(2.0) - after.x(2.0)).abs() < 1e-9);
    }

    #[test]
    fn zooming_out_stops_at_the_whole() {
        let near = Window { from: 4.0, to: 5.0 };
        assert_eq!(near.zoomed(0.01, 4.5, 5.0, SHORTEST), FIVE);
    }

    #[test]
    fn panning_stops_at_both_ends() {
        let middle = Window { from: 2.0, to: 3.0 };
        assert_eq!(middle.panned(9.0, 5.0), Window { from: 4.0, to: 5.0 });
        assert_eq!(middle.panned(-9.0, 5.0), Window { from: 0.0, to: 1.0 });
    }

    #[test]
    fn a_run_in_no_time_still_has_an_axis() {
        assert_eq!(Window::whole(0.0).length(), EMPTY_LENGTH);
        assert_eq!(Window::whole(f64::NAN).length(), EMPTY_LENGTH);
    }

    #[test]
    fn a_window_survives_a_shorter_run() {
        let late = Window { from: 4.0, to: 5.0 };
        assert_eq!(late.within(3.0), Window { from: 2.0, to: 3.0 });
        assert_eq!(late.within(0.5), Window { from: 0.0, to: 0.5 });
    }

    #[test]
    fn showing_moves_only_when_it_must() {
        let middle = Window { from: 2.0, to: 3.0 };
        assert_eq!(middle.showing(2.2, 2.4, 5.0), middle);
        let later = middle.showing(3.5, 3.6, 5.0);
        assert!(later.from < 3.5 && later.to > 3.6 && later.to < 3.7);
        let earlier = middle.showing(1.0, 1.1, 5.0);
        assert!(earlier.from < 1.0 && earlier.from > 0.9);
        let long = middle.showing(0.5, 4.5, 5.0);
        assert!(long.from < 0.5 && long.from > 0.4, "{long:?}");
    }

    #[test]
    fn a_moment_loses_only_what_a_pixel_cannot_show() {
        let scale = Scale {
            window: FIVE,
            left: 0.0,
            right: 500.0,
            breaks: Breaks::NONE,
        };
        assert_eq!(scale.rounded(1.237_456), 1.24);
    }

    proptest! {
        #[test]
        fn every_zoom_and_pan_stays_on_the_axis(
            extent in 1e-6f64..1e6,
            steps in prop::collection::vec((-3.0f64..3.0, 0.0f64..1.0, -2.0f64..2.0), 1..40),
        ) {
            let mut window = Window::whole(extent);
            for (zoom, share, pan) in steps {
                let around = window.from + share * window.length();
                window = window.zoomed(zoom.exp(), around, extent, SHORTEST);
                window = window.panned(pan * window.length(), extent);
                prop_assert!(window.from >= 0.0 && window.to <= extent * (1.0 + 1e-9));
                prop_assert!(window.length() > 0.0);
            }
        }

        #[test]
        fn a_position_and_its_moment_agree(from in 0.0f64..1e3, length in 1e-5f64..1e3, x in 0.0f64..2000.0) {
            let scale = Scale { window: Window { from, to: from + length }, left: 60.0, right: 1200.0, breaks: Breaks::NONE };
            prop_assert!((scale.x(scale.at(x)) - x).abs() < 1e-3);
        }

        #[test]
        fn the_way_between_two_windows_starts_and_ends_there(
            a in 0.0f64..10.0, b in 0.1f64..10.0, c in 0.0f64..10.0, d in 0.1f64..10.0, share in 0.0f64..1.0,
        ) {
            let (start, goal) = (Window { from: a, to: a + b }, Window { from: c, to: c + d });
            let near = |one: Window, other: Window| (one.from - other.from).abs() < 1e-6 && (one.to - other.to).abs() < 1e-6;
            prop_assert!(near(start.toward(goal, 0.0), start));
            prop_assert_eq!(start.toward(goal, 1.0), goal);
            let between = start.toward(goal, share);
            prop_assert!(between.length() >= b.min(d) - 1e-9 && between.length() <= b.max(d) + 1e-9);
        }
    }
}
