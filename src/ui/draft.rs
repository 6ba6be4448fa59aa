//! The variants while they are edited.

use playground::{File, Typed, Variant, script_name};

/// Names a draft for as long as the page is open; never used twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DraftId(pub u32);

/// One variant being edited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Whose text, history, cursor and run this is, whatever its name and place become.
    pub id: DraftId,
    /// The tab's name.
    pub name: String,
    /// The script's text as it stands.
    pub source: String,
    /// The files beside it.
    pub files: Vec<DraftFile>,
    /// What is typed at its terminals.
    pub typed: Vec<Typed>,
}

/// Names a file beside a script for as long as the page is open. No draft has the same number: the editor knows both by
/// theirs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// One file beside a script, being edited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftFile {
    /// Whose text, history and cursor this is, whatever its path becomes.
    pub id: FileId,
    /// Where it lies in the working folder.
    pub path: String,
    /// The text as it stands.
    pub text: String,
}

/// What a run is a run of: all of a variant but its name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Program {
    /// The script.
    pub source: String,
    /// The files beside it.
    pub files: Vec<File>,
    /// What is typed at its terminals.
    pub typed: Vec<Typed>,
}

impl Program {
    /// A script with nothing beside it.
    pub fn alone(source: impl Into<String>) -> Self {
        Self {
            source: source.into(),
            ..Self::default()
        }
    }

    /// What tracebacks call the script.
    pub fn script_name(&self) -> &'static str {
        script_name(&self.files, &self.typed)
    }

    /// Whether this is what a draft stands at.
    pub fn is_of(&self, draft: &Draft) -> bool {
        let same_file =
            |(file, other): (&File, &DraftFile)| file.path == other.path && file.text == other.text;
        self.source == draft.source
            && self.typed == draft.typed
            && self.files.len() == draft.files.len()
            && self.files.iter().zip(&draft.files).all(same_file)
    }
}

impl Draft {
    /// A variant as it is opened; `fresh` gives numbers that nobody has.
    pub fn of(variant: Variant, mut fresh: impl FnMut() -> u32) -> Self {
        Self {
            id: DraftId(fresh()),
            name: variant.name,
            source: variant.source,
            files: variant
                .files
                .into_iter()
                .map(|file| DraftFile {
                    id: FileId(fresh()),
                    path: file.path,
                    text: file.text,
                })
                .collect(),
            typed: variant.typed,
        }
    }

    /// The variant that a link or the store carries.
    pub fn variant(&self) -> Variant {
        let Program {
            source,
            files,
            typed,
        } = self.program();
        Variant {
            name: self.name.clone(),
            source,
            files,
            typed,
        }
    }

    /// What a run of it would be a run of.
    pub fn program(&self) -> Program {
        Program {
            source: self.source.clone(),
            files: self
                .files
                .iter()
                .map(|file| File {
                    path: file.path.clone(),
                    text: file.text.clone(),
                })
                .collect(),
            typed: self.typed.clone(),
        }
    }

    /// What tracebacks call its script.
    pub fn script_name(&self) -> &'static str {
        script_name(&self.files, &self.typed)
    }

    /// A file of its.
    pub fn file(&self, id: FileId) -> Option<&DraftFile> {
        self.files.iter().find(|file| file.id == id)
    }

    /// The paths of its files.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.iter().map(|file| file.path.as_str())
    }
}

/// The longest name of a variant, in characters.
pub const MAX_NAME: usize = 40;
/// A tab shows so many characters of it.
const SHOWN_NAME: usize = 22;

/// A name as a tab shows it: a long one without its middle, for long names differ at their ends.
pub fn shown_name(name: &str) -> String {
    let letters: Vec<char> = name.chars().collect();
    if letters.len() <= SHOWN_NAME {
        return name.to_owned();
    }
    let (head, tail) = (SHOWN_NAME / 2, SHOWN_NAME - SHOWN_NAME / 2 - 1);
    let head: String = letters[..head].iter().collect();
    let tail: String = letters[letters.len() - tail..].iter().collect();
    format!("{}…{}", head.trim_end(), tail.trim_start())
}

/// Whether what was typed is longer than a name can be.
pub fn is_too_long(typed: &str) -> bool {
    tidied(typed).chars().count() > MAX_NAME
}

fn tidied(typed: &str) -> String {
    typed.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A name for a variant from what was typed: trimmed, shortened, and unlike the others'.
/// `None` when nothing is left of it.
pub fn name_from(typed: &str, others: &[&str]) -> Option<String> {
    let base: String = tidied(typed).chars().take(MAX_NAME).collect();
    let base = base.trim_end();
    if base.is_empty() {
        return None;
    }
    Some(unlike(base, others))
}

/// The name of a copy: `gather` gives `gather 2`, `gather 2` gives `gather 3`.
pub fn name_of_copy(original: &str, others: &[&str]) -> String {
    let stem = match original.rsplit_once(' ') {
        Some((stem, number)) if number.parse::<u32>().is_ok() => stem,
        _ => original,
    };
    unlike(stem, others)
}

fn unlike(base: &str, others: &[&str]) -> String {
    if !others.contains(&base) {
        return base.to_owned();
    }
    (2..)
        .map(|number| {
            let suffix = format!(" {number}");
            let room = MAX_NAME - suffix.chars().count();
            let stem: String = base.chars().take(room).collect();
            format!("{}{suffix}", stem.trim_end())
        })
        .find(|name| !others.contains(&name.as_str()))
        .expect("there are more numbers than variants")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_is_one_of_a_draft_while_nothing_but_its_name_changes() {
        let mut variant = Variant::alone("served", "import models\n");
        variant.files.push(File {
            path: "models.py".into(),
            text: "x = 1\n".into(),
        });
        variant.typed.push(Typed {
            terminal: 1,
            line: "python main.py".into(),
        });
        let mut number = 0;
        let draft = Draft::of(variant.clone(), || {
            number += 1;
            number
        });
        assert_eq!(draft.variant(), variant);
        assert_ne!(draft.id.0, draft.files[0].id.0);
        let program = draft.program();
        let is_of = |change: fn(&mut Draft)| {
            let mut changed = draft.clone();
            change(&mut changed);
            program.is_of(&changed)
        };
        assert!(is_of(|_| ()));
        assert!(is_of(|draft| draft.name.clear()));
        assert!(!is_of(|draft| draft.source.clear()));
        assert!(!is_of(|draft| draft.files[0].text.clear()));
        assert!(!is_of(|draft| draft.files[0].path.push('x')));
        assert!(!is_of(|draft| draft.files.clear()));
        assert!(!is_of(|draft| draft.typed[0].terminal = 2));
    }

    #[test]
    fn typed_names_are_tidied() {
        assert_eq!(name_from("  as   written ", &[]), Some("as written".into()));
        assert_eq!(name_from(" \t", &[]), None);
        let long = name_from(&"é".repeat(80), &[]).unwrap();
        assert_eq!(long.chars().count(), MAX_NAME);
    }

    #[test]
    fn long_names_are_told_apart_by_their_ends() {
        assert_eq!(shown_name("gather"), "gather");
        let (one, other) = (
            shown_name("download everything, one by one"),
            shown_name("download everything, all at once"),
        );
        assert_eq!(one, "download ev…one by one");
        assert_ne!(one, other);
        assert!(other.chars().count() <= SHOWN_NAME + 1);
        assert!(is_too_long(&"x ".repeat(30)) && !is_too_long(" as   written "));
    }

    #[test]
    fn names_do_not_collide() {
        assert_eq!(name_from("gather", &["gather"]), Some("gather 2".into()));
        let long = "x".repeat(MAX_NAME);
        let second = name_from(&long, &[&long]).unwrap();
        assert_ne!(second, long);
        assert_eq!(second.chars().count(), MAX_NAME);
    }

    #[test]
    fn copies_count_up() {
        assert_eq!(name_of_copy("gather", &["gather"]), "gather 2");
        assert_eq!(
            name_of_copy("gather 2", &["gather", "gather 2"]),
            "gather 3"
        );
    }
}
