//! The works that are kept.

use super::work::Kept;
use serde::{Deserialize, Serialize};

/// Names a work on the shelf. A desk has one of its own for as long as its playground lies on it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct WorkId(pub String);

/// One work on the shelf.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Shelved {
    /// Under which name it is kept.
    #[serde(skip)]
    pub id: WorkId,
    /// When it was last changed, in milliseconds since 1970; 0 or less is unknown.
    pub saved: f64,
    /// The work.
    pub work: Kept,
}

impl Shelved {
    /// The text to be stored.
    pub fn to_text(&self) -> String {
        serde_json::to_string(self).expect("strings and numbers always have a JSON form")
    }

    /// Reads what [`Shelved::to_text`] wrote; `None` for anything else.
    pub fn from_text(id: WorkId, text: &str) -> Option<Self> {
        let shelved: Self = serde_json::from_str(text).ok()?;
        shelved.work.is_readable().then_some(Self { id, ..shelved })
    }

    /// How long ago it was changed, in words: `just now`, `5 min ago`, `3 days ago`.
    pub fn age(&self, now: f64) -> String {
        const MINUTE: f64 = 60_000.0;
        const HOUR: f64 = 60.0 * MINUTE;
        const DAY: f64 = 24.0 * HOUR;
        let age = now - self.saved;
        let ago = |unit: f64, name: &str| format!("{:.0} {name} ago", (age / unit).floor());
        if self.saved <= 0.0 {
            "some time ago".to_owned()
        } else if age < MINUTE {
            "just now".to_owned()
        } else if age < HOUR {
            ago(MINUTE, "min")
        } else if age < DAY {
            ago(HOUR, "h")
        } else if age < 2.0 * DAY {
            "a day ago".to_owned()
        } else {
            ago(DAY, "days")
        }
    }
}

/// What is offered of the shelf: newest first, the same work once, and not what lies on the desk anyhow.
pub fn offered(mut shelf: Vec<Shelved>, desk: &WorkId, on_desk: &Kept) -> Vec<Shelved> {
    shelf.sort_by(|one, other| other.saved.total_cmp(&one.saved));
    let mut offered: Vec<Shelved> = Vec::new();
    for shelved in shelf {
        let known = shelved.id == *desk
            || shelved.work.same_work(on_desk)
            || offered
                .iter()
                .any(|other| other.id == shelved.id || other.work.same_work(&shelved.work));
        if !known {
            offered.push(shelved);
        }
    }
    offered
}

/// Which of these could go without anything being lost: another one has the same scripts, and is newer.
pub fn copies(shelf: &[Shelved]) -> Vec<WorkId> {
    let newer = |one: &Shelved, other: &Shelved| {
        (other.saved, &other.id.0) > (one.saved, &one.id.0) && other.work.same_work(&one.work)
    };
    let copies = shelf
        .iter()
        .filter(|one| shelf.iter().any(|other| newer(one, other)));
    copies.map(|copy| copy.id.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use playground::{Playground, Settings, Variant, View};

    fn shelved(id: &str, saved: f64, source: &str) -> Shelved {
        let playground = Playground {
            title: "Tea".into(),
            variants: vec![Variant::alone("one", source)],
            settings: Settings::default(),
            view: View::default(),
        };
        Shelved {
            id: WorkId(id.into()),
            saved,
            work: Kept::of(&playground, true),
        }
    }

    fn ids(shelf: &[Shelved]) -> Vec<&str> {
        shelf.iter().map(|each| each.id.0.as_str()).collect()
    }

    #[test]
    fn a_work_comes_back_from_the_shelf_as_it_was() {
        let tea = shelved("a", 1234.5, "print('\u{1f375}')\n");
        assert_eq!(
            Shelved::from_text(tea.id.clone(), &tea.to_text()),
            Some(tea)
        );
        for text in ["", "null", "{}", r#"{"saved":1,"work":{"version":99}}"#] {
            assert_eq!(Shelved::from_text(WorkId::default(), text), None, "{text}");
        }
    }

    #[test]
    fn the_newest_is_offered_first_and_the_same_work_once() {
        let shelf = vec![
            shelved("old", 1.0, "x"),
            shelved("new", 3.0, "x"),
            shelved("other", 2.0, "y"),
            shelved("mine", 9.0, "z"),
            shelved("as mine", 8.0, "z"),
        ];
        let mine = shelf[3].clone();
        let offered = offered(shelf, &mine.id, &mine.work);
        assert_eq!(ids(&offered), ["new", "other"]);
    }

    #[test]
    fn two_desks_that_say_different_things_are_both_offered() {
        let shelf = vec![shelved("a", 1.0, "one"), shelved("b", 2.0, "two")];
        let third = shelved("c", 3.0, "three");
        assert_eq!(ids(&offered(shelf, &third.id, &third.work)), ["b", "a"]);
    }

    #[test]
    fn of_equal_works_all_but_one_are_copies() {
        let shelf = [
            shelved("a", 1.0, "x"),
            shelved("b", 1.0, "x"),
            shelved("c", 0.0, "x"),
            shelved("d", 0.0, "y"),
        ];
        let copies = copies(&shelf);
        let names: Vec<&str> = copies.iter().map(|id| id.0.as_str()).collect();
        assert_eq!(names, ["a", "c"]);
    }

    #[test]
    fn ages_are_said_in_the_largest_unit() {
        let age = |minutes: f64| shelved("a", 1e12, "x").age(1e12 + minutes * 60_000.0);
        assert_eq!(age(0.5), "just now");
        assert_eq!(age(5.9), "5 min ago");
        assert_eq!(age(125.0), "2 h ago");
        assert_eq!(age(1500.0), "a day ago");
        assert_eq!(age(5000.0), "3 days ago");
        assert_eq!(shelved("a", 0.0, "x").age(1e12), "some time ago");
    }
}
