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

    /// Running code holds the loop until the moment `at`: as [`advance_to`](Clock::advance_to), but on a clock of real
    /// time nothing else may happen meanwhile.
    fn hold_to(&self, at: Seconds) {
        self.advance_to(at);
    }

    /// The moment up to which timers are due: `now()`, but for a clock that real time moves. A loop that wakes too
    /// late, because a computer was busy, still takes its deadlines one after the other.
    fn reached(&self) -> Seconds {
        self.now()
    }

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

/// Where a [`LiveClock`] takes its time from.
pub trait RealTime {
    /// Real seconds since the run began.
    fn now(&self) -> Seconds;

    /// Gives the thread away until the moment `at`.
    fn wait_until(&self, at: Seconds);

    /// Keeps the thread until the moment `at`.
    fn hold_until(&self, at: Seconds);

    /// A turn of the loop begins: whoever shares the thread may do something first, if it has waited for long.
    fn breathe(&self) {}
}

/// The clock of a run: virtual, or that of the world outside.
pub enum RunClock {
    /// Waits take no real time.
    Virtual(VirtualClock),
    /// Waits are real.
    Live(LiveClock),
}

/// A clock that real time moves.
pub struct LiveClock {
    time: Box<dyn RealTime>,
    /// The end of the last wait or hold.
    reached: Cell<Seconds>,
}

impl LiveClock {
    /// A clock on this time.
    pub fn new(time: impl RealTime + 'static) -> Self {
        Self {
            time: Box::new(time),
            reached: Cell::new(0.0),
        }
    }

    /// Lets time pass by `pass` until the moment `at`.
    fn go_to(&self, at: Seconds, pass: impl Fn(&dyn RealTime)) {
        // A browser's timer may be a little early.
        while self.time.now() < at {
            pass(&*self.time);
        }
        self.reached.set(at.max(self.reached.get()));
    }
}

impl std::fmt::Debug for RunClock {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Virtual(clock) => clock.fmt(f),
            Self::Live(_) => f.write_str("Live"),
        }
    }
}

impl RunClock {
    /// A turn of the loop begins: see [`RealTime::breathe`].
    pub fn breathe(&self) {
        if let Self::Live(clock) = self {
            clock.time.breathe();
        }
    }

    /// Whether it is the world outside that moves it.
    pub fn is_live(&self) -> bool {
        matches!(self, Self::Live(_))
    }
}

impl Clock for RunClock {
    fn now(&self) -> Seconds {
        match self {
            Self::Virtual(clock) => clock.now(),
            Self::Live(clock) => clock.time.now(),
        }
    }

    fn advance_to(&self, at: Seconds) {
        match self {
            Self::Virtual(clock) => clock.advance_to(at),
            Self::Live(clock) => clock.go_to(at, |time| time.wait_until(at)),
        }
    }

    fn hold_to(&self, at: Seconds) {
        match self {
            Self::Virtual(clock) => clock.advance_to(at),
            Self::Live(clock) => clock.go_to(at, |time| time.hold_until(at)),
        }
    }

    fn reached(&self) -> Seconds {
        match self {
            Self::Virtual(clock) => clock.now(),
            Self::Live(clock) => clock.reached.get(),
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

    fn hold_to(&self, at: Seconds) {
        (**self).hold_to(at);
    }

    fn reached(&self) -> Seconds {
        (**self).reached()
    }

    fn resolution(&self) -> Seconds {
        (**self).resolution()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A world in which every wait takes a second longer.
    #[derive(Default)]
    struct Busy(Cell<Seconds>);

    impl RealTime for Busy {
        fn now(&self) -> Seconds {
            self.0.get()
        }

        fn wait_until(&self, at: Seconds) {
            self.0.set(at + 1.0);
        }

        fn hold_until(&self, at: Seconds) {
            self.0.set(at);
        }
    }

    #[test]
    fn a_late_loop_takes_its_deadlines_one_after_the_other() {
        let clock = RunClock::Live(LiveClock::new(Busy::default()));
        clock.advance_to(0.5);
        assert_eq!((clock.now(), clock.reached()), (1.5, 0.5));
        clock.advance_to(0.7);
        assert_eq!(
            (clock.now(), clock.reached()),
            (1.5, 0.7),
            "no wait for what is over"
        );
        clock.hold_to(3.0);
        assert_eq!((clock.now(), clock.reached()), (3.0, 3.0));
    }

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
