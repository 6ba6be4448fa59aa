//! The loop at the cursor: who runs, what is ready, which timers are set, how every task stands.
//!
//! * [`now`]: what is shown of one moment; pure.
//! * [`panel`]: the panel.

pub mod now;

// These need a browser, and are tested in one.
cfg_select! {
    feature = "page" => {
        pub mod panel;

        pub use panel::LoopPanel;
    }
    _ => {}
}
