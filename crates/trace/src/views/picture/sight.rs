//! What of some runs is drawn, and how.

use crate::event::Seconds;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// A row of a picture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Row {
    /// A lane, by its index in the timeline.
    Lane(usize),
    /// Several lanes in one.
    Crowd(Range<usize>),
}

/// What of some runs is drawn, and how.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sight {
    /// Above everything; nothing is written where it is empty.
    pub title: String,
    /// Light on dark.
    pub dark: bool,
    /// In CSS pixels. What is too narrow to be read becomes [`LEAST_WIDTH`].
    pub width: f64,
    /// The stretch of time, in virtual seconds; `None` is all of it.
    pub window: Option<(Seconds, Seconds)>,
    /// The moment that is looked at; `None` is the end.
    pub cursor: Option<Seconds>,
    /// For each run its rows; `None`, or nothing for a run, is as many as can be read.
    pub rows: Vec<Option<Vec<Row>>>,
}

impl Sight {
    /// All of the runs, with this title.
    pub fn whole(title: &str) -> Self {
        Self {
            title: title.to_owned(),
            dark: false,
            width: WIDTH,
            window: None,
            cursor: None,
            rows: Vec::new(),
        }
    }
}

/// The usual width, in CSS pixels.
pub const WIDTH: f64 = 960.0;
/// The least width.
pub const LEAST_WIDTH: f64 = 360.0;
