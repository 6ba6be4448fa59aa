//! Moving the window: zoom, pan, and the short way to a new place.

use super::{
    GLIDE, Model,
    measures::{now, reduced_motion},
};
use crate::ui::{
    look::Axis,
    scope::{
        breaks,
        hit::Spot,
        walk,
        window::{FEWEST, SHORTEST, Window},
    },
};
use leptos::prelude::*;

impl Model {
    /// Zooms around a position, at once or in a short movement.
    pub fn zoom(&self, factor: f64, x: f64, glide: bool) {
        self.leave();
        let scale = untrack(|| self.scale());
        let extent = self.extent.get_untracked();
        // Presses in quick succession add up.
        let from = if glide { self.goal() } else { scale.window };
        let around = scale.at(x.clamp(scale.left, scale.right));
        let shortest = match self.look.axis.get_untracked() {
            Axis::Time => SHORTEST,
            Axis::Order => FEWEST,
        };
        let gaps = self.gaps.get_untracked();
        let goal = if gaps.is_empty() {
            from.zoomed(factor, around, extent, shortest)
        } else {
            let scale = untrack(|| self.scale_of(from));
            let x = scale.x(around).clamp(scale.left, scale.right);
            breaks::zoomed(scale, &gaps, factor, x, extent, shortest)
        };
        if self.opens(goal, factor) || self.closes(goal, factor) {
            return;
        }
        self.show(goal, glide);
    }

    /// What was under the pointer no longer is.
    fn leave(&self) {
        if self.look.hover.get_untracked().is_some() {
            self.look.hover.set(None);
        }
    }

    /// Moves the window by a number of CSS pixels.
    pub fn pan(&self, pixels: f64, glide: bool) {
        self.leave();
        let scale = untrack(|| self.scale());
        let from = if glide { self.goal() } else { scale.window };
        let (gaps, extent) = (self.gaps.get_untracked(), self.extent.get_untracked());
        let goal = if gaps.is_empty() {
            from.panned(pixels * scale.seconds_per_pixel(), extent)
        } else {
            let scale = untrack(|| self.scale_of(from));
            breaks::panned(scale, &gaps, pixels, extent)
        };
        self.show(goal, glide);
    }

    /// Shows everything.
    pub fn fit(&self) {
        self.show(Window::whole(self.extent.get_untracked()), true);
    }

    /// Goes to a window.
    pub fn show(&self, goal: Window, glide: bool) {
        let extent = self.extent.get_untracked();
        let from = untrack(|| self.window());
        if glide && !reduced_motion() && from != goal {
            self.glide.set(Some((from, goal, now())));
        } else {
            self.glide.set(None);
            self.settle(goal, extent);
        }
    }

    fn settle(&self, window: Window, extent: f64) {
        // The whole stays the whole when the run grows.
        let whole = Window::whole(extent);
        let chosen = (window.length() < whole.length() * (1.0 - 1e-9)).then_some(window);
        if self.chosen.get_untracked() != chosen {
            self.chosen.set(chosen);
        }
    }

    /// Moves a gliding window to where it is now. Whether it is still on its way.
    pub fn advance(&self) -> bool {
        let Some((from, goal, since)) = self.glide.get_untracked() else {
            return false;
        };
        let share = ((now() - since) / GLIDE).clamp(0.0, 1.0);
        let extent = self.extent.get_untracked();
        if share >= 1.0 {
            self.glide.set(None);
            self.settle(goal, extent);
            return false;
        }
        let eased = 1.0 - (1.0 - share).powi(4);
        self.chosen.set(Some(from.toward(goal, eased)));
        true
    }

    /// What is shown once the window stands still.
    pub fn goal(&self) -> Window {
        match self.glide.get_untracked() {
            Some((_, goal, _)) => goal,
            None => untrack(|| self.window()),
        }
    }

    /// Whether the window is on its way to a new place.
    pub fn glides(&self) -> bool {
        self.glide.get().is_some()
    }

    /// Scrolls and pans so that a spot can be seen; tells how far down the rows should be scrolled.
    pub fn reveal(&self, spot: Spot) -> Option<f64> {
        let (from, to) = self.drawn.with_untracked(|timelines| {
            walk::extent(timelines.get(spot.run)?.lanes.get(spot.lane)?, spot.span)
        })?;
        let window = untrack(|| self.window());
        let shown = window.showing(from, to, self.extent.get_untracked());
        if shown != window {
            self.show(shown, true);
        }
        let layout = self.layout.get_untracked();
        let row = layout.rows[layout.lane(spot.run, spot.lane)?];
        let header = layout.rows[layout.sections.get(spot.run)?.start];
        let (scroll, (_, height)) = (self.scroll.get_untracked(), self.size.get_untracked());
        // A header sticks to the top, over the first rows.
        let highest = (row.top - header.height).max(0.0);
        let lowest = row.bottom() + 8.0 - height;
        if scroll > highest {
            Some(highest)
        } else if scroll < lowest {
            Some(lowest)
        } else {
            None
        }
    }

    /// How far down the rows should be scrolled so that a variant's first lanes can be seen; none where they can.
    pub fn brings_into_view(&self, run: usize) -> Option<f64> {
        let layout = self.layout.get_untracked();
        let (top, bottom) = layout.section(run)?;
        let (scroll, (_, height)) = (self.scroll.get_untracked(), self.size.get_untracked());
        let seen = bottom.min(scroll + height) - top.max(scroll);
        let enough = (bottom - top).min(height / 2.0).min(120.0);
        (seen < enough).then_some(top)
    }
}
