//! Which worker does what, and when: the engine client's decisions, without a browser.
//!
//! One worker is in front and runs scripts one after another; one spare is kept warm behind it, because a
//! script that never yields can only be ended together with its worker. Every method answers with the
//! orders that the pool is to carry out, in order.

use crate::{
    engine::ended,
    ui::draft::{DraftId, Program},
};
use std::collections::VecDeque;
use trace::Interruption;

/// Names a worker; never used twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WorkerId(pub u32);

/// Names a run in every message about it; never used twice.
pub type RunId = u32;

/// A script that is to be run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// Whose script.
    pub draft: DraftId,
    /// What to run.
    pub program: Program,
}

/// What the pool and the recorder are to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Order {
    /// Start a worker.
    Spawn(WorkerId),
    /// End a worker at once.
    Kill(WorkerId),
    /// Begin to record a run, and send its script to a worker.
    Send {
        /// The worker.
        worker: WorkerId,
        /// The run.
        run: RunId,
        /// The script.
        job: Job,
    },
    /// Close the recording of a run that was cut short, and show it with this reason.
    Cut {
        /// The run.
        run: RunId,
        /// By whom.
        by: Interruption,
        /// Why, as a sentence for the reader.
        reason: String,
    },
    /// Drop the recording of a run: its script has changed.
    Drop(RunId),
    /// Nothing is left to run.
    Idle,
    /// The engine cannot be started; why.
    GiveUp(String),
}

#[derive(Debug)]
struct Worker {
    id: WorkerId,
    ready: bool,
}

#[derive(Debug)]
struct Running {
    run: RunId,
    job: Job,
}

/// After so many workers in a row that died before they were ready, the engine counts as broken.
const MAX_FALSE_STARTS: u8 = 2;

/// The state of the engine client.
#[derive(Debug, Default)]
pub struct Schedule {
    workers: u32,
    runs: RunId,
    front: Option<Worker>,
    spare: Option<Worker>,
    queue: VecDeque<Job>,
    running: Option<Running>,
    false_starts: u8,
}

impl Schedule {
    /// Starts the first worker; also after [`Order::GiveUp`], to try again.
    pub fn start(&mut self) -> Vec<Order> {
        let mut orders = Vec::new();
        self.false_starts = 0;
        self.ensure_front(&mut orders);
        orders
    }

    /// Runs these scripts, one after another, instead of whatever is running or queued.
    pub fn run(&mut self, jobs: impl IntoIterator<Item = Job>) -> Vec<Order> {
        let mut orders = Vec::new();
        if let Some(running) = self.running.take() {
            orders.push(Order::Drop(running.run));
            self.replace_front(&mut orders);
        }
        self.queue = jobs.into_iter().collect();
        self.ensure_front(&mut orders);
        self.pump(&mut orders);
        orders
    }

    /// Ends what is running and forgets what is queued.
    pub fn stop(&mut self, reason: &str) -> Vec<Order> {
        let mut orders = Vec::new();
        let was_busy = self.is_busy();
        self.queue.clear();
        if let Some(running) = self.running.take() {
            orders.push(Order::Cut {
                run: running.run,
                by: Interruption::Stopped,
                reason: reason.to_owned(),
            });
            self.replace_front(&mut orders);
        }
        if was_busy {
            orders.push(Order::Idle);
        }
        orders
    }

    /// A worker stands ready.
    pub fn ready(&mut self, worker: WorkerId) -> Vec<Order> {
        let mut orders = Vec::new();
        for slot in [&mut self.front, &mut self.spare].into_iter().flatten() {
            if slot.id == worker {
                slot.ready = true;
                self.false_starts = 0;
            }
        }
        self.pump(&mut orders);
        orders
    }

    /// A worker reports the end of a run.
    pub fn finished(&mut self, worker: WorkerId, run: RunId) -> Vec<Order> {
        let mut orders = Vec::new();
        if !self.expects(worker, run) {
            return orders;
        }
        self.running = None;
        if self.queue.is_empty() {
            orders.push(Order::Idle);
        }
        self.pump(&mut orders);
        orders
    }

    /// A worker died, or never came to life.
    pub fn failed(&mut self, worker: WorkerId, message: &str) -> Vec<Order> {
        let mut orders = Vec::new();
        if self.spare.as_ref().is_some_and(|spare| spare.id == worker) {
            orders.push(Order::Kill(worker));
            // A spare that cannot start is not missed before the front fails too.
            self.spare = None;
            return orders;
        }
        let Some(front) = self.front.as_ref().filter(|front| front.id == worker) else {
            return orders;
        };
        if !front.ready {
            self.false_starts += 1;
        }
        if let Some(running) = self.running.take() {
            orders.push(Order::Cut {
                run: running.run,
                by: Interruption::Fault,
                reason: in_words(message),
            });
            if self.queue.is_empty() {
                orders.push(Order::Idle);
            }
        }
        if self.false_starts >= MAX_FALSE_STARTS {
            orders.push(Order::Kill(worker));
            self.front = None;
            self.queue.clear();
            orders.push(Order::GiveUp(message.to_owned()));
            return orders;
        }
        self.replace_front(&mut orders);
        self.pump(&mut orders);
        orders
    }

    /// A worker cannot be used at all, and another one would be no better.
    pub fn refuse(&mut self, message: &str) -> Vec<Order> {
        self.queue.clear();
        self.running = None;
        let workers = [self.front.take(), self.spare.take()];
        let kills = workers
            .into_iter()
            .flatten()
            .map(|worker| Order::Kill(worker.id));
        kills.chain([Order::GiveUp(message.to_owned())]).collect()
    }

    /// Makes sure that a spare is warm or warming: called once the page has time for it.
    pub fn warm(&mut self) -> Vec<Order> {
        let mut orders = Vec::new();
        if self.spare.is_none() && self.front.as_ref().is_some_and(|front| front.ready) {
            self.spare = Some(self.spawn(&mut orders));
        }
        orders
    }

    /// A worker says that its last run has spent it: it is to be replaced before the next.
    pub fn spent(&mut self, worker: WorkerId) -> Vec<Order> {
        let mut orders = Vec::new();
        let Some(front) = self.front.as_ref().filter(|front| front.id == worker) else {
            return orders;
        };
        debug_assert!(front.ready, "only a worker that ran can be spent");
        // The next script may already be on its way to this worker: it is sent to the other instead.
        if let Some(running) = self.running.take() {
            orders.push(Order::Drop(running.run));
            self.queue.push_front(running.job);
        }
        self.replace_front(&mut orders);
        self.pump(&mut orders);
        orders
    }

    /// Whether reports of this run from this worker count: late ones do not.
    pub fn expects(&self, worker: WorkerId, run: RunId) -> bool {
        self.front.as_ref().is_some_and(|front| front.id == worker)
            && self
                .running
                .as_ref()
                .is_some_and(|running| running.run == run)
    }

    /// The worker that can be asked something besides running: it stands ready.
    pub fn at_hand(&self) -> Option<WorkerId> {
        let front = self.front.as_ref().filter(|front| front.ready)?;
        Some(front.id)
    }

    /// Whether a worker has said that it is ready.
    pub fn is_ready(&self, worker: WorkerId) -> bool {
        [&self.front, &self.spare]
            .into_iter()
            .flatten()
            .any(|slot| slot.id == worker && slot.ready)
    }

    /// Whether anything runs or waits to run.
    pub fn is_busy(&self) -> bool {
        self.running.is_some() || !self.queue.is_empty()
    }

    /// Whose script runs now.
    pub fn running(&self) -> Option<DraftId> {
        self.running.as_ref().map(|running| running.job.draft)
    }

    fn pump(&mut self, orders: &mut Vec<Order>) {
        if self.running.is_some() {
            return;
        }
        let Some(front) = self.front.as_ref().filter(|front| front.ready) else {
            return;
        };
        let Some(job) = self.queue.pop_front() else {
            return;
        };
        self.runs += 1;
        orders.push(Order::Send {
            worker: front.id,
            run: self.runs,
            job: job.clone(),
        });
        self.running = Some(Running {
            run: self.runs,
            job,
        });
    }

    /// Ends the front worker; the spare steps forward, and a new spare starts behind it.
    fn replace_front(&mut self, orders: &mut Vec<Order>) {
        if let Some(front) = self.front.take() {
            orders.push(Order::Kill(front.id));
        }
        self.front = self.spare.take();
        if self.front.as_ref().is_some_and(|front| front.ready) {
            self.spare = Some(self.spawn(orders));
        }
        self.ensure_front(orders);
    }

    fn ensure_front(&mut self, orders: &mut Vec<Order>) {
        if self.front.is_none() {
            self.front = Some(self.spawn(orders));
        }
    }

    fn spawn(&mut self, orders: &mut Vec<Order>) -> Worker {
        self.workers += 1;
        let id = WorkerId(self.workers);
        orders.push(Order::Spawn(id));
        Worker { id, ready: false }
    }
}

/// Why a worker died that could not say so itself, from the browser's words.
fn in_words(message: &str) -> String {
    let lower = message.to_lowercase();
    let is_about = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    if is_about(&["call stack", "recursion"]) {
        ended::out_of_stack(None)
    } else if is_about(&[
        "unreachable",
        "out of memory",
        "out of bounds",
        "allocation",
    ]) {
        "The script needed more than a page gives it, in memory or in depth, so it was ended. Keep less at once."
            .to_owned()
    } else {
        format!(
            "The engine failed while this ran ({message}). A fresh one has taken over; your text is untouched."
        )
    }
}

#[cfg(test)]
#[path = "schedule_tests.rs"]
mod tests;
