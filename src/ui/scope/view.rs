//! The scope itself: its parts, and the keys that work in all of it.

use super::{
    axis_row::AxisRow,
    break_marks::BreakMarks,
    canvas::watch_size,
    card::Card,
    cells::Cells,
    filtering::Filtering,
    find::Find,
    gutter::GutterEdge,
    headers::Headers,
    keys::{Command, ZOOM_STEP, command},
    layout,
    legend::Legend,
    measure::Measured,
    model::Model,
    names::Names,
    opening::{Welcome, first_time, open_at_its_moment},
    overview::Overview,
    pins::Pins,
    pointers::Surface,
    reading::Reading,
    switch_marks::tell_switches,
    switch_row::{AxisSwitch, Switches},
    wait_edge::{WaitEdge, on_its_way},
    window,
};
use crate::ui::{
    desk::Desk,
    look::{Axis, Look},
    run::{Run, RunStatus},
    transport::{Transport, TransportBar},
};
use leptos::{ev, html, prelude::*};
use std::sync::Arc;
use trace::{Timeline, number};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

/// The panel.
#[component]
pub fn ScopePanel() -> impl IntoView {
    let desk = Desk::get();
    let on_line = Callback::new(move |(variant, line): (usize, u32)| desk.reveal(variant, line));
    view! { <Scope look=desk.look transport=desk.transport on_line/> }
}

/// The timeline of every variant, stacked on one time axis.
#[component]
fn Scope(
    /// What all panels look at.
    look: Look,
    /// What moves the cursor.
    transport: Transport,
    /// Called with a variant and a line of its script when the reader asks to see that line.
    on_line: Callback<(usize, u32)>,
) -> impl IntoView {
    let model = Model::new(look, on_line);
    let desk = Desk::get();
    let root = NodeRef::<html::Div>::new();
    let scroller = NodeRef::<html::Div>::new();

    super::seen::tell(model);
    transport.go_by(model.way());
    follow_changes(model);
    open_at_its_moment(look);
    tell_switches(model, desk);
    let first = first_time(transport);
    Effect::new(move |_| {
        if let Some(scroller) = scroller.get() {
            watch_size(&scroller.clone(), move |_, _| {
                // Without the scroll bar.
                let size = (
                    f64::from(scroller.client_width()),
                    f64::from(scroller.client_height()),
                );
                if model.size.get_untracked() != size {
                    model.size.set(size);
                }
            });
        }
    });

    let scroll_to = move |top: f64| {
        if let Some(scroller) = scroller.get_untracked() {
            scroller.set_scroll_top(top.round() as i32);
        }
    };
    // The variant that is opened, by its tab or a key, is brought into view.
    Effect::new(move |before: Option<usize>| {
        let open = look.open.get();
        if before.is_some_and(|before| before != open)
            && let Some(top) = model.brings_into_view(open)
        {
            scroll_to(top);
        }
        open
    });
    let scroll_by = move |by: f64| scroll_to(model.scroll.get_untracked() + by);
    let scrolled = move |_| {
        if let Some(scroller) = scroller.get_untracked() {
            model.scroll.set(f64::from(scroller.scroll_top()));
        }
    };

    let (finds, filters) = (RwSignal::new(false), RwSignal::new(false));
    let perform = move |command: Command| {
        // Around the cursor where it is in view.
        let middle = untrack(|| {
            let scale = model.scale();
            let cursor = scale.x(model.cursor());
            match (scale.left..=scale.right).contains(&cursor) {
                true => cursor,
                false => f64::midpoint(scale.left, scale.right),
            }
        });
        match command {
            Command::Zoom(factor) => model.zoom(factor, middle, true),
            Command::Pan(share) => {
                let width = untrack(|| {
                    let scale = model.scale();
                    scale.right - scale.left
                });
                model.pan(share * width, true);
            }
            Command::Fit => model.fit(),
            Command::Axis => model.switch(),
            Command::Selection => model.zoom_to_selection(),
            Command::Find => {
                finds.set(true);
                return;
            }
            Command::Causes => {
                model.arrows.update(|on| *on = !*on);
                return;
            }
            Command::Path => {
                model.path.update(|on| *on = !*on);
                return;
            }
            Command::Undo => {
                // Unless the script has become another one since.
                if let Some(wait) = model
                    .changed
                    .get_untracked()
                    .filter(|wait| desk.can_change(*wait))
                {
                    model.changed.set(None);
                    desk.undo_in(wait.run);
                }
                return;
            }
            Command::Filter => {
                filters.set(true);
                return;
            }
            Command::Pin => {
                let selected = model.look.selection.get_untracked();
                match model.focus.get_untracked().or(selected) {
                    Some(spot) => model.pin(spot),
                    None => model
                        .hint
                        .set(Some("Select a span first: its lane is kept on top.")),
                }
                return;
            }
            Command::Happening { ahead } => {
                if !transport.step_of_task(ahead) {
                    model
                        .hint
                        .set(Some("Select a span first: N goes on with its task."));
                }
                return;
            }
            Command::Gaps => {
                model.fold_idle();
                return;
            }
            Command::Dismiss => {
                model.look.hover.set(None);
                model.measured.set(None);
                model.focus_visible.set(false);
                return;
            }
            Command::Walk(_) | Command::Open => return,
        }
        model.say();
    };
    // The keys work when the scope has the focus, and when nothing has.
    let keys = window_event_listener(ev::keydown, move |event: KeyboardEvent| {
        if event.default_prevented() || !is_for_scope(&event, root) {
            return;
        }
        let control = event.ctrl_key() || event.meta_key();
        if let Some(command) = command(&event.key(), control, event.alt_key(), false) {
            if matches!(command, Command::Find | Command::Filter) {
                // It is no letter of what is looked for.
                event.prevent_default();
            }
            perform(command);
        }
    });
    on_cleanup(move || keys.remove());

    let height = move || format!("{}px", model.height());
    let stage_height = move || format!("{}px", model.size.get().1);
    let empty = move || {
        model
            .look
            .timelines
            .with(|timelines| timelines.iter().all(|timeline| timeline.lanes.is_empty()))
    };
    let zoomed = move || model.chosen.get().is_some();

    view! {
        <div class="scope" class:empty=empty node_ref=root>
            <div class="scope-bar">
                <Legend timelines=model.look.timelines />
                <AxisSwitch model />
                <div class="scope-zoom" role="group" aria-label="Zoom">
                    <button
                        type="button"
                        aria-label="Zoom out"
                        title="Zoom out (S)"
                        disabled=move || !zoomed()
                        on:click=move |_| perform(Command::Zoom(1.0 / ZOOM_STEP))
                    >
                        "−"
                    </button>
                    <button
                        type="button"
                        aria-label="Zoom in"
                        title="Zoom in (W)"
                        on:click=move |_| perform(Command::Zoom(ZOOM_STEP))
                    >
                        "+"
                    </button>
                    <button
                        type="button"
                        title="Show everything (F)"
                        disabled=move || !zoomed()
                        on:click=move |_| perform(Command::Fit)
                    >
                        "Fit"
                    </button>
                </div>
            </div>
            <Find model wanted=finds scroll_to />
            <Filtering model wanted=filters />
            <AxisRow model />
            <Overview model />
            <Pins model />
            <div class="scope-scroll" node_ref=scroller on:scroll=scrolled>
                <div class="scope-rows" style:height=height>
                    <div class="scope-stage" style:height=stage_height>
                        <Surface model scroll_by />
                        <BreakMarks model />
                        <Names model />
                        <GutterEdge model />
                        <Measured model />
                        <Headers model />
                        <Cells model scroll_to />
                        <WaitEdge model />
                    </div>
                </div>
            </div>
            <p class="scope-empty" hidden=move || !empty()>
                {move || {
                    if model.look.runs.with(|runs| runs.iter().any(is_open)) {
                        "Running…"
                    } else {
                        "Press Run to see what the loop does."
                    }
                }}
            </p>
            <div class="scope-foot" class:first=move || first.get()>
                <TransportBar transport/>
                <Welcome first />
                <Switches model filters />
            </div>
            <Card model />
            <Reading model />
            <p class="scope-hidden" aria-live="polite" data-testid="scope-said">
                {move || model.said.get()}
            </p>
        </div>
    }
}

impl Model {
    /// Tells those who do not see it what is shown now.
    pub fn say(&self) {
        let window = self.goal();
        let on_order = self.look.axis.get_untracked() == Axis::Order;
        let whole = window == window::Window::whole(self.extent.get_untracked());
        let text = if on_order {
            let (first, last) = (window.from as usize + 1, window.to.ceil() as usize);
            match whole {
                true => "By order: showing every step.".to_owned(),
                false => format!("By order: showing steps {first} to {last}."),
            }
        } else if whole {
            format!("Showing everything, to {}.", number::spoken(window.to))
        } else {
            format!(
                "Showing {} to {}.",
                number::precise(window.from),
                number::precise(window.to)
            )
        };
        self.said.set(text);
    }
}

fn is_open(run: &Run) -> bool {
    run.status.is_open() || run.status == RunStatus::Waiting
}

/// Keeps zoom and focus over new data, and forgets them when other variants come.
fn follow_changes(model: Model) {
    let names = Memo::new(move |_| {
        model
            .look
            .runs
            .with(|runs| runs.iter().map(|run| run.name.clone()).collect::<Vec<_>>())
    });
    Effect::new(move |before: Option<Vec<String>>| {
        let now = names.get();
        if before.is_some_and(|before| before != now) {
            model.chosen.set(None);
            model.folding.set(layout::Folding::default());
        }
        now
    });
    let anchors = StoredValue::new([None; 2]);
    Effect::new(move |before: Option<Vec<Arc<Timeline>>>| {
        let now = model.look.timelines.get();
        let on_its_way = on_its_way(model);
        if let Some(before) = before
            && model.look.axis.get_untracked() == Axis::Time
        {
            anchors.update_value(|anchors| model.follow(anchors, &before, &now, on_its_way));
        }
        if model.following.get_untracked() != on_its_way {
            model.following.set(on_its_way);
        }
        now
    });
}

/// Whether a key was pressed in the scope, or nowhere in particular.
fn is_for_scope(event: &KeyboardEvent, root: NodeRef<html::Div>) -> bool {
    let Some(target) = event
        .target()
        .and_then(|target| target.dyn_into::<HtmlElement>().ok())
    else {
        return false;
    };
    if target.is_content_editable()
        || matches!(target.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT")
    {
        return false;
    }
    let nowhere = document().body().is_some_and(|body| body == target);
    nowhere
        || root
            .get_untracked()
            .is_some_and(|root| root.contains(Some(&target)))
}
