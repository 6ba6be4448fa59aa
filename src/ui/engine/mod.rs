//! The engine client: the page's side of the worker's border.
//!
//! * [`schedule`]: which worker does what, and when; pure.
//! * [`recording`]: a run while it is recorded; pure.
//! * `expecting`: what workers are told of runs to come.
//! * `discard`: large records are let go of.
//! * [`worker`]: one Web Worker.
//! * [`results`]: what the page is told.
//! * `asking`: what is asked of the engine besides running.
//! * [`client`]: carries out what the schedule decides, and shows what was recorded; `current` is the run in progress.

mod discard;
pub mod recording;
pub mod schedule;

// These need a browser, and are tested in one.
cfg_select! {
    feature = "page" => {
        mod asking;
        pub mod client;
        mod current;
        mod diagnosing;
        mod expecting;
        pub mod results;
        pub mod worker;

        pub use client::EngineClient;
        pub use results::{EngineStatus, Recorded, Results};
    }
    _ => {}
}
