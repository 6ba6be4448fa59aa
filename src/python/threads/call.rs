//! What a twin's calls and iterations do: the hooks that its code refers to, and the iterators that it delegates to.

use super::{
    blocking::{Compute, Operation},
    native,
    twin::{self, Hooks},
};
use crate::python::{cost, observation, session::Session};
use rustpython_compiler_core::bytecode::Opcode;
use rustpython_vm::{
    AsObject, Py, PyObject, PyObjectRef, PyPayload, PyRef, PyResult, VirtualMachine,
    builtins::{
        PyBaseExceptionRef, PyBoundMethod, PyCode, PyDict, PyFunction, PyStrRef, PyTuple, PyType,
        descriptor::PyMethodDescriptor,
    },
    bytecode::CodeFlags,
    class::PyClassImpl,
    function::FuncArgs,
    protocol::{PyIter, PyIterReturn, PyNumberMethods},
    pyclass,
    types::{AsNumber, Callable, IterNext, Iterable, Representable, SelfIter},
};
use std::{
    cell::{Cell, RefCell},
    collections::HashMap,
};

/// The method with which a pool's worker runs what was submitted.
const WORKER_RUNS: &str = "WorkerContext.run";

/// How long, in nanoseconds of computing, a thread may go on before another has a turn (`sys.getswitchinterval`).
const SWITCH_INTERVAL: u64 = 5_000_000;

thread_local! {
    /// What twins refer to; made once an interpreter.
    static OBJECTS: RefCell<Option<Objects>> = const { RefCell::new(None) };
}

#[derive(Clone)]
struct Objects {
    call: PyObjectRef,
    iter: PyObjectRef,
    next: PyObjectRef,
    delegate: PyObjectRef,
    pause: PyObjectRef,
    due: PyObjectRef,
    pending: PyObjectRef,
    end: PyObjectRef,
    empty: PyObjectRef,
    /// What a thread yields to the scheduler.
    suspended: PyObjectRef,
}

/// Twins of code objects, by address; the original is kept with it, so that the address stays its own.
pub type Twins = HashMap<usize, (PyRef<PyCode>, Option<PyRef<PyCode>>)>;

fn make_objects(vm: &VirtualMachine) -> Objects {
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
        due: Due.into_ref(&vm.ctx).into(),
        pending: mark(),
        end: mark(),
        empty: Steps::of(Kind::Value(RefCell::new(None))).into_pyobject(vm),
        suspended: mark(),
    }
}

fn objects(vm: &VirtualMachine) -> Objects {
    OBJECTS.with(|all| {
        all.borrow_mut()
            .get_or_insert_with(|| make_objects(vm))
            .clone()
    })
}

/// Whether a value that an iterator gave is the scheduler's, not the script's.
fn is_suspended(value: &PyObject) -> bool {
    OBJECTS.with(|all| {
        all.borrow()
            .as_ref()
            .is_some_and(|objects| objects.suspended.is(value))
    })
}

/// An object that is nothing but itself.
#[pyclass(module = false, name = "mark")]
#[derive(Debug, PyPayload)]
struct Mark;

#[pyclass]
impl Mark {}

/// What a twin's code calls.
#[pyclass(module = false, name = "hook")]
#[derive(Debug, PyPayload)]
enum Hook {
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
        })
    }
}

/// Lets the others run for the time that was computed.
fn pause(vm: &VirtualMachine) -> PyResult {
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
struct Due;

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
struct Waiting {
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
fn is_slow(iterator: &PyObject) -> bool {
    iterator.downcast_ref::<Generator>().is_some() || has_function(iterator, "__next__")
}

/// What a twin's `for` goes through, for this iterator.
fn for_loop(iterator: PyObjectRef, vm: &VirtualMachine) -> PyObjectRef {
    if is_slow(&iterator) {
        Waiting { iterator }.into_pyobject(vm)
    } else {
        iterator
    }
}

/// A callable that, when it is called, gives an iterator over its suspensions.
#[pyclass(module = false, name = "suspendable")]
#[derive(Debug, PyPayload)]
struct Suspendable {
    callable: PyObjectRef,
}

#[pyclass(with(Callable))]
impl Suspendable {}

impl Callable for Suspendable {
    type Args = FuncArgs;

    fn call(zelf: &Py<Self>, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        Ok(invoke(zelf.callable.clone(), args, vm)?.into_pyobject(vm))
    }
}

/// An iterator that yields to the scheduler as long as something waits, and then returns its result.
#[pyclass(module = false, name = "steps")]
#[derive(PyPayload)]
pub struct Steps {
    kind: Kind,
}

impl std::fmt::Debug for Steps {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Steps").finish_non_exhaustive()
    }
}

enum Kind {
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
    /// All items of a generator, then a call with them as first argument.
    Drain {
        generator: PyObjectRef,
        items: RefCell<Vec<PyObjectRef>>,
        then: RefCell<Option<(PyObjectRef, FuncArgs)>>,
    },
}

/// A call that is made when it is first asked for.
struct Later {
    call: RefCell<Option<(PyObjectRef, FuncArgs)>>,
    steps: RefCell<Option<PyRef<Steps>>>,
}

impl Later {
    fn new(callable: PyObjectRef, args: FuncArgs) -> Self {
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
    fn of(kind: Kind) -> Self {
        Self { kind }
    }

    fn value(value: PyObjectRef) -> Self {
        Self::of(Kind::Value(RefCell::new(Some(value))))
    }

    /// An operation that has parked the running thread.
    pub fn suspended(operation: Box<dyn Operation>) -> Self {
        Self::of(Kind::Operation {
            operation,
            fresh: Cell::new(true),
        })
    }

    fn resume(&self, vm: &VirtualMachine) -> PyResult<PyIterReturn> {
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
                    return Err(crate::python::event_loop::halted(reason, vm));
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
                PyIterReturn::StopIteration(Some(iterator))
                    if iterator.class().slots.iternext.load().is_some() =>
                {
                    done(for_loop(iterator, vm))
                }
                PyIterReturn::StopIteration(other) => Err(vm.new_type_error(format!(
                    "iter() returned non-iterator of type '{}'",
                    vm.unwrap_or_none(other).class().name()
                ))),
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
            Kind::Drain {
                generator,
                items,
                then,
            } => loop {
                match PyIter::new(generator.as_object()).next(vm)? {
                    PyIterReturn::Return(value) if is_suspended(&value) => return suspended(),
                    PyIterReturn::Return(value) => items.borrow_mut().push(value),
                    PyIterReturn::StopIteration(_) => {
                        let Some((callable, mut args)) = then.take() else {
                            return done(vm.ctx.none());
                        };
                        args.args[0] = vm.ctx.new_list(items.take()).into();
                        return done(callable.call(args, vm)?);
                    }
                }
            },
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
struct Step {
    of: PyObjectRef,
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
pub fn start(function: PyObjectRef, args: FuncArgs, vm: &VirtualMachine) -> PyObjectRef {
    // A thread's first call comes before anything else that needs the classes.
    objects(vm);
    Steps::of(Kind::Call(Later::new(function, args))).into_pyobject(vm)
}

/// Resumes an iterator: [`Steps`], or a function's twin. A `StopIteration` that the function raised leaves the twin
/// as a `RuntimeError`, because it is a generator: the original goes on instead.
pub fn resume(iterator: &PyObject, vm: &VirtualMachine) -> PyResult<PyIterReturn> {
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
pub fn report_escaped(error: &PyBaseExceptionRef, vm: &VirtualMachine) {
    if !error.fast_isinstance(vm.ctx.exceptions.system_exit) {
        let message = Some("Exception ignored in thread started by".to_owned());
        vm.run_unraisable(error.clone(), message, vm.ctx.none());
    }
}

/// Calls something for a twin, when the time has passed for what was computed before.
fn invoke(callable: PyObjectRef, args: FuncArgs, vm: &VirtualMachine) -> PyResult<Steps> {
    let Some((_, seconds)) = cost::due(vm) else {
        return call(callable, args, vm);
    };
    let Some(session) = Session::current() else {
        return call(callable, args, vm);
    };
    let computing = Compute::new(seconds);
    computing.poll(&session, vm)?;
    Ok(Steps::of(Kind::After {
        before: Steps::suspended(Box::new(computing)).into_ref(&vm.ctx),
        call: Later::new(callable, args),
    }))
}

/// Calls something for a twin.
fn call(mut callable: PyObjectRef, mut args: FuncArgs, vm: &VirtualMachine) -> PyResult<Steps> {
    loop {
        if let Some(function) = callable.downcast_ref_if_exact::<PyFunction>(vm) {
            return call_function(function, args, vm);
        }
        if callable
            .downcast_ref_if_exact::<PyBoundMethod>(vm)
            .is_some()
        {
            args.prepend_arg(callable.get_attr("__self__", vm)?);
            callable = callable.get_attr("__func__", vm)?;
            continue;
        }
        if let Some(class) = callable.downcast_ref::<PyType>() {
            return construct(class, callable.clone(), args, vm);
        }
        if let Some(descriptor) = callable.downcast_ref_if_exact::<PyMethodDescriptor>(vm) {
            let name = descriptor.method.name;
            return call_native(name, callable, args, vm);
        }
        let class = callable.class();
        let class_name = class.name().to_string();
        if class.is(vm.ctx.types.builtin_function_or_method_type) || class_name == "builtin_method"
        {
            let name: PyStrRef = callable.get_attr("__name__", vm)?.try_into_value(vm)?;
            let object = callable
                .get_attr("__self__", vm)
                .ok()
                .filter(|object| !vm.is_none(object) && !is_module(object, vm));
            let name = name.to_string();
            if let Some(object) = object
                && let Some(method) = object.class().get_attr(vm.ctx.intern_str(name.as_str()))
                && method.downcast_ref::<PyMethodDescriptor>().is_some()
            {
                args.prepend_arg(object);
                return call_native(&name, method, args, vm);
            }
            return call_native(&name, callable, args, vm);
        }
        if class_name == "partial" && callable.downcast_ref::<PyType>().is_none() {
            let parts = (
                callable.get_attr("func", vm),
                callable.get_attr("args", vm),
                callable.get_attr("keywords", vm),
            );
            if let (Ok(function), Ok(first), Ok(keywords)) = parts
                && let (Ok(first), Ok(keywords)) =
                    (first.downcast::<PyTuple>(), keywords.downcast::<PyDict>())
            {
                let mut all = FuncArgs::from(first.as_slice().to_vec());
                for (name, value) in &*keywords {
                    let name: PyStrRef = name.try_into_value(vm)?;
                    all.kwargs.insert(name.as_wtf8().to_owned(), value);
                }
                all.args.extend(args.args);
                for (name, value) in args.kwargs {
                    all.kwargs.insert(name, value);
                }
                args = all;
                callable = function;
                continue;
            }
        }
        if let Some(method) = class.get_attr(vm.ctx.intern_str("__call__"))
            && method.downcast_ref_if_exact::<PyFunction>(vm).is_some()
        {
            args.prepend_arg(callable);
            callable = method;
            continue;
        }
        return Ok(Steps::value(callable.call(args, vm)?));
    }
}

fn is_module(object: &PyObject, vm: &VirtualMachine) -> bool {
    object.class().is(vm.ctx.types.module_type)
}

/// Calls a native function. Of those that call something themselves, or can wait, the frequent ones are known by name.
fn call_native(
    name: &str,
    callable: PyObjectRef,
    mut args: FuncArgs,
    vm: &VirtualMachine,
) -> PyResult<Steps> {
    let first = args.args.first().cloned();
    let generator = first
        .as_ref()
        .and_then(|first| first.downcast_ref::<Generator>())
        .map(|generator| generator.inner.clone());
    match (name, generator) {
        ("run", _)
            if first
                .as_ref()
                .is_some_and(|first| &*first.class().name() == "Context") =>
        {
            let context = args.shift();
            if !args.args.is_empty() {
                let function = args.shift();
                let call = start(function, args, vm);
                return Ok(Steps::of(Kind::InContext { context, call }));
            }
            args.prepend_arg(context);
        }
        ("next", _) if args.kwargs.is_empty() && (1..=2).contains(&args.args.len()) => {
            let iterator = args.shift();
            let default = args.args.pop();
            if iterator.class().slots.iternext.load().is_some() {
                return next_of(iterator, default, vm);
            }
            args.args.push(iterator);
            args.args.extend(default);
        }
        ("__next__", Some(generator)) => {
            return Ok(Steps::of(Kind::Item {
                generator,
                send: RefCell::new(None),
                default: None,
            }));
        }
        ("send", Some(generator)) if args.args.len() == 2 => {
            let value = args.args.pop();
            return Ok(Steps::of(Kind::Item {
                generator,
                send: RefCell::new(value),
                default: None,
            }));
        }
        ("close", Some(generator)) if args.args.len() == 1 => {
            let began = Cell::new(false);
            return Ok(Steps::of(Kind::Close { generator, began }));
        }
        ("throw", Some(generator)) => {
            args.shift();
            let thrown = vm.call_method(&generator, "throw", args)?;
            if is_suspended(&thrown) {
                // What is thrown into has to wait: the rest of it is an ordinary resumption.
                return Ok(Steps::of(Kind::Item {
                    generator,
                    send: RefCell::new(None),
                    default: None,
                }));
            }
            return Ok(Steps::value(thrown));
        }
        ("sorted" | "sum" | "min" | "max", Some(generator)) => {
            return Ok(drain(generator, callable, args));
        }
        _ => {}
    }
    let Some(session) = Session::current() else {
        return Ok(Steps::value(callable.call(args, vm)?));
    };
    session
        .threads
        .set_suspendable(can_wait(name, first.as_deref()));
    let outcome = callable.call(args, vm);
    session.threads.take_suspendable();
    match outcome?.downcast::<Steps>() {
        Ok(steps) => Ok(Steps::of(Kind::Frame(steps.into()))),
        Err(value) => Ok(Steps::value(value)),
    }
}

/// Whether a native function can wait, and calls nothing of the script before it does.
fn can_wait(name: &str, first: Option<&PyObject>) -> bool {
    match name {
        "sleep" | "_shutdown" => true,
        "acquire" | "acquire_lock" | "__enter__" | "_acquire_restore" | "join" | "get"
        | "_run_turns" => first.is_some_and(native::waits),
        _ => false,
    }
}

fn drain(generator: PyObjectRef, callable: PyObjectRef, args: FuncArgs) -> Steps {
    Steps::of(Kind::Drain {
        generator,
        items: RefCell::default(),
        then: RefCell::new(Some((callable, args))),
    })
}

/// Calls a class: an `__init__` of the script may wait.
fn construct(
    class: &Py<PyType>,
    callable: PyObjectRef,
    mut args: FuncArgs,
    vm: &VirtualMachine,
) -> PyResult<Steps> {
    if let Some(generator) = args
        .args
        .first()
        .and_then(|first| first.downcast_ref::<Generator>())
        .filter(|_| {
            let types = &vm.ctx.types;
            [
                types.list_type,
                types.tuple_type,
                types.set_type,
                types.frozenset_type,
                types.dict_type,
            ]
            .iter()
            .any(|known| class.is(*known))
        })
    {
        return Ok(drain(generator.inner.clone(), callable, args));
    }
    let plain = callable.class().is(vm.ctx.types.type_type);
    let init = class.get_attr(vm.ctx.intern_str("__init__"));
    let new = class.get_attr(vm.ctx.intern_str("__new__"));
    let object_new = vm
        .ctx
        .types
        .object_type
        .get_attr(vm.ctx.intern_str("__new__"));
    if let (true, Some(init), Some(new), Some(object_new)) = (plain, init, new, object_new)
        && init.downcast_ref_if_exact::<PyFunction>(vm).is_some()
        && new.is(&object_new)
    {
        let object = callable
            .get_attr("__new__", vm)?
            .call((callable.clone(),), vm)?;
        args.prepend_arg(object.clone());
        let init = invoke(init, args, vm)?.into_ref(&vm.ctx);
        return Ok(Steps::of(Kind::Construct { object, init }));
    }
    Ok(Steps::value(callable.call(args, vm)?))
}

fn call_function(
    function: &Py<PyFunction>,
    args: FuncArgs,
    vm: &VirtualMachine,
) -> PyResult<Steps> {
    let object = function.as_object();
    let code: PyRef<PyCode> = object.get_attr("__code__", vm)?.try_into_value(vm)?;
    let is_generator = code.flags.contains(CodeFlags::GENERATOR);
    let direct = is_generator && !can_wait_within(&code, &args) || never_waits(&code);
    let twin = if direct { None } else { twin_of(&code, vm) };
    let Some(twin) = twin else {
        return Ok(Steps::value(object.call(args, vm)?));
    };
    let task = args.args.get(1).cloned();
    let globals = object.get_attr("__globals__", vm)?;
    let part = |name| object.get_attr(name, vm);
    let made = vm.ctx.types.function_type.as_object().call(
        FuncArgs::new(
            vec![twin.into(), globals],
            [
                ("argdefs", part("__defaults__")?),
                ("closure", part("__closure__")?),
                ("kwdefaults", part("__kwdefaults__")?),
            ]
            .into_iter()
            .map(|(name, value)| (rustpython_vm::common::wtf8::Wtf8Buf::from(name), value))
            .collect::<rustpython_vm::function::KwArgs>(),
        ),
        vm,
    )?;
    let frame = made.call(args, vm)?;
    let job = (code.qualname.as_str() == WORKER_RUNS)
        .then(|| Session::current())
        .flatten();
    if let (Some(session), Some(task)) = (job, task) {
        let label = observation::callable_name(Some(&job_function(&task, vm)), vm);
        session.threads.job_started(&session, label);
        let steps = Steps::of(Kind::Frame(frame)).into_ref(&vm.ctx);
        return Ok(Steps::of(Kind::Job(steps)));
    }
    Ok(if is_generator {
        let generator = Generator { inner: frame };
        Steps::value(generator.into_ref(&vm.ctx).into())
    } else {
        Steps::of(Kind::Frame(frame))
    })
}

/// The function of a pool's task: what `asyncio.to_thread` wraps into a context, unwrapped.
fn job_function(task: &PyObject, vm: &VirtualMachine) -> PyObjectRef {
    let function = match task.downcast_ref::<PyTuple>() {
        Some(task) => task.as_slice().first().cloned(),
        None => None,
    };
    let Some(function) = function else {
        return vm.ctx.none();
    };
    let wrapped = function
        .get_attr("func", vm)
        .is_ok_and(|inner| observation::callable_name(Some(&inner), vm) == "Context.run");
    let first = function
        .get_attr("args", vm)
        .ok()
        .filter(|_| wrapped)
        .and_then(|args| args.downcast_ref::<PyTuple>()?.as_slice().first().cloned());
    first.unwrap_or(function)
}

/// The twin of a code object, made when it is first called by a thread.
fn twin_of(code: &PyRef<PyCode>, vm: &VirtualMachine) -> Option<PyRef<PyCode>> {
    let address = code.get_id();
    let session = Session::current()?;
    let twins = &session.threads.twins;
    if let Some((_, twin)) = twins.borrow().get(&address) {
        return twin.clone();
    }
    let objects = objects(vm);
    let hooks = Hooks {
        call: objects.call.into(),
        iter: objects.iter.into(),
        next: objects.next.into(),
        delegate: objects.delegate.into(),
        pause: objects.pause.into(),
        due: objects.due.into(),
        pending: objects.pending.into(),
        end: objects.end.into(),
        empty: objects.empty.into(),
        none: vm.ctx.none().into(),
    };
    let twin = twin::twin(code, hooks).map(|twin| PyCode::new(twin).into_ref(&vm.ctx));
    twins
        .borrow_mut()
        .insert(address, (code.clone(), twin.clone()));
    twin
}

/// A generator that calls nothing, and gets its items from something native, is better left as it is: native code can
/// then take from it directly.
fn can_wait_within(code: &PyCode, args: &FuncArgs) -> bool {
    let calls = code.instructions.iter().any(|unit| {
        matches!(
            unit.op.as_opcode().deoptimize(),
            Opcode::Call
                | Opcode::CallKw
                | Opcode::CallFunctionEx
                | Opcode::LoadSpecial
                | Opcode::Send
                | Opcode::GetIter
        )
    });
    calls
        || args
            .args
            .first()
            .is_some_and(|first| is_slow(first) || first.downcast_ref::<Waiting>().is_some())
}

/// Modules of the standard library in which nothing waits and which call nothing that could: their functions are
/// called as they are, which is faster.
const NEVER_WAIT: &[&str] = &[
    "_collections_abc",
    "_colorize",
    "_py_abc",
    "_py_warnings",
    "_pydatetime",
    "_pydecimal",
    "_strptime",
    "_weakrefset",
    "abc",
    "annotationlib",
    "argparse",
    "ast",
    "base64",
    "bisect",
    "calendar",
    "codecs",
    "collections",
    "colorsys",
    "copy",
    "copyreg",
    "csv",
    "dataclasses",
    "datetime",
    "decimal",
    "difflib",
    "dis",
    "encodings",
    "enum",
    "fractions",
    "genericpath",
    "hashlib",
    "html",
    "importlib",
    "inspect",
    "io",
    "ipaddress",
    "json",
    "keyword",
    "linecache",
    "locale",
    "logging",
    "numbers",
    "opcode",
    "operator",
    "os",
    "pathlib",
    "pickle",
    "posix",
    "posixpath",
    "pprint",
    "random",
    "re",
    "reprlib",
    "shlex",
    "stat",
    "statistics",
    "string",
    "struct",
    "sysconfig",
    "textwrap",
    "token",
    "tokenize",
    "traceback",
    "types",
    "typing",
    "uuid",
    "warnings",
    "weakref",
    "zoneinfo",
];

fn never_waits(code: &PyCode) -> bool {
    let path = code.source_path().as_str();
    let Some(module) = path.strip_prefix("/lib/python3.14/") else {
        return path.starts_with('<');
    };
    let module = module.split(['/', '.']).next().unwrap_or_default();
    module.starts_with("_loopscope") || NEVER_WAIT.binary_search(&module).is_ok()
}

fn has_function(object: &PyObject, name: &'static str) -> bool {
    object
        .class()
        .get_attr(rustpython_vm::Context::genesis().intern_str(name))
        .is_some_and(|method| method.downcast_ref::<PyFunction>().is_some())
}

/// The iterator of an iterable: its `__iter__` may be the script's.
fn iter_of(object: PyObjectRef, vm: &VirtualMachine) -> PyResult<Steps> {
    if object.downcast_ref::<Generator>().is_none() && has_function(&object, "__iter__") {
        let method = object.class().get_attr(vm.ctx.intern_str("__iter__"));
        if let Some(method) = method {
            let steps = invoke(method, FuncArgs::from(vec![object]), vm)?;
            return Ok(Steps::of(Kind::Iter(steps.into_ref(&vm.ctx))));
        }
    }
    let iterator = object.get_iter(vm)?;
    Ok(Steps::value(for_loop(iterator.into(), vm)))
}

/// The next item of an iterator; at its end the default, or else `StopIteration`.
fn next_of(
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

/// A generator of the script, made by a twin: it yields the script's values, and to the scheduler. Where something
/// native takes from it, the scheduler's turn is in here.
#[pyclass(module = "builtins", name = "generator")]
#[derive(Debug, PyPayload)]
pub struct Generator {
    inner: PyObjectRef,
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
