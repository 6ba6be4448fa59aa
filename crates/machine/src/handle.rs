//! What is scheduled.

use std::rc::Rc;

/// The payload of the loop: what `asyncio.Handle` is to asyncio.
///
/// The loop never cancels, clones or compares handles, and it drops them with nothing of its own borrowed,
/// so a destructor may schedule.
pub trait Handle {
    /// Whether it was cancelled since it was scheduled; once true it must stay true. The loop skips a
    /// cancelled handle. Must not call the loop: the queue may be borrowed.
    fn is_cancelled(&self) -> bool;
}

impl<H: Handle + ?Sized> Handle for Rc<H> {
    fn is_cancelled(&self) -> bool {
        (**self).is_cancelled()
    }
}
