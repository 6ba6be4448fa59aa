//! A prepared statement.

use super::{
    fault::raised,
    values::{self, TextAs},
};
use rustpython_vm::{
    FromArgs, Py, PyObjectRef, PyPayload, PyResult, VirtualMachine, builtins::PyTupleRef, pyclass,
};
use sqlite::{Fault, Step};
use std::fmt;

/// A prepared statement.
#[pyclass(module = "_loopscope_sqlite", name = "Statement")]
#[derive(PyPayload)]
pub(super) struct Statement {
    pub(super) statement: sqlite::Statement,
}

impl fmt::Debug for Statement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Statement")
    }
}

#[derive(FromArgs)]
pub(super) struct RowArgs {
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
    fn bind(zelf: &Py<Self>, at: i32, object: PyObjectRef, vm: &VirtualMachine) -> PyResult<bool> {
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
