//! What Python's database interface says of what went wrong in SQLite.

use rustpython_vm::{VirtualMachine, builtins::PyBaseExceptionRef};
use sqlite::Fault;

/// What `lib/_sqlite3` makes of a fault.
pub(super) fn raised(fault: Fault, vm: &VirtualMachine) -> PyBaseExceptionRef {
    let made = vm
        .import("_sqlite3", 0)
        .and_then(|module| module.get_attr("_fault", vm))
        .and_then(|make| make.call((fault.code, fault.message), vm))
        .and_then(|error| error.try_into_value(vm));
    made.unwrap_or_else(|error| error)
}
