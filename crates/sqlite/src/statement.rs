//! A prepared statement.

#![expect(unsafe_code, reason = "SQLite's statements are pointers")]

use crate::{
    Fault, Value,
    database::{Inner, text},
    raw,
};
use std::{ffi::c_int, rc::Rc};

/// What a step came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// A row is there.
    Row,
    /// The statement is over.
    Done,
}

/// A prepared statement.
pub struct Statement {
    stmt: *mut raw::Stmt,
    inner: Rc<Inner>,
}

impl Statement {
    pub(crate) fn new(stmt: *mut raw::Stmt, inner: Rc<Inner>) -> Self {
        Self { stmt, inner }
    }

    /// Gives a parameter its value: the first is 1.
    ///
    /// # Errors
    /// When there is no such parameter, or the value is too long.
    pub fn bind(&self, at: c_int, value: &Value) -> Result<(), Fault> {
        let length = |bytes: &[u8]| c_int::try_from(bytes.len()).map_err(|_| Fault::of(18));
        // An empty slice need not point anywhere that SQLite takes for something.
        let place = |bytes: &[u8]| {
            if bytes.is_empty() {
                c"".as_ptr()
            } else {
                bytes.as_ptr().cast()
            }
        };
        // SAFETY: the statement lives, and bytes are copied.
        let code = unsafe {
            match value {
                Value::Null => raw::sqlite3_bind_null(self.stmt, at),
                Value::Integer(number) => raw::sqlite3_bind_int64(self.stmt, at, *number),
                Value::Real(number) => raw::sqlite3_bind_double(self.stmt, at, *number),
                Value::Text(text) => {
                    let length = length(text)?;
                    raw::sqlite3_bind_text(self.stmt, at, place(text), length, raw::TRANSIENT)
                }
                Value::Blob(bytes) => {
                    let (place, length) = (place(bytes).cast(), length(bytes)?);
                    raw::sqlite3_bind_blob(self.stmt, at, place, length, raw::TRANSIENT)
                }
            }
        };
        self.inner.check(code)
    }

    /// How many parameters it has.
    pub fn parameters(&self) -> c_int {
        // SAFETY: the statement lives.
        unsafe { raw::sqlite3_bind_parameter_count(self.stmt) }
    }

    /// A parameter's name, with the sign before it.
    pub fn parameter(&self, at: c_int) -> Option<String> {
        // SAFETY: the statement lives; the name ends with a zero.
        unsafe { text(raw::sqlite3_bind_parameter_name(self.stmt, at)) }
    }

    /// Goes on to the next row.
    ///
    /// # Errors
    /// When the statement fails.
    pub fn step(&self) -> Result<Step, Fault> {
        // SAFETY: the statement lives.
        match unsafe { raw::sqlite3_step(self.stmt) } {
            raw::ROW => Ok(Step::Row),
            raw::DONE => Ok(Step::Done),
            raw::MISUSE => Err(Fault::of(raw::MISUSE)),
            code if self.inner.get().is_null() => Err(Fault::of(code)),
            _ => Err(self.inner.fault()),
        }
    }

    /// Back to its beginning; its parameters keep their values.
    pub fn reset(&self) {
        // SAFETY: the statement lives. What it says is how the last step ended.
        unsafe { raw::sqlite3_reset(self.stmt) };
    }

    /// How many columns its rows have.
    pub fn columns(&self) -> c_int {
        // SAFETY: the statement lives.
        unsafe { raw::sqlite3_column_count(self.stmt) }
    }

    /// How many columns the present row has: none where there is none.
    pub fn values(&self) -> c_int {
        // SAFETY: the statement lives.
        unsafe { raw::sqlite3_data_count(self.stmt) }
    }

    /// A column's name.
    pub fn column_name(&self, at: c_int) -> Option<String> {
        // SAFETY: the statement lives; the name ends with a zero.
        unsafe { text(raw::sqlite3_column_name(self.stmt, at)) }
    }

    /// The type that a column was declared with.
    pub fn declared(&self, at: c_int) -> Option<String> {
        // SAFETY: the statement lives; the type ends with a zero.
        unsafe { text(raw::sqlite3_column_decltype(self.stmt, at)) }
    }

    /// A value of the present row.
    pub fn value(&self, at: c_int) -> Value {
        if at < 0 || at >= self.values() {
            return Value::Null;
        }
        // SAFETY: there is such a column.
        unsafe { Value::of_column(self.stmt, at) }
    }

    /// A value of the present row, as the bytes of its text.
    pub fn value_as_blob(&self, at: c_int) -> Option<Vec<u8>> {
        match self.value(at) {
            Value::Null => None,
            // Where there are no bytes, SQLite says that there is nothing, and CPython asks no further.
            Value::Blob(bytes) | Value::Text(bytes) => {
                Some(bytes).filter(|bytes| !bytes.is_empty())
            }
            // SAFETY: there is such a column, of which SQLite makes text.
            Value::Integer(_) | Value::Real(_) => unsafe {
                let place = raw::sqlite3_column_blob(self.stmt, at);
                let length = raw::sqlite3_column_bytes(self.stmt, at);
                Some(crate::value::bytes(place, length))
            },
        }
    }

    /// Whether it changes nothing.
    pub fn only_reads(&self) -> bool {
        // SAFETY: the statement lives.
        unsafe { raw::sqlite3_stmt_readonly(self.stmt) != 0 }
    }

    /// Whether it has begun and is not over.
    pub fn is_busy(&self) -> bool {
        // SAFETY: the statement lives.
        unsafe { raw::sqlite3_stmt_busy(self.stmt) != 0 }
    }
}

impl Drop for Statement {
    fn drop(&mut self) {
        // SAFETY: nobody uses it any more.
        unsafe { raw::sqlite3_finalize(self.stmt) };
    }
}
