//! What is known of a span beside its lane: its place in the order, and its reason.

use super::{Model, TOLD};
use crate::ui::{look::Axis, scope::hit::Spot};
use leptos::prelude::*;
use trace::{
    Owner, Runner, State,
    causes::told::{because, column_of_span},
};

impl Model {
    /// What let a span begin, or for a wait end, in words; for runs of which that is worked out without being asked for.
    pub fn because(&self, spot: Spot) -> Option<String> {
        let record = self
            .look
            .runs
            .with(|runs| runs.get(spot.run).map(|run| run.record.clone()))?;
        if self.running.get() || record.events() > TOLD {
            return None;
        }
        let (owner, event, state) = self.drawn.with(|drawn| {
            let lane = drawn.get(spot.run)?.lanes.get(spot.lane)?;
            let span = lane.spans.get(spot.span)?;
            Some((lane.owner, span.event, span.state))
        })?;
        let who = match owner {
            Owner::Task(task) => Runner::Task(task),
            Owner::Thread(thread) => Runner::Thread(thread),
            Owner::Loop | Owner::Heart | Owner::Connection(..) => return None,
        };
        let order = self
            .look
            .orders
            .with(|orders| orders.get(spot.run).cloned())?;
        let causes = self
            .look
            .causes
            .with(|causes| causes.get(spot.run).cloned())?;
        let is_step = matches!(state, State::Running | State::Blocking);
        let column = column_of_span(&order, owner, event, is_step)?;
        because(record.read().trace(), &order, &causes, column, who)
    }

    /// The record of a run, and the run in columns; only where the order is the axis.
    pub fn with_order<T>(
        &self,
        run: usize,
        read: impl FnOnce(&trace::Trace, &trace::Order) -> Option<T>,
    ) -> Option<T> {
        if self.look.axis.get() == Axis::Time {
            return None;
        }
        let record = self
            .look
            .runs
            .with(|runs| runs.get(run).map(|run| run.record.clone()))?;
        self.look
            .orders
            .with(|orders| read(record.read().trace(), orders.get(run)?))
    }
}
