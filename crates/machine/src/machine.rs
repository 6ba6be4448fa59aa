//! The machine: who runs, who could, and what happens next.

use super::{
    Clock, Completion, Computing, Cores, Device, EventLoop, Halt, Handle, Observer, Parked,
    Resumed, Seconds, Stacks, Submission, ThreadId, ThreadState, Waiting, Wake, Watcher, Woken,
    agenda::{Agenda, Alarm},
    stacks::Body,
    thread::Entry,
};
use std::{
    cell::{Cell, RefCell},
    collections::VecDeque,
    rc::Rc,
};

/// A computer: one clock, threads of processes, cores and devices, under one scheduler.
///
/// One thread runs at a time, until it waits, computes, or ends: there is no preemption. Whatever ends a wait at the same
/// moment does so in the order of submission, for event loops and parked threads alike.
///
/// Everything takes `&self`, so that code which runs upon the machine can use it: nothing is borrowed while a thread runs, a
/// device is asked or the watcher is told.
pub struct Machine<C> {
    clock: C,
    stacks: Box<dyn Stacks>,
    threads: RefCell<Vec<Entry>>,
    running: Cell<ThreadId>,
    ready: RefCell<VecDeque<ThreadId>>,
    agenda: RefCell<Agenda>,
    cores: RefCell<Cores>,
    devices: RefCell<Vec<Rc<dyn Device>>>,
    submissions: Cell<u64>,
}

impl<C: Clock> Machine<C> {
    /// A machine with so many cores, on which the main thread runs, in process 0.
    pub fn new(clock: C, cores: usize, stacks: Box<dyn Stacks>) -> Self {
        Self {
            clock,
            stacks,
            threads: RefCell::new(vec![Entry::new(ThreadState::Running, 0)]),
            running: Cell::new(ThreadId::MAIN),
            ready: RefCell::default(),
            agenda: RefCell::default(),
            cores: RefCell::new(Cores::new(cores)),
            devices: RefCell::default(),
            submissions: Cell::new(0),
        }
    }

    /// The machine's clock.
    pub fn clock(&self) -> &C {
        &self.clock
    }

    /// The present moment, in virtual seconds.
    pub fn now(&self) -> Seconds {
        self.clock.now()
    }

    /// Who runs.
    pub fn running(&self) -> ThreadId {
        self.running.get()
    }

    /// What a thread is doing.
    pub fn state(&self, thread: ThreadId) -> ThreadState {
        self.entry(thread)
            .map_or(ThreadState::Ended, |entry| entry.state)
    }

    /// The process of a thread.
    pub fn process(&self, thread: ThreadId) -> u32 {
        self.entry(thread).map_or(0, |entry| entry.process)
    }

    /// Whether a thread other than the running one could run now.
    pub fn any_ready(&self) -> bool {
        !self.ready.borrow().is_empty()
    }

    fn entry(&self, thread: ThreadId) -> Option<Entry> {
        self.threads.borrow().get(thread.0 as usize).copied()
    }

    fn set_state(&self, thread: ThreadId, state: ThreadState) {
        if let Some(entry) = self.threads.borrow_mut().get_mut(thread.0 as usize) {
            entry.state = state;
        }
    }

    /// The next place in the order of submissions: draw one for each thing that a device is given to do.
    pub fn submission(&self) -> Submission {
        let next = self.submissions.get();
        self.submissions.set(next + 1);
        Submission(next)
    }

    /// Collects the completions of `device` from now on.
    pub fn add_device(&self, device: Rc<dyn Device>) {
        self.devices.borrow_mut().push(device);
    }

    /// A new thread of `process`, at the back of those that are ready.
    pub fn spawn(&self, process: u32, body: Body, watcher: &dyn Watcher) -> ThreadId {
        let thread = {
            let mut threads = self.threads.borrow_mut();
            threads.push(Entry::new(ThreadState::Ready, process));
            ThreadId(threads.len() as u32 - 1)
        };
        self.stacks.begin(thread, body);
        watcher.started(thread);
        watcher.ready(thread, Woken::ByRunning);
        self.ready.borrow_mut().push_back(thread);
        thread
    }

    /// The running thread waits from here on: until somebody [unparks](Machine::unpark) it, a completion wakes it, or that
    /// moment comes, which may have passed already. It stops when it [gives way](Machine::give_way).
    pub fn park(&self, until: Option<Seconds>) -> Parked {
        let thread = self.running();
        let parked = {
            let mut threads = self.threads.borrow_mut();
            let entry = &mut threads[thread.0 as usize];
            entry.state = ThreadState::Waiting;
            entry.stays += 1;
            Parked {
                thread,
                stay: entry.stays,
            }
        };
        if let Some(at) = until.filter(|at| *at < Seconds::INFINITY) {
            let submission = self.submission();
            self.agenda.borrow_mut().push(Alarm {
                at,
                submission,
                parked,
            });
        }
        parked
    }

    fn is_over(&self, parked: Parked) -> bool {
        self.entry(parked.thread)
            .is_none_or(|entry| entry.state != ThreadState::Waiting || entry.stays != parked.stay)
    }

    /// Makes a thread ready, because the running one did something. Does nothing to one that has gone on since.
    pub fn unpark(&self, parked: Parked, watcher: &dyn Watcher) {
        self.make_ready(parked, Woken::ByRunning, watcher);
    }

    fn make_ready(&self, parked: Parked, why: Woken, watcher: &dyn Watcher) {
        if !self.is_over(parked) {
            let thread = parked.thread;
            self.set_state(thread, ThreadState::Ready);
            self.ready.borrow_mut().push_back(thread);
            watcher.ready(thread, why);
        }
    }

    /// The running thread wants to compute for so many seconds of a core, and waits until it has:
    /// [`computes`](Machine::computes) tells. It stops when it gives way. Whether it computes at once; it waits for its
    /// interpreter's lock otherwise, and the watcher is told when that changes.
    pub fn demand(&self, seconds: Seconds) -> bool {
        let thread = self.running();
        let submission = self.submission();
        self.park(None);
        let who = (thread, self.process(thread));
        let now = self.now();
        self.cores
            .borrow_mut()
            .demand(now, who, submission, seconds)
    }

    /// Whether the running thread still computes, or waits for its interpreter's lock to.
    pub fn computes(&self) -> bool {
        self.cores.borrow().wants(self.running())
    }

    /// Those that are ready run first, and then the running thread goes on.
    ///
    /// # Errors
    /// See [`give_way`](Machine::give_way).
    pub fn let_others_run(&self, watcher: &dyn Watcher) -> Result<(), Halt> {
        if !self.any_ready() {
            return Ok(());
        }
        let thread = self.running();
        self.set_state(thread, ThreadState::Ready);
        self.ready.borrow_mut().push_back(thread);
        self.give_way(Waiting::InCall, watcher)
    }

    /// The running thread waits until `event_loop`, which it runs, has something to do: its part of a turn
    /// (`select` in `BaseEventLoop._run_once`). Where it has, others run first, as they do while CPython's selector looks
    /// without waiting.
    ///
    /// # Errors
    /// See [`give_way`](Machine::give_way).
    pub fn select<H: Handle, O: Observer<H>, D: Clock>(
        &self,
        event_loop: &EventLoop<H, O, D>,
        watcher: &dyn Watcher,
    ) -> Result<(), Halt> {
        if !event_loop.is_idle() {
            event_loop.count_turn();
            self.collect(watcher);
            return self.let_others_run(watcher);
        }
        let parked = self.park(event_loop.next_deadline());
        event_loop.set_waits(Some(parked));
        let outcome = self.give_way(Waiting::ForEvents, watcher);
        event_loop.set_waits(None);
        outcome
    }

    /// The running thread has parked itself: others run, and time passes, until it is woken.
    ///
    /// # Errors
    /// Only to the main thread, which then runs again though nothing woke it.
    pub fn give_way(&self, waiting: Waiting, watcher: &dyn Watcher) -> Result<(), Halt> {
        let thread = self.running();
        if thread != ThreadId::MAIN {
            self.stacks.give_way();
            return Ok(());
        }
        let outcome = self.run_others(waiting, watcher);
        self.running.set(ThreadId::MAIN);
        self.set_state(ThreadId::MAIN, ThreadState::Running);
        watcher.goes_on(ThreadId::MAIN);
        outcome
    }

    /// On the main thread's stack: runs others until the main thread is the next.
    fn run_others(&self, waiting: Waiting, watcher: &dyn Watcher) -> Result<(), Halt> {
        watcher.gave_way(ThreadId::MAIN, false);
        loop {
            if watcher.is_over() {
                return Err(Halt::Over);
            }
            let next = self.ready.borrow_mut().pop_front();
            match next {
                Some(ThreadId::MAIN) => return Ok(()),
                Some(thread) => self.run(thread, watcher),
                None => self.let_time_pass(waiting, watcher)?,
            }
        }
    }

    /// Runs a thread until it gives way or ends.
    fn run(&self, thread: ThreadId, watcher: &dyn Watcher) {
        self.running.set(thread);
        self.set_state(thread, ThreadState::Running);
        watcher.goes_on(thread);
        let resumed = self.stacks.resume(thread);
        let ended = resumed == Resumed::Ended;
        if ended {
            self.set_state(thread, ThreadState::Ended);
        }
        watcher.gave_way(thread, ended);
    }

    /// Goes to the next moment at which something happens, and lets it.
    fn let_time_pass(&self, waiting: Waiting, watcher: &dyn Watcher) -> Result<(), Halt> {
        let at = self.next_event().ok_or(Halt::Stuck)?;
        let from = self.now();
        if at > from {
            watcher.waiting(from, at, waiting);
        }
        match waiting {
            Waiting::ForEvents => self.clock.advance_to(at),
            Waiting::InCall => self.clock.hold_to(at),
        }
        let now = self.now();
        if now > from {
            watcher.waited(from, now, waiting);
        }
        self.collect(watcher);
        Ok(())
    }

    /// When something happens next by itself.
    fn next_event(&self) -> Option<Seconds> {
        let alarm = self.agenda.borrow_mut().next(|parked| self.is_over(parked));
        let computed = self.cores.borrow().next_change();
        self.devices()
            .filter_map(|device| device.next_completion())
            .chain(alarm)
            .chain(computed)
            .filter(|at| *at < Seconds::INFINITY)
            .min_by(Seconds::total_cmp)
    }

    /// Lets everything happen that is due: the ends of waits and of computing, and what devices have completed, in the order
    /// of their moments, then of submission.
    pub fn collect(&self, watcher: &dyn Watcher) {
        let now = self.clock.reached();
        let mut due: Vec<(Completion, Woken)> = Vec::new();
        while let Some(alarm) = self.agenda.borrow_mut().pop_due(now) {
            let completion = Completion {
                at: alarm.at,
                submission: alarm.submission,
                wakes: Wake::Thread(alarm.parked),
            };
            due.push((completion, Woken::Time));
        }
        loop {
            let change = self.cores.borrow().next_change();
            let Some(at) = change.filter(|at| *at <= now) else {
                break;
            };
            let changes = self.cores.borrow_mut().collect(at);
            for change in changes {
                match change {
                    Computing::Met(thread, submission) => {
                        let wakes = Wake::Thread(self.stay_of(thread));
                        let completion = Completion {
                            at,
                            submission,
                            wakes,
                        };
                        due.push((completion, Woken::Computed));
                    }
                    Computing::Computes(thread) => watcher.computes(thread, true),
                    Computing::Waits(thread) => watcher.computes(thread, false),
                }
            }
        }
        let mut completed = Vec::new();
        for device in self.devices() {
            if device.next_completion().is_some_and(|at| at <= now) {
                device.collect(now, &mut completed);
            }
        }
        due.extend(completed.into_iter().map(|each| (each, Woken::Device)));
        due.sort_by(|(a, _), (b, _)| {
            a.at.total_cmp(&b.at)
                .then_with(|| a.submission.cmp(&b.submission))
        });
        for (Completion { at, wakes, .. }, why) in due {
            match wakes {
                Wake::Thread(parked) => self.make_ready(parked, why, watcher),
                Wake::Loop(complete) => {
                    if let Some(parked) = complete(at) {
                        self.make_ready(parked, why, watcher);
                    }
                }
            }
        }
    }

    /// Wakes a thread from whatever it waits for, as a signal does. Does nothing to one that computes, or does not wait.
    pub fn interrupt(&self, thread: ThreadId, watcher: &dyn Watcher) {
        if !self.cores.borrow().wants(thread) {
            self.make_ready(self.stay_of(thread), Woken::ByRunning, watcher);
        }
    }

    fn stay_of(&self, thread: ThreadId) -> Parked {
        Parked {
            thread,
            stay: self.entry(thread).map_or(0, |entry| entry.stays),
        }
    }

    /// The devices, one at a time, so that nothing is borrowed while one is asked.
    fn devices(&self) -> impl Iterator<Item = Rc<dyn Device>> {
        (0..).map_while(|index| self.devices.borrow().get(index).cloned())
    }

    /// Ends a thread that does not run, where it is: it never goes on, and nothing upon its stack is dropped.
    pub fn abandon(&self, thread: ThreadId, watcher: &dyn Watcher) {
        if thread == self.running() || self.state(thread) == ThreadState::Ended {
            return;
        }
        self.set_state(thread, ThreadState::Ended);
        self.ready.borrow_mut().retain(|ready| *ready != thread);
        let next = self.cores.borrow_mut().withdraw(self.now(), thread);
        if let Some(Computing::Computes(thread)) = next {
            watcher.computes(thread, true);
        }
        self.stacks.abandon(thread);
    }
}
