//! The engine as the page sees it: the messages that cross the worker's border, and what is said where it fails.

#[cfg(feature = "python")]
pub mod answering;
#[cfg(feature = "worker")]
mod browser_time;
pub mod ended;
#[cfg(feature = "worker")]
mod host;
pub mod message;
#[cfg(feature = "python")]
pub mod outside;
#[cfg(feature = "worker")]
mod posted;
#[cfg(feature = "worker")]
pub mod worker;

pub use message::{Format, Question, Report, Request};
