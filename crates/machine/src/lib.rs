//! The event loop in pure Rust: a ready queue, a heap of timers, a clock, and devices.
//!
//! [`EventLoop`] does what CPython 3.14's `asyncio.base_events.BaseEventLoop._run_once` defines, turn by
//! turn, over a payload of the caller's choosing (a [`Handle`]). On a [`VirtualClock`] waiting takes no real
//! time: when nothing can run, the clock jumps to the next deadline, so a run is a pure function of
//! what was scheduled.
//!
//! * [`EventLoop`]: scheduling, and the turn.
//! * [`Handle`]: what is scheduled.
//! * [`Clock`]: where the loop reads the time, and how it moves it.
//! * [`Device`]: something outside the loop that completes later.
//! * [`Cores`]: who computes how fast, where several compute at once.
//! * [`Observer`]: is told of everything that the loop does.
//!
//! What it is not: it knows no Python, no tasks or futures, no page and no trace, and it is not an
//! executor of Rust futures. One thread, no wakers: whoever is woken is scheduled again by its waker's owner.

mod clock;
mod cores;
mod device;
mod event_loop;
mod handle;
mod observer;
mod time;
mod timers;

pub use clock::{Clock, LiveClock, RealTime, RunClock, VirtualClock};
pub use cores::{Computer, Cores};
pub use device::{Completion, Device, Submission};
pub use event_loop::{BUSY_TURN, EventLoop, FREE_TURNS, Pause, Turn};
pub use handle::Handle;
pub use observer::{Observer, Readied};
pub use time::{Seconds, TimeError};
