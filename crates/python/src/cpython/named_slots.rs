//! `__weakref__` and `__dict__` in `__slots__` beside an attribute of that name: `type_new_slots_impl` of CPython's `typeobject.c` lets both
//! pass, and the attribute stays. RustPython calls them a conflict. SQLModel makes its classes so.

use rustpython_vm::{
    PyObjectRef, PyResult, VirtualMachine,
    builtins::{PyDict, PyTypeRef},
    function::FuncArgs,
};
use std::sync::OnceLock;

type New = fn(PyTypeRef, FuncArgs, &VirtualMachine) -> PyResult;

/// What made classes before. Built-in types belong to the whole program: replaced once.
static MAKE: OnceLock<New> = OnceLock::new();

/// The slots that are no members.
const NAMES: [&str; 2] = ["__weakref__", "__dict__"];

/// Puts it in place, once an interpreter.
pub fn install(vm: &VirtualMachine) {
    let class = vm.ctx.types.type_type;
    if let Some(original) = class.slots.new.load()
        && MAKE.set(original).is_ok()
    {
        class.slots.new.store(Some(make));
    }
}

/// `type.__new__`: what bears a slot's name is set on the class once that is made.
fn make(metatype: PyTypeRef, mut args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let original = *MAKE.get().expect("it took the place of another");
    let apart = set_apart(&mut args, vm)?;
    let class = original(metatype, args, vm)?;
    for (name, value) in apart {
        if let Some(class) = class.downcast_ref::<rustpython_vm::builtins::PyType>() {
            class.set_attr(vm.ctx.intern_str(name), value);
        }
    }
    Ok(class)
}

/// Takes what bears a slot's name out of the attributes of a class to be made.
fn set_apart(
    args: &mut FuncArgs,
    vm: &VirtualMachine,
) -> PyResult<Vec<(&'static str, PyObjectRef)>> {
    let mut apart = Vec::new();
    let Some(attributes) = args.args.get(2) else {
        return Ok(apart);
    };
    let Some(found) = attributes.downcast_ref::<PyDict>() else {
        return Ok(apart);
    };
    if !found.contains_key("__slots__", vm) {
        return Ok(apart);
    }
    for name in NAMES {
        if let Some(value) = found.get_item_opt(name, vm)? {
            apart.push((name, value));
        }
    }
    if !apart.is_empty() {
        let rest = vm.ctx.new_dict();
        rest.merge_object(attributes.clone(), vm)?;
        for (name, _) in &apart {
            rest.del_item(*name, vm)?;
        }
        args.args[2] = rest.into();
    }
    Ok(apart)
}
