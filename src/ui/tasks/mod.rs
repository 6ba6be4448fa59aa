//! The table of tasks: for when looking at lanes is not enough.

mod panel;
mod place;

pub use panel::TasksPanel;
