//! What a link carries: the document that the page edits, the link codec, and the examples.

pub mod document;
pub mod examples;
pub mod link;

pub use document::{
    Clock, MAX_CORES, MAX_DATABASE_MS, MAX_DISK_MS, Playground, Settings, Variant, View,
};
pub use examples::{EXAMPLES, Example, Level};
pub use link::{LinkError, decode, encode};
