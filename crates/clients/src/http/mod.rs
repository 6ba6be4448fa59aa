//! HTTP/1.1 as a client speaks it.
//!
//! * [`Url`]: where something is. [`Answers`]: answers out of bytes, however they arrive. [`Packing`]: packed bodies.

mod answer;
mod chunks;
mod packed;
mod url;

pub(crate) use answer::{Answers, Bad, Head, Part};
pub(crate) use packed::{Packing, Unpacker};
pub(crate) use url::{Scheme, Url, UrlError};

use base64::{Engine as _, engine::general_purpose::STANDARD};

/// The value of `Authorization` for a name and a password.
pub(crate) fn basic(credentials: &str) -> String {
    format!("Basic {}", STANDARD.encode(credentials))
}
