//! A database that is copied into another, page by page.

#![expect(unsafe_code, reason = "SQLite's backups are pointers")]

use crate::{Database, Fault, database::Inner, raw};
use std::{
    cell::Cell,
    ffi::{CStr, c_int},
    ptr,
    rc::Rc,
};

/// A copy in progress.
pub struct Backup {
    backup: Cell<*mut raw::RawBackup>,
    to: Rc<Inner>,
    _from: Rc<Inner>,
}

impl Backup {
    /// Begins to copy `from`'s database of that name into `to`.
    ///
    /// # Errors
    /// When it cannot.
    pub fn begin(to: &Database, from: &Database, name: &CStr) -> Result<Self, Fault> {
        let (to, from) = (to.inner.clone(), from.inner.clone());
        if to.get().is_null() || from.get().is_null() {
            return Err(Fault::of(raw::MISUSE));
        }
        // SAFETY: both are open, and names end with zeros.
        let backup = unsafe {
            raw::sqlite3_backup_init(to.get(), c"main".as_ptr(), from.get(), name.as_ptr())
        };
        if backup.is_null() {
            return Err(to.fault());
        }
        Ok(Self {
            backup: Cell::new(backup),
            to,
            _from: from,
        })
    }

    /// Copies so many pages: SQLite's result code.
    pub fn step(&self, pages: c_int) -> c_int {
        // SAFETY: it is in progress; with null, misuse.
        unsafe { raw::sqlite3_backup_step(self.backup.get(), pages) }
    }

    /// How many pages are left.
    pub fn remaining(&self) -> c_int {
        // SAFETY: as above.
        unsafe { raw::sqlite3_backup_remaining(self.backup.get()) }
    }

    /// How many pages there are.
    pub fn pages(&self) -> c_int {
        // SAFETY: as above.
        unsafe { raw::sqlite3_backup_pagecount(self.backup.get()) }
    }

    /// Ends it.
    ///
    /// # Errors
    /// What stopped it.
    pub fn finish(&self) -> Result<(), Fault> {
        let backup = self.backup.replace(ptr::null_mut());
        // SAFETY: it ends once.
        let code = unsafe { raw::sqlite3_backup_finish(backup) };
        self.to.check(code)
    }
}

impl Drop for Backup {
    fn drop(&mut self) {
        // SAFETY: it ends once; null is nothing.
        unsafe { raw::sqlite3_backup_finish(self.backup.replace(ptr::null_mut())) };
    }
}
