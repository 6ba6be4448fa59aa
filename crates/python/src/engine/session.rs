//! Everything that belongs to one run of a script.

mod output;

use hosts::World;
use machine::{
    Clock, Database, Disk, RunClock,
    net::{FileId, Network},
};
use std::{
    cell::{Cell, RefCell},
    collections::HashMap,
    rc::Rc,
};
use trace::{Call, Cause, Event, EventKind, Interruption, Names, Runner, Seconds, TaskId, TimerId};

use crate::{
    asyncio::handle::HandleRef,
    asyncio::watch::Watched,
    cpython::builtin::Input,
    engine::{
        cost::Meter,
        interpreter::Script,
        outside::{self, Outside},
        sink::Sink,
        ticking::{LONG, LONG_AFTER_TYPING, Ticking},
    },
    native::{
        greenlet,
        terminal::{Alarms, Terminals},
    },
    threads::Threads,
};

thread_local! {
    static CURRENT: RefCell<Option<Rc<Session>>> = const { RefCell::new(None) };
}

/// Where a script lies that has no other folder: see `lib/_os_process.py`.
const HOME: &str = "/home/loopscope";

/// Who held control, and since when they could have run: what [`Session::switch`] gives and takes.
pub type Held = (Runner, Seconds);

/// One run: the clock, who runs, what is known of tasks and futures, and the recording.
pub struct Session {
    /// Shared by all loops of the run and the code between them.
    pub clock: Rc<RunClock>,
    /// The name of the script's file in its code objects.
    pub file: String,
    /// The same where it was imported from the disk, by a server, say.
    path: String,
    /// Feeds everything that would be random.
    pub seed: u32,
    /// How many cores the simulated machine has.
    pub cores: u32,
    /// How long the disk takes to open a file, to read and to write: none before the script runs.
    pub disk_seconds: Cell<Seconds>,
    /// The disk, as far as it takes time.
    pub disk: Rc<Disk>,
    /// How long a query takes: none before the script runs.
    pub database_seconds: Cell<Seconds>,
    /// The database, as far as it takes time.
    pub database: Rc<Database>,
    /// Sockets, pipes, the world outside.
    pub network: Rc<Network>,
    /// The world outside.
    pub(crate) world: Rc<World>,
    /// What is unusual about it.
    pub(crate) outside: Vec<Outside>,
    sink: RefCell<Box<dyn Sink>>,
    /// Who runs; `Script` outside any loop.
    runner: Cell<Runner>,
    /// Since when the runner could have run. A plain callback passes this on to what it wakes, so that a task
    /// whose timer came due while the loop was held counts as ready since then.
    since: Cell<Seconds>,
    /// Why nothing more is recorded, once that is so.
    halted: RefCell<Option<String>>,
    namer: RefCell<Names>,
    next_task: Cell<u32>,
    next_callback: Cell<u32>,
    next_timer: Cell<u32>,
    /// The threads of the script.
    pub threads: Threads,
    random: Cell<u64>,
    /// Whether it does anything any more.
    ticking: Ticking,
    /// What the script computes.
    pub(crate) meter: Meter,
    /// What is left of its standard input.
    pub(crate) input: RefCell<Input>,
    /// Sockets, in the order in which they were met.
    pub(crate) sockets: RefCell<HashMap<FileId, u32>>,
    /// Moments that clients wait for.
    pub(crate) alarms: Rc<Alarms>,
    /// What is typed.
    pub(crate) terminals: Terminals,
    /// Locks.
    pub(crate) watched: Watched,
    /// Greenlets, by thread.
    pub(crate) greenlets: greenlet::Running,
}

impl Session {
    /// A run of this script, at time 0 of this clock.
    pub fn new(script: &Script, clock: RunClock, sink: Box<dyn Sink>) -> Rc<Self> {
        let clock = Rc::new(clock);
        let threads = Threads::new(clock.clone(), script.cores);
        let disk = Rc::new(Disk::new());
        threads.add_device(disk.clone());
        let database = Rc::new(Database::new());
        threads.add_device(database.clone());
        let network = Rc::new(Network::new(u64::from(script.seed)));
        threads.add_device(network.clone());
        let alarms = Rc::new(Alarms::default());
        threads.add_device(alarms.clone());
        let world = Rc::new(outside::world(&script.outside));
        network.set_directory(world.clone());
        Rc::new(Self {
            clock: clock.clone(),
            file: script.file.clone(),
            path: format!("{HOME}/{}", script.file),
            seed: script.seed,
            cores: script.cores,
            disk_seconds: Cell::new(0.0),
            disk,
            database_seconds: Cell::new(0.0),
            database,
            network,
            world,
            outside: script.outside.clone(),
            sink: RefCell::new(sink),
            runner: Cell::new(Runner::Script),
            since: Cell::new(0.0),
            halted: RefCell::default(),
            namer: RefCell::default(),
            next_task: Cell::new(0),
            next_callback: Cell::new(0),
            next_timer: Cell::new(0),
            threads,
            random: Cell::new(u64::from(script.seed)),
            ticking: Ticking::default(),
            meter: Meter::new(),
            input: RefCell::new(script.input.clone()),
            sockets: RefCell::default(),
            alarms,
            terminals: Terminals::new(script.typed.clone()),
            watched: Watched::default(),
            greenlets: greenlet::Running::default(),
        })
    }

    /// Makes this the run that native functions see, until the guard is dropped.
    pub fn enter(self: &Rc<Self>) -> Entered {
        CURRENT.with(|current| *current.borrow_mut() = Some(self.clone()));
        Entered
    }

    /// The run in progress, if any: there is none while the interpreter is being prepared.
    pub fn current() -> Option<Rc<Self>> {
        CURRENT.with(|current| current.borrow().clone())
    }

    /// What this gives of the run in progress, if there is one. For what is asked very often.
    pub fn with<T>(f: impl FnOnce(&Self) -> T) -> Option<T> {
        CURRENT.with(|current| current.borrow().as_deref().map(f))
    }

    /// Whether code with this file's name is the script's.
    pub fn is_script(&self, file: &str) -> bool {
        file == self.file || file == self.path
    }

    /// The present moment in virtual seconds.
    pub fn now(&self) -> Seconds {
        self.clock.now()
    }

    /// Who runs.
    pub fn runner(&self) -> Runner {
        self.runner.get()
    }

    /// Gives control to `runner`; returns what to hand back to [`Session::resume`].
    pub fn switch(&self, runner: Runner, since: Seconds) -> Held {
        (self.runner.replace(runner), self.since.replace(since))
    }

    /// Who runs, and since when they could have.
    pub fn held(&self) -> Held {
        (self.runner.get(), self.since.get())
    }

    /// Ends what [`Session::switch`] began.
    pub fn resume(&self, (runner, since): Held) {
        self.runner.set(runner);
        self.since.set(since);
    }

    /// Since when a handle could have run, which the current runner makes ready now. What a held-up timer wakes
    /// was ready at the timer's deadline, but not before it began to wait.
    pub(super) fn readiness(&self, handle: &HandleRef) -> Seconds {
        let now = self.now();
        let (Runner::Callback(_), Some(task)) = (self.runner.get(), handle.task()) else {
            return now;
        };
        let waits_since = task.observed().suspended.get();
        waits_since.map_or(now, |began| self.since.get().max(began).min(now))
    }

    /// Why the current runner makes a handle ready.
    pub(super) fn cause(&self, handle: &HandleRef) -> Cause {
        let cancelled = handle
            .task()
            .and_then(|task| task.observed().cancelled_by.get());
        cancelled.map_or(Cause::Runner(self.runner()), Cause::Cancel)
    }

    /// Records something that happens now, at `line` of the script.
    pub fn record(&self, line: Option<u32>, kind: EventKind) {
        self.record_at(self.now(), line, kind);
    }

    fn record_at(&self, at: Seconds, line: Option<u32>, kind: EventKind) {
        let runner = Some(self.runner.get());
        self.take(Event {
            at,
            runner,
            line,
            kind,
        });
    }

    /// Takes an event into the record, unless that has ended.
    fn take(&self, event: Event) {
        if self.halted.borrow().is_some() {
            return;
        }
        self.ticking.see(event.at, &event.kind);
        let outcome = self.sink.borrow_mut().event(event);
        if let Err(reason) = outcome {
            self.halt(Interruption::Limit, reason);
        }
    }

    /// Records that nothing could run from `from` until `until`: the loop of the main thread was idle.
    pub fn record_idle(&self, from: Seconds, until: Seconds) {
        self.record_at(from, None, EventKind::Idle { until });
    }

    /// Whether the script has done nothing for long but wait for a moment, again and again, and nobody is going to type
    /// anything.
    pub fn only_ticks(&self, now: Seconds) -> bool {
        let long = match self.terminals.are_there() {
            true => LONG_AFTER_TYPING,
            false => LONG,
        };
        // What is on its way over the network arrives: an answer, or the next try to connect.
        !self.terminals.expect_more()
            && self.ticking.is_all(now, long)
            && machine::Device::next_completion(&*self.network).is_none()
    }

    /// Since when nothing happens in the run but waits for moments.
    pub fn at_rest_since(&self) -> Seconds {
        self.ticking.at_rest_since()
    }

    /// When nobody in the run waits any more for a moment that is further away than a tick, as far as is known.
    pub fn waits_until(&self) -> Seconds {
        self.ticking.waits_until()
    }

    /// Why the run is to end at once, if it is.
    pub fn halted(&self) -> Option<String> {
        self.halted.borrow().clone()
    }

    /// Real time is about to pass, on a live clock: what was recorded should be seen meanwhile.
    pub fn before_waiting(&self) {
        if self.clock.is_live() {
            self.sink.borrow_mut().waiting();
        }
    }

    /// Why nobody waits any longer for the step that computes, if so.
    pub fn has_waited(&self) -> Option<String> {
        self.sink.borrow_mut().has_waited()
    }

    /// Lets the sink send what it holds back.
    pub fn yielding(&self) {
        self.sink.borrow_mut().yielding();
    }

    /// Code is about to hold the main thread for `seconds`.
    pub fn block(&self, line: Option<u32>, call: Call, seconds: Seconds) {
        self.record(line, EventKind::Blocked { call, seconds });
    }

    /// The runner computed for `seconds`: the clock moves, nothing else runs. `line` is where it computed most.
    pub fn compute(&self, line: Option<u32>, seconds: Seconds) {
        if self.clock.is_live() {
            // It took the time that it took.
            return;
        }
        let from = self.now();
        self.record_at(from, line, EventKind::Computed { seconds });
        self.clock.advance_to(from + seconds);
    }

    /// The number of the next plain callback.
    pub fn new_callback(&self) -> Runner {
        Runner::Callback(trace::CallbackId(bump(&self.next_callback)))
    }

    /// The number of the next timer.
    pub fn new_timer(&self) -> TimerId {
        TimerId(bump(&self.next_timer))
    }

    /// The number of the next task.
    pub fn new_task(&self) -> TaskId {
        TaskId(bump(&self.next_task))
    }

    /// What the reader calls the next task, of which asyncio knows the name, and what it runs.
    pub fn shown_name(&self, name: &str, coroutine: &str) -> String {
        self.namer.borrow_mut().created(name, coroutine)
    }

    /// The next 64 bits of a sequence that the seed determines (SplitMix64).
    pub fn next_random(&self) -> u64 {
        let state = self.random.get().wrapping_add(0x9e37_79b9_7f4a_7c15);
        self.random.set(state);
        let mut z = state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
}

/// The world around a live run could do something else just now.
pub fn beat() {
    if let Some(session) = Session::current()
        && session.clock.is_live()
    {
        session.record(None, EventKind::Beat);
        session.before_waiting();
    }
}

/// While it lives, [`Session::current`] gives the session entered.
pub struct Entered;

impl Drop for Entered {
    fn drop(&mut self) {
        CURRENT.with(|current| *current.borrow_mut() = None);
    }
}

fn bump(counter: &Cell<u32>) -> u32 {
    let next = counter.get();
    counter.set(next + 1);
    next
}
