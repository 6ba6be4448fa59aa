//! Python's values as SQLite's, and back.

use rustpython_vm::{
    AsObject, PyObject, PyObjectRef, PyResult, TryFromBorrowedObject, VirtualMachine,
    builtins::{PyByteArray, PyFloat, PyInt, PyStr, PyStrRef},
    function::ArgBytesLike,
};
use sqlite::Value;
use std::ffi::CString;

/// A Python object as SQLite stores it; none, where it stores nothing like it.
///
/// # Errors
/// When it is too large, or not text that can be encoded.
pub(super) fn value(object: &PyObject, vm: &VirtualMachine) -> PyResult<Option<Value>> {
    if vm.is_none(object) {
        return Ok(Some(Value::Null));
    }
    if let Some(int) = object.downcast_ref::<PyInt>() {
        return match int.try_to_primitive::<i64>(vm) {
            Ok(number) => Ok(Some(Value::Integer(number))),
            Err(_) => {
                let text = "Python int too large to convert to SQLite INTEGER";
                Err(vm.new_overflow_error(text))
            }
        };
    }
    if let Some(float) = object.downcast_ref::<PyFloat>() {
        return Ok(Some(Value::Real(float.to_f64())));
    }
    if let Some(text) = object.downcast_ref::<PyStr>() {
        let Some(text) = text.to_str() else {
            // The codec's own error says where.
            vm.call_method(object, "encode", ("utf-8",))?;
            return Ok(None);
        };
        return Ok(Some(Value::Text(text.as_bytes().to_vec())));
    }
    match ArgBytesLike::try_from_borrowed_object(vm, object) {
        Ok(bytes) => Ok(Some(Value::Blob(bytes.borrow_buf().to_vec()))),
        Err(_) if object.class().slots.as_buffer.load().is_none() => Ok(None),
        Err(_) => Err(vm.new_buffer_error("underlying buffer is not C-contiguous")),
    }
}

/// What texts become.
pub(super) enum TextAs {
    Str,
    Bytes,
    ByteArray,
    /// What this makes of their bytes.
    Called(PyObjectRef),
}

impl TextAs {
    pub(super) fn of(factory: &PyObject, vm: &VirtualMachine) -> Self {
        let types = &vm.ctx.types;
        if factory.is(types.str_type) {
            Self::Str
        } else if factory.is(types.bytes_type) {
            Self::Bytes
        } else if factory.is(types.bytearray_type) {
            Self::ByteArray
        } else {
            Self::Called(factory.to_owned())
        }
    }
}

/// A value of SQLite's as Python has it. Bytes that are no text come back.
pub(super) fn object(
    value: Value,
    text: &TextAs,
    vm: &VirtualMachine,
) -> Result<PyResult, Vec<u8>> {
    Ok(Ok(match value {
        Value::Null => vm.ctx.none(),
        Value::Integer(number) => vm.ctx.new_int(number).into(),
        Value::Real(number) => vm.ctx.new_float(number).into(),
        Value::Blob(bytes) => vm.ctx.new_bytes(bytes).into(),
        Value::Text(bytes) => match text {
            TextAs::Str => match String::from_utf8(bytes) {
                Ok(text) => vm.ctx.new_str(text).into(),
                Err(error) => return Err(error.into_bytes()),
            },
            TextAs::Bytes => vm.ctx.new_bytes(bytes).into(),
            TextAs::ByteArray => {
                use rustpython_vm::PyPayload;
                PyByteArray::from(bytes).into_ref(&vm.ctx).into()
            }
            TextAs::Called(factory) => {
                return Ok(factory.call((vm.ctx.new_bytes(bytes),), vm));
            }
        },
    }))
}

/// An argument of a function.
///
/// # Errors
/// When its text is none.
pub(super) fn argument(value: Value, vm: &VirtualMachine) -> PyResult {
    match object(value, &TextAs::Str, vm) {
        Ok(object) => object,
        // The codec's own error says where.
        Err(bytes) => {
            let bytes = vm.ctx.new_bytes(bytes);
            vm.call_method(bytes.as_object(), "decode", ("utf-8",))
        }
    }
}

/// A text as SQLite takes it.
///
/// # Errors
/// For what is not UTF-8, or has a null character.
pub(super) fn text(text: &PyStrRef, vm: &VirtualMachine) -> PyResult<CString> {
    let Some(utf8) = text.to_str() else {
        vm.call_method(text.as_object(), "encode", ("utf-8",))?;
        return Err(vm.new_value_error("no text"));
    };
    CString::new(utf8).map_err(|_| vm.new_value_error("embedded null character"))
}
