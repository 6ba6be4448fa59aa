//! The console: what the open variant printed, each line with its virtual time and its task.
//!
//! * [`transcript`]: its lines; pure.
//! * [`lines`]: one line, drawn.
//! * [`panel`]: the panel.

pub mod transcript;

// These need a browser, and are tested in one.
cfg_select! {
    feature = "page" => {
        pub mod lines;
        pub mod panel;

        pub use panel::{ConsolePanel, UpTo, WhoseOutput};
    }
    _ => {}
}
