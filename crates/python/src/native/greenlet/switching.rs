//! How one greenlet goes on in the place of another: at once, within its thread.

use super::{
    object::{Away, Greenlet, Life},
    running::OfThread,
};
use crate::engine::{session::Session, stack};
use rustpython_vm::{
    AsObject, Py, PyObjectRef, PyRef, PyResult, VirtualMachine,
    builtins::{PyBaseExceptionRef, PyTypeRef},
    convert::ToPyObject,
    function::FuncArgs,
    vm::thread::with_current_vm,
};
use std::{mem, rc::Rc};

/// What a greenlet gets that is switched to.
pub(super) enum Passed {
    /// Of `switch`: what its own `switch` returns, or its function is called with.
    Arguments(FuncArgs),
    /// What a greenlet that is over has returned.
    Value(PyObjectRef),
    /// An exception, which is raised in it.
    Error(PyBaseExceptionRef),
}

impl Passed {
    /// As `switch` returns it: a single value is itself, no value an empty tuple.
    fn into_result(self, vm: &VirtualMachine) -> PyResult {
        let FuncArgs { mut args, kwargs } = match self {
            Self::Arguments(arguments) => arguments,
            Self::Value(value) => return Ok(value),
            Self::Error(error) => return Err(error),
        };
        let named = || -> PyResult {
            let dict = vm.ctx.new_dict();
            for (name, value) in &kwargs {
                dict.set_item(&**name, value.clone(), vm)?;
            }
            Ok(dict.into())
        };
        Ok(match (args.len(), kwargs.is_empty()) {
            (1, true) => args.remove(0),
            (_, true) => vm.ctx.new_tuple(args).into(),
            (0, false) => named()?,
            (_, false) => vm
                .ctx
                .new_tuple(vec![vm.ctx.new_tuple(args).into(), named()?])
                .into(),
        })
    }
}

pub(super) fn session(vm: &VirtualMachine) -> PyResult<Rc<Session>> {
    Session::current().ok_or_else(|| vm.new_runtime_error("there is no thread that runs"))
}

pub(super) fn of_thread(vm: &VirtualMachine) -> PyResult<Rc<OfThread>> {
    let session = session(vm)?;
    Ok(session.greenlets.of_thread(&session, vm))
}

/// `getcurrent()`.
pub(super) fn current(vm: &VirtualMachine) -> PyResult<PyRef<Greenlet>> {
    Ok(of_thread(vm)?.current.borrow().clone())
}

pub(super) fn exit_class(vm: &VirtualMachine) -> PyResult<PyTypeRef> {
    let module = vm
        .import("greenlet._greenlet", 0)?
        .get_attr("_greenlet", vm)?;
    module.get_attr("GreenletExit", vm)?.try_into_value(vm)
}

/// `greenlet.error`: this greenlet is of another thread.
fn elsewhere(
    target: &PyRef<Greenlet>,
    session: &Session,
    vm: &VirtualMachine,
) -> PyBaseExceptionRef {
    if !session.greenlets.has(target.thread.get()) {
        let words = "cannot switch to a different thread (which happens to have exited)";
        return error(words.to_owned(), vm);
    }
    let current = session
        .greenlets
        .of_thread(session, vm)
        .current
        .borrow()
        .clone();
    let shown = |greenlet: &PyRef<Greenlet>| greenlet.as_object().repr(vm);
    match (shown(&current), shown(target)) {
        (Ok(current), Ok(expected)) => error(
            format!(
                "Cannot switch to a different thread\n\tCurrent:  {current}\n\tExpected: {expected}"
            ),
            vm,
        ),
        (Err(error), _) | (_, Err(error)) => error,
    }
}

fn error(text: String, vm: &VirtualMachine) -> PyBaseExceptionRef {
    let class = vm
        .import("greenlet._greenlet", 0)
        .and_then(|package| package.get_attr("_greenlet", vm))
        .and_then(|module| module.get_attr("error", vm))
        .and_then(|class| class.try_into_value::<PyTypeRef>(vm));
    match class {
        Ok(class) => vm.new_exception_msg(class, text.into()),
        Err(error) => error,
    }
}

/// `greenlet.switch` and `greenlet.throw`: returns what is passed when somebody switches back.
pub(super) fn switch(target: &Py<Greenlet>, passed: Passed, vm: &VirtualMachine) -> PyResult {
    let session = session(vm)?;
    let greenlets = session.greenlets.of_thread(&session, vm);
    let me = greenlets.current.borrow().clone();
    let (target, passed) = resolve(target, passed, &session, vm)?;
    if target.is(&me) {
        return passed.into_result(vm);
    }
    if target.life.get() == Life::New {
        begin(&target, &passed, &session, vm)?;
    }
    *session.greenlets.passed.borrow_mut() = Some(passed);
    exchange(&me, &target, &greenlets, vm);
    let strand = target.strand.get();
    // Nothing upon its own stack keeps a greenlet that nobody switches to any more.
    drop((me, target));
    session.threads.strands.switch(strand);
    arrive(&session, &greenlets, vm)?.into_result(vm)
}

/// The greenlet that goes on where this one is switched to: of those that are over the parent, which gets what they would.
fn resolve(
    target: &Py<Greenlet>,
    passed: Passed,
    session: &Session,
    vm: &VirtualMachine,
) -> PyResult<(PyRef<Greenlet>, Passed)> {
    let here = session.threads.ident();
    let mut target = target.to_owned();
    let mut passed = passed;
    loop {
        let thread = target.thread.get();
        if thread != 0 && thread != here && target.life.get() != Life::Dead {
            return Err(elsewhere(&target, session, vm));
        }
        let over = match (target.life.get(), &passed) {
            (Life::Dead, _) => true,
            // It never begins: what it would have been raised in, it leaves at once.
            (Life::New, Passed::Error(_)) => {
                target.as_object().get_attr("run", vm)?;
                target.life.set(Life::Dead);
                target.run.take();
                true
            }
            _ => false,
        };
        if !over {
            return Ok((target, passed));
        }
        passed = left(passed, vm)?;
        let parent = target.parent.borrow().clone();
        target = parent.ok_or_else(|| elsewhere(&target, session, vm))?;
    }
}

/// What a greenlet that ends passes on to its parent: `GreenletExit` is an end like any other.
fn left(passed: Passed, vm: &VirtualMachine) -> PyResult<Passed> {
    Ok(match passed {
        Passed::Error(error) if error.fast_isinstance(&*exit_class(vm)?) => {
            Passed::Value(error.into())
        }
        passed => passed,
    })
}

/// Gives a greenlet a stack, on which it will call its function.
fn begin(
    target: &PyRef<Greenlet>,
    passed: &Passed,
    session: &Session,
    vm: &VirtualMachine,
) -> PyResult<()> {
    if !stack::has_stacks() {
        return Err(vm.new_runtime_error(
            "can't start a greenlet: greenlets need a browser that can suspend WebAssembly (Chrome or Edge 137, \
             Firefox 153, Safari 27, or newer)",
        ));
    }
    debug_assert!(!matches!(passed, Passed::Error(_)));
    // May be a method of a class of the script's, and not there at all.
    let run = target.as_object().get_attr("run", vm)?;
    if target.life.get() != Life::New {
        // Looking for it has begun it.
        return Ok(());
    }
    target.run.take();
    target.life.set(Life::Active);
    target.thread.set(session.threads.ident());
    let contexts = mem::take(&mut target.away.borrow_mut().contexts);
    *target.away.borrow_mut() = Away {
        state: Some(vm.new_thread_state()),
        contexts,
        ..Away::default()
    };
    let body = Box::new(move || with_current_vm(|vm| live(run, vm)));
    target.strand.set(Some(session.threads.strands.begin(body)));
    Ok(())
}

/// A greenlet's life, upon its own stack.
fn live(run: PyObjectRef, vm: &VirtualMachine) {
    stack::begin_thread(vm);
    let Some(session) = Session::current() else {
        return;
    };
    let greenlets = session.greenlets.of_thread(&session, vm);
    let outcome = match arrive(&session, &greenlets, vm) {
        Ok(Passed::Arguments(arguments)) => run.call(arguments, vm),
        Ok(Passed::Value(value)) => run.call((value,), vm),
        Ok(Passed::Error(error)) => Err(error),
        Err(error) => Err(error),
    };
    drop(run);
    let passed = match outcome {
        Ok(value) => Passed::Value(value),
        Err(error) => Passed::Error(error),
    };
    let me = greenlets.current.borrow().clone();
    me.life.set(Life::Dead);
    let parent = me.parent.borrow().clone();
    let next = left(passed, vm).and_then(|passed| match parent {
        Some(parent) => resolve(&parent, passed, &session, vm),
        None => Ok((greenlets.main.clone(), passed)),
    });
    let (next, passed) =
        next.unwrap_or_else(|error| (greenlets.main.clone(), Passed::Error(error)));
    let (next, passed) = match next.life.get() {
        Life::New => match begin(&next, &passed, &session, vm) {
            Ok(()) => (next, passed),
            Err(error) => (greenlets.main.clone(), Passed::Error(error)),
        },
        _ => (next, passed),
    };
    *session.greenlets.passed.borrow_mut() = Some(passed);
    exchange(&me, &next, &greenlets, vm);
    // What is left of it holds nothing but its context.
    let contexts = mem::take(&mut me.away.borrow_mut().contexts);
    *me.away.borrow_mut() = Away {
        contexts,
        ..Away::default()
    };
    session.threads.strands.leave_for(next.strand.get());
}

/// Puts what the interpreter has for `next` into the place of what it has for `me`. What belongs to the thread stays.
fn exchange(
    me: &PyRef<Greenlet>,
    next: &PyRef<Greenlet>,
    greenlets: &OfThread,
    vm: &VirtualMachine,
) {
    *greenlets.current.borrow_mut() = next.clone();
    *greenlets.origin.borrow_mut() = Some(me.clone());
    let frame = vm.current_frame().map(PyObjectRef::from);
    let coming = next.away.take();
    let Some(mut state) = coming.state else {
        return;
    };
    let event_loop = vm.asyncio_running_loop.borrow().clone();
    let task = vm.asyncio_running_task.borrow().clone();
    let first_iter = vm.async_gen_firstiter.borrow().clone();
    let finalizer = vm.async_gen_finalizer.borrow().clone();
    let contexts = mem::replace(&mut *vm.context_stack.borrow_mut(), coming.contexts);
    let contexts_of_next = mem::take(&mut *vm.context_stack.borrow_mut());
    vm.exchange_thread_state(&mut state);
    *vm.context_stack.borrow_mut() = contexts_of_next;
    *vm.asyncio_running_loop.borrow_mut() = event_loop;
    *vm.asyncio_running_task.borrow_mut() = task;
    *vm.async_gen_firstiter.borrow_mut() = first_iter;
    *vm.async_gen_finalizer.borrow_mut() = finalizer;
    let top = stack::exchange(coming.top);
    *me.away.borrow_mut() = Away {
        state: Some(state),
        top,
        contexts,
        frame,
    };
}

/// The greenlet that runs has been switched to: what was passed to it.
///
/// # Errors
/// What the function that traces switches raises.
fn arrive(session: &Session, greenlets: &OfThread, vm: &VirtualMachine) -> PyResult<Passed> {
    let passed = session.greenlets.passed.take();
    let passed = passed.unwrap_or_else(|| Passed::Value(vm.ctx.none()));
    let origin = greenlets.origin.take();
    let function = greenlets.trace.borrow().clone();
    let (Some(origin), Some(function)) = (origin, function) else {
        return Ok(passed);
    };
    let event = match passed {
        Passed::Error(_) => "throw",
        _ => "switch",
    };
    let target = greenlets.current.borrow().clone();
    let traced = function.call((event, (origin, target).to_pyobject(vm)), vm);
    if let Err(error) = traced {
        // As one that cannot be relied upon.
        greenlets.trace.take();
        return Err(error);
    }
    Ok(passed)
}
