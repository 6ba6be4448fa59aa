//! Collecting: what a script has made, in CPython's order, and not the whole library with it.

use rustpython_vm::{
    PyObject, PyObjectRef, PyResult, VirtualMachine,
    function::{FuncArgs, IntoPyNativeFn, PyMethodFlags},
};
use std::cell::{Cell, RefCell};

/// RustPython's functions of these names.
#[derive(Clone)]
struct Native {
    collect: PyObjectRef,
    get_objects: PyObjectRef,
    freeze: PyObjectRef,
    get_freeze_count: PyObjectRef,
}

thread_local! {
    static NATIVE: RefCell<Option<Native>> = const { RefCell::new(None) };
    /// How many objects are set aside which no script has made.
    static SET_ASIDE: Cell<usize> = const { Cell::new(0) };
}

fn native() -> Option<Native> {
    NATIVE.with(|native| native.borrow().clone())
}

/// Gives scripts a `gc.collect` that finalizes in the order of age (RustPython's begins with the youngest object, CPython's
/// with the oldest), and a `gc.get_freeze_count` of what they have frozen themselves; once an interpreter.
pub fn install(vm: &VirtualMachine) -> PyResult<()> {
    let gc = vm.import("gc", 0)?;
    let native = Native {
        collect: gc.get_attr("collect", vm)?,
        get_objects: gc.get_attr("get_objects", vm)?,
        freeze: gc.get_attr("freeze", vm)?,
        get_freeze_count: gc.get_attr("get_freeze_count", vm)?,
    };
    NATIVE.set(Some(native.clone()));
    let Native {
        collect,
        get_freeze_count,
        ..
    } = native;
    let collect = move |args: FuncArgs, vm: &VirtualMachine| {
        if args.is_empty() {
            turn_around(vm)?;
        }
        collect.call(args, vm)
    };
    let count = move |args: FuncArgs, vm: &VirtualMachine| -> PyResult<usize> {
        let all: usize = get_freeze_count.call(args, vm)?.try_into_value(vm)?;
        Ok(all.saturating_sub(SET_ASIDE.get()))
    };
    replace(&gc, "collect", collect, vm)?;
    replace(&gc, "get_freeze_count", count, vm)
}

/// Gives a module another function of this name.
fn replace<K>(
    module: &PyObject,
    name: &'static str,
    function: impl IntoPyNativeFn<K>,
    vm: &VirtualMachine,
) -> PyResult<()> {
    let def = vm
        .ctx
        .new_method_def(name, function, PyMethodFlags::EMPTY, Default::default());
    module.set_attr(name, def.build_function(vm, None), vm)
}

/// Sets aside what there is: a hundred thousand objects of the library that live as long as the interpreter, through which
/// every full collection went. Called when it has started, and when something was imported ahead of a script.
pub fn set_aside(vm: &VirtualMachine) -> PyResult<()> {
    let Some(native) = native() else {
        return Ok(());
    };
    native.freeze.call((), vm)?;
    let count = native.get_freeze_count.call((), vm)?;
    SET_ASIDE.set(count.try_into_value(vm)?);
    Ok(())
}

/// Puts the oldest of the young objects first: what survives a collection is turned around by it, and here everything
/// does.
fn turn_around(vm: &VirtualMachine) -> PyResult<()> {
    let Some(native) = native() else {
        return Ok(());
    };
    // Not all at once: that would be with what is set aside.
    let everything: Vec<PyObjectRef> = (0..3)
        .map(|generation| native.get_objects.call((generation,), vm))
        .collect::<PyResult<_>>()?;
    native.collect.call((), vm)?;
    drop(everything);
    Ok(())
}

/// Collects what nothing refers to, the oldest first.
pub fn collect(vm: &VirtualMachine) -> PyResult<()> {
    turn_around(vm)?;
    collect_youngest_first(vm)
}

/// Collects what nothing refers to, the youngest first. So it goes with what has survived a collection of CPython's: that
/// follows references, and in a list, where most are, from the last to the first.
pub fn collect_youngest_first(vm: &VirtualMachine) -> PyResult<()> {
    native().map_or(Ok(()), |native| native.collect.call((), vm).map(drop))
}
