//! Moments and lengths of time, and which of them are none.

use std::fmt;

/// A moment or a length of time in seconds of the loop's clock, as `loop.time()` gives it.
pub type Seconds = f64;

/// A number that is no moment, or no length of time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum TimeError {
    /// A deadline that is not a number cannot be ordered among the others.
    DeadlineIsNan,
    /// The loop cannot be held for a length that is negative, endless or not a number.
    NotALength(Seconds),
}

impl fmt::Display for TimeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            TimeError::DeadlineIsNan => f.write_str("a deadline must be a number"),
            TimeError::NotALength(seconds) => {
                write!(f, "the loop cannot be held for {seconds} seconds")
            }
        }
    }
}

impl std::error::Error for TimeError {}
