//! One work as the browser keeps it, and how it is read back.
//!
//! The text form is JSON with a version, so that a later page reads what an earlier one wrote.

use playground::{
    Clock, File, Host, MAX_CORES, MAX_DATABASE_MS, MAX_DISK_MS, Playground, Settings, Typed,
    Variant, View, host, path, typed,
};
use serde::{Deserialize, Serialize};

/// A work of scripts alone.
const ALONE: u32 = 1;
/// One with files or typed lines: a page that knows nothing of these leaves it where it is. `early.ts` knows both.
const BESIDE: u32 = 2;

/// One playground as it was left.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    version: u32,
    /// The playground's title.
    pub title: String,
    /// Name and source of each variant.
    pub variants: Vec<(String, String)>,
    /// What lies beside each of them, where anything does.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    beside: Vec<Beside>,
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
    /// What is unusual about hosts, a line for each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    hosts: Vec<String>,
    /// Whether the person changed anything: what was only looked at needs no saving.
    pub edited: bool,
}

/// What lies beside a script.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Beside {
    files: Vec<File>,
    typed: Vec<Typed>,
}

/// What a work has that was kept before there was a choice.
fn usual_cores() -> u32 {
    Settings::default().cores
}

impl Kept {
    /// What is to be kept of a playground.
    pub fn of(playground: &Playground, edited: bool) -> Self {
        let alone = playground.variants.iter().all(Variant::is_alone);
        let beside = |variant: &Variant| Beside {
            files: variant.files.clone(),
            typed: variant.typed.clone(),
        };
        Self {
            version: if alone { ALONE } else { BESIDE },
            title: playground.title.clone(),
            variants: playground
                .variants
                .iter()
                .map(|variant| (variant.name.clone(), variant.source.clone()))
                .collect(),
            beside: match alone {
                true => Vec::new(),
                false => playground.variants.iter().map(beside).collect(),
            },
            active: playground.view.active,
            seed: playground.settings.seed,
            live: playground.settings.clock.is_live(),
            cores: playground.settings.cores,
            disk_ms: playground.settings.disk_ms,
            database_ms: playground.settings.database_ms,
            hosts: playground
                .settings
                .hosts
                .iter()
                .map(Host::to_string)
                .collect(),
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
                .enumerate()
                .map(|(index, (name, source))| {
                    let Beside { files, typed } =
                        self.beside.get(index).cloned().unwrap_or_default();
                    Variant {
                        name: name.clone(),
                        source: source.clone(),
                        files,
                        typed,
                    }
                })
                .collect(),
            settings: Settings {
                seed: self.seed,
                clock: Clock::of(self.live),
                cores: self.cores.clamp(1, MAX_CORES),
                disk_ms: self.disk_ms.min(MAX_DISK_MS),
                database_ms: self.database_ms.min(MAX_DATABASE_MS),
                hosts: self.hosts(),
            },
            view: View {
                active: self.active.min(self.variants.len() - 1),
                cursor: None,
            },
        }
    }

    /// What is unusual about hosts; a line that says nothing is left out.
    fn hosts(&self) -> Vec<Host> {
        let mut hosts: Vec<Host> = Vec::new();
        for host in self
            .hosts
            .iter()
            .filter_map(|line| Host::from_kept(line).ok())
        {
            hosts.push(host);
            if host::check_all(&hosts).is_err() {
                hosts.pop();
            }
        }
        hosts
    }

    /// The same scripts under the same names and title, wherever the reader looked.
    pub fn same_work(&self, other: &Self) -> bool {
        self.title == other.title
            && self.variants == other.variants
            && self.beside == other.beside
            && (self.seed, self.live, self.cores) == (other.seed, other.live, other.cores)
            && (self.disk_ms, self.database_ms) == (other.disk_ms, other.database_ms)
            && self.hosts == other.hosts
    }

    /// The same work with one of its variants only, under another title; `None` where there is no such variant.
    pub fn only(&self, index: usize, title: impl FnOnce(&str) -> String) -> Option<Self> {
        let mut only = self.clone();
        let variant = self.variants.get(index)?.clone();
        only.title = title(&variant.0);
        only.variants = vec![variant];
        only.beside = match self.beside.get(index) {
            Some(beside) if *beside != Beside::default() => vec![beside.clone()],
            _ => Vec::new(),
        };
        only.version = if only.beside.is_empty() {
            ALONE
        } else {
            BESIDE
        };
        only.active = 0;
        Some(only)
    }

    /// How many lines its scripts and files have.
    pub fn lines(&self) -> usize {
        let scripts = self.variants.iter().map(|(_, source)| source);
        let files = self.beside.iter().flat_map(|beside| &beside.files);
        scripts
            .chain(files.map(|file| &file.text))
            .map(|text| text.lines().count())
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
        let can_be = |beside: &Beside| {
            path::check_all(&beside.files).is_ok() && typed::can_be(&beside.typed)
        };
        matches!(self.version, ALONE | BESIDE)
            && !self.variants.is_empty()
            && self.beside.iter().all(can_be)
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
            variants: vec![Variant::alone("one", source)],
            settings: Settings {
                seed: 7,
                clock: Clock::Live,
                cores: 2,
                disk_ms: 30,
                database_ms: 20,
                hosts: vec!["a.example: latency=80ms".parse().unwrap()],
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
        assert_eq!(settings.hosts[0].to_string(), "a.example: latency=80ms");
    }

    #[test]
    fn works_kept_before_there_were_clocks_and_cores_open() {
        let text =
            r#"{"version":1,"title":"","variants":[["a","x"]],"active":0,"seed":3,"edited":true}"#;
        let settings = Kept::from_text(text).unwrap().playground().settings;
        let usual = Settings::default();
        assert_eq!(settings, Settings { seed: 3, ..usual });
    }

    /// A work of two variants, the second with a file and a typed line.
    fn kept_with_files() -> Kept {
        let mut playground = kept("print()\n").playground();
        playground.variants.push(Variant {
            name: "served".into(),
            source: "app = 1\n".into(),
            files: vec![File {
                path: "a/b.txt".into(),
                text: "é\n".into(),
            }],
            typed: vec![Typed {
                terminal: 2,
                line: "cat a/b.txt".into(),
            }],
        });
        Kept::of(&playground, true)
    }

    #[test]
    fn files_and_typed_lines_survive_being_kept() {
        let work = kept_with_files();
        let back = Kept::from_text(&work.to_text()).unwrap();
        assert_eq!(back, work);
        assert_eq!(Kept::of(&back.playground(), true), work);
        assert_eq!(work.lines(), 3);
        // What has nothing beside its scripts is kept as it always was.
        assert!(!kept("x").to_text().contains("beside"));
    }

    #[test]
    fn works_that_differ_beside_their_scripts_are_not_the_same() {
        let work = kept_with_files();
        let mut other = work.clone();
        assert!(work.same_work(&other));
        other.beside[1].typed.clear();
        assert!(!work.same_work(&other));
    }

    #[test]
    fn a_variant_taken_by_itself_takes_along_what_lies_beside_it() {
        let work = kept_with_files();
        let title = |name: &str| format!("Tea: {name}");
        let served = work.only(1, title).unwrap();
        assert_eq!(served.title, "Tea: served");
        assert_eq!(
            served.playground().variants,
            work.playground().variants[1..]
        );
        let alone = work.only(0, title).unwrap();
        assert_eq!(alone, Kept::of(&alone.playground(), true));
        assert_eq!(work.only(2, title), None);
    }

    #[test]
    fn files_that_cannot_be_are_not_opened() {
        let mut work = kept_with_files();
        work.beside[1].files[0].path = "../x".into();
        assert_eq!(Kept::from_text(&work.to_text()), None);
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
