//! `_loopscope_sqlite`: SQLite's own objects, without what Python's database interface says of them.

pub(crate) use native::module_def;

#[rustpython_vm::pymodule(name = "_loopscope_sqlite")]
mod native {
    use super::super::{
        backup::Backup, blob::Blob, connection::Database, fault::raised, files::Disk, latency,
        method as method_of, statement::Statement, values::text,
    };
    use rustpython_vm::{
        Py, PyObjectRef, PyResult, VirtualMachine,
        builtins::{PyBytesRef, PyModule, PyStrRef},
        class::PyClassImpl,
    };
    use std::{ffi::CString, rc::Rc};

    pub(crate) fn module_exec(vm: &VirtualMachine, module: &Py<PyModule>) -> PyResult<()> {
        __module_exec(vm, module);
        for (name, class) in [
            ("Database", Database::make_static_type()),
            ("Statement", Statement::make_static_type()),
            ("Blob", Blob::make_static_type()),
            ("Backup", Backup::make_static_type()),
        ] {
            module.set_attr(name, class, vm)?;
        }
        Ok(())
    }

    /// SQLite's version.
    #[pyfunction]
    fn version() -> String {
        sqlite::version()
    }

    /// `SQLITE_THREADSAFE`.
    #[pyfunction]
    fn threadsafe() -> i32 {
        sqlite::is_threadsafe()
    }

    /// Whether these are whole statements.
    #[pyfunction]
    fn complete(sql: PyStrRef, vm: &VirtualMachine) -> PyResult<bool> {
        Ok(sqlite::complete(&text(&sql, vm)?))
    }

    /// Gives SQLite the disk that this module stands for.
    #[pyfunction]
    fn install(module: PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
        if sqlite::install(Rc::new(Disk::new(module))) {
            return Ok(());
        }
        let text = "SQLite could not be fetched. Are you online?".to_owned();
        Err(vm.new_import_error(text, vm.ctx.new_utf8_str("sqlite3")))
    }

    /// A query is made: takes the time that the playground says.
    #[pyfunction]
    fn query(call: PyStrRef, vm: &VirtualMachine) -> PyResult<()> {
        latency::query(call.to_string(), vm)
    }

    /// Makes a method of C's of a function of Python's, which takes so many arguments at least and at most.
    #[pyfunction]
    fn method(
        python: PyObjectRef,
        name: PyStrRef,
        least: isize,
        most: isize,
        vm: &VirtualMachine,
    ) -> PyObjectRef {
        method_of::method(python, name, least, most, vm)
    }

    /// Opens a database: its name, whether that is a URI, and for how many milliseconds it waits for others.
    #[pyfunction]
    fn open(
        name: PyBytesRef,
        is_uri: bool,
        timeout_ms: i32,
        vm: &VirtualMachine,
    ) -> PyResult<Database> {
        let name =
            CString::new(name.as_bytes()).map_err(|_| vm.new_value_error("embedded null byte"))?;
        match sqlite::Database::open(&name, is_uri, timeout_ms) {
            Ok(database) => Ok(Database { database }),
            Err(fault) => Err(raised(fault, vm)),
        }
    }
}
