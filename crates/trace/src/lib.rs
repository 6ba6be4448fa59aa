//! The record of one run, and what can be read from it.
//!
//! * [`event`]: the schema: everything that a run can report. [`runner`]: who runs, and what lets them.
//! * [`wait`]: what tasks and threads wait for; [`words`]: the same in words.
//! * [`names`]: what the reader calls a task.
//! * [`recorder`]: where the engine writes events.
//! * [`run_state`]: how a run stands after some of its events: the one reducer that views rest on.
//! * [`lane`]: the timeline's rows: lanes, spans, states.
//! * [`timeline`]: from events to those rows; [`identity`]: their colours.
//! * [`history`], [`moment`]: how things stood at any moment, and in one sentence.
//! * [`compare`]: why one variant took longer than another.
//! * [`number`]: times in words.
//! * [`json`]: a trace for other programs.

mod account;
pub mod compare;
mod connection;
pub mod event;
mod frame;
mod heart;
pub mod history;
mod hold;
pub mod identity;
mod journal;
pub mod json;
pub mod lane;
pub mod moment;
pub mod names;
mod narration;
pub mod number;
pub mod recorder;
mod row;
pub mod run_state;
pub mod runner;
mod step;
pub mod timeline;
pub mod wait;
pub mod words;
mod workers;

pub use event::{
    CallbackId, Cause, Computing, ConnectionId, ConnectionState, Device, Event, EventKind,
    ForeignCall, Frame, Interruption, Local, Outcome, Report, Runner, Seconds, Stream, TaskId,
    ThreadId, TimerId, Trace,
};
pub use heart::HEARTBEAT;
pub use history::{History, Playhead};
pub use hold::MAX_HOLDERS;
pub use identity::{IDENTITIES, Identities};
pub use lane::{FOREVER, Holder, Lane, Owner, Span, State, Timeline};
pub use moment::{Blocking, Doing, Moment, Pending, Queued, TaskNow};
pub use names::{Called, Names, is_housekeeping};
pub use narration::narration;
pub use recorder::{Counts, LimitReached, Limits, Recorder};
pub use run_state::{Hold, RunState, ThreadDoing};
pub use step::BLOCKING_THRESHOLD;
pub use timeline::TimelineBuilder;
pub use wait::{Call, CallKind, Meeting, ObjectId, ObjectKind, Wait, WaitKind};
pub use words::waited_for;
