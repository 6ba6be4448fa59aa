//! The way back to any moment of a run.

mod copied;

use super::{
    event::{Event, Seconds, Trace},
    groups::Groups,
    journal::Journal,
    moment::Moment,
    names::Called,
    run_state::RunState,
    wires::Wires,
};
use copied::Copied;
use std::borrow::Cow;

/// How many events are replayed at most to reach a moment, while a run is small.
const REPLAYED: usize = 1024;
/// With no more events than this between two moments hardly anything changes twice on the way.
const FEW: usize = 16;

/// Finds out how things stood at any moment of a trace.
///
/// It keeps copies of the state from time to time, and replays the events from the copy before the moment
/// that is asked for. A copy is made when at least as many events have passed as it has parts: all copies
/// together are no larger than the trace.
#[derive(Clone, Debug)]
pub struct History {
    copies: Vec<Copied>,
    latest: RunState,
    called: Called,
    wires: Wires,
}

impl Default for History {
    fn default() -> Self {
        // The end is looked at while events arrive: its tasks and timers are kept sorted.
        let latest = RunState {
            groups: Some(Groups::default()),
            ..RunState::default()
        };
        Self {
            copies: Vec::new(),
            latest,
            called: Called::default(),
            wires: Wires::default(),
        }
    }
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
        let copied = self.copies.last().map_or(0, Copied::events);
        if self.latest.events - copied >= REPLAYED.max(self.latest.size()) {
            self.copies.push(Copied::of(&mut self.latest));
        }
        self.latest.apply(event);
        self.called.see(event);
        self.wires.push(event);
    }

    /// What the tasks are called after the last event.
    pub fn called(&self) -> &Called {
        &self.called
    }

    /// How things stood at `at`, in virtual seconds: after all that happened then.
    ///
    /// `trace` is the one whose events were pushed.
    pub fn at<'a>(&'a self, trace: &'a Trace, at: Seconds) -> Moment<'a> {
        let events = trace.events.partition_point(|event| event.at <= at);
        let state = Cow::Owned(self.state(trace, events));
        Moment::new(trace, (&self.called, &self.wires), state, at)
    }

    /// How things stood just after the event with this index, or the last one.
    ///
    /// `trace` is the one whose events were pushed.
    pub fn after<'a>(&'a self, trace: &'a Trace, event: usize) -> Moment<'a> {
        let events = event.saturating_add(1).min(trace.events.len());
        let at = trace.events[..events].last().map_or(0.0, |event| event.at);
        let state = Cow::Owned(self.state(trace, events));
        Moment::new(trace, (&self.called, &self.wires), state, at)
    }

    fn state(&self, trace: &Trace, events: usize) -> RunState {
        let mut state = self.nearest(events).state();
        for event in &trace.events[state.events..events] {
            state.apply(event);
        }
        state
    }

    /// The last state that is kept and not later than this.
    fn nearest(&self, events: usize) -> Nearest<'_> {
        if self.latest.events <= events {
            return Nearest::Latest(&self.latest);
        }
        let later = self.copies.partition_point(|copy| copy.events() <= events);
        let copy = later.checked_sub(1).map(|last| &self.copies[last]);
        copy.map_or(Nearest::Start, Nearest::Copy)
    }
}

/// A state that is kept.
enum Nearest<'a> {
    /// Before the first event.
    Start,
    Copy(&'a Copied),
    Latest(&'a RunState),
}

impl Nearest<'_> {
    /// How many steps it takes to be `events` behind the start from here: events to replay, and things to copy before.
    fn way_to(&self, events: usize) -> usize {
        match self {
            Self::Start => events,
            Self::Copy(copy) => events - copy.events() + copy.size(),
            Self::Latest(latest) => events - latest.events + latest.size(),
        }
    }

    fn state(&self) -> RunState {
        match self {
            Self::Start => RunState::default(),
            Self::Copy(copy) => copy.state(),
            Self::Latest(latest) => RunState::clone(latest),
        }
    }
}

/// A place in a run that moves: from one moment to another near it at the cost of the events between, forward and
/// back, however large the run is.
#[derive(Clone, Debug, Default)]
pub struct Playhead {
    state: RunState,
}

impl Playhead {
    /// Moves to `at`, in virtual seconds, after all that happened then, and says how things stood.
    ///
    /// `history` and `trace` are of one run, and the same as before, but for what was added since.
    pub fn at<'a>(&'a mut self, history: &'a History, trace: &'a Trace, at: Seconds) -> Moment<'a> {
        let events = trace.events.partition_point(|event| event.at <= at);
        let state = self.state_at(history, trace, events);
        Moment::new(
            trace,
            (&history.called, &history.wires),
            Cow::Borrowed(state),
            at,
        )
    }

    /// Moves to just after the event with this index, or the last one, and says how things stood.
    ///
    /// `history` and `trace` are of one run, and the same as before, but for what was added since.
    pub fn after<'a>(
        &'a mut self,
        history: &'a History,
        trace: &'a Trace,
        event: usize,
    ) -> Moment<'a> {
        let events = event.saturating_add(1).min(trace.events.len());
        let at = trace.events[..events].last().map_or(0.0, |event| event.at);
        let state = self.state_at(history, trace, events);
        Moment::new(
            trace,
            (&history.called, &history.wires),
            Cow::Borrowed(state),
            at,
        )
    }

    /// The end is known: nobody moves there, however far it is.
    fn state_at<'a>(
        &'a mut self,
        history: &'a History,
        trace: &Trace,
        events: usize,
    ) -> &'a RunState {
        if events == history.latest.events {
            return &history.latest;
        }
        self.go_to(history, trace, events);
        &self.state
    }

    fn go_to(&mut self, history: &History, trace: &Trace, events: usize) {
        let here = self.state.events;
        let reach = self.state.journal.as_ref().map(Journal::reach);
        let on_foot = match here <= events {
            true => Some(events - here),
            false => Some(here - events).filter(|back| reach >= Some(*back)),
        };
        let nearest = history.nearest(events);
        let from_copy = nearest.way_to(events);
        if reach.is_none() || on_foot.is_none_or(|steps| steps > from_copy) {
            self.state = nearest.state();
            if self.state.groups.is_none() {
                self.state.groups = Some(Groups::of(&self.state));
            }
            self.state.journal = Some(Journal::default());
        }
        if self.state.events.abs_diff(events) > FEW
            && let Some(groups) = &mut self.state.groups
        {
            groups.put_off();
        }
        while self.state.events > events {
            self.state.take_back();
        }
        for event in &trace.events[self.state.events..events] {
            self.state.apply(event);
        }
        if let Some(groups) = &mut self.state.groups {
            groups.catch_up(&self.state.tasks, &self.state.timers);
        }
    }
}

impl RunState {
    /// How many things a copy has to copy.
    fn size(&self) -> usize {
        let beside = self.threads.len() + self.holds.len();
        self.tasks.len() + self.callbacks.len() + self.ready.len() + self.timers.len() + beside
    }
}
