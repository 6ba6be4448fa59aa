//! Who held the loop, and when.

use super::event::{Runner, Seconds};
use std::collections::{BTreeMap, HashMap};

/// Differences below this are rounding, not time: the resolution of CPython's monotonic clock.
pub const RESOLUTION: Seconds = 1e-9;

/// How many holders one stretch names at most. A stretch held by more names the longest and the last
/// ones: a hundred thousand tasks that wait for each other would otherwise name each other squared.
pub const MAX_HOLDERS: usize = 8;

/// A stretch of virtual time, of some length, that passed inside a step.
#[derive(Clone, Debug)]
pub(super) struct Hold {
    pub from: Seconds,
    pub to: Seconds,
    /// The innermost runner.
    pub runner: Runner,
    /// The blocking call; `None` for time that passed by computing.
    pub call: Option<String>,
    /// The call kept nobody from running: no loop ran.
    pub only_waited: bool,
    /// The call's line; for computing, the last line known before it.
    pub line: Option<u32>,
    /// Index of the event that began it.
    pub event: usize,
    /// Which of [`Holds::occurrences`] lists it.
    key: usize,
}

/// What makes two holds the same for the reader: the same call on the same line, or the same runner's
/// computing.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Key {
    Call(String, Option<u32>),
    Computing(Runner),
}

/// All holds of a run, in order of time and without overlap.
#[derive(Clone, Debug, Default)]
pub(super) struct Holds {
    all: Vec<Hold>,
    keys: HashMap<Key, usize>,
    /// By key: the indices in `all` of its holds, ascending. May be empty after a cut.
    occurrences: Vec<Vec<usize>>,
    /// The last index of every key that occurs, to the key: walked backwards, each key is met once.
    latest: BTreeMap<usize, usize>,
    /// Indices in `all` of the holds that no later one is longer than; lengths descend.
    longest: Vec<usize>,
}

impl Hold {
    /// Whether somebody else computed, whom a thread's turn to compute was left to.
    pub fn is_awaited_turn(&self) -> bool {
        self.call.is_none() && matches!(self.runner, Runner::Thread(_))
    }
}

impl Holds {
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// The holds from this index on: those of a step that began when there were so many.
    pub fn since(&self, first: usize) -> &[Hold] {
        &self.all[first..]
    }

    /// Records a blocking call (`call`) or computing (no call) from `from` to `to`.
    pub fn add(
        &mut self,
        (from, to): (Seconds, Seconds),
        runner: Runner,
        call: Option<&str>,
        line: Option<u32>,
        event: usize,
    ) {
        let key = match call {
            Some(call) => Key::Call(call.to_owned(), line),
            None => Key::Computing(runner),
        };
        let fresh = self.keys.len();
        let key = *self.keys.entry(key).or_insert(fresh);
        if key == fresh {
            self.occurrences.push(Vec::new());
        }
        let index = self.all.len();
        if let Some(previous) = self.occurrences[key].last() {
            self.latest.remove(previous);
        }
        self.latest.insert(index, key);
        self.occurrences[key].push(index);
        self.all.push(Hold {
            from,
            to,
            runner,
            call: call.map(str::to_owned),
            only_waited: false,
            line,
            event,
            key,
        });
        self.rank_last();
    }

    /// Says what the time from `from` until now was: a call. Until then it may have been recorded as computing.
    pub fn name_since(
        &mut self,
        from: Seconds,
        (runner, now): (Runner, Seconds),
        call: &str,
        line: Option<u32>,
        event: usize,
    ) {
        if let Some(last) = self.all.last()
            && last.call.is_none()
            && last.runner == runner
            && last.to > from + RESOLUTION
        {
            if last.from + RESOLUTION < from {
                self.cut(from);
            } else {
                self.drop_last();
            }
        }
        if now > from + RESOLUTION {
            self.add((from, now), runner, Some(call), line, event);
        }
    }

    /// What was recorded last kept nobody from running.
    pub fn only_waited(&mut self) {
        if let Some(last) = self.all.last_mut() {
            last.only_waited = true;
        }
    }

    /// Takes the last hold away.
    pub fn drop_last(&mut self) {
        let Some(last) = self.all.pop() else { return };
        let index = self.all.len();
        self.latest.remove(&index);
        let occurrences = &mut self.occurrences[last.key];
        occurrences.pop();
        if let Some(previous) = occurrences.last() {
            self.latest.insert(*previous, last.key);
        }
        self.longest.retain(|place| *place != index);
    }

    /// Lets the last hold go on until `to`.
    pub fn extend(&mut self, to: Seconds) {
        if let Some(last) = self.all.last_mut() {
            last.to = to;
            self.rank_last();
        }
    }

    /// Ends the last hold at `to`, which lies within it.
    pub fn cut(&mut self, to: Seconds) {
        // A shorter hold may rank lower than it did, but those it displaced are gone: the order of length
        // is only read where a stretch has very many holders, and this is the last hold of a cut trace.
        if let Some(last) = self.all.last_mut() {
            last.to = to;
        }
    }

    fn rank_last(&mut self) {
        let index = self.all.len() - 1;
        let length = |index: &usize| self.all[*index].to - self.all[*index].from;
        while self
            .longest
            .last()
            .is_some_and(|top| *top == index || length(top) < length(&index))
        {
            self.longest.pop();
        }
        self.longest.push(index);
    }

    /// Those who held the loop after `from` until now, in order, each once: for every key its first hold
    /// in the stretch.
    pub fn after(&self, from: Seconds) -> Vec<&Hold> {
        let first = self
            .all
            .partition_point(|hold| hold.to <= from + RESOLUTION);
        let mut found: Vec<usize> = self
            .latest
            .range(first..)
            .rev()
            .take(MAX_HOLDERS + 1)
            .map(|(_, &key)| self.first_since(key, first))
            .collect();
        if found.len() > MAX_HOLDERS {
            let longest = self.longest[self.longest.partition_point(|&index| index < first)];
            let longest = self.first_since(self.all[longest].key, first);
            // The oldest of the last ones gives way, twice where the longest is not among them.
            found.truncate(MAX_HOLDERS);
            if !found.contains(&longest) {
                found[MAX_HOLDERS - 1] = longest;
            }
        }
        found.sort_unstable();
        found.into_iter().map(|index| &self.all[index]).collect()
    }

    fn first_since(&self, key: usize, first: usize) -> usize {
        let indices = &self.occurrences[key];
        indices[indices.partition_point(|&index| index < first)]
    }
}
