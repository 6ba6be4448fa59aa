//! Chips that move: what was elsewhere before travels to where it is now, so that the eye can follow one thing.

use leptos::prelude::*;
use std::collections::HashMap;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::HtmlElement;

/// How long a chip travels, in milliseconds; the curve is that of the style sheet.
const TRAVELS: f64 = 180.0;
const CURVE: &str = "cubic-bezier(0.2, 0.9, 0.25, 1)";
/// With more chips than this nobody could follow.
const MOST: u32 = 60;

/// Where each chip was.
#[derive(Debug, Default)]
pub struct Places(HashMap<String, (f64, f64)>);

impl Places {
    /// Lets the chips inside an element travel from where they were to where they are.
    pub fn travel(&mut self, inside: &HtmlElement) {
        let Ok(chips) = inside.query_selector_all("[data-chip]") else {
            return;
        };
        let origin = inside.get_bounding_client_rect();
        let still = reduced_motion() || chips.length() > MOST;
        let mut now = HashMap::new();
        for index in 0..chips.length() {
            let chip = chips
                .item(index)
                .and_then(|chip| chip.dyn_into::<HtmlElement>().ok());
            let Some(chip) = chip else { continue };
            let Some(key) = chip.get_attribute("data-chip") else {
                continue;
            };
            let rect = chip.get_bounding_client_rect();
            let place = (
                rect.left() - origin.left(),
                rect.top() - origin.top() + f64::from(inside.scroll_top()),
            );
            if now.contains_key(&key) {
                continue;
            }
            if let Some((x, y)) = self.0.get(&key).filter(|_| !still) {
                let (dx, dy) = (x - place.0, y - place.1);
                if dx.abs() + dy.abs() > 1.0 {
                    // A chip that cannot move is where it belongs at once.
                    let _ = animate(&chip, dx, dy);
                }
            }
            now.insert(key, place);
        }
        self.0 = now;
    }
}

fn animate(chip: &HtmlElement, dx: f64, dy: f64) -> Result<(), JsValue> {
    let frame = |transform: &str| -> Result<JsValue, JsValue> {
        let frame = js_sys::Object::new();
        js_sys::Reflect::set(&frame, &"transform".into(), &transform.into())?;
        Ok(frame.into())
    };
    let frames = js_sys::Array::of2(
        &frame(&format!("translate({dx}px, {dy}px)"))?,
        &frame("none")?,
    );
    let timing = js_sys::Object::new();
    js_sys::Reflect::set(&timing, &"duration".into(), &TRAVELS.into())?;
    js_sys::Reflect::set(&timing, &"easing".into(), &CURVE.into())?;
    let method: js_sys::Function = js_sys::Reflect::get(chip, &"animate".into())?.dyn_into()?;
    method.call2(chip, &frames, &timing)?;
    Ok(())
}

fn reduced_motion() -> bool {
    window()
        .match_media("(prefers-reduced-motion: reduce)")
        .ok()
        .flatten()
        .is_some_and(|query| query.matches())
}
