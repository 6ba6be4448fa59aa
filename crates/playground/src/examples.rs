//! The examples of the picker, from `examples/SLUG/VARIANT.py`, or, where files or a terminal belong to a variant, from
//! `examples/SLUG/VARIANT/`: `main.py` is the script, `terminal.txt` what is typed, everything else a file beside it.

mod list;

use super::document::{File, Playground, Settings, Variant, View};
use super::host::Host;
use super::typed;
pub use list::EXAMPLES;

/// A playground of our own, that a reader opens to see one thing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Example {
    /// Names it in addresses and in `examples/`.
    pub slug: &'static str,
    /// Shown in the picker, and the title of its playground.
    pub title: &'static str,
    /// One sentence: what there is to see.
    pub summary: &'static str,
    /// Where on the way it stands.
    pub level: Level,
    /// Name and source of each variant, in the order of the tabs.
    pub variants: &'static [(&'static str, &'static str)],
    /// What lies beside the scripts: for each variant that has a folder of its own, its name and the other files there.
    pub beside: &'static [(&'static str, &'static [(&'static str, &'static str)])],
    /// The moment that explains it, in virtual seconds, where that is not the first at which more than one thing is ready
    /// or held.
    pub moment: Option<f64>,
    /// What is unusual about hosts, a line for each: see [`Host`].
    pub hosts: &'static [&'static str],
    /// The milliseconds that its disk takes.
    pub disk_ms: u32,
}

/// How far along the way from a first coroutine an example stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Coroutines, tasks, waiting.
    First,
    /// What everyday programs are made of: time limits, queues, locks, groups.
    Everyday,
    /// What lies beneath, and what goes wrong.
    Deeper,
    /// Clients, other machines, databases.
    Outside,
    /// Servers: one request, many, and what stands around them.
    Serving,
    /// The same served in different ways, side by side.
    Comparing,
}

impl Level {
    /// The heading in the picker.
    pub fn title(self) -> &'static str {
        match self {
            Self::First => "First steps",
            Self::Everyday => "Everyday tools",
            Self::Deeper => "Looking deeper",
            Self::Outside => "The world outside",
            Self::Serving => "Servers",
            Self::Comparing => "Servers compared",
        }
    }
}

impl Example {
    /// The playground that opening this example gives, at the moment that explains it where the example names one.
    pub fn playground(&self) -> Playground {
        Playground {
            title: self.title.to_owned(),
            variants: self
                .variants
                .iter()
                .map(|&(name, source)| self.variant(name, source))
                .collect(),
            settings: Settings {
                hosts: self.hosts.iter().map(|line| host(line)).collect(),
                disk_ms: self.disk_ms,
                ..Settings::default()
            },
            view: View {
                cursor: self.moment,
                ..View::default()
            },
        }
    }

    /// Name and source of each variant that has nothing beside its script.
    pub fn alone(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        let is_alone = |name: &str| self.beside.iter().all(|(of, _)| *of != name);
        let variants = self.variants.iter().copied();
        variants.filter(move |(name, _)| is_alone(name))
    }

    fn variant(&self, name: &str, source: &str) -> Variant {
        let mut variant = Variant::alone(name, source);
        let beside = self.beside.iter().find(|(of, _)| *of == name);
        for &(path, text) in beside.map_or(&[][..], |(_, files)| files) {
            if path == typed::FILE {
                variant.typed = typed::read(text).unwrap_or_default();
            } else {
                variant.files.push(File {
                    path: path.to_owned(),
                    text: text.to_owned(),
                });
            }
        }
        variant
    }

    /// The example with this slug.
    pub fn find(slug: &str) -> Option<&'static Self> {
        EXAMPLES.iter().find(|example| example.slug == slug)
    }
}

/// What an example says of a host; a test reads all of them.
fn host(line: &str) -> Host {
    line.parse().unwrap_or_default()
}
