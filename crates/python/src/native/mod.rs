//! Native modules: what stands for the machine that the standard library expects.
//!
//! * [`clock`]: what replaces the real clock, the real console and real randomness.
//! * [`database`]: SQLite, for `_sqlite3`.
//! * [`disk`]: the time that the disk takes.
//! * [`greenlet`]: the module `greenlet._greenlet`.
//! * [`outside`]: hosts for which an application of the script's folder answers.
//! * [`terminal`]: what is typed at terminals.
//! * [`net`]: what sockets, selectors and pipes have in common. [`socket`]: the module `_socket`. [`select`]: the module
//!   `select`, with [`epoll`]. [`ssl`]: the module `_ssl`, over simulated TLS.

pub mod clock;
pub mod database;
pub mod disk;
pub mod epoll;
pub mod greenlet;
pub mod net;
pub mod outside;
pub mod select;
pub mod socket;
pub mod ssl;
pub mod terminal;
