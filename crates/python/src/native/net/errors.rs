//! `errno`s as Python's exceptions.

use machine::net::Errno;
use rustpython_vm::{VirtualMachine, builtins::PyBaseExceptionRef};

/// The `OSError` of this number, of the class that it has.
pub fn os_error(errno: Errno, vm: &VirtualMachine) -> PyBaseExceptionRef {
    let made = vm
        .import("_error_numbers", 0)
        .and_then(|module| module.get_attr("failure", vm))
        .and_then(|failure| failure.call((errno.0,), vm));
    match made.map(|error| error.downcast::<rustpython_vm::builtins::PyBaseException>()) {
        Ok(Ok(error)) => error,
        Ok(Err(_)) => vm.new_os_error(format!("[Errno {}]", errno.0)),
        Err(error) => error,
    }
}

/// `TimeoutError: timed out`
pub fn timed_out(vm: &VirtualMachine) -> PyBaseExceptionRef {
    let class = vm.ctx.exceptions.timeout_error.to_owned();
    vm.new_exception_msg(class, "timed out".into())
}
