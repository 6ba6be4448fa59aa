//! What all panels look at: every panel reads it, and few write it.

use super::{
    engine::recording::Record,
    run::Run,
    scope::{Hover, Spot},
};
use leptos::prelude::*;
use std::sync::Arc;
use trace::{Identities, Seconds, Timeline};

/// The runs, and which of them, which moment and which span of them are looked at. Cheap to copy.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// The newest run of each variant, in the order of the tabs.
    pub runs: Signal<Vec<Run>>,
    /// The open variant: the index of the run that every panel is about.
    pub open: RwSignal<usize>,
    /// The instant that every panel shows, in virtual seconds; `None` is the end.
    pub cursor: RwSignal<Option<Seconds>>,
    /// A place in the order of the open variant's events that the cursor was put at: the run, the moment, the last event
    /// that has happened. It holds for as long as the cursor and the open variant are those.
    order: RwSignal<Option<(usize, Seconds, usize)>>,
    /// The span that was clicked last.
    pub selection: RwSignal<Option<Spot>>,
    /// What is pointed at.
    pub hover: RwSignal<Option<Hover>>,
    /// The rows of each run.
    pub timelines: Memo<Vec<Arc<Timeline>>>,
    /// The colours of the tasks of all runs.
    pub identities: Memo<Arc<Identities>>,
}

impl Look {
    /// At the end of the first of these runs.
    pub fn at(runs: Signal<Vec<Run>>) -> Self {
        // Rows are many: they are compared by where they are, and not by what is in them.
        let timelines = Memo::new_with_compare(
            move |_| {
                runs.with(|runs| {
                    runs.iter()
                        .map(|run| Arc::clone(&run.timeline))
                        .collect::<Vec<_>>()
                })
            },
            |old, new| differ(old, new, Arc::ptr_eq),
        );
        let identities = Memo::new(move |_| {
            timelines.with(|timelines| {
                let timelines = timelines.iter().map(|timeline| &**timeline);
                Arc::new(Identities::of(timelines))
            })
        });
        Self {
            runs,
            open: RwSignal::new(0),
            cursor: RwSignal::new(None),
            order: RwSignal::new(None),
            selection: RwSignal::new(None),
            hover: RwSignal::new(None),
            timelines,
            identities,
        }
    }

    /// What the open variant's run is known to have done; `None` where there is no variant.
    pub fn record(&self) -> Option<Record> {
        self.runs
            .with(|runs| runs.get(self.open.get()).map(|run| run.record.clone()))
    }

    /// Where the open variant's run ended, or has come to, in virtual seconds.
    pub fn end(&self) -> Option<Seconds> {
        self.timelines
            .with(|timelines| timelines.get(self.open.get()).map(|timeline| timeline.end))
    }

    /// Where the last of all runs ended, or has come to, in virtual seconds.
    pub fn latest_end(&self) -> Seconds {
        self.timelines.with(|timelines| {
            timelines
                .iter()
                .map(|timeline| timeline.end)
                .fold(0.0, f64::max)
        })
    }

    /// Puts the cursor just behind an event of the open variant's run, which happened at `at`.
    pub fn stand_at(&self, at: Seconds, event: usize) {
        self.order.set(Some((self.open.get_untracked(), at, event)));
        self.cursor.set(Some(at));
    }

    /// The last event that has happened at the cursor, where it was put at one of the open variant's: else all of its
    /// moment has.
    pub fn place(&self) -> Option<usize> {
        let (run, at, event) = self.order.get()?;
        (run == self.open.get() && self.cursor.get() == Some(at)).then_some(event)
    }

    /// Whether something of the open variant's run has not happened yet at the cursor.
    pub fn is_later(&self, at: Seconds, event: usize) -> bool {
        self.cursor.get().is_some_and(|cursor| {
            at > cursor || at == cursor && self.place().is_some_and(|place| event > place)
        })
    }

    /// The style that carries the colour of a task of a run: `var(--identity-3)`.
    pub fn colour(&self, run: usize, name: &str) -> String {
        let identity = self.identities.with(|identities| identities.get(run, name));
        format!("var(--identity-{identity})")
    }

    /// Puts the cursor at a moment; behind `end`, at the end.
    pub fn point(&self, at: Seconds, end: Seconds) {
        let cursor = (at < end).then_some(at.max(0.0));
        if self.cursor.get_untracked() != cursor {
            self.cursor.set(cursor);
        }
    }
}

/// Whether two lists that a memo has before and after are not the same.
pub fn differ<T>(
    old: Option<&Vec<T>>,
    new: Option<&Vec<T>>,
    same: impl Fn(&T, &T) -> bool,
) -> bool {
    match (old, new) {
        (Some(old), Some(new)) => {
            old.len() != new.len() || old.iter().zip(new).any(|(old, new)| !same(old, new))
        }
        _ => true,
    }
}
