//! A format that cannot be understood is named, with the type of what was to be formatted.

use rustpython_vm::{
    AsObject, PyResult, VirtualMachine,
    function::{FuncArgs, PyMethodFlags},
};

/// Puts it in place, once an interpreter.
pub(super) fn name_them(vm: &VirtualMachine) {
    let types = &vm.ctx.types;
    let name = vm.ctx.intern_str("__format__");
    for class in [
        types.bool_type,
        types.int_type,
        types.float_type,
        types.complex_type,
        types.str_type,
    ] {
        let Some(original) = class.get_attr(name) else {
            continue;
        };
        let format = move |args: FuncArgs, vm: &VirtualMachine| -> PyResult {
            original.call(args.clone(), vm).map_err(|error| {
                let [object, spec] = args.args.as_slice() else {
                    return error;
                };
                let is_bare = error.fast_isinstance(vm.ctx.exceptions.value_error)
                    && error.args().first().is_some_and(|text| {
                        text.str(vm)
                            .is_ok_and(|text| text.as_wtf8() == "Invalid format specifier")
                    });
                match spec.str(vm) {
                    Ok(spec) if is_bare => vm.new_value_error(format!(
                        "Invalid format specifier '{}' for object of type '{}'",
                        spec.as_wtf8(),
                        object.class().name()
                    )),
                    _ => error,
                }
            })
        };
        let def = vm.ctx.new_method_def(
            "__format__",
            format,
            PyMethodFlags::METHOD,
            Default::default(),
        );
        class.set_attr(name, def.build_method(class, vm).into());
    }
}
