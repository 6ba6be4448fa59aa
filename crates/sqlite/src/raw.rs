//! SQLite's interface in C, as far as it is used: see <https://sqlite.org/c3ref/funclist.html>.

#![expect(unsafe_code, reason = "the declarations of C's functions")]

use std::ffi::{c_char, c_int, c_uchar, c_uint, c_void};

#[cfg(not(target_arch = "wasm32"))]
use libsqlite3_sys as _;

/// `sqlite3`: a connection.
#[repr(C)]
pub(crate) struct Connection {
    _opaque: [u8; 0],
}
/// `sqlite3_stmt`.
#[repr(C)]
pub(crate) struct Stmt {
    _opaque: [u8; 0],
}
/// `sqlite3_value`.
#[repr(C)]
pub(crate) struct RawValue {
    _opaque: [u8; 0],
}
/// `sqlite3_context`.
#[repr(C)]
pub(crate) struct Context {
    _opaque: [u8; 0],
}
/// `sqlite3_blob`.
#[repr(C)]
pub(crate) struct RawBlob {
    _opaque: [u8; 0],
}
/// `sqlite3_backup`.
#[repr(C)]
pub(crate) struct RawBackup {
    _opaque: [u8; 0],
}

pub(crate) const OK: c_int = 0;
pub(crate) const ERROR: c_int = 1;
pub(crate) const BUSY: c_int = 5;
pub(crate) const NOMEM: c_int = 7;
pub(crate) const IOERR: c_int = 10;
pub(crate) const NOTFOUND: c_int = 12;
pub(crate) const CANTOPEN: c_int = 14;
pub(crate) const MISUSE: c_int = 21;
pub(crate) const ROW: c_int = 100;
pub(crate) const DONE: c_int = 101;
pub(crate) const IOERR_SHORT_READ: c_int = IOERR | 2 << 8;

pub(crate) const UTF8: c_int = 1;
pub(crate) const DETERMINISTIC: c_int = 0x800;
pub(crate) const TRACE_STMT: c_uint = 1;
pub(crate) const SERIALIZE_NOCOPY: c_uint = 1;
pub(crate) const DESERIALIZE_FREEONCLOSE: c_uint = 1;
pub(crate) const DESERIALIZE_RESIZEABLE: c_uint = 2;

/// What SQLite does with bytes that it is given: it copies them (`SQLITE_TRANSIENT`).
pub(crate) const TRANSIENT: isize = -1;

pub(crate) type Destroy = unsafe extern "C" fn(*mut c_void);
pub(crate) type Arguments = unsafe extern "C" fn(*mut Context, c_int, *mut *mut RawValue);
pub(crate) type Final = unsafe extern "C" fn(*mut Context);
pub(crate) type Compare =
    unsafe extern "C" fn(*mut c_void, c_int, *const c_void, c_int, *const c_void) -> c_int;
pub(crate) type Authorize = unsafe extern "C" fn(
    *mut c_void,
    c_int,
    *const c_char,
    *const c_char,
    *const c_char,
    *const c_char,
) -> c_int;
pub(crate) type Traced =
    unsafe extern "C" fn(c_uint, *mut c_void, *mut c_void, *mut c_void) -> c_int;

/// `sqlite3_file`.
#[repr(C)]
pub(crate) struct File {
    pub(crate) methods: *const IoMethods,
}

/// `sqlite3_io_methods`, of version 2.
#[repr(C)]
pub(crate) struct IoMethods {
    pub(crate) version: c_int,
    pub(crate) close: unsafe extern "C" fn(*mut File) -> c_int,
    pub(crate) read: unsafe extern "C" fn(*mut File, *mut c_void, c_int, i64) -> c_int,
    pub(crate) write: unsafe extern "C" fn(*mut File, *const c_void, c_int, i64) -> c_int,
    pub(crate) truncate: unsafe extern "C" fn(*mut File, i64) -> c_int,
    pub(crate) sync: unsafe extern "C" fn(*mut File, c_int) -> c_int,
    pub(crate) size: unsafe extern "C" fn(*mut File, *mut i64) -> c_int,
    pub(crate) lock: unsafe extern "C" fn(*mut File, c_int) -> c_int,
    pub(crate) unlock: unsafe extern "C" fn(*mut File, c_int) -> c_int,
    pub(crate) check_reserved: unsafe extern "C" fn(*mut File, *mut c_int) -> c_int,
    pub(crate) control: unsafe extern "C" fn(*mut File, c_int, *mut c_void) -> c_int,
    pub(crate) sector_size: unsafe extern "C" fn(*mut File) -> c_int,
    pub(crate) characteristics: unsafe extern "C" fn(*mut File) -> c_int,
    pub(crate) map: unsafe extern "C" fn(*mut File, c_int, c_int, c_int, *mut *mut c_void) -> c_int,
    pub(crate) lock_shared: unsafe extern "C" fn(*mut File, c_int, c_int, c_int) -> c_int,
    pub(crate) barrier: unsafe extern "C" fn(*mut File),
    pub(crate) unmap: unsafe extern "C" fn(*mut File, c_int) -> c_int,
}

/// `sqlite3_vfs`, of version 2.
#[repr(C)]
pub(crate) struct Vfs {
    pub(crate) version: c_int,
    pub(crate) file_size: c_int,
    pub(crate) longest_path: c_int,
    pub(crate) next: *mut Vfs,
    pub(crate) name: *const c_char,
    pub(crate) data: *mut c_void,
    pub(crate) open:
        unsafe extern "C" fn(*mut Vfs, *const c_char, *mut File, c_int, *mut c_int) -> c_int,
    pub(crate) delete: unsafe extern "C" fn(*mut Vfs, *const c_char, c_int) -> c_int,
    pub(crate) access: unsafe extern "C" fn(*mut Vfs, *const c_char, c_int, *mut c_int) -> c_int,
    pub(crate) full_path:
        unsafe extern "C" fn(*mut Vfs, *const c_char, c_int, *mut c_char) -> c_int,
    pub(crate) load: Option<unsafe extern "C" fn()>,
    pub(crate) load_error: Option<unsafe extern "C" fn()>,
    pub(crate) symbol: Option<unsafe extern "C" fn()>,
    pub(crate) unload: Option<unsafe extern "C" fn()>,
    pub(crate) randomness: unsafe extern "C" fn(*mut Vfs, c_int, *mut c_char) -> c_int,
    pub(crate) sleep: unsafe extern "C" fn(*mut Vfs, c_int) -> c_int,
    pub(crate) time: unsafe extern "C" fn(*mut Vfs, *mut f64) -> c_int,
    pub(crate) last_error: unsafe extern "C" fn(*mut Vfs, c_int, *mut c_char) -> c_int,
    pub(crate) time_int: unsafe extern "C" fn(*mut Vfs, *mut i64) -> c_int,
}

#[cfg_attr(target_arch = "wasm32", link(wasm_import_module = "./sqlite.js"))]
unsafe extern "C" {
    pub(crate) fn sqlite3_aggregate_context(context: *mut Context, bytes: c_int) -> *mut c_void;
    pub(crate) fn sqlite3_backup_finish(backup: *mut RawBackup) -> c_int;
    pub(crate) fn sqlite3_backup_init(
        to: *mut Connection,
        to_name: *const c_char,
        from: *mut Connection,
        from_name: *const c_char,
    ) -> *mut RawBackup;
    pub(crate) fn sqlite3_backup_pagecount(backup: *mut RawBackup) -> c_int;
    pub(crate) fn sqlite3_backup_remaining(backup: *mut RawBackup) -> c_int;
    pub(crate) fn sqlite3_backup_step(backup: *mut RawBackup, pages: c_int) -> c_int;
    pub(crate) fn sqlite3_bind_blob(
        stmt: *mut Stmt,
        at: c_int,
        bytes: *const c_void,
        length: c_int,
        destroy: isize,
    ) -> c_int;
    pub(crate) fn sqlite3_bind_double(stmt: *mut Stmt, at: c_int, value: f64) -> c_int;
    pub(crate) fn sqlite3_bind_int64(stmt: *mut Stmt, at: c_int, value: i64) -> c_int;
    pub(crate) fn sqlite3_bind_null(stmt: *mut Stmt, at: c_int) -> c_int;
    pub(crate) fn sqlite3_bind_parameter_count(stmt: *mut Stmt) -> c_int;
    pub(crate) fn sqlite3_bind_parameter_name(stmt: *mut Stmt, at: c_int) -> *const c_char;
    pub(crate) fn sqlite3_bind_text(
        stmt: *mut Stmt,
        at: c_int,
        text: *const c_char,
        length: c_int,
        destroy: isize,
    ) -> c_int;
    pub(crate) fn sqlite3_blob_bytes(blob: *mut RawBlob) -> c_int;
    pub(crate) fn sqlite3_blob_close(blob: *mut RawBlob) -> c_int;
    pub(crate) fn sqlite3_blob_open(
        db: *mut Connection,
        schema: *const c_char,
        table: *const c_char,
        column: *const c_char,
        row: i64,
        writes: c_int,
        blob: *mut *mut RawBlob,
    ) -> c_int;
    pub(crate) fn sqlite3_blob_read(
        blob: *mut RawBlob,
        into: *mut c_void,
        length: c_int,
        at: c_int,
    ) -> c_int;
    pub(crate) fn sqlite3_blob_write(
        blob: *mut RawBlob,
        bytes: *const c_void,
        length: c_int,
        at: c_int,
    ) -> c_int;
    pub(crate) fn sqlite3_busy_timeout(db: *mut Connection, milliseconds: c_int) -> c_int;
    pub(crate) fn sqlite3_changes(db: *mut Connection) -> c_int;
    pub(crate) fn sqlite3_close_v2(db: *mut Connection) -> c_int;
    pub(crate) fn sqlite3_column_blob(stmt: *mut Stmt, at: c_int) -> *const c_void;
    pub(crate) fn sqlite3_column_bytes(stmt: *mut Stmt, at: c_int) -> c_int;
    pub(crate) fn sqlite3_column_count(stmt: *mut Stmt) -> c_int;
    pub(crate) fn sqlite3_column_decltype(stmt: *mut Stmt, at: c_int) -> *const c_char;
    pub(crate) fn sqlite3_column_double(stmt: *mut Stmt, at: c_int) -> f64;
    pub(crate) fn sqlite3_column_int64(stmt: *mut Stmt, at: c_int) -> i64;
    pub(crate) fn sqlite3_column_name(stmt: *mut Stmt, at: c_int) -> *const c_char;
    pub(crate) fn sqlite3_column_text(stmt: *mut Stmt, at: c_int) -> *const c_uchar;
    pub(crate) fn sqlite3_column_type(stmt: *mut Stmt, at: c_int) -> c_int;
    pub(crate) fn sqlite3_complete(sql: *const c_char) -> c_int;
    pub(crate) fn sqlite3_create_collation_v2(
        db: *mut Connection,
        name: *const c_char,
        encoding: c_int,
        data: *mut c_void,
        compare: Option<Compare>,
        destroy: Option<Destroy>,
    ) -> c_int;
    pub(crate) fn sqlite3_create_function_v2(
        db: *mut Connection,
        name: *const c_char,
        arguments: c_int,
        flags: c_int,
        data: *mut c_void,
        function: Option<Arguments>,
        step: Option<Arguments>,
        end: Option<Final>,
        destroy: Option<Destroy>,
    ) -> c_int;
    pub(crate) fn sqlite3_create_window_function(
        db: *mut Connection,
        name: *const c_char,
        arguments: c_int,
        flags: c_int,
        data: *mut c_void,
        step: Option<Arguments>,
        end: Option<Final>,
        value: Option<Final>,
        inverse: Option<Arguments>,
        destroy: Option<Destroy>,
    ) -> c_int;
    pub(crate) fn sqlite3_data_count(stmt: *mut Stmt) -> c_int;
    pub(crate) fn sqlite3_db_config(db: *mut Connection, option: c_int, ...) -> c_int;
    pub(crate) fn sqlite3_deserialize(
        db: *mut Connection,
        schema: *const c_char,
        data: *mut c_uchar,
        size: i64,
        room: i64,
        flags: c_uint,
    ) -> c_int;
    pub(crate) fn sqlite3_errmsg(db: *mut Connection) -> *const c_char;
    pub(crate) fn sqlite3_errstr(code: c_int) -> *const c_char;
    pub(crate) fn sqlite3_expanded_sql(stmt: *mut Stmt) -> *mut c_char;
    pub(crate) fn sqlite3_extended_errcode(db: *mut Connection) -> c_int;
    pub(crate) fn sqlite3_extended_result_codes(db: *mut Connection, on: c_int) -> c_int;
    pub(crate) fn sqlite3_finalize(stmt: *mut Stmt) -> c_int;
    pub(crate) fn sqlite3_free(place: *mut c_void);
    pub(crate) fn sqlite3_get_autocommit(db: *mut Connection) -> c_int;
    pub(crate) fn sqlite3_initialize() -> c_int;
    pub(crate) fn sqlite3_interrupt(db: *mut Connection);
    pub(crate) fn sqlite3_last_insert_rowid(db: *mut Connection) -> i64;
    pub(crate) fn sqlite3_libversion() -> *const c_char;
    pub(crate) fn sqlite3_limit(db: *mut Connection, limit: c_int, value: c_int) -> c_int;
    pub(crate) fn sqlite3_malloc64(bytes: u64) -> *mut c_void;
    pub(crate) fn sqlite3_open_v2(
        name: *const c_char,
        db: *mut *mut Connection,
        flags: c_int,
        vfs: *const c_char,
    ) -> c_int;
    pub(crate) fn sqlite3_prepare_v2(
        db: *mut Connection,
        sql: *const c_char,
        length: c_int,
        stmt: *mut *mut Stmt,
        tail: *mut *const c_char,
    ) -> c_int;
    pub(crate) fn sqlite3_progress_handler(
        db: *mut Connection,
        steps: c_int,
        handler: Option<unsafe extern "C" fn(*mut c_void) -> c_int>,
        data: *mut c_void,
    );
    pub(crate) fn sqlite3_reset(stmt: *mut Stmt) -> c_int;
    pub(crate) fn sqlite3_result_blob(
        context: *mut Context,
        bytes: *const c_void,
        length: c_int,
        destroy: isize,
    );
    pub(crate) fn sqlite3_result_double(context: *mut Context, value: f64);
    pub(crate) fn sqlite3_result_error(context: *mut Context, text: *const c_char, length: c_int);
    pub(crate) fn sqlite3_result_error_nomem(context: *mut Context);
    pub(crate) fn sqlite3_result_error_toobig(context: *mut Context);
    pub(crate) fn sqlite3_result_int64(context: *mut Context, value: i64);
    pub(crate) fn sqlite3_result_null(context: *mut Context);
    pub(crate) fn sqlite3_result_text(
        context: *mut Context,
        text: *const c_char,
        length: c_int,
        destroy: isize,
    );
    pub(crate) fn sqlite3_serialize(
        db: *mut Connection,
        schema: *const c_char,
        size: *mut i64,
        flags: c_uint,
    ) -> *mut c_uchar;
    pub(crate) fn sqlite3_set_authorizer(
        db: *mut Connection,
        authorizer: Option<Authorize>,
        data: *mut c_void,
    ) -> c_int;
    pub(crate) fn sqlite3_sql(stmt: *mut Stmt) -> *const c_char;
    pub(crate) fn sqlite3_step(stmt: *mut Stmt) -> c_int;
    pub(crate) fn sqlite3_stmt_busy(stmt: *mut Stmt) -> c_int;
    pub(crate) fn sqlite3_stmt_readonly(stmt: *mut Stmt) -> c_int;
    pub(crate) fn sqlite3_threadsafe() -> c_int;
    pub(crate) fn sqlite3_total_changes(db: *mut Connection) -> c_int;
    pub(crate) fn sqlite3_trace_v2(
        db: *mut Connection,
        mask: c_uint,
        callback: Option<Traced>,
        data: *mut c_void,
    ) -> c_int;
    pub(crate) fn sqlite3_user_data(context: *mut Context) -> *mut c_void;
    pub(crate) fn sqlite3_value_blob(value: *mut RawValue) -> *const c_void;
    pub(crate) fn sqlite3_value_bytes(value: *mut RawValue) -> c_int;
    pub(crate) fn sqlite3_value_double(value: *mut RawValue) -> f64;
    pub(crate) fn sqlite3_value_int64(value: *mut RawValue) -> i64;
    pub(crate) fn sqlite3_value_text(value: *mut RawValue) -> *const c_uchar;
    pub(crate) fn sqlite3_value_type(value: *mut RawValue) -> c_int;
    pub(crate) fn sqlite3_vfs_find(name: *const c_char) -> *mut Vfs;
    pub(crate) fn sqlite3_vfs_register(vfs: *mut Vfs, is_default: c_int) -> c_int;
    pub(crate) fn sqlite3_vfs_unregister(vfs: *mut Vfs) -> c_int;
}
