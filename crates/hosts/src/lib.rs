//! The hosts of the simulated world outside.
