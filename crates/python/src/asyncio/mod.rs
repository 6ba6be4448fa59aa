//! `asyncio` on the machine's event loop, and what the trace is told of it.
//!
//! * [`event_loop`]: the native loop below `asyncio`. [`handle`]: what it runs: `asyncio.Handle`; `scheduling`: how that gets
//!   into its queues.
//! * [`futures`]: `asyncio.Future` and `asyncio.Task`.
//! * [`loop_module`]: the native module in which Python finds them.
//! * [`observation`]: what becomes of tasks, for the trace; [`await_stack`]: what a suspended one waits for,
//!   `locals`: what its variables are;
//!   [`step`]: one turn of control; [`waits`]: who waits for what, in words.
//! * `foreign`: what another thread asks of a loop, past what is thread-safe.
//! * [`watch`]: what tasks share and who holds it, which timeouts came, and what the loop's exception handler is told.

pub mod await_stack;
pub mod event_loop;
mod foreign;
pub mod futures;
pub mod handle;
mod locals;
pub mod loop_module;
pub mod observation;
mod scheduling;
pub mod selecting;
mod step;
pub mod waits;
pub mod watch;
