//! Where the loop reads the time.

use std::cell::Cell;
use std::rc::Rc;

use super::Seconds;

/// The loop's time: what `loop.time()` returns.
pub trait Clock {
    /// The present moment. Never earlier than a moment returned before.
    fn now(&self) -> Seconds;

    /// Goes to the moment `at` if that is in the future; `now()` is then exactly `at`. A clock that cannot be
    /// moved stays where it is, and the loop gives its turn back (see [`Turn::Idle`](super::Turn::Idle)).
    fn advance_to(&self, at: Seconds);

    /// Timers due within this many seconds from now count as due: `_clock_resolution` in CPython.
    fn resolution(&self) -> Seconds {
        1e-9
    }
}

/// A clock that stands still until it is moved, and moves only forward. Starts at 0.
#[derive(Debug, Default)]
pub struct VirtualClock {
    now: Cell<Seconds>,
}

impl VirtualClock {
    /// A clock at 0.
    pub fn new() -> Self {
        Self::default()
    }
}

impl Clock for VirtualClock {
    fn now(&self) -> Seconds {
        self.now.get()
    }

    fn advance_to(&self, at: Seconds) {
        // False for NaN too.
        if at > self.now.get() {
            self.now.set(at);
        }
    }
}

/// One clock may serve several loops, one after the other, and the code between them.
impl<C: Clock + ?Sized> Clock for Rc<C> {
    fn now(&self) -> Seconds {
        (**self).now()
    }

    fn advance_to(&self, at: Seconds) {
        (**self).advance_to(at);
    }

    fn resolution(&self) -> Seconds {
        (**self).resolution()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_virtual_clock_goes_exactly_there_and_never_back() {
        let clock = VirtualClock::new();
        assert_eq!(clock.now(), 0.0);
        clock.advance_to(0.1 + 0.2);
        assert_eq!(clock.now(), 0.1 + 0.2);
        for earlier in [0.3, 0.0, -1.0, Seconds::NEG_INFINITY, Seconds::NAN] {
            clock.advance_to(earlier);
            assert_eq!(clock.now(), 0.1 + 0.2);
        }
    }
}
