//! A run while it is recorded. How much one run may record is the engine's business.

use trace::{Event, EventKind, Interruption, Timeline, TimelineBuilder, Trace};

/// Above this many events a picture of an unfinished run costs more than it shows.
const MAX_PREVIEW: usize = 300_000;

/// One run: what has been reported so far.
#[derive(Debug, Default)]
pub struct Recording {
    trace: Trace,
    builder: TimelineBuilder,
}

impl Recording {
    /// Takes the next events.
    pub fn push(&mut self, events: Vec<Event>) {
        events.iter().for_each(|event| self.builder.push(event));
        self.trace.events.extend(events);
    }

    /// Notes that the run was ended from outside, where nothing has noted it yet.
    pub fn interrupt(&mut self, by: Interruption, reason: &str) {
        if self.interrupted().is_some() {
            return;
        }
        let event = Event {
            at: self.trace.events.last().map_or(0.0, |event| event.at),
            runner: None,
            line: None,
            kind: EventKind::Interrupted {
                by,
                reason: reason.to_owned(),
            },
        };
        self.builder.push(&event);
        self.trace.events.push(event);
    }

    /// Why the run was ended from outside, if it was.
    pub fn interrupted(&self) -> Option<&str> {
        match &self.trace.events.last()?.kind {
            EventKind::Interrupted { reason, .. } => Some(reason),
            _ => None,
        }
    }

    /// How many events there are.
    pub fn len(&self) -> usize {
        self.trace.events.len()
    }

    /// Whether there is nothing yet.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The run so far, as a copy; `None` when there is nothing to show yet, or too much to copy.
    pub fn preview(&self) -> Option<(Trace, Timeline)> {
        (1..=MAX_PREVIEW)
            .contains(&self.len())
            .then(|| (self.trace.clone(), self.builder.clone().finish()))
    }

    /// The whole run.
    pub fn finish(self) -> (Trace, Timeline) {
        (self.trace, self.builder.finish())
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

    /// It was shown, from `from` to `to`.
    pub fn shown(&mut self, from: f64, to: f64) {
        self.shown = to;
        self.cost = to - from;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use trace::Stream;

    fn output(at: f64, text: &str) -> Event {
        Event {
            at,
            runner: None,
            line: Some(1),
            kind: EventKind::Output {
                stream: Stream::Stdout,
                text: text.to_owned(),
            },
        }
    }

    #[test]
    fn an_interrupted_run_keeps_what_was_recorded() {
        let mut recording = Recording::default();
        recording.push(vec![output(0.5, "a\n")]);
        recording.interrupt(Interruption::Stopped, "You stopped it.");
        recording.interrupt(Interruption::Stopped, "again");
        assert_eq!(recording.interrupted(), Some("You stopped it."));
        let (trace, timeline) = recording.finish();
        assert_eq!(trace.events.len(), 2);
        assert_eq!(trace.events[1].at, 0.5);
        assert_eq!(timeline.end, 0.5);
    }

    #[test]
    fn nothing_is_no_preview() {
        assert!(Recording::default().preview().is_none());
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
}
