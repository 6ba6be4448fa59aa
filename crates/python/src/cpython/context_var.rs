//! `ContextVar.get` without a value: the error holds the variable itself, not its words.

use rustpython_vm::{
    AsObject, PyObjectRef, PyResult, VirtualMachine,
    builtins::PyType,
    function::{FuncArgs, PyMethodFlags},
};

/// Puts it in place, once an interpreter.
///
/// # Errors
/// When the module is not as it should be.
pub fn install(vm: &VirtualMachine) -> PyResult<()> {
    let class = vm.import("_contextvars", 0)?.get_attr("ContextVar", vm)?;
    let original = class.get_attr("get", vm)?;
    let get = move |args: FuncArgs, vm: &VirtualMachine| -> PyResult {
        let variable: Option<PyObjectRef> = args.args.first().cloned();
        original.call(args, vm).inspect_err(|error| {
            if let Some(variable) = variable
                && error.fast_isinstance(vm.ctx.exceptions.lookup_error)
            {
                _ = error
                    .as_object()
                    .set_attr("args", vm.ctx.new_tuple(vec![variable]), vm);
            }
        })
    };
    let def = vm
        .ctx
        .new_method_def("get", get, PyMethodFlags::METHOD, Default::default());
    let method = def.build_method(vm.ctx.types.object_type, vm);
    if let Some(class) = class.downcast_ref::<PyType>() {
        class.set_attr(vm.ctx.intern_str("get"), method.into());
    }
    Ok(())
}
