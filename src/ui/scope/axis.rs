//! The time axis: where its ticks are, and what they say.

use super::window::Scale;
use trace::{Seconds, number};

/// One labelled tick.
#[derive(Clone, Debug, PartialEq)]
pub struct Tick {
    /// When, in virtual seconds.
    pub at: Seconds,
    /// Where, in CSS pixels.
    pub x: f64,
    /// What it says; the last one names the unit.
    pub label: String,
}

/// About how wide one character of a label is, in CSS pixels: 13 px tabular figures.
const CHARACTER: f64 = 8.0;
/// The least room between two labels.
const GAP: f64 = 40.0;

/// Ticks at steps of 1, 2 or 5 times a power of ten, as close as their labels allow.
pub fn ticks(scale: Scale) -> Vec<Tick> {
    let mut room = 4.0 * CHARACTER + GAP;
    // Finer steps need longer labels, which need more room: settled after a round or two.
    for _ in 0..4 {
        let step = nice(room * scale.seconds_per_pixel());
        let axis = number::Axis::new(scale.window.to, step);
        let widest = axis.label(scale.window.to).chars().count();
        let needed = widest as f64 * CHARACTER + GAP;
        if needed <= room {
            return at_steps(scale, step, axis);
        }
        room = needed;
    }
    let step = nice(room * scale.seconds_per_pixel());
    at_steps(scale, step, number::Axis::new(scale.window.to, step))
}

/// The numbers of steps, in the middle of their columns, as close as they have room.
pub fn step_ticks(scale: Scale) -> Vec<Tick> {
    let widest = (scale.window.to.max(1.0).log10().floor() + 1.0) * CHARACTER;
    let step = nice(((widest + GAP / 2.0) * scale.seconds_per_pixel()).max(1.0));
    let first = (scale.window.from / step).floor().max(0.0) as u64;
    let last = (scale.window.to / step).ceil() as u64;
    let mut ticks: Vec<Tick> = (first..=last)
        .map(|number| ((number as f64 * step) as u64).max(1))
        .map(|number| {
            let at = number as f64 - 0.5;
            Tick {
                at,
                x: scale.x(at),
                label: number.to_string(),
            }
        })
        .filter(|tick| (scale.window.from..=scale.window.to).contains(&tick.at))
        .collect();
    ticks.dedup_by(|one, other| one.label == other.label);
    if let Some(first) = ticks.first_mut() {
        first.label = format!("step {}", first.label);
    }
    ticks
}

/// The smallest of 1, 2, 5, 10, … times a power of ten that is not less.
pub(super) fn nice(least: f64) -> f64 {
    let power = 10f64.powf(least.log10().floor());
    // Rounding up may make of 2 a hair more than 2.
    let factor = [1.0, 2.0, 5.0]
        .into_iter()
        .find(|factor| factor * power >= least * (1.0 - 1e-9))
        .unwrap_or(10.0);
    factor * power
}

fn at_steps(scale: Scale, step: Seconds, axis: number::Axis) -> Vec<Tick> {
    let mut ticks: Vec<Tick> = Vec::new();
    let mut from = scale.window.from;
    let breaks = scale.breaks.shown();
    let ends = breaks.iter().map(|found| (found.from, found.to));
    // From break to break: within one there is nothing to tell.
    for (to, next) in ends.chain([(scale.window.to, scale.window.to)]) {
        // A hair of tolerance: 5.000000001 steps of 0.2 are five.
        let first = (from / step - 1e-6).ceil().max(0.0) as u64;
        let last = (to / step + 1e-6).floor().max(0.0) as u64;
        ticks.extend((first..=last).take(1000).map(|number| {
            let at = number as f64 * step;
            Tick {
                at,
                x: scale.x(at),
                label: axis.label(at),
            }
        }));
        from = next;
    }
    if let Some(last) = breaks.last() {
        apart(&mut ticks, scale);
        // Behind the last break there is a moment to hold on to.
        let to = scale.window.to;
        if ticks.last().is_none_or(|tick| tick.at < last.to) && last.to < to {
            let label = number::Axis::new(to, step / 10.0).label(to);
            ticks.push(Tick {
                at: to,
                x: scale.x(to),
                label,
            });
            apart(&mut ticks, scale);
        }
    }
    if let Some(last) = ticks.last_mut() {
        last.label = format!("{} {}", last.label, axis.unit.sign());
    }
    ticks
}

/// Leaves out the ticks that have no room beside a break, whose length is written on it.
fn apart(ticks: &mut Vec<Tick>, scale: Scale) {
    let wide = |label: &str| label.chars().count() as f64 * CHARACTER;
    ticks.retain(|tick| {
        let half = (wide(&tick.label) + CHARACTER) / 2.0;
        let mut breaks = scale.breaks.shown().iter();
        !breaks.any(|found| tick.x + half > found.x && tick.x - half < found.x + found.width)
    });
    let mut behind = f64::NEG_INFINITY;
    // The last one also says the unit.
    ticks.retain(|tick| {
        let half = wide(&tick.label) / 2.0 + CHARACTER;
        let fits = tick.x - half >= behind;
        if fits {
            behind = tick.x + half;
        }
        fits
    });
}

#[cfg(test)]
mod tests {
    use super::super::{breaks::Breaks, window::Window};
    use super::*;
    use proptest::prelude::*;

    fn labels(from: f64, to: f64, width: f64) -> Vec<String> {
        let scale = Scale {
            window: Window { from, to },
            left: 0.0,
            right: width,
            breaks: Breaks::NONE,
        };
        ticks(scale).into_iter().map(|tick| tick.label).collect()
    }

    #[test]
    fn a_whole_run_has_round_seconds() {
        assert_eq!(
            labels(0.0, 5.0, 600.0),
            ["0.0", "1.0", "2.0", "3.0", "4.0", "5.0 s"]
        );
    }

    #[test]
    fn steps_are_counted_from_one_in_the_middle_of_their_columns() {
        let scale = Scale {
            window: Window { from: 0.0, to: 4.0 },
            left: 0.0,
            right: 400.0,
            breaks: Breaks::NONE,
        };
        let ticks = step_ticks(scale);
        let labels: Vec<_> = ticks.iter().map(|tick| tick.label.as_str()).collect();
        assert_eq!(labels, ["step 1", "2", "3", "4"]);
        assert_eq!(ticks[1].x, 150.0);
        let far = Scale {
            window: Window {
                from: 0.0,
                to: 100_000.0,
            },
            ..scale
        };
        assert!(step_ticks(far).len() < 12, "{:?}", step_ticks(far));
    }

    #[test]
    fn a_phone_has_fewer_ticks() {
        assert_eq!(labels(0.0, 5.0, 200.0), ["0.0", "2.0", "4.0 s"]);
    }

    #[test]
    fn small_times_have_small_units() {
        assert_eq!(
            labels(0.0, 0.05, 400.0).last().map(String::as_str),
            Some("50 ms")
        );
    }

    #[test]
    fn far_in_labels_have_the_digits_they_need() {
        let labels = labels(1.000_100, 1.000_103, 800.0);
        let mut distinct = labels.clone();
        distinct.dedup();
        assert!(labels.len() >= 3);
        assert_eq!(labels, distinct);
    }

    #[test]
    fn ticks_stand_beside_breaks_and_not_on_them() {
        let gap = |from: f64, to: f64| super::super::breaks::Gap { from, to };
        let window = Window {
            from: 0.0,
            to: 64.0,
        };
        let scale = super::super::breaks::scale(window, 100.0, 800.0, &[gap(2.0, 58.0)]);
        let ticks = ticks(scale);
        let labels: Vec<_> = ticks.iter().map(|tick| tick.label.as_str()).collect();
        assert_eq!(labels[..2], ["0.0", "1.0"]);
        assert_eq!(labels.last(), Some(&"64.0 s"));
        assert!(
            ticks.iter().all(|tick| tick.at < 2.0 || tick.at > 58.0),
            "{labels:?}"
        );
        for pair in ticks.windows(2) {
            assert!(pair[1].x - pair[0].x >= 4.0 * CHARACTER, "{labels:?}");
        }
    }

    #[test]
    fn behind_a_break_there_is_a_tick_though_none_is_round() {
        let gap = super::super::breaks::Gap {
            from: 5.0,
            to: 60.0,
        };
        let window = Window {
            from: 0.0,
            to: 60.8,
        };
        let scale = super::super::breaks::scale(window, 100.0, 800.0, &[gap]);
        let last = ticks(scale).pop().expect("a tick");
        assert_eq!(last.label, "60.8 s");
    }

    proptest! {
        #[test]
        fn labels_never_touch(from in 0.0f64..1e4, exponent in -5.0f64..4.0, width in 120.0f64..2000.0) {
            let to = from + 10f64.powf(exponent);
            let scale = Scale { window: Window { from, to }, left: 40.0, right: 40.0 + width, breaks: Breaks::NONE };
            let ticks = ticks(scale);
            for pair in ticks.windows(2) {
                let wide = pair[0].label.chars().count().max(pair[1].label.chars().count()) as f64;
                prop_assert!(pair[1].x - pair[0].x >= wide * CHARACTER);
                prop_assert_ne!(&pair[0].label, &pair[1].label);
            }
            for tick in &ticks {
                prop_assert!(tick.x >= 40.0 - 0.01 && tick.x <= 40.0 + width + 0.01);
            }
        }

        #[test]
        fn steps_are_one_two_or_five(least in 1e-9f64..1e9) {
            let step = nice(least);
            prop_assert!(step >= least * (1.0 - 1e-6) && step <= least * 2.51);
            let digit = step / 10f64.powf((step * 1.000_001).log10().floor());
            prop_assert!([1.0, 2.0, 5.0].iter().any(|wanted| (digit - wanted).abs() < 1e-6), "{digit}");
        }
    }
}
