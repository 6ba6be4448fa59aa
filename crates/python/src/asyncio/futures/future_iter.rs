//! What `await future` iterates over (`FutureIter`).

use super::{
    future::{Future, State},
    slot::Slot,
};
use rustpython_vm::{
    Py, PyObjectRef, PyPayload, PyRef, PyResult, Traverse, VirtualMachine,
    builtins::{PyBaseException, PyTraceback, PyType},
    function::FuncArgs,
    protocol::PyIterReturn,
    pyclass,
    types::{IterNext, Iterable, SelfIter},
};

/// Yields the future once, to the task that runs; ends with its result.
#[pyclass(module = "_asyncio", name = "FutureIter", traverse)]
#[derive(Debug, PyPayload)]
pub struct FutureIter {
    /// Nothing once it is over.
    future: Slot,
}

impl FutureIter {
    /// One `await` of `future`.
    pub fn over(future: PyRef<Future>) -> Self {
        let iter = Self {
            future: Slot::default(),
        };
        iter.future.set(PyObjectRef::from(future));
        iter
    }

    /// `FutureIter_am_send`
    fn advance(&self, vm: &VirtualMachine) -> PyResult<PyIterReturn> {
        let Some(object) = self.future.get() else {
            return Ok(PyIterReturn::StopIteration(None));
        };
        let Some(future) = object.downcast_ref::<Future>() else {
            return Ok(PyIterReturn::StopIteration(None));
        };
        if future.state() == State::Pending {
            if future.blocking().replace(true) {
                return Err(vm.new_runtime_error("await wasn't used with future"));
            }
            return Ok(PyIterReturn::Return(object));
        }
        self.future.set(None);
        future
            .get(vm)
            .map(|result| PyIterReturn::StopIteration(Some(result)))
    }
}

#[pyclass(flags(DISALLOW_INSTANTIATION), with(IterNext, Iterable))]
impl FutureIter {
    #[pymethod]
    fn send(zelf: &Py<Self>, args: FuncArgs, vm: &VirtualMachine) -> PyResult<PyIterReturn> {
        let given = args.args.len();
        if given != 1 {
            return Err(vm.new_type_error(format!(
                "FutureIter.send() takes exactly one argument ({given} given)"
            )));
        }
        // A future does not care about values that are sent.
        zelf.advance(vm)
    }

    #[pymethod]
    fn throw(zelf: &Py<Self>, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        let given = args.args.len();
        if !(1..=3).contains(&given) {
            let (bound, number) = if given == 0 {
                ("least", 1)
            } else {
                ("most", 3)
            };
            let plural = if number == 1 { "" } else { "s" };
            return Err(vm.new_type_error(format!(
                "throw expected at {bound} {number} argument{plural}, got {given}"
            )));
        }
        if given > 1 {
            rustpython_vm::warn::warn(
                vm.ctx
                    .new_str("the (type, exc, tb) signature of throw() is deprecated, use the single-arg signature instead.")
                    .into(),
                Some(vm.ctx.exceptions.deprecation_warning.to_owned()),
                1,
                None,
                vm,
            )?;
        }
        let argument = |index: usize| {
            args.args
                .get(index)
                .filter(|value| !vm.is_none(value))
                .cloned()
        };
        let traceback = argument(2)
            .map(|object| {
                object
                    .downcast::<PyTraceback>()
                    .map_err(|_| vm.new_type_error("throw() third argument must be a traceback"))
            })
            .transpose()?;
        let what = args.args[0].clone();
        let is_class = what
            .downcast_ref::<PyType>()
            .is_some_and(|class| class.fast_issubclass(vm.ctx.exceptions.base_exception_type));
        let exception = if is_class {
            let value = argument(1).unwrap_or_else(|| vm.ctx.none());
            vm.normalize_exception(what, value, vm.ctx.none())?
        } else {
            match what.downcast::<PyBaseException>() {
                Ok(_) if argument(1).is_some() => {
                    return Err(
                        vm.new_type_error("instance exception may not have a separate value")
                    );
                }
                Ok(exception) => exception,
                Err(_) => {
                    return Err(vm.new_type_error(
                        "exceptions must be classes deriving BaseException or instances of such a class",
                    ));
                }
            }
        };
        if traceback.is_some() {
            exception.set_traceback(traceback);
        }
        zelf.future.set(None);
        Err(exception)
    }

    #[pymethod]
    fn close(zelf: &Py<Self>) {
        zelf.future.set(None);
    }
}

impl SelfIter for FutureIter {}

impl IterNext for FutureIter {
    fn next(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<PyIterReturn> {
        zelf.advance(vm)
    }
}
