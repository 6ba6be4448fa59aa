//! What the engine does with real scripts, as `loopscope run` shows it: what a run records, what takes time, where it ends,
//! what the diagnosis says of it.
//!
//! One program for all of it: each would be linked, and started, by itself. `cargo test --test engine -- threads::` runs a part.

mod ahead;
mod connections;
mod cost;
mod diagnosis;
mod files;
mod first_run;
mod hosts;
mod identities;
mod lessons;
mod library;
mod limits;
mod live;
mod outside;
mod packages;
mod record;
mod run;
mod support;
mod terminal;
mod threads;
mod ways;
