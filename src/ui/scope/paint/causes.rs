//! Causes, marks and the critical path onto a canvas.

use super::Paint;
use crate::ui::scope::{
    arrows::{Arrow, Signed, Stretch},
    palette::{self, fill},
};
use trace::{Sign, State, Tie};
use wasm_bindgen::JsValue;
use web_sys::CanvasRenderingContext2d;

impl Paint {
    /// A line from who did something to whom, with a dot where it begins and a head where it ends.
    pub(super) fn arrow(
        &self,
        context: &CanvasRenderingContext2d,
        arrow: &Arrow,
    ) -> Result<(), JsValue> {
        let ratio = self.inks.ratio;
        let colour = match arrow.tie {
            Tie::Created | Tie::Woke => palette::TIE,
            Tie::Completed => fill(State::Waiting).pattern,
            Tie::Raised => palette::FAILED,
            Tie::Cancelled => palette::CANCELLED,
        };
        let ((x, y), (to_x, to_y)) = (arrow.from, arrow.to);
        let length = (to_x - x).hypot(to_y - y).max(1.0);
        let (along_x, along_y) = ((to_x - x) / length, (to_y - y) / length);
        // The head touches the bar it points at, and the line ends in the head.
        let tip = (to_x - along_x * 4.0, to_y - along_y * 4.0);
        let neck = (tip.0 - along_x * 6.0, tip.1 - along_y * 6.0);
        context.set_stroke_style_str(self.colour(colour));
        context.set_fill_style_str(self.colour(colour));
        context.set_line_width(1.5 * ratio);
        let dashes = match arrow.tie {
            Tie::Created => js_sys::Array::of2(&(2.0 * ratio).into(), &(3.0 * ratio).into()),
            Tie::Cancelled => js_sys::Array::of2(&(6.0 * ratio).into(), &(3.0 * ratio).into()),
            _ => js_sys::Array::new(),
        };
        context.set_line_dash(&dashes)?;
        context.begin_path();
        context.move_to(x * ratio, y * ratio);
        context.line_to(neck.0 * ratio, neck.1 * ratio);
        context.stroke();
        context.set_line_dash(&js_sys::Array::new())?;
        context.begin_path();
        context.arc(
            x * ratio,
            y * ratio,
            2.5 * ratio,
            0.0,
            std::f64::consts::TAU,
        )?;
        context.fill();
        context.begin_path();
        context.move_to(tip.0 * ratio, tip.1 * ratio);
        for side in [4.0, -4.0] {
            context.line_to(
                (neck.0 - along_y * side) * ratio,
                (neck.1 + along_x * side) * ratio,
            );
        }
        context.close_path();
        context.fill();
        Ok(())
    }

    /// A cancelling is a struck circle, a time-out a clock, an exception a bolt: told apart by their shapes.
    pub(super) fn sign(&self, context: &CanvasRenderingContext2d, signed: &Signed) {
        let ratio = self.inks.ratio;
        let (x, y) = signed.at;
        let at = |dx: f64, dy: f64| ((x + dx) * ratio, (y + dy) * ratio);
        let colour = match signed.sign {
            Sign::Cancelled => palette::CANCELLED,
            Sign::TimedOut => fill(State::Ready).pattern,
            Sign::Raised => palette::FAILED,
        };
        context.set_stroke_style_str(self.colour(colour));
        context.set_fill_style_str(self.colour(palette::GROUND));
        context.set_line_width(1.75 * ratio);
        context.begin_path();
        let (middle_x, middle_y) = at(0.0, 0.0);
        // An arc of a whole circle cannot fail: its radius is not negative.
        let _ = context.arc(middle_x, middle_y, 6.0 * ratio, 0.0, std::f64::consts::TAU);
        context.fill();
        context.stroke();
        let strokes: &[(f64, f64)] = match signed.sign {
            Sign::Cancelled => &[(-3.0, 3.0), (3.0, -3.0)],
            Sign::TimedOut => &[(0.0, -4.0), (0.0, 0.0), (3.0, 1.5)],
            Sign::Raised => &[(1.0, -4.0), (-2.0, 0.5), (2.0, 0.0), (-1.0, 4.0)],
        };
        context.begin_path();
        for (number, &(dx, dy)) in strokes.iter().enumerate() {
            let (x, y) = at(dx, dy);
            match number {
                0 => context.move_to(x, y),
                _ => context.line_to(x, y),
            }
        }
        context.stroke();
    }

    /// The critical path: a strong line under the bars, and from lane to lane.
    pub(super) fn path(&self, context: &CanvasRenderingContext2d, path: &[Stretch]) {
        let ratio = self.inks.ratio;
        context.set_stroke_style_str(self.colour(palette::CURSOR));
        context.set_line_width(3.0 * ratio);
        context.set_line_cap("round");
        context.begin_path();
        for stretch in path {
            context.move_to(stretch.from.0 * ratio, stretch.from.1 * ratio);
            context.line_to(stretch.to.0 * ratio, stretch.to.1 * ratio);
        }
        context.stroke();
        context.set_line_cap("butt");
    }
}
