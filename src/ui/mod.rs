//! The page: a thin view of traces.
//!
//! What needs no browser is plain Rust that knows nothing of Leptos or the DOM: [`choice`], [`draft`],
//! [`host_field`], [`keep`], [`keys`], [`panes`], [`quiet`], [`recordings`], [`run`], [`time`], and in each folder the
//! modules that stand first. These are built for the tests even without the feature `page`: their tests run
//! with all other native ones, and no Leptos is compiled for them. A test in any other file would never run.
//!
//! The rest is one component, or one thing of the browser's, in each file; [`desk`] holds the state they
//! share.

pub mod choice;
pub mod client;
pub mod console;
pub mod draft;
pub mod engine;
pub mod findings;
pub mod host_field;
pub mod keep;
pub mod keys;
pub mod loop_panel;
pub mod panes;
pub mod quiet;
pub mod recordings;
pub mod run;
pub mod scope;
pub mod terminal;
pub mod time;
pub mod transport;

// These need a browser, and are tested in one.
cfg_select! {
    feature = "page" => {
        pub mod app;
        pub mod bottom;
        pub mod clipboard;
        pub mod desk;
        pub mod editor;
        pub mod examples;
        pub mod files;
        pub mod first_run;
        pub mod floats;
        pub mod header;
        pub mod icon;
        pub mod keys_list;
        pub mod listen;
        pub mod look;
        pub mod notice;
        pub mod panels;
        pub mod prose;
        pub mod sorting;
        pub mod splitter;
        pub mod start;
        pub mod store;
        pub mod tasks;

        pub use start::start;
    }
    _ => {}
}
