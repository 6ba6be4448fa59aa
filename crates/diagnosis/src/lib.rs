//! What went wrong in a run, in plain words.
//!
//! * [`finding`]: what a check says, and the edit that cures it; `clear`: what is said where none says anything.
//! * [`lens`]: the same script run another way.
//!
//! With the interpreter's parser (feature `checks`):
//!
//! * [`standing`]: how things stand while events arrive.
//! * [`script`]: the script's syntax: calls, functions, what they touch.
//! * `checks`: one file for each finding.
//! * `diagnose`: all of them on one run.
//!
//! A check sees every event of a run once, in order, and says at the end what it found. It speaks only where
//! the trace shows that something happened; the syntax says where, and what to change.

mod clear;
pub mod finding;
pub mod lens;

#[cfg(feature = "checks")]
mod checks;
#[cfg(feature = "checks")]
mod diagnose;
#[cfg(feature = "checks")]
pub mod script;
#[cfg(feature = "checks")]
pub mod standing;

pub use clear::Ending;
#[cfg(feature = "checks")]
pub use diagnose::Diagnosis;
pub use finding::{Edit, Finding, Fix, Kind};
