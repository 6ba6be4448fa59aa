//! Putting the cursor somewhere, selecting, measuring.

use super::Model;
use crate::ui::{
    look::Axis,
    scope::{hit::Spot, walk, window::Window},
};
use leptos::prelude::*;

impl Model {
    /// Where the cursor is on the axis, in the open variant.
    pub fn cursor(&self) -> f64 {
        let extent = self.extent.get();
        match self.look.axis.get() {
            Axis::Time => self.look.cursor.get().unwrap_or(extent),
            Axis::Order => self.look.position(self.look.open.get()).unwrap_or(extent),
        }
    }

    /// Puts the cursor at a position, on the order axis in this run or else the open one; behind the end of everything, at
    /// the end.
    pub fn scrub(&self, x: f64, run: Option<usize>) {
        let scale = untrack(|| self.scale());
        match self.look.axis.get_untracked() {
            Axis::Time => self.point(scale.rounded(scale.at(x))),
            Axis::Order => {
                let run = run.unwrap_or(self.look.open.get_untracked());
                self.look.go_to(run, scale.at(x));
            }
        }
    }

    /// Puts the cursor at a moment, or on the order axis at a place in it.
    pub fn point(&self, at: f64) {
        match self.look.axis.get_untracked() {
            Axis::Time => self.look.point(at, self.extent.get_untracked()),
            Axis::Order => self.look.go_to(self.look.open.get_untracked(), at),
        }
    }

    /// Puts the cursor into a span that was clicked at a position.
    pub fn enter(&self, spot: Spot, x: f64) {
        let extent = self.drawn.with_untracked(|drawn| {
            walk::extent(drawn.get(spot.run)?.lanes.get(spot.lane)?, spot.span)
        });
        let Some((from, to)) = extent else { return };
        let scale = untrack(|| self.scale());
        let at = scale.at(x).clamp(from, to.max(from));
        match self.look.axis.get_untracked() {
            Axis::Order => self.look.go_to(spot.run, at),
            Axis::Time if to > from => self.point(scale.rounded(at).clamp(from, to)),
            // A step: just when it has begun.
            Axis::Time => {
                let event = self.look.timelines.with_untracked(|timelines| {
                    spot.span(timelines.get(spot.run)?).map(|span| span.event)
                });
                match event {
                    Some(event) => self.look.stand_at(from, event),
                    None => self.point(from),
                }
            }
        }
    }

    /// Selects a span, and opens its variant.
    pub fn select(&self, spot: Spot) {
        self.look.selection.set(Some(spot));
        self.focus.set(Some(spot));
        if self.look.open.get_untracked() != spot.run {
            self.look.open.set(spot.run);
        }
    }

    /// Selects a span, and asks for its line.
    pub fn open(&self, spot: Spot) {
        self.select(spot);
        if let Some(line) = self.line(spot) {
            self.on_line.run((spot.run, line));
        }
    }

    /// The line that a span points at: its own, or that of the call that held the loop meanwhile.
    pub fn line(&self, spot: Spot) -> Option<u32> {
        self.drawn.with_untracked(|timelines| {
            let span = spot.span(timelines.get(spot.run)?)?;
            span.line
                .or_else(|| span.held_by.iter().find_map(|holder| holder.line))
        })
    }

    /// Notes what was measured between two positions.
    pub fn measure(&self, from: f64, to: f64) {
        let scale = untrack(|| self.scale());
        let at = |x: f64| scale.at(x.clamp(scale.left, scale.right));
        let (from, to) = (at(from.min(to)), at(from.max(to)));
        self.measured
            .set((to > from).then_some(Window { from, to }));
    }
}
