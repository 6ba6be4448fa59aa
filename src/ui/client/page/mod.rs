//! Pages: what a server on the machine sends, looked at and used.
//!
//! Whatever a page asks for is a `curl` command, typed at the clients' terminal as if the person had typed it: so it is part of the
//! playground, and a link replays it. What has been typed already is not typed again where its answer still holds: [`again`].
//!
//! * [`line`]: what a typed line asks for; pure.
//! * [`answer`]: what came of typed lines, from the record of a run; pure.
//! * [`asked`]: the command that a page's request comes to; pure.
//! * [`again`]: which typed line answers a request that nobody has to make again; pure.
//! * [`cookies`]: what servers want to be told again; pure.
//! * [`known`]: pages that a script is known to have; pure.
//! * [`opened`]: the page that is open, [`requests`]: those on their way, [`readings`]: what a run says of them; [`view`]: its bar and its frame, which `src/ui/pages`
//!   fills: [`binding`].

pub mod again;
pub mod answer;
pub mod asked;
pub mod cookies;
pub mod known;
pub mod line;

// These need a browser, and are tested in one.
cfg_select! {
    feature = "page" => {
        mod binding;
        pub mod opened;
        pub mod readings;
        mod requests;
        pub mod view;

        pub use opened::Pages;

        /// Within how long after the first of them requests are typed together.
        const TOGETHER: std::time::Duration = std::time::Duration::from_millis(20);
    }
    _ => {}
}
