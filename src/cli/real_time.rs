//! The computer's own clock.

use machine::RealTime;
use std::{
    thread,
    time::{Duration, Instant},
};
use trace::Seconds;

/// Real seconds since it was made.
pub struct RealClock(Instant);

impl RealClock {
    /// Starts at 0.
    pub fn start() -> Self {
        Self(Instant::now())
    }
}

impl RealTime for RealClock {
    fn now(&self) -> Seconds {
        self.0.elapsed().as_secs_f64()
    }

    fn wait_until(&self, at: Seconds) {
        if let Ok(rest) = Duration::try_from_secs_f64(at - self.now()) {
            thread::sleep(rest);
        }
    }

    fn hold_until(&self, at: Seconds) {
        self.wait_until(at);
    }
}
