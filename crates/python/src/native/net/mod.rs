//! The machine's network below Python: operations that may wait, their errors, what is recorded of connections.
//!
//! * [`waiting`]: tries an operation until it can be done. [`errors`]: its `errno` as an exception.
//! * [`record`]: connections in the trace.
//! * [`descriptor`]: the module `_loopscope_net`, on which `lib/_descriptor.py` and `os.pipe` rest.

pub mod descriptor;
pub mod errors;
pub mod record;
pub mod waiting;

use crate::engine::session::Session;
use rustpython_vm::{PyResult, VirtualMachine};
use std::rc::Rc;

/// The run's network.
///
/// # Errors
/// There is none while the interpreter starts.
pub fn network(vm: &VirtualMachine) -> PyResult<Rc<Session>> {
    Session::current()
        .ok_or_else(|| vm.new_runtime_error("there is no network before a script runs"))
}
