//! Threads, by what the machine promises: who runs when, upon stacks of their own, and random programs against a naive
//! model.

mod computing;
mod disk;
mod model;
mod order;
mod properties;
mod scale;
mod stage;
mod strands;
