//! A run for elsewhere: what leaves the page and the command line.
//!
//! * [`picture`]: the timeline as one SVG file; [`palette`]: its colours.
//! * [`perfetto`]: the run as a file that Perfetto opens.
//! * [`markdown`]: the comparison of some runs, to be pasted into a text.
//! * [`tasks`]: a table of a run's tasks. [`requests`]: one of the requests that were made.
//! * [`way`]: a request's way through the program that answers it.

pub mod markdown;
pub mod palette;
pub mod perfetto;
pub mod picture;
pub mod requests;
pub mod tasks;
pub mod way;
