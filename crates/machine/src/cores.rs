//! Who computes how fast: threads share an interpreter's lock, processes run beside each other on their own cores.

use super::Seconds;

/// What is left of a demand below this is rounding.
const NOTHING: Seconds = 1e-12;

/// The number of what computes: a thread.
pub type Computer = u32;

#[derive(Clone, Copy, Debug)]
struct Demand {
    computer: Computer,
    /// The process: its threads take turns, because one lock (the GIL) lets one of them run at a time.
    process: u32,
    /// What is left to compute, in seconds of a core of its own.
    left: Seconds,
}

/// Everything that computes at one moment, and how long it still will.
///
/// CPython hands the lock on every 5 ms (`sys.getswitchinterval`), and an operating system shares its cores in turns as
/// short: seen in tenths of seconds, everybody advances evenly. So a process's threads divide what it gets, and
/// processes divide the cores when there are more of them than cores.
#[derive(Clone, Debug)]
pub struct Cores {
    cores: usize,
    now: Seconds,
    demands: Vec<Demand>,
}

impl Cores {
    /// A machine at rest. There is at least one core.
    pub fn new(cores: usize) -> Self {
        Self {
            cores: cores.max(1),
            now: 0.0,
            demands: Vec::new(),
        }
    }

    /// From `now` on, `computer` in `process` wants to compute for so many seconds of a core.
    pub fn demand(&mut self, now: Seconds, computer: Computer, process: u32, seconds: Seconds) {
        self.advance(now);
        self.demands.push(Demand {
            computer,
            process,
            left: seconds.max(0.0),
        });
    }

    /// From `now` on, `computer` wants nothing any more.
    pub fn withdraw(&mut self, now: Seconds, computer: Computer) {
        self.advance(now);
        self.demands.retain(|demand| demand.computer != computer);
    }

    /// The share of a core that `process`'s threads get, each.
    fn rate(&self, process: u32) -> f64 {
        let mut processes: Vec<u32> = self.demands.iter().map(|demand| demand.process).collect();
        let threads = processes.iter().filter(|other| **other == process).count();
        processes.sort_unstable();
        processes.dedup();
        let core = (self.cores as f64 / processes.len().max(1) as f64).min(1.0);
        core / threads.max(1) as f64
    }

    /// Goes to the moment `now`; earlier ones change nothing.
    pub fn advance(&mut self, now: Seconds) {
        let passed = now - self.now;
        if passed > 0.0 {
            let rates: Vec<f64> = self
                .demands
                .iter()
                .map(|demand| self.rate(demand.process))
                .collect();
            for (demand, rate) in self.demands.iter_mut().zip(rates) {
                demand.left -= passed * rate;
            }
            self.now = now;
        }
    }

    /// When the next demand is met, if nothing changes until then.
    pub fn next_completion(&self) -> Option<Seconds> {
        self.demands
            .iter()
            .map(|demand| self.now + demand.left.max(0.0) / self.rate(demand.process))
            .min_by(Seconds::total_cmp)
    }

    /// Goes to the moment `now`, and takes out those whose demands are met, in the order of demanding.
    pub fn collect(&mut self, now: Seconds) -> Vec<Computer> {
        // Those that were to be done now are, whatever rounding left of them.
        let due: Vec<bool> = self
            .demands
            .iter()
            .map(|demand| self.now + demand.left.max(0.0) / self.rate(demand.process) <= now)
            .collect();
        self.advance(now);
        let mut done = Vec::new();
        let mut due = due.into_iter();
        self.demands.retain(|demand| {
            let met = due.next().unwrap_or(false) || demand.left <= NOTHING;
            if met {
                done.push(demand.computer);
            }
            !met
        });
        done
    }

    /// Whether this one computes.
    pub fn computes(&self, computer: Computer) -> bool {
        self.demands
            .iter()
            .any(|demand| demand.computer == computer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Runs demands `(start, computer, process, seconds)` to their ends: `(computer, end)` in order.
    fn run(
        cores: usize,
        mut demands: Vec<(Seconds, Computer, u32, Seconds)>,
    ) -> Vec<(Computer, Seconds)> {
        let mut machine = Cores::new(cores);
        let mut ends = Vec::new();
        demands.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut demands = demands.into_iter().peekable();
        loop {
            let start = demands.peek().map(|demand| demand.0);
            let end = machine.next_completion();
            match (start, end) {
                (None, None) => return ends,
                (Some(start), end) if end.is_none_or(|end| start < end) => {
                    if let Some((start, computer, process, seconds)) = demands.next() {
                        machine.demand(start, computer, process, seconds);
                    }
                }
                (_, Some(end)) => {
                    let met = machine.collect(end);
                    ends.extend(met.into_iter().map(|computer| (computer, end)));
                }
                (Some(_), None) => {}
            }
        }
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
            assert_eq!(ends, [(1, 4.0), (2, 4.0)]);
        }
    }

    #[test]
    fn a_short_demand_delays_a_long_one_by_its_own_length() {
        let ends = run(4, vec![(0.0, 1, 0, 3.0), (1.0, 2, 0, 0.5)]);
        assert_eq!(ends, [(2, 2.0), (1, 3.5)]);
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
        assert_eq!(run(4, demands), [(3, 1.0), (1, 2.0), (2, 2.0)]);
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
        assert!((ends[19].1 - work).abs() < 1e-9);
        assert!(ends.windows(2).all(|pair| pair[0].1 <= pair[1].1));
    }

    #[test]
    fn time_does_not_go_back() {
        let mut machine = Cores::new(2);
        machine.demand(5.0, 1, 0, 1.0);
        machine.advance(3.0);
        assert_eq!(machine.next_completion(), Some(6.0));
        assert!(machine.computes(1));
        assert_eq!(machine.collect(6.0), [1]);
        assert!(!machine.computes(1));
        assert_eq!(machine.next_completion(), None);
    }
}
