//! Stacks that the host switches.

use super::{Body, Resumed, Stacks, ThreadId};
use std::{cell::RefCell, collections::HashMap};

/// How a host switches stacks: the page's worker suspends WebAssembly.
#[derive(Clone, Copy)]
pub struct HostStacks {
    /// Runs a thread on a stack of its own until it gives way or ends: calls [`HostStacks::run`] with its number where
    /// it begins. Whether it ended.
    pub resume: fn(thread: u32) -> bool,
    /// Lets the one that called `resume` go on, until the thread is resumed.
    pub give_way: fn(),
    /// The stack of this thread is not needed any more.
    pub abandon: fn(thread: u32),
}

thread_local! {
    /// What threads do that have not begun.
    static BODIES: RefCell<HashMap<u32, Body>> = RefCell::default();
}

impl HostStacks {
    /// What the thread does, from its beginning to its end: the host calls it on the new stack.
    pub fn run(thread: u32) {
        let body = BODIES.with(|bodies| bodies.borrow_mut().remove(&thread));
        if let Some(body) = body {
            body();
        }
    }
}

impl Stacks for HostStacks {
    fn begin(&self, thread: ThreadId, body: Body) {
        BODIES.with(|bodies| bodies.borrow_mut().insert(thread.0, body));
    }

    fn resume(&self, thread: ThreadId) -> Resumed {
        if (self.resume)(thread.0) {
            Resumed::Ended
        } else {
            Resumed::GaveWay
        }
    }

    fn give_way(&self) {
        (self.give_way)();
    }

    fn abandon(&self, thread: ThreadId) {
        BODIES.with(|bodies| {
            if let Some(body) = bodies.borrow_mut().remove(&thread.0) {
                std::mem::forget(body);
            }
        });
        (self.abandon)(thread.0);
    }
}
