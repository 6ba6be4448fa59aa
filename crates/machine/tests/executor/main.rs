//! The event loop, by what it promises: order, deadlines, cancelling, reentrancy, errors, devices, what an
//! observer is told, and random programs against a naive model.

mod cancel;
mod deadlines;
mod devices;
mod errors;
mod model;
mod observer;
mod order;
mod properties;
mod reentrancy;
mod scale;
mod stage;
