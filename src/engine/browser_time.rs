//! Real time in the worker.

use super::host::{live_now, wait};
use machine::RealTime;
use std::cell::Cell;
use trace::Seconds;

/// The browser's own clock, and its event loop. Waiting suspends the run's whole stack (JavaScript promise
/// integration), and lets the worker's event loop turn.
#[derive(Default)]
pub struct BrowserTime {
    /// When the worker's event loop turned last, in milliseconds.
    turned: Cell<f64>,
}

/// Milliseconds for which a loop that never waits keeps the worker's event loop from turning: a frame.
const BREATH_MS: f64 = 16.0;

impl RealTime for BrowserTime {
    fn now(&self) -> Seconds {
        live_now() / 1000.0
    }

    fn wait_until(&self, at: Seconds) {
        wait((at - self.now()) * 1000.0);
        self.turned.set(live_now());
    }

    fn breathe(&self) {
        if live_now() - self.turned.get() > BREATH_MS {
            wait(0.0);
            self.turned.set(live_now());
        }
    }

    fn hold_until(&self, at: Seconds) {
        while self.now() < at {
            std::hint::spin_loop();
        }
    }
}
