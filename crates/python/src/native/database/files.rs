//! The machine's disk, clock and chance, as SQLite has them. The disk is `lib/_disk.py`'s: what SQLite asks of it,
//! `lib/_sqlite3/_files.py` does.

use crate::engine::session::Session;
use rustpython_vm::{
    PyObjectRef, PyResult, VirtualMachine,
    builtins::{PyBytes, PyBytesRef, PyTupleRef},
    convert::ToPyObject,
    function::{FuncArgs, IntoFuncArgs},
    vm::thread::with_current_vm,
};
use sqlite::{Handle, Locks, Open};
use std::{
    cell::RefCell,
    collections::HashMap,
    ffi::CStr,
    mem::ManuallyDrop,
    rc::{Rc, Weak},
};

/// The disk that a module of Python's stands for.
pub(super) struct Disk {
    /// Kept for ever: when it is replaced, its interpreter may be gone.
    module: ManuallyDrop<PyObjectRef>,
    /// The locks of files that are open, by the number that the disk gave them.
    locks: RefCell<HashMap<u64, Weak<Locks>>>,
}

impl Disk {
    pub(super) fn new(module: PyObjectRef) -> Self {
        Self {
            module: ManuallyDrop::new(module),
            locks: RefCell::default(),
        }
    }

    /// What a function of the module gives; none, where it fails.
    fn ask<T>(
        &self,
        function: &'static str,
        arguments: impl FnOnce(&VirtualMachine) -> FuncArgs,
        take: impl FnOnce(PyObjectRef, &VirtualMachine) -> PyResult<T>,
    ) -> Option<T> {
        with_current_vm(|vm| {
            let asked = self
                .module
                .get_attr(function, vm)
                .and_then(|function| function.call(arguments(vm), vm))
                .and_then(|answer| take(answer, vm));
            asked.ok()
        })
    }

    fn locks_of(&self, number: u64) -> Rc<Locks> {
        let mut all = self.locks.borrow_mut();
        if let Some(locks) = all.get(&number).and_then(Weak::upgrade) {
            return locks;
        }
        all.retain(|_, locks| locks.strong_count() > 0);
        let made = Rc::new(Locks::default());
        all.insert(number, Rc::downgrade(&made));
        made
    }
}

fn file(handle: &Handle) -> PyObjectRef {
    match handle.file.downcast_ref::<PyObjectRef>() {
        Some(file) => file.clone(),
        None => with_current_vm(|vm| vm.ctx.none()),
    }
}

fn path(path: &CStr, vm: &VirtualMachine) -> PyObjectRef {
    vm.ctx.new_bytes(path.to_bytes().to_vec()).into()
}

impl sqlite::Files for Disk {
    fn open(&self, name: Option<&CStr>, how: Open) -> Option<Handle> {
        let arguments = |vm: &VirtualMachine| {
            let name = name.map_or_else(|| vm.ctx.none(), |name| path(name, vm));
            (name, how.writes, how.creates, how.alone).into_args(vm)
        };
        let (file, number, only_reads) = self.ask("open_file", arguments, |answer, vm| {
            let answer: PyTupleRef = answer.try_into_value(vm)?;
            let [file, number, only_reads] = answer.as_slice() else {
                return Err(vm.new_value_error("a file, its number, whether it can only be read"));
            };
            let number: u64 = number.clone().try_into_value(vm)?;
            Ok((file.clone(), number, only_reads.clone().try_to_bool(vm)?))
        })?;
        Some(Handle {
            file: Box::new(file),
            locks: self.locks_of(number),
            only_reads,
        })
    }

    fn delete(&self, name: &CStr) -> Option<bool> {
        self.ask(
            "delete",
            |vm| (path(name, vm),).into_args(vm),
            |there, vm| there.try_to_bool(vm),
        )
    }

    fn access(&self, name: &CStr, writes: bool) -> bool {
        let arguments = |vm: &VirtualMachine| (path(name, vm), writes).into_args(vm);
        self.ask("access", arguments, |may, vm| may.try_to_bool(vm))
            .unwrap_or(false)
    }

    fn full_path(&self, name: &CStr) -> Option<Vec<u8>> {
        self.ask(
            "full_path",
            |vm| (path(name, vm),).into_args(vm),
            |full, vm| Ok(full.try_into_value::<PyBytesRef>(vm)?.as_bytes().to_vec()),
        )
    }

    fn read(&self, handle: &Handle, at: u64, into: &mut [u8]) -> Option<usize> {
        let length = into.len();
        let arguments = |vm: &VirtualMachine| (file(handle), at, length).into_args(vm);
        self.ask("read", arguments, |bytes, vm| {
            let bytes: PyBytesRef = bytes.try_into_value(vm)?;
            let bytes = bytes.as_bytes();
            into[..bytes.len()].copy_from_slice(bytes);
            Ok(bytes.len())
        })
    }

    fn write(&self, handle: &Handle, at: u64, bytes: &[u8]) -> bool {
        let arguments = |vm: &VirtualMachine| {
            let bytes: PyObjectRef = PyBytes::from(bytes.to_vec()).to_pyobject(vm);
            (file(handle), at, bytes).into_args(vm)
        };
        self.ask("write", arguments, |_, _| Ok(())).is_some()
    }

    fn truncate(&self, handle: &Handle, size: u64) -> bool {
        let arguments = |vm: &VirtualMachine| (file(handle), size).into_args(vm);
        self.ask("truncate", arguments, |_, _| Ok(())).is_some()
    }

    fn size(&self, handle: &Handle) -> Option<u64> {
        let arguments = |vm: &VirtualMachine| (file(handle),).into_args(vm);
        self.ask("size", arguments, |size, vm| size.try_into_value(vm))
    }

    fn shared(&self, name: &CStr, size: u64) {
        let arguments = |vm: &VirtualMachine| (path(name, vm), size).into_args(vm);
        self.ask("shared", arguments, |_, _| Ok(()));
    }

    fn random(&self, into: &mut [u8]) {
        for chunk in into.chunks_mut(8) {
            let number = Session::current().map_or(0, |session| session.next_random());
            chunk.copy_from_slice(&number.to_le_bytes()[..chunk.len()]);
        }
    }

    fn sleep(&self, microseconds: u64) {
        self.ask(
            "sleep",
            |vm| (microseconds as f64 / 1e6,).into_args(vm),
            |_, _| Ok(()),
        );
    }

    fn time_ms(&self) -> i64 {
        self.ask(
            "time_ms",
            |_| FuncArgs::default(),
            |time, vm| time.try_into_value(vm),
        )
        .unwrap_or(0)
    }
}
