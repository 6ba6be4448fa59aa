//! The shared document.

use serde::{Deserialize, Serialize};
use trace::Seconds;

/// A title, one or more variants, settings and the view: everything that a link reopens.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Playground {
    /// Shown in the header and as the page's title.
    pub title: String,
    /// The scripts, in the order of their tabs. Never empty.
    pub variants: Vec<Variant>,
    /// What the runs depend on besides the scripts.
    pub settings: Settings,
    /// What the reader looks at.
    pub view: View,
}

/// One script of a playground.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Variant {
    /// The tab's name: `sequential`, `gather`, `blocking`, …
    pub name: String,
    /// The Python source.
    pub source: String,
}

/// What a run depends on besides its script.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// Feeds everything that would be random: the hash seed, unseeded `random`, `uuid`.
    pub seed: u32,
    /// What waits take.
    pub clock: Clock,
    /// How many cores the simulated machine has: `os.cpu_count()`, and how many processes compute at a time.
    pub cores: u32,
    /// How many milliseconds its disk takes to open a file, to read and to write, each time.
    pub disk_ms: u32,
    /// How many milliseconds a database takes for a query.
    pub database_ms: u32,
}

/// What waits take.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Clock {
    /// No real time: a run is computed at once.
    #[default]
    Virtual,
    /// As long as they say, on the browser's own timers.
    Live,
}

impl Clock {
    /// The live clock, or the virtual one.
    pub fn of(live: bool) -> Self {
        if live { Self::Live } else { Self::Virtual }
    }

    /// Whether waits take their time.
    pub fn is_live(self) -> bool {
        self == Self::Live
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            seed: 1,
            clock: Clock::Virtual,
            cores: 4,
            disk_ms: 0,
            database_ms: 0,
        }
    }
}

/// The most cores that a playground may have.
pub const MAX_CORES: u32 = 64;

/// The slowest disk that a playground may have, in milliseconds.
pub const MAX_DISK_MS: u32 = 10_000;

/// The slowest database that a playground may have, in milliseconds.
pub const MAX_DATABASE_MS: u32 = 10_000;

/// What the reader looks at.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct View {
    /// The variant whose tab is open.
    pub active: usize,
    /// The instant that every panel shows, in virtual seconds; `None` is the end of the run.
    pub cursor: Option<Seconds>,
}
