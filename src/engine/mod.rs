//! The engine as the page sees it: the messages that cross the worker's border, and what is said where it fails.

pub mod ended;
pub mod message;
#[cfg(feature = "worker")]
pub mod worker;

pub use message::{Report, Request};
