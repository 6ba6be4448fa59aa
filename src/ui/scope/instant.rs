//! An instant that opens like a fold: whoever zooms in on steps that take no time comes to see their order.

use super::window::Window;
use std::ops::Range;
use trace::{Doer, Order};

/// An instant opens when this share of the whole is shown, or less.
const NEAR: f64 = 0.02;
/// Moments closer than this are one: the resolution of the clock.
const SAME: f64 = 1e-9;

/// The columns of the one instant that a window of the time axis shows, where it shows no other and several steps happen
/// there: there is nothing more to be seen by time.
pub fn alone(order: &Order, window: Window, extent: f64) -> Option<Range<usize>> {
    if window.length() > extent * NEAR {
        return None;
    }
    let columns = &order.columns;
    let first = columns.partition_point(|column| column.from < window.from);
    let end = columns.partition_point(|column| column.from <= window.to);
    let shown = columns.get(first..end)?;
    let (one, other) = (shown.first()?, shown.last()?);
    let steps = shown.iter().filter(|column| column.doer != Doer::Idle);
    let busy = shown
        .iter()
        .any(|column| column.doer != Doer::Idle && column.lasts());
    (other.from - one.from <= SAME && !busy && steps.count() > 1).then_some(first..end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use trace::{Column, Runner};

    fn order(times: &[(f64, f64)]) -> Order {
        let column = |&(from, to): &(f64, f64)| Column {
            doer: if to > from {
                Doer::Idle
            } else {
                Doer::Step(Runner::Script)
            },
            events: 0..1,
            from,
            to,
            lines: None,
            turn: None,
        };
        Order {
            columns: times.iter().map(column).collect(),
            ..Order::default()
        }
    }

    #[test]
    fn one_instant_alone_opens_and_two_do_not() {
        let order = order(&[
            (0.0, 0.0),
            (0.0, 0.0),
            (0.0, 2.0),
            (2.0, 2.0),
            (2.0, 2.0),
            (2.0, 5.0),
        ]);
        let window = |from: f64, to: f64| Window { from, to };
        assert_eq!(alone(&order, window(1.99, 2.01), 5.0), Some(3..6));
        // Too much is shown, or too little is there.
        assert_eq!(alone(&order, window(1.0, 3.0), 5.0), None);
        assert_eq!(alone(&order, window(1.0, 1.05), 5.0), None);
        let close = self::order(&[(1.0, 1.0), (1.0, 1.001), (1.001, 1.001)]);
        assert_eq!(alone(&close, window(0.999, 1.002), 5.0), None);
    }
}
