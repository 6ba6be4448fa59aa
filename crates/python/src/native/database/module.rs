//! `_loopscope_sqlite`: SQLite's own objects, without what Python's database interface says of them.

pub(crate) use native::module_def;

#[rustpython_vm::pymodule(name = "_loopscope_sqlite")]
mod native {
    use super::super::{
        callbacks,
        files::Disk,
        latency,
        values::{self, TextAs},
    };
    use rustpython_vm::{
        AsObject, FromArgs, Py, PyObjectRef, PyPayload, PyRef, PyResult, VirtualMachine,
        builtins::{PyBaseExceptionRef, PyBytesRef, PyStrRef, PyTraceback, PyTupleRef},
        function::{ArgBytesLike, FuncArgs, PyMethodFlags},
        pyclass,
    };
    use sqlite::{Fault, Step};
    use std::{ffi::CString, fmt, rc::Rc};

    /// What `lib/_sqlite3` makes of a fault.
    fn raised(fault: Fault, vm: &VirtualMachine) -> PyBaseExceptionRef {
        let made = vm
            .import("_sqlite3", 0)
            .and_then(|module| module.get_attr("_fault", vm))
            .and_then(|make| make.call((fault.code, fault.message), vm))
            .and_then(|error| error.try_into_value(vm));
        made.unwrap_or_else(|error| error)
    }

    fn text(text: &PyStrRef, vm: &VirtualMachine) -> PyResult<CString> {
        let Some(utf8) = text.to_str() else {
            vm.call_method(text.as_object(), "encode", ("utf-8",))?;
            return Err(vm.new_value_error("no text"));
        };
        CString::new(utf8).map_err(|_| vm.new_value_error("embedded null character"))
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

    /// Makes a method of C's of a function of Python's: its own frames show in no traceback. It takes so many arguments at
    /// least and at most, beside its object; -1, where Python's own count will do.
    #[pyfunction]
    fn method(
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
            return class()
                .map(|class| format!("{class}.{name}() takes no arguments ({given} given)"));
        }
        if (least, most) == (1, 1) {
            return class().map(|class| {
                format!("{class}.{name}() takes exactly one argument ({given} given)")
            });
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
    const OURS: &[u8] = b"/lib/python3.14/_sqlite3/";

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

    /// A connection.
    #[pyattr]
    #[pyclass(module = "_loopscope_sqlite", name = "Database")]
    #[derive(PyPayload)]
    struct Database {
        database: sqlite::Database,
    }

    impl fmt::Debug for Database {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("Database")
        }
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

    /// A prepared statement.
    #[pyattr]
    #[pyclass(module = "_loopscope_sqlite", name = "Statement")]
    #[derive(PyPayload)]
    struct Statement {
        statement: sqlite::Statement,
    }

    impl fmt::Debug for Statement {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("Statement")
        }
    }

    #[derive(FromArgs)]
    struct RowArgs {
        #[pyarg(positional)]
        text_factory: PyObjectRef,
        /// For each column what its bytes are given to, or `None`.
        #[pyarg(positional)]
        converters: Option<PyTupleRef>,
    }

    #[pyclass(flags(DISALLOW_INSTANTIATION))]
    impl Statement {
        /// Gives a parameter its value. Whether it is of a type that SQLite has.
        #[pymethod]
        fn bind(
            zelf: &Py<Self>,
            at: i32,
            object: PyObjectRef,
            vm: &VirtualMachine,
        ) -> PyResult<bool> {
            let Some(value) = values::value(&object, vm)? else {
                return Ok(false);
            };
            zelf.statement
                .bind(at, &value)
                .map(|()| true)
                .map_err(|fault| raised(fault, vm))
        }

        #[pymethod]
        fn parameters(zelf: &Py<Self>) -> i32 {
            zelf.statement.parameters()
        }

        #[pymethod]
        fn parameter(zelf: &Py<Self>, at: i32) -> Option<String> {
            zelf.statement.parameter(at)
        }

        /// Whether there is a row more.
        #[pymethod]
        fn step(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<bool> {
            match zelf.statement.step() {
                Ok(step) => Ok(step == Step::Row),
                Err(fault) => Err(raised(fault, vm)),
            }
        }

        #[pymethod]
        fn reset(zelf: &Py<Self>) {
            zelf.statement.reset();
        }

        #[pymethod]
        fn columns(zelf: &Py<Self>) -> i32 {
            zelf.statement.columns()
        }

        #[pymethod]
        fn values(zelf: &Py<Self>) -> i32 {
            zelf.statement.values()
        }

        #[pymethod]
        fn column_name(zelf: &Py<Self>, at: i32) -> Option<String> {
            zelf.statement.column_name(at)
        }

        #[pymethod]
        fn declared(zelf: &Py<Self>, at: i32) -> Option<String> {
            zelf.statement.declared(at)
        }

        #[pymethod]
        fn is_busy(zelf: &Py<Self>) -> bool {
            zelf.statement.is_busy()
        }

        #[pymethod]
        fn only_reads(zelf: &Py<Self>) -> bool {
            zelf.statement.only_reads()
        }

        /// The row that is there.
        #[pymethod]
        fn row(zelf: &Py<Self>, args: RowArgs, vm: &VirtualMachine) -> PyResult<PyTupleRef> {
            let text = TextAs::of(&args.text_factory, vm);
            let converters = args
                .converters
                .as_ref()
                .map_or(&[][..], |all| all.as_slice());
            let mut row = Vec::new();
            for at in 0..zelf.statement.values() {
                let converter = converters
                    .get(at as usize)
                    .filter(|converter| !vm.is_none(converter));
                let object = if let Some(converter) = converter {
                    match zelf.statement.value_as_blob(at) {
                        Some(bytes) => converter.call((vm.ctx.new_bytes(bytes),), vm)?,
                        None => vm.ctx.none(),
                    }
                } else {
                    match values::object(zelf.statement.value(at), &text, vm) {
                        Ok(object) => object?,
                        Err(bytes) => {
                            let column = zelf.statement.column_name(at).unwrap_or_default();
                            let words = format!(
                                "Could not decode to UTF-8 column '{column}' with text '{}'",
                                String::from_utf8_lossy(&bytes)
                            );
                            let code = 1;
                            let fault = Fault {
                                code,
                                message: words,
                            };
                            let error = raised(fault, vm);
                            return Err(error);
                        }
                    }
                };
                row.push(object);
            }
            Ok(vm.ctx.new_tuple(row))
        }
    }

    /// A value that is read and written in parts.
    #[pyattr]
    #[pyclass(module = "_loopscope_sqlite", name = "Blob")]
    #[derive(PyPayload)]
    struct Blob {
        blob: sqlite::Blob,
    }

    impl fmt::Debug for Blob {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("Blob")
        }
    }

    #[pyclass(flags(DISALLOW_INSTANTIATION))]
    impl Blob {
        #[pymethod]
        fn length(zelf: &Py<Self>) -> i32 {
            zelf.blob.len()
        }

        #[pymethod]
        fn read(zelf: &Py<Self>, at: i32, length: i32, vm: &VirtualMachine) -> PyResult<Vec<u8>> {
            zelf.blob
                .read(at, length)
                .map_err(|fault| raised(fault, vm))
        }

        #[pymethod]
        fn write(
            zelf: &Py<Self>,
            at: i32,
            bytes: ArgBytesLike,
            vm: &VirtualMachine,
        ) -> PyResult<()> {
            let bytes = bytes.borrow_buf().to_vec();
            zelf.blob
                .write(at, &bytes)
                .map_err(|fault| raised(fault, vm))
        }

        #[pymethod]
        fn close(zelf: &Py<Self>) {
            zelf.blob.close();
        }
    }

    /// A copy in progress.
    #[pyattr]
    #[pyclass(module = "_loopscope_sqlite", name = "Backup")]
    #[derive(PyPayload)]
    struct Backup {
        backup: sqlite::Backup,
    }

    impl fmt::Debug for Backup {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("Backup")
        }
    }

    #[pyclass(flags(DISALLOW_INSTANTIATION))]
    impl Backup {
        #[pymethod]
        fn step(zelf: &Py<Self>, pages: i32) -> i32 {
            zelf.backup.step(pages)
        }

        #[pymethod]
        fn remaining(zelf: &Py<Self>) -> i32 {
            zelf.backup.remaining()
        }

        #[pymethod]
        fn pages(zelf: &Py<Self>) -> i32 {
            zelf.backup.pages()
        }

        #[pymethod]
        fn finish(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<()> {
            zelf.backup.finish().map_err(|fault| raised(fault, vm))
        }
    }
}
