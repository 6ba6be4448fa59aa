//! `MemoryBIO`: bytes between a session and whoever carries them.

use super::errors;
use rustpython_vm::{
    Py, PyPayload, PyResult, VirtualMachine,
    builtins::PyType,
    function::{ArgBytesLike, OptionalArg},
    pyclass,
    types::Constructor,
};
use std::{
    cell::{Cell, RefCell},
    collections::VecDeque,
};

/// `_ssl.MemoryBIO`.
#[pyclass(module = "_ssl", name = "MemoryBIO")]
#[derive(Debug, Default, PyPayload)]
pub(super) struct MemoryBio {
    bytes: RefCell<VecDeque<u8>>,
    ended: Cell<bool>,
}

impl Constructor for MemoryBio {
    type Args = ();

    fn py_new(_class: &Py<PyType>, _args: (), _vm: &VirtualMachine) -> PyResult<MemoryBio> {
        Ok(MemoryBio::default())
    }
}

#[pyclass(with(Constructor), flags(BASETYPE))]
impl MemoryBio {
    /// Up to `size` bytes; all that there are without it.
    #[pymethod]
    fn read(zelf: &Py<Self>, size: OptionalArg<isize>) -> Vec<u8> {
        zelf.take(usize::try_from(size.unwrap_or(-1)).unwrap_or(usize::MAX))
    }

    #[pymethod]
    fn write(zelf: &Py<Self>, bytes: ArgBytesLike, vm: &VirtualMachine) -> PyResult<usize> {
        if zelf.ended.get() {
            return Err(errors::plain("cannot write() after write_eof()", vm));
        }
        let bytes = bytes.borrow_buf();
        zelf.put(&bytes);
        Ok(bytes.len())
    }

    #[pymethod]
    fn write_eof(zelf: &Py<Self>) {
        zelf.ended.set(true);
    }

    #[pygetset]
    pub(super) fn pending(zelf: &Py<Self>) -> usize {
        zelf.bytes.borrow().len()
    }

    /// Whether no bytes are left and none will come.
    #[pygetset]
    pub(super) fn eof(zelf: &Py<Self>) -> bool {
        MemoryBio::pending(zelf) == 0 && zelf.ended.get()
    }
}

impl MemoryBio {
    pub(super) fn take(&self, limit: usize) -> Vec<u8> {
        let mut bytes = self.bytes.borrow_mut();
        let length = limit.min(bytes.len());
        bytes.drain(..length).collect()
    }

    pub(super) fn put(&self, bytes: &[u8]) {
        self.bytes.borrow_mut().extend(bytes);
    }
}
