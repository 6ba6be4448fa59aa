//! What the scope shows: everything its parts share, and what can be done to it.
//!
//! * [`moving`]: the window; [`axes`]: from one axis to the other; [`cursor`]: pointing, selecting, measuring.
//! * [`idle`]: what is folded of the time axis; [`reasons`]: why a span is where it is.

mod axes;
mod cursor;
mod idle;
mod measures;
mod moving;
mod reasons;

use super::{
    axis::{Tick, step_ticks, ticks},
    breaks::{self, Gap},
    follow::Anchor,
    hit::Spot,
    layout::{Folding, Layout},
    outline::eternal_wait,
    scene::Division,
    window::{Scale, Window},
};
use crate::ui::{
    desk::what_if::WaitAt,
    look::{Axis, Look, differ},
    run::{Run, RunStatus},
};
use idle::{quiet, without};
use leptos::prelude::*;
use measures::{LANE, NARROW_LANE, ROOMY_LANE, TURNS, is_narrow, measures};
use std::sync::Arc;
use trace::{
    Lane, Owner, Timeline,
    causes::path::{Leg, critical},
};

/// How long the window takes to its new place, in milliseconds.
const GLIDE: f64 = 180.0;
/// In a run of more events than this causes are told only where somebody asks for them.
const TOLD: usize = 200_000;
/// The names' column is no narrower.
const NARROWEST: f64 = 88.0;
/// How wide a column is at least, in CSS pixels, when the order axis comes up.
const COLUMN: f64 = 46.0;
/// The order axis has room for so many columns at least.
const COLUMNS: f64 = 8.0;
/// More lanes than this have no room to be tall.
const MANY: usize = 1000;
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
    /// The lanes that are kept on top: whose, of which variant.
    pub pins: RwSignal<Vec<(usize, Owner)>>,
    /// Whether idle stretches of the time axis are folded.
    pub folds: RwSignal<bool>,
    /// The moments in folded stretches that were unfolded again.
    pub unfolded: RwSignal<Vec<f64>>,
    /// The idle stretches that are folded, in order.
    pub gaps: Memo<Arc<Vec<Gap>>>,
    /// The window of the time axis that an instant was opened in, and how many columns it then had.
    pub(super) opened: RwSignal<Option<(Window, f64)>>,
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
    /// The wait that was changed last with the hand, as it is since then.
    pub changed: RwSignal<Option<WaitAt>>,
    /// The axis goes at least so far: room for a wait that is made longer.
    pub room: RwSignal<f64>,
    /// The measured heights of the headers.
    pub headers: RwSignal<Vec<f64>>,
    /// The span that the keyboard is at.
    pub focus: RwSignal<Option<Spot>>,
    /// Whether the keyboard is there now, so that its card is shown.
    pub focus_visible: RwSignal<bool>,
    /// Whether focus and selection are still held on to over a run that comes in ([`Self::follow`]).
    pub following: RwSignal<bool>,
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
    pub(super) glide: RwSignal<Option<(Window, Window, f64)>>,
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
        let room = RwSignal::new(0.0);
        let extent = Memo::new(move |_| bounds.get().1.max(room.get()));
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
                let each = timelines.iter();
                let lanes: usize = each.map(|timeline| timeline.lanes.len()).sum();
                // Of so many it need not be tried.
                let roomy = (lanes <= MANY).then(|| stacked(ROOMY_LANE));
                match roomy.filter(|roomy| roomy.height + BELOW <= height) {
                    Some(roomy) => roomy,
                    None => stacked(LANE),
                }
            });
            Arc::new(layout)
        });
        let (folds, unfolded) = (RwSignal::new(false), RwSignal::new(Vec::new()));
        let quiet = Memo::new(move |_| {
            if !folds.get() || axis.get() != Axis::Time || running.get() {
                return Arc::default();
            }
            let extent = extent.get();
            timelines.with(|timelines| {
                layout.with(|layout| quiet(timelines, layout, extent, size.get().0))
            })
        });
        let gaps = Memo::new(move |_| unfolded.with(|unfolded| without(quiet.get(), unfolded)));
        Self {
            look,
            on_line,
            size,
            scroll: RwSignal::new(0.0),
            chosen: RwSignal::new(None),
            folding,
            pins: RwSignal::new(Vec::new()),
            folds,
            unfolded,
            gaps,
            opened: RwSignal::new(None),
            measured: RwSignal::new(None),
            gutter: RwSignal::new(None),
            hint: RwSignal::new(None),
            arrows: RwSignal::new(false),
            path,
            paths,
            changed: RwSignal::new(None),
            room,
            headers,
            focus: RwSignal::new(None),
            focus_visible: RwSignal::new(false),
            following: RwSignal::new(false),
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
                    None if width < 700.0 => 136.0,
                    None if width < 900.0 => 168.0,
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
        self.scale_of(self.window())
    }

    /// Which time is where, were this the window.
    pub fn scale_of(&self, window: Window) -> Scale {
        // Half a label has room at either side.
        let left = self.division().gutter + 14.0;
        // And at the right the mark of an end.
        let right = (self.size.get().0 - 26.0).max(left + 1.0);
        self.gaps
            .with(|gaps| breaks::scale(window, left, right, gaps))
    }

    /// The ticks of the axis.
    pub fn ticks(&self) -> Vec<Tick> {
        match self.look.axis.get() {
            Axis::Time => ticks(self.scale()),
            Axis::Order => step_ticks(self.scale()),
        }
    }

    /// Keeps what was focused and selected with its task over a change of the timelines. While a run is `on_its_way` the
    /// task, or the span, may be missing for a moment: `anchors` hold on to them.
    pub fn follow(
        &self,
        anchors: &mut [Option<Anchor>; 2],
        before: &[Arc<Timeline>],
        now: &[Arc<Timeline>],
        on_its_way: bool,
    ) {
        for (anchor, signal) in anchors.iter_mut().zip([self.focus, self.look.selection]) {
            let spot = signal.get_untracked();
            // What was chosen since then is followed from where it is.
            let held = anchor.take().filter(|anchor| anchor.placed == spot);
            let Some(moved) = held
                .or_else(|| Anchor::at(spot?, before))
                .map(|anchor| anchor.moved(now))
            else {
                continue;
            };
            if moved.placed != spot {
                signal.set(moved.placed);
            }
            *anchor = on_its_way.then_some(moved);
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
}

fn same_record(one: &Run, other: &Run) -> bool {
    one.record == other.record
        && one.settings == other.settings
        && Arc::ptr_eq(&one.timeline, &other.timeline)
}
