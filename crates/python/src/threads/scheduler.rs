//! Which thread runs, which can, and which wait until when.

use super::{
    alarm::{Alarm, Moment},
    hooks::Twins,
    steps::{self, report_escaped},
    thread::{Handle, Process, State, Thread, ident},
};
use crate::{asyncio::observation, engine::cost, engine::session::Session, engine::shown};
use machine::{Clock, Cores};
use rustpython_vm::{
    PyObjectRef, PyResult, VirtualMachine, function::FuncArgs, protocol::PyIterReturn,
};
use std::{
    cell::{Cell, RefCell},
    cmp::Reverse,
    collections::{BTreeMap, BinaryHeap, VecDeque},
    rc::Rc,
};
use trace::{
    Cause, EventKind, Interruption, Outcome, Runner, Seconds, ThreadId, Wait, WaitKind, waited_for,
};

/// All threads of one run.
pub struct Threads {
    pub(super) main: Rc<Thread>,
    pub(super) current: RefCell<Rc<Thread>>,
    /// Those that are not over, without the main one.
    pub(super) alive: RefCell<BTreeMap<ThreadId, Rc<Thread>>>,
    pub(super) ready: RefCell<VecDeque<Rc<Thread>>>,
    pub(super) alarms: RefCell<BinaryHeap<Alarm>>,
    next_thread: Cell<u32>,
    next_alarm: Cell<u64>,
    /// The native function that is being called was called by a twin, which can wait for it.
    suspendable: Cell<bool>,
    /// Who computes.
    pub(super) cores: RefCell<Cores>,
    /// The twins made so far.
    pub twins: RefCell<Twins>,
}

impl Threads {
    /// The main thread alone, on a machine with so many cores.
    pub fn new(cores: u32) -> Self {
        let main = Rc::new(Thread {
            id: ThreadId(0),
            daemon: false,
            handle: Rc::default(),
            body: RefCell::default(),
            owner: None,
            state: Cell::new(State::Running),
            parked: Cell::new(0),
            wait: RefCell::default(),
            beneath: Cell::new(false),
            kept: RefCell::default(),
            process: None,
        });
        Self {
            current: RefCell::new(main.clone()),
            main,
            alive: RefCell::default(),
            ready: RefCell::default(),
            alarms: RefCell::default(),
            next_thread: Cell::new(1),
            next_alarm: Cell::new(0),
            suspendable: Cell::new(false),
            cores: RefCell::new(Cores::new(cores as usize)),
            twins: RefCell::default(),
        }
    }

    /// Who runs.
    pub fn current(&self) -> Rc<Thread> {
        self.current.borrow().clone()
    }

    /// `get_ident()` of the running thread.
    pub fn ident(&self) -> u64 {
        ident(self.current.borrow().id)
    }

    /// Whether the main thread runs.
    pub fn in_main(&self) -> bool {
        Rc::ptr_eq(&self.current.borrow(), &self.main)
    }

    /// How many threads are not over, without the main one.
    pub fn count(&self) -> usize {
        self.alive.borrow().len()
    }

    /// The next native call comes from a twin: if it is an operation that has to wait, the twin does.
    pub fn set_suspendable(&self, suspendable: bool) {
        self.suspendable.set(suspendable);
    }

    /// Whether the running native call comes from a twin.
    pub fn take_suspendable(&self) -> bool {
        self.suspendable.replace(false)
    }

    /// Makes a thread that will run `function(*args)`.
    pub fn start(
        &self,
        session: &Session,
        (function, args): (PyObjectRef, FuncArgs),
        handle: Rc<Handle>,
        daemon: bool,
        process: Option<Process>,
        vm: &VirtualMachine,
    ) {
        let process = match process {
            Some(process) => Some(Rc::new(process)),
            None => self.current.borrow().process.clone(),
        };
        let id = ThreadId(self.next_thread.get());
        self.next_thread.set(id.0 + 1);
        handle.ident.set(ident(id));
        handle.started.set(true);
        let owner = function
            .get_attr("__self__", vm)
            .ok()
            .filter(|owner| owner.get_attr("_name", vm).is_ok());
        let thread = Rc::new(Thread {
            id,
            daemon,
            handle,
            body: RefCell::new(Some(steps::start(function, args, vm))),
            owner,
            state: Cell::new(State::Ready),
            parked: Cell::new(0),
            wait: RefCell::default(),
            beneath: Cell::new(false),
            kept: RefCell::default(),
            process,
        });
        session.record(
            observation::script_line(session, vm),
            EventKind::ThreadStarted {
                thread: id,
                name: shown::cut(thread.name(vm)),
                daemon,
                process: thread.process_number(),
            },
        );
        self.record_ready(session, &thread);
        self.alive.borrow_mut().insert(id, thread.clone());
        self.ready.borrow_mut().push_back(thread);
    }

    /// The running thread waits from here on: until somebody unparks it, or that moment.
    pub fn park(
        &self,
        session: &Session,
        until: Option<Seconds>,
        kind: WaitKind,
        vm: &VirtualMachine,
    ) {
        let thread = self.current();
        thread.state.set(State::Waiting);
        thread.parked.set(thread.parked.get() + 1);
        let wait = Wait {
            kind,
            until,
            on: Vec::new(),
        };
        *thread.wait.borrow_mut() = (wait, observation::script_line(session, vm));
        if let Some(at) = until.filter(|at| *at < Seconds::INFINITY) {
            let order = self.next_alarm.get();
            self.next_alarm.set(order + 1);
            let alarm = Reverse((Moment(at), order, thread.id, thread.parked.get()));
            self.alarms.borrow_mut().push(alarm);
        }
    }

    /// Makes a parked thread ready. Does nothing to one that is not parked.
    pub fn unpark(&self, thread: &Rc<Thread>) {
        if thread.state.get() == State::Waiting {
            thread.state.set(State::Ready);
            self.ready.borrow_mut().push_back(thread.clone());
            if let Some(session) = Session::current() {
                self.record_ready(&session, thread);
            }
        }
    }

    fn record_ready(&self, session: &Session, thread: &Thread) {
        if thread.id != self.main.id {
            let ready = EventKind::Ready {
                what: Runner::Thread(thread.id),
                cause: Cause::Runner(session.runner()),
                since: session.now(),
            };
            session.record(None, ready);
        }
    }

    /// Lets the other threads run, and time pass, until the running one is woken.
    ///
    /// # Errors
    /// When the run is to end, or the thread can never be woken.
    pub fn drive(&self, session: &Rc<Session>, vm: &VirtualMachine) -> PyResult<()> {
        let me = self.current();
        me.beneath.set(true);
        let mut passed_over = Vec::new();
        let outcome = loop {
            if let Some(reason) = session.halted() {
                break Err(crate::asyncio::event_loop::halted(reason, vm));
            }
            let next = self.ready.borrow_mut().pop_front();
            match next {
                Some(thread) if Rc::ptr_eq(&thread, &me) => break Ok(()),
                Some(thread) if thread.beneath.get() => passed_over.push(thread),
                Some(thread) => {
                    if let Err(error) = self.step(session, &thread, vm) {
                        break Err(error);
                    }
                }
                None => match self.next_alarm() {
                    Some(at) => {
                        session.before_waiting();
                        session.clock.hold_to(at);
                        self.wake(session.now());
                    }
                    None if passed_over.is_empty() => {
                        session.halt(Interruption::NothingLeft, self.stuck(vm));
                    }
                    None => {
                        let what = waited_for(&me.wait.borrow().0, |_| String::new());
                        break Err(vm.new_runtime_error(format!(
                            "{what} can never return here: it waits for a thread that can go on only when this call \
                             has returned (called by a built-in function, a thread cannot be switched)"
                        )));
                    }
                },
            }
        };
        me.beneath.set(false);
        me.state.set(State::Running);
        let mut ready = self.ready.borrow_mut();
        for thread in passed_over.into_iter().rev() {
            ready.push_front(thread);
        }
        outcome
    }

    /// Whether a thread is ready that can go on.
    pub(super) fn any_can_run(&self) -> bool {
        let ready = self.ready.borrow();
        ready.iter().any(|thread| !thread.beneath.get())
    }

    /// Runs every thread that is ready now, once.
    pub(super) fn run_ready(&self, session: &Rc<Session>, vm: &VirtualMachine) -> PyResult<()> {
        let count = self.ready.borrow().len();
        for _ in 0..count {
            let Some(thread) = self.ready.borrow_mut().pop_front() else {
                break;
            };
            if thread.beneath.get() {
                self.ready.borrow_mut().push_back(thread);
            } else {
                self.step(session, &thread, vm)?;
            }
        }
        Ok(())
    }

    /// The running thread computes for so many seconds of a core.
    pub fn demand(&self, session: &Session, seconds: Seconds) {
        let thread = self.current();
        self.cores
            .borrow_mut()
            .demand(session.now(), thread.id.0, self.process(), seconds);
    }

    /// Whether the running thread is still to compute.
    pub fn computes(&self) -> bool {
        self.cores.borrow().computes(self.current.borrow().id.0)
    }

    /// When the next waiting thread's time is over, or a computing one is done.
    pub(super) fn next_alarm(&self) -> Option<Seconds> {
        let computed = self.cores.borrow().next_completion();
        computed
            .into_iter()
            .chain(self.next_timeout())
            .min_by(Seconds::total_cmp)
    }

    fn next_timeout(&self) -> Option<Seconds> {
        let mut alarms = self.alarms.borrow_mut();
        while let Some(Reverse((at, _, thread, parked))) = alarms.peek() {
            let valid = self.thread(*thread).is_some_and(|thread| {
                thread.state.get() == State::Waiting && thread.parked.get() == *parked
            });
            if valid {
                return Some(at.0);
            }
            alarms.pop();
        }
        None
    }

    fn thread(&self, id: ThreadId) -> Option<Rc<Thread>> {
        if id == self.main.id {
            return Some(self.main.clone());
        }
        self.alive.borrow().get(&id).cloned()
    }

    /// Wakes those whose time is over.
    pub(super) fn wake(&self, now: Seconds) {
        let computed = self.cores.borrow_mut().collect(now);
        for thread in computed {
            if let Some(thread) = self.thread(ThreadId(thread)) {
                self.unpark(&thread);
            }
        }
        while self.next_timeout().is_some_and(|at| at <= now) {
            let Some(Reverse((_, _, thread, _))) = self.alarms.borrow_mut().pop() else {
                break;
            };
            if let Some(thread) = self.thread(thread) {
                self.unpark(&thread);
            }
        }
    }

    /// Runs a thread until it waits or is over.
    fn step(
        &self,
        session: &Rc<Session>,
        thread: &Rc<Thread>,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        let Some(body) = thread.body.borrow().clone() else {
            return Ok(());
        };
        let before = self.current.replace(thread.clone());
        thread.state.set(State::Running);
        if thread.wait.borrow().0.kind != WaitKind::Compute {
            // It was woken by something: what it computes from here on is free again, to the threshold.
            thread.kept.borrow_mut().computed = cost::Account::default();
        }
        let what = Runner::Thread(thread.id);
        let runner = session.switch(what, session.now());
        session.record(None, EventKind::StepStarted { what });
        session.yielding();
        thread.kept.borrow_mut().swap(vm);
        self.switch_process(&before, thread, vm)?;
        let outcome = steps::resume(&body, vm);
        let outcome = match outcome {
            Err(error) if session.halted().is_none() => {
                report_escaped(&error, vm);
                Ok(PyIterReturn::StopIteration(None))
            }
            outcome => outcome,
        };
        self.switch_process(thread, &before, vm)?;
        thread.kept.borrow_mut().swap(vm);
        session.record(None, EventKind::StepEnded { what });
        match &outcome {
            Ok(PyIterReturn::Return(_)) => {
                let (wait, line) = thread.wait.borrow().clone();
                let thread = thread.id;
                session.record(line, EventKind::ThreadWaits { thread, wait });
            }
            Ok(PyIterReturn::StopIteration(_)) => {
                self.end(session, thread, Outcome::Done("None".to_owned()));
                drop(thread.body.take());
            }
            Err(_) => {}
        }
        session.resume(runner);
        self.current.replace(before);
        outcome.map(drop)
    }

    /// Exchanges the world of one thread with that of another.
    fn switch_process(&self, from: &Thread, to: &Thread, vm: &VirtualMachine) -> PyResult<()> {
        if from.process_number() != to.process_number() {
            for thread in [from, to] {
                if let Some(process) = &thread.process {
                    process.swap(vm)?;
                }
            }
        }
        Ok(())
    }

    /// The number of the process that runs; 0 for the script's own.
    pub fn process(&self) -> u32 {
        self.current.borrow().process_number().unwrap_or_default()
    }
}
