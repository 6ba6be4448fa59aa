//! The bars of a scene as pixels.
//!
//! A browser without a graphics card takes microseconds for every rectangle that it is asked to fill, many more
//! with a pattern, and there may be tens of thousands in a frame. Here one costs what its pixels cost; the
//! whole picture then goes to the canvas at once.

use super::{
    lod::BY_SEVERITY,
    scene::{Rect, Scene},
};
use trace::State;

/// Red, green, blue and opacity.
pub type Colour = [u8; 4];

/// The side of a hatch's tile, in CSS pixels.
const HATCH: f64 = 7.0;
/// How wide its lines are.
const HATCH_LINE: f64 = 1.2;
/// The side of the dots' tile.
const DOTS: f64 = 5.0;
/// How wide a dot is.
const DOT: f64 = 2.3;
/// The side of the stripes' tile.
const STRIPES: f64 = 4.0;
/// How tall a stripe is.
const STRIPE: f64 = 1.1;
/// How tall the dark edge of a blocking span is.
const EDGE: f64 = 2.0;
/// Lower spans than this have no edge.
const EDGED: f64 = 6.0;
/// How much of a pattern is kept side by side, in device pixels; what is wider is copied in parts.
const REACH: usize = 512;

/// A pattern that repeats, at one pixel ratio.
#[derive(Clone, Debug)]
pub struct Texture {
    side: usize,
    /// One row of the tile after the other, each repeated over [`REACH`] and one tile more.
    rows: Vec<Vec<Colour>>,
}

impl Texture {
    /// Lines at 45°.
    pub fn hatch(ratio: f64, ground: Colour, line: Colour) -> Self {
        let side = whole(HATCH * ratio);
        let half = HATCH_LINE * ratio / 2.0;
        Self::drawn(side, ground, line, |x, y| {
            // The lines are where x + y is a multiple of the side.
            let along = (x + y).rem_euclid(side as f64);
            let away = along.min(side as f64 - along) * std::f64::consts::FRAC_1_SQRT_2;
            half + 0.5 - away
        })
    }

    /// Level lines.
    pub fn stripes(ratio: f64, ground: Colour, line: Colour) -> Self {
        let side = whole(STRIPES * ratio);
        // A whole pixel at least, and not two halves.
        let middle = (side as f64 / 2.0).floor() + 0.5;
        Self::drawn(side, ground, line, |_, y| {
            STRIPE * ratio / 2.0 + 0.5 - (y - middle).abs()
        })
    }

    /// A dot in the middle of every tile.
    pub fn dots(ratio: f64, ground: Colour, dot: Colour) -> Self {
        let side = whole(DOTS * ratio);
        let middle = side as f64 / 2.0;
        Self::drawn(side, ground, dot, |x, y| {
            DOT * ratio / 2.0 + 0.5 - (x - middle).hypot(y - middle)
        })
    }

    /// `cover` tells how much of the pixel with a given middle is covered: nothing up to 0, all from 1.
    fn drawn(side: usize, ground: Colour, on: Colour, cover: impl Fn(f64, f64) -> f64) -> Self {
        let rows = (0..side)
            .map(|y| {
                (0..REACH + side)
                    .map(|x| {
                        let share = cover((x % side) as f64 + 0.5, y as f64 + 0.5).clamp(0.0, 1.0);
                        std::array::from_fn(|channel| {
                            let (from, to) = (f64::from(ground[channel]), f64::from(on[channel]));
                            (from + (to - from) * share).round() as u8
                        })
                    })
                    .collect()
            })
            .collect();
        Self { side, rows }
    }
}

fn whole(side: f64) -> usize {
    side.round().max(2.0) as usize
}

/// The colours and textures of a theme, at one pixel ratio.
#[derive(Clone, Debug)]
pub struct Inks {
    /// Device pixels to a CSS pixel.
    pub ratio: f64,
    /// Behind everything.
    pub ground: Colour,
    /// The time after a variant's end.
    pub over: Colour,
    /// The lines under the axis' ticks.
    pub hairline: Colour,
    /// Lanes from creation to end, and the cursor at the end.
    pub spine: Colour,
    /// Of the states that are filled with one colour, in the order of [`BY_SEVERITY`].
    pub solid: [Colour; 6],
    /// Of every state where there is no room for a texture.
    pub mark: [Colour; 6],
    /// Waiting.
    pub hatch: Texture,
    /// Ready.
    pub dots: Texture,
    /// Bytes that pass.
    pub stripes: Texture,
    /// The edge of blocking spans.
    pub edge: Colour,
}

/// A picture of pixels.
#[derive(Clone, Debug, Default)]
pub struct Raster {
    width: usize,
    height: usize,
    pixels: Vec<Colour>,
}

impl Raster {
    /// Draws what of a scene is neither text nor mark. `size` is in device pixels; `origin` is where the
    /// textures are anchored, in CSS pixels, so that they move along with the spans.
    pub fn draw(&mut self, scene: &Scene, inks: &Inks, size: (usize, usize), origin: (f64, f64)) {
        (self.width, self.height) = size;
        self.pixels.clear();
        self.pixels.resize(size.0 * size.1, inks.ground);
        if self.pixels.is_empty() {
            return;
        }
        let origin = (
            (origin.0 * inks.ratio).round() as i64,
            (origin.1 * inks.ratio).round() as i64,
        );
        let tall = size.1 as f64 / inks.ratio;
        self.fill_all(&scene.over, inks.over, inks.ratio);
        self.fill_all(&scene.bands, inks.over, inks.ratio);
        self.fill_all(&scene.turns, inks.hairline, inks.ratio);
        for &x in &scene.grid {
            self.fill_all(&[upright(x, tall)], inks.hairline, inks.ratio);
        }
        if let Some(x) = scene.cursor
            && !scene.cursor_set
        {
            self.fill_all(&[upright(x, tall)], inks.spine, inks.ratio);
        }
        self.fill_all(&scene.spines, inks.spine, inks.ratio);
        for ((state, rects), solid) in BY_SEVERITY.into_iter().zip(&scene.fills).zip(inks.solid) {
            let texture = match state {
                State::Waiting => &inks.hatch,
                State::Ready => &inks.dots,
                State::Transfer => &inks.stripes,
                State::Idle | State::Running | State::Blocking => {
                    self.fill_all(rects, solid, inks.ratio);
                    continue;
                }
            };
            for rect in rects {
                self.fill_texture(rect, texture, inks.ratio, origin);
            }
        }
        for rect in &scene.fills[BY_SEVERITY.len() - 1] {
            if rect.height >= EDGED {
                let edge = Rect {
                    height: EDGE,
                    ..*rect
                };
                self.fill_all(&[edge], inks.edge, inks.ratio);
            }
        }
        for (rects, mark) in scene.steps.iter().zip(inks.mark) {
            self.fill_all(rects, mark, inks.ratio);
        }
    }

    /// The pixels, row by row, as `ImageData` has them.
    pub fn bytes(&self) -> &[u8] {
        self.pixels.as_flattened()
    }

    /// Its width, in device pixels.
    pub fn width(&self) -> usize {
        self.width
    }

    fn fill_all(&mut self, rects: &[Rect], colour: Colour, ratio: f64) {
        for rect in rects {
            let (columns, rows) = self.area(rect, ratio);
            let lines = self.pixels.chunks_exact_mut(self.width);
            for line in lines.skip(rows.start).take(rows.len()) {
                line[columns.clone()].fill(colour);
            }
        }
    }

    fn fill_texture(&mut self, rect: &Rect, texture: &Texture, ratio: f64, origin: (i64, i64)) {
        let (columns, rows) = self.area(rect, ratio);
        let side = texture.side;
        let phase = |at: usize, origin: i64| (at as i64 - origin).rem_euclid(side as i64) as usize;
        let from = phase(columns.start, origin.0);
        let mut row = phase(rows.start, origin.1);
        let lines = self.pixels.chunks_exact_mut(self.width);
        for line in lines.skip(rows.start).take(rows.len()) {
            let mut left = &mut line[columns.clone()];
            let mut from = from;
            while !left.is_empty() {
                let count = left.len().min(REACH);
                let (part, rest) = left.split_at_mut(count);
                part.copy_from_slice(&texture.rows[row][from..from + count]);
                left = rest;
                from = (from + count) % side;
            }
            row = (row + 1) % side;
        }
    }

    /// The columns and rows of a rectangle, as far as they are in the picture. Edges are rounded, so that
    /// neighbours meet and nothing is blurred; nothing is so small that it vanishes.
    fn area(&self, rect: &Rect, ratio: f64) -> (std::ops::Range<usize>, std::ops::Range<usize>) {
        let stretch = |from: f64, length: f64, most: usize| {
            // As `round` does, for what is on the screen, and at a fraction of the time.
            let round = |edge: f64| (edge * ratio + 0.5).floor();
            let start = round(from);
            let end = round(from + length).max(start + 1.0);
            let limit = |edge: f64| edge.clamp(0.0, most as f64) as usize;
            limit(start)..limit(end)
        };
        (
            stretch(rect.x, rect.width, self.width),
            stretch(rect.y, rect.height, self.height),
        )
    }
}

/// A line over the whole height.
pub fn upright(x: f64, height: f64) -> Rect {
    Rect {
        x: x - 0.5,
        y: 0.0,
        width: 1.0,
        height,
    }
}

#[cfg(test)]
#[path = "raster_tests.rs"]
mod tests;
