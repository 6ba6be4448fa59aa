//! A connection.

#![expect(unsafe_code, reason = "SQLite's connections are pointers")]

use crate::{Statement, functions::Kept, raw};
use std::{
    cell::{Cell, RefCell},
    collections::HashMap,
    ffi::{CStr, CString, c_char, c_int},
    ptr,
    rc::Rc,
};

/// Why something failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// SQLite's result code, in its extended form.
    pub code: c_int,
    /// SQLite's words for it.
    pub message: String,
}

/// The text that lies there, or none.
///
/// # Safety
/// It ends with a zero, where it is not null.
pub(crate) unsafe fn text(at: *const c_char) -> Option<String> {
    // SAFETY: see above.
    (!at.is_null()).then(|| unsafe { CStr::from_ptr(at).to_string_lossy().into_owned() })
}

/// SQLite's version.
pub fn version() -> String {
    // SAFETY: a constant text.
    unsafe { text(raw::sqlite3_libversion()) }.unwrap_or_default()
}

/// How it was compiled for threads: `SQLITE_THREADSAFE`.
pub fn is_threadsafe() -> c_int {
    // SAFETY: a constant.
    unsafe { raw::sqlite3_threadsafe() }
}

/// Whether these are whole statements.
pub fn complete(sql: &CStr) -> bool {
    // SAFETY: it reads the text alone.
    unsafe { raw::sqlite3_complete(sql.as_ptr()) != 0 }
}

/// What a connection is to all that is opened in it.
pub(crate) struct Inner {
    db: Cell<*mut raw::Connection>,
    /// What SQLite calls, by what for: given back when it is replaced.
    pub(crate) kept: RefCell<HashMap<&'static str, Kept>>,
}

impl Inner {
    /// The connection; null when it is closed.
    pub(crate) fn get(&self) -> *mut raw::Connection {
        self.db.get()
    }

    pub(crate) fn fault(&self) -> Fault {
        // SAFETY: with null they say that there is no memory.
        unsafe {
            Fault {
                code: raw::sqlite3_extended_errcode(self.get()),
                message: text(raw::sqlite3_errmsg(self.get())).unwrap_or_default(),
            }
        }
    }

    pub(crate) fn check(&self, code: c_int) -> Result<(), Fault> {
        if code == raw::OK {
            return Ok(());
        }
        if self.get().is_null() || code == raw::MISUSE {
            return Err(Fault::of(code));
        }
        Err(self.fault())
    }

    fn close(&self) {
        let db = self.db.replace(ptr::null_mut());
        if !db.is_null() {
            // SAFETY: it was open. What is still open in it keeps it alive: a zombie.
            unsafe {
                raw::sqlite3_trace_v2(db, 0, None, ptr::null_mut());
                raw::sqlite3_progress_handler(db, 0, None, ptr::null_mut());
                raw::sqlite3_set_authorizer(db, None, ptr::null_mut());
                raw::sqlite3_close_v2(db);
            }
        }
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        self.close();
    }
}

impl Fault {
    /// What this code means.
    pub fn of(code: c_int) -> Self {
        // SAFETY: a constant text.
        let message = unsafe { text(raw::sqlite3_errstr(code)) }.unwrap_or_default();
        Self { code, message }
    }
}

/// A connection to a database. What was opened in it goes on when it is closed.
pub struct Database {
    pub(crate) inner: Rc<Inner>,
}

impl Database {
    /// Opens the file of that name, or whatever the name means to SQLite.
    ///
    /// # Errors
    /// When it cannot be opened.
    pub fn open(name: &CStr, is_uri: bool, timeout_ms: c_int) -> Result<Self, Fault> {
        const READWRITE: c_int = 2;
        const CREATE: c_int = 4;
        const URI: c_int = 0x40;
        let flags = READWRITE | CREATE | if is_uri { URI } else { 0 };
        let mut db = ptr::null_mut();
        // SAFETY: a name that ends with a zero, and a place for the connection.
        let code = unsafe { raw::sqlite3_open_v2(name.as_ptr(), &mut db, flags, ptr::null()) };
        let inner = Rc::new(Inner {
            db: Cell::new(db),
            kept: RefCell::default(),
        });
        if code != raw::OK {
            return Err(if db.is_null() {
                Fault::of(code)
            } else {
                inner.fault()
            });
        }
        // SAFETY: it is open.
        unsafe {
            raw::sqlite3_extended_result_codes(db, 1);
            raw::sqlite3_busy_timeout(db, timeout_ms);
        }
        Ok(Self { inner })
    }

    /// Closes it.
    pub fn close(&self) {
        self.inner.close();
    }

    fn open_db(&self) -> Option<*mut raw::Connection> {
        Some(self.inner.get()).filter(|db| !db.is_null())
    }

    /// The first statement of `sql`, if there is any, and how many bytes it has.
    ///
    /// # Errors
    /// When it is none.
    pub fn prepare(&self, sql: &[u8]) -> Result<(Option<Statement>, usize), Fault> {
        let text = CString::new(sql).map_err(|_| Fault::of(raw::ERROR))?;
        let mut stmt = ptr::null_mut();
        let mut tail = ptr::null();
        let length = c_int::try_from(sql.len() + 1).unwrap_or(-1);
        let db = self.open_db().ok_or_else(|| Fault::of(raw::MISUSE))?;
        // SAFETY: it is open, the text ends with a zero, and there are places for what comes.
        let code =
            unsafe { raw::sqlite3_prepare_v2(db, text.as_ptr(), length, &mut stmt, &mut tail) };
        self.inner.check(code)?;
        let read = if tail.is_null() {
            sql.len()
        } else {
            tail.addr() - text.as_ptr().addr()
        };
        let statement = (!stmt.is_null()).then(|| Statement::new(stmt, self.inner.clone()));
        Ok((statement, read.min(sql.len())))
    }

    /// How many rows the last statement changed.
    pub fn changes(&self) -> c_int {
        // SAFETY: it is open.
        self.open_db()
            .map_or(0, |db| unsafe { raw::sqlite3_changes(db) })
    }

    /// How many rows all statements changed.
    pub fn total_changes(&self) -> c_int {
        // SAFETY: it is open.
        self.open_db()
            .map_or(0, |db| unsafe { raw::sqlite3_total_changes(db) })
    }

    /// The row that was inserted last.
    pub fn last_row(&self) -> i64 {
        // SAFETY: it is open.
        self.open_db()
            .map_or(0, |db| unsafe { raw::sqlite3_last_insert_rowid(db) })
    }

    /// Whether no transaction is in progress.
    pub fn commits_itself(&self) -> bool {
        // SAFETY: it is open.
        self.open_db()
            .is_none_or(|db| unsafe { raw::sqlite3_get_autocommit(db) != 0 })
    }

    /// Ends the statements that are running as soon as can be.
    pub fn interrupt(&self) {
        if let Some(db) = self.open_db() {
            // SAFETY: it is open.
            unsafe { raw::sqlite3_interrupt(db) }
        }
    }

    /// `sqlite3_limit`: what the limit was. A negative value changes nothing.
    pub fn limit(&self, limit: c_int, value: c_int) -> c_int {
        // SAFETY: it is open.
        self.open_db()
            .map_or(-1, |db| unsafe { raw::sqlite3_limit(db, limit, value) })
    }

    /// `sqlite3_db_config` for an option that is on or off: how it is now.
    ///
    /// # Errors
    /// When SQLite knows no such option.
    pub fn configure(&self, option: c_int, on: Option<bool>) -> Result<bool, Fault> {
        let db = self.open_db().ok_or_else(|| Fault::of(raw::MISUSE))?;
        let mut now: c_int = 0;
        let value = on.map_or(-1, c_int::from);
        // SAFETY: options of this kind take a number and a place for one.
        let code = unsafe { raw::sqlite3_db_config(db, option, value, &raw mut now) };
        self.inner.check(code)?;
        Ok(now != 0)
    }

    /// What went wrong last.
    pub fn fault(&self) -> Fault {
        self.inner.fault()
    }

    /// The database as a file would have it; none where there is none of that name.
    pub fn serialize(&self, schema: &CStr) -> Option<Vec<u8>> {
        let db = self.open_db()?;
        let mut size = 0;
        // SAFETY: it is open. With this flag the bytes are SQLite's own, to be copied at once.
        unsafe {
            let at = raw::sqlite3_serialize(db, schema.as_ptr(), &mut size, raw::SERIALIZE_NOCOPY);
            if !at.is_null() {
                return Some(crate::value::bytes(at.cast(), c_int::try_from(size).ok()?));
            }
            let at = raw::sqlite3_serialize(db, schema.as_ptr(), &mut size, 0);
            if at.is_null() {
                return None;
            }
            let bytes = crate::value::bytes(at.cast(), c_int::try_from(size).unwrap_or(0));
            raw::sqlite3_free(at.cast());
            Some(bytes)
        }
    }

    /// Puts a database in memory, with this content, into the place of another.
    ///
    /// # Errors
    /// When there is none of that name, or it is in use.
    pub fn deserialize(&self, schema: &CStr, content: &[u8]) -> Result<(), Fault> {
        let db = self.open_db().ok_or_else(|| Fault::of(raw::MISUSE))?;
        let size = content.len();
        // SAFETY: SQLite gets memory of its own, which it gives back.
        let code = unsafe {
            let place = raw::sqlite3_malloc64(size.max(1) as u64);
            if place.is_null() {
                return Err(Fault::of(raw::NOMEM));
            }
            ptr::copy_nonoverlapping(content.as_ptr(), place.cast::<u8>(), size);
            let flags = raw::DESERIALIZE_FREEONCLOSE | raw::DESERIALIZE_RESIZEABLE;
            let (place, size) = (place.cast(), size as i64);
            raw::sqlite3_deserialize(db, schema.as_ptr(), place, size, size, flags)
        };
        self.inner.check(code)
    }
}
