//! One work as the browser keeps it, and how it is read back.
//!
//! The text form is JSON with a version, so that a later page reads what an earlier one wrote.

use playground::{
    Clock, MAX_CORES, MAX_DATABASE_MS, MAX_DISK_MS, Playground, Settings, Variant, View,
};
use serde::{Deserialize, Serialize};

const VERSION: u32 = 1;

/// One playground as it was left.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    version: u32,
    /// The playground's title.
    pub title: String,
    /// Name and source of each variant.
    pub variants: Vec<(String, String)>,
    /// The open variant.
    pub active: usize,
    /// The seed of its runs.
    pub seed: u32,
    /// Whether its runs are on the live clock.
    #[serde(default)]
    live: bool,
    /// The cores of its runs.
    #[serde(default = "usual_cores")]
    cores: u32,
    /// The milliseconds that the disk of its runs takes.
    #[serde(default)]
    disk_ms: u32,
    /// The milliseconds that a query of its runs takes.
    #[serde(default)]
    database_ms: u32,
    /// Whether the person changed anything: what was only looked at needs no saving.
    pub edited: bool,
}

/// What a work has that was kept before there was a choice.
fn usual_cores() -> u32 {
    Settings::default().cores
}

impl Kept {
    /// What is to be kept of a playground.
    pub fn of(playground: &Playground, edited: bool) -> Self {
        Self {
            version: VERSION,
            title: playground.title.clone(),
            variants: playground
                .variants
                .iter()
                .map(|variant| (variant.name.clone(), variant.source.clone()))
                .collect(),
            active: playground.view.active,
            seed: playground.settings.seed,
            live: playground.settings.clock.is_live(),
            cores: playground.settings.cores,
            disk_ms: playground.settings.disk_ms,
            database_ms: playground.settings.database_ms,
            edited,
        }
    }

    /// The playground that was kept.
    pub fn playground(&self) -> Playground {
        Playground {
            title: self.title.clone(),
            variants: self
                .variants
                .iter()
                .map(|(name, source)| Variant {
                    name: name.clone(),
                    source: source.clone(),
                })
                .collect(),
            settings: Settings {
                seed: self.seed,
                clock: Clock::of(self.live),
                cores: self.cores.clamp(1, MAX_CORES),
                disk_ms: self.disk_ms.min(MAX_DISK_MS),
                database_ms: self.database_ms.min(MAX_DATABASE_MS),
            },
            view: View {
                active: self.active.min(self.variants.len() - 1),
                cursor: None,
            },
        }
    }

    /// The same scripts under the same names and title, wherever the reader looked.
    pub fn same_work(&self, other: &Self) -> bool {
        self.title == other.title
            && self.variants == other.variants
            && (self.seed, self.live, self.cores) == (other.seed, other.live, other.cores)
            && (self.disk_ms, self.database_ms) == (other.disk_ms, other.database_ms)
    }

    /// How many lines its scripts have.
    pub fn lines(&self) -> usize {
        self.variants
            .iter()
            .map(|(_, source)| source.lines().count())
            .sum()
    }

    /// The text to be stored.
    pub fn to_text(&self) -> String {
        serde_json::to_string(self).expect("strings and numbers always have a JSON form")
    }

    /// Reads what [`Kept::to_text`] wrote; `None` for anything else.
    pub fn from_text(text: &str) -> Option<Self> {
        let kept: Self = serde_json::from_str(text).ok()?;
        kept.is_readable().then_some(kept)
    }

    /// Whether this page knows what it says: another version may mean something else by it.
    pub fn is_readable(&self) -> bool {
        self.version == VERSION && !self.variants.is_empty()
    }

    /// The first line of the open script that tells it from others: neither blank, nor an import, nor a comment.
    pub fn telling_line(&self) -> Option<&str> {
        let (_, source) = self.variants.get(self.active).or(self.variants.first())?;
        let telling = |line: &&str| {
            !line.is_empty()
                && !["import ", "from ", "#", "\"\"\""]
                    .iter()
                    .any(|start| line.starts_with(start))
        };
        source.lines().map(str::trim).find(telling)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(source: &str) -> Kept {
        let playground = Playground {
            title: "Tea".into(),
            variants: vec![Variant {
                name: "one".into(),
                source: source.into(),
            }],
            settings: Settings {
                seed: 7,
                clock: Clock::Live,
                cores: 2,
                disk_ms: 30,
                database_ms: 20,
            },
            view: View {
                active: 0,
                cursor: Some(1.0),
            },
        };
        Kept::of(&playground, true)
    }

    #[test]
    fn text_survives_being_kept() {
        let work = kept("print('é\\n\"quoted\"')\n\u{0}");
        assert_eq!(Kept::from_text(&work.to_text()), Some(work));
    }

    #[test]
    fn settings_survive_being_kept() {
        let settings = kept("x").playground().settings;
        assert_eq!(
            (
                settings.seed,
                settings.cores,
                settings.disk_ms,
                settings.database_ms
            ),
            (7, 2, 30, 20)
        );
        assert_eq!(settings.clock, Clock::Live);
    }

    #[test]
    fn works_kept_before_there_were_clocks_and_cores_open() {
        let text =
            r#"{"version":1,"title":"","variants":[["a","x"]],"active":0,"seed":3,"edited":true}"#;
        let settings = Kept::from_text(text).unwrap().playground().settings;
        let usual = Settings::default();
        assert_eq!(settings, Settings { seed: 3, ..usual });
    }

    #[test]
    fn what_is_not_ours_is_ignored() {
        for text in ["", "null", "{}", "[1]", "{\"version\":99}"] {
            assert_eq!(Kept::from_text(text), None, "{text}");
        }
        let mut empty = kept("x");
        empty.variants.clear();
        assert_eq!(Kept::from_text(&empty.to_text()), None);
    }

    #[test]
    fn a_view_of_a_missing_variant_becomes_one_that_exists() {
        let mut work = kept("x");
        work.active = 9;
        assert_eq!(work.playground().view.active, 0);
    }

    #[test]
    fn a_work_is_told_by_its_first_line_that_says_something() {
        let work = kept("# tea\nimport asyncio\n\n\nasync def main():\n    pass\n");
        assert_eq!(work.telling_line(), Some("async def main():"));
        assert_eq!(kept("\n").telling_line(), None);
    }
}
