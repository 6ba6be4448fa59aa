//! The Python modules that can be imported: the interpreter knows the names of all; the bytecode of most is fetched
//! when a script imports them, where the program does not carry it.

pub(crate) use native::module_def;

use rustpython_vm::{
    PyResult, VirtualMachine,
    frozen::{FrozenCodeObject, FrozenModule},
};
use std::cell::Cell;

/// Fetches from a shelf, the first argument, what has a name there: a module's bytecode, a package's file.
///
/// # Errors
/// Why it cannot be had, to follow a module's name.
pub type Fetch = fn(&str, &str) -> Result<Vec<u8>, String>;

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
        builtins::{PyBaseExceptionRef, PyBytesRef, PyCode, PyDictRef, PyUtf8StrRef},
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
        let code = code(module.code(), module.shelf, module.name, vm);
        code.map(PyObjectRef::from)
            .map_err(|reason| absent(module.name, &reason, vm))
    }

    fn code(
        carried: Option<&'static [u8]>,
        shelf: &str,
        key: &str,
        vm: &VirtualMachine,
    ) -> Result<PyRef<PyCode>, String> {
        if let Some(bytes) = carried {
            return Ok(PyCode::new_ref_from_frozen(vm, FrozenCodeObject { bytes }));
        }
        let mut bytes = fetch(shelf, key)?;
        let code = FrozenCodeObject {
            bytes: bytes.as_slice(),
        };
        let code = PyCode::new_ref_from_frozen(vm, code);
        // An image of the memory would carry what is left there.
        bytes.fill(0);
        Ok(code)
    }

    fn fetch(shelf: &str, key: &str) -> Result<Vec<u8>, String> {
        match FETCH.get() {
            Some(fetch) => fetch(shelf, key),
            None => Err("nothing is there to fetch it with".to_owned()),
        }
    }

    /// Where a module's file is in the library's folder; `None` where it has none there.
    #[pyfunction]
    fn file(name: PyUtf8StrRef) -> Option<String> {
        Some(library::module(name.as_str())?.file()?.0)
    }

    /// The files in the library's folder, and the shelves that their text lies on.
    #[pyfunction]
    fn files(vm: &VirtualMachine) -> PyResult<PyDictRef> {
        let files = vm.ctx.new_dict();
        for (file, shelf) in library::MODULES.iter().filter_map(library::Module::file) {
            files.set_item(&*file, vm.ctx.new_str(shelf).into(), vm)?;
        }
        Ok(files)
    }

    /// What lies in the folder of the packages, and on which shelf.
    #[pyfunction]
    fn site(vm: &VirtualMachine) -> PyResult<PyDictRef> {
        let site = vm.ctx.new_dict();
        for (top, shelf) in library::SITE {
            site.set_item(*top, vm.ctx.new_str(*shelf).into(), vm)?;
        }
        Ok(site)
    }

    /// What a shelf of packages, or of texts, has under a name: a file's bytes; under none, the list of its files.
    ///
    /// # Errors
    /// `ImportError`, where the shelf cannot be fetched.
    #[pyfunction]
    fn part(shelf: PyUtf8StrRef, key: PyUtf8StrRef, vm: &VirtualMachine) -> PyResult<PyBytesRef> {
        let (shelf, key) = (shelf.as_str(), key.as_str());
        let bytes = match library::part(shelf, key) {
            Some(bytes) => bytes.to_vec(),
            None => fetch(shelf, key).map_err(|reason| unfetched(reason, vm))?,
        };
        Ok(vm.ctx.new_bytes(bytes))
    }

    /// A package's module, by its file's path.
    ///
    /// # Errors
    /// `ImportError`, where the shelf cannot be fetched.
    #[pyfunction]
    fn part_code(shelf: PyUtf8StrRef, key: PyUtf8StrRef, vm: &VirtualMachine) -> PyResult {
        let (shelf, key) = (shelf.as_str(), key.as_str());
        let code = code(library::part(shelf, key), shelf, key, vm);
        code.map(PyObjectRef::from)
            .map_err(|reason| unfetched(reason, vm))
    }

    fn unfetched(reason: String, vm: &VirtualMachine) -> PyBaseExceptionRef {
        let class = vm.ctx.exceptions.import_error.to_owned();
        vm.new_exception_msg(class, reason.into())
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
