//! Random programs run as the naive model runs them, and keep the loop's promises.

use std::cell::Cell;
use std::rc::Rc;

use machine::{
    EventLoop, Handle, Machine as Computer, Observer, Readied, Seconds, Turn, VirtualClock,
    Waiting, Watcher,
};
use proptest::prelude::*;

use crate::devices::{self, Disk};
use crate::model::{Act, Failed, Job, Machine, Model, Moment, Run};

/// Follows the clock, and counts.
#[derive(Default)]
struct Tally {
    /// Where the intervals told so far have taken the clock.
    reached: Cell<Seconds>,
    gaps: Cell<usize>,
    readied: Cell<usize>,
    ran: Cell<usize>,
    skipped: Cell<usize>,
}

impl Tally {
    fn interval(&self, from: Seconds, until: Seconds) {
        if from != self.reached.get() || until <= from {
            self.gaps.set(self.gaps.get() + 1);
        }
        self.reached.set(until);
    }

    fn moment(&self, now: Seconds) {
        if now != self.reached.get() {
            self.gaps.set(self.gaps.get() + 1);
        }
    }
}

fn count(cell: &Cell<usize>) {
    cell.set(cell.get() + 1);
}

impl Observer<Rc<Job>> for Tally {
    fn idle(&self, from: Seconds, until: Seconds) {
        self.interval(from, until);
    }

    fn held(&self, from: Seconds, until: Seconds) {
        self.interval(from, until);
    }

    fn ready(&self, now: Seconds, _: &Rc<Job>, _: Readied) {
        self.moment(now);
        count(&self.readied);
    }

    fn step_ended(&self, now: Seconds, _: &Rc<Job>) {
        self.moment(now);
        count(&self.ran);
    }

    fn skipped(&self, now: Seconds, _: &Rc<Job>) {
        self.moment(now);
        count(&self.skipped);
    }
}

impl Watcher for Tally {
    fn waited(&self, from: Seconds, until: Seconds, _: Waiting) {
        self.interval(from, until);
    }
}

/// A loop upon a machine with two disks.
struct Real {
    computer: Computer<Rc<VirtualClock>>,
    event_loop: Rc<EventLoop<Rc<Job>, Rc<Tally>, Rc<VirtualClock>>>,
    disks: [Rc<Disk>; 2],
}

impl Real {
    fn new() -> Self {
        let (clock, computer) = devices::machine();
        let disks: [Rc<Disk>; 2] = Default::default();
        for disk in &disks {
            computer.add_device(disk.clone());
        }
        Real {
            computer,
            event_loop: Rc::new(EventLoop::new(clock, Rc::default())),
            disks,
        }
    }
}

impl Machine for Real {
    fn now(&self) -> Seconds {
        self.event_loop.time()
    }

    fn soon(&self, job: Rc<Job>) {
        self.event_loop.call_soon(job);
    }

    fn at(&self, deadline: Seconds, job: Rc<Job>) {
        self.event_loop.call_at(deadline, job).unwrap();
    }

    fn submit(&self, device: usize, at: Seconds, job: Rc<Job>) {
        self.disks[device % 2].submit(&self.computer, &self.event_loop, at, job);
    }

    fn timer_cancelled(&self) {
        self.event_loop.timer_cancelled();
    }

    fn hold(&self, seconds: Seconds) {
        self.event_loop.hold(seconds).unwrap();
    }

    fn turn(&self, run: &mut dyn FnMut(&Job) -> Result<(), Failed>) -> Result<bool, Failed> {
        let watcher = self.event_loop.observer().clone();
        let run = &mut |job: &Rc<Job>| run(job);
        match devices::turn(&self.computer, &self.event_loop, &*watcher, run)? {
            Turn::Ran(_) => Ok(true),
            Turn::Stuck => Ok(false),
            Turn::Idle { .. } => panic!("a virtual clock goes where it is sent"),
        }
    }
}

fn same_as_the_model(program: &[Act]) -> Result<(), TestCaseError> {
    let real = Run::new(Real::new()).play(program);
    let model = Run::new(Model::default()).play(program);

    let steps = real.steps.borrow();
    prop_assert_eq!(&*steps, &*model.steps.borrow());
    prop_assert_eq!(real.failures.get(), model.failures.get());
    prop_assert_eq!(real.machine.now(), model.machine.now());

    prop_assert!(steps.is_sorted_by(|a, b| a.1 <= b.1), "the clock went back");
    let mut times_run = vec![0; real.jobs.borrow().len()];
    for (number, _) in steps.iter() {
        times_run[*number] += 1;
    }
    for (job, times) in real.jobs.borrow().iter().zip(times_run) {
        if job.endless {
            prop_assert_eq!(times, 0);
        } else if job.is_cancelled() {
            prop_assert!(times <= 1);
        } else {
            prop_assert_eq!(times, 1, "job {}", job.number);
        }
    }

    let tally = real.machine.event_loop.observer();
    prop_assert_eq!(tally.gaps.get(), 0, "the clock moved untold");
    prop_assert_eq!(tally.reached.get(), real.machine.now());
    prop_assert_eq!(tally.ran.get(), steps.len());
    prop_assert_eq!(tally.readied.get(), tally.ran.get() + tally.skipped.get());
    Ok(())
}

/// Few enough to meet often, with some that differ by less than the resolution.
fn seconds() -> impl Strategy<Value = Seconds> {
    prop_oneof![
        8 => prop::sample::select(vec![0.0, 0.1, 0.2, 0.3, 0.1 + 0.2, 0.5, 1.0, 1.0 + 5e-10, 1.0 + 1e-9]),
        1 => 0.0..2.0,
    ]
}

fn moment() -> impl Strategy<Value = Moment> {
    prop_oneof![
        4 => seconds().prop_map(Moment::In),
        4 => seconds().prop_map(Moment::At),
        1 => prop::sample::select(vec![-0.0, -1.0, 1e9, 1e300, Seconds::INFINITY, Seconds::NEG_INFINITY])
            .prop_map(Moment::At),
    ]
}

fn act() -> impl Strategy<Value = Act> {
    let leaf = prop_oneof![
        4 => any::<usize>().prop_map(Act::Cancel),
        3 => seconds().prop_map(Act::Hold),
        1 => Just(Act::Fail),
    ];
    leaf.prop_recursive(5, 60, 5, |inner| {
        let body = || prop::collection::vec(inner.clone(), 0..5);
        prop_oneof![
            3 => body().prop_map(Act::Soon),
            4 => (moment(), body()).prop_map(|(at, body)| Act::At(at, body)),
            2 => (0..2usize, seconds(), body()).prop_map(|(device, after, body)| Act::Submit(device, after, body)),
            1 => inner.clone(),
        ]
    })
}

/// A handle by number alone.
struct Index(usize);

impl Handle for Index {
    fn is_cancelled(&self) -> bool {
        false
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_program_runs_as_the_model_runs_it(program in prop::collection::vec(act(), 0..25)) {
        same_as_the_model(&program)?;
    }

    /// Enough timers for sweeps, and handles that cancel others as they run.
    #[test]
    fn many_timers_that_cancel_each_other_run_as_the_model_runs_them(
        timers in prop::collection::vec((moment(), prop::option::weighted(0.7, any::<usize>())), 100..400),
        at_once in prop::collection::vec(any::<usize>(), 0..400),
    ) {
        let mut program: Vec<Act> = timers
            .into_iter()
            .map(|(at, cancel)| Act::At(at, cancel.map(Act::Cancel).into_iter().collect()))
            .collect();
        program.extend(at_once.into_iter().map(Act::Cancel));
        same_as_the_model(&program)?;
    }

    #[test]
    fn timers_run_in_order_of_deadline_then_of_scheduling(
        deadlines in prop::collection::vec(seconds(), 0..300),
    ) {
        let event_loop: EventLoop<Index> = EventLoop::new(VirtualClock::new(), ());
        for (index, at) in deadlines.iter().enumerate() {
            event_loop.call_at(*at, Index(index)).unwrap();
        }
        let mut order = Vec::new();
        let run = |index: &Index| {
            order.push(index.0);
            Ok::<_, Failed>(())
        };
        event_loop.run_forever(run).unwrap();

        let mut expected: Vec<usize> = (0..deadlines.len()).collect();
        expected.sort_by(|a, b| deadlines[*a].total_cmp(&deadlines[*b]));
        prop_assert_eq!(order, expected);
    }
}
