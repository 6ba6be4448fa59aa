//! A machine whose threads are closures, and a record of what they did when.

use machine::{Coroutines, Halt, Machine, Parked, Seconds, ThreadId, VirtualClock, Waiting};
use std::{cell::RefCell, rc::Rc};

pub type Clock = Rc<VirtualClock>;

/// A machine, shared by its threads.
#[derive(Clone)]
pub struct Stage {
    pub machine: Rc<Machine<Clock>>,
    said: Rc<RefCell<Vec<(&'static str, Seconds)>>>,
}

impl Stage {
    pub fn new() -> Self {
        Self::with_cores(1)
    }

    pub fn with_cores(cores: usize) -> Self {
        let clock = Rc::new(VirtualClock::new());
        let stacks = Box::new(Coroutines::new(256 << 10));
        Self {
            machine: Rc::new(Machine::new(clock, cores, stacks)),
            said: Rc::default(),
        }
    }

    /// A new thread of this process that does this.
    pub fn spawn_in(&self, process: u32, act: impl FnOnce(&Self) + 'static) -> ThreadId {
        let stage = self.clone();
        self.machine
            .spawn(process, Box::new(move || act(&stage)), &())
    }

    pub fn spawn(&self, act: impl FnOnce(&Self) + 'static) -> ThreadId {
        self.spawn_in(0, act)
    }

    /// Leaves this in the record, with the moment.
    pub fn say(&self, what: &'static str) {
        self.said.borrow_mut().push((what, self.machine.now()));
    }

    pub fn sleep(&self, seconds: Seconds) {
        self.machine.park(Some(self.machine.now() + seconds));
        self.give_way().unwrap();
    }

    pub fn compute(&self, seconds: Seconds) {
        self.machine.demand(seconds);
        self.give_way().unwrap();
        assert!(!self.machine.computes());
    }

    pub fn give_way(&self) -> Result<(), Halt> {
        self.machine.give_way(Waiting::InCall, &())
    }

    pub fn unpark(&self, parked: Parked) {
        self.machine.unpark(parked, &());
    }

    /// Lets all threads run to their ends, or until nothing can happen.
    pub fn run(&self) {
        self.machine.park(None);
        assert_eq!(self.give_way(), Err(Halt::Stuck));
    }

    pub fn said(&self) -> Vec<(&'static str, Seconds)> {
        self.said.take()
    }
}
