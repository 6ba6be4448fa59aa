//! What the caller adds to SQL, and what it is told while statements run.
//!
//! * [`called`]: what SQLite calls of this.

#![expect(unsafe_code, reason = "SQLite calls back through pointers")]

mod called;

use crate::{Database, Fault, Value, raw};
use called::{
    asked, called, compared, data_of, ended, inverted, let_go, progressed, stepped, traced, valued,
};
use std::{
    any::Any,
    cmp::Ordering,
    ffi::{CStr, c_int, c_void},
    ptr,
    rc::Rc,
};

/// Why a function gives no value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The statement fails with these words.
    Error(String),
    /// There is no memory.
    NoMemory,
    /// The value is too large.
    TooBig,
}

/// A function's value, or why it has none.
pub type Answer = Result<Value, Failure>;

/// What is called for each row.
pub type Function = dyn Fn(Vec<Value>) -> Answer;
/// What begins an aggregate.
pub type Begin = dyn Fn() -> Result<Box<dyn Aggregate>, Failure>;
/// What orders texts.
pub type Collation = dyn Fn(&[u8], &[u8]) -> Ordering;
/// What is asked while a statement is prepared, with a code of what it would do, and up to four names: `SQLITE_OK`,
/// `SQLITE_DENY` or `SQLITE_IGNORE`.
pub type Authorizer = dyn Fn(c_int, [Option<String>; 4]) -> c_int;
/// What is called now and then while a statement runs. Whether it is to stop.
pub type Progress = dyn Fn() -> bool;
/// What is told of each statement that begins: its words with its parameters' values, if they are not too long, and without.
pub type Trace = dyn Fn(Option<String>, String);

/// An aggregate's state, between its rows.
pub trait Aggregate {
    /// A row more.
    ///
    /// # Errors
    /// The statement fails.
    fn step(&mut self, row: Vec<Value>) -> Result<(), Failure>;
    /// The row that leaves a window.
    ///
    /// # Errors
    /// The statement fails.
    fn inverse(&mut self, row: Vec<Value>) -> Result<(), Failure>;
    /// The value of the window as it is.
    ///
    /// # Errors
    /// The statement fails.
    fn value(&mut self) -> Answer;
    /// The value of all rows.
    ///
    /// # Errors
    /// The statement fails.
    fn end(self: Box<Self>) -> Answer;
}

/// What SQLite calls as long as it is not replaced.
pub(crate) type Kept = Rc<dyn Any>;

impl Database {
    /// Adds a function to SQL, or takes it away.
    ///
    /// # Errors
    /// When SQLite does not take it.
    pub fn add_function(
        &self,
        name: &CStr,
        arguments: c_int,
        is_deterministic: bool,
        function: Option<Rc<Function>>,
    ) -> Result<(), Fault> {
        let flags = raw::UTF8
            | if is_deterministic {
                raw::DETERMINISTIC
            } else {
                0
            };
        let is_some = function.is_some();
        let data = function.map_or(ptr::null_mut(), |function| data_of(Box::new(function)));
        // SAFETY: `data` is what `called` expects, and is given back by `let_go`, also where this fails.
        let code = unsafe {
            raw::sqlite3_create_function_v2(
                self.inner.get(),
                name.as_ptr(),
                arguments,
                flags,
                data,
                is_some.then_some(called as raw::Arguments),
                None,
                None,
                is_some.then_some(let_go::<Rc<Function>> as raw::Destroy),
            )
        };
        self.inner.check(code)
    }

    /// Adds an aggregate to SQL, or takes it away; one of windows too, if so.
    ///
    /// # Errors
    /// When SQLite does not take it.
    pub fn add_aggregate(
        &self,
        name: &CStr,
        arguments: c_int,
        of_windows: bool,
        begin: Option<Rc<Begin>>,
    ) -> Result<(), Fault> {
        let is_some = begin.is_some();
        let data = begin.map_or(ptr::null_mut(), |begin| data_of(Box::new(begin)));
        let step = is_some.then_some(stepped as raw::Arguments);
        let end = is_some.then_some(ended as raw::Final);
        let destroy = is_some.then_some(let_go::<Rc<Begin>> as raw::Destroy);
        let (db, name) = (self.inner.get(), name.as_ptr());
        // SAFETY: as for functions.
        let code = unsafe {
            if of_windows {
                let value = is_some.then_some(valued as raw::Final);
                let inverse = is_some.then_some(inverted as raw::Arguments);
                raw::sqlite3_create_window_function(
                    db,
                    name,
                    arguments,
                    raw::UTF8,
                    data,
                    step,
                    end,
                    value,
                    inverse,
                    destroy,
                )
            } else {
                raw::sqlite3_create_function_v2(
                    db,
                    name,
                    arguments,
                    raw::UTF8,
                    data,
                    None,
                    step,
                    end,
                    destroy,
                )
            }
        };
        self.inner.check(code)
    }

    /// Adds an order of texts, or takes it away.
    ///
    /// # Errors
    /// When SQLite does not take it.
    pub fn add_collation(&self, name: &CStr, order: Option<Rc<Collation>>) -> Result<(), Fault> {
        let is_some = order.is_some();
        let data = order.map_or(ptr::null_mut(), |order| data_of(Box::new(order)));
        // SAFETY: as for functions; where it fails SQLite does not give `data` back.
        let code = unsafe {
            let code = raw::sqlite3_create_collation_v2(
                self.inner.get(),
                name.as_ptr(),
                raw::UTF8,
                data,
                is_some.then_some(compared as raw::Compare),
                is_some.then_some(let_go::<Rc<Collation>> as raw::Destroy),
            );
            if code != raw::OK && is_some {
                let_go::<Rc<Collation>>(data);
            }
            code
        };
        self.inner.check(code)
    }

    /// Asks this before anything is done; nobody, if there is none.
    ///
    /// # Errors
    /// When SQLite does not take it.
    pub fn set_authorizer(&self, authorizer: Option<Rc<Authorizer>>) -> Result<(), Fault> {
        let (data, is_some) = self.keep("authorizer", authorizer.map(Box::new));
        let authorize = is_some.then_some(asked as raw::Authorize);
        // SAFETY: `data` is kept until it is replaced or the connection is closed.
        let code = unsafe { raw::sqlite3_set_authorizer(self.inner.get(), authorize, data) };
        self.inner.check(code)
    }

    /// Calls this every so many steps of SQLite's machine.
    pub fn set_progress(&self, steps: c_int, progress: Option<Rc<Progress>>) {
        let (data, is_some) = self.keep("progress", progress.map(Box::new));
        let handler = is_some.then_some(progressed as unsafe extern "C" fn(_) -> _);
        // SAFETY: as above.
        unsafe { raw::sqlite3_progress_handler(self.inner.get(), steps, handler, data) };
    }

    /// Tells this of every statement.
    pub fn set_trace(&self, trace: Option<Rc<Trace>>) {
        let (data, is_some) = self.keep("trace", trace.map(Box::new));
        let mask = if is_some { raw::TRACE_STMT } else { 0 };
        let callback = is_some.then_some(traced as raw::Traced);
        // SAFETY: as above.
        unsafe { raw::sqlite3_trace_v2(self.inner.get(), mask, callback, data) };
    }

    /// Keeps what SQLite is about to be given, in the place of what it had; where it lies.
    fn keep<T: 'static>(&self, what: &'static str, kept: Option<Box<T>>) -> (*mut c_void, bool) {
        let Some(kept) = kept else {
            return (ptr::null_mut(), false);
        };
        let kept: Rc<T> = Rc::from(kept);
        let at = Rc::as_ptr(&kept).cast_mut().cast();
        let before = self.inner.kept.borrow_mut().insert(what, kept);
        // It may be what calls this.
        if let Some(before) = before {
            self.inner.kept.borrow_mut().insert("before", before);
        }
        (at, true)
    }
}
