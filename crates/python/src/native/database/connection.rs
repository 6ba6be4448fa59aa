//! A connection.

use super::{
    backup::Backup, blob::Blob, callbacks, fault::raised, statement::Statement, values::text,
};
use rustpython_vm::{
    Py, PyObjectRef, PyPayload, PyRef, PyResult, VirtualMachine,
    builtins::{PyBaseExceptionRef, PyBytesRef, PyStrRef},
    function::ArgBytesLike,
    pyclass,
};
use std::fmt;

/// A connection.
#[pyclass(module = "_loopscope_sqlite", name = "Database")]
#[derive(PyPayload)]
pub(super) struct Database {
    pub(super) database: sqlite::Database,
}

impl fmt::Debug for Database {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Database")
    }
}

fn some(object: PyObjectRef, vm: &VirtualMachine) -> Option<PyObjectRef> {
    (!vm.is_none(&object)).then_some(object)
}

#[pyclass(flags(DISALLOW_INSTANTIATION))]
impl Database {
    #[pymethod]
    fn close(zelf: &Py<Self>) {
        zelf.database.close();
    }

    /// The first statement of these bytes, or `None`, and how many bytes it has.
    #[pymethod]
    fn prepare(
        zelf: &Py<Self>,
        sql: PyBytesRef,
        vm: &VirtualMachine,
    ) -> PyResult<(Option<PyRef<Statement>>, usize)> {
        let (statement, length) = zelf
            .database
            .prepare(sql.as_bytes())
            .map_err(|fault| raised(fault, vm))?;
        let statement = statement.map(|statement| Statement { statement }.into_ref(&vm.ctx));
        Ok((statement, length))
    }

    #[pymethod]
    fn changes(zelf: &Py<Self>) -> i32 {
        zelf.database.changes()
    }

    #[pymethod]
    fn total_changes(zelf: &Py<Self>) -> i32 {
        zelf.database.total_changes()
    }

    #[pymethod]
    fn last_row(zelf: &Py<Self>) -> i64 {
        zelf.database.last_row()
    }

    #[pymethod]
    fn commits_itself(zelf: &Py<Self>) -> bool {
        zelf.database.commits_itself()
    }

    #[pymethod]
    fn interrupt(zelf: &Py<Self>) {
        zelf.database.interrupt();
    }

    #[pymethod]
    fn limit(zelf: &Py<Self>, limit: i32, value: i32) -> i32 {
        zelf.database.limit(limit, value)
    }

    #[pymethod]
    fn configure(
        zelf: &Py<Self>,
        option: i32,
        on: Option<bool>,
        vm: &VirtualMachine,
    ) -> PyResult<bool> {
        zelf.database
            .configure(option, on)
            .map_err(|fault| raised(fault, vm))
    }

    /// The exception for what went wrong last.
    #[pymethod]
    fn fault(zelf: &Py<Self>, vm: &VirtualMachine) -> PyBaseExceptionRef {
        raised(zelf.database.fault(), vm)
    }

    #[pymethod]
    fn serialize(
        zelf: &Py<Self>,
        schema: PyStrRef,
        vm: &VirtualMachine,
    ) -> PyResult<Option<Vec<u8>>> {
        Ok(zelf.database.serialize(&text(&schema, vm)?))
    }

    #[pymethod]
    fn deserialize(
        zelf: &Py<Self>,
        schema: PyStrRef,
        content: ArgBytesLike,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        let content = content.borrow_buf().to_vec();
        zelf.database
            .deserialize(&text(&schema, vm)?, &content)
            .map_err(|fault| raised(fault, vm))
    }

    #[pymethod]
    fn add_function(
        zelf: &Py<Self>,
        name: PyStrRef,
        arguments: i32,
        is_deterministic: bool,
        function: PyObjectRef,
        vm: &VirtualMachine,
    ) -> PyResult<bool> {
        let function = some(function, vm).map(callbacks::function);
        let name = text(&name, vm)?;
        let added = zelf
            .database
            .add_function(&name, arguments, is_deterministic, function);
        Ok(added.is_ok())
    }

    #[pymethod]
    fn add_aggregate(
        zelf: &Py<Self>,
        name: PyStrRef,
        arguments: i32,
        of_windows: bool,
        class: PyObjectRef,
        vm: &VirtualMachine,
    ) -> PyResult<bool> {
        let begin = some(class, vm).map(callbacks::aggregate);
        let name = text(&name, vm)?;
        let added = zelf
            .database
            .add_aggregate(&name, arguments, of_windows, begin);
        Ok(added.is_ok())
    }

    #[pymethod]
    fn add_collation(
        zelf: &Py<Self>,
        name: PyStrRef,
        function: PyObjectRef,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        let order = some(function, vm).map(callbacks::collation);
        zelf.database
            .add_collation(&text(&name, vm)?, order)
            .map_err(|fault| raised(fault, vm))
    }

    #[pymethod]
    fn set_authorizer(zelf: &Py<Self>, function: PyObjectRef, vm: &VirtualMachine) -> bool {
        let authorizer = some(function, vm).map(callbacks::authorizer);
        zelf.database.set_authorizer(authorizer).is_ok()
    }

    #[pymethod]
    fn set_progress(zelf: &Py<Self>, function: PyObjectRef, steps: i32, vm: &VirtualMachine) {
        let progress = some(function, vm).map(callbacks::progress);
        zelf.database.set_progress(steps, progress);
    }

    #[pymethod]
    fn set_trace(
        zelf: &Py<Self>,
        function: PyObjectRef,
        too_long: PyObjectRef,
        vm: &VirtualMachine,
    ) {
        let trace = some(function, vm).map(|function| callbacks::trace(function, too_long));
        zelf.database.set_trace(trace);
    }

    /// Opens a value: schema, table, column; row; whether it is to be written.
    #[pymethod]
    fn open_blob(
        zelf: &Py<Self>,
        names: (PyStrRef, PyStrRef, PyStrRef),
        row: i64,
        writes: bool,
        vm: &VirtualMachine,
    ) -> PyResult<PyRef<Blob>> {
        let (schema, table, column) = names;
        let names = (text(&schema, vm)?, text(&table, vm)?, text(&column, vm)?);
        let names = (&*names.0, &*names.1, &*names.2);
        match sqlite::Blob::open(&zelf.database, names, row, writes) {
            Ok(blob) => Ok(Blob { blob }.into_ref(&vm.ctx)),
            Err(fault) => Err(raised(fault, vm)),
        }
    }

    /// Begins to copy the database of that name into another.
    #[pymethod]
    fn back_up(
        zelf: &Py<Self>,
        to: PyRef<Self>,
        name: PyStrRef,
        vm: &VirtualMachine,
    ) -> PyResult<PyRef<Backup>> {
        let name = text(&name, vm)?;
        match sqlite::Backup::begin(&to.database, &zelf.database, &name) {
            Ok(backup) => Ok(Backup { backup }.into_ref(&vm.ctx)),
            Err(fault) => Err(raised(fault, vm)),
        }
    }
}
