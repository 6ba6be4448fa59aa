//! A simulated computer: one clock, threads of processes, cores, devices, and the event loops that run on it.
//!
//! [`Machine`] decides which thread runs, and when time goes on: a thread runs until it waits, computes, or ends.
//! [`EventLoop`] does what CPython 3.14's `asyncio.base_events.BaseEventLoop._run_once` defines, turn by
//! turn, over a payload of the caller's choosing (a [`Handle`]). On a [`VirtualClock`] waiting takes no real
//! time: when nothing can run, the clock jumps to the next deadline, so a run is a pure function of
//! what was scheduled.
//!
//! * [`Machine`]: the scheduler of threads: who is ready, who waits for what, what happens next. [`Watcher`] is told.
//! * [`Stacks`]: where threads run.
//! * [`Cores`]: who computes, where several want to.
//! * [`Device`]: something that completes later, and wakes a parked thread or a handle of a loop.
//!   [`Disk`] is one, [`net::Network`] another.
//! * [`EventLoop`]: scheduling, and the turn. [`Handle`]: what is scheduled. [`Observer`] is told.
//! * [`Clock`]: where all of them read the time, and how they move it.
//!
//! What it is not: it knows no Python, no tasks or futures, no page and no trace, and it is not an
//! executor of Rust futures. One thread, no wakers: whoever is woken is scheduled again by its waker's owner.

mod agenda;
mod clock;
mod cores;
mod database;
mod device;
mod disk;
mod event_loop;
mod giving_way;
mod handle;
mod machine;
pub mod net;
mod observer;
mod stacks;
mod thread;
mod time;
mod timers;
mod watcher;

pub use clock::{Clock, LiveClock, RealTime, RunClock, VirtualClock};
pub use cores::{Computing, Cores, SWITCH_INTERVAL};
pub use database::Database;
pub use device::{Completion, Device, Submission, Wake};
pub use disk::Disk;
pub use event_loop::{BUSY_TURN, EventLoop, FREE_TURNS, Pause, Turn};
pub use giving_way::{Halt, Waiting};
pub use handle::Handle;
pub use machine::Machine;
pub use observer::{Observer, Readied};
#[cfg(not(target_arch = "wasm32"))]
pub use stacks::Coroutines;
pub use stacks::{Body, HostStacks, Resumed, Stacks, Strand, Strands};
pub use thread::{Parked, ThreadId, ThreadState};
pub use time::{Seconds, TimeError};
pub use watcher::{Watcher, Woken};
