//! `hey`: a load, and what became of it.
//!
//! * `flags`, `options`: what is typed. `load`: workers, each of which asks again and again. `asking`, `ending`: one request.
//!   `report`: the summary.
//!
//! It asks, waits and counts as github.com/rakyll/hey does, on virtual time. The time that a name takes to be found counts as
//! connecting. A simulated server may answer in no time at all: then a load by time (`-z`) makes 5,000 requests, evenly.

mod asking;
mod ending;
mod flags;
mod load;
mod options;
mod report;

use crate::{
    program::{Files, Program, Setting, Stream},
    said::Said,
};

/// Starts hey.
pub(crate) fn start(
    setting: &Setting,
    arguments: &[String],
    files: &dyn Files,
) -> Box<dyn Program> {
    match options::parse(arguments, files) {
        Ok(options) => Box::new(load::Load::new(setting, options)),
        Err(complaint) => Box::new(Said::new(Stream::Stderr, &complaint.text, complaint.code)),
    }
}
