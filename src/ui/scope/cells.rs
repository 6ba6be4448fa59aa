//! The spans as the keyboard and a screen reader meet them: a grid of the focused span and those around it.
//!
//! The canvas is a picture. Over it lies a real element for the focused span and for its neighbours, at the
//! place where they are drawn; arrow keys move the focus from one to the next, and the grid moves along.

use super::{
    columns,
    hit::Spot,
    keys::{Command, command},
    model::Model,
    near::neighbourhood,
    outline::outline,
    scene::{Rect, Sight},
    walk::{Move, begins, start, stops, walk},
    words,
};
use leptos::{html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

/// The grid. `scroll_to` scrolls the rows.
#[component]
pub fn Cells(
    /// What is shown.
    model: Model,
    /// Scrolls the rows to a height, in CSS pixels.
    #[prop(into)]
    scroll_to: Callback<f64>,
) -> impl IntoView {
    let grid = NodeRef::<html::Div>::new();
    // Going up and down keeps to the moment at which it began.
    let anchor = StoredValue::new(None);
    let current = Memo::new(move |_| {
        let layout = model.layout.get();
        let timelines = model.drawn.get();
        let timeline = |run: usize| timelines.get(run).map(|timeline| &**timeline);
        model
            .focus
            .get()
            .filter(|spot| {
                layout.lane(spot.run, spot.lane).is_some()
                    && timeline(spot.run)
                        .and_then(|timeline| timeline.lanes.get(spot.lane))
                        .is_some_and(|lane| spot.span < stops(lane))
            })
            .or_else(|| start(&layout, timeline, model.look.open.get()))
            .or_else(|| (0..timelines.len()).find_map(|run| start(&layout, timeline, run)))
    });
    let rows = Memo::new(move |_| {
        let layout = model.layout.get();
        let timelines = model.drawn.get();
        current
            .get()
            .map(|spot| neighbourhood(&layout, &timelines, spot))
            .unwrap_or_default()
    });
    let count = move || model.layout.with(|layout| layout.rows.len());

    let go = move |step: Move| {
        let Some(spot) = current.get_untracked() else {
            return;
        };
        let layout = model.layout.get_untracked();
        let found = model.drawn.with_untracked(|timelines| {
            let timeline = |run: usize| timelines.get(run).map(|timeline| &**timeline);
            let begins_at =
                |spot: Spot| begins(timeline(spot.run)?.lanes.get(spot.lane)?, spot.span);
            let at = anchor.get_value().or_else(|| begins_at(spot))?;
            let found = walk(&layout, timeline, spot, step, at)?;
            let keeps = matches!(
                step,
                Move::Up | Move::Down | Move::PageUp | Move::PageDown | Move::Top | Move::Bottom
            );
            anchor.set_value(keeps.then_some(at));
            Some(found)
        });
        if let Some(found) = found {
            model.focus.set(Some(found));
            if let Some(height) = model.reveal(found) {
                scroll_to.run(height);
            }
            focus_soon(grid, found);
        }
    };
    let press = move |event: KeyboardEvent| {
        let control = event.ctrl_key() || event.meta_key();
        match command(&event.key(), control, event.alt_key(), true) {
            Some(Command::Walk(step)) => go(step),
            Some(Command::Open) => {
                if let Some(spot) = current.get_untracked() {
                    model.open(spot);
                }
            }
            // The others are meant for the whole scope.
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    let focused = move |_| {
        if let Some(spot) = current.get_untracked() {
            model.focus.set(Some(spot));
            if let Some(height) = model.reveal(spot) {
                scroll_to.run(height);
            }
        }
        let visible = document()
            .active_element()
            .is_some_and(|element| element.matches(":focus-visible").unwrap_or(false));
        model.focus_visible.set(visible);
    };

    view! {
        <div
            class="scope-cells"
            role="grid"
            aria-label="Spans of all lanes. Arrow keys walk from span to span, Enter shows the line."
            aria-rowcount=count
            data-testid="scope-grid"
            hidden=move || current.get().is_none()
            node_ref=grid
            on:keydown=press
            on:focusin=focused
            on:focusout=move |_| model.focus_visible.set(false)
        >
            <For each=move || rows.get() key=|near| (near.run, near.lane, near.row) let:near>
                {
                    let (run, lane, row) = (near.run, near.lane, near.row);
                    let spots = move || {
                        rows.with(|rows| {
                            rows.iter()
                                .find(|near| (near.run, near.lane) == (run, lane))
                                .map(|near| near.spots.clone())
                                .unwrap_or_default()
                        })
                    };
                    view! {
                        <div role="row" aria-rowindex=row>
                            <For each=spots key=|spot| *spot let:spot>
                                <Cell model spot current />
                            </For>
                        </div>
                    }
                }
            </For>
        </div>
    }
}

#[component]
fn Cell(model: Model, spot: Spot, current: Memo<Option<Spot>>) -> impl IntoView {
    let label = move || {
        let on_order = model.with_order(spot.run, |trace, order| {
            columns::sentence(trace, order, spot.lane, spot.span)
        });
        if let Some(sentence) = on_order {
            return sentence;
        }
        model
            .with_timeline(spot.run, |timeline| {
                let lane = timeline.lanes.get(spot.lane)?;
                match lane.spans.get(spot.span) {
                    Some(span) if model.is_eternal(spot, lane) => {
                        Some(words::eternal_sentence(lane, span))
                    }
                    Some(span) => {
                        let because = model.because(spot).map(|because| format!(", {because}"));
                        // The line stays the last thing said.
                        let said = words::sentence(lane, span);
                        let because = because.unwrap_or_default();
                        Some(match said.rsplit_once(", line ") {
                            Some((rest, line)) => format!("{rest}{because}, line {line}"),
                            None => said + &because,
                        })
                    }
                    None => words::end_sentence(lane),
                }
            })
            .flatten()
            .unwrap_or_default()
    };
    let place = Memo::new(move |_| place(model, spot));
    let size = move |read: fn(&Rect) -> f64| {
        move || {
            place
                .get()
                .map(|rect| format!("{}px", read(&rect).max(2.0)))
        }
    };
    view! {
        <div
            class="scope-cell"
            role="gridcell"
            tabindex=move || if current.get() == Some(spot) { "0" } else { "-1" }
            aria-colindex=spot.span + 1
            aria-label=label
            data-spot=name(spot)
            style:transform=move || {
                place.get().map(|rect| format!("translate({}px, {}px)", rect.x, rect.y))
            }
            style:width=size(|rect| rect.width)
            style:height=size(|rect| rect.height)
        ></div>
    }
}

/// Where a spot is on the canvas.
fn place(model: Model, spot: Spot) -> Option<Rect> {
    let layout = model.layout.get();
    let (width, height) = model.size.get();
    let stuck = model.stuck.get();
    let (division, scale, scroll) = (model.division(), model.scale(), model.scroll.get());
    model.drawn.with(|timelines| {
        let sight = Sight {
            timelines,
            stuck: &stuck,
            layout: &layout,
            division,
            scale,
            ticks: &[],
            scroll,
            width,
            height,
            ties: None,
            columns: None,
            cursor: 0.0,
            cursor_set: false,
            hovered: None,
            selected: None,
        };
        outline(&sight, spot)
    })
}

fn name(spot: Spot) -> String {
    format!("{}-{}-{}", spot.run, spot.lane, spot.span)
}

/// Focuses a cell once it is there.
fn focus_soon(grid: NodeRef<html::Div>, spot: Spot) {
    let focus = move || {
        let cell = grid
            .get_untracked()?
            .query_selector(&format!("[data-spot=\"{}\"]", name(spot)))
            .ok()??;
        let cell: HtmlElement = cell.dyn_into().ok()?;
        // The scope scrolls itself, and the browser would scroll the canvas away.
        let options = js_sys::Object::new();
        js_sys::Reflect::set(&options, &"preventScroll".into(), &true.into()).ok()?;
        let method = js_sys::Reflect::get(&cell, &"focus".into()).ok()?;
        method
            .dyn_into::<js_sys::Function>()
            .ok()?
            .call1(&cell, &options)
            .ok()
    };
    queue_microtask(move || {
        if focus().is_none() {
            request_animation_frame(move || {
                // The span may be gone by now; then the focus stays where it is.
                let _ = focus();
            });
        }
    });
}
