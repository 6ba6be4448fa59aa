//! Stacks within a thread, between which its code switches at once: what greenlets run on.

use super::{Body, Resumed, Stacks, ThreadId};
use std::{cell::Cell, rc::Rc};

/// A stack within a thread, beside its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Strand(u32);

impl Strand {
    /// Strands are stacks like those of threads, and are told from them by their numbers.
    const FIRST: u32 = 1 << 30;

    fn stack(self) -> ThreadId {
        ThreadId(Self::FIRST + self.0)
    }
}

/// Why a strand gave way to its thread's own stack.
#[derive(Clone, Copy, Debug)]
enum Wish {
    /// The whole thread gives way, and goes on where it was.
    Pause,
    /// The thread goes on there; on its own stack, where none is named.
    Switch(Option<Strand>),
}

/// The stacks of all threads, and those within them. A thread that switches between its strands keeps the machine: no
/// time passes and no other thread runs.
///
/// Strands are resumed upon their thread's own stack, and give way to it. So nothing of a strand's is left upon another
/// strand's stack, and each ends whenever it likes.
pub struct Strands {
    stacks: Box<dyn Stacks>,
    /// That of the thread that runs; none while it is upon its own stack.
    running: Cell<Option<Strand>>,
    wish: Cell<Wish>,
    begun: Cell<u32>,
}

impl Strands {
    /// No strands yet, on these stacks.
    pub fn new(stacks: Box<dyn Stacks>) -> Self {
        Self {
            stacks,
            running: Cell::new(None),
            wish: Cell::new(Wish::Pause),
            begun: Cell::new(0),
        }
    }

    /// A new strand of the running thread, which the first switch to it begins. The last thing that `body` does is to
    /// [leave](Strands::leave_for) it.
    pub fn begin(&self, body: Body) -> Strand {
        let strand = Strand(self.begun.get());
        self.begun.set(strand.0 + 1);
        self.stacks.begin(strand.stack(), body);
        strand
    }

    /// The running thread goes on in `strand`, or on its own stack. Returns when it switches back to where this is called.
    /// A strand is one of this thread, and not the one that runs.
    pub fn switch(&self, strand: Option<Strand>) {
        match (self.running.get(), strand) {
            (Some(_), _) => {
                self.wish.set(Wish::Switch(strand));
                self.stacks.give_way();
            }
            (None, Some(strand)) => self.run(strand),
            (None, None) => {}
        }
    }

    /// The strand that runs is about to end: its thread goes on there then.
    pub fn leave_for(&self, strand: Option<Strand>) {
        self.wish.set(Wish::Switch(strand));
    }

    /// `strand` will not go on; nothing upon its stack is dropped.
    pub fn abandon(&self, strand: Strand) {
        self.stacks.abandon(strand.stack());
    }

    /// On a thread's own stack: its strands run, until one switches to that stack.
    fn run(&self, mut strand: Strand) {
        loop {
            self.running.set(Some(strand));
            let resumed = self.stacks.resume(strand.stack());
            self.running.set(None);
            match (self.wish.replace(Wish::Pause), resumed) {
                (Wish::Switch(Some(next)), _) => strand = next,
                (Wish::Switch(None), _) | (Wish::Pause, Resumed::Ended) => return,
                (Wish::Pause, Resumed::GaveWay) => self.stacks.give_way(),
            }
        }
    }
}

impl Stacks for Rc<Strands> {
    fn begin(&self, thread: ThreadId, body: Body) {
        self.stacks.begin(thread, body);
    }

    fn resume(&self, thread: ThreadId) -> Resumed {
        // The main thread resumes others from any of its strands.
        let strand = self.running.take();
        let resumed = self.stacks.resume(thread);
        self.running.set(strand);
        resumed
    }

    fn give_way(&self) {
        if self.running.get().is_some() {
            self.wish.set(Wish::Pause);
        }
        self.stacks.give_way();
    }

    fn abandon(&self, thread: ThreadId) {
        self.stacks.abandon(thread);
    }
}
