//! The order in which the collector finalizes: RustPython's begins with the youngest object, CPython's with the oldest.

use rustpython_vm::{
    PyObjectRef, PyResult, VirtualMachine,
    function::{FuncArgs, PyMethodFlags},
};
use std::cell::RefCell;

thread_local! {
    /// RustPython's `gc.collect` and `gc.get_objects`.
    static NATIVE: RefCell<Option<(PyObjectRef, PyObjectRef)>> = const { RefCell::new(None) };
}

/// Gives scripts a `gc.collect` that finalizes in the order of age, once an interpreter.
pub fn install(vm: &VirtualMachine) -> PyResult<()> {
    let gc = vm.import("gc", 0)?;
    let native = gc.get_attr("collect", vm)?;
    NATIVE.set(Some((native.clone(), gc.get_attr("get_objects", vm)?)));
    let call = move |args: FuncArgs, vm: &VirtualMachine| {
        if args.is_empty() {
            turn_around(vm)?;
        }
        native.call(args, vm)
    };
    let def = vm
        .ctx
        .new_method_def("collect", call, PyMethodFlags::EMPTY, Default::default());
    let function: PyObjectRef = def.build_function(vm, None).into();
    gc.set_attr("collect", function, vm)
}

/// Puts the oldest of the young objects first: what survives a collection is turned around by it, and here everything
/// does.
fn turn_around(vm: &VirtualMachine) -> PyResult<()> {
    let native = NATIVE.with(|native| native.borrow().clone());
    if let Some((collect, objects)) = native {
        let everything = objects.call((), vm)?;
        collect.call((), vm)?;
        drop(everything);
    }
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
    let native = NATIVE.with(|native| native.borrow().clone());
    native.map_or(Ok(()), |(collect, _)| collect.call((), vm).map(drop))
}
