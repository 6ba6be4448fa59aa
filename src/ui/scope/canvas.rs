//! The canvas: kept at the right size, in the right theme, and drawn once per frame at most.

use super::{
    arrows::Ties,
    model::Model,
    paint::Paint,
    scene::{Columns, Sight, Stage},
};
use crate::ui::look::Axis;
use leptos::{html, prelude::*};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{EventTarget, MutationObserver, MutationObserverInit, ResizeObserver};

/// In runs of more events than this together causes are worked out only where somebody asks for them.
const PLENTY: usize = 200_000;

/// What stays between two frames.
#[derive(Default)]
struct Drawing {
    stage: Stage,
    paint: Option<Paint>,
    /// A frame was asked for and has not come yet.
    asked: bool,
    /// Nothing but the cursor has moved since the last frame, in which it was set.
    settled: bool,
}

/// Draws a model on a canvas, and draws it again when it changes.
pub fn keep_drawn(model: Model, canvas: NodeRef<html::Canvas>) {
    let drawing = StoredValue::new_local(Drawing::default());
    let draw_soon = move || ask(drawing, model, canvas);

    Effect::new(move |_| {
        canvas.track();
        model.drawn.track();
        model.look.open.track();
        model.stuck.track();
        model.layout.track();
        model.size.track();
        model.scroll.track();
        model.chosen.track();
        model.gaps.track();
        model.gutter.track();
        model.extent.track();
        model.look.hover.track();
        model.look.selection.track();
        model.arrows.track();
        model.paths.track();
        model.recorded.track();
        model.running.track();
        model.glides();
        drawing.try_update_value(|drawing| drawing.settled = false);
        draw_soon();
    });
    Effect::new(move |_| {
        model.look.cursor.track();
        draw_soon();
    });
    // Colours and fonts are read anew when the page's theme changes, or a font arrives.
    watch_theme(move || {
        drawing.try_update_value(|drawing| {
            drawing.paint = None;
            drawing.settled = false;
        });
        draw_soon();
    });
}

/// Asks the browser for a frame, unless that was done.
fn ask(drawing: StoredValue<Drawing, LocalStorage>, model: Model, canvas: NodeRef<html::Canvas>) {
    let first = drawing.try_update_value(|drawing| !std::mem::replace(&mut drawing.asked, true));
    if first == Some(true) {
        request_animation_frame(move || {
            let drawn = drawing.try_update_value(|drawing| {
                drawing.asked = false;
                let moving = model.advance();
                drawing.settled &= !moving;
                // A canvas that cannot be drawn on stays empty; the lists beside it tell the same.
                let _ = untrack(|| draw(drawing, model, canvas));
                moving
            });
            if drawn == Some(true) {
                ask(drawing, model, canvas);
            }
        });
    }
}

fn draw(drawing: &mut Drawing, model: Model, canvas: NodeRef<html::Canvas>) -> Result<(), JsValue> {
    let (width, height) = model.size.get();
    let Some(canvas) = canvas.get() else {
        return Ok(());
    };
    if width < 1.0 || height < 1.0 {
        return Ok(());
    }
    let ratio = window().device_pixel_ratio();
    let (across, down) = (
        (width * ratio).round() as u32,
        (height * ratio).round() as u32,
    );
    if (canvas.width(), canvas.height()) != (across, down) {
        canvas.set_width(across);
        canvas.set_height(down);
        drawing.settled = false;
    }
    if !drawing
        .paint
        .as_ref()
        .is_some_and(|paint| paint.is_for(ratio))
    {
        drawing.paint = Paint::new(&canvas, ratio);
    }
    let Some(paint) = &mut drawing.paint else {
        return Ok(());
    };
    let (scale, scroll) = (model.scale(), model.scroll.get());
    let ticks = model.ticks();
    let layout = model.layout.get();
    let timelines = model.drawn.get();
    let (hovered, selected) = (
        model.look.hover.get().map(|hover| hover.spot),
        model.look.selection.get(),
    );
    let paths = model.paths.get();
    // What is not drawn need not be worked out, and not while events arrive.
    let wanted = model.arrows.get()
        || model.path.get()
        || model
            .recorded
            .with(|runs| runs.iter().map(|run| run.record.events()).sum::<usize>() <= PLENTY);
    let causes = (wanted && !model.running.get())
        .then(|| (model.look.orders.get(), model.look.causes.get()));
    let orders = (model.look.axis.get() == Axis::Order).then(|| model.look.orders.get());
    let cursors: Vec<f64> = orders
        .iter()
        .flatten()
        .enumerate()
        .map(|(run, _)| model.look.position(run).unwrap_or(0.0))
        .collect();
    let cursor_set = model.look.cursor.get().is_some();
    let sight = Sight {
        timelines: &timelines,
        stuck: &model.stuck.get(),
        layout: &layout,
        division: model.division(),
        scale,
        ticks: &ticks,
        scroll,
        width,
        height,
        ties: causes.as_ref().map(|(orders, causes)| Ties {
            orders,
            causes,
            all: model.arrows.get(),
            paths: &paths,
        }),
        columns: orders.as_ref().map(|orders| Columns {
            orders,
            cursors: &cursors,
            open: model.look.open.get(),
        }),
        cursor: model.look.cursor.get().unwrap_or(model.extent.get()),
        cursor_set,
        hovered,
        selected,
    };
    let settled = std::mem::replace(&mut drawing.settled, cursor_set);
    // The quiet cursor at the end is not above everything.
    let only_moved = settled && cursor_set;
    if only_moved && paint.draw_cursor(&canvas, drawing.stage.moved(&sight))? {
        return Ok(());
    }
    let origin = (scale.x(0.0), -scroll);
    paint.draw(&canvas, drawing.stage.scene(sight), origin, only_moved)
}

/// Calls back when the attributes of the document's root change, which carry the theme, and when fonts were
/// loaded.
fn watch_theme(changed: impl Fn() + 'static) {
    let on_change = Closure::<dyn FnMut()>::new(changed);
    let callback: &js_sys::Function = on_change.as_ref().unchecked_ref();
    let observer = MutationObserver::new(callback).ok();
    if let (Some(observer), Some(root)) = (&observer, document().document_element()) {
        let options = MutationObserverInit::new();
        options.set_attributes(true);
        // Should it fail, the canvas follows with the next change of what it shows.
        let _ = observer.observe_with_options(&root, &options);
    }
    let fonts = js_sys::Reflect::get(&document(), &"fonts".into())
        .ok()
        .and_then(|fonts| fonts.dyn_into::<EventTarget>().ok());
    if let Some(fonts) = &fonts {
        // Likewise: until then text stands in the fallback font.
        let _ = fonts.add_event_listener_with_callback(FONTS_LOADED, callback);
    }
    let kept = StoredValue::new_local((observer, fonts, on_change));
    on_cleanup(move || {
        kept.try_with_value(|(observer, fonts, on_change)| {
            if let Some(observer) = observer {
                observer.disconnect();
            }
            if let Some(fonts) = fonts {
                let callback = on_change.as_ref().unchecked_ref();
                let _ = fonts.remove_event_listener_with_callback(FONTS_LOADED, callback);
            }
        });
    });
}

const FONTS_LOADED: &str = "loadingdone";

/// Calls back with an element's size, in CSS pixels, now and whenever it changes.
pub fn watch_size(element: &web_sys::Element, mut changed: impl FnMut(f64, f64) + 'static) {
    let watched = element.clone();
    let on_resize = Closure::<dyn FnMut()>::new(move || {
        let size = watched.get_bounding_client_rect();
        changed(size.width(), size.height());
    });
    let Ok(observer) = ResizeObserver::new(on_resize.as_ref().unchecked_ref()) else {
        return;
    };
    observer.observe(element);
    let kept = StoredValue::new_local((observer, on_resize));
    on_cleanup(move || {
        kept.try_with_value(|(observer, _)| observer.disconnect());
    });
}
