//! The record of one run, and what can be read from it.
//!
//! * [`event`]: the schema: everything that a run can report.

pub mod event;

pub use event::{CallbackId, Cause, Event, EventKind, Frame, Outcome, Runner, Seconds, Stream, TaskId, TimerId, Trace, Wait};
