//! The shared document.

use super::host::Host;
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

/// One script of a playground, with what lies beside it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Variant {
    /// The tab's name: `sequential`, `gather`, `blocking`, …
    pub name: String,
    /// The Python source.
    pub source: String,
    /// Further files in the working folder, in the order of their tabs.
    pub files: Vec<File>,
    /// What is typed at its terminals, in the order of typing over all of them. Without any, the script runs by itself.
    pub typed: Vec<Typed>,
}

/// A further file beside the script: `models.py`, `templates/page.html`, `.env`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct File {
    /// Where it lies, relative to the working folder, with `/` between folders. See [`path::check`](crate::path::check).
    pub path: String,
    /// What is in it.
    pub text: String,
}

/// A line that is typed at a terminal.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Typed {
    /// At which, counted from 1.
    pub terminal: u32,
    /// What, without the end of the line. `^C` alone interrupts what runs in the foreground there.
    pub line: String,
}

/// What tracebacks call a script that is alone.
pub const LONE_SCRIPT: &str = "script.py";

/// The script's file where there are others, or a terminal in which it is named.
pub const MAIN_SCRIPT: &str = "main.py";

impl Variant {
    /// A script with nothing beside it.
    pub fn alone(name: impl Into<String>, source: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            source: source.into(),
            ..Self::default()
        }
    }

    /// Whether there are neither further files nor typed lines.
    pub fn is_alone(&self) -> bool {
        self.files.is_empty() && self.typed.is_empty()
    }

    /// What tracebacks call the script: `main.py` once there are further files or typed lines, else `script.py`.
    pub fn script_name(&self) -> &'static str {
        script_name(&self.files, &self.typed)
    }
}

/// [`Variant::script_name`] of a script with these beside it.
pub fn script_name<F, T>(files: &[F], typed: &[T]) -> &'static str {
    if files.is_empty() && typed.is_empty() {
        LONE_SCRIPT
    } else {
        MAIN_SCRIPT
    }
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
    /// What is other than usual about hosts of the world outside; no name twice.
    pub hosts: Vec<Host>,
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
            hosts: Vec::new(),
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
