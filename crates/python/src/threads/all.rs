//! All threads of one run, upon the machine.

use super::thread::{Thread, ident};
use crate::{
    asyncio::{event_loop, handle::Scheduled, observation},
    engine::stack,
    engine::{session::Session, watching::Watch},
};
use machine::{Device, Halt, Machine, Parked, RunClock, Strands, Submission, ThreadState, Waiting};
use rustpython_vm::{PyResult, VirtualMachine};
use std::{cell::RefCell, collections::BTreeMap, rc::Rc};
use trace::{Interruption, Seconds, ThreadId, Wait, WaitKind};

/// The threads of one run, and the machine that decides which of them goes on.
pub struct Threads {
    pub(super) machine: Machine<Rc<RunClock>>,
    /// Stacks within threads: greenlets.
    pub strands: Rc<Strands>,
    pub(super) main: Rc<Thread>,
    /// Those that are not over, without the main one.
    pub(super) alive: RefCell<BTreeMap<ThreadId, Rc<Thread>>>,
    /// Whose state the interpreter has.
    pub(super) present: RefCell<Rc<Thread>>,
    /// What is about to be started: its number is the machine's to give.
    pub(super) starting: RefCell<Option<Thread>>,
}

/// A machine's number of a thread is the trace's.
pub(super) fn number(thread: machine::ThreadId) -> ThreadId {
    ThreadId(thread.0)
}

impl Threads {
    /// The main thread alone, on a machine with so many cores.
    pub fn new(clock: Rc<RunClock>, cores: u32) -> Self {
        let main = Rc::new(Thread::main());
        let strands = Rc::new(Strands::new(stack::stacks()));
        Self {
            machine: Machine::new(clock, cores as usize, Box::new(strands.clone())),
            strands,
            present: RefCell::new(main.clone()),
            main,
            alive: RefCell::default(),
            starting: RefCell::default(),
        }
    }

    /// Who runs.
    pub fn current(&self) -> Rc<Thread> {
        self.thread(number(self.machine.running()))
            .unwrap_or_else(|| self.main.clone())
    }

    /// `get_ident()` of the running thread.
    pub fn ident(&self) -> u64 {
        ident(number(self.machine.running()))
    }

    /// Whether the main thread runs.
    pub fn in_main(&self) -> bool {
        self.machine.running() == machine::ThreadId::MAIN
    }

    /// How many threads are not over, without the main one.
    pub fn count(&self) -> usize {
        self.alive.borrow().len()
    }

    /// The number of the process that runs; 0 for the script's own.
    pub fn process(&self) -> u32 {
        self.machine.process(self.machine.running())
    }

    pub(super) fn thread(&self, id: ThreadId) -> Option<Rc<Thread>> {
        if id == self.main.id {
            return Some(self.main.clone());
        }
        self.alive.borrow().get(&id).cloned()
    }

    /// Whether this thread waits.
    pub(super) fn waits_now(&self, thread: &Thread) -> bool {
        self.machine.state(machine::ThreadId(thread.id.0)) == ThreadState::Waiting
    }

    /// The running thread waits from here on: until somebody unparks it, or that moment.
    pub fn park(
        &self,
        session: &Session,
        until: Option<Seconds>,
        what: WaitKind,
        vm: &VirtualMachine,
    ) {
        self.note_wait(session, until, what, vm);
        let parked = self.machine.park(until);
        self.current().parked.set(Some(parked));
    }

    /// The running thread waits from here on for what `submit` gives a device to do, which says when it will be done.
    pub fn park_for(
        &self,
        session: &Session,
        what: WaitKind,
        vm: &VirtualMachine,
        submit: impl FnOnce(Submission, Parked) -> Seconds,
    ) -> Seconds {
        let parked = self.machine.park(None);
        self.current().parked.set(Some(parked));
        let until = submit(self.machine.submission(), parked);
        self.note_wait(session, Some(until), what, vm);
        until
    }

    /// The running thread waits from here on: until that moment, or for what `submit` asks a device for.
    pub fn park_until(
        &self,
        session: &Session,
        until: Option<Seconds>,
        what: WaitKind,
        vm: &VirtualMachine,
        submit: impl FnOnce(Submission, Parked),
    ) {
        self.note_wait(session, until, what, vm);
        let parked = self.machine.park(until);
        self.current().parked.set(Some(parked));
        submit(self.machine.submission(), parked);
    }

    /// The running thread waits from here on, and will look itself, at that moment at the latest, whether it goes on: the
    /// moment says nothing of how long it waits.
    pub fn park_unannounced(
        &self,
        session: &Session,
        until: Option<Seconds>,
        what: WaitKind,
        vm: &VirtualMachine,
    ) -> Parked {
        self.note_wait(session, None, what, vm);
        let parked = self.machine.park(until);
        self.current().parked.set(Some(parked));
        parked
    }

    /// Wakes a thread from whatever it waits for, for a signal.
    pub fn interrupt(&self, session: &Session, thread: ThreadId) {
        self.machine.interrupt(machine::ThreadId(thread.0), session);
    }

    /// The next place in the order of submissions.
    pub fn submission(&self) -> Submission {
        self.machine.submission()
    }

    /// Lets a device complete what the run's threads and loops wait for.
    pub fn add_device(&self, device: Rc<dyn Device>) {
        self.machine.add_device(device);
    }

    /// Whether another thread could run now, after what has completed.
    pub fn any_ready(&self, session: &Session) -> bool {
        self.machine.collect(session);
        self.machine.any_ready()
    }

    /// What the running thread is about to wait for.
    pub(super) fn note_wait(
        &self,
        session: &Session,
        until: Option<Seconds>,
        what: WaitKind,
        vm: &VirtualMachine,
    ) {
        let wait = Wait {
            until,
            ..Wait::of(what)
        };
        let thread = self.current();
        thread.socket.set(None);
        *thread.wait.borrow_mut() = (wait, observation::script_line(session, vm));
    }

    /// Makes a parked thread ready. Does nothing to one that is not parked.
    pub fn unpark(&self, session: &Session, thread: &Thread) {
        if let Some(parked) = thread.parked.get() {
            self.machine.unpark(parked, session);
        }
    }

    /// The thread that waits in an event loop's `select` goes on, as something was written to it.
    pub fn wake(&self, session: &Session, parked: Parked) {
        self.machine.unpark(parked, session);
    }

    /// Lets the other threads run, and time pass, until the running one, which is parked, is woken.
    ///
    /// # Errors
    /// When the run is to end, or the thread can never be woken.
    pub fn give_way(&self, session: &Session, vm: &VirtualMachine) -> PyResult<()> {
        match self.machine.give_way(Waiting::InCall, session) {
            Err(Halt::Stuck) => {
                if let Some((line, held)) = self.holds_script() {
                    session.record(line, held);
                }
                let reason = self.stuck(vm) + &still_listening(session);
                session.halt(Interruption::NothingLeft, reason);
            }
            Err(Halt::Over) | Ok(()) => {}
        }
        goes_on(session, vm)
    }

    /// The running thread waits until its event loop has something to do.
    ///
    /// # Errors
    /// When the run is to end, or nothing can ever happen.
    pub fn select(
        &self,
        session: &Session,
        event_loop: &machine::EventLoop<Scheduled, Watch, Rc<RunClock>>,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        self.note_wait(session, None, WaitKind::Loop, vm);
        match self.machine.select(event_loop, session) {
            Err(Halt::Stuck) => {
                let reason =
                    observation::stuck(session, vm) + &self.waits(vm) + &still_listening(session);
                session.halt(Interruption::NothingLeft, reason);
            }
            Err(Halt::Over) | Ok(()) => {}
        }
        goes_on(session, vm)
    }
}

/// Where the script still listens, as a sentence; nothing where it does not.
pub(super) fn still_listening(session: &Session) -> String {
    let all: Vec<String> = session
        .network
        .listening()
        .iter()
        .map(ToString::to_string)
        .collect();
    match all.is_empty() {
        true => String::new(),
        false => format!(
            " It is still listening on {}; {}.",
            all.join(", "),
            match session.terminals.are_there() {
                true => "type what asks it, or ^C",
                false => "nobody can connect any more",
            }
        ),
    }
}

/// The running thread goes on: with the signal that came meanwhile, if one did (`PyErr_CheckSignals`).
///
/// # Errors
/// When the run is to end, and what the signal's handler raises.
fn goes_on(session: &Session, vm: &VirtualMachine) -> PyResult<()> {
    if let Some(reason) = session.halted() {
        return Err(event_loop::halted(reason, vm));
    }
    let running = number(session.threads.machine.running());
    if !session.terminals.take_interrupt(running) {
        return Ok(());
    }
    let signals = vm.import("signal", 0)?;
    let interrupted = signals.get_attr("_interrupted", vm)?;
    interrupted.call((), vm).map(drop)
}
