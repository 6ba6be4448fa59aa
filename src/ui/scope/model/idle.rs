//! What is folded of the time axis.

use super::Model;
use crate::ui::{
    look::Axis,
    scope::{
        breaks::{Gap, idle, lasts, played},
        layout::{Kind, Layout},
        window::Window,
    },
    transport::Way,
};
use leptos::prelude::*;
use std::sync::Arc;
use trace::Timeline;

impl Model {
    /// Folds the idle stretches of the time axis, or shows all of it evenly again.
    pub fn fold_idle(&self) {
        let folds = !self.folds.get_untracked();
        batch(|| {
            self.unfolded.set(Vec::new());
            self.folds.set(folds);
            if folds && self.look.axis.get_untracked() == Axis::Order {
                self.switch();
            }
        });
        if !folds {
            self.said.set("Time is even again.".to_owned());
            return;
        }
        let said = match self.gaps.with_untracked(|gaps| gaps.len()) {
            0 => {
                self.folds.set(false);
                let none = "No stretch in which nothing happens is long enough to fold.";
                self.hint.set(Some(none));
                none.to_owned()
            }
            1 => "One idle stretch is folded.".to_owned(),
            count => format!("{count} idle stretches are folded."),
        };
        self.said.set(said);
    }

    /// How the cursor plays along the time axis: fast over what is folded.
    pub fn way(&self) -> Way {
        let model = *self;
        let from = move |(at, seconds): (f64, f64)| {
            let scale = model.scale();
            model.gaps.with(|gaps| played(scale, gaps, at, seconds))
        };
        let all = move |()| lasts(model.scale_of(Window::whole(model.extent.get())));
        Way {
            from: Callback::new(from),
            all: Callback::new(all),
        }
    }

    /// Unfolds the stretch that a moment is in; with the last one folding is over.
    pub fn unfold_at(&self, at: f64) {
        self.unfolded.update(|all| all.push(at));
        if self.gaps.with_untracked(|gaps| gaps.is_empty()) {
            self.folds.set(false);
            self.unfolded.set(Vec::new());
        }
    }
}

/// The stretches in which nothing happens in any lane that is shown, of a scope so many CSS pixels wide.
pub(super) fn quiet(
    timelines: &[Arc<Timeline>],
    layout: &Layout,
    extent: f64,
    width: f64,
) -> Arc<Vec<Gap>> {
    // About so much is left beside the names: the stretches need not change with every pixel.
    let room = (width * 0.8 / 50.0).round() * 50.0;
    let each = timelines.iter().map(|timeline| &**timeline);
    Arc::new(idle(each.zip(shown_lanes(layout)), extent, room))
}

/// Stretches, but for those that hold one of these moments.
pub(super) fn without(gaps: Arc<Vec<Gap>>, moments: &[f64]) -> Arc<Vec<Gap>> {
    if moments.is_empty() {
        return gaps;
    }
    let open = |gap: &Gap| moments.iter().any(|at| (gap.from..=gap.to).contains(at));
    Arc::new(gaps.iter().copied().filter(|gap| !open(gap)).collect())
}

/// The lanes of each variant that have a row, alone or in a crowd.
fn shown_lanes(layout: &Layout) -> Vec<Vec<usize>> {
    let each = layout.sections.iter().map(|section| {
        let rows = layout.rows[section.clone()].iter();
        rows.flat_map(|row| match row.kind {
            Kind::Lane(lane) => lane..lane + 1,
            Kind::Fold { fold, open: false } => fold.first..fold.end,
            _ => 0..0,
        })
        .collect()
    });
    each.collect()
}
