//! Where in a bar its text stands.

use crate::ui::scope::window::Scale;

/// Narrower labels than this, in CSS pixels, say nothing.
pub(super) const LEAST_ROOM: f64 = 22.0;
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::scope::{
        breaks::{Gap, scale},
        window::Window,
    };

    #[test]
    fn a_label_stands_where_no_break_hides_it() {
        let window = Window {
            from: 0.0,
            to: 60.0,
        };
        let gap = Gap {
            from: 2.0,
            to: 58.0,
        };
        let folded = scale(window, 100.0, 500.0, &[gap]);
        let at = folded.x(2.0);
        // All of the bar is free, or the part before the break has room enough.
        assert_eq!(free(100.0, 160.0, &folded), (100.0, 60.0));
        assert_eq!(free(100.0, 500.0, &folded), (100.0, at - 100.0));
        // It begins just before the break: behind it is more room.
        let (left, width) = free(at - 12.0, 500.0, &folded);
        assert_eq!(left, folded.x(58.0));
        assert!((left + width - 500.0).abs() < 1e-9);
    }
}
