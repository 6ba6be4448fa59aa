//! What the runner has computed, and the time that passes for it.

use super::{FREE, LIMIT};
use crate::python::session::Session;
use rustpython_vm::{PyObjectRef, PyResult, VirtualMachine};
use std::cell::{Cell, RefCell};

/// How often, in nanoseconds of computing, the meter looks where the script is.
const LOOK_EVERY: u64 = 1_000_000;
/// Loops that may be over are kept until there are so many.
const LOOPS: usize = 16;

thread_local! {
    static METER: Meter = const { Meter::new() };
}

/// The account of the runner in progress.
#[derive(Debug)]
pub struct Meter {
    /// Nanoseconds computed in this step so far.
    spent: Cell<u64>,
    /// Of these, what the clock has been moved for.
    charged: Cell<u64>,
    /// The next look, in terms of `spent`.
    look: Cell<u64>,
    /// What the clock has been moved for in the whole run.
    total: Cell<u64>,
    /// Loops over a range in progress, or just over: they are read when time matters, and cost nothing meanwhile.
    loops: RefCell<Vec<Loop>>,
    /// Where the computing was seen, with its share in nanoseconds.
    places: RefCell<Vec<(u32, u64)>>,
}

/// A loop over a range: its iterator knows how far it is.
#[derive(Debug)]
struct Loop {
    iterator: PyObjectRef,
    /// Elements that were left when it was read last.
    left: usize,
    /// Nanoseconds an element.
    cost: u64,
    line: Option<u32>,
}

/// What [`begin_step`] puts aside.
pub struct Outer {
    spent: u64,
    charged: u64,
}

impl Meter {
    const fn new() -> Self {
        Self {
            spent: Cell::new(0),
            charged: Cell::new(0),
            look: Cell::new(FREE),
            total: Cell::new(0),
            loops: RefCell::new(Vec::new()),
            places: RefCell::new(Vec::new()),
        }
    }

    /// Counts `cost` nanoseconds of the runner's computing.
    ///
    /// # Errors
    /// What ends the script when it has computed for longer than a run may.
    pub fn count(cost: u64, vm: &VirtualMachine) -> PyResult<()> {
        let goes_on = METER.with(|meter| {
            let spent = meter.spent.get() + cost;
            meter.spent.set(spent);
            spent < meter.look.get()
        });
        if goes_on { Ok(()) } else { look(vm) }
    }

    /// Counts the elements that are taken from a range's iterator, from now on.
    pub fn follow(iterator: PyObjectRef, left: usize, cost: u64, vm: &VirtualMachine) {
        let line = Session::current()
            .and_then(|session| super::super::observation::script_line(&session, vm));
        METER.with(|meter| {
            if meter.loops.borrow().len() >= LOOPS {
                meter.read_loops(vm);
            }
            meter.loops.borrow_mut().push(Loop {
                iterator,
                left,
                cost,
                line,
            });
        });
    }

    /// Counts what the loops have done since they were read last, and forgets those that are over.
    fn read_loops(&self, vm: &VirtualMachine) {
        if self.loops.borrow().is_empty() {
            return;
        }
        let mut loops = self.loops.take();
        loops.retain_mut(|each| {
            let left = vm
                .length_hint_opt(each.iterator.clone())
                .ok()
                .flatten()
                .unwrap_or(0);
            let cost = each.left.saturating_sub(left) as u64 * each.cost;
            each.left = left;
            if cost > 0 {
                self.spent.set(self.spent.get() + cost);
                self.see(each.line, cost);
            }
            left > 0 && each.iterator.strong_count() > 1
        });
        // What a length's hint may have run, a script cannot see: ranges are built in.
        *self.loops.borrow_mut() = loops;
    }

    fn see(&self, line: Option<u32>, cost: u64) {
        let Some(line) = line else { return };
        let mut places = self.places.borrow_mut();
        match places.iter_mut().find(|(known, _)| *known == line) {
            Some((_, share)) => *share += cost,
            None => places.push((line, cost)),
        }
    }
}

/// The meter's look at a script that goes on computing.
#[cold]
fn look(vm: &VirtualMachine) -> PyResult<()> {
    let Some(session) = Session::current() else {
        METER.with(|meter| meter.look.set(u64::MAX));
        return Ok(());
    };
    let line = super::super::observation::script_line(&session, vm);
    let beyond = METER.with(|meter| {
        meter.see(line, LOOK_EVERY);
        meter.look.set(meter.spent.get() + LOOK_EVERY);
        if session.clock.is_live() {
            // Whoever runs a script on real time can see how long it takes.
            return false;
        }
        let due = meter
            .spent
            .get()
            .saturating_sub(FREE)
            .saturating_sub(meter.charged.get());
        meter.total.get() + due > LIMIT
    });
    if beyond {
        settle(vm);
        session.halt(format!(
            "The script computed for more than {} s without an end in sight.",
            LIMIT / 1_000_000_000
        ));
    }
    match session.halted() {
        Some(reason) => Err(super::super::event_loop::halted(reason, vm)),
        None => Ok(()),
    }
}

/// Moves the clock by what the runner has computed and not yet been charged for.
pub fn settle(vm: &VirtualMachine) {
    let Some(session) = Session::current() else {
        return;
    };
    let due = METER.with(|meter| {
        meter.read_loops(vm);
        let charge = meter.spent.get().saturating_sub(FREE);
        let due = charge.saturating_sub(meter.charged.get());
        if due == 0 {
            return None;
        }
        meter.charged.set(charge);
        meter.total.set(meter.total.get() + due);
        let places = meter.places.take();
        let line = places
            .iter()
            .max_by_key(|(_, share)| *share)
            .map(|(line, _)| *line);
        Some((due, line))
    });
    if let Some((due, line)) = due {
        session.compute(line, due as f64 * 1e-9);
    }
}

/// Another runner begins: it has computed nothing yet.
pub fn begin_step(vm: &VirtualMachine) -> Outer {
    settle(vm);
    METER.with(|meter| {
        meter.look.set(FREE);
        meter.places.take();
        Outer {
            spent: meter.spent.replace(0),
            charged: meter.charged.replace(0),
        }
    })
}

/// Ends what [`begin_step`] began.
pub fn end_step(outer: Outer, vm: &VirtualMachine) {
    settle(vm);
    METER.with(|meter| {
        meter.spent.set(outer.spent);
        meter.charged.set(outer.charged);
        meter.look.set(FREE.max(outer.spent + LOOK_EVERY));
        meter.places.take();
    });
}

/// A run begins.
pub fn reset() {
    METER.with(|meter| {
        meter.spent.set(0);
        meter.charged.set(0);
        meter.look.set(FREE);
        meter.total.set(0);
        meter.loops.take();
        meter.places.take();
    });
}

/// Nanoseconds that the clock has been moved for computing, in the run so far: `time.process_time_ns()`.
pub fn spent_in_total() -> u64 {
    METER.with(|meter| meter.total.get())
}
