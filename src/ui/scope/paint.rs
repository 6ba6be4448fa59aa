//! Scenes onto a canvas.

use super::{
    lod::BY_SEVERITY,
    palette::{self, fill, mark},
    scene::{End, Label, Rect, Scene},
};
use crate::trace::State;
use leptos::prelude::{document, window};
use std::collections::HashMap;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    CanvasPattern, CanvasRenderingContext2d, CssStyleDeclaration, Element, HtmlCanvasElement,
};

/// The side of a hatch's tile, in CSS pixels.
const HATCH: f64 = 7.0;
/// The same of the dots'.
const DOTS: f64 = 5.0;
/// How tall the dark edge of a blocking span is.
const EDGE: f64 = 2.0;

/// A theme as the canvas needs it: colours, patterns and the font, at one pixel ratio.
#[derive(Debug)]
pub struct Paint {
    /// Device pixels to a CSS pixel.
    ratio: f64,
    /// The font of labels, at that ratio.
    font: String,
    /// What custom properties were found to be.
    colours: HashMap<&'static str, String>,
    hatch: Option<CanvasPattern>,
    dots: Option<CanvasPattern>,
    /// How wide texts were found to be, in CSS pixels.
    widths: HashMap<String, f64>,
}

impl Paint {
    /// Reads the theme that holds at an element.
    pub fn new(at: &Element, ratio: f64) -> Option<Self> {
        let style = window().get_computed_style(at).ok()??;
        let mut paint = Self {
            ratio,
            font: font(&style, ratio),
            colours: HashMap::new(),
            hatch: None,
            dots: None,
            widths: HashMap::new(),
        };
        let mut names = vec![
            palette::DONE,
            palette::FAILED,
            palette::CANCELLED,
            palette::GROUND,
            palette::OVER,
            palette::HAIRLINE,
            palette::SPINE,
            palette::CURSOR,
            palette::RING,
        ];
        for state in BY_SEVERITY {
            let fill = fill(state);
            names.extend([fill.ground, fill.pattern, fill.ink, mark(state)]);
        }
        for name in names {
            let value = style.get_property_value(name).unwrap_or_default();
            paint.colours.insert(name, value.trim().to_owned());
        }
        paint.hatch = paint.tile(HATCH, State::Waiting, hatch);
        paint.dots = paint.tile(DOTS, State::Ready, dots);
        Some(paint)
    }

    /// Whether it was made for another pixel ratio.
    pub fn is_for(&self, ratio: f64) -> bool {
        self.ratio == ratio
    }

    fn colour(&self, name: &str) -> &str {
        self.colours.get(name).map_or("", String::as_str)
    }

    /// A pattern of a state; its side comes out in whole device pixels, so that tiles join.
    fn tile(
        &self,
        side: f64,
        state: State,
        draw: impl Fn(&CanvasRenderingContext2d, f64, f64),
    ) -> Option<CanvasPattern> {
        let side = self.tile_side(side);
        let canvas: HtmlCanvasElement =
            document().create_element("canvas").ok()?.dyn_into().ok()?;
        canvas.set_width(side as u32);
        canvas.set_height(side as u32);
        let context = context(&canvas)?;
        let fill = fill(state);
        context.set_fill_style_str(self.colour(fill.ground));
        context.fill_rect(0.0, 0.0, side, side);
        context.set_fill_style_str(self.colour(fill.pattern));
        context.set_stroke_style_str(self.colour(fill.pattern));
        draw(&context, side, self.ratio);
        context
            .create_pattern_with_html_canvas_element(&canvas, "repeat")
            .ok()?
    }

    fn tile_side(&self, side: f64) -> f64 {
        (side * self.ratio).round().max(2.0)
    }

    /// Draws a scene over whatever was there. `origin` is where the patterns are anchored, in CSS pixels, so
    /// that they move along with the spans.
    pub fn draw(
        &mut self,
        context: &CanvasRenderingContext2d,
        scene: &Scene,
        size: (f64, f64),
        origin: (f64, f64),
    ) -> Result<(), JsValue> {
        let (width, height) = size;
        let whole = Rect {
            x: 0.0,
            y: 0.0,
            width,
            height,
        };
        context.set_transform(1.0, 0.0, 0.0, 1.0, 0.0, 0.0)?;
        self.fill_all(context, palette::GROUND, &[whole]);
        self.fill_all(context, palette::OVER, &scene.over);
        let grid: Vec<Rect> = scene.grid.iter().map(|&x| column(x, height)).collect();
        self.fill_all(context, palette::HAIRLINE, &grid);
        self.fill_all(context, palette::SPINE, &scene.spines);
        for (state, rects) in BY_SEVERITY.into_iter().zip(&scene.fills) {
            self.fill_state(context, state, rects, origin)?;
        }
        for (state, rects) in BY_SEVERITY.into_iter().zip(&scene.steps) {
            self.fill_all(context, mark(state), rects);
        }
        context.set_font(&self.font);
        context.set_text_baseline("middle");
        for label in &scene.labels {
            self.label(context, label)?;
        }
        for &(x, y, end) in &scene.ends {
            self.end(context, x, y, end);
        }
        for (ring, wide) in [(scene.hover, 1.0), (scene.selection, 2.0)] {
            if let Some(ring) = ring {
                self.ring(context, ring, wide);
            }
        }
        if let Some(x) = scene.cursor {
            self.fill_all(context, palette::CURSOR, &[column(x, height)]);
        }
        Ok(())
    }

    /// Whole device pixels: the edges of neighbours meet, and nothing is blurred.
    fn fill_all(&self, context: &CanvasRenderingContext2d, colour: &str, rects: &[Rect]) {
        if rects.is_empty() {
            return;
        }
        context.set_fill_style_str(self.colour(colour));
        for rect in rects {
            let (x, y, width, height) = self.device(rect);
            context.fill_rect(x, y, width, height);
        }
    }

    fn device(&self, rect: &Rect) -> (f64, f64, f64, f64) {
        let (left, top) = ((rect.x * self.ratio).round(), (rect.y * self.ratio).round());
        let right = ((rect.x + rect.width) * self.ratio).round().max(left + 1.0);
        let bottom = ((rect.y + rect.height) * self.ratio).round().max(top + 1.0);
        (left, top, right - left, bottom - top)
    }

    fn fill_state(
        &self,
        context: &CanvasRenderingContext2d,
        state: State,
        rects: &[Rect],
        origin: (f64, f64),
    ) -> Result<(), JsValue> {
        let (pattern, side) = match state {
            State::Waiting => (&self.hatch, HATCH),
            State::Ready => (&self.dots, DOTS),
            State::Idle => {
                self.fill_all(context, fill(state).pattern, rects);
                return Ok(());
            }
            State::Running | State::Blocking => {
                self.fill_all(context, fill(state).ground, rects);
                if state == State::Blocking {
                    let edges: Vec<Rect> = rects
                        .iter()
                        .filter(|rect| rect.height > 3.0 * EDGE)
                        .map(|rect| Rect {
                            height: EDGE,
                            ..*rect
                        })
                        .collect();
                    self.fill_all(context, fill(state).pattern, &edges);
                }
                return Ok(());
            }
        };
        let Some(pattern) = pattern else {
            self.fill_all(context, fill(state).ground, rects);
            return Ok(());
        };
        let side = self.tile_side(side);
        let (dx, dy) = (
            (origin.0 * self.ratio).rem_euclid(side).round(),
            (origin.1 * self.ratio).rem_euclid(side).round(),
        );
        context.translate(dx, dy)?;
        context.set_fill_style_canvas_pattern(pattern);
        for rect in rects {
            let (x, y, width, height) = self.device(rect);
            context.fill_rect(x - dx, y - dy, width, height);
        }
        context.translate(-dx, -dy)
    }

    fn label(&mut self, context: &CanvasRenderingContext2d, label: &Label) -> Result<(), JsValue> {
        for text in label.texts.iter().filter(|text| !text.is_empty()) {
            let width = match self.widths.get(text) {
                Some(&width) => width,
                None => {
                    let width = context.measure_text(text)?.width() / self.ratio;
                    if self.widths.len() > 4096 {
                        self.widths.clear();
                    }
                    self.widths.insert(text.clone(), width);
                    width
                }
            };
            if width > label.room {
                continue;
            }
            let fill = fill(label.state);
            if matches!(label.state, State::Waiting | State::Ready) {
                let plate = Rect {
                    x: label.x - 3.0,
                    y: label.y - 7.0,
                    width: width + 6.0,
                    height: 14.0,
                };
                self.fill_all(context, fill.ground, &[plate]);
            }
            context.set_fill_style_str(self.colour(fill.ink));
            context.fill_text(
                text,
                (label.x * self.ratio).round(),
                ((label.y + 0.5) * self.ratio).round(),
            )?;
            return Ok(());
        }
        Ok(())
    }

    /// A tick, a cross, or a slash: told apart by their shapes alone.
    fn end(&self, context: &CanvasRenderingContext2d, x: f64, y: f64, end: End) {
        let at = |dx: f64, dy: f64| ((x + 5.0 + dx) * self.ratio, (y + dy) * self.ratio);
        let (colour, strokes): (_, &[&[(f64, f64)]]) = match end {
            End::Done => (palette::DONE, &[&[(0.0, 0.5), (3.0, 3.5), (9.0, -3.5)]]),
            End::Failed => (
                palette::FAILED,
                &[&[(0.0, -4.0), (8.0, 4.0)], &[(0.0, 4.0), (8.0, -4.0)]],
            ),
            End::Cancelled => (palette::CANCELLED, &[&[(1.0, 5.0), (7.0, -5.0)]]),
        };
        context.set_stroke_style_str(self.colour(colour));
        context.set_line_width(2.0 * self.ratio);
        context.set_line_cap("round");
        context.begin_path();
        for stroke in strokes {
            for (number, &(dx, dy)) in stroke.iter().enumerate() {
                let (x, y) = at(dx, dy);
                if number == 0 {
                    context.move_to(x, y);
                } else {
                    context.line_to(x, y);
                }
            }
        }
        context.stroke();
    }

    fn ring(&self, context: &CanvasRenderingContext2d, ring: Rect, wide: f64) {
        let (x, y, width, height) = self.device(&Rect {
            x: ring.x - wide,
            y: ring.y - wide,
            width: ring.width + 2.0 * wide,
            height: ring.height + 2.0 * wide,
        });
        let line = (wide * self.ratio).round().max(1.0);
        context.set_fill_style_str(self.colour(palette::RING));
        context.fill_rect(x, y, width, line);
        context.fill_rect(x, y + height - line, width, line);
        context.fill_rect(x, y, line, height);
        context.fill_rect(x + width - line, y, line, height);
    }
}

/// The drawing context of a canvas.
pub fn context(canvas: &HtmlCanvasElement) -> Option<CanvasRenderingContext2d> {
    canvas.get_context("2d").ok()??.dyn_into().ok()
}

fn column(x: f64, height: f64) -> Rect {
    Rect {
        x: x - 0.5,
        y: 0.0,
        width: 1.0,
        height,
    }
}

fn font(style: &CssStyleDeclaration, ratio: f64) -> String {
    let value = |name: &str| style.get_property_value(name).unwrap_or_default();
    let size = value("--small")
        .trim()
        .strip_suffix("px")
        .and_then(|size| size.parse::<f64>().ok())
        .unwrap_or(13.0);
    format!("500 {}px {}", size * ratio, value("font-family"))
}

/// Lines at 45°, which leave the tile where they enter it.
fn hatch(context: &CanvasRenderingContext2d, side: f64, ratio: f64) {
    context.set_line_width(1.1 * ratio);
    context.begin_path();
    for shift in [-side, 0.0, side] {
        context.move_to(shift - 1.0, side + 1.0);
        context.line_to(shift + side + 1.0, -1.0);
    }
    context.stroke();
}

/// One dot in the middle.
fn dots(context: &CanvasRenderingContext2d, side: f64, ratio: f64) {
    context.begin_path();
    let drawn = context.arc(
        side / 2.0,
        side / 2.0,
        1.1 * ratio,
        0.0,
        std::f64::consts::TAU,
    );
    if drawn.is_ok() {
        context.fill();
    }
}
