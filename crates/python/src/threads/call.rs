//! What a call in a twin does: functions are called as twins, and native functions that may wait give way.

use super::{
    blocking::{Compute, Operation},
    drain::{Drain, may_wait},
    generator::Generator,
    hooks::is_suspended,
    iteration::next_of,
    steps::{Kind, Later, Steps, start},
    thread_module,
    twins::{can_wait_within, never_waits, twin_of},
};
use crate::{asyncio::observation, engine::cost, engine::session::Session};
use rustpython_vm::{
    AsObject, Py, PyObject, PyObjectRef, PyPayload, PyRef, PyResult, VirtualMachine,
    builtins::{
        PyBoundMethod, PyCode, PyDict, PyFunction, PyStrRef, PyTuple, PyType,
        descriptor::PyMethodDescriptor,
    },
    bytecode::CodeFlags,
    function::FuncArgs,
};
use std::cell::{Cell, RefCell};

/// The method with which a pool's worker runs what was submitted.
const WORKER_RUNS: &str = "WorkerContext.run";

/// Calls something for a twin, when the time has passed for what was computed before.
pub(super) fn invoke(
    callable: PyObjectRef,
    args: FuncArgs,
    vm: &VirtualMachine,
) -> PyResult<Steps> {
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
pub(super) fn call(
    mut callable: PyObjectRef,
    mut args: FuncArgs,
    vm: &VirtualMachine,
) -> PyResult<Steps> {
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

pub(super) fn is_module(object: &PyObject, vm: &VirtualMachine) -> bool {
    object.class().is(vm.ctx.types.module_type)
}

/// Calls a native function. Of those that call something themselves, or can wait, the frequent ones are known by name.
pub(super) fn call_native(
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
        ("iter", _)
            if args.kwargs.is_empty() && args.args.len() == 2 && args.args[0].is_callable() =>
        {
            let until = vm.import("_until", 0)?.get_attr("until", vm)?;
            return invoke(until, args, vm);
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
        _ => {}
    }
    if let Some(drain) = Drain::of_function(name, &callable, &args, vm)? {
        return Ok(Steps::of(Kind::Drain(drain)));
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
pub(super) fn can_wait(name: &str, first: Option<&PyObject>) -> bool {
    match name {
        "sleep" | "_shutdown" => true,
        "acquire" | "acquire_lock" | "__enter__" | "_acquire_restore" | "join" | "get"
        | "_run_turns" => first.is_some_and(thread_module::waits),
        _ => false,
    }
}

/// Calls a class: an `__init__` of the script may wait.
pub(super) fn construct(
    class: &Py<PyType>,
    callable: PyObjectRef,
    mut args: FuncArgs,
    vm: &VirtualMachine,
) -> PyResult<Steps> {
    let types = &vm.ctx.types;
    let collections = [
        types.list_type,
        types.tuple_type,
        types.set_type,
        types.frozenset_type,
        types.dict_type,
    ];
    if (collections.iter().any(|known| class.is(*known))
        || &*class.slot_name() == "collections.deque")
        && let Some(drain) = Drain::of_class(&callable, &args, vm)?
    {
        return Ok(Steps::of(Kind::Drain(drain)));
    }
    let plain = callable.class().is(vm.ctx.types.type_type);
    let init = class.get_attr(vm.ctx.intern_str("__init__"));
    let new = class.get_attr(vm.ctx.intern_str("__new__"));
    let is_function = |object: &PyObject| object.downcast_ref::<PyFunction>().is_some();
    if let (true, Some(init), Some(new)) = (plain, init, new)
        && init.downcast_ref_if_exact::<PyFunction>(vm).is_some()
        && !is_function(&new)
    {
        let object_new = types.object_type.get_attr(vm.ctx.intern_str("__new__"));
        let object = if object_new.is_some_and(|object_new| new.is(&object_new)) {
            new.call((callable.clone(),), vm)?
        } else {
            let mut args = args.clone();
            args.prepend_arg(callable.clone());
            new.call(args, vm)?
        };
        if !object.fast_isinstance(class) {
            return Ok(Steps::value(object));
        }
        args.prepend_arg(object.clone());
        let init = invoke(init, args, vm)?.into_ref(&vm.ctx);
        return Ok(Steps::of(Kind::Construct { object, init }));
    }
    Ok(Steps::value(callable.call(args, vm)?))
}

pub(super) fn call_function(
    function: &Py<PyFunction>,
    args: FuncArgs,
    vm: &VirtualMachine,
) -> PyResult<Steps> {
    let object = function.as_object();
    let code: PyRef<PyCode> = object.get_attr("__code__", vm)?.try_into_value(vm)?;
    let is_generator = code.flags.contains(CodeFlags::GENERATOR);
    let direct = if is_generator {
        !can_wait_within(&code, &args) || never_waits(&code)
    } else {
        never_waits(&code) && !args.args.iter().any(|argument| may_wait(argument))
    };
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
        .then(Session::current)
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
pub(super) fn job_function(task: &PyObject, vm: &VirtualMachine) -> PyObjectRef {
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
