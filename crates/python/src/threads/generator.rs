//! The script's generators, in a twin.

use super::hooks::is_suspended;
use crate::engine::session::Session;
use rustpython_vm::{
    AsObject, Py, PyObjectRef, PyPayload, PyResult, VirtualMachine,
    function::FuncArgs,
    protocol::{PyIter, PyIterReturn},
    pyclass,
    types::{IterNext, Iterable, Representable, SelfIter},
};

/// A generator of the script, made by a twin: it yields the script's values, and to the scheduler. Where something
/// native takes from it, the scheduler's turn is in here.
#[pyclass(module = "builtins", name = "generator")]
#[derive(Debug, PyPayload)]
pub(super) struct Generator {
    pub(super) inner: PyObjectRef,
}

impl Generator {
    /// Goes on until there is a value of the script's.
    fn finish(
        &self,
        mut step: PyResult<PyIterReturn>,
        vm: &VirtualMachine,
    ) -> PyResult<PyIterReturn> {
        loop {
            match step? {
                PyIterReturn::Return(value) if is_suspended(&value) => {
                    if let Some(session) = Session::current() {
                        session.threads.drive(&session, vm)?;
                    }
                    step = PyIter::new(self.inner.as_object()).next(vm);
                }
                step => return Ok(step),
            }
        }
    }

    fn method(&self, name: &'static str, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        let result = vm.call_method(&self.inner, name, args)?;
        if !is_suspended(&result) {
            return Ok(result);
        }
        match self.finish(Ok(PyIterReturn::Return(result)), vm)? {
            PyIterReturn::Return(value) => Ok(value),
            PyIterReturn::StopIteration(value) => Err(vm.new_stop_iteration(value)),
        }
    }

    fn attribute(&self, name: &'static str, vm: &VirtualMachine) -> PyResult {
        self.inner.get_attr(name, vm)
    }
}

#[pyclass(
    flags(HAS_WEAKREF, DISALLOW_INSTANTIATION),
    with(IterNext, Iterable, Representable)
)]
impl Generator {
    #[pymethod]
    fn send(zelf: &Py<Self>, value: PyObjectRef, vm: &VirtualMachine) -> PyResult {
        zelf.method("send", FuncArgs::from(vec![value]), vm)
    }

    #[pymethod]
    fn throw(zelf: &Py<Self>, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        zelf.method("throw", args, vm)
    }

    #[pymethod]
    fn close(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult {
        zelf.method("close", FuncArgs::default(), vm)
    }

    #[pygetset]
    fn gi_frame(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult {
        zelf.attribute("gi_frame", vm)
    }

    #[pygetset]
    fn gi_running(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult {
        zelf.attribute("gi_running", vm)
    }

    #[pygetset]
    fn gi_suspended(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult {
        zelf.attribute("gi_suspended", vm)
    }

    #[pygetset]
    fn gi_code(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult {
        zelf.attribute("gi_code", vm)
    }

    #[pygetset]
    fn gi_yieldfrom(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult {
        zelf.attribute("gi_yieldfrom", vm)
    }

    #[pygetset]
    fn __name__(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult {
        zelf.attribute("__name__", vm)
    }

    #[pygetset]
    fn __qualname__(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult {
        zelf.attribute("__qualname__", vm)
    }
}

impl SelfIter for Generator {}

impl IterNext for Generator {
    fn next(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<PyIterReturn> {
        zelf.finish(PyIter::new(zelf.inner.as_object()).next(vm), vm)
    }
}

impl Representable for Generator {
    fn repr_str(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<String> {
        Ok(zelf.inner.repr(vm)?.to_string())
    }
}
