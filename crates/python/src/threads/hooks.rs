//! The objects that twins refer to, and what they do when they are called.

use super::{
    blocking::{Compute, Operation},
    call::invoke,
    drain::Drain,
    generator::Generator,
    iteration::{has_function, iter_of, next_of},
    steps::{Kind, Step, Steps},
};
use crate::{engine::cost, engine::session::Session};
use rustpython_vm::{
    AsObject, Py, PyObject, PyObjectRef, PyPayload, PyRef, PyResult, VirtualMachine,
    builtins::PyCode,
    class::PyClassImpl,
    function::FuncArgs,
    protocol::{PyIterReturn, PyNumberMethods},
    pyclass,
    types::{AsNumber, Callable, IterNext, Iterable, SelfIter},
};
use std::{cell::RefCell, collections::HashMap};

/// How long, in nanoseconds of computing, a thread may go on before another has a turn (`sys.getswitchinterval`).
const SWITCH_INTERVAL: u64 = 5_000_000;

thread_local! {
    /// What twins refer to; made once an interpreter.
    static OBJECTS: RefCell<Option<Objects>> = const { RefCell::new(None) };
}

#[derive(Clone)]
pub(super) struct Objects {
    pub(super) call: PyObjectRef,
    pub(super) iter: PyObjectRef,
    pub(super) next: PyObjectRef,
    pub(super) delegate: PyObjectRef,
    pub(super) pause: PyObjectRef,
    pub(super) drain: PyObjectRef,
    pub(super) due: PyObjectRef,
    pub(super) pending: PyObjectRef,
    pub(super) end: PyObjectRef,
    pub(super) empty: PyObjectRef,
    /// What a thread yields to the scheduler.
    pub(super) suspended: PyObjectRef,
}

/// Twins of code objects, by address; the original is kept with it, so that the address stays its own.
pub(super) type Twins = HashMap<usize, (PyRef<PyCode>, Option<PyRef<PyCode>>)>;

pub(super) fn make_objects(vm: &VirtualMachine) -> Objects {
    let _classes = [
        Mark::make_static_type(),
        Due::make_static_type(),
        Waiting::make_static_type(),
        Hook::make_static_type(),
        Suspendable::make_static_type(),
        Steps::make_static_type(),
        Step::make_static_type(),
        Generator::make_static_type(),
    ];
    let hook = |hook: Hook| hook.into_ref(&vm.ctx).into();
    let mark = || -> PyObjectRef { Mark.into_ref(&vm.ctx).into() };
    Objects {
        call: hook(Hook::Call),
        iter: hook(Hook::Iter),
        next: hook(Hook::Next),
        delegate: hook(Hook::Delegate),
        pause: hook(Hook::Pause),
        drain: hook(Hook::Drain),
        due: Due.into_ref(&vm.ctx).into(),
        pending: mark(),
        end: mark(),
        empty: Steps::of(Kind::Value(RefCell::new(None))).into_pyobject(vm),
        suspended: mark(),
    }
}

pub(super) fn objects(vm: &VirtualMachine) -> Objects {
    OBJECTS.with(|all| {
        all.borrow_mut()
            .get_or_insert_with(|| make_objects(vm))
            .clone()
    })
}

/// Whether a value that an iterator gave is the scheduler's, not the script's.
pub(super) fn is_suspended(value: &PyObject) -> bool {
    OBJECTS.with(|all| {
        all.borrow()
            .as_ref()
            .is_some_and(|objects| objects.suspended.is(value))
    })
}

/// An object that is nothing but itself.
#[pyclass(module = false, name = "mark")]
#[derive(Debug, PyPayload)]
pub(super) struct Mark;

#[pyclass]
impl Mark {}

/// What a twin's code calls.
#[pyclass(module = false, name = "hook")]
#[derive(Debug, PyPayload)]
pub(super) enum Hook {
    /// callable → what is called in its place.
    Call,
    /// iterable → an iterator whose result is the iterable's iterator.
    Iter,
    /// iterator → an iterator whose result is the next item or the end mark.
    Next,
    /// iterator → what `yield from` delegates to.
    Delegate,
    /// nothing → an iterator that lets the time pass that was computed.
    Pause,
    /// iterable → an iterator whose result has its items.
    Drain,
}

#[pyclass(with(Callable))]
impl Hook {}

impl Callable for Hook {
    type Args = FuncArgs;

    fn call(zelf: &Py<Self>, mut args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        if matches!(&**zelf, Hook::Pause) {
            return pause(vm);
        }
        let object = args.shift();
        Ok(match &**zelf {
            Hook::Call if object.downcast_ref::<Suspendable>().is_some() => object,
            Hook::Call => Suspendable { callable: object }.into_ref(&vm.ctx).into(),
            Hook::Iter => iter_of(object, vm)?.into_pyobject(vm),
            Hook::Next => {
                let iterator = match object.downcast_ref::<Waiting>() {
                    Some(waiting) => waiting.iterator.clone(),
                    None => object,
                };
                next_of(iterator, Some(objects(vm).end), vm)?.into_pyobject(vm)
            }
            Hook::Delegate => match object.downcast_ref::<Generator>() {
                Some(generator) => generator.inner.clone(),
                None => object,
            },
            Hook::Pause => vm.ctx.none(),
            Hook::Drain => match Drain::of_items(&object, vm)? {
                Some(drain) => Steps::of(Kind::Drain(drain)).into_pyobject(vm),
                None => Steps::value(object).into_pyobject(vm),
            },
        })
    }
}

/// Lets the others run for the time that was computed.
pub(super) fn pause(vm: &VirtualMachine) -> PyResult {
    let steps = match (cost::due(vm), Session::current()) {
        (Some((_, seconds)), Some(session)) => {
            let computing = Compute::new(seconds);
            computing.poll(&session, vm)?;
            Steps::suspended(Box::new(computing))
        }
        _ => Steps::value(vm.ctx.none()),
    };
    Ok(steps.into_pyobject(vm))
}

/// True when the running thread has computed for as long as CPython lets it before another has a turn.
#[pyclass(module = false, name = "due")]
#[derive(Debug, PyPayload)]
pub(super) struct Due;

#[pyclass(with(AsNumber))]
impl Due {}

impl AsNumber for Due {
    fn as_number() -> &'static PyNumberMethods {
        static METHODS: PyNumberMethods = PyNumberMethods {
            boolean: Some(|_, vm| Ok(cost::is_long_due(SWITCH_INTERVAL, vm))),
            ..PyNumberMethods::NOT_IMPLEMENTED
        };
        &METHODS
    }
}

/// The iterator of something whose next item may have to be waited for, in a twin's `for`.
#[pyclass(module = false, name = "waiting")]
#[derive(Debug, PyPayload)]
pub(super) struct Waiting {
    iterator: PyObjectRef,
}

#[pyclass(with(IterNext, Iterable))]
impl Waiting {}

impl SelfIter for Waiting {}

impl IterNext for Waiting {
    fn next(_zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<PyIterReturn> {
        Ok(PyIterReturn::Return(objects(vm).pending))
    }
}

/// Whether asking this iterator for its next item runs code that may wait.
pub(super) fn is_slow(iterator: &PyObject) -> bool {
    iterator.downcast_ref::<Generator>().is_some() || has_function(iterator, "__next__")
}

/// What a twin's `for` goes through, for this iterator.
pub(super) fn for_loop(iterator: PyObjectRef, vm: &VirtualMachine) -> PyObjectRef {
    if is_slow(&iterator) {
        Waiting { iterator }.into_pyobject(vm)
    } else {
        iterator
    }
}

/// A callable that, when it is called, gives an iterator over its suspensions.
#[pyclass(module = false, name = "suspendable")]
#[derive(Debug, PyPayload)]
pub(super) struct Suspendable {
    callable: PyObjectRef,
}

#[pyclass(with(Callable))]
impl Suspendable {
    // Errors about its arguments name what is called.

    #[pygetset]
    fn __qualname__(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult {
        zelf.callable.get_attr("__qualname__", vm)
    }

    #[pygetset]
    fn __module__(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult {
        zelf.callable.get_attr("__module__", vm)
    }
}

impl Callable for Suspendable {
    type Args = FuncArgs;

    fn call(zelf: &Py<Self>, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        Ok(invoke(zelf.callable.clone(), args, vm)?.into_pyobject(vm))
    }
}
