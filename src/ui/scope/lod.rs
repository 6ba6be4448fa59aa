//! Level of detail: what can be seen of a lane at a scale.
//!
//! Spans that share a pixel become one piece in their most severe state, so that drawing costs what the
//! screen is wide and not what the run was long, and so that a short hold never vanishes among long waits.

use super::window::Scale;
use trace::{Span, State};

/// A stretch of a lane in one state, in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Piece {
    /// Left edge.
    pub left: f64,
    /// Right edge, at least a pixel from the left one.
    pub right: f64,
    /// The state, or the most severe of those merged.
    pub state: State,
    /// Which span it is, unless several share it.
    pub span: Option<usize>,
}

/// A step that took no time, or several at one place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Blip {
    /// Where, in CSS pixels.
    pub x: f64,
    /// Its state, nearly always running.
    pub state: State,
    /// Among others so close that, drawn across the lane, they would hide what lies between.
    pub dense: bool,
}

/// What is drawn of one lane.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Strip {
    /// From left to right.
    pub pieces: Vec<Piece>,
    /// From left to right, at most one to a pixel.
    pub blips: Vec<Blip>,
}

/// Steps closer than this, in CSS pixels, are dense.
const DENSE: f64 = 6.0;

/// The states, the mildest first: of several spans at one pixel the most severe is drawn.
pub const BY_SEVERITY: [State; 6] = [
    State::Idle,
    State::Waiting,
    State::Transfer,
    State::Running,
    State::Ready,
    State::Blocking,
];

/// The place of a state in [`BY_SEVERITY`], counted from 1.
pub fn severity(state: State) -> u8 {
    match state {
        State::Idle => 1,
        State::Waiting => 2,
        State::Transfer => 3,
        State::Running => 4,
        State::Ready => 5,
        State::Blocking => 6,
    }
}

/// The same among spans of no length: a step is worth more than the moment of readiness before it.
fn step_severity(state: State) -> u8 {
    match state {
        State::Idle => 1,
        State::Waiting => 2,
        State::Transfer => 3,
        State::Ready => 4,
        State::Running => 5,
        State::Blocking => 6,
    }
}

fn piece_state(severity: u8) -> Option<State> {
    let place = usize::from(severity).checked_sub(1)?;
    BY_SEVERITY.get(place).copied()
}

fn step_state(severity: u8) -> Option<State> {
    [
        State::Idle,
        State::Waiting,
        State::Transfer,
        State::Ready,
        State::Running,
        State::Blocking,
    ]
    .get(usize::from(severity).checked_sub(1)?)
    .copied()
}

/// The worst of some spans: of those with a length in the low half, of those without in the high half.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Worst(u8);

impl Worst {
    fn of(span: &Span) -> Self {
        if span.to > span.from {
            Self(severity(span.state))
        } else {
            Self(step_severity(span.state) << 4)
        }
    }

    fn and(self, other: Self) -> Self {
        Self((self.0 & 0x0f).max(other.0 & 0x0f) | (self.0 & 0xf0).max(other.0 & 0xf0))
    }
}

/// The worst of every block of spans, of every block of blocks, and so on: answers for any stretch of a long
/// lane without a look at each span.
#[derive(Clone, Debug, Default)]
pub struct Index {
    levels: Vec<Vec<Worst>>,
}

const BLOCK: usize = 16;

impl Index {
    /// Builds the index of a lane. Short lanes need none.
    pub fn of(spans: &[Span]) -> Self {
        let mut levels: Vec<Vec<Worst>> = Vec::new();
        if spans.len() > 4 * BLOCK {
            let mut level: Vec<Worst> = spans
                .chunks(BLOCK)
                .map(|block| block.iter().map(Worst::of).fold(Worst(0), Worst::and))
                .collect();
            while level.len() > BLOCK {
                let above = level
                    .chunks(BLOCK)
                    .map(|block| block.iter().copied().fold(Worst(0), Worst::and))
                    .collect();
                levels.push(std::mem::replace(&mut level, above));
            }
            levels.push(level);
        }
        Self { levels }
    }

    /// The worst of the spans from `first` to before `end`.
    fn worst(&self, spans: &[Span], first: usize, end: usize) -> Worst {
        let Some(blocks) = self.levels.first() else {
            return spans[first..end]
                .iter()
                .map(Worst::of)
                .fold(Worst(0), Worst::and);
        };
        let whole = first.div_ceil(BLOCK)..end / BLOCK;
        if whole.is_empty() {
            return spans[first..end]
                .iter()
                .map(Worst::of)
                .fold(Worst(0), Worst::and);
        }
        let edges = spans[first..whole.start * BLOCK]
            .iter()
            .chain(&spans[whole.end * BLOCK..end])
            .map(Worst::of)
            .fold(Worst(0), Worst::and);
        let (mut first, mut end, mut worst) = (whole.start, whole.end, edges);
        let mut blocks = blocks;
        for above in &self.levels[1..] {
            let whole = first.div_ceil(BLOCK)..end / BLOCK;
            if whole.is_empty() {
                break;
            }
            worst = blocks[first..whole.start * BLOCK]
                .iter()
                .chain(&blocks[whole.end * BLOCK..end])
                .copied()
                .fold(worst, Worst::and);
            (first, end, blocks) = (whole.start, whole.end, above);
        }
        blocks[first..end].iter().copied().fold(worst, Worst::and)
    }
}

impl Strip {
    /// Fills the strip with what can be seen of a lane between two positions.
    pub fn fill(&mut self, spans: &[Span], index: &Index, scale: Scale, left: f64, right: f64) {
        self.pieces.clear();
        self.blips.clear();
        let (earliest, latest) = (scale.at(left), scale.at(right));
        let pixel = scale.seconds_per_pixel();
        let mut next = spans.partition_point(|span| span.to < earliest);
        let end = spans.partition_point(|span| span.from <= latest).max(next);
        while next < end {
            let span = &spans[next];
            if span.to - span.from >= pixel {
                self.pieces.push(Piece {
                    left: scale.x(span.from).max(left),
                    right: scale.x(span.to).min(right),
                    state: span.state,
                    span: Some(next),
                });
                next += 1;
                continue;
            }
            let column = scale.x(span.from).floor();
            let here = |span: &Span| scale.x(span.from) < column + 1.0;
            let mut behind = next + among(&spans[next..end], here);
            // Only the last of them can be long: the next one starts after its end.
            if behind > next + 1 && spans[behind - 1].to - spans[behind - 1].from >= pixel {
                behind -= 1;
            }
            let worst = index.worst(spans, next, behind);
            let single = behind == next + 1;
            if let Some(state) = piece_state(worst.0 & 0x0f) {
                self.push_narrow(column, state, single.then_some(next));
            }
            if let Some(state) = step_state(worst.0 >> 4) {
                let x = if single {
                    scale.x(span.from)
                } else {
                    column + 0.5
                };
                self.push_blip(x, state);
            }
            next = behind;
        }
    }

    fn push_narrow(&mut self, column: f64, state: State, span: Option<usize>) {
        if let Some(last) = self.pieces.last_mut()
            && last.state == state
            && last.right >= column - 0.01
            && last.right <= column + 0.5
            && last.span.is_none_or(|_| last.right - last.left <= 1.5)
        {
            last.right = column + 1.0;
            last.span = None;
            return;
        }
        self.pieces.push(Piece {
            left: column,
            right: column + 1.0,
            state,
            span,
        });
    }

    fn push_blip(&mut self, x: f64, state: State) {
        // Two are still told apart; it is the third that makes a crowd.
        let mut dense = false;
        if let [.., before, last] = &mut self.blips[..]
            && x - last.x < DENSE
            && last.x - before.x < DENSE
        {
            (before.dense, last.dense, dense) = (true, true, true);
        }
        self.blips.push(Blip { x, state, dense });
    }
}

/// How many of the first spans are at one place; the first one is. Looks near it before looking far.
fn among(spans: &[Span], here: impl Fn(&Span) -> bool) -> usize {
    let mut reach = 1;
    while reach < spans.len() && here(&spans[reach]) {
        reach *= 2;
    }
    // The span at half the way is known to be there.
    let known = (reach / 2 + 1).min(spans.len());
    let unknown = &spans[known..reach.clamp(known, spans.len())];
    known + unknown.partition_point(here)
}

#[cfg(test)]
#[path = "lod_tests.rs"]
mod tests;
