//! Who computes: threads of a process take turns at its interpreter's lock, processes run beside each other on cores.

use super::{Seconds, Submission, ThreadId};
use std::collections::VecDeque;

/// What is left of a demand below this is rounding.
const NOTHING: Seconds = 1e-9;
/// How long a thread keeps its interpreter's lock while another wants it (`sys.getswitchinterval`).
pub const SWITCH_INTERVAL: Seconds = 5e-3;

#[derive(Clone, Copy, Debug)]
struct Demand {
    thread: ThreadId,
    submission: Submission,
    /// What is left to compute, in seconds of a core of its own.
    left: Seconds,
}

/// A process with threads that compute. The first of them has the interpreter's lock (the GIL).
#[derive(Clone, Debug)]
struct Process {
    number: u32,
    demands: VecDeque<Demand>,
    /// How long the first goes on before it hands on the lock, if another one wants it.
    slice: Seconds,
}

impl Process {
    /// In seconds of the core that it has: until the first demand is met, or the lock is handed on.
    fn until_change(&self) -> Option<Seconds> {
        let first = self.demands.front()?;
        Some(match self.demands.len() {
            1 => first.left,
            _ => first.left.min(self.slice),
        })
    }
}

/// What happened when time went on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Computing {
    /// This thread's demand is met.
    Met(ThreadId, Submission),
    /// This thread has the lock from now on, and computes.
    Computes(ThreadId),
    /// This thread waits for the lock from now on.
    Waits(ThreadId),
}

/// Everything that computes at one moment, and how long it still will.
///
/// A thread that computes hands its process's lock on every [`SWITCH_INTERVAL`] while another wants it. Processes divide
/// the cores evenly when there are more of them than cores, as an operating system does in turns too short to be seen.
#[derive(Clone, Debug)]
pub struct Cores {
    cores: usize,
    now: Seconds,
    /// Those in which somebody computes, in the order in which they began.
    processes: Vec<Process>,
}

impl Cores {
    /// A machine at rest. There is at least one core.
    pub fn new(cores: usize) -> Self {
        Self {
            cores: cores.max(1),
            now: 0.0,
            processes: Vec::new(),
        }
    }

    /// From `now` on, `thread` of `process` wants to compute for so many seconds of a core. Whether it does at once; it
    /// waits for the lock otherwise.
    pub fn demand(
        &mut self,
        now: Seconds,
        (thread, process): (ThreadId, u32),
        submission: Submission,
        seconds: Seconds,
    ) -> bool {
        self.advance(now);
        let demand = Demand {
            thread,
            submission,
            left: seconds.max(0.0),
        };
        match self.processes.iter_mut().find(|p| p.number == process) {
            Some(process) => {
                if process.demands.len() == 1 {
                    process.slice = SWITCH_INTERVAL;
                }
                process.demands.push_back(demand);
                false
            }
            None => {
                self.processes.push(Process {
                    number: process,
                    demands: VecDeque::from([demand]),
                    slice: SWITCH_INTERVAL,
                });
                true
            }
        }
    }

    /// From `now` on, `thread` wants nothing any more. Who has the lock instead, if it had.
    pub fn withdraw(&mut self, now: Seconds, thread: ThreadId) -> Option<Computing> {
        self.advance(now);
        let index = self
            .processes
            .iter()
            .position(|p| p.demands.iter().any(|demand| demand.thread == thread))?;
        let process = &mut self.processes[index];
        let had_it = process.demands.front().is_some_and(|d| d.thread == thread);
        process.demands.retain(|demand| demand.thread != thread);
        if process.demands.is_empty() {
            self.processes.remove(index);
            return None;
        }
        if !had_it {
            return None;
        }
        process.slice = SWITCH_INTERVAL;
        let next = process.demands.front()?;
        Some(Computing::Computes(next.thread))
    }

    /// The share of a core that each process has.
    fn rate(&self) -> f64 {
        (self.cores as f64 / self.processes.len().max(1) as f64).min(1.0)
    }

    /// Goes to the moment `now`, which is not after the next change; earlier ones change nothing.
    fn advance(&mut self, now: Seconds) {
        let passed = (now - self.now) * self.rate();
        if passed > 0.0 {
            for process in &mut self.processes {
                process.slice -= passed;
                if let Some(first) = process.demands.front_mut() {
                    first.left -= passed;
                }
            }
            self.now = now;
        }
    }

    /// When the next demand is met or the next lock is handed on, if nothing changes until then.
    pub fn next_change(&self) -> Option<Seconds> {
        self.processes
            .iter()
            .filter_map(Process::until_change)
            .map(|left| self.now + left.max(0.0) / self.rate())
            .min_by(Seconds::total_cmp)
    }

    /// Goes to the moment `now`, which is not after [`next_change`](Cores::next_change), and says what changes then.
    pub fn collect(&mut self, now: Seconds) -> Vec<Computing> {
        // What was to change now does, whatever rounding left of it.
        let rate = self.rate();
        let from = self.now;
        let is_due = |left: Seconds| from + left.max(0.0) / rate <= now;
        let due: Vec<bool> = self
            .processes
            .iter()
            .map(|process| process.until_change().is_some_and(is_due))
            .collect();
        self.advance(now);
        let mut changes = Vec::new();
        for (process, due) in self.processes.iter_mut().zip(due) {
            let Some(first) = process.demands.front().copied() else {
                continue;
            };
            let ended_slice = process.demands.len() > 1 && process.slice <= NOTHING;
            if first.left <= NOTHING || (due && !ended_slice) {
                process.demands.pop_front();
                changes.push(Computing::Met(first.thread, first.submission));
            } else if due || ended_slice {
                process.demands.rotate_left(1);
                changes.push(Computing::Waits(first.thread));
            } else {
                continue;
            }
            process.slice = SWITCH_INTERVAL;
            if let Some(next) = process.demands.front() {
                changes.push(Computing::Computes(next.thread));
            }
        }
        self.processes.retain(|process| !process.demands.is_empty());
        changes
    }

    /// Whether this one computes, or waits for the lock to.
    pub fn wants(&self, thread: ThreadId) -> bool {
        self.processes
            .iter()
            .flat_map(|process| &process.demands)
            .any(|demand| demand.thread == thread)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Runs demands `(start, thread, process, seconds)` to their ends: `(thread, end)` in order.
    fn run(cores: usize, mut demands: Vec<(Seconds, u32, u32, Seconds)>) -> Vec<(u32, Seconds)> {
        let mut machine = Cores::new(cores);
        let mut ends = Vec::new();
        demands.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut demands = demands.into_iter().zip(0..).peekable();
        loop {
            let start = demands.peek().map(|(demand, _)| demand.0);
            let end = machine.next_change();
            match (start, end) {
                (None, None) => return ends,
                (Some(start), end) if end.is_none_or(|end| start < end) => {
                    if let Some(((start, thread, process, seconds), n)) = demands.next() {
                        let who = (ThreadId(thread), process);
                        machine.demand(start, who, Submission(n), seconds);
                    }
                }
                (_, Some(end)) => {
                    for change in machine.collect(end) {
                        if let Computing::Met(thread, _) = change {
                            ends.push((thread.0, end));
                        }
                    }
                }
                (Some(_), None) => {}
            }
        }
    }

    #[track_caller]
    fn assert_near(ends: &[(u32, Seconds)], expected: &[(u32, Seconds)], by: Seconds) {
        let near = ends.len() == expected.len()
            && ends
                .iter()
                .zip(expected)
                .all(|(a, b)| a.0 == b.0 && (a.1 - b.1).abs() <= by);
        assert!(near, "{ends:?} is not {expected:?}");
    }

    #[test]
    fn alone_a_thread_takes_what_it_needs() {
        assert_eq!(run(4, vec![(1.0, 7, 0, 2.5)]), [(7, 3.5)]);
        assert_eq!(run(1, vec![(0.0, 7, 0, 0.0)]), [(7, 0.0)]);
    }

    #[test]
    fn two_threads_take_twice_as_long_on_any_number_of_cores() {
        for cores in [1, 4] {
            let ends = run(cores, vec![(0.0, 1, 0, 2.0), (0.0, 2, 0, 2.0)]);
            assert_near(&ends, &[(1, 3.995), (2, 4.0)], 1e-6);
        }
    }

    #[test]
    fn a_short_demand_delays_a_long_one_by_its_own_length() {
        let ends = run(4, vec![(0.0, 1, 0, 3.0), (1.0, 2, 0, 0.5)]);
        assert_near(&ends, &[(2, 2.0), (1, 3.5)], SWITCH_INTERVAL + 1e-6);
        assert!((ends[1].1 - 3.5).abs() < 1e-6, "nothing is lost");
    }

    #[test]
    fn processes_run_beside_each_other_as_long_as_there_are_cores() {
        let four = (0..4).map(|n| (0.0, n, n, 2.0)).collect();
        assert!(run(4, four).iter().all(|(_, end)| *end == 2.0));
        let eight = (0..8).map(|n| (0.0, n, n, 2.0)).collect();
        assert!(run(4, eight).iter().all(|(_, end)| *end == 4.0));
        let one_core = vec![(0.0, 1, 1, 1.0), (0.0, 2, 2, 1.0)];
        assert_eq!(run(1, one_core), [(1, 2.0), (2, 2.0)]);
    }

    #[test]
    fn a_process_with_many_threads_gets_one_core() {
        let demands = vec![(0.0, 1, 0, 1.0), (0.0, 2, 0, 1.0), (0.0, 3, 5, 1.0)];
        assert_near(&run(4, demands), &[(3, 1.0), (1, 1.995), (2, 2.0)], 1e-6);
    }

    #[test]
    fn work_is_neither_lost_nor_invented() {
        // All in one process: whatever the order, the last ends when the sum of all work is done.
        let demands: Vec<_> = (0..20)
            .map(|n| (0.0, n, 0, 0.1 + f64::from(n % 7) * 0.3))
            .collect();
        let work: Seconds = demands.iter().map(|demand| demand.3).sum();
        let ends = run(4, demands);
        assert_eq!(ends.len(), 20);
        assert!((ends[19].1 - work).abs() < 1e-6);
        assert!(ends.windows(2).all(|pair| pair[0].1 <= pair[1].1));
    }

    #[test]
    fn one_thread_of_a_process_computes_at_a_time() {
        let mut machine = Cores::new(4);
        assert!(machine.demand(0.0, (ThreadId(1), 0), Submission(0), 1.0));
        assert!(!machine.demand(0.0, (ThreadId(2), 0), Submission(1), 1.0));
        assert_eq!(machine.next_change(), Some(SWITCH_INTERVAL));
        assert_eq!(
            machine.collect(SWITCH_INTERVAL),
            [
                Computing::Waits(ThreadId(1)),
                Computing::Computes(ThreadId(2))
            ]
        );
        let next = machine.withdraw(0.006, ThreadId(2));
        assert_eq!(next, Some(Computing::Computes(ThreadId(1))));
        assert!(!machine.wants(ThreadId(2)));
        assert!(machine.wants(ThreadId(1)));
    }

    #[test]
    fn time_does_not_go_back() {
        let mut machine = Cores::new(2);
        machine.demand(5.0, (ThreadId(1), 0), Submission(0), 1.0);
        machine.advance(3.0);
        assert_eq!(machine.next_change(), Some(6.0));
        assert!(machine.wants(ThreadId(1)));
        assert_eq!(
            machine.collect(6.0),
            [Computing::Met(ThreadId(1), Submission(0))]
        );
        assert!(!machine.wants(ThreadId(1)));
        assert_eq!(machine.next_change(), None);
    }
}
