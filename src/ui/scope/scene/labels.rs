//! Where in a bar its text stands.

use crate::ui::scope::window::Scale;

/// Narrower labels than this, in CSS pixels, say nothing.
pub(super) const LEAST_ROOM: f64 = 30.0;
/// As much room as this, in CSS pixels, a label can do with.
const ROOMY: f64 = 110.0;
/// Between a span's edge and its text; less where there is little room.
pub(super) fn padding(width: f64) -> f64 {
    if width < 64.0 { 4.0 } else { 6.0 }
}
/// The part of a bar that no break hides and where a label is best: the first with room for one, or else the widest.
pub(super) fn free(left: f64, right: f64, scale: &Scale) -> (f64, f64) {
    let mut from = left;
    let mut widest = (left, 0.0);
    let breaks = scale.breaks.shown().iter();
    for (to, next) in breaks
        .map(|found| (found.x, found.x + found.width))
        .filter(|(to, next)| *to < right && *next > left)
        .chain([(right, right)])
    {
        if to - from > widest.1 {
            widest = (from, to - from);
        }
        if widest.1 >= ROOMY {
            break;
        }
        from = next;
    }
    widest
}
