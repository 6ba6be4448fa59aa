//! The event loop in pure Rust.
