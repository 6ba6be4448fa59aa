//! A crowd at a glance: how many of its tasks are in each state, along the time axis.

use super::window::Scale;
use trace::{Lane, State};

/// How wide a column is, in CSS pixels.
pub const COLUMN: f64 = 2.0;

/// The states that are counted, from the bottom of the picture to its top.
pub const COUNTED: [State; 5] = [
    State::Blocking,
    State::Running,
    State::Ready,
    State::Transfer,
    State::Waiting,
];

/// One column of the picture.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Column {
    /// How many tasks were in each state of [`COUNTED`] at some moment of the column.
    pub counts: [u32; COUNTED.len()],
    /// Whether a task ran in it without taking time.
    pub stepped: bool,
}

/// The spans of a crowd, close together: tens of thousands of lanes are looked through for every frame.
#[derive(Clone, Debug, Default)]
pub struct Crowd {
    spans: Vec<Stretch>,
    /// Behind the last span of each lane.
    ends: Vec<usize>,
}

#[derive(Clone, Copy, Debug)]
struct Stretch {
    from: f64,
    to: f64,
    /// The place of its state in [`COUNTED`]; behind the last for any other.
    state: u8,
}

impl Crowd {
    /// Of some lanes.
    pub fn of(lanes: &[Lane]) -> Self {
        let mut crowd = Self::default();
        for lane in lanes {
            crowd.spans.extend(lane.spans.iter().map(|span| {
                let state = COUNTED.iter().position(|&state| state == span.state);
                Stretch {
                    from: span.from,
                    to: span.to,
                    state: state.unwrap_or(COUNTED.len()) as u8,
                }
            }));
            crowd.ends.push(crowd.spans.len());
        }
        crowd
    }

    fn lanes(&self) -> impl Iterator<Item = &[Stretch]> {
        let starts = [0].into_iter().chain(self.ends.iter().copied());
        let each = starts.zip(&self.ends);
        each.map(|(start, end)| &self.spans[start..*end])
    }
}

/// Counts the tasks of a crowd in the columns from `left` to `right`.
pub fn tally(crowd: &Crowd, scale: Scale, left: f64, right: f64) -> Vec<Column> {
    let count = ((right - left) / COLUMN).ceil().max(0.0) as usize;
    let mut columns = vec![Column::default(); count];
    if count == 0 {
        return columns;
    }
    // How the counts change from one column to the next.
    let mut changes = vec![[0i32; COUNTED.len()]; count + 1];
    let (earliest, latest) = (scale.at(left), scale.at(right));
    // Where nothing is folded a column is a product and a sum.
    let even = scale.breaks.shown().is_empty();
    let per_second = 1.0 / (scale.seconds_per_pixel() * COLUMN);
    let base = (scale.left - left) / COLUMN - scale.window.from * per_second;
    let place = |at: f64| match even {
        true => at * per_second + base,
        false => (scale.x(at) - left) / COLUMN,
    };
    let column = |place: f64| (place.max(0.0) as usize).min(count - 1);
    for lane in crowd.lanes() {
        // A task counts once in a column, however often it was in the state there.
        let mut counted = [0usize; COUNTED.len()];
        let first = lane.partition_point(|span| span.to < earliest);
        for span in lane[first..].iter().take_while(|span| span.from <= latest) {
            let from = column(place(span.from));
            let state = usize::from(span.state);
            if span.to <= span.from {
                let steps = matches!(COUNTED.get(state), Some(State::Running | State::Blocking));
                columns[from].stepped |= steps;
                continue;
            }
            if state >= COUNTED.len() {
                continue;
            }
            let behind = column(place(span.to) - 1e-6 / COLUMN) + 1;
            let from = from.max(counted[state]);
            if from < behind {
                changes[from][state] += 1;
                changes[behind][state] -= 1;
                counted[state] = behind;
            }
        }
    }
    let mut counts = [0i32; COUNTED.len()];
    for (column, change) in columns.iter_mut().zip(&changes) {
        for state in 0..COUNTED.len() {
            counts[state] += change[state];
            column.counts[state] = counts[state].max(0) as u32;
        }
    }
    columns
}

#[cfg(test)]
mod tests {
    use super::super::{
        breaks::Breaks,
        sample::{lane, span},
        window::Window,
    };
    use super::*;

    const SCALE: Scale = Scale {
        window: Window {
            from: 0.0,
            to: 10.0,
        },
        left: 0.0,
        right: 100.0,
        breaks: Breaks::NONE,
    };

    #[test]
    fn tasks_are_counted_in_their_states() {
        let lanes: Vec<_> = (0..30)
            .map(|number| {
                let spans = vec![
                    span(State::Running, 0.0, 0.0),
                    span(State::Waiting, 0.0, 4.0),
                    span(State::Ready, 4.0, 6.0),
                ];
                lane(number, "t", 0, spans)
            })
            .collect();
        let columns = tally(&Crowd::of(&lanes), SCALE, 0.0, 100.0);
        assert_eq!(columns.len(), 50);
        assert_eq!(columns[0].counts, [0, 0, 0, 0, 30]);
        assert!(columns[0].stepped && !columns[1].stepped);
        assert_eq!(columns[19].counts, [0, 0, 0, 0, 30]);
        assert_eq!(columns[20].counts, [0, 0, 30, 0, 0]);
        assert_eq!(columns[30].counts, [0; 5]);
    }

    #[test]
    fn a_task_counts_once_in_a_column() {
        let spans = (0..1000)
            .map(|number| {
                let from = f64::from(number) * 0.01;
                let state = if number % 2 == 0 {
                    State::Running
                } else {
                    State::Waiting
                };
                span(state, from, from + 0.01)
            })
            .collect();
        for column in tally(&Crowd::of(&[lane(0, "t", 0, spans)]), SCALE, 0.0, 100.0) {
            assert_eq!(column.counts, [0, 1, 0, 0, 1]);
        }
    }

    #[test]
    fn what_is_outside_the_window_does_not_count() {
        let lanes = [lane(0, "t", 0, vec![span(State::Waiting, 20.0, 30.0)])];
        let columns = tally(&Crowd::of(&lanes), SCALE, 0.0, 100.0);
        assert!(columns.iter().all(|column| *column == Column::default()));
    }
}
