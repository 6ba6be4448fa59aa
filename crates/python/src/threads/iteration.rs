//! Iterating in a twin.

use super::{
    call::invoke,
    generator::Generator,
    hooks::for_loop,
    steps::{Kind, Steps},
};
use rustpython_vm::{
    AsObject, PyObject, PyObjectRef, PyPayload, PyRef, PyResult, VirtualMachine,
    builtins::PyFunction,
    function::FuncArgs,
    protocol::{PyIter, PyIterReturn},
};
use std::cell::RefCell;

pub(super) fn has_function(object: &PyObject, name: &'static str) -> bool {
    object
        .class()
        .get_attr(rustpython_vm::Context::genesis().intern_str(name))
        .is_some_and(|method| method.downcast_ref::<PyFunction>().is_some())
}

/// The call of an iterable's `__iter__`, where that is the script's.
pub(super) fn call_iter(
    object: &PyObjectRef,
    vm: &VirtualMachine,
) -> PyResult<Option<PyRef<Steps>>> {
    if object.downcast_ref::<Generator>().is_some() || !has_function(object, "__iter__") {
        return Ok(None);
    }
    let Some(method) = object.class().get_attr(vm.ctx.intern_str("__iter__")) else {
        return Ok(None);
    };
    let steps = invoke(method, FuncArgs::from(vec![object.clone()]), vm)?;
    Ok(Some(steps.into_ref(&vm.ctx)))
}

/// What such a call gave, if it is an iterator.
pub(super) fn checked_iterator(
    given: Option<PyObjectRef>,
    vm: &VirtualMachine,
) -> PyResult<PyObjectRef> {
    let iterator = vm.unwrap_or_none(given);
    if iterator.class().slots.iternext.load().is_some() {
        return Ok(iterator);
    }
    Err(vm.new_type_error(format!(
        "iter() returned non-iterator of type '{}'",
        iterator.class().name()
    )))
}

/// The iterator of an iterable: its `__iter__` may be the script's.
pub(super) fn iter_of(object: PyObjectRef, vm: &VirtualMachine) -> PyResult<Steps> {
    if let Some(steps) = call_iter(&object, vm)? {
        return Ok(Steps::of(Kind::Iter(steps)));
    }
    let iterator = object.get_iter(vm)?;
    Ok(Steps::value(for_loop(iterator.into(), vm)))
}

/// The next item of an iterator; at its end the default, or else `StopIteration`.
pub(super) fn next_of(
    iterator: PyObjectRef,
    default: Option<PyObjectRef>,
    vm: &VirtualMachine,
) -> PyResult<Steps> {
    if let Some(generator) = iterator.downcast_ref::<Generator>() {
        return Ok(Steps::of(Kind::Item {
            generator: generator.inner.clone(),
            send: RefCell::new(None),
            default,
        }));
    }
    if has_function(&iterator, "__next__")
        && let Some(method) = iterator.class().get_attr(vm.ctx.intern_str("__next__"))
    {
        let steps = invoke(method, FuncArgs::from(vec![iterator]), vm)?;
        return Ok(match default {
            Some(end) => Steps::of(Kind::NextCall {
                steps: steps.into_ref(&vm.ctx),
                end,
            }),
            None => steps,
        });
    }
    match (PyIter::new(iterator).next(vm)?, default) {
        (PyIterReturn::Return(value), _) | (PyIterReturn::StopIteration(_), Some(value)) => {
            Ok(Steps::value(value))
        }
        (PyIterReturn::StopIteration(value), None) => Err(vm.new_stop_iteration(value)),
    }
}
