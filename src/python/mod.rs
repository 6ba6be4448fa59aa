//! Python on the executor: the interpreter, `asyncio` on our loop, and what is recorded while a script runs.
//!
//! * [`interpreter`]: builds an interpreter that can run one script.
//! * [`frozen`]: the Python modules it carries.
//! * `floats`: `exp`, `log` and `pow` in the page, rounded as CPython does.
//! * [`session`]: everything that belongs to one run: the clock, the current runner, the recording.
//! * [`observation`]: what becomes of tasks, for the trace; [`await_stack`]: what a suspended one waits for; [`shown`]: values.
//! * [`event_loop`]: the native loop below `asyncio`.
//! * [`futures`]: `asyncio.Future` and `asyncio.Task`.
//! * [`handle`]: what it runs: `asyncio.Handle`.
//! * [`loop_module`]: the native module in which Python finds both.
//! * [`watch`]: who holds which lock, and what the loop's exception handler is told.
//! * [`cost`]: how much simulated time computing takes.
//! * [`wording`]: errors in CPython's words.
//! * [`except_star`]: the group that `except*` makes of a lone exception.
//! * [`set_order`]: sets of numbers in CPython's order.
//! * [`sum`](mod@sum): adding floats.
//! * [`collection`]: the order in which the collector finalizes.
//! * [`builtin`]: Python functions that stand for functions of C; standard input.
//! * [`stack`]: recursion that outgrows the machine's stack.
//! * [`threads`]: threads of the script, which take turns.
//! * `instructions`: what a code object's are, and which one a frame is at.
//! * `context_var`: `ContextVar.get`. `template`: how template strings compare.
//! * `rewriting`: code objects with other instructions.
//! * [`identity`]: addresses that are the same in every run.
//! * `step`: one turn of control. `waits`: who waits for what, in words.
//! * [`clock`]: what replaces the real clock, the real console and real randomness.
//!
//! The machine's threads, signals and files are left out of the interpreter: a script gets no power over the machine,
//! and gives the same trace everywhere.

mod await_stack;
mod builtin;
mod clock;
mod collection;
mod context_var;
mod cost;
mod event_loop;
mod except_star;
#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
mod floats;
mod frozen;
mod futures;
mod handle;
mod identity;
mod instructions;
mod interpreter;
mod loop_module;
mod observation;
mod rewriting;
mod session;
mod set_order;
mod shown;
pub mod stack;
mod step;
mod sum;
mod template;
mod threads;
mod waits;
mod watch;
mod wording;

pub use builtin::Input;
pub use cost::MEMORY;
pub use interpreter::{Engine, HASH_SEED, Script};
pub use session::{Sink, beat};
