//! The engine as the page sees it: the messages that cross the worker's border.

pub mod message;
#[cfg(feature = "worker")]
pub mod worker;

pub use message::{Report, Request};
