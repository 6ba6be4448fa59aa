//! Completions from outside: when they enter, and in which order.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use machine::{
    Clock, Completion, Device, EventLoop, Handle, Observer, Pause, Seconds, Turn, VirtualClock,
};

use crate::stage::{Stage, Task, named, task};

/// A device whose work takes as long as it is told.
pub struct Disk<H> {
    pending: RefCell<Vec<Completion<H>>>,
    asked: Cell<usize>,
}

impl<H> Default for Disk<H> {
    fn default() -> Self {
        Disk {
            pending: RefCell::default(),
            asked: Cell::new(0),
        }
    }
}

impl<H> Disk<H> {
    pub fn submit<O, C>(&self, event_loop: &EventLoop<H, O, C>, at: Seconds, handle: H)
    where
        H: Handle,
        O: Observer<H>,
        C: Clock,
    {
        self.pending.borrow_mut().push(Completion {
            at,
            submission: event_loop.submission(),
            handle,
        });
    }
}

impl<H> Device<H> for Disk<H> {
    fn next_completion(&self) -> Option<Seconds> {
        self.pending
            .borrow()
            .iter()
            .map(|completion| completion.at)
            .min_by(Seconds::total_cmp)
    }

    fn collect(&self, now: Seconds, into: &mut Vec<Completion<H>>) {
        self.asked.set(self.asked.get() + 1);
        // Last first: the order is the loop's to make.
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

type TaskDisk = Rc<Disk<Rc<Task>>>;

fn with_disks() -> (Stage, TaskDisk, TaskDisk) {
    let stage = Stage::new();
    let disks = [(); 2].map(|()| {
        let disk = Rc::new(Disk::default());
        stage.event_loop.add_device(disk.clone());
        disk
    });
    let [a, b] = disks;
    (stage, a, b)
}

#[test]
fn completions_of_all_devices_come_in_order_of_time_then_of_submission() {
    let (stage, a, b) = with_disks();
    let submit = |disk: &Disk<_>, at, name| disk.submit(&stage.event_loop, at, named(name));
    submit(&b, 2.0, "third");
    submit(&a, 2.0, "fourth");
    submit(&b, 2.0, "fifth");
    submit(&a, 1.0, "first");
    submit(&b, 1.5, "second");
    // Held until all are complete, so that one turn has to sort them.
    stage.event_loop.hold(3.0).unwrap();
    assert_eq!(stage.turn(), Ok(Turn::Ran(5)));
    assert_eq!(stage.ran(), ["first", "second", "third", "fourth", "fifth"]);
}

#[test]
fn the_clock_goes_to_completions_as_it_goes_to_deadlines() {
    let (stage, a, b) = with_disks();
    stage.at(2.0, named("timer"));
    a.submit(&stage.event_loop, 3.0, named("late disk"));
    b.submit(&stage.event_loop, 1.0, named("early disk"));
    assert_eq!(stage.run(), Ok(Pause::Stuck));
    assert_eq!(
        stage.ran_at(),
        [("early disk", 1.0), ("timer", 2.0), ("late disk", 3.0)]
    );
    assert_eq!((a.asked.get(), b.asked.get()), (1, 1), "only when due");
}

#[test]
fn completions_enter_before_timers_even_earlier_ones() {
    let (stage, disk, _) = with_disks();
    stage.at(0.5, named("timer"));
    disk.submit(&stage.event_loop, 1.0, named("disk"));
    stage.soon(task("holder", |stage| stage.event_loop.hold(2.0).unwrap()));
    assert_eq!(stage.run(), Ok(Pause::Stuck));
    assert_eq!(
        stage.ran_at(),
        [("holder", 0.0), ("disk", 2.0), ("timer", 2.0)]
    );
}

#[test]
fn cancelled_completions_are_skipped() {
    let (stage, disk, _) = with_disks();
    let cancelled = named("cancelled");
    disk.submit(&stage.event_loop, 1.0, cancelled.clone());
    stage.cancel(&cancelled);
    assert_eq!(stage.turn(), Ok(Turn::Ran(0)));
    assert_eq!(stage.turn(), Ok(Turn::Stuck));
}

#[test]
fn a_device_that_will_never_complete_does_not_keep_the_loop() {
    let (stage, disk, _) = with_disks();
    disk.submit(&stage.event_loop, Seconds::INFINITY, named("never"));
    assert_eq!(stage.turn(), Ok(Turn::Stuck));
}

/// Adds another device, sets a timer and cancels one, all while it is asked.
struct Meddler {
    event_loop: RefCell<std::rc::Weak<EventLoop<Rc<Task>>>>,
    fresh: Cell<bool>,
}

impl Device<Rc<Task>> for Meddler {
    fn next_completion(&self) -> Option<Seconds> {
        let event_loop = self.event_loop.borrow().upgrade()?;
        event_loop.call_at(7.0, named("meddled")).unwrap();
        self.fresh.get().then_some(1.0)
    }

    fn collect(&self, now: Seconds, into: &mut Vec<Completion<Rc<Task>>>) {
        self.fresh.set(false);
        let event_loop = self.event_loop.borrow().upgrade().unwrap();
        event_loop.add_device(Rc::new(Disk::default()));
        into.push(Completion {
            at: now,
            submission: event_loop.submission(),
            handle: named("completed"),
        });
    }
}

#[test]
fn a_device_may_use_the_loop_while_it_is_asked() {
    let event_loop = Rc::new(EventLoop::new(VirtualClock::new(), ()));
    event_loop.add_device(Rc::new(Meddler {
        event_loop: RefCell::new(Rc::downgrade(&event_loop)),
        fresh: Cell::new(true),
    }));
    let mut ran = Vec::new();
    for _ in 0..2 {
        let turn = event_loop.turn(&mut |task: &Rc<Task>| {
            ran.push((task.name, event_loop.time()));
            Ok::<_, ()>(())
        });
        assert!(matches!(turn, Ok(Turn::Ran(1..))));
    }
    assert_eq!(ran[0], ("completed", 1.0));
    assert!(ran[1..].iter().all(|step| *step == ("meddled", 7.0)));
}
