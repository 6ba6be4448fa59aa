//! A field of a native object.

use rustpython_common::lock::PyRwLock;
use rustpython_vm::{AsObject, PyObject, PyObjectRef, Traverse};

/// Holds an object, or nothing. What is replaced is dropped with nothing borrowed: its finalizer may look back at
/// the field.
#[derive(Debug, Default, Traverse)]
pub struct Slot(PyRwLock<Option<PyObjectRef>>);

impl Slot {
    /// What it holds.
    pub fn get(&self) -> Option<PyObjectRef> {
        self.0.read().clone()
    }

    /// Puts `value` in; gives what was there.
    pub fn replace(&self, value: Option<PyObjectRef>) -> Option<PyObjectRef> {
        std::mem::replace(&mut *self.0.write(), value)
    }

    /// Puts `value` in.
    pub fn set(&self, value: impl Into<Option<PyObjectRef>>) {
        drop(self.replace(value.into()));
    }

    /// Takes out what it holds.
    pub fn take(&self) -> Option<PyObjectRef> {
        self.replace(None)
    }

    /// Whether it holds something.
    pub fn is_some(&self) -> bool {
        self.0.read().is_some()
    }

    /// Whether it holds this very object.
    pub fn holds(&self, object: &PyObject) -> bool {
        self.0.read().as_ref().is_some_and(|held| held.is(object))
    }
}
