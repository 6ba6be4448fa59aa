//! A value that is read and written in parts.

use super::fault::raised;
use rustpython_vm::{Py, PyPayload, PyResult, VirtualMachine, function::ArgBytesLike, pyclass};
use std::fmt;

/// A value that is read and written in parts.
#[pyclass(module = "_loopscope_sqlite", name = "Blob")]
#[derive(PyPayload)]
pub(super) struct Blob {
    pub(super) blob: sqlite::Blob,
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
    fn write(zelf: &Py<Self>, at: i32, bytes: ArgBytesLike, vm: &VirtualMachine) -> PyResult<()> {
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
