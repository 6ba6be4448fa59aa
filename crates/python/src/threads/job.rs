//! A pool's worker at its job.

use crate::{
    asyncio::observation,
    engine::{cost, session::Session},
};
use rustpython_vm::{
    Py, PyObject, PyObjectRef, PyPayload, PyResult, VirtualMachine,
    builtins::{PyBoundMethod, PyTuple},
    function::FuncArgs,
    pyclass,
    types::{Callable, GetDescriptor},
};

/// The method with which a pool's worker does a job (`concurrent.futures.thread.WorkerContext.run`), observed. In no
/// traceback: it is not Python's.
#[pyclass(module = false, name = "observed_job")]
#[derive(Debug, PyPayload)]
pub(super) struct ObservedJob {
    pub(super) run: PyObjectRef,
}

#[pyclass(with(Callable, GetDescriptor))]
impl ObservedJob {}

impl Callable for ObservedJob {
    type Args = FuncArgs;

    fn call(zelf: &Py<Self>, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        let Some(session) = Session::current() else {
            return zelf.run.call(args, vm);
        };
        if let Some(task) = args.args.get(1) {
            let label = observation::callable_name(Some(&function(task, vm)), vm);
            session.threads.job_started(&session, label);
        }
        let outcome = zelf.run.call(args, vm);
        cost::settle(vm);
        session.threads.job_ended(&session);
        outcome
    }
}

impl GetDescriptor for ObservedJob {
    fn descr_get(
        zelf: &PyObject,
        object: Option<&PyObject>,
        _class: Option<&PyObject>,
        vm: &VirtualMachine,
    ) -> PyResult {
        Ok(match object {
            Some(object) if !vm.is_none(object) => {
                PyBoundMethod::new(object.to_owned(), zelf.to_owned())
                    .into_ref(&vm.ctx)
                    .into()
            }
            _ => zelf.to_owned(),
        })
    }
}

/// The function of a task `(function, args, kwargs)`: the script's, where `asyncio.to_thread` wrapped it in a context.
fn function(task: &PyObject, vm: &VirtualMachine) -> PyObjectRef {
    let first = |object: &PyObject| {
        object
            .downcast_ref::<PyTuple>()?
            .as_slice()
            .first()
            .cloned()
    };
    let Some(function) = first(task) else {
        return vm.ctx.none();
    };
    let wrapped = function
        .get_attr("func", vm)
        .is_ok_and(|inner| observation::callable_name(Some(&inner), vm) == "Context.run");
    let arguments = function.get_attr("args", vm).ok().filter(|_| wrapped);
    let inner = arguments.and_then(|arguments| first(&arguments));
    inner.unwrap_or(function)
}
