//! How tall rows are, when there is little room, and what time it is for movements.

use crate::ui::scope::layout::Measures;
use leptos::prelude::window;

/// Narrower than this, in CSS pixels, names stand above their lanes.
pub(super) const NARROW: f64 = 560.0;
/// A header's height until it was measured.
pub(super) const HEADER: f64 = 40.0;
/// A lane's height.
pub(super) const LANE: f64 = 24.0;
/// The same where all lanes fit on the screen at once.
pub(super) const ROOMY_LANE: f64 = 32.0;
/// The same with its name above.
pub(super) const NARROW_LANE: f64 = 40.0;
/// The row with the turns' numbers, on the order axis.
pub(super) const TURNS: f64 = 22.0;

/// Whether names stand above their lanes in a scope of this width.
pub(super) fn is_narrow(width: f64) -> bool {
    width < NARROW
}

/// How tall the rows of so many variants are.
pub(super) fn measures(lane: f64, turns: f64, mut headers: Vec<f64>, runs: usize) -> Measures {
    headers.resize(runs, HEADER);
    Measures {
        headers,
        turns,
        lane,
        fold: if lane == NARROW_LANE { 60.0 } else { 48.0 },
        gap: 12.0,
    }
}

/// Milliseconds of the page's own clock.
pub(super) fn now() -> f64 {
    window().performance().map_or(0.0, |clock| clock.now())
}

/// Whether the reader wants nothing to move.
pub(super) fn reduced_motion() -> bool {
    window()
        .match_media("(prefers-reduced-motion: reduce)")
        .ok()
        .flatten()
        .is_some_and(|query| query.matches())
}
