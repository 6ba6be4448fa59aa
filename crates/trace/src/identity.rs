//! A task's own colour: which of the eight it is, and never a state.

use super::lane::{Owner, Timeline};
use std::collections::HashMap;

/// How many colours there are.
pub const IDENTITIES: u8 = 8;
/// The colour of `main`, in every run.
const MAIN: u8 = 0;

/// The colours of the tasks and threads of some runs that are seen beside each other.
///
/// The first eight names of a run have different colours; a name has the same one in all of these runs, as far as
/// that allows, and mostly in every other, for it is chosen by the name. Where there are more names than colours,
/// they share.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Identities {
    /// For each run the colours of its first names.
    runs: Vec<HashMap<String, u8>>,
}

impl Identities {
    /// The colours of some runs' tasks and threads.
    pub fn of<'a>(timelines: impl IntoIterator<Item = &'a Timeline>) -> Self {
        let mut known: HashMap<String, u8> = HashMap::new();
        let runs = timelines.into_iter().map(|timeline| {
            let run = colours(&first_names(timeline), &known);
            for (name, &colour) in &run {
                known.entry(name.clone()).or_insert(colour);
            }
            run
        });
        Self {
            runs: runs.collect(),
        }
    }

    /// The colour of a name in a run, from 0 to less than [`IDENTITIES`].
    pub fn get(&self, run: usize, name: &str) -> u8 {
        let run = self.runs.get(run);
        let colour = run.and_then(|run| run.get(name)).copied();
        colour.unwrap_or_else(|| wished(name))
    }
}

/// The names of a run in the order in which they appeared, each once, as far as there are colours.
fn first_names(timeline: &Timeline) -> Vec<&str> {
    // Lanes stand in another order: each after its creator. The first ones have low numbers.
    let appeared = |owner: Owner| match owner {
        Owner::Task(task) => Some((false, task.0)),
        Owner::Thread(thread) => Some((true, thread.0)),
        _ => None,
    };
    let mut first: Vec<((bool, u32), &str)> = Vec::new();
    for lane in &timeline.lanes {
        let Some(when) = appeared(lane.owner) else {
            continue;
        };
        // Those that appeared later than as many others as there are colours change nothing.
        if first.len() == usize::from(IDENTITIES) && first.iter().all(|(known, _)| *known < when) {
            continue;
        }
        let name = lane.name.as_str();
        if let Some(known) = first.iter_mut().find(|(_, known)| *known == name) {
            known.0 = known.0.min(when);
            continue;
        }
        let place = first.partition_point(|(earlier, _)| *earlier < when);
        if place < IDENTITIES.into() {
            first.insert(place, (when, name));
            first.truncate(IDENTITIES.into());
        }
    }
    first.into_iter().map(|(_, name)| name).collect()
}

/// Different colours for the names of one run, those that are known elsewhere first.
fn colours(names: &[&str], known: &HashMap<String, u8>) -> HashMap<String, u8> {
    let mut taken = [false; IDENTITIES as usize];
    let mut run = HashMap::new();
    let is_known = |name: &&&str| **name == "main" || known.contains_key(**name);
    let (first, others): (Vec<&&str>, Vec<&&str>) = names.iter().partition(is_known);
    for name in first.into_iter().chain(others) {
        let wish = known.get(*name).copied().unwrap_or_else(|| wished(name));
        let next = (wish..IDENTITIES).chain(MAIN + 1..wish).chain([MAIN]);
        // Any other name's own colour is left to it for as long as another one is free.
        let free = |colour: &u8| !taken[usize::from(*colour)];
        let colour = next.clone().find(free).unwrap_or(wish);
        taken[usize::from(colour)] = true;
        run.insert((*name).to_owned(), colour);
    }
    run
}

/// The colour that a name would have if it were alone: FNV-1a, folded; stable for ever, and neighbours such as
/// `worker 1` and `worker 2` differ.
fn wished(name: &str) -> u8 {
    if name == "main" {
        return MAIN;
    }
    let hash = name.bytes().fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    1 + ((hash ^ (hash >> 16)) % u32::from(IDENTITIES - 1)) as u8
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Lane, TaskId};
    use std::collections::HashSet;

    fn timeline(names: &[&str]) -> Timeline {
        let lane = |(number, name): (usize, &&str)| Lane {
            owner: Owner::Task(TaskId(number as u32)),
            name: (*name).to_owned(),
            coroutine: String::new(),
            depth: 0,
            born: 0.0,
            ended: None,
            spans: Vec::new(),
        };
        Timeline {
            end: 0.0,
            horizon: 0.0,
            lanes: names.iter().enumerate().map(lane).collect(),
        }
    }

    fn distinct(identities: &Identities, run: usize, names: &[&str]) -> usize {
        let colours: HashSet<u8> = names.iter().map(|name| identities.get(run, name)).collect();
        colours.len()
    }

    #[test]
    fn eight_tasks_have_eight_colours() {
        for prefix in ["worker", "Task", "é", ""] {
            let names: Vec<String> = (1..=7).map(|n| format!("{prefix}{n}")).collect();
            let names: Vec<&str> = ["main"]
                .into_iter()
                .chain(names.iter().map(String::as_str))
                .collect();
            let identities = Identities::of([&timeline(&names)]);
            assert_eq!(distinct(&identities, 0, &names), 8, "{prefix}");
            assert_eq!(identities.get(0, "main"), MAIN);
        }
    }

    #[test]
    fn main_is_the_same_everywhere_and_no_other_is_like_it_while_there_are_colours() {
        let runs = [
            timeline(&["a", "b", "c", "main"]),
            timeline(&["main"]),
            timeline(&[]),
        ];
        let identities = Identities::of(&runs);
        for run in 0..4 {
            assert_eq!(identities.get(run, "main"), MAIN);
        }
        assert_eq!(distinct(&identities, 0, &["a", "b", "c", "main"]), 4);
    }

    #[test]
    fn a_name_has_one_colour_in_runs_beside_each_other() {
        // Whatever order they come in, and whoever collides with whom.
        let names = [
            "main", "espresso", "latte", "tea", "mocha", "cocoa", "water",
        ];
        let mut turned = names;
        turned.reverse();
        let runs = [timeline(&names), timeline(&turned), timeline(&turned[..3])];
        let identities = Identities::of(&runs);
        for name in names {
            assert_eq!(identities.get(0, name), identities.get(1, name), "{name}");
        }
        for name in &turned[..3] {
            assert_eq!(identities.get(0, name), identities.get(2, name), "{name}");
        }
    }

    #[test]
    fn a_colour_stays_when_tasks_are_added() {
        let names = ["main", "a", "b", "c", "d", "e", "f", "g", "h", "i"];
        let whole = Identities::of([&timeline(&names)]);
        for count in 1..8 {
            let part = Identities::of([&timeline(&names[..count])]);
            for name in &names[..count] {
                assert_eq!(part.get(0, name), whole.get(0, name), "{name} of {count}");
            }
        }
        assert!(names.iter().all(|name| whole.get(0, name) < IDENTITIES));
    }
}
