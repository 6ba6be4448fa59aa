//! The client: requests without typing them, and what became of all that were made.
//!
//! What is sent is a command, typed at a terminal: `curl` for one request, `hey` for a load. So it is part of the playground, and
//! a reader sees what to type the next time.
//!
//! * [`form`]: what the fields say; pure.
//! * [`command`]: the command that it comes to; pure.
//! * [`place`]: the terminal that it is typed at, and what has to be typed before; pure.
//! * [`operations`]: requests that an OpenAPI document offers; pure.
//! * [`page`]: pages that servers send, looked at and used; pure in part.
//! * [`words`]: words for what became of requests; pure.
//! * [`panel`]: the panel, [`fields`]: its fields, [`table`]: the requests of the run.

pub mod command;
pub mod form;
pub mod operations;
pub mod page;
pub mod place;
pub mod words;

// These need a browser, and are tested in one.
cfg_select! {
    feature = "page" => {
        mod fields;
        pub mod panel;
        mod table;

        pub use panel::ClientPanel;
    }
    _ => {}
}
