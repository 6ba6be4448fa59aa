//! How threads end, and what becomes of those that never do.

use super::{
    scheduler::Threads,
    thread::{Handle, State, Thread},
};
use crate::engine::session::Session;
use std::{mem, rc::Rc};
use trace::{EventKind, Outcome};

impl Threads {
    /// A thread has run to its end, or is ended.
    pub(super) fn end(&self, session: &Session, thread: &Rc<Thread>, outcome: Outcome) {
        thread.state.set(State::Ended);
        self.alive.borrow_mut().remove(&thread.id);
        let ended = EventKind::ThreadEnded {
            thread: thread.id,
            outcome,
        };
        session.record(None, ended);
        thread.handle.set_done(self);
    }

    /// Ends a process where it is, as `SIGKILL` does: nothing of its threads runs any more. Returns whether it could: a
    /// thread that waits in a call of a built-in function is beneath what runs now on the interpreter's stack.
    pub fn kill_process(&self, session: &Session, number: u32) -> bool {
        let threads: Vec<Rc<Thread>> = self
            .alive
            .borrow()
            .values()
            .filter(|thread| thread.process_number() == Some(number))
            .cloned()
            .collect();
        let stays =
            |thread: &Rc<Thread>| thread.beneath.get() || Rc::ptr_eq(thread, &self.current());
        if threads.iter().any(stays) {
            return false;
        }
        for thread in threads {
            self.ready
                .borrow_mut()
                .retain(|ready| !Rc::ptr_eq(ready, &thread));
            let computer = thread.id.0;
            self.cores.borrow_mut().withdraw(session.now(), computer);
            self.end(session, &thread, Outcome::Cancelled);
            // Not finalized: its `finally` never runs.
            mem::forget(thread.body.take());
        }
        true
    }

    /// The first thread, in order of creation, that the program does not end without.
    pub fn awaited_at_exit(&self) -> Option<Rc<Handle>> {
        let current = self.current();
        self.alive
            .borrow()
            .values()
            .find(|thread| !thread.daemon && !Rc::ptr_eq(thread, &current))
            .map(|thread| thread.handle.clone())
    }

    /// Leaves all threads where they are, for ever: nothing of theirs is finalized.
    pub fn abandon(&self) {
        for thread in self.alive.take().into_values() {
            mem::forget(thread.body.take());
            mem::forget(thread);
        }
        self.ready.take();
        self.alarms.take();
    }
}
