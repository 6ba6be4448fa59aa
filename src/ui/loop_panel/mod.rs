//! The loop at the cursor: where in its turn it is, who runs, what is ready, which timers are set, how every task stands.
//!
//! * [`now`]: what is shown of one moment, with its [`threads`]; [`inspection`]: all that is known of one task there. Pure.
//! * [`panel`]: the panel; [`turn`]: the turn of the loop in it; [`inspector`]: the selected task; [`way`]: the
//!   selected request; [`motion`]: chips that travel.

pub mod inspection;
pub mod now;
pub mod threads;

// These need a browser, and are tested in one.
cfg_select! {
    feature = "page" => {
        mod inspector;
        mod motion;
        pub mod panel;
        mod turn;
        mod way;

        pub use panel::LoopPanel;
    }
    _ => {}
}
