//! The engine as the page sees it: the messages that cross the worker's border, and what is said where it fails.

#[cfg(feature = "python")]
pub mod answering;
pub mod ended;
pub mod message;
#[cfg(feature = "worker")]
pub mod worker;

pub use message::{Format, Question, Report, Request};
