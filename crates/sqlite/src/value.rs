//! What SQLite stores.

#![expect(unsafe_code, reason = "values are read where SQLite has them")]

use crate::raw;
use std::{
    ffi::{c_int, c_void},
    slice,
};

/// A value of one of SQLite's five classes.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// `NULL`.
    Null,
    /// A whole number.
    Integer(i64),
    /// A number of double precision.
    Real(f64),
    /// Text, in UTF-8 if all went well.
    Text(Vec<u8>),
    /// Bytes.
    Blob(Vec<u8>),
}

const INTEGER: c_int = 1;
const REAL: c_int = 2;
const TEXT: c_int = 3;
const BLOB: c_int = 4;

/// The bytes that lie there.
///
/// # Safety
/// So many lie there, where it is not null.
pub(crate) unsafe fn bytes(at: *const c_void, length: c_int) -> Vec<u8> {
    match usize::try_from(length) {
        // SAFETY: see above.
        Ok(length) if length > 0 && !at.is_null() => unsafe {
            slice::from_raw_parts(at.cast(), length).to_vec()
        },
        _ => Vec::new(),
    }
}

impl Value {
    /// An argument of a function.
    ///
    /// # Safety
    /// SQLite has just passed it.
    pub(crate) unsafe fn of_argument(value: *mut raw::RawValue) -> Self {
        // SAFETY: it is a value, whose bytes lie where SQLite says as long as it is not asked for another form.
        unsafe {
            match raw::sqlite3_value_type(value) {
                INTEGER => Self::Integer(raw::sqlite3_value_int64(value)),
                REAL => Self::Real(raw::sqlite3_value_double(value)),
                TEXT => {
                    let at = raw::sqlite3_value_text(value);
                    Self::Text(bytes(at.cast(), raw::sqlite3_value_bytes(value)))
                }
                BLOB => {
                    let at = raw::sqlite3_value_blob(value);
                    Self::Blob(bytes(at, raw::sqlite3_value_bytes(value)))
                }
                _ => Self::Null,
            }
        }
    }

    /// A column of a statement's row.
    ///
    /// # Safety
    /// The statement has that column.
    pub(crate) unsafe fn of_column(stmt: *mut raw::Stmt, at: c_int) -> Self {
        // SAFETY: as for arguments.
        unsafe {
            match raw::sqlite3_column_type(stmt, at) {
                INTEGER => Self::Integer(raw::sqlite3_column_int64(stmt, at)),
                REAL => Self::Real(raw::sqlite3_column_double(stmt, at)),
                TEXT => {
                    let text = raw::sqlite3_column_text(stmt, at);
                    Self::Text(bytes(text.cast(), raw::sqlite3_column_bytes(stmt, at)))
                }
                BLOB => {
                    let blob = raw::sqlite3_column_blob(stmt, at);
                    Self::Blob(bytes(blob, raw::sqlite3_column_bytes(stmt, at)))
                }
                _ => Self::Null,
            }
        }
    }
}
