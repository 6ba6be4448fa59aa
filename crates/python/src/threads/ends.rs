//! How threads end, and what becomes of those that never do.

use super::{
    all::Threads,
    thread::{Handle, Thread, ident},
};
use crate::engine::session::Session;
use std::{mem, rc::Rc};
use trace::{EventKind, Outcome};

impl Threads {
    /// A thread has run to its end, or is ended.
    pub(super) fn end(&self, session: &Session, thread: &Rc<Thread>, outcome: Outcome) {
        self.alive.borrow_mut().remove(&thread.id);
        let ended = EventKind::ThreadEnded {
            thread: thread.id,
            outcome,
        };
        session.record(None, ended);
        session.greenlets.thread_ended(ident(thread.id));
        thread.handle.set_done(session, self);
    }

    /// Ends a process where it is, as `SIGKILL` does: nothing of its threads runs any more. Returns whether it could: not
    /// when it is the one that runs.
    pub fn kill_process(&self, session: &Session, number: u32) -> bool {
        let threads: Vec<Rc<Thread>> = self
            .alive
            .borrow()
            .values()
            .filter(|thread| thread.process_number() == Some(number))
            .cloned()
            .collect();
        if threads
            .iter()
            .any(|thread| Rc::ptr_eq(thread, &self.current()))
        {
            return false;
        }
        for thread in threads {
            self.machine
                .abandon(machine::ThreadId(thread.id.0), session);
            self.end(session, &thread, Outcome::Cancelled);
            // Not finalized: its `finally` never runs.
            mem::forget(thread);
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
    pub fn abandon(&self, session: &Session) {
        for thread in self.alive.take().into_values() {
            self.machine
                .abandon(machine::ThreadId(thread.id.0), session);
            mem::forget(thread);
        }
    }
}
