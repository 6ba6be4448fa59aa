//! Threads beside an event loop.

use crate::{asyncio::handle::Scheduled, engine::session::Session};
use machine::{Completion, Device};
use std::rc::Rc;
use trace::Seconds;

/// The threads, as an event loop sees them: something that goes on beside it, and may schedule callbacks.
pub struct Beside(pub Rc<Session>);

impl Device<Scheduled> for Beside {
    fn next_completion(&self) -> Option<Seconds> {
        let threads = &self.0.threads;
        if threads.any_can_run() {
            // At once: real time goes on between two readings of the clock.
            return Some(0.0);
        }
        threads.next_alarm()
    }

    fn collect(&self, now: Seconds, _into: &mut Vec<Completion<Scheduled>>) {
        let threads = &self.0.threads;
        threads.wake(now);
        rustpython_vm::vm::thread::with_current_vm(|vm| {
            // An error means that the run is to end, which the loop sees by itself.
            let _ = threads.run_ready(&self.0, vm);
        });
    }
}
