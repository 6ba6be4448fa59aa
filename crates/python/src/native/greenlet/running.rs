//! Which greenlets the threads of a run have.

use super::{object::Greenlet, switching::Passed};
use crate::engine::session::Session;
use rustpython_vm::{AsObject, Py, PyObjectRef, PyPayload, PyRef, VirtualMachine};
use std::{cell::RefCell, collections::HashMap, rc::Rc};

/// The greenlets of one thread.
#[derive(Debug)]
pub(super) struct OfThread {
    pub(super) main: PyRef<Greenlet>,
    pub(super) current: RefCell<PyRef<Greenlet>>,
    /// What `settrace` was given.
    pub(super) trace: RefCell<Option<PyObjectRef>>,
    /// Which greenlet ran before the current one, until that is traced.
    pub(super) origin: RefCell<Option<PyRef<Greenlet>>>,
}

/// The greenlets of a run.
#[derive(Default)]
pub(crate) struct Running {
    threads: RefCell<HashMap<u64, Rc<OfThread>>>,
    /// What the greenlet that is switched to gets.
    pub(super) passed: RefCell<Option<Passed>>,
}

impl Running {
    /// Whether a greenlet runs now in another thread.
    pub(super) fn runs_elsewhere(&self, greenlet: &Py<Greenlet>, session: &Session) -> bool {
        let thread = greenlet.thread.get();
        let all = self.threads.borrow();
        thread != session.threads.ident()
            && all
                .get(&thread)
                .is_some_and(|there| there.current.borrow().is(greenlet))
    }

    /// Whether that thread is there.
    pub(super) fn has(&self, thread: u64) -> bool {
        self.threads.borrow().contains_key(&thread)
    }

    /// A thread is over: none of its greenlets goes on.
    pub(crate) fn thread_ended(&self, thread: u64) {
        let gone = self.threads.borrow_mut().remove(&thread);
        drop(gone);
    }

    /// Those of the running thread: at least the main one, which is on the thread's own stack.
    pub(super) fn of_thread(&self, session: &Session, vm: &VirtualMachine) -> Rc<OfThread> {
        let thread = session.threads.ident();
        if let Some(there) = self.threads.borrow().get(&thread) {
            return there.clone();
        }
        let main = Greenlet::main(thread).into_ref(&vm.ctx);
        let made = Rc::new(OfThread {
            current: RefCell::new(main.clone()),
            main,
            trace: RefCell::default(),
            origin: RefCell::default(),
        });
        self.threads.borrow_mut().insert(thread, made.clone());
        made
    }
}
