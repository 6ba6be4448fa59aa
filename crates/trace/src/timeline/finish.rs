//! The lanes, when all events are known, or as many as there are.

use super::TimelineBuilder;
use crate::{
    event::{Runner, Seconds},
    lane::{FOREVER, Lane, Owner, State, Timeline},
    row::in_tree_order,
};

/// So much of a run's time is added, for its eternal waits to be seen; of one that took no time, a second.
const BEYOND: f64 = 0.25;

impl TimelineBuilder {
    /// The lanes as far as they are known; what is open ends at the last known time.
    pub fn snapshot(&self) -> Timeline {
        self.clone().finish()
    }

    /// The lanes.
    pub fn finish(mut self) -> Timeline {
        self.conclude()
    }

    /// The lanes, from a builder that is of no more use: dropping it takes its time, and need not be done at once.
    pub fn conclude(&mut self) -> Timeline {
        let held = self.steps.first();
        let held = held.is_some_and(|step| step.runner != Runner::Script);
        self.await_until(self.now);
        self.end_all_steps();
        self.end_all_beside();
        self.end_idle();
        for position in 0..self.rows.len() {
            if let Some(delay) = self.rows[position].cut(self.now, held) {
                self.push_delay(position, delay);
            }
        }
        let (now, horizon) = (self.now, self.horizon());
        if horizon > now {
            for row in &mut self.rows {
                row.wait_for_ever(now, horizon);
            }
            // A script without a loop that waits for others.
            if let Some(last) = self.loop_spans.last_mut()
                && last.state == State::Waiting
                && last.to >= now
            {
                last.to = horizon;
                last.until = Some(FOREVER);
            }
        }
        let heart = std::mem::take(&mut self.heart);
        let heart = heart.finish(self.now, |since| self.holders_after(since));
        let mut lanes = vec![Lane {
            owner: Owner::Loop,
            name: "loop".to_owned(),
            coroutine: String::new(),
            depth: 0,
            born: 0.0,
            ended: None,
            spans: std::mem::take(&mut self.loop_spans),
        }];
        lanes.extend(heart);
        lanes.extend(in_tree_order(std::mem::take(&mut self.rows)));
        lanes.extend(std::mem::take(&mut self.workers).finish(now, horizon));
        let wires = std::mem::take(&mut self.wires);
        let lanes = wires.hang(lanes, |seen| seen.at, now, horizon);
        Timeline {
            end: now,
            horizon,
            lanes,
        }
    }

    /// How far spans reach.
    fn horizon(&self) -> Seconds {
        match (self.stuck, self.now > 0.0) {
            (false, _) => self.now,
            (true, true) => self.now * (1.0 + BEYOND),
            (true, false) => 1.0,
        }
    }
}
