//! A loop with named closures as handles, and a record of what ran when.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use machine::{EventLoop, Handle, Pause, Seconds, Turn, VirtualClock};

/// How a task ended: well, or with a message.
pub type Outcome = Result<(), &'static str>;

/// A closure that can be scheduled.
pub struct Task {
    pub name: &'static str,
    cancelled: Cell<bool>,
    act: Box<dyn Fn(&Stage) -> Outcome>,
}

impl Task {
    pub fn cancel(&self) {
        self.cancelled.set(true);
    }
}

impl Handle for Task {
    fn is_cancelled(&self) -> bool {
        self.cancelled.get()
    }
}

/// A task that does this.
pub fn task(name: &'static str, act: impl Fn(&Stage) + 'static) -> Rc<Task> {
    fallible(name, move |stage| {
        act(stage);
        Ok(())
    })
}

/// A task that does this and may fail.
pub fn fallible(name: &'static str, act: impl Fn(&Stage) -> Outcome + 'static) -> Rc<Task> {
    Rc::new(Task {
        name,
        cancelled: Cell::new(false),
        act: Box::new(act),
    })
}

/// A task that only leaves its name in the record.
pub fn named(name: &'static str) -> Rc<Task> {
    task(name, |_| ())
}

pub struct Stage {
    pub event_loop: EventLoop<Rc<Task>>,
    ran: RefCell<Vec<(&'static str, Seconds)>>,
}

impl Stage {
    pub fn new() -> Self {
        Stage {
            event_loop: EventLoop::new(VirtualClock::new(), ()),
            ran: RefCell::default(),
        }
    }

    pub fn soon(&self, task: Rc<Task>) -> Rc<Task> {
        self.event_loop.call_soon(task.clone());
        task
    }

    pub fn at(&self, deadline: Seconds, task: Rc<Task>) -> Rc<Task> {
        self.event_loop.call_at(deadline, task.clone()).unwrap();
        task
    }

    /// Cancels as `TimerHandle.cancel` does.
    pub fn cancel(&self, task: &Task) {
        task.cancel();
        self.event_loop.timer_cancelled();
    }

    pub fn turn(&self) -> Result<Turn, &'static str> {
        self.event_loop.turn(&mut |task| self.step(task))
    }

    pub fn run(&self) -> Result<Pause, &'static str> {
        self.event_loop.run_forever(|task| self.step(task))
    }

    fn step(&self, task: &Task) -> Outcome {
        self.ran
            .borrow_mut()
            .push((task.name, self.event_loop.time()));
        (task.act)(self)
    }

    /// What ran since the last call, with its moment.
    pub fn ran_at(&self) -> Vec<(&'static str, Seconds)> {
        self.ran.take()
    }

    /// What ran since the last call.
    pub fn ran(&self) -> Vec<&'static str> {
        self.ran_at().into_iter().map(|(name, _)| name).collect()
    }
}
