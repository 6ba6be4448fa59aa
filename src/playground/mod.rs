//! What a link carries: the document that the page edits, and (to come in this module) the link codec.

pub mod document;

pub use document::{Playground, Settings, Variant, View};
