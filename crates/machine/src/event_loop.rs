//! The loop: scheduling, and the turn.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;

use super::timers::Timers;
use super::{Clock, Handle, Observer, Parked, Readied, Seconds, TimeError, VirtualClock};

/// So many turns in a row take no time, whatever they do. A loop that takes more without ever waiting is not at work
/// but waiting busily, for a moment that would never come on a clock that only waiting moves.
pub const FREE_TURNS: u32 = 100_000;
/// How long each further turn takes, in virtual seconds.
pub const BUSY_TURN: Seconds = 100e-6;

/// What became of one turn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Turn {
    /// This many handles ran; cancelled ones are not counted.
    Ran(usize),
    /// Nothing can run before the moment `until`, and the clock would not go there: it is one that only real
    /// waiting moves. Wait, then take another turn.
    Idle {
        /// The earliest deadline.
        until: Seconds,
    },
    /// Nothing is ready, and no timer will ever change that.
    Stuck,
}

/// Why [`EventLoop::run_forever`] returned.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Pause {
    /// [`EventLoop::stop`] was called.
    Stopped,
    /// See [`Turn::Idle`].
    Idle {
        /// The earliest deadline.
        until: Seconds,
    },
    /// See [`Turn::Stuck`].
    Stuck,
}

/// An event loop over handles of type `H`: CPython 3.14's `BaseEventLoop`, as far as that decides what
/// runs when.
///
/// Everything takes `&self`, so that code which runs inside a turn can schedule on the loop that runs it:
/// nothing is borrowed while a handle runs, an observer is told or a handle is dropped.
pub struct EventLoop<H, O = (), C = VirtualClock> {
    clock: C,
    observer: O,
    /// What can run, in the order in which it will.
    ready: RefCell<VecDeque<H>>,
    timers: Timers<H>,
    /// What devices have completed since the last turn began, with the moments, in order.
    completed: RefCell<VecDeque<(Seconds, H)>>,
    /// The stay of the thread that waits for this loop's events, on a machine.
    waits: Cell<Option<Parked>>,
    /// How many at the front of `ready` belong to the turn in progress. Kept here, not in the turn, so that a turn
    /// taken inside a handle leaves nothing over for the one around it.
    todo: Cell<usize>,
    /// How many turns were taken at the moment `turned_at`, but for the time that turns themselves took.
    turns: Cell<u32>,
    turned_at: Cell<Seconds>,
    stopping: Cell<bool>,
}

impl<H: Handle, O: Observer<H>, C: Clock> EventLoop<H, O, C> {
    /// A loop with nothing to do.
    pub fn new(clock: C, observer: O) -> Self {
        EventLoop {
            clock,
            observer,
            ready: RefCell::default(),
            timers: Timers::new(),
            completed: RefCell::default(),
            waits: Cell::new(None),
            todo: Cell::new(0),
            turns: Cell::new(0),
            turned_at: Cell::new(0.0),
            stopping: Cell::new(false),
        }
    }

    /// The present moment: `loop.time()`.
    pub fn time(&self) -> Seconds {
        self.clock.now()
    }

    /// The loop's clock.
    pub fn clock(&self) -> &C {
        &self.clock
    }

    /// Who is told.
    pub fn observer(&self) -> &O {
        &self.observer
    }

    /// Makes `handle` run in the next turn, after everything that is ready already.
    pub fn call_soon(&self, handle: H) {
        self.make_ready(handle, Readied::Soon);
    }

    /// Makes `handle` run in the first turn at or after the moment `deadline`, after all handles of earlier
    /// deadlines and of equal ones scheduled earlier. A deadline in the past is due in the next turn; an
    /// infinite one never is.
    ///
    /// # Errors
    /// [`TimeError::DeadlineIsNan`]; nothing is scheduled then.
    pub fn call_at(&self, deadline: Seconds, handle: H) -> Result<(), TimeError> {
        if deadline.is_nan() {
            return Err(TimeError::DeadlineIsNan);
        }
        self.observer.timer_set(self.time(), &handle, deadline);
        self.timers.push(deadline, handle);
        Ok(())
    }

    /// Tells the loop that a handle given to [`call_at`](EventLoop::call_at) was cancelled: when most of many timers
    /// are, they are swept out instead of waiting for their deadlines (`_timer_handle_cancelled`). Telling it of one that
    /// has left the heap by then does no harm but an early sweep.
    pub fn timer_cancelled(&self) {
        self.timers.note_cancelled();
    }

    /// A device has completed at the moment `at` what `handle` waits for: it runs in the next turn. The stay that the
    /// loop's thread is to be woken from, where it waits for events: what a [`Wake::Loop`](super::Wake) gives back.
    pub fn complete(&self, at: Seconds, handle: H) -> Option<Parked> {
        self.completed.borrow_mut().push_back((at, handle));
        self.waits.get()
    }

    /// The stay of the thread that waits for this loop's events, while one does: what another thread that has scheduled
    /// something wakes it from (`BaseSelectorEventLoop._write_to_self`). Merely scheduling does not.
    pub fn waits(&self) -> Option<Parked> {
        self.waits.get()
    }

    pub(super) fn set_waits(&self, stay: Option<Parked>) {
        self.waits.set(stay);
    }

    /// The code that runs now holds the loop for `seconds`, as `time.sleep` does: the clock moves, and
    /// nothing runs.
    ///
    /// # Errors
    /// [`TimeError::NotALength`] for what is negative, infinite or NaN; the clock stays then.
    pub fn hold(&self, seconds: Seconds) -> Result<(), TimeError> {
        if !seconds.is_finite() || seconds < 0.0 {
            return Err(TimeError::NotALength(seconds));
        }
        let from = self.time();
        self.clock.hold_to(from + seconds);
        let until = self.time();
        if until > from {
            self.observer.held(from, until);
        }
        Ok(())
    }

    /// Makes [`run_forever`](EventLoop::run_forever) return after the turn in progress, or after the next one.
    pub fn stop(&self) {
        self.stopping.set(true);
    }

    /// Whether [`stop`](EventLoop::stop) was called and `run_forever` has not returned since.
    pub fn is_stopping(&self) -> bool {
        self.stopping.get()
    }

    /// Whether [`stop`](EventLoop::stop) was called; forgets it, as `run_forever` does when it returns.
    pub fn take_stop(&self) -> bool {
        self.stopping.replace(false)
    }

    /// Takes turns until the loop is stopped, or has nothing to do that it could get to by itself
    /// (`BaseEventLoop.run_forever`).
    ///
    /// # Errors
    /// Whatever `run` returned; see [`turn`](EventLoop::turn).
    pub fn run_forever<E>(&self, mut run: impl FnMut(&H) -> Result<(), E>) -> Result<Pause, E> {
        let pause = loop {
            match self.turn(&mut run) {
                Err(error) => break Err(error),
                Ok(_) if self.is_stopping() => break Ok(Pause::Stopped),
                Ok(Turn::Ran(_)) => {}
                Ok(Turn::Idle { until }) => break Ok(Pause::Idle { until }),
                Ok(Turn::Stuck) => break Ok(Pause::Stuck),
            }
        };
        self.stopping.set(false);
        pause
    }

    /// Takes one turn (`BaseEventLoop._run_once`): waits until something can run, if nothing can and the
    /// loop is not stopping, then runs exactly the handles that are ready at that moment. What they schedule waits
    /// for the next turn.
    ///
    /// # Errors
    /// Whatever `run` returned for a handle. It ends the turn; the handles after that one stay ready, in order, and
    /// come first in the next turn.
    pub fn turn<E>(&self, run: &mut impl FnMut(&H) -> Result<(), E>) -> Result<Turn, E> {
        if self.is_idle() {
            let Some(until) = self.next_deadline() else {
                return Ok(Turn::Stuck);
            };
            self.wait_until(until);
            self.collect();
            if self.ready.borrow().is_empty() && self.time() < until {
                return Ok(Turn::Idle { until });
            }
        } else {
            self.count_turn();
            self.collect();
        }
        self.run_ready(run)
    }

    /// The same without the wait, which the thread has had: what a loop on a machine does after
    /// [`Machine::select`](super::Machine::select).
    ///
    /// # Errors
    /// As [`turn`](EventLoop::turn).
    pub fn turn_at_once<E>(&self, run: &mut impl FnMut(&H) -> Result<(), E>) -> Result<Turn, E> {
        self.collect();
        self.run_ready(run)
    }

    /// Whether there is nothing to do before the next deadline or completion.
    pub fn is_idle(&self) -> bool {
        self.timers.drop_cancelled();
        self.ready.borrow().is_empty() && self.completed.borrow().is_empty() && !self.stopping.get()
    }

    /// A turn begins without a wait. See [`FREE_TURNS`].
    pub fn count_turn(&self) {
        let now = self.time();
        if now != self.turned_at.get() {
            self.turns.set(0);
        }
        let turns = self.turns.get().saturating_add(1);
        self.turns.set(turns);
        if turns > FREE_TURNS {
            self.clock.advance_to(now + BUSY_TURN);
        }
        self.turned_at.set(self.time());
    }

    /// When the first timer is due, if it ever is.
    pub(super) fn next_deadline(&self) -> Option<Seconds> {
        let earliest = self.timers.earliest();
        earliest.filter(|at| *at < Seconds::INFINITY)
    }

    fn wait_until(&self, until: Seconds) {
        let from = self.time();
        if until > from {
            self.observer.waiting(from, until);
        }
        self.clock.advance_to(until);
        let now = self.time();
        if now > from {
            self.observer.idle(from, now);
        }
    }

    /// Moves what is due to the ready queue: completions before timers, as CPython handles its selector's events
    /// before `_scheduled`.
    fn collect(&self) {
        while let Some((at, handle)) = self.next_completed() {
            self.make_ready(handle, Readied::Device { completed: at });
        }

        let now = self.clock.reached();
        let resolution = self.clock.resolution();
        while let Some((deadline, handle)) = self.timers.pop_due(now, resolution) {
            self.make_ready(handle, Readied::Timer { deadline });
        }
    }

    fn run_ready<E>(&self, run: &mut impl FnMut(&H) -> Result<(), E>) -> Result<Turn, E> {
        let todo = self.ready.borrow().len();
        self.todo.set(todo);
        self.observer.turn_started(self.time(), todo);
        let mut ran = 0;
        let mut outcome = Ok(());
        while outcome.is_ok()
            && let Some(handle) = self.next_of_turn()
        {
            if handle.is_cancelled() {
                self.observer.skipped(self.time(), &handle);
                continue;
            }
            ran += 1;
            self.observer.step_started(self.time(), &handle);
            outcome = run(&handle);
            self.observer.step_ended(self.time(), &handle);
        }
        self.observer.turn_ended(self.time(), ran);
        outcome.map(|()| Turn::Ran(ran))
    }

    /// Takes the next handle of the turn in progress. A function of its own, so that the borrow ends before
    /// the handle runs.
    fn next_of_turn(&self) -> Option<H> {
        let todo = self.todo.get().checked_sub(1)?;
        self.todo.set(todo);
        self.ready.borrow_mut().pop_front()
    }

    fn make_ready(&self, handle: H, why: Readied) {
        self.observer.ready(self.time(), &handle, why);
        self.ready.borrow_mut().push_back(handle);
    }

    /// A function of its own, so that the borrow ends before an observer is told.
    fn next_completed(&self) -> Option<(Seconds, H)> {
        self.completed.borrow_mut().pop_front()
    }

    /// How many handles are ready, cancelled ones included.
    pub fn ready_len(&self) -> usize {
        self.ready.borrow().len()
    }

    /// How many handles are in the heap of timers, cancelled ones included.
    pub fn timers_len(&self) -> usize {
        self.timers.len()
    }

    /// The ready queue from its front, cancelled handles included.
    pub fn ready(&self) -> Vec<H>
    where
        H: Clone,
    {
        self.ready.borrow().iter().cloned().collect()
    }

    /// The timers with their deadlines, in the order in which they will become ready, cancelled ones included.
    pub fn timers(&self) -> Vec<(Seconds, H)>
    where
        H: Clone,
    {
        self.timers.snapshot()
    }

    /// Forgets everything that is ready or has a timer, as `BaseEventLoop.close` does. The clock stays.
    pub fn clear(&self) {
        self.todo.set(0);
        drop(self.ready.take());
        self.timers.clear();
        drop(self.completed.take());
    }
}
