//! Chips that move: what was elsewhere before travels to where it is now, so that the eye can follow one thing.

use super::now::Now;
use crate::ui::engine::client::now as milliseconds;
use leptos::{html, leptos_dom::helpers::TimeoutHandle, prelude::*};
use std::{collections::HashMap, time::Duration};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::HtmlElement;

/// How long a chip travels, in milliseconds; the curve is that of the style sheet.
const TRAVELS: f64 = 180.0;
const CURVE: &str = "cubic-bezier(0.2, 0.9, 0.25, 1)";
/// The attribute that says whose chip it is.
const CHIP: &str = "data-chip";
/// With more chips than this nobody could follow.
const MOST: u32 = 60;

/// What follows sooner than so many milliseconds, nobody could follow.
const APART: f64 = 100.0;

/// Lets the chips inside an element travel whenever they are elsewhere than before, once that is drawn. What changes too fast
/// to be followed, while the cursor is dragged, is neither moved nor measured.
pub fn keep_moving(body: NodeRef<html::Div>, now: Memo<Option<Now>>) {
    let arranged = Memo::new(move |_| now.with(|now| now.as_ref().map(Now::arrangement)));
    let places = StoredValue::new_local(Places::default());
    let soon = move |travels: bool| {
        request_animation_frame(move || {
            if let Some(Some(body)) = body.try_get_untracked() {
                places.try_update_value(|places| places.travel(&body, travels));
            }
        });
    };
    Effect::new(move |before: Option<(f64, Option<TimeoutHandle>)>| {
        arranged.track();
        let time = milliseconds();
        let (last, pending) = before.unwrap_or((f64::NEG_INFINITY, None));
        if let Some(pending) = pending {
            pending.clear();
        }
        let measured = match time - last < APART {
            true => {
                let apart = Duration::from_millis(APART as u64);
                set_timeout_with_handle(move || soon(false), apart).ok()
            }
            false => {
                soon(true);
                None
            }
        };
        (time, measured)
    });
}

/// Where each chip was, and what travels: the animation, the element, and whose chip that was.
#[derive(Debug, Default)]
struct Places {
    were: HashMap<String, (f64, f64)>,
    travelling: Vec<(JsValue, HtmlElement, String)>,
}

impl Places {
    /// Notes where the chips inside an element are, and lets them travel there from where they were, if they are to.
    fn travel(&mut self, inside: &HtmlElement, travels: bool) {
        let Ok(chips) = inside.query_selector_all("[data-chip]") else {
            return;
        };
        // An element that is another's chip by now is where it belongs.
        for (animation, chip, key) in self.travelling.drain(..) {
            if chip.get_attribute(CHIP).as_ref() != Some(&key) {
                let _ = cancel(&animation);
            }
        }
        let origin = inside.get_bounding_client_rect();
        let still = !travels || chips.length() > MOST || reduced_motion();
        let mut now = HashMap::new();
        for index in 0..chips.length() {
            let chip = chips
                .item(index)
                .and_then(|chip| chip.dyn_into::<HtmlElement>().ok());
            let Some(chip) = chip else { continue };
            let Some(key) = chip.get_attribute(CHIP) else {
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
            if let Some((x, y)) = self.were.get(&key).filter(|_| !still) {
                let (dx, dy) = (x - place.0, y - place.1);
                // A chip that cannot move is where it belongs at once.
                if dx.abs() + dy.abs() > 1.0
                    && let Ok(animation) = animate(&chip, dx, dy)
                {
                    self.travelling.push((animation, chip, key.clone()));
                }
            }
            now.insert(key, place);
        }
        self.were = now;
    }
}

fn animate(chip: &HtmlElement, dx: f64, dy: f64) -> Result<JsValue, JsValue> {
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
    method.call2(chip, &frames, &timing)
}

fn cancel(animation: &JsValue) -> Result<JsValue, JsValue> {
    let method: js_sys::Function = js_sys::Reflect::get(animation, &"cancel".into())?.dyn_into()?;
    method.call0(animation)
}

fn reduced_motion() -> bool {
    window()
        .match_media("(prefers-reduced-motion: reduce)")
        .ok()
        .flatten()
        .is_some_and(|query| query.matches())
}
