//! WebSocket as a server speaks it (RFC 6455).
//!
//! * [`accept`]: the answer to the request that asks for it.
//! * [`Frames`]: frames out of bytes. [`Frame`]: one of them, into bytes.
//! * [`Echo`]: says back what it hears.

mod echo;
mod frame;
mod upgrade;

pub use echo::Echo;
pub use frame::{Frame, Frames, Kind, Wrong};
pub use upgrade::accept;
