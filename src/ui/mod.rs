//! The page.

pub mod run;
pub mod scope;
