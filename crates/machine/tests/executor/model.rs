//! Random programs for an event loop, and the same loop written as naively as possible.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use machine::{Handle, Seconds};

/// Something that code does, outside the loop or in a handle.
#[derive(Clone, Debug)]
pub enum Act {
    /// `call_soon` of a new handle that does this.
    Soon(Vec<Act>),
    /// `call_at` of a new handle.
    At(Moment, Vec<Act>),
    /// A new handle that a device completes after so many seconds.
    Submit(usize, Seconds, Vec<Act>),
    /// Cancels one of the handles made so far.
    Cancel(usize),
    /// Holds the loop.
    Hold(Seconds),
    /// Ends the handle with an error.
    Fail,
}

#[derive(Clone, Copy, Debug)]
pub enum Moment {
    At(Seconds),
    In(Seconds),
}

/// A handle of a program, numbered in order of creation.
pub struct Job {
    pub number: usize,
    cancelled: Cell<bool>,
    /// Whether it waits for a moment that never comes.
    pub endless: bool,
    body: Vec<Act>,
}

impl Handle for Job {
    fn is_cancelled(&self) -> bool {
        self.cancelled.get()
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Failed;

/// What can run a program: the event loop, or the model.
pub trait Machine {
    fn now(&self) -> Seconds;
    fn soon(&self, job: Rc<Job>);
    fn at(&self, deadline: Seconds, job: Rc<Job>);
    fn submit(&self, device: usize, at: Seconds, job: Rc<Job>);
    fn timer_cancelled(&self);
    fn hold(&self, seconds: Seconds);
    /// Takes a turn; `Ok(false)` when nothing can ever happen.
    fn turn(&self, run: &mut dyn FnMut(&Job) -> Result<(), Failed>) -> Result<bool, Failed>;
}

/// One machine running one program.
pub struct Run<M> {
    pub machine: M,
    pub jobs: RefCell<Vec<Rc<Job>>>,
    /// Which job ran when, and how often a turn failed before that.
    pub steps: RefCell<Vec<(usize, Seconds)>>,
    pub failures: Cell<usize>,
}

impl<M: Machine> Run<M> {
    pub fn new(machine: M) -> Self {
        Run {
            machine,
            jobs: RefCell::default(),
            steps: RefCell::default(),
            failures: Cell::new(0),
        }
    }

    /// Performs the acts from outside the loop; a failure there stands for a turn taken at that point.
    /// Then turns until nothing can happen.
    pub fn play(self, program: &[Act]) -> Self {
        for act in program {
            if self.perform(std::slice::from_ref(act)).is_err() {
                self.turn();
            }
        }
        while self.turn() {}
        self
    }

    fn turn(&self) -> bool {
        let outcome = self.machine.turn(&mut |job| {
            self.steps
                .borrow_mut()
                .push((job.number, self.machine.now()));
            self.perform(&job.body)
        });
        outcome.unwrap_or_else(|Failed| {
            self.failures.set(self.failures.get() + 1);
            true
        })
    }

    fn perform(&self, acts: &[Act]) -> Result<(), Failed> {
        for act in acts {
            match act {
                Act::Soon(body) => self.machine.soon(self.job(body, false)),
                Act::At(moment, body) => {
                    let deadline = match *moment {
                        Moment::At(at) => at,
                        Moment::In(delay) => self.machine.now() + delay,
                    };
                    let job = self.job(body, deadline == Seconds::INFINITY);
                    self.machine.at(deadline, job);
                }
                Act::Submit(device, delay, body) => {
                    let at = self.machine.now() + delay;
                    let job = self.job(body, at == Seconds::INFINITY);
                    self.machine.submit(*device, at, job);
                }
                Act::Cancel(which) => {
                    let jobs = self.jobs.borrow();
                    if let Some(index) = which.checked_rem(jobs.len()) {
                        jobs[index].cancelled.set(true);
                        self.machine.timer_cancelled();
                    }
                }
                Act::Hold(seconds) => self.machine.hold(*seconds),
                Act::Fail => return Err(Failed),
            }
        }
        Ok(())
    }

    fn job(&self, body: &[Act], endless: bool) -> Rc<Job> {
        let mut jobs = self.jobs.borrow_mut();
        let job = Rc::new(Job {
            number: jobs.len(),
            cancelled: Cell::new(false),
            endless,
            body: body.to_vec(),
        });
        jobs.push(job.clone());
        job
    }
}

/// The naive loop: plain lists, sorted when needed, no counting.
#[derive(Default)]
pub struct Model {
    now: Cell<Seconds>,
    ready: RefCell<Vec<Rc<Job>>>,
    /// In order of scheduling.
    waiting: RefCell<Vec<Waiting>>,
}

struct Waiting {
    source: Source,
    at: Seconds,
    job: Rc<Job>,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Source {
    Device,
    Timer,
}

impl Machine for Model {
    fn now(&self) -> Seconds {
        self.now.get()
    }

    fn soon(&self, job: Rc<Job>) {
        self.ready.borrow_mut().push(job);
    }

    fn at(&self, at: Seconds, job: Rc<Job>) {
        let source = Source::Timer;
        self.waiting.borrow_mut().push(Waiting { source, at, job });
    }

    fn submit(&self, _device: usize, at: Seconds, job: Rc<Job>) {
        let source = Source::Device;
        self.waiting.borrow_mut().push(Waiting { source, at, job });
    }

    fn timer_cancelled(&self) {}

    fn hold(&self, seconds: Seconds) {
        self.now.set(self.now.get() + seconds);
    }

    fn turn(&self, run: &mut dyn FnMut(&Job) -> Result<(), Failed>) -> Result<bool, Failed> {
        let mut waiting = self.waiting.take();
        // What a device works on is completed, cancelled or not: only then it is skipped.
        waiting.retain(|w| w.source == Source::Device || !w.job.is_cancelled());
        if self.ready.borrow().is_empty() {
            let next = waiting
                .iter()
                .map(|w| w.at)
                .fold(Seconds::INFINITY, Seconds::min);
            if next == Seconds::INFINITY {
                self.waiting.replace(waiting);
                return Ok(false);
            }
            self.now.set(self.now.get().max(next));
        }

        let now = self.now.get();
        let (mut due, later): (Vec<_>, Vec<_>) =
            waiting.into_iter().partition(|w| match w.source {
                Source::Device => w.at <= now,
                Source::Timer => w.at <= now || w.at < now + 1e-9,
            });
        self.waiting.replace(later);
        due.sort_by(|a, b| (a.source, a.at).partial_cmp(&(b.source, b.at)).unwrap());
        self.ready
            .borrow_mut()
            .extend(due.into_iter().map(|w| w.job));

        let mut turn = self.ready.take();
        while !turn.is_empty() {
            let job = turn.remove(0);
            if !job.is_cancelled()
                && let Err(failed) = run(&job)
            {
                turn.append(&mut self.ready.borrow_mut());
                self.ready.replace(turn);
                return Err(failed);
            }
        }
        Ok(true)
    }
}
