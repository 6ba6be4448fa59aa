//! From one axis to the other, and instants that open.

use super::{COLUMN, COLUMNS, Model};
use crate::ui::{
    look::Axis,
    scope::{
        carried::carried,
        instant::alone,
        walk,
        window::{SHORTEST, Window},
    },
};
use leptos::prelude::*;

impl Model {
    /// The other axis: the cursor stays where it is, and is in view; so does what is focused and selected.
    pub fn switch(&self) {
        let before = self.drawn.get_untracked();
        let axis = match self.look.axis.get_untracked() {
            Axis::Time => Axis::Order,
            Axis::Order => Axis::Time,
        };
        batch(|| {
            self.glide.set(None);
            self.look.hover.set(None);
            self.look.axis.set(axis);
            self.chosen.set(None);
            self.measured.set(None);
            self.opened.set(None);
        });
        let now = self.drawn.get_untracked();
        for signal in [self.focus, self.look.selection] {
            if let Some(spot) = signal.get_untracked() {
                let carried = before
                    .get(spot.run)
                    .zip(now.get(spot.run))
                    .and_then(|(before, now)| carried(spot, before, now));
                signal.set(carried);
            }
        }
        if axis == Axis::Order {
            self.show_around_cursor();
        }
    }

    /// Opens the instant that a window of the time axis shows alone: its steps, in their order.
    pub(super) fn opens(&self, goal: Window, factor: f64) -> bool {
        if factor <= 1.0 || self.look.axis.get_untracked() != Axis::Time {
            return false;
        }
        let (run, extent) = (self.look.open.get_untracked(), self.extent.get_untracked());
        let columns = self
            .look
            .orders
            .with_untracked(|orders| alone(orders.get(run)?, goal, extent));
        let Some(columns) = columns else {
            return false;
        };
        self.switch();
        // A column of what is around, at either side.
        let window = Window {
            from: columns.start as f64 - 1.0,
            to: columns.end as f64 + 1.0,
        };
        let window = window.within(self.extent.get_untracked());
        self.show(window, false);
        self.opened.set(Some((goal, window.length())));
        self.hint.set(Some(
            "One instant, opened: every step has width. Zoom out to go back.",
        ));
        true
    }

    /// Closes an opened instant again when it is zoomed out of.
    pub(super) fn closes(&self, goal: Window, factor: f64) -> bool {
        let Some((window, columns)) = self.opened.get_untracked() else {
            return false;
        };
        let leaves = factor < 1.0 && goal.length() > columns * 1.6;
        if self.look.axis.get_untracked() != Axis::Order || !leaves {
            return false;
        }
        self.switch();
        let extent = self.extent.get_untracked();
        let around = f64::midpoint(window.from, window.to);
        self.show(window.zoomed(0.25, around, extent, SHORTEST), false);
        true
    }

    /// On the order axis as many columns as can be read, around the cursor.
    fn show_around_cursor(&self) {
        let scale = untrack(|| self.scale());
        let most = ((scale.right - scale.left) / COLUMN).floor().max(COLUMNS);
        let extent = self.extent.get_untracked();
        if extent > most {
            let at = untrack(|| self.cursor()).min(extent);
            let from = at - most / 2.0;
            let to = from + most;
            self.show(Window { from, to }.within(extent), false);
        }
    }

    /// Zooms to what is selected, or focused: a step of no length until its instant can be told apart from others.
    pub fn zoom_to_selection(&self) {
        let spot = self
            .look
            .selection
            .get_untracked()
            .or(self.focus.get_untracked());
        let extent = self.extent.get_untracked();
        if let Some(window) = self.measured.get_untracked() {
            self.measured.set(None);
            self.show(window.within(extent), true);
            return;
        }
        let found = spot.and_then(|spot| {
            self.drawn.with_untracked(|drawn| {
                walk::extent(drawn.get(spot.run)?.lanes.get(spot.lane)?, spot.span)
            })
        });
        let Some((from, to)) = found else { return };
        let least = match self.look.axis.get_untracked() {
            Axis::Time => (extent / 1000.0).max(SHORTEST),
            Axis::Order => COLUMNS,
        };
        let length = (to - from).max(least);
        let middle = f64::midpoint(from, to);
        let half = length * 0.55;
        let window = Window {
            from: middle - half,
            to: middle + half,
        };
        self.show(window.within(extent), true);
    }
}
