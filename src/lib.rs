//! Loopscope: an oscilloscope for event loops.
//!
//! A script of ordinary async Python is run for real, by RustPython over an event loop of our own, on
//! virtual time; what the loop did is recorded as a trace, and the page draws the trace.
//!
//! Data flows one way, and each layer knows nothing of those after it:
//!
//! ```text
//! script -> python -> executor -> trace -> lanes, findings -> ui
//! ```
//!
//! * [`executor`]: the event loop: ready queue, timer heap, clock. No Python, no page.
//! * `python` (feature `python`): the interpreter, and `asyncio` on that loop.
//! * [`trace`]: what happened: events, lanes, spans, comparisons, exports.
//! * [`diagnosis`]: what went wrong, in words, and the edit that cures it.
//! * [`playground`]: what a link carries, and the link codec.
//! * [`engine`]: the messages between the page and the worker that runs scripts.
//! * `ui` (feature `page`): the page, a thin view of traces.
//!
//! What it is not: a Python implementation, a profiler, or a debugger for programs that run elsewhere.

#[cfg(feature = "cli")]
pub mod cli;
pub mod diagnosis;
pub mod engine;
pub mod executor;
pub mod playground;
#[cfg(feature = "python")]
pub mod python;
pub mod trace;
// What of it knows no browser is tested without the rest, which uses it: code that nothing uses is reported
// where the page is built.
#[cfg(any(feature = "page", test))]
#[cfg_attr(not(feature = "page"), allow(dead_code))]
pub mod ui;
