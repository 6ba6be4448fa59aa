//! What a twin delegates to: an iterator over the suspensions of something, with its result.

use super::{
    blocking::Operation,
    call::call,
    drain::Drain,
    hooks::{for_loop, is_suspended, objects},
    iteration::checked_iterator,
};
use crate::engine::session::Session;
use rustpython_vm::{
    AsObject, Py, PyObject, PyObjectRef, PyPayload, PyRef, PyResult, VirtualMachine,
    builtins::{PyBaseExceptionRef, PyTuple},
    function::FuncArgs,
    protocol::{PyIter, PyIterReturn},
    pyclass,
    types::{Callable, IterNext, Iterable, SelfIter},
};
use std::cell::{Cell, RefCell};

/// An iterator that yields to the scheduler as long as something waits, and then returns its result.
#[pyclass(module = false, name = "steps")]
#[derive(PyPayload)]
pub(super) struct Steps {
    pub(super) kind: Kind,
}

impl std::fmt::Debug for Steps {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Steps").finish_non_exhaustive()
    }
}

pub(super) enum Kind {
    /// Over at once; without a value, an iterator that is over.
    Value(RefCell<Option<PyObjectRef>>),
    /// An operation that has parked its thread already, when it is fresh.
    Operation {
        operation: Box<dyn Operation>,
        fresh: Cell<bool>,
    },
    /// A function's twin.
    Frame(PyObjectRef),
    /// The call of a function, not begun yet.
    Call(Later),
    /// The same, when something else is over.
    After { before: PyRef<Steps>, call: Later },
    /// The same, in a context of its own.
    InContext {
        context: PyObjectRef,
        call: PyObjectRef,
    },
    /// An object whose `__init__` runs.
    Construct {
        object: PyObjectRef,
        init: PyRef<Steps>,
    },
    /// A generator's next item, or what it is given instead when it is over.
    Item {
        generator: PyObjectRef,
        /// What it is sent first.
        send: RefCell<Option<PyObjectRef>>,
        default: Option<PyObjectRef>,
    },
    /// A pool's worker at its job.
    Job(PyRef<Steps>),
    /// An `__iter__` of the script.
    Iter(PyRef<Steps>),
    /// A `__next__` of the script, and what its end is replaced by.
    NextCall {
        steps: PyRef<Steps>,
        end: PyObjectRef,
    },
    /// A generator that is being closed: what it cleans up may wait.
    Close {
        generator: PyObjectRef,
        began: Cell<bool>,
    },
    /// All items of an iterable, and what is made of them.
    Drain(Drain),
}

/// A call that is made when it is first asked for.
pub(super) struct Later {
    call: RefCell<Option<(PyObjectRef, FuncArgs)>>,
    steps: RefCell<Option<PyRef<Steps>>>,
}

impl Later {
    pub(super) fn new(callable: PyObjectRef, args: FuncArgs) -> Self {
        Self {
            call: RefCell::new(Some((callable, args))),
            steps: RefCell::new(None),
        }
    }

    /// Whether the call was not made yet.
    fn is_due(&self) -> bool {
        self.call.borrow().is_some()
    }

    fn resume(&self, vm: &VirtualMachine) -> PyResult<PyIterReturn> {
        if let Some((callable, args)) = self.call.take() {
            let steps = call(callable, args, vm)?.into_ref(&vm.ctx);
            *self.steps.borrow_mut() = Some(steps);
        }
        let steps = self.steps.borrow().clone();
        match steps {
            Some(steps) => steps.resume(vm),
            None => Ok(PyIterReturn::StopIteration(None)),
        }
    }
}

impl Steps {
    pub(super) fn of(kind: Kind) -> Self {
        Self { kind }
    }

    pub(super) fn value(value: PyObjectRef) -> Self {
        Self::of(Kind::Value(RefCell::new(Some(value))))
    }

    /// An operation that has parked the running thread.
    pub(super) fn suspended(operation: Box<dyn Operation>) -> Self {
        Self::of(Kind::Operation {
            operation,
            fresh: Cell::new(true),
        })
    }

    pub(super) fn resume(&self, vm: &VirtualMachine) -> PyResult<PyIterReturn> {
        let suspended = || Ok(PyIterReturn::Return(objects(vm).suspended));
        let done = |value| Ok(PyIterReturn::StopIteration(Some(value)));
        match &self.kind {
            Kind::Value(value) => Ok(PyIterReturn::StopIteration(value.take())),
            Kind::Operation { operation, fresh } => {
                if fresh.take() {
                    return suspended();
                }
                let Some(session) = Session::current() else {
                    return done(vm.ctx.none());
                };
                if let Some(reason) = session.halted() {
                    return Err(crate::asyncio::event_loop::halted(reason, vm));
                }
                match operation.poll(&session, vm)? {
                    Some(result) => done(result),
                    None => suspended(),
                }
            }
            Kind::Frame(generator) => resume(generator, vm),
            Kind::Call(later) => later.resume(vm),
            Kind::After { before, call } => {
                if call.is_due() {
                    match before.resume(vm)? {
                        PyIterReturn::Return(value) => return Ok(PyIterReturn::Return(value)),
                        PyIterReturn::StopIteration(_) => {}
                    }
                }
                call.resume(vm)
            }
            Kind::InContext { context, call } => {
                let step = Step { of: call.clone() }.into_ref(&vm.ctx);
                let outcome = vm.call_method(context, "run", (step,))?;
                match outcome
                    .downcast_ref::<PyTuple>()
                    .map(|pair| pair.as_slice())
                {
                    Some([over, value]) if over.is(&vm.ctx.true_value) => done(value.clone()),
                    Some([_, value]) => Ok(PyIterReturn::Return(value.clone())),
                    _ => done(vm.ctx.none()),
                }
            }
            Kind::Construct { object, init } => match init.resume(vm)? {
                PyIterReturn::StopIteration(None) => done(object.clone()),
                PyIterReturn::StopIteration(Some(value)) if vm.is_none(&value) => {
                    done(object.clone())
                }
                PyIterReturn::StopIteration(Some(value)) => Err(vm.new_type_error(format!(
                    "__init__() should return None, not '{}'",
                    value.class().name()
                ))),
                step => Ok(step),
            },
            Kind::Item {
                generator,
                send,
                default,
            } => {
                let step = match send.take() {
                    Some(value) => {
                        PyIterReturn::from_pyresult(vm.call_method(generator, "send", (value,)), vm)
                    }
                    None => PyIter::new(generator.as_object()).next(vm),
                };
                match (step?, default) {
                    (PyIterReturn::Return(value), _) if is_suspended(&value) => suspended(),
                    (PyIterReturn::Return(value), _) => done(value),
                    (PyIterReturn::StopIteration(_), Some(default)) => done(default.clone()),
                    (PyIterReturn::StopIteration(value), None) => Err(vm.new_stop_iteration(value)),
                }
            }
            Kind::Job(steps) => {
                let step = steps.resume(vm);
                if !matches!(step, Ok(PyIterReturn::Return(_)))
                    && let Some(session) = Session::current()
                {
                    session.threads.job_ended(&session);
                }
                step
            }
            Kind::Iter(steps) => match steps.resume(vm)? {
                PyIterReturn::StopIteration(given) => {
                    done(for_loop(checked_iterator(given, vm)?, vm))
                }
                step => Ok(step),
            },
            Kind::NextCall { steps, end } => match steps.resume(vm) {
                Err(error) if error.fast_isinstance(vm.ctx.exceptions.stop_iteration) => {
                    done(end.clone())
                }
                step => step,
            },
            Kind::Close { generator, began } => {
                let step = if began.replace(true) {
                    PyIter::new(generator.as_object()).next(vm)
                } else if generator.get_attr("gi_suspended", vm)?.is_true(vm)? {
                    let class = vm.ctx.exceptions.generator_exit.to_owned();
                    let exit = vm.new_exception_empty(class);
                    PyIterReturn::from_pyresult(vm.call_method(generator, "throw", (exit,)), vm)
                } else {
                    return vm.call_method(generator, "close", ()).and_then(done);
                };
                match step {
                    Ok(PyIterReturn::Return(value)) if is_suspended(&value) => suspended(),
                    Ok(PyIterReturn::Return(_)) => {
                        Err(vm.new_runtime_error("generator ignored GeneratorExit"))
                    }
                    Ok(PyIterReturn::StopIteration(value)) => done(vm.unwrap_or_none(value)),
                    Err(error) if error.fast_isinstance(vm.ctx.exceptions.generator_exit) => {
                        done(vm.ctx.none())
                    }
                    Err(error) => Err(error),
                }
            }
            Kind::Drain(drain) => drain.resume(vm),
        }
    }
}

#[pyclass(with(IterNext, Iterable))]
impl Steps {}

impl SelfIter for Steps {}

impl IterNext for Steps {
    fn next(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<PyIterReturn> {
        zelf.resume(vm)
    }
}

/// One step of an iterator, as a call: whether that was the last, and what it gave.
#[pyclass(module = false, name = "step")]
#[derive(Debug, PyPayload)]
pub(super) struct Step {
    pub(super) of: PyObjectRef,
}

#[pyclass(with(Callable))]
impl Step {}

impl Callable for Step {
    type Args = FuncArgs;

    fn call(zelf: &Py<Self>, _args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        let (over, value) = match resume(&zelf.of, vm)? {
            PyIterReturn::Return(value) => (false, value),
            PyIterReturn::StopIteration(value) => (true, vm.unwrap_or_none(value)),
        };
        let over = vm.ctx.new_bool(over).into();
        Ok(vm.ctx.new_tuple(vec![over, value]).into())
    }
}

/// The iterator that runs a new thread.
pub(super) fn start(function: PyObjectRef, args: FuncArgs, vm: &VirtualMachine) -> PyObjectRef {
    // A thread's first call comes before anything else that needs the classes.
    objects(vm);
    Steps::of(Kind::Call(Later::new(function, args))).into_pyobject(vm)
}

/// Resumes an iterator: [`Steps`], or a function's twin. A `StopIteration` that the function raised leaves the twin
/// as a `RuntimeError`, because it is a generator: the original goes on instead.
pub(super) fn resume(iterator: &PyObject, vm: &VirtualMachine) -> PyResult<PyIterReturn> {
    PyIter::new(iterator)
        .next(vm)
        .map_err(|error| match error.__cause__() {
            Some(cause)
                if error.traceback().is_none()
                    && cause.fast_isinstance(vm.ctx.exceptions.stop_iteration)
                    && error.fast_isinstance(vm.ctx.exceptions.runtime_error) =>
            {
                cause
            }
            _ => error,
        })
}

/// A thread's function raised, and nothing catches it: `_thread` reports it, but for the end of the thread.
pub(super) fn report_escaped(error: &PyBaseExceptionRef, vm: &VirtualMachine) {
    if !error.fast_isinstance(vm.ctx.exceptions.system_exit) {
        let message = Some("Exception ignored in thread started by".to_owned());
        vm.run_unraisable(error.clone(), message, vm.ctx.none());
    }
}
