//! What happens where one thread gives way to another.

use super::{
    all::{Threads, number, still_listening},
    thread::Thread,
};
use crate::engine::session::Session;
use machine::{Waiting, Watcher, Woken};
use rustpython_vm::{VirtualMachine, vm::thread::with_current_vm};
use std::rc::Rc;
use trace::{Cause, Computing, Device, EventKind, Interruption, Runner, Seconds, WaitKind};

impl Threads {
    /// Puts this thread's state into the place of that which the interpreter has.
    ///
    /// This runs on the main thread's stack. What belongs to a process is exchanged while the interpreter has the main
    /// thread's state, too: with another's it takes the stack for one that is exhausted, and refuses.
    fn install(&self, session: &Session, thread: &Rc<Thread>, vm: &VirtualMachine) {
        let before = self.present.borrow().clone();
        if Rc::ptr_eq(&before, thread) {
            return;
        }
        let is_main = |thread: &Rc<Thread>| Rc::ptr_eq(thread, &self.main);
        let elsewhere = before.process_number() != thread.process_number();
        if elsewhere && !is_main(&before) && !is_main(thread) {
            self.install(session, &self.main, vm);
            return self.install(session, thread, vm);
        }
        let swap = || {
            for process in [&before.process, &thread.process].into_iter().flatten() {
                process.swap(vm);
            }
        };
        self.present.replace(thread.clone());
        before.leave(session, vm);
        if elsewhere && is_main(&before) {
            swap();
        }
        thread.enter(session, &before, vm);
        if elsewhere && !is_main(&before) {
            swap();
        }
    }
}

impl Session {
    /// Records that a thread computes, or waits for its interpreter's lock to.
    fn record_computing(&self, thread: &Thread, line: Option<u32>) {
        let computing = match thread.computes.get() {
            true => Computing::Runs,
            false => Computing::AwaitsInterpreter,
        };
        let thread = thread.id;
        self.record(line, EventKind::Computing { thread, computing });
    }
}

impl Watcher for Session {
    fn is_over(&self) -> bool {
        self.halted().is_some()
    }

    fn started(&self, thread: machine::ThreadId) {
        with_current_vm(|vm| self.threads.started(self, number(thread), vm));
    }

    fn ready(&self, id: machine::ThreadId, why: Woken) {
        if id == machine::ThreadId::MAIN {
            // What it runs is made ready by itself: a callback, a task.
            return;
        }
        let Some(thread) = self.threads.thread(number(id)) else {
            return;
        };
        let cause = match why {
            Woken::ByRunning => Cause::Runner(self.runner()),
            Woken::Time => Cause::Device(Device::Timer),
            Woken::Computed => Cause::Device(Device::Core),
            Woken::Device => match thread.socket.get() {
                Some(socket) => Cause::Connection(socket),
                None => Cause::Device(thread.waits_for_device()),
            },
        };
        let ready = EventKind::Ready {
            what: Runner::Thread(thread.id),
            cause,
            since: self.now(),
        };
        self.record(None, ready);
    }

    fn computes(&self, id: machine::ThreadId, computes: bool) {
        if let Some(thread) = self.threads.thread(number(id)) {
            thread.computes.set(computes);
            let line = thread.wait.borrow().1;
            self.record_computing(&thread, line);
        }
    }

    fn goes_on(&self, id: machine::ThreadId) {
        let Some(thread) = self.threads.thread(number(id)) else {
            return;
        };
        with_current_vm(|vm| self.threads.install(self, &thread, vm));
        if id != machine::ThreadId::MAIN {
            let what = Runner::Thread(thread.id);
            self.record(None, EventKind::StepStarted { what });
            self.yielding();
        }
    }

    fn gave_way(&self, id: machine::ThreadId, ended: bool) {
        let Some(thread) = self.threads.thread(number(id)) else {
            return;
        };
        let is_main = id == machine::ThreadId::MAIN;
        if !is_main {
            let what = Runner::Thread(thread.id);
            self.record(None, EventKind::StepEnded { what });
        }
        if ended {
            let outcome = trace::Outcome::Done("None".to_owned());
            self.threads.end(self, &thread, outcome);
        } else if self.threads.waits_now(&thread) {
            let (wait, line) = thread.wait.borrow().clone();
            if wait.kind == WaitKind::Compute {
                self.record_computing(&thread, line);
            } else if !is_main {
                let thread = thread.id;
                self.record(line, EventKind::ThreadWaits { thread, wait });
            }
        }
    }

    fn waiting(&self, from: Seconds, until: Seconds, waiting: Waiting) {
        if waiting == Waiting::ForEvents && self.clock.is_live() {
            self.record_idle(from, until);
        }
        self.before_waiting();
    }

    fn waited(&self, from: Seconds, until: Seconds, waiting: Waiting) {
        if self.clock.is_live() {
            return;
        }
        if waiting == Waiting::ForEvents {
            self.record_idle(from, until);
        }
        if self.only_ticks(until) {
            let listening = still_listening(self);
            if !listening.is_empty() {
                self.halt(
                    Interruption::StillListening,
                    match self.terminals.are_there() {
                        true => format!("All that was typed is done.{listening}"),
                        false => format!(
                            "Nothing is left but ticking: the script goes on waiting for a moment, again and again, until it \
                             is stopped.{listening}"
                        ),
                    },
                );
            }
        }
    }
}
