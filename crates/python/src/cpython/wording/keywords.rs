//! Exceptions take no keywords, unless their class says what they are for: `BaseException_init`.

use rustpython_vm::{
    Py, PyObject, PyObjectRef, PyPayload, PyResult, VirtualMachine,
    builtins::{PyClassMethod, PyType},
    function::{FuncArgs, PyMethodFlags},
};
use std::cell::Cell;

type Init = fn(&PyObject, FuncArgs, &VirtualMachine) -> PyResult<()>;

thread_local! {
    static ORIGINAL: Cell<Option<Init>> = const { Cell::new(None) };
}

/// Puts the check in place, in every class that begins as `BaseException` does. Once an interpreter, before
/// any other than the built-in classes are made.
pub(super) fn refuse(vm: &VirtualMachine) {
    refuse_of_subclasses(vm);
    let_init_decide(vm.ctx.exceptions.os_error, vm.ctx.exceptions.os_error);
    let base = vm.ctx.exceptions.base_exception_type;
    let Some(original) = base.slots.init.load() else {
        return;
    };
    ORIGINAL.with(|kept| kept.set(Some(original)));
    replace(base, original);
    // What a script's own class finds when it is made.
    let begin = |error: PyObjectRef, args: FuncArgs, vm: &VirtualMachine| init(&error, args, vm);
    let def = vm
        .ctx
        .new_method_def("__init__", begin, PyMethodFlags::METHOD, Default::default());
    let method = def.build_method(base, vm);
    base.set_attr(vm.ctx.intern_str("__init__"), method.into());
}

/// `class C(Base, key=value)`, where no base takes any: the error names the class.
fn refuse_of_subclasses(vm: &VirtualMachine) {
    let object = vm.ctx.types.object_type;
    let name = vm.ctx.intern_str("__init_subclass__");
    let begin = |class: PyObjectRef, args: FuncArgs, vm: &VirtualMachine| -> PyResult {
        if args.kwargs.is_empty() {
            return Ok(vm.ctx.none());
        }
        let class = class.get_attr("__qualname__", vm)?.str(vm)?;
        Err(vm.new_type_error(format!(
            "{}.__init_subclass__() takes no keyword arguments",
            class.as_wtf8()
        )))
    };
    let def = vm.ctx.new_method_def(
        "__init_subclass__",
        begin,
        PyMethodFlags::EMPTY,
        Default::default(),
    );
    let function: PyObjectRef = def.build_function(vm, None).into();
    object.set_attr(name, PyClassMethod::from(function).into_ref(&vm.ctx).into());
}

/// Lets a script's class with an `__init__` of its own take what it likes, below every class of `OSError`'s family:
/// `oserror_use_init`. RustPython asks whether the class is made as `OSError` is, and knows it by the function.
fn let_init_decide(class: &Py<PyType>, os_error: &Py<PyType>) {
    class.slots.new.store(os_error.slots.new.load());
    for child in class.subclasses.read().iter() {
        if let Some(child) = child.upgrade()
            && let Some(child) = child.downcast_ref::<PyType>()
        {
            let_init_decide(child, os_error);
        }
    }
}

fn replace(class: &Py<PyType>, original: Init) {
    if !class
        .slots
        .init
        .load()
        .is_some_and(|slot| std::ptr::fn_addr_eq(slot, original))
    {
        return;
    }
    class.slots.init.store(Some(init));
    for child in class.subclasses.read().iter() {
        if let Some(child) = child.upgrade()
            && let Some(child) = child.downcast_ref::<PyType>()
        {
            replace(child, original);
        }
    }
}

fn init(error: &PyObject, args: FuncArgs, vm: &VirtualMachine) -> PyResult<()> {
    if !args.kwargs.is_empty() {
        let class = error.class().name().to_string();
        return Err(vm.new_type_error(format!("{class}() takes no keyword arguments")));
    }
    match ORIGINAL.with(Cell::get) {
        Some(original) => original(error, args, vm),
        None => Ok(()),
    }
}
