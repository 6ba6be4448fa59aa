//! `s |= other` and its kin where `other` is no set: `set_ior` and others of CPython's `setobject.c` leave it to the ordinary operator, so that
//! `s &= d.keys()` gives what the view says. RustPython raises `TypeError`, which stays for what nobody knows to combine.

use rustpython_vm::{
    PyObject, PyResult, VirtualMachine,
    builtins::{PyFrozenSet, PySet},
};
use std::sync::OnceLock;

type Operation = fn(&PyObject, &PyObject, &VirtualMachine) -> PyResult;

/// What RustPython does. Built-in types belong to the whole program: replaced once.
static ORIGINAL: OnceLock<[Operation; 4]> = OnceLock::new();

/// Puts it in place, once an interpreter.
pub fn install(vm: &VirtualMachine) {
    let number = &vm.ctx.types.set_type.slots.as_number;
    let operations = [
        &number.inplace_or,
        &number.inplace_and,
        &number.inplace_subtract,
        &number.inplace_xor,
    ];
    if let [Some(or), Some(and), Some(subtract), Some(xor)] = operations.map(|slot| slot.load())
        && ORIGINAL.set([or, and, subtract, xor]).is_ok()
    {
        let replacements: [Operation; 4] = [with::<0>, with::<1>, with::<2>, with::<3>];
        for (slot, replacement) in operations.into_iter().zip(replacements) {
            slot.store(Some(replacement));
        }
    }
}

fn with<const WHICH: usize>(set: &PyObject, other: &PyObject, vm: &VirtualMachine) -> PyResult {
    if !other.downcastable::<PySet>() && !other.downcastable::<PyFrozenSet>() {
        return Ok(vm.ctx.not_implemented());
    }
    ORIGINAL.get().expect("it took the place of others")[WHICH](set, other, vm)
}
