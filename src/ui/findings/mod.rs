//! The findings of the open variant's run: short cards beside the console, and marks in the script.
//!
//! * [`edits`]: fixes as the editor takes them; pure.
//! * [`list`]: the cards, and what they are of; [`card`]: one finding.
//! * [`marks`]: findings in the script itself.

pub mod edits;

// These need a browser, and are tested in one.
cfg_select! {
    feature = "page" => {
        pub mod card;
        pub mod list;
        pub mod marks;

        pub use list::{FindingsPanel, Found, count, found};
    }
    _ => {}
}
