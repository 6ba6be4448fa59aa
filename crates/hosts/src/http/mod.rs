//! HTTP/1.1 as a server speaks it: requests out of bytes, answers into bytes.
//!
//! * [`Reader`]: requests out of bytes, however they arrive. [`Chunks`]: bodies in chunks. [`Form`]: what forms send.
//! * [`Request`], [`Response`]: what is asked, what is answered. [`Site`]: who answers.
//! * [`Server`]: one port of a host, on which connections are kept, requests may follow on each other's heels, and answers take time.

mod chunks;
mod form;
mod reader;
mod request;
mod response;
mod server;

pub use chunks::Chunks;
pub use form::{File, Form};
pub use reader::{Bad, Reader, Step};
pub use request::{Head, Request};
pub use response::{Body, Response, reason};
pub use server::{Server, Site, page};
