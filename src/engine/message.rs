//! What page and worker say to each other. Every message crosses as the postcard form of one value, in a
//! `Uint8Array`.

use diagnosis::Finding;
use playground::Settings;
use serde::{Deserialize, Serialize};
use trace::Event;

/// Raised with every change of the messages or of the event schema. The page refuses an engine of another
/// version: a browser's cache may hold an old worker beside a new page.
pub const PROTOCOL: u32 = 5;

/// From the page to the worker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Request {
    /// Run a script from a fresh interpreter.
    Run {
        /// Names the run in every report about it.
        run: u32,
        /// The file name that tracebacks show.
        file: String,
        /// The script.
        source: String,
        /// What else the run depends on.
        settings: Settings,
    },
}

/// From the worker to the page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Report {
    /// The interpreter stands and waits for a request.
    Ready {
        /// The engine's [`PROTOCOL`].
        protocol: u32,
    },
    /// The next events of a run, in order.
    Events {
        /// The run.
        run: u32,
        /// The events.
        events: Vec<Event>,
    },
    /// The run is over; its last event (`Exited` or `Interrupted`) has been reported.
    Finished {
        /// The run.
        run: u32,
        /// What the diagnosis noticed, the costliest first.
        findings: Vec<Finding>,
    },
    /// The engine itself failed; this worker is of no more use.
    Trapped {
        /// The run during which it happened.
        run: Option<u32>,
        /// The fault, as the browser words it.
        message: String,
    },
}
