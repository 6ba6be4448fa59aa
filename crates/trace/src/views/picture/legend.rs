//! What the hues and marks mean: those that occur, and no others.

use super::{
    GAP, PAD, Picture, Row, Scale,
    draw::{Anchor, Area, Drawing, Font, n, width},
};
use crate::{event::Outcome, lane::State};

const STATES: [(State, &str); 6] = [
    (State::Running, "running"),
    (State::Waiting, "waiting"),
    (State::Ready, "ready, held"),
    (State::Blocking, "blocking the loop"),
    (State::Transfer, "bytes pass"),
    (State::Idle, "idle"),
];

enum Key {
    State(State),
    End(Outcome),
}

impl Picture<'_> {
    /// Draws it below `top`. Where it ends.
    pub(super) fn legend(&self, to: &mut Drawing, rows: &[Vec<Row>], top: f64) -> f64 {
        let style = (Font::Sans, 12.0, self.palette.quiet);
        let (mut x, mut y) = (PAD, top + 8.0);
        for (key, name) in self.keys(rows) {
            let wide = 24.0 + width(name, style) + GAP;
            if x > PAD && x + wide > self.width - PAD {
                (x, y) = (PAD, y + 20.0);
            }
            match key {
                Key::State(State::Idle) => {
                    let line = format!("M{} {}h16", n(x), n(y));
                    to.stroke(&line, self.palette.fill(State::Idle).texture, 1.0);
                }
                Key::State(state) => {
                    let sample = Area {
                        x,
                        y: y - 6.0,
                        width: 16.0,
                        height: 12.0,
                    };
                    to.rect(sample, &self.paint(state), 2.0);
                    if state == State::Blocking {
                        let edge = Area {
                            height: 2.0,
                            ..sample
                        };
                        to.rect(edge, self.palette.fill(state).texture, 0.0);
                    }
                }
                Key::End(outcome) => self.end(to, &outcome, x + 8.0, y),
            }
            to.text((x + 22.0, y + 4.0), name, style, Anchor::Start);
            x += wide;
        }
        y + 8.0
    }

    fn keys(&self, rows: &[Vec<Row>]) -> Vec<(Key, &'static str)> {
        let (from, to) = self.window();
        let scale = Scale {
            from,
            to,
            left: 0.0,
            right: 1.0,
        };
        let mut states = [false; STATES.len()];
        let mut ends = [false; 3];
        let shown = rows.iter().enumerate().flat_map(|(run, rows)| {
            let lanes = &self.runs[run].timeline.lanes;
            rows.iter().flat_map(move |row| match row {
                Row::Lane(lane) => &lanes[*lane..=*lane],
                Row::Crowd(crowd) => &lanes[crowd.clone()],
            })
        });
        for lane in shown {
            for span in &lane.spans {
                if let Some(place) = STATES.iter().position(|(state, _)| *state == span.state)
                    && scale.shows(span.from, span.to)
                {
                    states[place] = true;
                }
            }
            if let Some((at, outcome)) = &lane.ended
                && scale.shows(*at, *at)
            {
                ends[match outcome {
                    Outcome::Done(_) => 0,
                    Outcome::Failed(_) => 1,
                    Outcome::Cancelled => 2,
                }] = true;
            }
        }
        let states = STATES.into_iter().zip(states);
        let states = states.map(|((state, name), seen)| (Key::State(state), name, seen));
        let outcomes = [
            (Outcome::Done(String::new()), "done"),
            (Outcome::Failed(String::new()), "failed"),
            (Outcome::Cancelled, "cancelled"),
        ];
        let ends = outcomes.into_iter().zip(ends);
        let ends = ends.map(|((outcome, name), seen)| (Key::End(outcome), name, seen));
        let keys = states.chain(ends).filter(|(.., seen)| *seen);
        keys.map(|(key, name, _)| (key, name)).collect()
    }
}
