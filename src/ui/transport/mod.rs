//! Moving through a run: play, and steps forward and back.
//!
//! * [`steps`]: which event a step leads to; pure.
//! * [`playing`]: the cursor while it plays.
//! * [`bar`]: the buttons.

pub mod steps;

// These need a browser, and are tested in one.
cfg_select! {
    feature = "page" => {
        pub mod bar;
        pub mod playing;

        pub use bar::TransportBar;
        pub use playing::{Transport, Way};
    }
    _ => {}
}
