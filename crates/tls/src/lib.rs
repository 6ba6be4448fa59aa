//! TLS as far as it can be seen from outside: handshakes, records, certificates, alerts. **Nothing is encrypted.**
//!
//! A [`Session`] is one end of a connection, and does no input or output: bytes from the transport go in by [`Session::feed`],
//! bytes for it come out by [`Session::take`]. Handshakes take as many round trips as in life (one with TLS 1.3, two with
//! 1.2), and records have TLS' own framing: a ClientHello is one that any analyser reads. But what follows the hellos
//! is in the clear: keys, signatures and tags are filler of the right length, so that sizes are as in life. Never use it to
//! keep a secret.
//!
//! * [`Session`]: the two ends. [`ClientConfig`], [`ServerConfig`]: what they want of each other.
//! * [`Certificate`]: X.509, read from DER or PEM. [`Issue`]: one that is made here, and signed by nobody.
//! * [`Authority`]: the authority that simulated hosts have theirs from.
//! * [`verify()`]: whether a chain of certificates is to be trusted, with OpenSSL's codes and words for why not.
//! * [`Alert`], [`Error`]: what ends a session before its time.
//!
//! What it is not: it knows no sockets, no clock and no Python. Session resumption and renegotiation are not there.

mod alert;
mod authority;
mod certificate;
mod client;
mod config;
mod error;
mod hello;
mod issue;
mod message;
mod name;
mod reading;
mod record;
mod server;
mod session;
mod verify;
mod version;

pub use alert::Alert;
pub use authority::Authority;
pub use certificate::{AlternativeName, Certificate, NotACertificate};
pub use config::{Check, CheckFn, ClientConfig, ServerConfig};
pub use error::Error;
pub use hello::ClientHello;
pub use issue::Issue;
pub use name::Name;
pub use session::{Progress, Received, Session};
pub use verify::{Expected, Failure, Purpose, Trust, verify};
pub use version::{Cipher, Version};
