//! Functions of Python's that pass for methods of C's.

use rustpython_vm::{
    AsObject, PyObjectRef, PyRef, PyResult, VirtualMachine,
    builtins::{PyStrRef, PyTraceback},
    function::{FuncArgs, PyMethodFlags},
};

/// Makes a method of C's of a function of Python's: its own frames show in no traceback. It takes so many arguments at
/// least and at most, beside its object; -1, where Python's own count will do.
pub(super) fn method(
    python: PyObjectRef,
    name: PyStrRef,
    least: isize,
    most: isize,
    vm: &VirtualMachine,
) -> PyObjectRef {
    let name: &'static str = vm.ctx.intern_str(name.to_string()).as_str();
    let call = move |args: FuncArgs, vm: &VirtualMachine| -> PyResult {
        if most >= 0
            && let Some(words) = miscounted(name, &args, (least, most))
        {
            return Err(vm.new_type_error(words));
        }
        python.call(args, vm).inspect_err(|error| {
            let first = error.__traceback__();
            error.set_traceback(from_script(first, vm));
        })
    };
    let def = vm
        .ctx
        .new_method_def(name, call, PyMethodFlags::METHOD, Default::default());
    def.build_method(vm.ctx.types.object_type, vm).into()
}

/// What CPython's functions say that are given too few arguments, or too many.
fn miscounted(name: &str, args: &FuncArgs, (least, most): (isize, isize)) -> Option<String> {
    let given = args.args.len() as isize - 1;
    let class = || {
        args.args
            .first()
            .map(|object| object.class().name().to_string())
    };
    if !args.kwargs.is_empty() {
        return class().map(|class| format!("{class}.{name}() takes no keyword arguments"));
    }
    if (least..=most).contains(&given) {
        return None;
    }
    if most == 0 {
        return class().map(|class| format!("{class}.{name}() takes no arguments ({given} given)"));
    }
    if (least, most) == (1, 1) {
        return class()
            .map(|class| format!("{class}.{name}() takes exactly one argument ({given} given)"));
    }
    let (bound, number) = match () {
        () if least == most => ("", least),
        () if given < least => ("at least ", least),
        () => ("at most ", most),
    };
    let plural = if number == 1 { "" } else { "s" };
    Some(format!(
        "{name} expected {bound}{number} argument{plural}, got {given}"
    ))
}

/// Where the modules lie that use this one.
const OURS: &[u8] = b"/usr/local/lib/python3.14/_sqlite3/";

/// A traceback without the frames of modules of ours that it begins with.
fn from_script(
    mut step: Option<PyRef<PyTraceback>>,
    vm: &VirtualMachine,
) -> Option<PyRef<PyTraceback>> {
    while let Some(traceback) = step {
        let file = traceback
            .as_object()
            .get_attr("tb_frame", vm)
            .and_then(|frame| frame.get_attr("f_code", vm))
            .and_then(|code| code.get_attr("co_filename", vm))
            .and_then(|name| name.str(vm));
        if file.is_ok_and(|name| !name.as_bytes().starts_with(OURS)) {
            return Some(traceback);
        }
        let next = traceback.as_object().get_attr("tb_next", vm).ok()?;
        step = next.downcast::<PyTraceback>().ok();
    }
    None
}
