//! Virtual times in words, for page, sentences and axis alike.
//!
//! A number has three digits at most before its unit changes to the next larger one: µs, ms, s.

use super::event::Seconds;

/// What times are measured in on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// `µs`
    Microseconds,
    /// `ms`
    Milliseconds,
    /// `s`
    Seconds,
}

impl Unit {
    /// Its sign.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Microseconds => "µs",
            Self::Milliseconds => "ms",
            Self::Seconds => "s",
        }
    }

    fn per_second(self) -> f64 {
        match self {
            Self::Microseconds => 1e6,
            Self::Milliseconds => 1e3,
            Self::Seconds => 1.0,
        }
    }

    /// The unit for a value, after rounding: 999.9996 ms is a second.
    fn of(seconds: Seconds) -> Self {
        match seconds.abs() {
            // Half of the last digit that the smaller unit would show.
            size if size >= 0.999_5 => Self::Seconds,
            size if size >= 0.000_999_5 => Self::Milliseconds,
            0.0 => Self::Seconds,
            _ => Self::Microseconds,
        }
    }
}

/// The instant under the cursor, a duration in a tooltip: `1.240 s`, `240 ms`, `12.4 ms`, `350 µs`.
///
/// Seconds have three decimals, so that a moving cursor does not make the number jump; smaller units have
/// three digits in all.
pub fn precise(seconds: Seconds) -> String {
    match Unit::of(seconds) {
        Unit::Seconds => format!("{seconds:.3} s"),
        unit => {
            let value = seconds * unit.per_second();
            let decimals = match value.abs() {
                // Again what rounding makes of it: 99.96 is 100.
                size if size >= 99.95 => 0,
                size if size >= 9.995 => 1,
                _ => 2,
            };
            format!("{} {}", without_zeros(value, decimals, 0), unit.sign())
        }
    }
}

/// A time in a sentence: `3.0 s`, `2.25 s`, `50 ms`.
pub fn spoken(seconds: Seconds) -> String {
    if seconds.abs() >= 0.099_95 || Unit::of(seconds) == Unit::Seconds {
        format!("{} s", bare(seconds))
    } else {
        precise(seconds)
    }
}

/// Seconds in a sentence that has named the unit already: `overlap from 0.0 to 2.0`.
pub fn bare(seconds: Seconds) -> String {
    without_zeros(seconds, 3, 1)
}

/// A count with its thousands apart: `100,000`.
pub fn grouped(count: usize) -> String {
    let digits = count.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// An amount of text: `4 MB`, `1.5 MB`, `12 KB`.
pub fn bytes(count: usize) -> String {
    match count {
        0..1_000 => format!("{count} bytes"),
        1_000..999_500 => format!("{} KB", without_zeros(count as f64 / 1e3, 0, 0)),
        _ => format!("{} MB", without_zeros(count as f64 / 1e6, 1, 0)),
    }
}

/// How the labels of one axis are written: all in one unit, with the same decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Axis {
    /// The unit of every label; named once, at the axis' end.
    pub unit: Unit,
    /// Digits after the point.
    pub decimals: usize,
}

impl Axis {
    /// For an axis that goes to `end` with a tick every `step`.
    pub fn new(end: Seconds, step: Seconds) -> Self {
        let unit = Unit::of(end);
        let step = step * unit.per_second();
        let mut decimals = usize::from(unit == Unit::Seconds);
        let mut scaled = step * 10f64.powi(decimals as i32);
        // Nine decimals of a second are the clock's resolution.
        while decimals < 9 && (scaled - scaled.round()).abs() > 1e-6 * scaled.abs() {
            decimals += 1;
            scaled *= 10.0;
        }
        Self { unit, decimals }
    }

    /// The label at a tick, without the unit: `2.0`.
    pub fn label(self, seconds: Seconds) -> String {
        let value = seconds * self.unit.per_second();
        without_zeros(value, self.decimals, self.decimals)
    }
}

/// At most `most` decimals and at least `least`, without the zeros between; never `-0`.
fn without_zeros(value: f64, most: usize, least: usize) -> String {
    let mut text = format!("{value:.most$}");
    if let Some(point) = text.find('.') {
        let kept = text.trim_end_matches('0').len().max(point + 1 + least);
        text.truncate(kept);
        if text.ends_with('.') {
            text.pop();
        }
    }
    if text.starts_with('-') && !text.bytes().any(|digit| (b'1'..=b'9').contains(&digit)) {
        text.remove(0);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_digits_before_the_unit_changes() {
        let written = [
            (0.0, "0.000 s"),
            (1.24, "1.240 s"),
            (0.24, "240 ms"),
            (0.0124, "12.4 ms"),
            (0.001_236, "1.24 ms"),
            (0.000_35, "350 µs"),
            (0.000_000_5, "0.5 µs"),
            (0.999_6, "1.000 s"),
            (0.999_4, "999 ms"),
            (0.099_96, "100 ms"),
            (0.000_999_7, "1 ms"),
            (-0.24, "-240 ms"),
            (1234.5, "1234.500 s"),
        ];
        for (seconds, text) in written {
            assert_eq!(precise(seconds), text);
        }
    }

    #[test]
    fn sentences_keep_no_digits_that_say_nothing() {
        let written = [
            (0.0, "0.0 s"),
            (3.0, "3.0 s"),
            (0.1 + 0.2, "0.3 s"),
            (2.25, "2.25 s"),
            (1.000_4, "1.0 s"),
            (0.1, "0.1 s"),
            (0.05, "50 ms"),
            (0.000_05, "50 µs"),
        ];
        for (seconds, text) in written {
            assert_eq!(spoken(seconds), text);
        }
        assert_eq!(bare(-1e-12), "0.0");
    }

    #[test]
    fn counts_are_grouped_and_bytes_rounded() {
        assert_eq!(grouped(7), "7");
        assert_eq!(grouped(100_000), "100,000");
        assert_eq!(grouped(3_000_000), "3,000,000");
        assert_eq!(bytes(5_000_000), "5 MB");
        assert_eq!(bytes(1_480_000), "1.5 MB");
        assert_eq!(bytes(12_300), "12 KB");
        assert_eq!(bytes(512), "512 bytes");
    }

    #[test]
    fn an_axis_has_one_unit_and_as_many_decimals_as_its_ticks_need() {
        let labels = |end, step: f64| {
            let axis = Axis::new(end, step);
            let labels: Vec<_> = (0..3)
                .map(|tick| axis.label(f64::from(tick) * step))
                .collect();
            (labels.join(" "), axis.unit.sign())
        };
        assert_eq!(labels(5.0, 1.0), ("0.0 1.0 2.0".to_owned(), "s"));
        assert_eq!(labels(5.0, 0.25), ("0.00 0.25 0.50".to_owned(), "s"));
        assert_eq!(labels(0.5, 0.1), ("0 100 200".to_owned(), "ms"));
        assert_eq!(labels(0.001, 0.000_25), ("0.00 0.25 0.50".to_owned(), "ms"));
        assert_eq!(labels(0.000_9, 0.000_2), ("0 200 400".to_owned(), "µs"));
        assert_eq!(labels(3600.0, 600.0), ("0.0 600.0 1200.0".to_owned(), "s"));
    }
}
