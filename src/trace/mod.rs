//! The record of one run, and what can be read from it.
//!
//! * [`event`]: the schema: everything that a run can report.
//! * [`recorder`]: where the engine writes events.
//! * [`lane`]: the timeline's rows: lanes, spans, states.
//! * [`timeline`]: from events to those rows.
//! * [`compare`]: why one variant took longer than another.
//! * [`number`]: times in words.
//! * [`json`]: a trace for other programs.

mod account;
pub mod compare;
pub mod event;
mod hold;
pub mod json;
pub mod lane;
pub mod number;
pub mod recorder;
mod row;
mod step;
pub mod timeline;

pub use event::{
    CallbackId, Cause, Event, EventKind, Frame, Outcome, Runner, Seconds, Stream, TaskId, TimerId,
    Trace, Wait,
};
pub use lane::{Holder, Lane, Owner, Span, State, Timeline};
pub use recorder::{Counts, LimitReached, Limits, Recorder};
pub use step::{BLOCKING_THRESHOLD, COMPUTING};
pub use timeline::TimelineBuilder;
