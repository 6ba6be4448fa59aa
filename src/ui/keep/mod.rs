//! What the browser keeps of the person's work: nothing that was typed is lost.
//!
//! Each desk keeps its work under a number of its own, and no desk ever writes over another's: two tabs that were
//! closed one after the other have left two works. What lies there is the *shelf*; the picker offers it back.
//!
//! * [`work`]: one work, as text; pure.
//! * [`shelf`]: the works that are kept, newest first; pure.
//! * [`storage`]: the browser's stores, any of which may be denied or full.

pub mod shelf;
pub mod work;

// This needs a browser, and is tested in one.
cfg_select! {
    feature = "page" => {
        pub mod storage;
    }
    _ => {}
}

pub use shelf::{Shelved, WorkId};
pub use work::Kept;
