//! A run while it is recorded. How much one run may record is the engine's business.

use super::discard::little_by_little;
use diagnosis::Ending;
use std::sync::{Arc, RwLock, RwLockReadGuard};
use trace::{
    Event, EventKind, Happenings, History, Interruption, Seconds, Timeline, TimelineBuilder, Trace,
};

/// A run of more events than this is long.
const LONG: usize = 1 << 17;
/// It is given room for so many.
const ROOM: usize = 1 << 20;
/// And in the end for so many: about what one run may have.
const MOST_ROOM: usize = 3 << 20;

/// One run: what has been reported so far, and what is read from it, grown with it.
#[derive(Debug, Default)]
pub struct Recording {
    trace: Trace,
    builder: TimelineBuilder,
    history: History,
    ending: Ending,
    happened: Happenings,
}

impl Recording {
    /// Of a run that is over, and its rows.
    pub fn of(events: Vec<Event>) -> (Self, Timeline) {
        let mut recording = Self::default();
        recording.push(events);
        let timeline = recording.finish();
        (recording, timeline)
    }

    /// Takes the next events.
    pub fn push(&mut self, events: Vec<Event>) {
        for event in &events {
            self.builder.push(event);
            self.history.push(event);
            self.ending.see(event);
            self.happened.see(event, self.history.called());
        }
        self.make_room(events.len());
        self.trace.events.extend(events);
    }

    /// Makes room for so many events more. Of a long run it is much at once: a list that grows by doubling is copied each
    /// time, and room that is not used costs nothing.
    fn make_room(&mut self, more: usize) {
        let events = &mut self.trace.events;
        let needed = events.len() + more;
        if needed <= events.capacity() || needed <= LONG {
            return;
        }
        let room = if needed <= ROOM { ROOM } else { MOST_ROOM };
        // Where there is not as much it grows bit by bit.
        let _ = events.try_reserve_exact(room.saturating_sub(events.len()));
    }

    /// Notes that the run was ended from outside, where nothing has noted it yet: at a time on the live clock, or where
    /// its rows end.
    pub fn interrupt(&mut self, by: Interruption, reason: &str, at: Option<Seconds>) {
        if self.interrupted().is_some() {
            return;
        }
        let last = self.trace.events.last().map_or(0.0, |event| event.at);
        self.push(vec![Event {
            at: at.unwrap_or_else(|| self.builder.time()).max(last),
            runner: None,
            line: None,
            kind: EventKind::Interrupted {
                by,
                reason: reason.to_owned(),
            },
        }]);
    }

    /// Why the run was ended from outside, if it was.
    pub fn interrupted(&self) -> Option<&str> {
        match &self.trace.events.last()?.kind {
            EventKind::Interrupted { reason, .. } => Some(reason),
            _ => None,
        }
    }

    /// What happened so far.
    pub fn trace(&self) -> &Trace {
        &self.trace
    }

    /// The way back to any moment of it.
    pub fn history(&self) -> &History {
        &self.history
    }

    /// Whether it has gone well so far.
    pub fn ending(&self) -> &Ending {
        &self.ending
    }

    /// What has happened beside that time passed.
    pub fn happened(&self) -> &Happenings {
        &self.happened
    }

    /// How many events there are.
    pub fn len(&self) -> usize {
        self.trace.events.len()
    }

    /// Whether there is nothing yet.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The rows of the run so far.
    pub fn preview(&self) -> Timeline {
        self.builder.clone().finish()
    }

    /// The rows of the whole run.
    pub fn finish(&mut self) -> Timeline {
        self.builder.conclude()
    }

    /// Forgets what rows were made from: of a long run that takes its time.
    pub fn forget(&mut self) {
        self.builder = TimelineBuilder::default();
    }
}

impl Drop for Recording {
    fn drop(&mut self) {
        little_by_little(&mut self.trace.events);
    }
}

/// A recording as the panels hold it: shared, for it is large, and known up to an event. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Record {
    shared: Arc<RwLock<Recording>>,
    events: usize,
}

impl Record {
    /// The record of a recording that nothing is added to any more.
    pub fn of(recording: Recording) -> Self {
        let events = recording.len();
        Self {
            shared: Arc::new(RwLock::new(recording)),
            events,
        }
    }

    /// Reads it; never held while something is added.
    pub fn read(&self) -> RwLockReadGuard<'_, Recording> {
        self.shared
            .read()
            .unwrap_or_else(|poison| poison.into_inner())
    }

    /// Adds to the recording, and gives what that gives. Records that were cloned before know no more than before.
    pub fn write<T>(&mut self, add: impl FnOnce(&mut Recording) -> T) -> T {
        let mut recording = self
            .shared
            .write()
            .unwrap_or_else(|poison| poison.into_inner());
        let given = add(&mut recording);
        self.events = recording.len();
        given
    }

    /// How many events it had when it was given out.
    pub fn events(&self) -> usize {
        self.events
    }

    /// Whether it is of the same run, whatever was added meanwhile.
    pub fn is_of_same_run(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.shared, &other.shared)
    }
}

/// A record is compared by where it is, and not by its million events.
impl PartialEq for Record {
    fn eq(&self, other: &Self) -> bool {
        self.is_of_same_run(other) && self.events == other.events
    }
}

/// When an unfinished run is shown again: not before a short run has had its chance to end, and never so
/// often that showing takes more than a fifth of the time.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    shown: f64,
    cost: f64,
}

/// Milliseconds that a run may take before its unfinished picture replaces the earlier one.
const PATIENCE: f64 = 150.0;
/// A picture that costs more than so many milliseconds is one of the whole run, and shown at its end.
const DEAREST: f64 = 25.0;
/// So is one of more events than this: the first that was dear would be felt already.
pub const PREVIEWED: usize = 40_000;

impl Pace {
    /// A run begins at this time, in milliseconds.
    pub fn new(now: f64) -> Self {
        Self {
            shown: now,
            cost: 0.0,
        }
    }

    /// Milliseconds from `now` until the run may be shown; at most 0 when it may now.
    pub fn wait(&self, now: f64) -> f64 {
        self.shown + PATIENCE.max(4.0 * self.cost) - now
    }

    /// Whether a picture of its rows would hold the page for too long.
    pub fn is_dear(&self) -> bool {
        self.cost > DEAREST
    }

    /// It was shown, from `from` to `to`.
    pub fn shown(&mut self, from: f64, to: f64) {
        self.shown = to;
        // What was dear once does not become cheap.
        self.cost = if self.is_dear() { self.cost } else { to - from };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use trace::{Call, CallKind, Stream};

    fn event(at: f64, kind: EventKind) -> Event {
        Event {
            at,
            runner: None,
            line: Some(1),
            kind,
        }
    }

    fn output(at: f64, text: &str) -> Event {
        event(
            at,
            EventKind::Output {
                stream: Stream::Stdout,
                text: text.to_owned(),
                terminal: None,
            },
        )
    }

    #[test]
    fn an_interrupted_run_keeps_what_was_recorded() {
        let mut recording = Recording::default();
        recording.push(vec![output(0.5, "a\n")]);
        recording.interrupt(Interruption::Stopped, "You stopped it.", None);
        recording.interrupt(Interruption::Stopped, "again", None);
        assert_eq!(recording.interrupted(), Some("You stopped it."));
        let timeline = recording.finish();
        let events = &recording.trace().events;
        assert_eq!(events.len(), 2);
        assert_eq!(events[1].at, 0.5);
        assert_eq!(timeline.end, 0.5);
    }

    #[test]
    fn a_run_that_was_stopped_ends_where_its_rows_do() {
        let mut recording = Recording::default();
        let seconds = 2.0;
        recording.push(vec![
            output(0.5, "a\n"),
            event(0.5, EventKind::Computed { seconds }),
        ]);
        recording.interrupt(Interruption::Stopped, "You stopped it.", None);
        let timeline = recording.finish();
        assert_eq!(timeline.end, 2.5);
        assert_eq!(recording.trace().events[2].at, 2.5);
        let moment = recording.history().after(recording.trace(), usize::MAX);
        assert_eq!(moment.time(), 2.5);
    }

    #[test]
    fn a_live_run_that_was_stopped_in_a_call_ends_when_it_was() {
        let mut recording = Recording::default();
        let call = Call {
            kind: CallKind::Sleep,
            text: "time.sleep(3600)".to_owned(),
        };
        let seconds = 3600.0;
        recording.push(vec![event(1.0, EventKind::Blocked { call, seconds })]);
        recording.interrupt(Interruption::Stopped, "You stopped it.", Some(6.5));
        let timeline = recording.finish();
        assert_eq!(timeline.end, 6.5);
        let held = timeline.lanes[0].spans.last().expect("a span");
        assert_eq!(
            (held.to, held.what.as_str(), held.line),
            (6.5, "time.sleep(3600)", Some(1))
        );
    }

    #[test]
    fn a_record_that_was_given_out_is_another_when_events_come() {
        let mut record = Record::default();
        let given = record.clone();
        assert!(record == given);
        record.write(|recording| recording.push(vec![output(0.0, "a")]));
        assert!(record != given && record.is_of_same_run(&given));
        assert_eq!((given.events(), record.events()), (0, 1));
        assert!(record != Record::default());
    }

    #[test]
    fn a_short_run_is_shown_once_and_a_costly_one_rarely() {
        let mut pace = Pace::new(1000.0);
        assert!(pace.wait(1100.0) > 0.0);
        assert!(pace.wait(1150.0) <= 0.0);
        pace.shown(1150.0, 1250.0);
        assert!(pace.wait(1500.0) > 0.0);
        assert!(pace.wait(1650.0) <= 0.0);
    }

    #[test]
    fn what_is_dear_stays_dear() {
        let mut pace = Pace::new(0.0);
        pace.shown(150.0, 160.0);
        assert!(!pace.is_dear());
        pace.shown(300.0, 340.0);
        pace.shown(500.0, 501.0);
        assert!(pace.is_dear());
    }
}
