//! What happens where one thread gives way to another.

use super::{
    all::{Threads, number},
    thread::Thread,
};
use crate::engine::session::Session;
use machine::{Waiting, Watcher};
use rustpython_vm::{VirtualMachine, vm::thread::with_current_vm};
use std::rc::Rc;
use trace::{Cause, EventKind, Runner, Seconds};

impl Threads {
    /// Puts this thread's state into the place of that which the interpreter has.
    fn install(&self, session: &Session, thread: &Rc<Thread>, vm: &VirtualMachine) {
        let before = self.present.replace(thread.clone());
        if Rc::ptr_eq(&before, thread) {
            return;
        }
        self.switches.set(self.switches.get() + 1);
        before.leave(session, vm);
        thread.enter(session, &before, vm);
        if before.process_number() != thread.process_number() {
            for process in [&before.process, &thread.process].into_iter().flatten() {
                process.swap(vm);
            }
        }
    }
}

impl Watcher for Session {
    fn is_over(&self) -> bool {
        self.halted().is_some()
    }

    fn started(&self, thread: machine::ThreadId) {
        with_current_vm(|vm| self.threads.started(self, number(thread), vm));
    }

    fn ready(&self, thread: machine::ThreadId, by: Option<machine::ThreadId>) {
        // What woke it by itself had no runner of its own.
        let _ = by;
        if thread != machine::ThreadId::MAIN {
            let ready = EventKind::Ready {
                what: Runner::Thread(number(thread)),
                cause: Cause::Runner(self.runner()),
                since: self.now(),
            };
            self.record(None, ready);
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
        if id == machine::ThreadId::MAIN {
            return;
        }
        let what = Runner::Thread(thread.id);
        self.record(None, EventKind::StepEnded { what });
        if ended {
            self.threads
                .end(self, &thread, trace::Outcome::Done("None".to_owned()));
        } else if self.threads.waits_now(&thread) {
            let (wait, line) = thread.wait.borrow().clone();
            let thread = thread.id;
            self.record(line, EventKind::ThreadWaits { thread, wait });
        }
    }

    fn waiting(&self, from: Seconds, until: Seconds, waiting: Waiting) {
        if waiting == Waiting::ForEvents && self.clock.is_live() {
            self.record_idle(from, until);
        }
        self.before_waiting();
    }

    fn waited(&self, from: Seconds, until: Seconds, waiting: Waiting) {
        if waiting == Waiting::ForEvents && !self.clock.is_live() {
            self.record_idle(from, until);
        }
    }
}
