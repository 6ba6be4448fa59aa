//! The variants while they are edited.

use playground::Variant;

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
    /// The text as it stands.
    pub source: String,
}

impl Draft {
    /// The variant that a link or the store carries.
    pub fn variant(&self) -> Variant {
        Variant {
            name: self.name.clone(),
            source: self.source.clone(),
        }
    }
}

/// The longest name that a tab shows, in characters.
pub const MAX_NAME: usize = 24;

/// A name for a variant from what was typed: trimmed, shortened, and unlike the others'.
/// `None` when nothing is left of it.
pub fn name_from(typed: &str, others: &[&str]) -> Option<String> {
    let words: Vec<&str> = typed.split_whitespace().collect();
    let base: String = words.join(" ").chars().take(MAX_NAME).collect();
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
    fn typed_names_are_tidied() {
        assert_eq!(name_from("  as   written ", &[]), Some("as written".into()));
        assert_eq!(name_from(" \t", &[]), None);
        let long = name_from(&"é".repeat(40), &[]).unwrap();
        assert_eq!(long.chars().count(), MAX_NAME);
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
