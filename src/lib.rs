//! Loopscope: an oscilloscope for event loops.
//!
//! A script of ordinary async Python is run for real, by RustPython over an event loop of our own, on
//! virtual time; what the loop did is recorded as a trace, and the page draws the trace.
//!
//! Data flows one way, and each layer knows nothing of those after it:
//!
//! ```text
//! script -> python -> machine -> trace -> lanes, findings -> ui
//! ```
//!
//! The layers are crates of their own, so that the compiler keeps the arrows: `machine` (clock, event loop, cores,
//! devices), `python` (the interpreter, and `asyncio` on that machine), `trace` (what happened), `diagnosis` (what went
//! wrong), `playground` (what a link carries). Here is the program:
//!
//! * `cli` (feature `cli`): the command line.
//! * [`engine`]: the messages between the page and the worker that runs scripts; the worker itself.
//! * `ui` (feature `page`): the page, a thin view of traces.
//!
//! What it is not: a Python implementation, a profiler, or a debugger for programs that run elsewhere.

#[cfg(feature = "cli")]
pub mod cli;
pub mod engine;
// What of it knows no browser is tested without the rest, which uses it: code that nothing uses is reported
// where the page is built.
#[cfg(any(feature = "page", test))]
#[cfg_attr(not(feature = "page"), allow(dead_code))]
pub mod ui;
