//! How long typing pauses before an edit runs by itself.

use std::time::Duration;

/// The pause after what runs in no time: the picture is there 150 ms after the last key.
const SHORTEST: f64 = 60.0;
/// The pause after what takes long: each run that the next key ends costs a worker.
const LONGEST: f64 = 600.0;
/// The pause after a line that does not parse yet: most of the time it is about to.
const UNFINISHED: f64 = 1000.0;

/// The pause after a key. `parses` says whether the text does, `busy` whether a run is in progress, `took` how many
/// real milliseconds the last runs took.
pub fn pause(parses: bool, busy: bool, took: Option<f64>) -> Duration {
    let milliseconds = match took {
        _ if !parses => UNFINISHED,
        // What is in progress has taken longer than the pause before it.
        _ if busy => LONGEST / 2.0,
        Some(took) => (2.0 * took).clamp(SHORTEST, LONGEST),
        None => SHORTEST,
    };
    Duration::from_secs_f64(milliseconds / 1000.0)
}

/// How long, in milliseconds after a key, a run that failed is not shown: half a name is an error to Python, and the last
/// good picture says more.
pub const FAILURES_WAIT: f64 = 800.0;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_runs_follow_the_keys_and_long_ones_wait() {
        let after = |took: f64| pause(true, false, Some(took)).as_millis();
        assert_eq!(after(5.0), 60);
        assert_eq!(after(100.0), 200);
        assert_eq!(after(9000.0), 600);
        assert_eq!(pause(true, false, None).as_millis(), 60);
        assert!(pause(true, true, Some(5.0)).as_millis() > after(5.0));
    }

    #[test]
    fn a_line_that_does_not_parse_yet_waits_longest() {
        assert!(pause(false, false, Some(5.0)) > pause(true, false, Some(9000.0)));
    }
}
