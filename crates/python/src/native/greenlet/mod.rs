//! `greenlet._greenlet`: what the package's C++ is to it. Greenlets run on stacks within their thread (`machine::Strands`),
//! and share its identity: its event loop, the task that it runs, its `threading.local`.
//!
//! * [`object`]: the class.
//! * [`switching`]: how one greenlet goes on in the place of another.
//! * [`running`]: which greenlets the threads of a run have.
//! * [`module`]: what Python imports.

mod module;
mod object;
mod running;
mod switching;

pub(crate) use module::module_def;
pub(crate) use running::Running;
