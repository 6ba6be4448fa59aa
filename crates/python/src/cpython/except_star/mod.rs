//! `except*` as CPython has it, where RustPython differs: the group around a lone exception that is no `Exception`
//! (here), and what is raised in the end ([`reraise`]).

pub mod reraise;

use super::instructions::in_progress;
use rustpython_vm::{
    AsObject, PyObjectRef, PyResult, VirtualMachine,
    builtins::{PyType, PyTypeRef},
    bytecode::Opcode,
    function::FuncArgs,
};
use std::cell::OnceCell;

/// How instances of a class are made: its slot `new`.
type Make = fn(PyTypeRef, FuncArgs, &VirtualMachine) -> PyResult;

thread_local! {
    /// `ExceptionGroup`, and how RustPython makes one.
    static ORIGINAL: OnceCell<(PyObjectRef, Make)> = const { OnceCell::new() };
}

/// Lets `except*` have the group that it needs, once an interpreter.
pub fn install(vm: &VirtualMachine) -> PyResult<()> {
    let object = vm.builtins.get_attr("ExceptionGroup", vm)?;
    if let Some(group) = object.downcast_ref::<PyType>()
        && let Some(make) = group.slots.new.load()
    {
        ORIGINAL.with(|original| _ = original.set((object.clone(), make)));
        // Both: a subclass's `__new__` finds the method of the one and the slot of the other, which must agree.
        for class in [group, vm.ctx.exceptions.base_exception_group] {
            class.slots.new.store(Some(make_group));
        }
    }
    Ok(())
}

/// CPython wraps a lone exception that is no `Exception` in a `BaseExceptionGroup`, where RustPython asks for an
/// `ExceptionGroup`, which refuses it.
fn make_group(class: PyTypeRef, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let (group, make) = ORIGINAL.with(|original| {
        original
            .get()
            .cloned()
            .expect("it is there where this stands in its place")
    });
    // Only the instruction that matches an exception with an `except*` makes such a group of a lone one.
    if class.is(&group) && in_progress(vm) == Some(Opcode::CheckEgMatch) {
        return make(vm.ctx.exceptions.base_exception_group.to_owned(), args, vm);
    }
    make(class, args, vm)
}
