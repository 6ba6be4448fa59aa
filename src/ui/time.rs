//! Virtual time in words.

use trace::Seconds;
pub use trace::number::grouped as count;

/// A moment on the virtual clock: `1.240 s`; below a millisecond in `µs`.
pub fn moment(at: Seconds) -> String {
    if at != 0.0 && at.abs() < 0.0005 {
        return format!("{:.0} µs", at * 1e6);
    }
    format!("{at:.3} s")
}

/// A length of real time, in milliseconds, as short as it can be said: `42 ms`, `1.2 s`.
pub fn real(milliseconds: f64) -> String {
    if milliseconds < 999.5 {
        format!("{:.0} ms", milliseconds.max(1.0))
    } else {
        format!("{:.1} s", milliseconds / 1000.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_have_three_digits_and_a_unit() {
        assert_eq!(moment(0.0), "0.000 s");
        assert_eq!(moment(1.24), "1.240 s");
        assert_eq!(moment(0.00004), "40 µs");
        assert_eq!(moment(0.0005), "0.001 s");
    }

    #[test]
    fn real_time_is_short() {
        assert_eq!(real(0.2), "1 ms");
        assert_eq!(real(41.7), "42 ms");
        assert_eq!(real(1240.0), "1.2 s");
    }
}
