//! What the order axis and the causes add to a frame.

use super::{Columns, Label, Rect, Sight, Stage};
use crate::ui::scope::{
    arrows::{Places, Ties, lanes_of},
    layout::Row,
};
use trace::{State, number::spoken};

/// Where a variant's lanes are in a frame: from where down, and how high; nowhere where they are out of view.
pub(super) fn below_header(sight: &Sight, run: usize) -> Option<(f64, f64)> {
    let layout = sight.layout;
    let (top, bottom) = layout.section(run)?;
    let header = layout.rows[layout.sections[run].start].height;
    let (y, height) = (top + header - sight.scroll, bottom - top - header);
    (y <= sight.height && y + height >= 0.0).then_some((y, height))
}

impl Stage {
    /// Causes, marks and critical paths of the variants in view.
    pub(super) fn ties(&mut self, sight: &Sight, ties: &Ties) {
        for (run, timeline) in sight.timelines.iter().enumerate() {
            let in_view = sight.layout.section(run).is_some_and(|(top, bottom)| {
                bottom > sight.scroll && top < sight.scroll + sight.height
            });
            if !in_view {
                continue;
            }
            let lanes = self.owners.entry(run).or_insert_with(|| lanes_of(timeline));
            let places = Places::new(sight, run, lanes);
            let pointed = sight.hovered.or(sight.selected);
            self.scene.arrows.extend(places.arrows(ties, pointed));
            self.scene.path.extend(places.path(ties));
            if let Some(causes) = ties.causes.get(run) {
                self.scene.signs.extend(places.signs(causes));
            }
        }
    }

    /// Where turns begin, every second one shaded.
    pub(super) fn turns(&mut self, sight: &Sight, columns: Columns) {
        let Sight { scale, .. } = *sight;
        let (left, right) = (sight.division.gutter, sight.width);
        for (run, order) in columns.orders.iter().enumerate() {
            let Some((y, height)) = below_header(sight, run) else {
                continue;
            };
            let first = order
                .turns
                .partition_point(|turn| turn.end as f64 <= scale.at(left));
            let end = order
                .turns
                .partition_point(|turn| (turn.column as f64) < scale.at(right));
            // So many that they would be a grey ground.
            if end.saturating_sub(first) as f64 * 8.0 < right - left {
                for (number, turn) in order.turns.iter().enumerate().take(end).skip(first) {
                    let from = scale.x(turn.column as f64);
                    let to = scale.x(turn.end as f64).min(right);
                    let within = from.max(left);
                    if number % 2 == 0 && to > within {
                        self.scene.bands.push(Rect {
                            x: within,
                            y,
                            width: to - within,
                            height,
                        });
                    }
                    if from >= left {
                        self.scene.turns.push(Rect {
                            x: from - 0.5,
                            y,
                            width: 1.0,
                            height,
                        });
                    }
                }
            }
        }
    }

    /// The numbers of turns, and the moment where that is another than the turn's before.
    pub(super) fn turn_names(&mut self, sight: &Sight, row: &Row) {
        let Some(order) = sight
            .columns
            .and_then(|columns| columns.orders.get(row.run))
        else {
            return;
        };
        let (scale, left) = (sight.scale, sight.division.gutter);
        let first = order
            .turns
            .partition_point(|turn| turn.end as f64 <= scale.at(left));
        let mut free = f64::NEG_INFINITY;
        for (number, turn) in order.turns.iter().enumerate().skip(first) {
            let x = scale.x(turn.column as f64).max(left);
            if x > sight.width {
                break;
            }
            let to = scale.x(turn.end as f64);
            if x < free || to - x < 14.0 {
                continue;
            }
            let before = number.checked_sub(1).map(|before| order.turns[before].at);
            let mut texts = Vec::new();
            if before != Some(turn.at) {
                texts.push(format!("turn {} · {}", number + 1, spoken(turn.at)));
            }
            texts.push(format!("turn {}", number + 1));
            texts.push((number + 1).to_string());
            self.scene.labels.push(Label {
                x: x + 4.0,
                y: row.top - sight.scroll + row.height / 2.0,
                room: to - x - 6.0,
                texts,
                state: State::Idle,
            });
            free = to;
        }
    }
}
