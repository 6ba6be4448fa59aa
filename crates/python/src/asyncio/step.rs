//! One turn of control: a task's step or a plain callback, from the moment it runs to the moment it gives control
//! back.

use crate::{
    asyncio::futures::Task,
    asyncio::observation,
    engine::cost,
    engine::session::{Held, Session},
};
use rustpython_vm::{Py, VirtualMachine};
use std::rc::Rc;
use trace::{EventKind, Runner, Seconds};

/// A turn in progress: recorded when it began, charged and recorded when it ends.
pub struct Step {
    session: Rc<Session>,
    what: Runner,
    before: Held,
    computed: cost::Account,
}

impl Step {
    /// Gives control to `what`, which could have run since `since`.
    pub fn begin(session: &Rc<Session>, what: Runner, since: Seconds, vm: &VirtualMachine) -> Self {
        let computed = cost::begin_step(vm);
        let before = session.switch(what, since);
        session.record(None, EventKind::StepStarted { what });
        Self {
            session: session.clone(),
            what,
            before,
            computed,
        }
    }

    /// Gives control back, and records what became of the task whose step it was.
    pub fn end(self, task: Option<&Py<Task>>, vm: &VirtualMachine) {
        let Self {
            session,
            what,
            before,
            computed,
        } = self;
        cost::end_step(computed, vm);
        session.record(None, EventKind::StepEnded { what });
        if let Some(task) = task {
            observation::after_step(&session, task, vm);
        }
        session.resume(before);
    }
}
