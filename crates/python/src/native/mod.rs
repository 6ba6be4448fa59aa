//! Native modules: what stands for the machine that the standard library expects.
//!
//! * [`clock`]: what replaces the real clock, the real console and real randomness.
//! * [`disk`]: the time that the disk takes.
//! * [`ssl`]: TLS, simulated.

pub mod clock;
pub mod disk;
pub mod ssl;
