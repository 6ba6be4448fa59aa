//! Stacks of the program's own memory.

use super::{Body, Resumed, Stacks, ThreadId};
use corosensei::{Coroutine, CoroutineResult, Yielder, stack::DefaultStack};
use std::{
    cell::{Cell, RefCell},
    collections::HashMap,
    mem, ptr,
    rc::Rc,
};

/// What lets a coroutine give way: lies upon its own stack, for as long as it is not over.
type Way = Rc<Cell<*const Yielder<(), ()>>>;

struct Stopped {
    coroutine: Coroutine<(), (), ()>,
    way: Way,
}

/// Stacks in the program's memory, of so many bytes each: addresses, of which the system fills with memory what is used.
pub struct Coroutines {
    bytes: usize,
    stopped: RefCell<HashMap<ThreadId, Stopped>>,
    /// That of the thread that runs.
    way: RefCell<Way>,
}

impl Coroutines {
    /// Stacks of this size.
    pub fn new(bytes: usize) -> Self {
        Self {
            bytes,
            stopped: RefCell::default(),
            way: RefCell::new(Rc::new(Cell::new(ptr::null()))),
        }
    }
}

impl Stacks for Coroutines {
    /// # Panics
    /// When the system has no addresses left for another stack.
    fn begin(&self, thread: ThreadId, body: Body) {
        let stack = DefaultStack::new(self.bytes).expect("there is room for a thread's stack");
        let way: Way = Rc::new(Cell::new(ptr::null()));
        let coroutine = Coroutine::with_stack(stack, {
            let way = way.clone();
            move |yielder: &Yielder<(), ()>, ()| {
                way.set(yielder);
                body();
            }
        });
        let stopped = Stopped { coroutine, way };
        self.stopped.borrow_mut().insert(thread, stopped);
    }

    fn resume(&self, thread: ThreadId) -> Resumed {
        let Some(mut stopped) = self.stopped.borrow_mut().remove(&thread) else {
            return Resumed::Ended;
        };
        let way = self.way.replace(stopped.way.clone());
        let outcome = stopped.coroutine.resume(());
        self.way.replace(way);
        match outcome {
            CoroutineResult::Return(()) => Resumed::Ended,
            CoroutineResult::Yield(()) => {
                self.stopped.borrow_mut().insert(thread, stopped);
                Resumed::GaveWay
            }
        }
    }

    #[expect(
        unsafe_code,
        reason = "what gives way cannot be handed through the code that runs upon the stack"
    )]
    fn give_way(&self) {
        let yielder = self.way.borrow().get();
        // SAFETY: `resume` has set the way of the thread that runs, whose stack, on which this is called, holds what it
        // points to.
        unsafe { (*yielder).suspend(()) };
    }

    fn abandon(&self, thread: ThreadId) {
        // Dropped, it would unwind what is upon it.
        mem::forget(self.stopped.borrow_mut().remove(&thread));
    }
}

impl Drop for Coroutines {
    fn drop(&mut self) {
        mem::forget(mem::take(&mut *self.stopped.borrow_mut()));
    }
}
