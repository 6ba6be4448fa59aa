//! The page.

pub mod identity;
pub mod run;
pub mod scope;
pub mod time;
