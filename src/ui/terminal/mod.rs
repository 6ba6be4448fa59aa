//! The terminals of the open variant: what is typed there, and what it printed.
//!
//! What is typed is part of the playground: typing a line appends it, and the run is done anew.
//!
//! * [`happening`]: what of a run is seen at a terminal; pure.
//! * [`screen`]: the rows of one terminal; pure.
//! * [`pasted`]: lines from what was typed or pasted; pure.
//! * [`serving`]: which application a script defines, and how it is served; pure.
//! * [`offer`]: commands that fit a script; pure.
//! * [`panel`]: the panel, [`rows`]: a row of it, [`prompt`]: the line in which one types, [`serve`]: the button.

pub mod happening;
pub mod offer;
pub mod pasted;
pub mod screen;
pub mod serving;

// These need a browser, and are tested in one.
cfg_select! {
    feature = "page" => {
        pub mod panel;
        mod prompt;
        mod rows;
        pub mod serve;

        pub use panel::TerminalPanel;
        pub use serve::ServeButton;
    }
    _ => {}
}
