//! What threads wait for, in words.

use super::{all::Threads, thread::Thread};
use crate::{asyncio::futures, asyncio::waits};
use rustpython_vm::VirtualMachine;
use std::rc::Rc;
use trace::waited_for;

impl Threads {
    /// What other threads wait for, as a sentence; nothing where there are none.
    pub fn waits(&self, vm: &VirtualMachine) -> String {
        match self.count() {
            0 => String::new(),
            _ => format!(" In its threads, {}.", self.all_waits(false, vm)),
        }
    }

    /// What each thread waits for; the main one, too, if it is that which has just given up.
    fn all_waits(&self, main_gave_up: bool, vm: &VirtualMachine) -> String {
        // At its end it waits for the others, at no line: that says nothing.
        let in_script = self.main.wait.borrow().1.is_some();
        let waits = |thread: &Rc<Thread>| {
            let gave_up = main_gave_up && in_script && Rc::ptr_eq(thread, &self.main);
            gave_up || self.waits_now(thread)
        };
        let all: Vec<_> = std::iter::once(self.main.clone())
            .chain(self.alive.borrow().values().cloned())
            .filter(waits)
            .collect();
        waits::in_words(all.iter().map(|thread| {
            let (wait, line) = &*thread.wait.borrow();
            (thread.name(vm), waited_for(wait, |_| String::new()), *line)
        }))
    }

    /// Why nothing can happen any more, in words.
    pub(super) fn stuck(&self, vm: &VirtualMachine) -> String {
        let tasks = match futures::pending().len() {
            0 => "",
            _ => " The event loop's tasks wait behind it.",
        };
        format!(
            "Nothing is left to run: {}, and nothing will ever wake them.{tasks} In CPython the program would wait for \
             ever.",
            self.all_waits(true, vm)
        )
    }
}
