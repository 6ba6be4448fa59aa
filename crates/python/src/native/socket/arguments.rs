//! What several functions are given: descriptors, lengths of time.

use rustpython_vm::{PyObject, PyResult, VirtualMachine, builtins::PyFloat};
use trace::Seconds;

/// The descriptor of an object: a number, or what its `fileno()` gives (`PyObject_AsFileDescriptor`).
///
/// # Errors
/// For what is neither.
pub fn descriptor_of(object: &PyObject, vm: &VirtualMachine) -> PyResult<i32> {
    let number = match object.downcast_ref::<rustpython_vm::builtins::PyInt>() {
        Some(number) => number.to_owned(),
        None => {
            let Some(method) = vm.get_attribute_opt(object, "fileno")? else {
                let text = "argument must be an int, or have a fileno() method.";
                return Err(vm.new_type_error(text));
            };
            method
                .call((), vm)?
                .downcast::<rustpython_vm::builtins::PyInt>()
                .map_err(|_| vm.new_type_error("fileno() returned a non-integer"))?
        }
    };
    let number = number.try_to_primitive::<i32>(vm)?;
    if number < 0 {
        return Err(vm.new_value_error(format!(
            "file descriptor cannot be a negative integer ({number})"
        )));
    }
    Ok(number)
}

/// `socket_parse_timeout`
///
/// # Errors
/// For what is no length of time.
pub(super) fn timeout_of(timeout: &PyObject, vm: &VirtualMachine) -> PyResult<Option<Seconds>> {
    if vm.is_none(timeout) {
        return Ok(None);
    }
    let is_number = timeout.downcast_ref::<PyFloat>().is_some()
        || timeout.class().has_attr(vm.ctx.intern_str("__index__"));
    if !is_number {
        return Err(vm.new_type_error(format!(
            "'{}' object cannot be interpreted as an integer or float",
            timeout.class().name()
        )));
    }
    let seconds = timeout.try_float(vm)?.to_f64();
    if seconds.is_nan() {
        return Err(vm.new_value_error("Invalid value NaN (not a number)"));
    }
    if seconds < 0.0 {
        return Err(vm.new_value_error("Timeout value out of range"));
    }
    if seconds > 9_223_372_036.0 {
        return Err(vm.new_overflow_error("timestamp out of range for C PyTime_t"));
    }
    Ok(Some(seconds))
}
