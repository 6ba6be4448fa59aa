//! Where causes are drawn: lines from who did something to whom it was done, marks of what happens to a task, and the
//! critical path. Worked out without a canvas.

use super::{hit::Spot, scene::Sight};
use std::{collections::HashMap, sync::Arc};
use trace::{
    Causes, ConnectionId, Link, Order, Owner, Runner, Seconds, Sign, State, Tie, Timeline,
    causes::path::{Leg, Why},
};

/// At most so many lines are drawn at once: more would be a thicket.
const MOST: usize = 400;
/// So many legs of a critical path are drawn, the last ones.
const LONGEST: usize = 20_000;

/// From one lane to another, in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Arrow {
    /// How one led to the other.
    pub tie: Tie,
    /// Where it starts.
    pub from: (f64, f64),
    /// Where it ends.
    pub to: (f64, f64),
}

/// A mark of something that happened to a task, in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Signed {
    /// What.
    pub sign: Sign,
    /// Its middle.
    pub at: (f64, f64),
}

/// One stretch of the critical path, on a lane or from one to another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stretch {
    /// Where it starts.
    pub from: (f64, f64),
    /// Where it ends.
    pub to: (f64, f64),
}

/// What causes there are to be drawn.
#[derive(Clone, Copy, Debug)]
pub struct Ties<'a> {
    /// Each variant in columns.
    pub orders: &'a [Arc<Order>],
    /// The causes in each.
    pub causes: &'a [Arc<Causes>],
    /// Whether all of them are shown, and not only those of what is pointed at.
    pub all: bool,
    /// The critical path of each variant; empty where it is not shown.
    pub paths: &'a [Vec<Leg>],
}

/// Which lane is whose, and how high its middle is.
pub struct Places<'a> {
    sight: &'a Sight<'a>,
    run: usize,
    lanes: &'a Lanes,
}

/// The lanes of a timeline, by whose they are.
#[derive(Debug, Default)]
pub struct Lanes {
    runners: HashMap<Runner, usize>,
    connections: HashMap<ConnectionId, usize>,
}

/// The lane of each runner and each connection of a timeline.
pub fn lanes_of(timeline: &Timeline) -> Lanes {
    let lanes = timeline.lanes.iter().enumerate();
    let connections = lanes.clone().filter_map(|(index, lane)| match lane.owner {
        Owner::Connection(connection, _) => Some((connection, index)),
        _ => None,
    });
    let connections = connections.collect();
    let runners = lanes
        .filter_map(|(index, lane)| match lane.owner {
            Owner::Task(task) => Some((Runner::Task(task), index)),
            Owner::Thread(thread) => Some((Runner::Thread(thread), index)),
            Owner::Loop => Some((Runner::Script, index)),
            Owner::Heart | Owner::Connection(..) => None,
        })
        .collect();
    Lanes {
        runners,
        connections,
    }
}

impl<'a> Places<'a> {
    /// Those of a variant.
    pub fn new(sight: &'a Sight<'a>, run: usize, lanes: &'a Lanes) -> Self {
        Self { sight, run, lanes }
    }

    fn on_order(&self) -> bool {
        self.sight.columns.is_some()
    }

    /// The middle of a runner's lane; callbacks are in the loop's, on the order axis.
    fn y(&self, who: Runner) -> Option<f64> {
        let lane = match who {
            Runner::Callback(_) if !self.on_order() => return None,
            Runner::Callback(_) => self.lanes.runners.get(&Runner::Script)?,
            other => self.lanes.runners.get(&other)?,
        };
        self.middle(*lane)
    }

    /// The middle of a connection's lane.
    fn y_of(&self, connection: ConnectionId) -> Option<f64> {
        self.middle(*self.lanes.connections.get(&connection)?)
    }

    fn middle(&self, lane: usize) -> Option<f64> {
        let layout = self.sight.layout;
        let row = layout.rows[layout.lane(self.run, lane)?];
        let division = self.sight.division;
        Some(row.top - self.sight.scroll + division.bar_top + division.bar / 2.0)
    }

    fn x(&self, at: Seconds, column: f64) -> f64 {
        let scale = self.sight.scale;
        scale.x(if self.on_order() { column } else { at })
    }

    fn seen(&self, x: f64) -> bool {
        (self.sight.division.gutter..=self.sight.width).contains(&x)
    }

    /// The line of a link; none where one of its ends has no lane on the screen.
    pub fn arrow(&self, link: &Link) -> Option<Arrow> {
        let by = match self.on_order() {
            true => link.by,
            // A callback of the library's takes no time: who began it is meant.
            false => link.behind,
        };
        let connection = link.connection.and_then(|connection| self.y_of(connection));
        let from_y = match (by, link.tie) {
            // Bytes arrived there: whatever took them is the loop's.
            _ if connection.is_some()
                && matches!(link.what, Runner::Task(_) | Runner::Thread(_)) =>
            {
                connection?
            }
            (None, Tie::Completed) => self.y(Runner::Script)?,
            (by, _) => self.y(by.filter(|by| *by != link.what)?)?,
        };
        let to_y = self.y(link.what)?;
        let x = self.x(link.from_at, link.from_column as f64 + 1.0);
        // A cancelling is delivered later; what was made ready is ready at once.
        let to_x = match link.tie {
            Tie::Cancelled => self.x(link.to_at, link.to_column as f64 + 0.5),
            _ => x,
        };
        let apart = (from_y - to_y).abs() > 1.0 || (to_x - x).abs() > 1.0;
        (apart && self.seen(x) && self.seen(to_x)).then_some(Arrow {
            tie: link.tie,
            from: (x, from_y),
            to: (to_x, to_y),
        })
    }

    /// The lines of what is pointed at, or of everything in view.
    pub fn arrows(&self, ties: &Ties, pointed: Option<Spot>) -> Vec<Arrow> {
        let (Some(order), Some(causes)) = (ties.orders.get(self.run), ties.causes.get(self.run))
        else {
            return Vec::new();
        };
        let mut links: Vec<Link> = Vec::new();
        if ties.all {
            let scale = self.sight.scale;
            let (left, right) = (self.sight.division.gutter, self.sight.width);
            let column = |x: f64| match self.on_order() {
                true => scale.at(x).max(0.0) as usize,
                false => order
                    .columns
                    .partition_point(|column| column.to < scale.at(x)),
            };
            let first = order.columns.get(column(left));
            let last = order.columns.get(column(right)).or(order.columns.last());
            if let (Some(first), Some(last)) = (first, last) {
                let events = first.events.start..last.events.end;
                links.extend(causes.coming_from(events).take(MOST).copied());
            }
        }
        if let Some(spot) = pointed.filter(|spot| spot.run == self.run) {
            links.extend(self.links_of(causes, spot));
        }
        let mut arrows: Vec<Arrow> = links.iter().filter_map(|link| self.arrow(link)).collect();
        arrows.dedup();
        arrows
    }

    /// What led to a span, and what it led to.
    fn links_of(&self, causes: &Causes, spot: Spot) -> Vec<Link> {
        let found = self.sight.timelines.get(self.run).and_then(|timeline| {
            let lane = timeline.lanes.get(spot.lane)?;
            let span = lane.spans.get(spot.span)?;
            Some((lane, span))
        });
        let Some((lane, span)) = found else {
            return Vec::new();
        };
        let who = match lane.owner {
            Owner::Task(task) => Runner::Task(task),
            Owner::Thread(thread) => Runner::Thread(thread),
            // Whom it woke meanwhile.
            Owner::Connection(connection, _) => {
                let (from, to) = match self.on_order() {
                    true => return Vec::new(),
                    false => (span.from, span.to),
                };
                let links = causes.links.iter();
                return links
                    .filter(|link| link.connection == Some(connection))
                    .filter(|link| (from..=to).contains(&link.from_at))
                    .take(MOST)
                    .copied()
                    .collect();
            }
            Owner::Loop | Owner::Heart => return Vec::new(),
        };
        let next = lane.spans.get(spot.span + 1).map(|next| next.event);
        let end = next.unwrap_or(usize::MAX).max(span.event + 1);
        let about = |link: &&Link| [Some(link.what), link.by, link.behind].contains(&Some(who));
        match span.state {
            State::Running | State::Blocking => {
                let into = causes.leading_to(span.event..end).iter().filter(about);
                let out = causes.coming_from(span.event..end).filter(about);
                into.chain(out).copied().take(MOST).collect()
            }
            // What ended it.
            _ => {
                let first = causes.links.partition_point(|link| link.to < span.event);
                let later = causes.links[first..].iter();
                later
                    .filter(|link| link.what == who)
                    .take(1)
                    .copied()
                    .collect()
            }
        }
    }

    /// The marks in view.
    pub fn signs(&self, causes: &Causes) -> Vec<Signed> {
        let place = |mark: &trace::Mark| {
            let x = self.x(mark.at, mark.column as f64 + 0.5);
            let y = self.y(mark.who).filter(|_| self.seen(x))?;
            Some(Signed {
                sign: mark.sign,
                at: (x, y),
            })
        };
        let (scale, left) = (self.sight.scale, self.sight.division.gutter);
        let (earliest, latest) = (scale.at(left) - 1.0, scale.at(self.sight.width));
        let on = |mark: &trace::Mark| match self.on_order() {
            true => mark.column as f64,
            false => mark.at,
        };
        let first = causes.marks.partition_point(|mark| on(mark) < earliest);
        let end = causes.marks.partition_point(|mark| on(mark) <= latest);
        // So many that they would hide everything else.
        if end.saturating_sub(first) > MOST {
            return Vec::new();
        }
        let mut signs: Vec<Signed> = causes.marks[first..end.max(first)]
            .iter()
            .filter_map(place)
            .collect();
        signs.dedup();
        signs
    }

    /// The critical path: along the lanes, and from one to the next where one led to another.
    pub fn path(&self, ties: &Ties) -> Vec<Stretch> {
        let (Some(legs), Some(order)) = (ties.paths.get(self.run), ties.orders.get(self.run))
        else {
            return Vec::new();
        };
        let below = self.sight.division.bar / 2.0 + 2.0;
        let mut stretches: Vec<Stretch> = Vec::new();
        let mut before: Option<(f64, f64)> = None;
        for leg in legs.iter().rev().take(LONGEST).rev() {
            let Some(y) = self.y(leg.who).map(|y| y + below) else {
                continue;
            };
            let here = leg.column as f64;
            let (from, to) = match leg.why {
                Why::Code | Why::Led => (self.x(leg.from, here), self.x(leg.to, here + 1.0)),
                Why::Timer | Why::Device => {
                    let began = order.column_of(leg.event).unwrap_or(leg.column) as f64;
                    (self.x(leg.from, began + 1.0), self.x(leg.to, here))
                }
            };
            if let Some((x, last)) = before
                && (last - y).abs() > 1.0
            {
                stretches.push(Stretch {
                    from: (x, last),
                    to: (x, y),
                });
            }
            let (left, right) = (self.sight.division.gutter, self.sight.width);
            let (from, to) = (from.clamp(left, right), to.clamp(left, right));
            if to > from {
                match stretches.last_mut() {
                    Some(last) if last.to == (from, y) && last.from.1 == y => last.to.0 = to,
                    _ => stretches.push(Stretch {
                        from: (from, y),
                        to: (to, y),
                    }),
                }
            }
            before = Some((to.max(from), y));
        }
        stretches.retain(|stretch| self.seen(stretch.from.0));
        stretches
    }
}

#[cfg(test)]
#[path = "arrows_tests.rs"]
mod tests;
