//! The simulated world outside: what hosts answer, byte for byte, and how far away they are.
//!
//! [`World`] is a [`machine::net::Directory`]: it knows a host for every public name. Some it knows well, since lessons and
//! examples ask them things: `httpbin.org`, `jsonplaceholder.typicode.com` and others, a file each in `sites`. Their answers have
//! the real ones' shapes; what is in them is made up here. Of every other host nobody knows what it answers: it gets a plain
//! answer and says so ([`machine::net::HostSpec::made_up`]).
//!
//! * [`World`], [`Settings`]: all hosts, and what a run says of them.
//! * [`http`]: requests out of bytes, answers into bytes, one connection's state. [`http::Site`]: who answers.
//! * [`Secure`]: the same by TLS. [`websocket`]: WebSocket. [`line`](mod@line): what is spoken on other ports.
//! * [`Json`]: JSON whose objects keep their order.
//!
//! What it is not: it moves no bytes, has no clock (the time comes with the bytes) and draws nothing at random that does not come
//! from a connection's seed.

mod date;
mod failing;
pub mod http;
mod json;
pub mod line;
mod names;
mod packing;
mod secure;
mod settings;
mod sites;
pub mod websocket;
mod words;
mod world;

pub use failing::Fails;
pub use json::Json;
pub use secure::Secure;
pub use settings::{Failing, HostSettings, Settings};
pub use world::World;
