//! One run of a script: the interpreter, the session, what computing costs.
//!
//! * [`interpreter`]: builds an interpreter that can run one script.
//! * [`frozen`]: the Python modules it carries.
//! * [`session`]: everything that belongs to one run: the clock, the current runner, the recording.
//! * [`outside`]: what it says of hosts of the world outside.
//! * [`sink`]: where its events go. [`watching`]: what the machine tells of a loop.
//! * [`ticking`]: runs that do nothing any more.
//! * [`cost`]: how much simulated time computing takes.
//! * [`stack`]: recursion that outgrows the machine's stack.
//! * [`identity`]: addresses that are the same in every run. [`shown`]: values, for the reader.

pub mod cost;
pub mod frozen;
pub mod identity;
pub mod interpreter;
pub mod outside;
pub mod session;
pub mod shown;
pub mod sink;
pub mod stack;
mod ticking;
pub mod watching;
