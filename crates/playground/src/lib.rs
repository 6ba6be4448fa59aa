//! What a link carries: the document that the page edits, the link codec, and the examples.

pub mod document;
pub mod examples;
pub mod folder;
pub mod host;
pub mod link;
pub mod path;
pub mod typed;

pub use document::{
    Clock, File, MAX_CORES, MAX_DATABASE_MS, MAX_DISK_MS, Playground, Settings, Typed, Variant,
    View, script_name,
};
pub use examples::{EXAMPLES, Example, Level};
pub use host::{Failing, Host};
pub use link::{LinkError, decode, encode};
pub use path::{MAX_FILES, PathError};
