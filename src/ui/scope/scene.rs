//! What is on the canvas: every shape of one frame, worked out from lanes and layout without a canvas.

mod crowd;
mod cursors;
mod labels;
mod turns;

use super::{
    arrows::{Arrow, Lanes, Signed, Stretch, Ties},
    axis::Tick,
    hit::Spot,
    layout::{Kind, Layout, Row},
    lod::{Index, Piece, Strip, severity},
    outline::{eternal_wait, outline},
    tally::{Column, Crowd},
    window::Scale,
    words,
};
use labels::{LEAST_ROOM, free, padding};
use std::{collections::HashMap, sync::Arc};
use trace::{Order, Outcome, Seconds, State, Timeline};

/// A rectangle in CSS pixels, from the canvas' upper left corner.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rect {
    /// Left edge.
    pub x: f64,
    /// Upper edge.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

/// The mark at a lane's end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// A tick.
    Done,
    /// A cross.
    Failed,
    /// A slash.
    Cancelled,
}

/// Text inside a span: the first that fits.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    /// Where it starts.
    pub x: f64,
    /// Its middle.
    pub y: f64,
    /// How wide it may be.
    pub room: f64,
    /// The longest first; empty ones say nothing.
    pub texts: Vec<String>,
    /// On which ground it stands.
    pub state: State,
}

/// How rows are divided, in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Division {
    /// The column of names at the left; 0 where names stand above their lanes.
    pub gutter: f64,
    /// From a lane's top to its bar.
    pub bar_top: f64,
    /// How tall a bar is.
    pub bar: f64,
    /// From a crowd's top to its picture, which reaches down to the row's end.
    pub crowd_top: f64,
}

/// What a frame of the order axis has more.
#[derive(Clone, Copy, Debug)]
pub struct Columns<'a> {
    /// The variants in columns.
    pub orders: &'a [Arc<Order>],
    /// Where the cursor is in each.
    pub cursors: &'a [f64],
    /// The open variant.
    pub open: usize,
}

/// Everything that a frame is drawn from.
#[derive(Clone, Copy, Debug)]
pub struct Sight<'a> {
    /// The variants.
    pub timelines: &'a [Arc<Timeline>],
    /// Which of them ended with waits that nothing ends.
    pub stuck: &'a [bool],
    /// Their rows.
    pub layout: &'a Layout,
    /// How rows are divided.
    pub division: Division,
    /// Which time is where.
    pub scale: Scale,
    /// The ticks of the axis.
    pub ticks: &'a [Tick],
    /// How far down the rows are scrolled, in CSS pixels.
    pub scroll: f64,
    /// The canvas' width, in CSS pixels.
    pub width: f64,
    /// Its height.
    pub height: f64,
    /// The causes, where any are to be drawn.
    pub ties: Option<Ties<'a>>,
    /// The order axis' own; none on the time axis.
    pub columns: Option<Columns<'a>>,
    /// Where the cursor is, in virtual seconds.
    pub cursor: Seconds,
    /// Whether somebody put it there; else it is at the end, and quiet.
    pub cursor_set: bool,
    /// What is pointed at.
    pub hovered: Option<Spot>,
    /// What was clicked.
    pub selected: Option<Spot>,
}

/// The shapes of one frame.
#[derive(Clone, Debug, Default)]
pub struct Scene {
    /// Time after a variant's end.
    pub over: Vec<Rect>,
    /// Positions of the axis' ticks.
    pub grid: Vec<f64>,
    /// Every second turn of the loop, on the order axis.
    pub bands: Vec<Rect>,
    /// Where turns begin.
    pub turns: Vec<Rect>,
    /// The cursor in each variant, on the order axis; the open one's is strong.
    pub cursors: Vec<(Rect, bool)>,
    /// Lanes from creation to end.
    pub spines: Vec<Rect>,
    /// Spans by the severity of their state, the mildest first; narrow ones at least two pixels wide.
    pub fills: [Vec<Rect>; 6],
    /// Steps that took no time, the same way.
    pub steps: [Vec<Rect>; 6],
    /// The ends of tasks.
    pub ends: Vec<(f64, f64, End)>,
    /// Text inside spans.
    pub labels: Vec<Label>,
    /// Where waits go on for ever: the right ends of their bars, each with the middle of its lane.
    pub endless: Vec<(f64, f64)>,
    /// What led to what.
    pub arrows: Vec<Arrow>,
    /// What happened to tasks.
    pub signs: Vec<Signed>,
    /// What bounds the total.
    pub path: Vec<Stretch>,
    /// Around what is pointed at.
    pub hover: Option<Rect>,
    /// Around what is selected.
    pub selection: Option<Rect>,
    /// The cursor's position, where it is on the canvas.
    pub cursor: Option<f64>,
    /// Whether it is to be seen above everything.
    pub cursor_set: bool,
}

/// The place of a state in [`Scene::fills`].
pub fn layer(state: State) -> usize {
    usize::from(severity(state)) - 1
}

/// How wide a step is drawn.
pub const STEP: f64 = 2.0;
/// How long the tip of a bar is that goes on for ever.
pub const ARROW: f64 = 10.0;
/// How tall the marks of crowded steps are.
const RAIL: f64 = 4.0;

/// Makes scenes, and keeps what the next frame can use again.
#[derive(Debug, Default)]
pub struct Stage {
    scene: Scene,
    strip: Strip,
    /// The timelines that the rest was made from.
    timelines: Vec<Arc<Timeline>>,
    indices: HashMap<(usize, usize), Index>,
    tallies: HashMap<(usize, usize), (Scale, Vec<Column>)>,
    /// By variant, first lane, and the one behind the last.
    crowds: HashMap<(usize, usize, usize), Crowd>,
    /// The lane of each runner and connection, by variant.
    owners: HashMap<usize, Lanes>,
}

impl Stage {
    /// Works out a frame.
    pub fn scene(&mut self, sight: Sight) -> &Scene {
        self.forget_changed(sight.timelines);
        self.clear();
        let Sight {
            layout,
            scale,
            width,
            division,
            ..
        } = sight;
        let left = division.gutter;
        // On the order axis the turns divide the picture.
        let ticks = sight.ticks.iter().filter(|_| sight.columns.is_none());
        self.scene.grid.extend(
            ticks
                .map(|tick| tick.x)
                .filter(|x| (left..=width).contains(x)),
        );
        for (run, timeline) in sight.timelines.iter().enumerate() {
            let Some((top, bottom)) = layout.section(run) else {
                continue;
            };
            let end = scale.x(timeline.horizon).max(left);
            if end < width && bottom > sight.scroll && top < sight.scroll + sight.height {
                self.scene.over.push(Rect {
                    x: end,
                    y: top - sight.scroll,
                    width: width - end,
                    height: bottom - top,
                });
            }
        }
        for row in &layout.rows[layout.between(sight.scroll, sight.scroll + sight.height)] {
            match row.kind {
                Kind::Header => {}
                Kind::Turns => self.turn_names(&sight, row),
                Kind::Lane(lane) => self.lane(&sight, row, lane),
                Kind::Fold { fold, open: false } => self.crowd(&sight, row, fold),
                Kind::Fold { open: true, .. } => {}
            }
        }
        self.scene.hover = sight.hovered.and_then(|spot| outline(&sight, spot));
        self.scene.selection = sight.selected.and_then(|spot| outline(&sight, spot));
        if let Some(columns) = sight.columns {
            self.turns(&sight, columns);
        }
        if let Some(ties) = sight.ties {
            self.ties(&sight, &ties);
        }
        self.cursors(&sight);
        &self.scene
    }

    fn forget_changed(&mut self, timelines: &[Arc<Timeline>]) {
        let changed = |run: usize| match (self.timelines.get(run), timelines.get(run)) {
            (Some(old), Some(new)) => !Arc::ptr_eq(old, new),
            _ => true,
        };
        self.indices.retain(|&(run, _), _| !changed(run));
        self.tallies.retain(|&(run, _), _| !changed(run));
        self.crowds.retain(|&(run, ..), _| !changed(run));
        self.owners.retain(|&run, _| !changed(run));
        self.timelines = timelines.to_vec();
    }

    fn clear(&mut self) {
        let scene = &mut self.scene;
        scene.over.clear();
        scene.grid.clear();
        scene.bands.clear();
        scene.turns.clear();
        scene.spines.clear();
        scene.fills.iter_mut().for_each(Vec::clear);
        scene.steps.iter_mut().for_each(Vec::clear);
        scene.ends.clear();
        scene.labels.clear();
        scene.endless.clear();
        scene.arrows.clear();
        scene.signs.clear();
        scene.path.clear();
    }

    fn lane(&mut self, sight: &Sight, row: &Row, lane: usize) {
        let Some(found) = sight.timelines[row.run].lanes.get(lane) else {
            return;
        };
        let Sight {
            scale, division, ..
        } = *sight;
        let (left, right) = (division.gutter, sight.width);
        let y = row.top - sight.scroll + division.bar_top;
        let middle = y + division.bar / 2.0;
        let index = self
            .indices
            .entry((row.run, lane))
            .or_insert_with(|| Index::of(&found.spans));
        self.strip.fill(&found.spans, index, scale, left, right);
        let scene = &mut self.scene;

        let until = found
            .ended
            .as_ref()
            .map_or(sight.timelines[row.run].horizon, |(at, _)| *at);
        let (from, to) = (scale.x(found.born).max(left), scale.x(until).min(right));
        if from < to {
            scene.spines.push(Rect {
                x: from,
                y: middle - 0.5,
                width: to - from,
                height: 1.0,
            });
        }
        let eternal = sight
            .stuck
            .get(row.run)
            .is_some_and(|stuck| *stuck)
            .then(|| eternal_wait(found))
            .flatten();
        if let Some(span) = eternal {
            // To the edge of the picture, beyond the end of the run: it has no end.
            let from = scale.x(found.spans[span].from).max(left);
            self.strip
                .pieces
                .retain(|piece| piece.span != Some(span) && piece.left < from);
            if from + ARROW < right {
                self.strip.pieces.push(Piece {
                    left: from,
                    right: right - ARROW,
                    state: State::Waiting,
                    span: Some(span),
                });
                scene.endless.push((right - ARROW, middle));
            }
        }
        for piece in &self.strip.pieces {
            let (y, height) = match piece.state {
                State::Idle => (middle - 1.0, 2.0),
                _ => (y, division.bar),
            };
            let narrow = piece.right - piece.left < STEP;
            let width = if narrow {
                STEP
            } else {
                piece.right - piece.left
            };
            scene.fills[layer(piece.state)].push(Rect {
                x: piece.left,
                y,
                width,
                height,
            });
            let (label_left, width) = free(piece.left, piece.left + width, &scale);
            if let Some(span) = piece.span
                && width >= LEAST_ROOM + 2.0 * padding(width)
            {
                let on_time = sight.columns.is_none();
                let texts = match eternal {
                    Some(last) if last == span => words::eternal_labels(&found.spans[span]),
                    _ => words::labels(&found.spans[span], on_time),
                };
                if texts.iter().any(|text| !text.is_empty()) {
                    scene.labels.push(Label {
                        x: label_left + padding(width),
                        y: middle,
                        room: width - 2.0 * padding(width),
                        texts,
                        state: piece.state,
                    });
                }
            }
        }
        for step in &self.strip.blips {
            let (top, height) = if step.dense {
                (y + division.bar - RAIL, RAIL)
            } else {
                (y - 1.0, division.bar + 2.0)
            };
            scene.steps[layer(step.state)].push(Rect {
                x: step.x - STEP / 2.0,
                y: top,
                width: STEP,
                height,
            });
        }
        if let Some((at, outcome)) = &found.ended {
            let x = scale.x(*at);
            if x >= left - 16.0 && x <= right {
                let end = match outcome {
                    Outcome::Done(_) => End::Done,
                    Outcome::Failed(_) => End::Failed,
                    Outcome::Cancelled => End::Cancelled,
                };
                scene.ends.push((x, middle, end));
            }
        }
    }
}

#[cfg(test)]
#[path = "scene_tests.rs"]
mod tests;
