//! What the picker offers, and what typing leaves of it.

use super::keep::Kept;
use playground::{EXAMPLES, Example};
use trace::number::grouped;

/// One line of the picker.
#[derive(Clone, Debug, PartialEq)]
pub enum Choice {
    /// What the reader had before.
    Earlier(Kept),
    /// An empty script.
    Blank,
    /// One that comes with the page.
    Example(&'static Example),
}

impl Choice {
    /// The heading it stands under.
    pub fn group(&self) -> &'static str {
        match self {
            Self::Earlier(_) => "Yours",
            Self::Blank => "New",
            Self::Example(example) => example.level.title(),
        }
    }

    /// Its first line.
    pub fn title(&self) -> String {
        match self {
            Self::Earlier(kept) => kept.title.clone(),
            Self::Blank => "Empty script".to_owned(),
            Self::Example(example) => example.title.to_owned(),
        }
    }

    /// Its second line.
    pub fn summary(&self) -> String {
        match self {
            Self::Earlier(kept) => {
                let lines = kept.lines();
                let plural = if lines == 1 { "" } else { "s" };
                format!("Your earlier work, {} line{plural}.", grouped(lines))
            }
            Self::Blank => "Start from nothing.".to_owned(),
            Self::Example(example) => example.summary.to_owned(),
        }
    }

    /// Whether every typed word occurs somewhere.
    pub fn matches(&self, typed: &str) -> bool {
        let variants = match self {
            Self::Example(example) => example
                .variants
                .iter()
                .map(|(name, _)| *name)
                .collect::<Vec<_>>()
                .join(" "),
            _ => String::new(),
        };
        let all = format!(
            "{} {} {} {variants}",
            self.group(),
            self.title(),
            self.summary()
        )
        .to_lowercase();
        typed
            .to_lowercase()
            .split_whitespace()
            .all(|word| all.contains(word))
    }
}

/// All there is to choose from, group after group.
pub fn choices(earlier: &[Kept]) -> Vec<Choice> {
    let earlier = earlier.iter().cloned().map(Choice::Earlier);
    let examples = EXAMPLES.iter().map(Choice::Example);
    earlier.chain(examples).chain([Choice::Blank]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typing_finds_by_every_word() {
        let found = |typed: &str| {
            choices(&[])
                .iter()
                .filter(|choice| choice.matches(typed))
                .map(Choice::title)
                .collect::<Vec<_>>()
        };
        assert_eq!(found("").len(), EXAMPLES.len() + 1);
        assert!(found("COFFEE").contains(&"Coffee bar".to_owned()));
        assert!(found("coffee gather").contains(&"Coffee bar".to_owned()));
        assert_eq!(found("coffee zebra"), Vec::<String>::new());
    }
}
