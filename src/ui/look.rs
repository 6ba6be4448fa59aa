//! What all panels look at: every panel reads it, and few write it.

use super::{
    engine::recording::Record,
    run::Run,
    scope::{Hover, Spot},
};
use leptos::prelude::*;
use std::sync::Arc;
use trace::{Causes, Identities, Order, Seconds, Timeline};

/// What the scope's axis shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Axis {
    /// Virtual seconds.
    #[default]
    Time,
    /// One column a step: what happens in no time has width.
    Order,
}

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
    order: StoredValue<Option<(usize, Seconds, usize)>>,
    /// A playground has just been put there, and its moment is still to be found.
    pub fresh: RwSignal<bool>,
    /// Where the page itself put the cursor, in virtual seconds: nobody has moved it while it is still there.
    pub placed: RwSignal<Option<Seconds>>,
    /// The span that was clicked last.
    pub selection: RwSignal<Option<Spot>>,
    /// What is pointed at.
    pub hover: RwSignal<Option<Hover>>,
    /// The rows of each run.
    pub timelines: Memo<Vec<Arc<Timeline>>>,
    /// What the scope's axis shows.
    pub axis: RwSignal<Axis>,
    /// Each run in columns; worked out where it is looked at.
    pub orders: Memo<Vec<Arc<Order>>>,
    /// What let each step of each run happen; worked out where it is looked at.
    pub causes: Memo<Vec<Arc<Causes>>>,
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
        let columns = Memo::new_with_compare(
            move |before: Option<&Vec<(Arc<Timeline>, Arc<Order>)>>| {
                runs.with(|runs| {
                    runs.iter()
                        .enumerate()
                        .map(|(place, run)| columns(place, run, before))
                        .collect::<Vec<_>>()
                })
            },
            |old, new| differ(old, new, |old, new| Arc::ptr_eq(&old.1, &new.1)),
        );
        let orders = Memo::new_with_compare(
            move |_| {
                columns.with(|columns| {
                    columns
                        .iter()
                        .map(|(_, order)| Arc::clone(order))
                        .collect::<Vec<_>>()
                })
            },
            |old, new| differ(old, new, Arc::ptr_eq),
        );
        let known = Memo::new_with_compare(
            move |before: Option<&Vec<(Arc<Order>, Arc<Causes>)>>| {
                let orders = orders.get();
                runs.with(|runs| {
                    let each = runs.iter().zip(orders).enumerate();
                    each.map(|(place, (run, order))| causes(place, run, order, before))
                        .collect::<Vec<_>>()
                })
            },
            |old, new| differ(old, new, |old, new| Arc::ptr_eq(&old.1, &new.1)),
        );
        let causes = Memo::new_with_compare(
            move |_| {
                known.with(|known| {
                    known
                        .iter()
                        .map(|(_, causes)| Arc::clone(causes))
                        .collect::<Vec<_>>()
                })
            },
            |old, new| differ(old, new, Arc::ptr_eq),
        );
        Self {
            runs,
            open: RwSignal::new(0),
            cursor: RwSignal::new(None),
            order: StoredValue::new(None),
            fresh: RwSignal::new(true),
            placed: RwSignal::new(None),
            selection: RwSignal::new(None),
            hover: RwSignal::new(None),
            timelines,
            axis: RwSignal::new(Axis::Time),
            orders,
            causes,
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
        // The cursor tells of both.
        self.order
            .set_value(Some((self.open.get_untracked(), at, event)));
        self.cursor.set(Some(at));
    }

    /// The last event that has happened at the cursor, where it was put at one of the open variant's: else all of its
    /// moment has.
    pub fn place(&self) -> Option<usize> {
        let (open, cursor) = (self.open.get(), self.cursor.get());
        let (run, at, event) = self.order.get_value()?;
        (run == open && cursor == Some(at)).then_some(event)
    }

    /// Whether something of the open variant's run has not happened yet at the cursor.
    pub fn is_later(&self, at: Seconds, event: usize) -> bool {
        self.cursor.get().is_some_and(|cursor| {
            at > cursor || at == cursor && self.place().is_some_and(|place| event > place)
        })
    }

    /// Where the cursor is on the order axis of a run: a column, and how much of it is over; none where there is no such
    /// run. In another variant's than the open one it is where all of its moment has happened.
    pub fn position(&self, run: usize) -> Option<f64> {
        let record = self
            .runs
            .with(|runs| runs.get(run).map(|run| run.record.clone()))?;
        self.orders.with(|orders| {
            let order = orders.get(run)?;
            let Some(at) = self.cursor.get() else {
                return Some(order.columns.len() as f64);
            };
            let place = self.place().filter(|_| run == self.open.get());
            Some(order.position(record.read().trace(), at, place))
        })
    }

    /// Puts the cursor at a position on the order axis of a run, whose variant opens; behind its last column, at the end.
    pub fn go_to(&self, run: usize, position: f64) {
        let record = self
            .runs
            .with_untracked(|runs| runs.get(run).map(|run| run.record.clone()));
        let Some(record) = record else { return };
        if self.open.get_untracked() != run {
            self.open.set(run);
        }
        let moment = self.orders.with_untracked(|orders| {
            let order = orders.get(run)?;
            order.moment(record.read().trace(), position)
        });
        match moment {
            Some((at, Some(event))) => self.stand_at(at, event),
            Some((at, None)) => self.point(at, f64::INFINITY),
            None => self.cursor.set(None),
        }
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

/// A run in columns: those from before, where its rows are the same.
fn columns(
    place: usize,
    run: &Run,
    before: Option<&Vec<(Arc<Timeline>, Arc<Order>)>>,
) -> (Arc<Timeline>, Arc<Order>) {
    let known = before.and_then(|before| before.get(place));
    if let Some(known) = known.filter(|(rows, _)| Arc::ptr_eq(rows, &run.timeline)) {
        return known.clone();
    }
    let order = Order::of(run.record.read().trace(), &run.timeline);
    (Arc::clone(&run.timeline), Arc::new(order))
}

/// The causes in a run: those from before, where its columns are the same.
fn causes(
    place: usize,
    run: &Run,
    order: Arc<Order>,
    before: Option<&Vec<(Arc<Order>, Arc<Causes>)>>,
) -> (Arc<Order>, Arc<Causes>) {
    let known = before.and_then(|before| before.get(place));
    if let Some(known) = known.filter(|(columns, _)| Arc::ptr_eq(columns, &order)) {
        return known.clone();
    }
    let causes = Causes::of(run.record.read().trace(), &order);
    (order, Arc::new(causes))
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
