//! Requests of the clients at terminals, as far as the record tells of them.

use serde::{Deserialize, Serialize};

/// A request, numbered in the order of asking, over all clients of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct RequestId(pub u32);

/// What becomes of a request, in this order: asked, perhaps answered, and over or failed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RequestState {
    /// It begins, by making a connection where none waits.
    Asked {
        /// The terminal, counted from 1.
        terminal: u32,
        /// Such as `GET`.
        method: String,
        /// All of it.
        url: String,
    },
    /// The head of its answer is there, with this status.
    Answered(u16),
    /// All of its answer is there; the body has so many bytes.
    Over(u64),
    /// It came to nothing, or its answer is not whole: the client's words.
    Failed(String),
}
