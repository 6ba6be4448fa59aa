//! What is on the canvas but for the cursor: it moves sixty times a second, and everything else stays.

use super::context;
use leptos::prelude::document;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

/// A copy of the canvas; none until one is wanted.
#[derive(Debug, Default)]
pub(super) struct Kept {
    canvas: Option<HtmlCanvasElement>,
    holds: bool,
}

impl Kept {
    /// Keeps what is on a canvas, or nothing any more.
    pub fn set(&mut self, canvas: &HtmlCanvasElement, keep: bool) -> Result<(), JsValue> {
        self.holds = false;
        if !keep {
            return Ok(());
        }
        if self.canvas.is_none() {
            self.canvas = Some(document().create_element("canvas")?.dyn_into()?);
        }
        let Some(copy) = &self.canvas else {
            return Ok(());
        };
        if (copy.width(), copy.height()) != (canvas.width(), canvas.height()) {
            copy.set_width(canvas.width());
            copy.set_height(canvas.height());
        }
        if let Some(context) = context(copy) {
            over(&context, canvas)?;
            self.holds = true;
        }
        Ok(())
    }

    /// Draws what is kept over whatever was there. Whether anything is.
    pub fn draw(&self, context: &CanvasRenderingContext2d) -> Result<bool, JsValue> {
        let Some(copy) = self.canvas.as_ref().filter(|_| self.holds) else {
            return Ok(false);
        };
        over(context, copy)?;
        Ok(true)
    }
}

/// Draws one canvas in another's place.
fn over(context: &CanvasRenderingContext2d, canvas: &HtmlCanvasElement) -> Result<(), JsValue> {
    context.set_global_composite_operation("copy")?;
    context.draw_image_with_html_canvas_element(canvas, 0.0, 0.0)?;
    context.set_global_composite_operation("source-over")
}
