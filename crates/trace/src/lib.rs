//! The record of one run, and what can be read from it.
//!
//! * [`event`]: the schema: everything that a run can report. [`runner`]: who runs, and what lets them.
//! * [`wait`]: what tasks and threads wait for; [`words`]: the same in words.
//! * [`names`]: what the reader calls a task.
//! * [`recorder`]: where the engine writes events.
//! * [`run_state`]: how a run stands after some of its events: the one reducer that views rest on.
//! * [`lane`]: the timeline's rows: lanes, spans, states.
//! * [`timeline`]: from events to those rows; [`identity`]: their colours.
//! * [`order`]: the same rows by the order of what happened, where a step in no time has width.
//! * [`wires`]: connections, who uses them, the requests on them.
//! * [`causes`]: what let each step run, the critical path, limiters.
//! * [`history`], [`moment`]: how things stood at any moment, and in one sentence.
//! * [`turning`]: where in its turn the loop is, and what a task waits for down to the last; [`telling`]: the moment
//!   that explains a run best.
//! * [`compare`]: why one variant took longer than another.
//! * [`number`]: times in words.
//! * [`json`]: a trace for other programs; [`views`]: a run as a picture, for Perfetto, as Markdown, as a table.

mod account;
pub mod causes;
pub mod compare;
pub mod connection;
pub mod event;
mod foreign;
mod frame;
mod groups;
mod happenings;
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
pub mod order;
pub mod recorder;
mod row;
pub mod run_state;
pub mod runner;
mod step;
pub mod telling;
pub mod timeline;
pub mod turning;
pub mod views;
pub mod wait;
pub mod wires;
pub mod words;
mod workers;

pub use causes::{Causes, Let, Link, Mark, Sign, Tie};
pub use event::{
    CallbackId, Cause, Computing, ConnectionId, ConnectionState, Device, Event, EventKind,
    ForeignCall, Frame, Interruption, Local, Outcome, Report, Runner, Seconds, Stream, TaskId,
    ThreadId, TimerId, Trace,
};
pub use happenings::Happenings;
pub use heart::HEARTBEAT;
pub use history::{History, Playhead};
pub use hold::{MAX_HOLDERS, RESOLUTION};
pub use identity::{IDENTITIES, Identities};
pub use lane::{End, FOREVER, Holder, Lane, Owner, Span, State, Timeline};
pub use moment::{Blocking, Doing, Moment, Pending, Queued, TaskNow};
pub use names::{Called, Names, is_housekeeping};
pub use narration::narration;
pub use order::{Column, Doer, Order, Turn};
pub use recorder::{Counts, LimitReached, Limits, Recorder};
pub use run_state::{Hold, RunState, ThreadDoing};
pub use step::BLOCKING_THRESHOLD;
pub use telling::{Telling, telling};
pub use timeline::TimelineBuilder;
pub use turning::{Part, Waits};
pub use wait::{Call, CallKind, Meeting, ObjectId, ObjectKind, Wait, WaitKind};
pub use wires::{Exchange, Wires};
pub use words::waited_for;
