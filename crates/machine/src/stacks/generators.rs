//! Stacks of the program's own memory.

use super::{Body, Resumed, Stacks, ThreadId};
use generator::{Gn, LocalGenerator};
use std::{cell::RefCell, collections::HashMap, mem};

/// Stacks in the program's memory, of so many bytes each: addresses, of which the system fills with memory what is used.
pub struct Generators {
    bytes: usize,
    stopped: RefCell<HashMap<ThreadId, LocalGenerator<'static, (), ()>>>,
}

impl Generators {
    /// Stacks of this size.
    pub fn new(bytes: usize) -> Self {
        Self {
            bytes,
            stopped: RefCell::default(),
        }
    }
}

impl Stacks for Generators {
    fn begin(&self, thread: ThreadId, body: Body) {
        let words = self.bytes / size_of::<usize>();
        let stack = Gn::new_scoped_opt_local(words, move |_| body());
        self.stopped.borrow_mut().insert(thread, stack);
    }

    fn resume(&self, thread: ThreadId) -> Resumed {
        let Some(mut stack) = self.stopped.borrow_mut().remove(&thread) else {
            return Resumed::Ended;
        };
        stack.resume();
        if stack.is_done() {
            return Resumed::Ended;
        }
        self.stopped.borrow_mut().insert(thread, stack);
        Resumed::GaveWay
    }

    #[expect(
        deprecated,
        reason = "a generator's scope cannot be handed through the code that runs upon the stack"
    )]
    fn give_way(&self) {
        generator::yield_with(());
    }

    fn abandon(&self, thread: ThreadId) {
        // Dropped, it would unwind what is upon it.
        mem::forget(self.stopped.borrow_mut().remove(&thread));
    }
}

impl Drop for Generators {
    fn drop(&mut self) {
        mem::forget(mem::take(&mut *self.stopped.borrow_mut()));
    }
}
