//! The way back to any moment of a run.

use super::{
    event::{Event, EventKind, Seconds, TaskId, Trace},
    moment::Moment,
    names::Names,
    progress::Progress,
};
use std::collections::HashMap;

/// How many events are replayed at most to reach a moment, while a run is small.
const REPLAYED: usize = 1024;

/// Finds out how things stood at any moment of a trace.
///
/// It keeps copies of the state from time to time, and replays the events from the copy before the moment
/// that is asked for. A copy is made when at least as many events have passed as it has parts: all copies
/// together are no larger than the trace.
#[derive(Clone, Debug, Default)]
pub struct History {
    copies: Vec<Progress>,
    latest: Progress,
    names: Names,
    /// What tasks were called when they were created.
    called: HashMap<TaskId, String>,
}

impl History {
    /// Of a whole trace.
    pub fn of(trace: &Trace) -> Self {
        let mut history = Self::default();
        trace.events.iter().for_each(|event| history.push(event));
        history
    }

    /// Takes the next event.
    pub fn push(&mut self, event: &Event) {
        let copied = self.copies.last().map_or(0, |copy| copy.events);
        if self.latest.events - copied >= REPLAYED.max(self.latest.size()) {
            self.copies.push(self.latest.clone());
        }
        self.latest.apply(event);
        if let EventKind::TaskCreated {
            task,
            name,
            coroutine,
            ..
        } = &event.kind
        {
            let name = self.names.created(name, coroutine);
            self.called.entry(*task).or_insert(name);
        }
    }

    /// How things stood at `at`, in virtual seconds: after all that happened then.
    ///
    /// `trace` is the one whose events were pushed.
    pub fn at<'a>(&'a self, trace: &'a Trace, at: Seconds) -> Moment<'a> {
        let events = trace.events.partition_point(|event| event.at <= at);
        Moment::new(trace, &self.called, self.progress(trace, events), at)
    }

    /// How things stood just after the event with this index, or the last one.
    ///
    /// `trace` is the one whose events were pushed.
    pub fn after<'a>(&'a self, trace: &'a Trace, event: usize) -> Moment<'a> {
        let events = event.saturating_add(1).min(trace.events.len());
        let at = trace.events[..events].last().map_or(0.0, |event| event.at);
        Moment::new(trace, &self.called, self.progress(trace, events), at)
    }

    fn progress(&self, trace: &Trace, events: usize) -> Progress {
        let mut progress = if self.latest.events <= events {
            self.latest.clone()
        } else {
            let later = self.copies.partition_point(|copy| copy.events <= events);
            match later.checked_sub(1) {
                Some(copy) => self.copies[copy].clone(),
                None => Progress::default(),
            }
        };
        for event in &trace.events[progress.events..events] {
            progress.apply(event);
        }
        progress
    }
}
