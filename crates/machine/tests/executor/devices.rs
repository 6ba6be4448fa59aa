//! Completions from outside: when they enter a loop, and in which order.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use machine::{
    Clock, Completion, Coroutines, Device, EventLoop, Halt, Handle, Machine, Observer, Pause,
    Seconds, Turn, VirtualClock, Wake, Watcher,
};

use crate::stage::{Task, named, task};

/// A device whose work takes as long as it is told.
#[derive(Default)]
pub struct Disk {
    pending: RefCell<Vec<Completion>>,
    asked: Cell<usize>,
}

impl Disk {
    /// Completes at the moment `at` what `handle` of this loop waits for.
    pub fn submit<H, O, C>(
        &self,
        machine: &Machine<C>,
        event_loop: &Rc<EventLoop<H, O, C>>,
        at: Seconds,
        handle: H,
    ) where
        H: Handle + 'static,
        O: Observer<H> + 'static,
        C: Clock + 'static,
    {
        let event_loop = event_loop.clone();
        self.pending.borrow_mut().push(Completion {
            at,
            submission: machine.submission(),
            wakes: Wake::Loop(Box::new(move |at| event_loop.complete(at, handle))),
        });
    }
}

impl Device for Disk {
    fn next_completion(&self) -> Option<Seconds> {
        self.pending
            .borrow()
            .iter()
            .map(|completion| completion.at)
            .min_by(Seconds::total_cmp)
    }

    fn collect(&self, now: Seconds, into: &mut Vec<Completion>) {
        self.asked.set(self.asked.get() + 1);
        // Last first: the order is the machine's to make.
        into.extend(
            self.pending
                .borrow_mut()
                .extract_if(.., |completion| completion.at <= now)
                .collect::<Vec<_>>()
                .into_iter()
                .rev(),
        );
    }
}

/// A machine without threads but the main one.
pub fn machine() -> (Rc<VirtualClock>, Machine<Rc<VirtualClock>>) {
    let clock = Rc::new(VirtualClock::new());
    let stacks = Box::new(Coroutines::new(1 << 20));
    (clock.clone(), Machine::new(clock, 1, stacks))
}

/// A turn of a loop that the running thread of a machine runs.
pub fn turn<H: Handle, O: Observer<H>, C: Clock, E>(
    machine: &Machine<C>,
    event_loop: &EventLoop<H, O, C>,
    watcher: &dyn Watcher,
    run: &mut impl FnMut(&H) -> Result<(), E>,
) -> Result<Turn, E> {
    match machine.select(event_loop, watcher) {
        Err(Halt::Stuck) => Ok(Turn::Stuck),
        Err(Halt::Over) => panic!("nobody ended the run"),
        Ok(()) => event_loop.turn_at_once(run),
    }
}

/// A loop on a machine with two disks.
struct Desk {
    machine: Machine<Rc<VirtualClock>>,
    event_loop: Rc<EventLoop<Rc<Task>, (), Rc<VirtualClock>>>,
    disks: [Rc<Disk>; 2],
    ran: RefCell<Vec<(&'static str, Seconds)>>,
}

impl Desk {
    fn new() -> Self {
        let (clock, machine) = machine();
        let disks: [Rc<Disk>; 2] = Default::default();
        for disk in &disks {
            machine.add_device(disk.clone());
        }
        Self {
            machine,
            event_loop: Rc::new(EventLoop::new(clock, ())),
            disks,
            ran: RefCell::default(),
        }
    }

    fn submit(&self, disk: usize, at: Seconds, task: Rc<Task>) {
        self.disks[disk].submit(&self.machine, &self.event_loop, at, task);
    }

    fn at(&self, at: Seconds, name: &'static str) {
        self.event_loop.call_at(at, named(name)).unwrap();
    }

    /// A turn; each of these tasks holds the loop for two seconds.
    fn turn(&self, holders: &[&str]) -> Turn {
        let turn = turn(&self.machine, &self.event_loop, &(), &mut |task| {
            let now = self.machine.now();
            self.ran.borrow_mut().push((task.name, now));
            if holders.contains(&task.name) {
                self.event_loop.hold(2.0).unwrap();
            }
            Ok::<_, ()>(())
        });
        turn.unwrap()
    }

    fn ran_at(&self) -> Vec<(&'static str, Seconds)> {
        while self.turn(&[]) != Turn::Stuck {}
        self.ran.take()
    }
}

#[test]
fn completions_of_all_devices_come_in_order_of_time_then_of_submission() {
    let desk = Desk::new();
    desk.submit(1, 2.0, named("third"));
    desk.submit(0, 2.0, named("fourth"));
    desk.submit(1, 2.0, named("fifth"));
    desk.submit(0, 1.0, named("first"));
    desk.submit(1, 1.5, named("second"));
    // Held until all are complete, so that one turn has to sort them.
    desk.event_loop.hold(3.0).unwrap();
    assert_eq!(desk.turn(&[]), Turn::Ran(5));
    let ran: Vec<_> = desk.ran_at().into_iter().map(|(name, _)| name).collect();
    assert_eq!(ran, ["first", "second", "third", "fourth", "fifth"]);
}

#[test]
fn the_clock_goes_to_completions_as_it_goes_to_deadlines() {
    let desk = Desk::new();
    desk.at(2.0, "timer");
    desk.submit(0, 3.0, named("late disk"));
    desk.submit(1, 1.0, named("early disk"));
    assert_eq!(
        desk.ran_at(),
        [("early disk", 1.0), ("timer", 2.0), ("late disk", 3.0)]
    );
    let asked = desk.disks.each_ref().map(|disk| disk.asked.get());
    assert_eq!(asked, [1, 1], "only when due");
}

#[test]
fn completions_enter_before_timers_even_earlier_ones() {
    let desk = Desk::new();
    desk.at(0.5, "timer");
    desk.submit(0, 1.0, named("disk"));
    desk.event_loop.call_soon(named("holder"));
    desk.turn(&["holder"]);
    assert_eq!(
        desk.ran_at(),
        [("holder", 0.0), ("disk", 2.0), ("timer", 2.0)]
    );
}

#[test]
fn cancelled_completions_are_skipped() {
    let desk = Desk::new();
    let cancelled = named("cancelled");
    desk.submit(0, 1.0, cancelled.clone());
    cancelled.cancel();
    assert_eq!(desk.turn(&[]), Turn::Ran(0));
    assert_eq!(desk.turn(&[]), Turn::Stuck);
}

#[test]
fn a_device_that_will_never_complete_does_not_keep_the_loop() {
    let desk = Desk::new();
    desk.submit(0, Seconds::INFINITY, named("never"));
    assert_eq!(desk.turn(&[]), Turn::Stuck);
}

/// Sets a timer whenever it is asked, and completes once.
struct Meddler {
    event_loop: Rc<EventLoop<Rc<Task>, (), Rc<VirtualClock>>>,
    machine: RefCell<std::rc::Weak<Machine<Rc<VirtualClock>>>>,
    fresh: Cell<bool>,
}

impl Device for Meddler {
    fn next_completion(&self) -> Option<Seconds> {
        self.event_loop.call_at(7.0, named("meddled")).unwrap();
        self.fresh.get().then_some(1.0)
    }

    fn collect(&self, now: Seconds, into: &mut Vec<Completion>) {
        self.fresh.set(false);
        let machine = self.machine.borrow().upgrade().unwrap();
        machine.add_device(Rc::new(Disk::default()));
        let event_loop = self.event_loop.clone();
        into.push(Completion {
            at: now,
            submission: machine.submission(),
            wakes: Wake::Loop(Box::new(move |at| {
                event_loop.complete(at, named("completed"))
            })),
        });
    }
}

#[test]
fn a_device_may_use_machine_and_loop_while_it_is_asked() {
    let (clock, machine) = machine();
    let machine = Rc::new(machine);
    let event_loop = Rc::new(EventLoop::new(clock, ()));
    machine.add_device(Rc::new(Meddler {
        event_loop: event_loop.clone(),
        machine: RefCell::new(Rc::downgrade(&machine)),
        fresh: Cell::new(true),
    }));
    let mut ran = Vec::new();
    for _ in 0..2 {
        let turn = turn(&machine, &event_loop, &(), &mut |task: &Rc<Task>| {
            ran.push((task.name, machine.now()));
            Ok::<_, ()>(())
        });
        assert!(matches!(turn, Ok(Turn::Ran(1..))));
    }
    assert_eq!(ran[0], ("completed", 1.0));
    assert!(ran[1..].iter().all(|step| *step == ("meddled", 7.0)));
}

#[test]
fn a_loop_of_its_own_needs_no_machine() {
    let event_loop: EventLoop<Rc<Task>> = EventLoop::new(VirtualClock::new(), ());
    event_loop.call_at(1.0, task("timer", |_| ())).unwrap();
    let waits = event_loop.complete(0.0, named("completed"));
    assert_eq!(waits, None);
    let mut ran = Vec::new();
    let paused = event_loop.run_forever(|task| {
        ran.push((task.name, event_loop.time()));
        Ok::<_, ()>(())
    });
    assert_eq!(paused, Ok(Pause::Stuck));
    assert_eq!(ran, [("completed", 0.0), ("timer", 1.0)]);
}
