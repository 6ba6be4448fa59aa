//! The network, as far as hosts see it.

mod service;

pub use service::{Action, Conversation, Directory, HostSpec, Service};
