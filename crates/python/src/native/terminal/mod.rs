//! Terminals: what is typed at them, when, and which of them shows what is written.
//!
//! * [`Terminals`]: the lines that a run is given, and whose turn it is.
//! * [`turn`]: when a line is typed: as soon as all before it has come to rest.
//! * [`client`]: `curl` and `hey` at work, with their [`connection`]s, [`alarms`] and [`text`].
//! * [`module`]: the module `_loopscope_terminal`, for `lib/_terminal`, which is the shell.

mod alarms;
mod client;
mod connection;
mod lines;
mod module;
mod text;
mod turn;
mod words;

pub use alarms::Alarms;
pub use lines::Terminals;
pub(crate) use module::module_def;
