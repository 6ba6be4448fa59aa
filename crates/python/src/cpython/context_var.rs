//! `ContextVar.get`: the value is the present context's, and without one the error holds the variable itself, not its words.
//!
//! RustPython keeps the value that a variable had last, for the context at that address: another context may be there by now.

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
        let context = vm.context_stack.borrow().last().cloned();
        if let (Some(context), Some(variable)) = (context, &variable)
            && args.kwargs.is_empty()
            && args.args.len() <= 2
        {
            // No variable holds itself.
            let value = vm.call_method(&context, "get", (variable.clone(), variable.clone()))?;
            if !value.is(variable) {
                return Ok(value);
            }
        }
        // Outside any context there are only defaults.
        let contexts = std::mem::take(&mut *vm.context_stack.borrow_mut());
        let result = original.call(args, vm);
        *vm.context_stack.borrow_mut() = contexts;
        result.inspect_err(|error| {
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
