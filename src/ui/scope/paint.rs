//! Scenes onto a canvas.

mod causes;
mod kept;

use super::{
    lod::BY_SEVERITY,
    palette::{self, fill, mark},
    raster::{Colour, Inks, Raster, Texture, upright},
    scene::{End, Label, Rect, Scene},
};
use kept::Kept;
use leptos::prelude::{document, window};
use std::collections::HashMap;
use trace::State;
use wasm_bindgen::{Clamped, JsCast, JsValue};
use web_sys::{
    CanvasRenderingContext2d, CssStyleDeclaration, Element, HtmlCanvasElement, ImageData,
};

/// A shortened text keeps more characters than this, or is left out.
const LEAST_CHARACTERS: usize = 2;
/// More texts than this are not remembered.
const MOST_WIDTHS: usize = 4096;

/// A theme as the canvas needs it: colours, textures and the font, at one pixel ratio.
#[derive(Debug)]
pub struct Paint {
    inks: Inks,
    /// The font of labels, at the pixel ratio.
    font: String,
    /// What custom properties were found to be.
    colours: HashMap<&'static str, String>,
    raster: Raster,
    /// How wide texts were found to be, in CSS pixels.
    widths: HashMap<String, f64>,
    /// The size of the canvas that has the font.
    written: Option<(usize, usize)>,
    kept: Kept,
}

impl Paint {
    /// Reads the theme that holds at an element.
    pub fn new(at: &Element, ratio: f64) -> Option<Self> {
        let style = window().get_computed_style(at).ok()??;
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
            palette::TIE,
        ];
        for state in BY_SEVERITY {
            let fill = fill(state);
            names.extend([fill.ground, fill.pattern, fill.ink, mark(state)]);
        }
        let colours: HashMap<_, _> = names
            .into_iter()
            .map(|name| (name, value(&style, name)))
            .collect();
        let inks = inks(&colours, ratio)?;
        Some(Self {
            inks,
            font: font(&style, ratio),
            colours,
            raster: Raster::default(),
            widths: HashMap::new(),
            written: None,
            kept: Kept::default(),
        })
    }

    /// Whether it was made for this pixel ratio.
    pub fn is_for(&self, ratio: f64) -> bool {
        self.inks.ratio == ratio
    }

    fn colour(&self, name: &str) -> &str {
        self.colours.get(name).map_or("", String::as_str)
    }

    /// Draws a scene over whatever was there. `origin` is where the textures are anchored, in CSS pixels. All but the
    /// cursor is kept for the next frames, if it is to be.
    pub fn draw(
        &mut self,
        canvas: &HtmlCanvasElement,
        scene: &Scene,
        origin: (f64, f64),
        keep: bool,
    ) -> Result<(), JsValue> {
        let Some(context) = context(canvas) else {
            return Ok(());
        };
        let size = (canvas.width() as usize, canvas.height() as usize);
        self.raster.draw(scene, &self.inks, size, origin);
        let pixels = Clamped(self.raster.bytes());
        let image = ImageData::new_with_u8_clamped_array(pixels, self.raster.width() as u32)?;
        context.put_image_data(&image, 0.0, 0.0)?;

        // They stay until the canvas gets another size, and to set them the browser works out all styles.
        if self.written.replace(size) != Some(size) {
            context.set_font(&self.font);
            context.set_text_baseline("middle");
        }
        for label in &scene.labels {
            self.label(&context, label)?;
        }
        for &(x, y, end) in &scene.ends {
            self.end(&context, x, y, end);
        }
        for &(x, y) in &scene.endless {
            self.endless(&context, x, y);
        }
        self.path(&context, &scene.path);
        for arrow in &scene.arrows {
            self.arrow(&context, arrow)?;
        }
        for signed in &scene.signs {
            self.sign(&context, signed);
        }
        for rect in scene.hover.iter().chain(&scene.selection) {
            self.ring(&context, rect);
        }
        // What is selected stands on a line as well.
        if let Some(rect) = scene.selection {
            let underline = Rect {
                y: rect.y + rect.height,
                height: 3.0,
                ..rect
            };
            self.fill(&context, palette::RING, underline);
        }
        self.kept.set(canvas, keep)?;
        self.cursor(&context, scene, size.1);
        Ok(())
    }

    /// Draws the cursor of a scene over what was kept. Whether anything was.
    pub fn draw_cursor(&self, canvas: &HtmlCanvasElement, scene: &Scene) -> Result<bool, JsValue> {
        let Some(context) = context(canvas) else {
            return Ok(false);
        };
        let kept = self.kept.draw(&context)?;
        if kept {
            self.cursor(&context, scene, canvas.height() as usize);
        }
        Ok(kept)
    }

    fn cursor(&self, context: &CanvasRenderingContext2d, scene: &Scene, height: usize) {
        for &(rect, open) in &scene.cursors {
            let colour = if open {
                palette::CURSOR
            } else {
                palette::SPINE
            };
            self.fill(context, colour, rect);
        }
        if let Some(x) = scene.cursor
            && scene.cursor_set
        {
            let height = height as f64 / self.inks.ratio;
            self.fill(context, palette::CURSOR, upright(x, height));
        }
    }

    /// Whole device pixels, as the raster has them.
    fn fill(&self, context: &CanvasRenderingContext2d, colour: &str, rect: Rect) {
        let (x, y, width, height) = self.device(&rect);
        context.set_fill_style_str(self.colour(colour));
        context.fill_rect(x, y, width, height);
    }

    fn device(&self, rect: &Rect) -> (f64, f64, f64, f64) {
        let ratio = self.inks.ratio;
        let (left, top) = ((rect.x * ratio).round(), (rect.y * ratio).round());
        let right = ((rect.x + rect.width) * ratio).round().max(left + 1.0);
        let bottom = ((rect.y + rect.height) * ratio).round().max(top + 1.0);
        (left, top, right - left, bottom - top)
    }

    fn label(&mut self, context: &CanvasRenderingContext2d, label: &Label) -> Result<(), JsValue> {
        let mut last = None;
        for text in label.texts.iter().filter(|text| !text.is_empty()) {
            let width = self.width(context, text)?;
            if width <= label.room {
                return self.write(context, label, text, width);
            }
            last = Some((text, width));
        }
        // What does not fit is shortened instead of left out.
        let Some((text, width)) = last else {
            return Ok(());
        };
        let most = text.chars().count();
        let mut keep = (most as f64 * label.room / width) as usize;
        while keep > LEAST_CHARACTERS {
            keep -= 1;
            let kept: String = text.chars().take(keep).collect();
            let short = format!("{}…", kept.trim_end());
            let width = self.width(context, &short)?;
            if width <= label.room {
                return self.write(context, label, &short, width);
            }
        }
        Ok(())
    }

    /// How wide a text is, in CSS pixels.
    fn width(&mut self, context: &CanvasRenderingContext2d, text: &str) -> Result<f64, JsValue> {
        if let Some(&width) = self.widths.get(text) {
            return Ok(width);
        }
        let width = context.measure_text(text)?.width() / self.inks.ratio;
        if self.widths.len() >= MOST_WIDTHS {
            self.widths.clear();
        }
        self.widths.insert(text.to_owned(), width);
        Ok(width)
    }

    fn write(
        &self,
        context: &CanvasRenderingContext2d,
        label: &Label,
        text: &str,
        width: f64,
    ) -> Result<(), JsValue> {
        let ratio = self.inks.ratio;
        let fill = fill(label.state);
        if matches!(
            label.state,
            State::Waiting | State::Ready | State::Idle | State::Transfer
        ) {
            let plate = Rect {
                x: label.x - 3.0,
                y: label.y - 7.0,
                width: width + 6.0,
                height: 14.0,
            };
            let ground = match label.state {
                State::Idle => palette::GROUND,
                _ => fill.ground,
            };
            self.fill(context, ground, plate);
        }
        context.set_fill_style_str(self.colour(fill.ink));
        context.fill_text(
            text,
            (label.x * ratio).round(),
            ((label.y + 0.5) * ratio).round(),
        )
    }

    /// A tick, a cross, or a slash: told apart by their shapes alone.
    fn end(&self, context: &CanvasRenderingContext2d, x: f64, y: f64, end: End) {
        let ratio = self.inks.ratio;
        let at = |dx: f64, dy: f64| ((x + 5.0 + dx) * ratio, (y + dy) * ratio);
        let (colour, strokes): (_, &[&[(f64, f64)]]) = match end {
            End::Done => (palette::DONE, &[&[(0.0, 0.5), (3.0, 3.5), (9.0, -3.5)]]),
            End::Failed => (
                palette::FAILED,
                &[&[(0.0, -4.0), (8.0, 4.0)], &[(0.0, 4.0), (8.0, -4.0)]],
            ),
            End::Cancelled => (palette::CANCELLED, &[&[(1.0, 5.0), (7.0, -5.0)]]),
        };
        context.set_stroke_style_str(self.colour(colour));
        context.set_line_width(2.0 * ratio);
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

    /// The tip of a bar that goes on for ever: two chevrons, fading.
    fn endless(&self, context: &CanvasRenderingContext2d, x: f64, y: f64) {
        let ratio = self.inks.ratio;
        context.set_stroke_style_str(self.colour(fill(State::Waiting).pattern));
        context.set_line_width(1.5 * ratio);
        for (place, strength) in [(1.0, 1.0), (5.0, 0.6)] {
            context.set_global_alpha(strength);
            context.begin_path();
            context.move_to((x + place) * ratio, (y - 5.0) * ratio);
            context.line_to((x + place + 4.0) * ratio, y * ratio);
            context.line_to((x + place) * ratio, (y + 5.0) * ratio);
            context.stroke();
        }
        context.set_global_alpha(1.0);
    }

    fn ring(&self, context: &CanvasRenderingContext2d, around: &Rect) {
        let (x, y, width, height) = self.device(&Rect {
            x: around.x - 1.0,
            y: around.y - 1.0,
            width: around.width + 2.0,
            height: around.height + 2.0,
        });
        let line = self.inks.ratio.round().max(1.0);
        context.set_fill_style_str(self.colour(palette::RING));
        context.fill_rect(x, y, width, line);
        context.fill_rect(x, y + height - line, width, line);
        context.fill_rect(x, y, line, height);
        context.fill_rect(x + width - line, y, line, height);
    }
}

/// The drawing context of a canvas.
fn context(canvas: &HtmlCanvasElement) -> Option<CanvasRenderingContext2d> {
    canvas.get_context("2d").ok()??.dyn_into().ok()
}

fn value(style: &CssStyleDeclaration, name: &str) -> String {
    let value = style.get_property_value(name).unwrap_or_default();
    value.trim().to_owned()
}

fn font(style: &CssStyleDeclaration, ratio: f64) -> String {
    let size = value(style, "--small")
        .strip_suffix("px")
        .and_then(|size| size.parse::<f64>().ok())
        .unwrap_or(13.0);
    format!("500 {}px {}", size * ratio, value(style, "font-family"))
}

/// CSS colours as pixels have them: the browser itself says what they are.
fn pixels(colours: &HashMap<&'static str, String>) -> Option<HashMap<&'static str, Colour>> {
    let canvas: HtmlCanvasElement = document().create_element("canvas").ok()?.dyn_into().ok()?;
    canvas.set_width(colours.len() as u32);
    canvas.set_height(1);
    let context = context(&canvas)?;
    for (place, colour) in colours.values().enumerate() {
        context.set_fill_style_str(colour);
        context.fill_rect(place as f64, 0.0, 1.0, 1.0);
    }
    let width = colours.len() as f64;
    let data = context.get_image_data(0.0, 0.0, width, 1.0).ok()?.data();
    let (pixels, _) = data.as_chunks::<4>();
    Some(
        colours
            .keys()
            .copied()
            .zip(pixels.iter().copied())
            .collect(),
    )
}

fn inks(colours: &HashMap<&'static str, String>, ratio: f64) -> Option<Inks> {
    let pixels = pixels(colours)?;
    let pixel = |name: &str| pixels.get(name).copied();
    let mut solid = [[0; 4]; BY_SEVERITY.len()];
    let mut marks = solid;
    for (place, state) in BY_SEVERITY.into_iter().enumerate() {
        let fill = fill(state);
        solid[place] = pixel(match state {
            // A line, and not a ground with a line on it.
            State::Idle => fill.pattern,
            _ => fill.ground,
        })?;
        marks[place] = pixel(mark(state))?;
    }
    let (waiting, ready) = (fill(State::Waiting), fill(State::Ready));
    let transfer = fill(State::Transfer);
    Some(Inks {
        ratio,
        ground: pixel(palette::GROUND)?,
        over: pixel(palette::OVER)?,
        hairline: pixel(palette::HAIRLINE)?,
        spine: pixel(palette::SPINE)?,
        solid,
        mark: marks,
        hatch: Texture::hatch(ratio, pixel(waiting.ground)?, pixel(waiting.pattern)?),
        dots: Texture::dots(ratio, pixel(ready.ground)?, pixel(ready.pattern)?),
        stripes: Texture::stripes(ratio, pixel(transfer.ground)?, pixel(transfer.pattern)?),
        edge: pixel(fill(State::Blocking).pattern)?,
    })
}
