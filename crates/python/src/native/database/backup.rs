//! A copy in progress.

use super::fault::raised;
use rustpython_vm::{Py, PyPayload, PyResult, VirtualMachine, pyclass};
use std::fmt;

/// A copy in progress.
#[pyclass(module = "_loopscope_sqlite", name = "Backup")]
#[derive(PyPayload)]
pub(super) struct Backup {
    pub(super) backup: sqlite::Backup,
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
