//! Dragging a tab to another place, with a mouse or a pen: a finger scrolls the tabs, and keys move them too.

use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// So far the pointer moves before a press becomes a drag, in CSS pixels.
const SLACK: f64 = 6.0;

/// A drag of one of the tabs, if there is one.
#[derive(Clone, Copy)]
pub struct Drag {
    /// Which tab, and where it was taken.
    held: StoredValue<Option<(usize, f64)>>,
    moved: Callback<(usize, usize)>,
}

impl Drag {
    /// `moved` is told of each move: from which place to which.
    pub fn new(moved: impl Fn(usize, usize) + Send + Sync + 'static) -> Self {
        Self {
            held: StoredValue::new(None),
            moved: Callback::new(move |(from, to)| moved(from, to)),
        }
    }

    /// A tab is pressed.
    pub fn begin(&self, event: &ev::PointerEvent) {
        let is_mouse = event.pointer_type() != "touch" && event.button() == 0;
        let tab = tabs(event).iter().position(|tab| is_under(tab, event));
        let from = f64::from(event.client_x());
        self.held
            .set_value(tab.filter(|_| is_mouse).map(|tab| (tab, from)));
    }

    /// The pointer moves: past the middle of a neighbour, the tab changes places with it.
    pub fn move_to(&self, event: &ev::PointerEvent) {
        let Some((held, from)) = self.held.get_value() else {
            return;
        };
        let x = f64::from(event.client_x());
        if event.buttons() == 0 {
            self.end();
        } else if (x - from).abs() > SLACK {
            let middles: Vec<f64> = tabs(event).iter().map(middle).collect();
            let to = match middles.get(held) {
                Some(_) if held > 0 && x < middles[held - 1] => held - 1,
                Some(_) if held + 1 < middles.len() && x > middles[held + 1] => held + 1,
                _ => return,
            };
            self.moved.run((held, to));
            self.held.set_value(Some((to, f64::NEG_INFINITY)));
        }
    }

    /// It is let go.
    pub fn end(&self) {
        self.held.set_value(None);
    }
}

fn tabs(event: &ev::PointerEvent) -> Vec<HtmlElement> {
    let list = event
        .current_target()
        .and_then(|list| list.dyn_into::<HtmlElement>().ok());
    let found = list.and_then(|list| list.query_selector_all("[role=tab]").ok());
    let found = found
        .into_iter()
        .flat_map(|found| (0..found.length()).map(move |index| found.get(index)));
    found.filter_map(|tab| tab?.dyn_into().ok()).collect()
}

fn is_under(tab: &HtmlElement, event: &ev::PointerEvent) -> bool {
    let place = tab.get_bounding_client_rect();
    (place.left()..place.right()).contains(&f64::from(event.client_x()))
}

fn middle(tab: &HtmlElement) -> f64 {
    let place = tab.get_bounding_client_rect();
    f64::midpoint(place.left(), place.right())
}
