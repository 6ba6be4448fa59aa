//! What the scope shows: everything its parts share, and what can be done to it.

use super::{
    axis::{Tick, step_ticks, ticks},
    carried::carried,
    follow::followed,
    hit::Spot,
    instant::alone,
    layout::{Folding, Layout, Measures},
    outline::eternal_wait,
    scene::Division,
    walk,
    window::{FEWEST, SHORTEST, Scale, Window},
};
use crate::ui::{
    look::{Axis, Look, differ},
    run::{Run, RunStatus},
};
use leptos::prelude::*;
use std::sync::Arc;
use trace::{
    Lane, Owner, Runner, State, Timeline,
    causes::{
        path::{Leg, critical},
        told::{because, column_of_span},
    },
};

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
/// The row with the turns' numbers, on the order axis.
const TURNS: f64 = 22.0;
/// In a run of more events than this causes are told only where somebody asks for them.
const TOLD: usize = 200_000;
/// The names' column is no narrower.
const NARROWEST: f64 = 88.0;
/// How wide a column is at least, in CSS pixels, when the order axis comes up.
const COLUMN: f64 = 46.0;
/// The order axis has room for so many columns at least.
const COLUMNS: f64 = 8.0;
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
    /// The window of the time axis that an instant was opened in, and how many columns it then had.
    opened: RwSignal<Option<(Window, f64)>>,
    /// The stretch that was measured, in the axis' units.
    pub measured: RwSignal<Option<Window>>,
    /// How wide the reader made the names' column.
    pub gutter: RwSignal<Option<f64>>,
    /// What a hand on the wheel wants to know, said once.
    pub hint: RwSignal<Option<&'static str>>,
    /// Whether all causes in view are drawn.
    pub arrows: RwSignal<bool>,
    /// Whether the critical path is drawn and told.
    pub path: RwSignal<bool>,
    /// The critical path of each run, where it is drawn.
    pub paths: Memo<Vec<Vec<Leg>>>,
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
    /// What is drawn: the rows of each run, over seconds or over columns.
    pub drawn: Memo<Vec<Arc<Timeline>>>,
    /// Where the common axis ends, in its units.
    pub extent: Memo<f64>,
    /// All rows.
    pub layout: Memo<Arc<Layout>>,
    /// The window on its way to a new place: from where, to where, and since when in milliseconds.
    glide: RwSignal<Option<(Window, Window, f64)>>,
}

impl Model {
    /// The model of what is looked at.
    pub fn new(look: Look, on_line: Callback<(usize, u32)>) -> Self {
        let Look {
            runs,
            timelines,
            axis,
            orders,
            ..
        } = look;
        let drawn = Memo::new_with_compare(
            move |_| match axis.get() {
                Axis::Time => timelines.get(),
                Axis::Order => orders.with(|orders| {
                    orders
                        .iter()
                        .map(|order| Arc::clone(&order.lanes))
                        .collect()
                }),
            },
            |old, new| differ(old, new, Arc::ptr_eq),
        );
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
        let bounds = Memo::new(move |before: Option<&(Axis, f64)>| {
            let axis = axis.get();
            let least = match axis {
                Axis::Time => 0.0,
                Axis::Order => COLUMNS,
            };
            let now = drawn.with(|drawn| {
                let ends = drawn.iter().map(|timeline| timeline.horizon);
                ends.fold(least, f64::max)
            });
            let open = runs.with(|runs| {
                runs.iter()
                    .any(|run| run.status.is_open() || run.status == RunStatus::Waiting)
            });
            // While events arrive the axis only grows: it would jump with every batch.
            match before {
                Some((same, before)) if open && *same == axis => (axis, before.max(now)),
                _ => (axis, now),
            }
        });
        let extent = Memo::new(move |_| bounds.get().1);
        let path = RwSignal::new(false);
        let paths = Memo::new(move |_| {
            if !path.get() {
                return Vec::new();
            }
            let (orders, causes) = (look.orders.get(), look.causes.get());
            recorded.with(|runs| {
                let each = runs.iter().zip(orders).zip(causes);
                each.map(|((run, order), causes)| {
                    critical(run.record.read().trace(), &order, &causes)
                })
                .collect()
            })
        });
        let size = RwSignal::new((0.0, 0.0));
        let folding = RwSignal::new(Folding::default());
        let headers = RwSignal::new(Vec::new());
        let layout = Memo::new(move |_| {
            let (width, height) = size.get();
            let layout = timelines.with(|timelines| {
                let stacked = |lane: f64| {
                    let turns = match axis.get() {
                        Axis::Time => 0.0,
                        Axis::Order => TURNS,
                    };
                    let measures = measures(lane, turns, headers.get(), timelines.len());
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
            opened: RwSignal::new(None),
            measured: RwSignal::new(None),
            gutter: RwSignal::new(None),
            hint: RwSignal::new(None),
            arrows: RwSignal::new(false),
            path,
            paths,
            headers,
            focus: RwSignal::new(None),
            focus_visible: RwSignal::new(false),
            said: RwSignal::new(String::new()),
            recorded,
            stuck,
            running,
            drawn,
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

    /// Whether there is more than fits.
    pub fn scrolls(&self) -> bool {
        self.height() > self.size.get().1 + 1.0
    }

    /// Notes what was measured between two positions.
    pub fn measure(&self, from: f64, to: f64) {
        let scale = untrack(|| self.scale());
        let at = |x: f64| scale.at(x.clamp(scale.left, scale.right));
        let (from, to) = (at(from.min(to)), at(from.max(to)));
        self.measured
            .set((to > from).then_some(Window { from, to }));
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
                gutter: match self.gutter.get() {
                    Some(gutter) => gutter.clamp(NARROWEST, width * 0.6),
                    None if width < 900.0 => 136.0,
                    None => 184.0,
                },
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
        match self.look.axis.get() {
            Axis::Time => ticks(self.scale()),
            Axis::Order => step_ticks(self.scale()),
        }
    }

    /// Where the cursor is on the axis, in the open variant.
    pub fn cursor(&self) -> f64 {
        let extent = self.extent.get();
        match self.look.axis.get() {
            Axis::Time => self.look.cursor.get().unwrap_or(extent),
            Axis::Order => self.look.position(self.look.open.get()).unwrap_or(extent),
        }
    }

    /// The other axis: the cursor stays where it is, and is in view; so does what is focused and selected.
    pub fn switch(&self) {
        let before = self.drawn.get_untracked();
        let axis = match self.look.axis.get_untracked() {
            Axis::Time => Axis::Order,
            Axis::Order => Axis::Time,
        };
        batch(|| {
            self.glide.set(None);
            self.look.hover.set(None);
            self.look.axis.set(axis);
            self.chosen.set(None);
            self.measured.set(None);
            self.opened.set(None);
        });
        let now = self.drawn.get_untracked();
        for signal in [self.focus, self.look.selection] {
            if let Some(spot) = signal.get_untracked() {
                let carried = before
                    .get(spot.run)
                    .zip(now.get(spot.run))
                    .and_then(|(before, now)| carried(spot, before, now));
                signal.set(carried);
            }
        }
        if axis == Axis::Order {
            self.show_around_cursor();
        }
    }

    /// Opens the instant that a window of the time axis shows alone: its steps, in their order.
    fn opens(&self, goal: Window, factor: f64) -> bool {
        if factor <= 1.0 || self.look.axis.get_untracked() != Axis::Time {
            return false;
        }
        let (run, extent) = (self.look.open.get_untracked(), self.extent.get_untracked());
        let columns = self
            .look
            .orders
            .with_untracked(|orders| alone(orders.get(run)?, goal, extent));
        let Some(columns) = columns else {
            return false;
        };
        self.switch();
        // A column of what is around, at either side.
        let window = Window {
            from: columns.start as f64 - 1.0,
            to: columns.end as f64 + 1.0,
        };
        let window = window.within(self.extent.get_untracked());
        self.show(window, false);
        self.opened.set(Some((goal, window.length())));
        self.hint.set(Some(
            "One instant, opened: every step has width. Zoom out to go back.",
        ));
        true
    }

    /// Closes an opened instant again when it is zoomed out of.
    fn closes(&self, goal: Window, factor: f64) -> bool {
        let Some((window, columns)) = self.opened.get_untracked() else {
            return false;
        };
        let leaves = factor < 1.0 && goal.length() > columns * 1.6;
        if self.look.axis.get_untracked() != Axis::Order || !leaves {
            return false;
        }
        self.switch();
        let extent = self.extent.get_untracked();
        let around = f64::midpoint(window.from, window.to);
        self.show(window.zoomed(0.25, around, extent, SHORTEST), false);
        true
    }

    /// On the order axis as many columns as can be read, around the cursor.
    fn show_around_cursor(&self) {
        let scale = untrack(|| self.scale());
        let most = ((scale.right - scale.left) / COLUMN).floor().max(COLUMNS);
        let extent = self.extent.get_untracked();
        if extent > most {
            let at = untrack(|| self.cursor()).min(extent);
            let from = at - most / 2.0;
            let to = from + most;
            self.show(Window { from, to }.within(extent), false);
        }
    }

    /// Zooms around a position, at once or in a short movement.
    pub fn zoom(&self, factor: f64, x: f64, glide: bool) {
        self.leave();
        let scale = untrack(|| self.scale());
        let extent = self.extent.get_untracked();
        // Presses in quick succession add up.
        let from = if glide { self.goal() } else { scale.window };
        let around = scale.at(x.clamp(scale.left, scale.right));
        let shortest = match self.look.axis.get_untracked() {
            Axis::Time => SHORTEST,
            Axis::Order => FEWEST,
        };
        let goal = from.zoomed(factor, around, extent, shortest);
        if self.opens(goal, factor) || self.closes(goal, factor) {
            return;
        }
        self.show(goal, glide);
    }

    /// What was under the pointer no longer is.
    fn leave(&self) {
        if self.look.hover.get_untracked().is_some() {
            self.look.hover.set(None);
        }
    }

    /// Moves the window by a number of CSS pixels.
    pub fn pan(&self, pixels: f64, glide: bool) {
        self.leave();
        let scale = untrack(|| self.scale());
        let from = if glide { self.goal() } else { scale.window };
        let by = pixels * scale.seconds_per_pixel();
        self.show(from.panned(by, self.extent.get_untracked()), glide);
    }

    /// Shows everything.
    pub fn fit(&self) {
        self.show(Window::whole(self.extent.get_untracked()), true);
    }

    /// Zooms to what is selected, or focused: a step of no length until its instant can be told apart from others.
    pub fn zoom_to_selection(&self) {
        let spot = self
            .look
            .selection
            .get_untracked()
            .or(self.focus.get_untracked());
        let extent = self.extent.get_untracked();
        if let Some(window) = self.measured.get_untracked() {
            self.measured.set(None);
            self.show(window.within(extent), true);
            return;
        }
        let found = spot.and_then(|spot| {
            self.drawn.with_untracked(|drawn| {
                walk::extent(drawn.get(spot.run)?.lanes.get(spot.lane)?, spot.span)
            })
        });
        let Some((from, to)) = found else { return };
        let least = match self.look.axis.get_untracked() {
            Axis::Time => (extent / 1000.0).max(SHORTEST),
            Axis::Order => COLUMNS,
        };
        let length = (to - from).max(least);
        let middle = f64::midpoint(from, to);
        let half = length * 0.55;
        let window = Window {
            from: middle - half,
            to: middle + half,
        };
        self.show(window.within(extent), true);
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

    fn settle(&self, window: Window, extent: f64) {
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

    /// Puts the cursor at a position, on the order axis in this run or else the open one; behind the end of everything, at
    /// the end.
    pub fn scrub(&self, x: f64, run: Option<usize>) {
        let scale = untrack(|| self.scale());
        match self.look.axis.get_untracked() {
            Axis::Time => self.point(scale.rounded(scale.at(x))),
            Axis::Order => {
                let run = run.unwrap_or(self.look.open.get_untracked());
                self.look.go_to(run, scale.at(x));
            }
        }
    }

    /// Puts the cursor at a moment, or on the order axis at a place in it.
    pub fn point(&self, at: f64) {
        match self.look.axis.get_untracked() {
            Axis::Time => self.look.point(at, self.extent.get_untracked()),
            Axis::Order => self.look.go_to(self.look.open.get_untracked(), at),
        }
    }

    /// Puts the cursor into a span that was clicked at a position.
    pub fn enter(&self, spot: Spot, x: f64) {
        let extent = self.drawn.with_untracked(|drawn| {
            walk::extent(drawn.get(spot.run)?.lanes.get(spot.lane)?, spot.span)
        });
        let Some((from, to)) = extent else { return };
        let scale = untrack(|| self.scale());
        let at = scale.at(x).clamp(from, to.max(from));
        match self.look.axis.get_untracked() {
            Axis::Order => self.look.go_to(spot.run, at),
            Axis::Time if to > from => self.point(scale.rounded(at).clamp(from, to)),
            // A step: just when it has begun.
            Axis::Time => {
                let event = self.look.timelines.with_untracked(|timelines| {
                    spot.span(timelines.get(spot.run)?).map(|span| span.event)
                });
                match event {
                    Some(event) => self.look.stand_at(from, event),
                    None => self.point(from),
                }
            }
        }
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
        self.drawn.with_untracked(|timelines| {
            let span = spot.span(timelines.get(spot.run)?)?;
            span.line
                .or_else(|| span.held_by.iter().find_map(|holder| holder.line))
        })
    }

    /// Scrolls and pans so that a spot can be seen; tells how far down the rows should be scrolled.
    pub fn reveal(&self, spot: Spot) -> Option<f64> {
        let (from, to) = self.drawn.with_untracked(|timelines| {
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

    /// What is drawn of a run.
    pub fn with_timeline<T>(&self, run: usize, read: impl FnOnce(&Timeline) -> T) -> Option<T> {
        self.drawn
            .with(|timelines| timelines.get(run).map(|timeline| read(timeline)))
    }

    /// What let a span begin, or for a wait end, in words; for runs of which that is worked out without being asked for.
    pub fn because(&self, spot: Spot) -> Option<String> {
        let record = self
            .look
            .runs
            .with(|runs| runs.get(spot.run).map(|run| run.record.clone()))?;
        if self.running.get() || record.events() > TOLD {
            return None;
        }
        let (owner, event, state) = self.drawn.with(|drawn| {
            let lane = drawn.get(spot.run)?.lanes.get(spot.lane)?;
            let span = lane.spans.get(spot.span)?;
            Some((lane.owner, span.event, span.state))
        })?;
        let who = match owner {
            Owner::Task(task) => Runner::Task(task),
            Owner::Thread(thread) => Runner::Thread(thread),
            Owner::Loop | Owner::Heart => return None,
        };
        let order = self
            .look
            .orders
            .with(|orders| orders.get(spot.run).cloned())?;
        let causes = self
            .look
            .causes
            .with(|causes| causes.get(spot.run).cloned())?;
        let is_step = matches!(state, State::Running | State::Blocking);
        let column = column_of_span(&order, owner, event, is_step)?;
        because(record.read().trace(), &order, &causes, column, who)
    }

    /// The record of a run, and the run in columns; only where the order is the axis.
    pub fn with_order<T>(
        &self,
        run: usize,
        read: impl FnOnce(&trace::Trace, &trace::Order) -> Option<T>,
    ) -> Option<T> {
        if self.look.axis.get() == Axis::Time {
            return None;
        }
        let record = self
            .look
            .runs
            .with(|runs| runs.get(run).map(|run| run.record.clone()))?;
        self.look
            .orders
            .with(|orders| read(record.read().trace(), orders.get(run)?))
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

fn measures(lane: f64, turns: f64, mut headers: Vec<f64>, runs: usize) -> Measures {
    headers.resize(runs, HEADER);
    Measures {
        headers,
        turns,
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
