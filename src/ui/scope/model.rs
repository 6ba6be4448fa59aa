//! What the scope shows: everything its parts share, and what can be done to it.

use super::{
    axis::{Tick, ticks},
    follow::followed,
    hit::Spot,
    layout::{Folding, Layout, Measures},
    outline::eternal_wait,
    scene::Division,
    walk,
    window::{Scale, Window},
};
use crate::ui::{
    look::{Look, differ},
    run::{Run, RunStatus},
};
use leptos::prelude::*;
use std::sync::Arc;
use trace::{Lane, Seconds, Timeline};

/// How long the window takes to its new place, in milliseconds.
const GLIDE: f64 = 180.0;
/// Narrower than this, in CSS pixels, names stand above their lanes.
const NARROW: f64 = 560.0;
/// A header's height until it was measured.
const HEADER: f64 = 40.0;
/// A lane's height.
const LANE: f64 = 24.0;
/// The same where all lanes fit on the screen at once.
const ROOMY_LANE: f64 = 32.0;
/// The same with its name above.
const NARROW_LANE: f64 = 40.0;
/// Room below the last lane, so that it is not at the very edge.
const BELOW: f64 = 16.0;
/// The same above the zoom buttons, which stand there when there is little room.
const NARROW_BELOW: f64 = 64.0;

/// The signals of one scope. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Model {
    /// What all panels look at.
    pub look: Look,
    /// Told about a variant and a line that are to be shown.
    pub on_line: Callback<(usize, u32)>,
    /// The canvas' size in CSS pixels.
    pub size: RwSignal<(f64, f64)>,
    /// How far down the rows are scrolled.
    pub scroll: RwSignal<f64>,
    /// What the reader zoomed to; none for everything.
    pub chosen: RwSignal<Option<Window>>,
    /// What the reader folded and unfolded.
    pub folding: RwSignal<Folding>,
    /// The measured heights of the headers.
    pub headers: RwSignal<Vec<f64>>,
    /// The span that the keyboard is at.
    pub focus: RwSignal<Option<Spot>>,
    /// Whether the keyboard is there now, so that its card is shown.
    pub focus_visible: RwSignal<bool>,
    /// What was done to the window, for those who do not see it.
    pub said: RwSignal<String>,
    /// The same runs, but for where they stand: unchanged until a record or a name is.
    pub recorded: Memo<Vec<Run>>,
    /// Whether events are arriving.
    pub running: Memo<bool>,
    /// Which runs ended with waits that nothing ends.
    pub stuck: Memo<Vec<bool>>,
    /// Where the common axis ends.
    pub extent: Memo<Seconds>,
    /// All rows.
    pub layout: Memo<Arc<Layout>>,
    /// The window on its way to a new place: from where, to where, and since when in milliseconds.
    glide: RwSignal<Option<(Window, Window, f64)>>,
}

impl Model {
    /// The model of what is looked at.
    pub fn new(look: Look, on_line: Callback<(usize, u32)>) -> Self {
        let Look {
            runs, timelines, ..
        } = look;
        // Records are large: they are compared by where they are, and not by what is in them.
        let recorded = Memo::new_with_compare(
            move |_| runs.get(),
            |old, new| {
                differ(old, new, |old, new| {
                    old.name == new.name && same_record(old, new)
                })
            },
        );
        let stuck = Memo::new(move |_| {
            runs.with(|runs| runs.iter().map(Run::is_stuck).collect::<Vec<_>>())
        });
        let running =
            Memo::new(move |_| runs.with(|runs| runs.iter().any(|run| run.status.is_open())));
        let extent = Memo::new(move |before: Option<&Seconds>| {
            runs.with(|runs| {
                let now = runs
                    .iter()
                    .map(|run| run.timeline.horizon)
                    .fold(0.0, f64::max);
                let open = runs
                    .iter()
                    .any(|run| run.status.is_open() || run.status == RunStatus::Waiting);
                // While events arrive the axis only grows: it would jump with every batch.
                match before {
                    Some(before) if open => before.max(now),
                    _ => now,
                }
            })
        });
        let size = RwSignal::new((0.0, 0.0));
        let folding = RwSignal::new(Folding::default());
        let headers = RwSignal::new(Vec::new());
        let layout = Memo::new(move |_| {
            let (width, height) = size.get();
            let layout = timelines.with(|timelines| {
                let stacked = |lane: f64| {
                    let measures = measures(lane, headers.get(), timelines.len());
                    let timelines = timelines.iter().map(|timeline| &**timeline);
                    folding.with(|folding| Layout::of(timelines, folding, &measures))
                };
                if is_narrow(width) {
                    return stacked(NARROW_LANE);
                }
                let roomy = stacked(ROOMY_LANE);
                if roomy.height + BELOW <= height {
                    roomy
                } else {
                    stacked(LANE)
                }
            });
            Arc::new(layout)
        });
        Self {
            look,
            on_line,
            size,
            scroll: RwSignal::new(0.0),
            chosen: RwSignal::new(None),
            folding,
            headers,
            focus: RwSignal::new(None),
            focus_visible: RwSignal::new(false),
            said: RwSignal::new(String::new()),
            recorded,
            stuck,
            running,
            extent,
            layout,
            glide: RwSignal::new(None),
        }
    }

    /// Whether names stand above their lanes.
    pub fn narrow(&self) -> bool {
        is_narrow(self.size.get().0)
    }

    /// How tall everything is that can be scrolled through.
    pub fn height(&self) -> f64 {
        let below = if self.narrow() { NARROW_BELOW } else { BELOW };
        let rows = self.layout.with(|layout| layout.height);
        (rows + below).max(self.size.get().1)
    }

    /// How rows are divided.
    pub fn division(&self) -> Division {
        let (width, _) = self.size.get();
        let lane = self.layout.with(|layout| layout.lane_height);
        if is_narrow(width) {
            Division {
                gutter: 0.0,
                bar_top: 20.0,
                bar: lane - 24.0,
                crowd_top: 24.0,
            }
        } else {
            Division {
                gutter: if width < 900.0 { 136.0 } else { 184.0 },
                bar_top: 4.0,
                bar: lane - 8.0,
                crowd_top: 4.0,
            }
        }
    }

    /// What is shown.
    pub fn window(&self) -> Window {
        let extent = self.extent.get();
        match self.chosen.get() {
            Some(window) => window.within(extent),
            None => Window::whole(extent),
        }
    }

    /// Which time is where.
    pub fn scale(&self) -> Scale {
        // Half a label has room at either side.
        let left = self.division().gutter + 14.0;
        Scale {
            window: self.window(),
            left,
            // And at the right the mark of an end.
            right: (self.size.get().0 - 26.0).max(left + 1.0),
        }
    }

    /// The ticks of the axis.
    pub fn ticks(&self) -> Vec<Tick> {
        ticks(self.scale())
    }

    /// Zooms around a position, at once or in a short movement.
    pub fn zoom(&self, factor: f64, x: f64, glide: bool) {
        let scale = untrack(|| self.scale());
        let extent = self.extent.get_untracked();
        // Presses in quick succession add up.
        let from = if glide { self.goal() } else { scale.window };
        let around = scale.at(x.clamp(scale.left, scale.right));
        self.show(from.zoomed(factor, around, extent), glide);
    }

    /// Moves the window by a number of CSS pixels.
    pub fn pan(&self, pixels: f64, glide: bool) {
        let scale = untrack(|| self.scale());
        let from = if glide { self.goal() } else { scale.window };
        let by = pixels * scale.seconds_per_pixel();
        self.show(from.panned(by, self.extent.get_untracked()), glide);
    }

    /// Shows everything.
    pub fn fit(&self) {
        self.show(Window::whole(self.extent.get_untracked()), true);
    }

    /// Goes to a window.
    pub fn show(&self, goal: Window, glide: bool) {
        let extent = self.extent.get_untracked();
        let from = untrack(|| self.window());
        if glide && !reduced_motion() && from != goal {
            self.glide.set(Some((from, goal, now())));
        } else {
            self.glide.set(None);
            self.settle(goal, extent);
        }
    }

    fn settle(&self, window: Window, extent: Seconds) {
        // The whole stays the whole when the run grows.
        let whole = Window::whole(extent);
        let chosen = (window.length() < whole.length() * (1.0 - 1e-9)).then_some(window);
        if self.chosen.get_untracked() != chosen {
            self.chosen.set(chosen);
        }
    }

    /// Moves a gliding window to where it is now. Whether it is still on its way.
    pub fn advance(&self) -> bool {
        let Some((from, goal, since)) = self.glide.get_untracked() else {
            return false;
        };
        let share = ((now() - since) / GLIDE).clamp(0.0, 1.0);
        let extent = self.extent.get_untracked();
        if share >= 1.0 {
            self.glide.set(None);
            self.settle(goal, extent);
            return false;
        }
        let eased = 1.0 - (1.0 - share).powi(4);
        self.chosen.set(Some(from.toward(goal, eased)));
        true
    }

    /// What is shown once the window stands still.
    pub fn goal(&self) -> Window {
        match self.glide.get_untracked() {
            Some((_, goal, _)) => goal,
            None => untrack(|| self.window()),
        }
    }

    /// Whether the window is on its way to a new place.
    pub fn glides(&self) -> bool {
        self.glide.get().is_some()
    }

    /// Puts the cursor at a position; behind the end of everything, at the end.
    pub fn scrub(&self, x: f64) {
        let scale = untrack(|| self.scale());
        self.point(scale.rounded(scale.at(x)));
    }

    /// Puts the cursor at a moment.
    pub fn point(&self, at: Seconds) {
        let extent = self.extent.get_untracked();
        self.look.point(at, extent);
    }

    /// Selects a span, and opens its variant.
    pub fn select(&self, spot: Spot) {
        self.look.selection.set(Some(spot));
        self.focus.set(Some(spot));
        if self.look.open.get_untracked() != spot.run {
            self.look.open.set(spot.run);
        }
    }

    /// Selects a span, and asks for its line.
    pub fn open(&self, spot: Spot) {
        self.select(spot);
        if let Some(line) = self.line(spot) {
            self.on_line.run((spot.run, line));
        }
    }

    /// The line that a span points at: its own, or that of the call that held the loop meanwhile.
    pub fn line(&self, spot: Spot) -> Option<u32> {
        self.look.timelines.with_untracked(|timelines| {
            let span = spot.span(timelines.get(spot.run)?)?;
            span.line
                .or_else(|| span.held_by.iter().find_map(|holder| holder.line))
        })
    }

    /// Scrolls and pans so that a spot can be seen; tells how far down the rows should be scrolled.
    pub fn reveal(&self, spot: Spot) -> Option<f64> {
        let (from, to) = self.look.timelines.with_untracked(|timelines| {
            walk::extent(timelines.get(spot.run)?.lanes.get(spot.lane)?, spot.span)
        })?;
        let window = untrack(|| self.window());
        let shown = window.showing(from, to, self.extent.get_untracked());
        if shown != window {
            self.show(shown, true);
        }
        let layout = self.layout.get_untracked();
        let row = layout.rows[layout.lane(spot.run, spot.lane)?];
        let header = layout.rows[layout.sections.get(spot.run)?.start];
        let (scroll, (_, height)) = (self.scroll.get_untracked(), self.size.get_untracked());
        // A header sticks to the top, over the first rows.
        let highest = (row.top - header.height).max(0.0);
        let lowest = row.bottom() + 8.0 - height;
        if scroll > highest {
            Some(highest)
        } else if scroll < lowest {
            Some(lowest)
        } else {
            None
        }
    }

    /// Keeps what was focused and selected with its lane when lanes are added above it.
    pub fn follow(&self, before: &[Arc<Timeline>], now: &[Arc<Timeline>]) {
        for signal in [self.focus, self.look.selection] {
            let Some(spot) = signal.get_untracked() else {
                continue;
            };
            let moved = followed(spot, before, now);
            if moved != Some(spot) {
                signal.set(moved);
            }
        }
        if self.look.hover.get_untracked().is_some() {
            self.look.hover.set(None);
        }
    }

    /// Whether a spot is a wait that nothing ends.
    pub fn is_eternal(&self, spot: Spot, lane: &Lane) -> bool {
        self.stuck.with(|stuck| stuck.get(spot.run) == Some(&true))
            && eternal_wait(lane) == Some(spot.span)
    }

    /// The timeline of a run.
    pub fn with_timeline<T>(&self, run: usize, read: impl FnOnce(&Timeline) -> T) -> Option<T> {
        self.look
            .timelines
            .with(|timelines| timelines.get(run).map(|timeline| read(timeline)))
    }
}

fn same_record(one: &Run, other: &Run) -> bool {
    one.record == other.record
        && one.settings == other.settings
        && Arc::ptr_eq(&one.timeline, &other.timeline)
}

fn is_narrow(width: f64) -> bool {
    width < NARROW
}

fn measures(lane: f64, mut headers: Vec<f64>, runs: usize) -> Measures {
    headers.resize(runs, HEADER);
    Measures {
        headers,
        lane,
        fold: if lane == NARROW_LANE { 60.0 } else { 48.0 },
        gap: 12.0,
    }
}

/// Milliseconds of the page's own clock.
fn now() -> f64 {
    window().performance().map_or(0.0, |clock| clock.now())
}

fn reduced_motion() -> bool {
    window()
        .match_media("(prefers-reduced-motion: reduce)")
        .ok()
        .flatten()
        .is_some_and(|query| query.matches())
}
