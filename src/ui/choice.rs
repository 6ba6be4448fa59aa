//! What the picker offers, and what typing leaves of it.

use super::keep::Shelved;
use playground::{EXAMPLES, Example};
use trace::number::grouped;

/// One line of the picker.
#[derive(Clone, Debug, PartialEq)]
pub enum Choice {
    /// What the reader had before, and how long ago.
    Kept(Shelved, String),
    /// An empty script.
    Blank,
    /// One that comes with the page.
    Example(&'static Example),
}

impl Choice {
    /// The heading it stands under.
    pub fn group(&self) -> &'static str {
        match self {
            Self::Kept(..) => "Kept work",
            Self::Blank => "New",
            Self::Example(example) => example.level.title(),
        }
    }

    /// Its first line.
    pub fn title(&self) -> String {
        match self {
            Self::Kept(kept, _) => kept.work.title.clone(),
            Self::Blank => "Empty script".to_owned(),
            Self::Example(example) => example.title.to_owned(),
        }
    }

    /// Its second line.
    pub fn summary(&self) -> String {
        match self {
            Self::Kept(kept, age) => {
                let lines = kept.work.lines();
                let plural = if lines == 1 { "" } else { "s" };
                let telling = match kept.work.telling_line() {
                    Some(line) => format!(": {}", shortened(line)),
                    None => String::new(),
                };
                format!("Your work, {age}, {} line{plural}{telling}", grouped(lines))
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
            // All of its text: what is remembered of a work may be anything in it.
            Self::Kept(kept, _) => kept
                .work
                .variants
                .iter()
                .flat_map(|(name, source)| [name.as_str(), source.as_str()])
                .collect::<Vec<_>>()
                .join(" "),
            Self::Blank => String::new(),
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

/// How many characters of a script's line are shown.
const LONGEST_LINE: usize = 48;

fn shortened(line: &str) -> String {
    match line.char_indices().nth(LONGEST_LINE) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line.to_owned(),
    }
}

/// How many kept works are offered before anything is typed.
const MOST_KEPT: usize = 6;

/// All there is to choose from, group after group. `now` is in milliseconds since 1970.
pub fn choices(shelf: &[Shelved], now: f64) -> Vec<Choice> {
    let kept = shelf
        .iter()
        .map(|kept| Choice::Kept(kept.clone(), kept.age(now)));
    let examples = EXAMPLES.iter().map(Choice::Example);
    kept.chain(examples).chain([Choice::Blank]).collect()
}

/// What is left of them when this was typed, and how many kept works are not shown because nothing was.
pub fn found(choices: &[Choice], typed: &str) -> (Vec<Choice>, usize) {
    let kept = |choice: &&Choice| matches!(choice, Choice::Kept(..));
    let left_out = match typed.trim() {
        "" => choices
            .iter()
            .filter(kept)
            .count()
            .saturating_sub(MOST_KEPT),
        _ => 0,
    };
    let mut shown = 0;
    let found = choices.iter().filter(|choice| {
        shown += usize::from(kept(choice));
        choice.matches(typed) && !(left_out > 0 && kept(choice) && shown > MOST_KEPT)
    });
    (found.cloned().collect(), left_out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::keep::{Kept, WorkId};

    fn titles(shelf: &[Shelved], typed: &str) -> Vec<String> {
        let (found, _) = found(&choices(shelf, 1e12), typed);
        found.iter().map(Choice::title).collect()
    }

    #[test]
    fn typing_finds_by_every_word() {
        assert_eq!(titles(&[], "").len(), EXAMPLES.len() + 1);
        assert!(titles(&[], "COFFEE").contains(&"Coffee bar".to_owned()));
        assert!(titles(&[], "coffee gather").contains(&"Coffee bar".to_owned()));
        assert_eq!(titles(&[], "coffee zebra"), Vec::<String>::new());
    }

    #[test]
    fn of_many_kept_works_the_newest_are_shown_and_typing_finds_the_others() {
        let shelf: Vec<Shelved> = (0..20)
            .map(|number| {
                let mut playground = EXAMPLES[0].playground();
                playground.title = format!("Mine {number}");
                playground.variants[0].source = format!("print('zebra {number}')\n");
                Shelved {
                    id: WorkId(number.to_string()),
                    saved: 1e12,
                    work: Kept::of(&playground, true),
                }
            })
            .collect();
        let (shown, left_out) = found(&choices(&shelf, 1e12), " ");
        let kept = shown.iter().take_while(|each| each.group() == "Kept work");
        assert_eq!((kept.count(), left_out), (MOST_KEPT, 20 - MOST_KEPT));
        assert_eq!(titles(&shelf, "zebra 17"), ["Mine 17"]);
        assert!(
            shown[0].summary().contains("just now"),
            "{}",
            shown[0].summary()
        );
    }
}
