//! A value that is read and written in parts.

#![expect(unsafe_code, reason = "SQLite's blobs are pointers")]

use crate::{Database, Fault, database::Inner, raw};
use std::{
    cell::Cell,
    ffi::{CStr, c_int},
    ptr,
    rc::Rc,
};

/// A value in a table, opened. Closed, it has no bytes.
pub struct Blob {
    blob: Cell<*mut raw::RawBlob>,
    inner: Rc<Inner>,
}

impl Blob {
    /// Opens the value in that column and row.
    ///
    /// # Errors
    /// When there is none that can be opened.
    pub fn open(
        database: &Database,
        (schema, table, column): (&CStr, &CStr, &CStr),
        row: i64,
        writes: bool,
    ) -> Result<Self, Fault> {
        let inner = database.inner.clone();
        if inner.get().is_null() {
            return Err(Fault::of(raw::MISUSE));
        }
        let mut blob = ptr::null_mut();
        // SAFETY: the connection is open, names end with zeros, and there is a place for the blob.
        let code = unsafe {
            raw::sqlite3_blob_open(
                inner.get(),
                schema.as_ptr(),
                table.as_ptr(),
                column.as_ptr(),
                row,
                c_int::from(writes),
                &mut blob,
            )
        };
        inner.check(code)?;
        Ok(Self {
            blob: Cell::new(blob),
            inner,
        })
    }

    /// How many bytes it has.
    pub fn len(&self) -> c_int {
        // SAFETY: with null it says none.
        unsafe { raw::sqlite3_blob_bytes(self.blob.get()) }
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// So many bytes from there.
    ///
    /// # Errors
    /// When they are not all there.
    pub fn read(&self, at: c_int, length: c_int) -> Result<Vec<u8>, Fault> {
        let mut bytes = vec![0; usize::try_from(length).unwrap_or(0)];
        // SAFETY: there is room for so many. A closed one is an error.
        let code = unsafe {
            raw::sqlite3_blob_read(self.blob.get(), bytes.as_mut_ptr().cast(), length, at)
        };
        self.inner.check(code).map(|()| bytes)
    }

    /// Puts bytes there.
    ///
    /// # Errors
    /// When they do not all fit.
    pub fn write(&self, at: c_int, bytes: &[u8]) -> Result<(), Fault> {
        let length = c_int::try_from(bytes.len()).map_err(|_| Fault::of(18))?;
        // SAFETY: so many lie there. A closed one is an error.
        let code =
            unsafe { raw::sqlite3_blob_write(self.blob.get(), bytes.as_ptr().cast(), length, at) };
        self.inner.check(code)
    }

    /// Closes it.
    pub fn close(&self) {
        // SAFETY: it is closed once.
        unsafe { raw::sqlite3_blob_close(self.blob.replace(ptr::null_mut())) };
    }
}

impl Drop for Blob {
    fn drop(&mut self) {
        self.close();
    }
}
