//! Which rows there are, and how far down each one is.

use super::{
    filter::Filter,
    fold::{Fold, folds},
};
use std::{collections::HashSet, ops::Range};
use trace::{Owner, Timeline};

/// What a row shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A variant's name, total and sentence.
    Header,
    /// The turns of the loop; on the order axis alone.
    Turns,
    /// A lane, by its index in the timeline.
    Lane(usize),
    /// A crowd of lanes.
    Fold {
        /// Which lanes.
        fold: Fold,
        /// Whether they follow as rows of their own.
        open: bool,
    },
}

/// One row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Row {
    /// Index of the variant.
    pub run: usize,
    /// What it shows.
    pub kind: Kind,
    /// Distance of its upper edge from the top of all rows, in CSS pixels.
    pub top: f64,
    /// Its height, in CSS pixels.
    pub height: f64,
}

impl Row {
    /// Its lower edge.
    pub fn bottom(&self) -> f64 {
        self.top + self.height
    }

    /// Where the row belongs among the rows of its variant; folds come before the lanes that they hold.
    fn place(&self) -> (usize, usize, bool) {
        match self.kind {
            Kind::Header | Kind::Turns => (self.run, 0, false),
            Kind::Fold { fold, .. } => (self.run, fold.first, false),
            Kind::Lane(lane) => (self.run, lane, true),
        }
    }
}

/// How tall rows are, in CSS pixels.
#[derive(Clone, Debug, PartialEq)]
pub struct Measures {
    /// The header of each variant: its sentence may need several lines.
    pub headers: Vec<f64>,
    /// The turns of the loop; 0 where they are not shown.
    pub turns: f64,
    /// A lane.
    pub lane: f64,
    /// A crowd.
    pub fold: f64,
    /// Between two variants.
    pub gap: f64,
}

/// What the reader has folded and unfolded.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Folding {
    /// Variants that show their loop alone.
    pub closed: HashSet<usize>,
    /// Crowds that were unfolded: the variant, and whose the crowd's first row is.
    pub opened: HashSet<(usize, Owner)>,
    /// Which lanes are wanted at all.
    pub filter: Filter,
}

/// The rows of all variants.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Layout {
    /// From top to bottom.
    pub rows: Vec<Row>,
    /// The rows of each variant.
    pub sections: Vec<Range<usize>>,
    /// How tall they are together, in CSS pixels.
    pub height: f64,
    /// How tall a lane is.
    pub lane_height: f64,
    /// How many lanes the filter hides.
    pub hidden: usize,
}

impl Layout {
    /// Stacks the rows of some timelines.
    pub fn of<'a>(
        timelines: impl ExactSizeIterator<Item = &'a Timeline>,
        folding: &Folding,
        measures: &Measures,
    ) -> Self {
        // What is compared should be on the screen together.
        let keep = if timelines.len() > 1 { 20 } else { 50 };
        let mut layout = Self {
            lane_height: measures.lane,
            ..Self::default()
        };
        for (run, timeline) in timelines.enumerate() {
            if run > 0 {
                layout.height += measures.gap;
            }
            let start = layout.rows.len();
            let header = measures.headers.get(run).copied().unwrap_or_default();
            layout.push(run, Kind::Header, header);
            if measures.turns > 0.0 && !timeline.lanes.is_empty() {
                layout.push(run, Kind::Turns, measures.turns);
            }
            if folding.closed.contains(&run) {
                if !timeline.lanes.is_empty() {
                    layout.push(run, Kind::Lane(0), measures.lane);
                }
            } else {
                layout.push_lanes(run, timeline, keep, folding, measures);
            }
            layout.sections.push(start..layout.rows.len());
        }
        layout
    }

    /// Lanes of some of so many timelines, without anything else.
    pub fn of_pins(mut lanes: Vec<(usize, usize)>, runs: usize, lane: f64) -> Self {
        lanes.sort_unstable();
        let mut layout = Self {
            lane_height: lane,
            ..Self::default()
        };
        for run in 0..runs {
            let start = layout.rows.len();
            for (_, index) in lanes.iter().filter(|(of, _)| *of == run) {
                layout.push(run, Kind::Lane(*index), lane);
            }
            layout.sections.push(start..layout.rows.len());
        }
        layout
    }

    fn push_lanes(
        &mut self,
        run: usize,
        timeline: &Timeline,
        keep: usize,
        folding: &Folding,
        measures: &Measures,
    ) {
        if !folding.filter.is_off() {
            // What was looked for has rows of its own, however many there are.
            for (lane, found) in timeline.lanes.iter().enumerate() {
                match folding.filter.keeps(found) {
                    true => self.push(run, Kind::Lane(lane), measures.lane),
                    false => self.hidden += 1,
                }
            }
            return;
        }
        let folds = folds(&timeline.lanes, keep);
        let mut folds = folds.into_iter().peekable();
        let mut lane = 0;
        while lane < timeline.lanes.len() {
            // Folds inside a closed one were skipped with it.
            while folds.next_if(|fold| fold.first < lane).is_some() {}
            if let Some(fold) = folds.next_if(|fold| fold.first == lane) {
                let open = folding.opened.contains(&(run, fold.of));
                self.push(run, Kind::Fold { fold, open }, measures.fold);
                if !open {
                    lane = fold.end;
                    continue;
                }
            }
            self.push(run, Kind::Lane(lane), measures.lane);
            lane += 1;
        }
    }

    fn push(&mut self, run: usize, kind: Kind, height: f64) {
        self.rows.push(Row {
            run,
            kind,
            top: self.height,
            height,
        });
        self.height += height;
    }

    /// Indices of the rows that are at least partly between two heights.
    pub fn between(&self, top: f64, bottom: f64) -> Range<usize> {
        let first = self.rows.partition_point(|row| row.bottom() <= top);
        let end = self.rows.partition_point(|row| row.top < bottom);
        first..end.max(first)
    }

    /// The row at a height.
    pub fn at(&self, y: f64) -> Option<usize> {
        let index = self.rows.partition_point(|row| row.bottom() <= y);
        self.rows.get(index).filter(|row| row.top <= y)?;
        Some(index)
    }

    /// The row of a lane; none where it is folded away.
    pub fn lane(&self, run: usize, lane: usize) -> Option<usize> {
        let place = (run, lane, true);
        let index = self.rows.partition_point(|row| row.place() < place);
        let row = self.rows.get(index)?;
        (row.run == run && row.kind == Kind::Lane(lane)).then_some(index)
    }

    /// The next row with a lane, going down from a row, or up.
    pub fn next_lane(&self, from: usize, down: bool) -> Option<usize> {
        let is_lane = |&index: &usize| matches!(self.rows[index].kind, Kind::Lane(_));
        if down {
            (from + 1..self.rows.len()).find(is_lane)
        } else {
            (0..from.min(self.rows.len())).rev().find(is_lane)
        }
    }

    /// Where a variant's rows begin and end, in CSS pixels from the top of all rows.
    pub fn section(&self, run: usize) -> Option<(f64, f64)> {
        let rows = self.rows.get(self.sections.get(run)?.clone())?;
        Some((rows.first()?.top, rows.last()?.bottom()))
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    fn measures(runs: usize) -> Measures {
        Measures {
            headers: vec![32.0; runs],
            turns: 0.0,
            lane: 24.0,
            fold: 40.0,
            gap: 8.0,
        }
    }

    fn layout(timelines: &[Timeline], folding: &Folding) -> Layout {
        Layout::of(timelines.iter(), folding, &measures(timelines.len()))
    }

    fn crowd(tasks: usize) -> Timeline {
        sample::timeline(sample::tasks(&vec![0; tasks]))
    }

    #[test]
    fn variants_are_stacked_each_under_its_header() {
        let layout = layout(&[crowd(2), crowd(1)], &Folding::default());
        let rows: Vec<_> = layout
            .rows
            .iter()
            .map(|row| (row.run, row.kind, row.top))
            .collect();
        assert_eq!(
            rows,
            [
                (0, Kind::Header, 0.0),
                (0, Kind::Lane(0), 32.0),
                (0, Kind::Lane(1), 56.0),
                (0, Kind::Lane(2), 80.0),
                (1, Kind::Header, 112.0),
                (1, Kind::Lane(0), 144.0),
                (1, Kind::Lane(1), 168.0),
            ]
        );
        assert_eq!(layout.height, 192.0);
        assert_eq!(layout.section(1), Some((112.0, 192.0)));
    }

    #[test]
    fn a_closed_variant_keeps_its_loop() {
        let folding = Folding {
            closed: HashSet::from([0]),
            ..Folding::default()
        };
        let layout = layout(&[crowd(9)], &folding);
        let kinds: Vec<_> = layout.rows.iter().map(|row| row.kind).collect();
        assert_eq!(kinds, [Kind::Header, Kind::Lane(0)]);
    }

    #[test]
    fn ten_thousand_tasks_are_one_row_more_until_unfolded() {
        let timelines = [crowd(10_000)];
        let closed = layout(&timelines, &Folding::default());
        assert_eq!(closed.rows.len(), 1 + 1 + 50 + 1);
        assert_eq!(closed.lane(0, 60), None);
        let Some(Row {
            kind: Kind::Fold { fold, open: false },
            ..
        }) = closed.rows.last().copied()
        else {
            panic!("{:?}", closed.rows.last());
        };
        let folding = Folding {
            opened: HashSet::from([(0, fold.of)]),
            ..Folding::default()
        };
        let opened = layout(&timelines, &folding);
        assert_eq!(opened.rows.len(), 1 + 1 + 10_000 + 1);
        assert_eq!(opened.lane(0, 60), Some(62));
    }

    #[test]
    fn a_filter_leaves_the_loop_and_what_it_looks_for() {
        let folding = Folding {
            filter: Filter {
                name: "task-99".to_owned(),
                kept: None,
            },
            ..Folding::default()
        };
        let layout = layout(&[crowd(1000)], &folding);
        // 99 and 990 to 999, out of their crowd.
        assert_eq!(layout.rows.len(), 1 + 1 + 11);
        assert_eq!(layout.hidden, 1000 - 11);
        assert_eq!(layout.lane(0, 99), Some(2));
        assert_eq!(layout.lane(0, 98), None);
    }

    #[test]
    fn pinned_lanes_stand_alone_in_order() {
        let layout = Layout::of_pins(vec![(1, 4), (0, 2)], 3, 24.0);
        let rows: Vec<_> = layout.rows.iter().map(|row| (row.run, row.top)).collect();
        assert_eq!(rows, [(0, 0.0), (1, 24.0)]);
        assert_eq!(layout.lane(1, 4), Some(1));
        assert_eq!((layout.height, layout.section(2)), (48.0, None));
    }

    #[test]
    fn every_height_has_its_row() {
        let layout = layout(&[crowd(30), crowd(3)], &Folding::default());
        let mut y = 0.5;
        while y < layout.height {
            let among = layout.between(y, y + 0.1);
            match layout.at(y) {
                Some(row) => {
                    assert!(layout.rows[row].top <= y && y < layout.rows[row].bottom());
                    assert!(among.contains(&row));
                }
                None => assert!(
                    layout
                        .rows
                        .iter()
                        .all(|row| y < row.top || y >= row.bottom())
                ),
            }
            y += 3.0;
        }
        assert_eq!(layout.at(-1.0), None);
        assert_eq!(layout.at(layout.height + 1.0), None);
    }

    #[test]
    fn every_lane_with_a_row_is_found() {
        let layout = layout(&[crowd(200), crowd(40)], &Folding::default());
        for (index, row) in layout.rows.iter().enumerate() {
            if let Kind::Lane(lane) = row.kind {
                assert_eq!(layout.lane(row.run, lane), Some(index));
            }
        }
    }

    #[test]
    fn walking_down_skips_headers() {
        let layout = layout(&[crowd(1), crowd(1)], &Folding::default());
        assert_eq!(layout.next_lane(0, true), Some(1));
        assert_eq!(layout.next_lane(2, true), Some(4));
        assert_eq!(layout.next_lane(4, false), Some(2));
        assert_eq!(layout.next_lane(1, false), None);
        assert_eq!(layout.next_lane(5, true), None);
    }
}
