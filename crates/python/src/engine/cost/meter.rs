//! What the runner has computed, and the time that passes for it.

use super::{FREE, LIMIT, memory::Memory};
use crate::{asyncio::observation::script_line, engine::session::Session, threads};
use rustpython_vm::{PyObjectRef, PyResult, VirtualMachine};
use std::cell::{Cell, RefCell};
use trace::{Interruption, Seconds};

/// How often, in nanoseconds of computing, the meter looks where the script is.
const LOOK_EVERY: u64 = 1_000_000;
/// Nanoseconds of one step's computing after which time passes for them: what goes on without end is seen meanwhile.
const TELL_EVERY: u64 = 1_000_000_000;
/// Nanoseconds that one step may compute whatever real time it takes: on a slow machine no script ends sooner than that.
const UNTIMED: u64 = 500_000_000;
/// Loops that may be over are kept until there are so many.
const LOOPS: usize = 64;

/// Nanoseconds that a thread computes before others have a turn: `sys.getswitchinterval()`.
const SWITCH_INTERVAL: u64 = (machine::SWITCH_INTERVAL * 1e9) as u64;

/// The account of the runner in progress: a run's own.
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
    memory: Memory,
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

impl Meter {
    /// Nothing is computed yet.
    pub const fn new() -> Self {
        Self {
            spent: Cell::new(0),
            charged: Cell::new(0),
            look: Cell::new(FREE),
            total: Cell::new(0),
            loops: RefCell::new(Vec::new()),
            places: RefCell::new(Vec::new()),
            memory: Memory::new(),
        }
    }

    /// Counts `cost` nanoseconds of the runner's computing.
    ///
    /// # Errors
    /// What ends the script when it has computed for longer than a run may.
    pub fn count(cost: u64, vm: &VirtualMachine) -> PyResult<()> {
        let goes_on = Session::with(|session| {
            let meter = &session.meter;
            let spent = meter.spent.get() + cost;
            meter.spent.set(spent);
            spent < meter.look.get() && !meter.memory.is_short()
        });
        // Nothing is counted while the interpreter starts.
        if goes_on.unwrap_or(true) {
            Ok(())
        } else {
            look(vm)
        }
    }

    /// Counts the elements that are taken from a range's iterator, from now on.
    pub fn follow(iterator: PyObjectRef, left: usize, cost: u64, vm: &VirtualMachine) {
        let Some(session) = Session::current() else {
            return;
        };
        let line = script_line(&session, vm);
        let meter = &session.meter;
        if meter.loops.borrow().len() >= LOOPS {
            meter.read_loops(vm);
            // Those of many tasks that are suspended: reading all of them at every step would cost far more than what is
            // lost by forgetting the oldest.
            let mut loops = meter.loops.borrow_mut();
            let beyond = (loops.len() + 1).saturating_sub(LOOPS);
            loops.drain(..beyond);
        }
        meter.loops.borrow_mut().push(Loop {
            iterator,
            left,
            cost,
            line,
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

    /// Nanoseconds beyond what is free that the runner was not charged for.
    fn owed(&self) -> u64 {
        let charge = self.spent.get().saturating_sub(FREE);
        charge.saturating_sub(self.charged.get())
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
        return Ok(());
    };
    let meter = &session.meter;
    meter.memory.check(vm)?;
    if session.threads.count() > 0 && meter.owed() >= SWITCH_INTERVAL {
        // Others have their turns meanwhile, and may end what the script waits for here.
        settle(vm);
    }
    let line = script_line(&session, vm);
    if !session.clock.is_live() && meter.owed() > TELL_EVERY {
        settle(vm);
        session.yielding();
    }
    meter.see(line, LOOK_EVERY);
    meter.look.set(meter.spent.get() + LOOK_EVERY);
    let (computed, in_all) = (meter.spent.get(), meter.total.get() + meter.owed());
    // Asked from the beginning: then it counts.
    let waited = session.has_waited();
    // Whoever runs a script on real time can see how long it takes.
    let beyond = match session.clock.is_live() {
        true => None,
        false if in_all > LIMIT => Some(format!(
            "The script computed for more than {} s without an end in sight.",
            LIMIT / 1_000_000_000
        )),
        false if computed > UNTIMED => waited,
        false => None,
    };
    if let Some(reason) = beyond {
        settle(vm);
        session.halt(Interruption::Limit, reason);
    }
    match session.halted() {
        Some(reason) => Err(crate::asyncio::event_loop::halted(reason, vm)),
        None => Ok(()),
    }
}

/// What a runner has computed, while another one runs.
#[derive(Clone, Copy, Debug, Default)]
pub struct Account {
    spent: u64,
    charged: u64,
}

/// Puts another runner's account in the place of the present one, which is returned. Charges nobody.
pub fn exchange(account: Account, vm: &VirtualMachine) -> Account {
    let Some(session) = Session::current() else {
        return account;
    };
    let meter = &session.meter;
    meter.read_loops(vm);
    meter.places.take();
    meter.look.set(FREE.max(account.spent + LOOK_EVERY));
    Account {
        spent: meter.spent.replace(account.spent),
        charged: meter.charged.replace(account.charged),
    }
}

/// What the runner has computed and not yet been charged for, in seconds, and the line where it computed most of it. It
/// counts as charged from here on.
fn due(meter: &Meter, vm: &VirtualMachine) -> Option<(Option<u32>, Seconds)> {
    meter.read_loops(vm);
    let due = meter.owed();
    if due == 0 {
        return None;
    }
    meter.charged.set(meter.charged.get() + due);
    meter.total.set(meter.total.get() + due);
    let places = meter.places.take();
    let line = places
        .iter()
        .max_by_key(|(_, share)| *share)
        .map(|(line, _)| *line);
    Some((line, due as Seconds * 1e-9))
}

/// Lets the time pass that the runner has computed and not yet been charged for.
pub fn settle(vm: &VirtualMachine) {
    let Some(session) = Session::current() else {
        return;
    };
    if let Some((line, seconds)) = due(&session.meter, vm) {
        threads::compute(&session, line, seconds, vm);
    }
}

/// Another runner begins: it has computed nothing yet.
pub fn begin_step(vm: &VirtualMachine) -> Account {
    settle(vm);
    exchange(Account::default(), vm)
}

/// Ends what [`begin_step`] began.
pub fn end_step(outer: Account, vm: &VirtualMachine) {
    settle(vm);
    exchange(outer, vm);
}

/// Nanoseconds that the clock has been moved for computing, in the run so far: `time.process_time_ns()`.
pub fn spent_in_total() -> u64 {
    Session::with(|session| session.meter.total.get()).unwrap_or(0)
}
