//! Arguments as Argument Clinic takes them.

use rustpython_vm::{
    FromArgs, PyObjectRef, PyResult, VirtualMachine,
    function::{FuncArgs, PySetterValue},
};

/// The arguments of `Future.cancel` and `Task.cancel`.
#[derive(FromArgs)]
pub struct Cancel {
    /// What the `CancelledError` will say.
    #[pyarg(any, optional)]
    pub msg: Option<PyObjectRef>,
}

/// A keyword argument that may be left out; `None` is as good as none.
pub fn keyword(args: &mut FuncArgs, name: &str, vm: &VirtualMachine) -> Option<PyObjectRef> {
    args.take_keyword(name).filter(|value| !vm.is_none(value))
}

/// Refuses what is left of the arguments of `function`, which takes `most` positional ones.
pub fn finish(
    args: &FuncArgs,
    function: &str,
    given: usize,
    most: usize,
    vm: &VirtualMachine,
) -> PyResult<()> {
    if !args.args.is_empty() {
        return Err(vm.new_type_error(match most {
            0 => format!("{function}() takes no positional arguments"),
            1 => format!("{function}() takes exactly 1 positional argument ({given} given)"),
            _ => format!("{function}() takes at most {most} positional arguments ({given} given)"),
        }));
    }
    match args.kwargs.keys().next() {
        Some(name) => Err(vm.new_type_error(format!(
            "{function}() got an unexpected keyword argument '{name}'"
        ))),
        None => Ok(()),
    }
}

/// The value given to an attribute that cannot be deleted.
pub fn assigned(value: PySetterValue, vm: &VirtualMachine) -> PyResult {
    match value {
        PySetterValue::Assign(value) => Ok(value),
        PySetterValue::Delete => Err(vm.new_attribute_error("cannot delete attribute")),
    }
}
