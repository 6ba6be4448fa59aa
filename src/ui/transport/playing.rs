//! The cursor while it plays, and when it steps.

use super::steps::{Stride, back, forward, in_lane, last_at};
use crate::ui::{
    engine::client::now,
    look::{Axis, Look},
};
use leptos::prelude::*;
use trace::{Seconds, Trace};

/// How many virtual seconds pass in a real one.
pub const SPEEDS: [f64; 7] = [0.01, 0.1, 0.5, 1.0, 2.0, 10.0, 100.0];
/// The place of the usual one.
const USUAL: usize = 3;
/// How many steps of the order axis pass in a second at the usual speed.
const BEAT: f64 = 2.0;
/// What takes longer than so many seconds at the usual speed is played faster, and what is over sooner than in the
/// shortest slower: until the reader chooses.
const WATCHABLE: (f64, f64) = (2.0, 20.0);

/// How the cursor goes along the time axis where idle stretches of it are folded.
#[derive(Clone, Copy, Debug)]
pub struct Way {
    /// The moment that it comes to from another one in so many virtual seconds of the axis that are not folded.
    pub from: Callback<(Seconds, Seconds), Seconds>,
    /// How many of them the whole axis is.
    pub all: Callback<(), Seconds>,
}

/// Play, pause, speed.
#[derive(Clone, Copy, Debug)]
pub struct Transport {
    /// What it moves.
    pub look: Look,
    /// Whether the cursor plays.
    pub playing: RwSignal<bool>,
    /// The chosen speed, a place in [`SPEEDS`]; none for whatever the run is watchable at.
    pub speed: RwSignal<Option<usize>>,
    /// Where it was in the frame before: real milliseconds.
    before: StoredValue<f64>,
    /// Where it is between two events, on the order axis.
    along: StoredValue<Option<f64>>,
    /// None where the axis is not drawn.
    way: StoredValue<Option<Way>>,
}

impl Transport {
    /// Of what is looked at.
    pub fn new(look: Look) -> Self {
        Self {
            look,
            playing: RwSignal::new(false),
            speed: RwSignal::new(None),
            before: StoredValue::new(0.0),
            along: StoredValue::new(None),
            way: StoredValue::new(None),
        }
    }

    /// Goes this way from now on.
    pub fn go_by(&self, way: Way) {
        self.way.set_value(Some(way));
    }

    /// How many virtual seconds of the axis there are to be played.
    fn lasts(&self) -> Seconds {
        let way = self.way.get_value();
        way.and_then(|way| way.all.try_run(()))
            .unwrap_or_else(|| self.look.latest_end())
            .min(self.look.latest_end())
    }

    /// The speed, as a place in [`SPEEDS`].
    pub fn pace(&self) -> usize {
        let end = self.lasts();
        self.speed.get().unwrap_or_else(|| {
            let lasts = |speed: f64| end / speed;
            let (shortest, longest) = WATCHABLE;
            match lasts(SPEEDS[USUAL]) {
                0.0 => USUAL,
                usual if usual < shortest => SPEEDS[..USUAL]
                    .iter()
                    .rposition(|speed| lasts(*speed) >= shortest)
                    .unwrap_or(0),
                usual if usual > longest => SPEEDS
                    .iter()
                    .position(|speed| lasts(*speed) <= longest)
                    .unwrap_or(SPEEDS.len() - 1),
                _ => USUAL,
            }
        })
    }

    /// Steps a second on the order axis: a step a beat, and faster or slower as was chosen.
    fn beat(&self) -> f64 {
        BEAT * self.speed.get().map_or(1.0, |place| SPEEDS[place])
    }

    /// Plays from the cursor, and from the start where that is at the end; or pauses.
    pub fn toggle(&self) {
        if self.playing.get_untracked() {
            self.playing.set(false);
            return;
        }
        if self.look.cursor.get_untracked().is_none() {
            match self.look.axis.get_untracked() {
                Axis::Time => self.look.point(0.0, f64::INFINITY),
                Axis::Order => self.look.go_to(self.look.open.get_untracked(), 0.0),
            }
        }
        self.before.set_value(now());
        self.along.set_value(None);
        self.playing.set(true);
        self.next_frame();
    }

    fn next_frame(&self) {
        let transport = *self;
        request_animation_frame(move || {
            if transport.playing.try_get_untracked() != Some(true) {
                return;
            }
            let end = untrack(|| transport.look.latest_end());
            let time = now();
            let passed = (time - transport.before.get_value()) / 1000.0;
            transport.before.set_value(time);
            if transport.look.axis.get_untracked() == Axis::Order {
                let open = transport.look.open.get_untracked();
                let speed = untrack(|| transport.beat());
                let position = untrack(|| transport.look.position(open)).unwrap_or(0.0);
                let from = transport
                    .along
                    .get_value()
                    .unwrap_or(position)
                    .max(position);
                let along = from + passed * speed;
                transport.along.set_value(Some(along));
                transport.look.go_to(open, along);
                if transport.look.cursor.get_untracked().is_none() {
                    transport.playing.set(false);
                } else {
                    transport.next_frame();
                }
                return;
            }
            let Some(at) = transport.look.cursor.get_untracked() else {
                transport.playing.set(false);
                return;
            };
            let speed = SPEEDS[untrack(|| transport.pace())];
            let way = transport.way.get_value();
            let next = way.and_then(|way| untrack(|| way.from.try_run((at, passed * speed))));
            transport
                .look
                .point(next.unwrap_or(at + passed * speed), end);
            if transport.look.cursor.get_untracked().is_none() {
                transport.playing.set(false);
            } else {
                transport.next_frame();
            }
        });
    }

    /// To the next thing that happens to the selected task, or the one before; whether one is selected.
    pub fn step_of_task(&self, ahead: bool) -> bool {
        self.playing.set(false);
        let Some(spot) = self.look.selection.get_untracked() else {
            return false;
        };
        if self.look.open.get_untracked() != spot.run {
            self.look.open.set(spot.run);
        }
        let Some(record) = untrack(|| self.look.record()) else {
            return false;
        };
        let recording = record.read();
        let trace = recording.trace();
        let here = self.here(trace);
        let found = self.look.timelines.with_untracked(|timelines| {
            let lane = timelines.get(spot.run)?.lanes.get(spot.lane)?;
            in_lane(trace, lane, here, ahead)
        });
        let at = found.map(|place| (trace.events[place].at, place));
        drop(recording);
        if let Some((at, place)) = at {
            self.look.stand_at(at, place);
        }
        true
    }

    /// The last event that has happened at the cursor.
    fn here(&self, trace: &Trace) -> Option<usize> {
        match (
            untrack(|| self.look.place()),
            self.look.cursor.get_untracked(),
        ) {
            (Some(place), _) => Some(place),
            (None, Some(at)) => last_at(trace, at),
            (None, None) => trace.events.len().checked_sub(1),
        }
    }

    /// One step of the open variant's run, forward or back.
    pub fn step(&self, stride: Stride, ahead: bool) {
        self.playing.set(false);
        let Some(record) = untrack(|| self.look.record()) else {
            return;
        };
        let recording = record.read();
        let trace = recording.trace();
        let here = self.here(trace);
        let found = if ahead {
            forward(trace, here, stride)
        } else {
            back(trace, here, stride)
        };
        if let Some(place) = found {
            let at = trace.events[place].at;
            drop(recording);
            self.look.stand_at(at, place);
        }
    }
}
