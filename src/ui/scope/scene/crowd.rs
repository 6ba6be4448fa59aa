//! A crowd's picture in a frame.

use super::{RAIL, Rect, Sight, Stage, layer};
use crate::ui::scope::{
    fold::Fold,
    layout::Row,
    tally::{COLUMN, COUNTED, Crowd, tally},
};
use trace::State;

impl Stage {
    pub(super) fn crowd(&mut self, sight: &Sight, row: &Row, fold: Fold) {
        let Sight {
            scale, division, ..
        } = *sight;
        let left = division.gutter;
        let Some(lanes) = sight.timelines[row.run].lanes.get(fold.first..fold.end) else {
            return;
        };
        let spans = self
            .crowds
            .entry((row.run, fold.first, fold.end))
            .or_insert_with(|| Crowd::of(lanes));
        let counted = || (scale, tally(spans, scale, left, sight.width));
        let (made_for, columns) = self
            .tallies
            .entry((row.run, fold.first))
            .or_insert_with(counted);
        let needed = ((sight.width - left) / COLUMN).ceil().max(0.0) as usize;
        if *made_for != scale || columns.len() != needed {
            (*made_for, *columns) = counted();
        }
        let top = row.top - sight.scroll + division.crowd_top;
        let bottom = row.bottom() - sight.scroll - 4.0;
        let unit = (bottom - top) / fold.tasks() as f64;
        let mut start = 0;
        for same in columns.chunk_by(|one, other| one == other) {
            let x = left + start as f64 * COLUMN;
            let width = same.len() as f64 * COLUMN;
            start += same.len();
            let mut y = bottom;
            for (state, &count) in COUNTED.iter().zip(&same[0].counts) {
                if count == 0 {
                    continue;
                }
                // One task among thousands is still to be seen.
                let height = (f64::from(count) * unit).max(2.0).min(y - top);
                y -= height;
                self.scene.fills[layer(*state)].push(Rect {
                    x,
                    y,
                    width,
                    height,
                });
            }
            if same[0].stepped {
                self.scene.steps[layer(State::Running)].push(Rect {
                    x,
                    y: bottom - RAIL,
                    width,
                    height: RAIL,
                });
            }
        }
    }
}
