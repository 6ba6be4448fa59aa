//! What went wrong in a run, in plain words: one file per finding.
//!
//! * [`finding`]: what a check says, and the edit that cures it.
//!
//! With the interpreter's parser (feature `python`):
//!
//! * [`standing`]: how things stand while events arrive.
//! * [`script`]: the script's syntax: calls, functions, what they touch.
//! * `blocking_call`, `computing` (both on `held`), `never_awaited`, `awaits_in_a_row`, `dropped_task`,
//!   `exception_never_retrieved`, `swallowed_cancellation`, `lock_held`, `deadlock`, `nothing_left`,
//!   `sync_client`, `unbounded_concurrency`: the findings.
//!
//! A check sees every event of a run once, in order, and says at the end what it found. It speaks only where
//! the trace shows that something happened; the syntax says where, and what to change.

pub mod finding;

#[cfg(feature = "python")]
mod awaits_in_a_row;
#[cfg(feature = "python")]
mod blocking_call;
#[cfg(feature = "python")]
mod computing;
#[cfg(feature = "python")]
mod deadlock;
#[cfg(feature = "python")]
mod diagnose;
#[cfg(feature = "python")]
mod dropped_task;
#[cfg(feature = "python")]
mod exception_never_retrieved;
#[cfg(feature = "python")]
mod held;
#[cfg(feature = "python")]
mod lock_held;
#[cfg(feature = "python")]
mod never_awaited;
#[cfg(feature = "python")]
mod nothing_left;
#[cfg(feature = "python")]
pub mod script;
#[cfg(feature = "python")]
pub mod standing;
#[cfg(feature = "python")]
mod swallowed_cancellation;
#[cfg(feature = "python")]
mod sync_client;
#[cfg(feature = "python")]
mod unbounded_concurrency;
#[cfg(feature = "python")]
mod words;

#[cfg(feature = "python")]
pub use diagnose::Diagnosis;
pub use finding::{Edit, Finding, Fix, Kind};
