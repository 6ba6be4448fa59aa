//! The Python modules that can be imported: the interpreter knows the names of all; the bytecode of most is fetched
//! when a script imports them, where the program does not carry it.

pub(crate) use native::module_def;

use library::Module;
use rustpython_vm::{
    PyResult, VirtualMachine,
    frozen::{FrozenCodeObject, FrozenModule},
};
use std::cell::Cell;

/// Fetches a module's bytecode from its shelf.
///
/// # Errors
/// Why it cannot be had, to follow a module's name.
pub type Fetch = fn(&Module) -> Result<Vec<u8>, String>;

thread_local! {
    static FETCH: Cell<Option<Fetch>> = const { Cell::new(None) };
}

/// Where bytecode comes from that the program does not carry. Once, before an interpreter is started.
pub fn fetch_with(fetch: Fetch) {
    FETCH.set(Some(fetch));
}

/// Every module's name. What stands for code that is not carried is never decoded: [`install`] sees to that.
pub fn modules() -> impl Iterator<Item = (&'static str, FrozenModule)> {
    library::MODULES.iter().map(|module| {
        let code = FrozenCodeObject {
            bytes: module.code().unwrap_or_default(),
        };
        let package = module.package;
        (module.name, FrozenModule { code, package })
    })
}

/// Lets the importer of frozen modules get their code here.
///
/// # Errors
/// When the interpreter has no such importer.
pub fn install(vm: &VirtualMachine) -> PyResult<()> {
    let importer = vm.import("_imp", 0)?;
    let ours = vm.import("_loopscope_library", 0)?;
    let get = "get_frozen_object";
    ours.set_attr("original", importer.get_attr(get, vm)?, vm)?;
    importer.set_attr(get, ours.get_attr(get, vm)?, vm)
}

#[rustpython_vm::pymodule(name = "_loopscope_library")]
mod native {
    use super::FETCH;
    use rustpython_vm::{
        AsObject, PyObjectRef, PyRef, PyResult, VirtualMachine,
        builtins::{PyBaseExceptionRef, PyCode, PyUtf8StrRef},
        frozen::FrozenCodeObject,
        function::OptionalArg,
    };

    /// `_imp.get_frozen_object`: a module's code.
    #[pyfunction]
    fn get_frozen_object(
        name: PyUtf8StrRef,
        data: OptionalArg<PyObjectRef>,
        vm: &VirtualMachine,
    ) -> PyResult {
        let data = data.unwrap_or_none(vm);
        let module = library::module(name.as_str()).filter(|_| vm.is_none(&data));
        let Some(module) = module else {
            let ours = vm.import("_loopscope_library", 0)?;
            return ours.get_attr("original", vm)?.call((name, data), vm);
        };
        let code: PyRef<PyCode> = match (module.code(), FETCH.get()) {
            (Some(bytes), _) => PyCode::new_ref_from_frozen(vm, FrozenCodeObject { bytes }),
            (None, Some(fetch)) => {
                let mut bytes = fetch(module).map_err(|reason| absent(module.name, &reason, vm))?;
                let code = FrozenCodeObject {
                    bytes: bytes.as_slice(),
                };
                let code = PyCode::new_ref_from_frozen(vm, code);
                // An image of the memory would carry what is left there.
                bytes.fill(0);
                code
            }
            (None, None) => {
                return Err(absent(module.name, "nothing is there to fetch it with", vm));
            }
        };
        Ok(code.into())
    }

    fn absent(name: &'static str, reason: &str, vm: &VirtualMachine) -> PyBaseExceptionRef {
        let error = vm.new_exception_msg(
            vm.ctx.exceptions.module_not_found_error.to_owned(),
            format!("No module named '{name}' here: {reason}").into(),
        );
        let named = error.as_object().set_attr("name", vm.ctx.new_str(name), vm);
        named.err().unwrap_or(error)
    }
}
