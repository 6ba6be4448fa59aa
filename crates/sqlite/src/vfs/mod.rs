//! What SQLite calls a virtual file system: [`Files`] as it is in C.
//!
//! * [`file`]: an open file of it.

#![expect(unsafe_code, reason = "SQLite calls its file system through pointers")]

mod file;

use crate::{
    files::{Files, Open},
    raw,
};
use file::{METHODS, OpenFile, State};
use std::{
    cell::{Cell, RefCell},
    ffi::{CStr, c_char, c_int},
    mem::size_of,
    ptr,
    rc::Rc,
    slice,
};

thread_local! {
    static FILES: RefCell<Option<Rc<dyn Files>>> = const { RefCell::new(None) };
    static LOAD: Cell<Option<fn() -> bool>> = const { Cell::new(None) };
    static INSTALLED: Cell<bool> = const { Cell::new(false) };
}

/// Where SQLite is a module of its own: how it is loaded. Whether it could be.
pub fn load_with(load: fn() -> bool) {
    LOAD.set(Some(load));
}

/// Gives SQLite this disk, and no other. The first database is opened after that, and nothing is called before. Whether
/// SQLite is there.
pub fn install(files: Rc<dyn Files>) -> bool {
    FILES.with(|place| *place.borrow_mut() = Some(files));
    if INSTALLED.get() {
        return true;
    }
    if LOAD.get().is_some_and(|load| !load()) {
        return false;
    }
    INSTALLED.set(true);
    let vfs = Box::new(raw::Vfs {
        version: 2,
        file_size: size_of::<OpenFile>() as c_int,
        longest_path: 1024,
        next: ptr::null_mut(),
        name: c"loopscope".as_ptr(),
        data: ptr::null_mut(),
        open,
        delete,
        access,
        full_path,
        load: None,
        load_error: None,
        symbol: None,
        unload: None,
        randomness,
        sleep,
        time,
        last_error,
        time_int,
    });
    // SAFETY: the table of functions stays for ever; those that SQLite has itself lead to the machine's own disk.
    unsafe {
        raw::sqlite3_initialize();
        for name in [
            c"unix",
            c"unix-none",
            c"unix-dotfile",
            c"unix-excl",
            c"none",
        ] {
            let own = raw::sqlite3_vfs_find(name.as_ptr());
            if !own.is_null() {
                raw::sqlite3_vfs_unregister(own);
            }
        }
        let vfs = Box::into_raw(vfs);
        // Where databases in memory get the time and chance from.
        let in_memory = raw::sqlite3_vfs_find(c"memdb".as_ptr());
        if !in_memory.is_null() {
            (*in_memory).data = vfs.cast();
        }
        raw::sqlite3_vfs_register(vfs, 1);
    }
    true
}

fn files() -> Option<Rc<dyn Files>> {
    FILES.with(|files| files.borrow().clone())
}

/// # Safety
/// A path, or null.
unsafe fn path<'a>(at: *const c_char) -> Option<&'a CStr> {
    // SAFETY: see above.
    (!at.is_null()).then(|| unsafe { CStr::from_ptr(at) })
}

unsafe extern "C" fn open(
    _: *mut raw::Vfs,
    name: *const c_char,
    file: *mut raw::File,
    flags: c_int,
    out: *mut c_int,
) -> c_int {
    const READONLY: c_int = 1;
    const READWRITE: c_int = 2;
    const CREATE: c_int = 4;
    const DELETE_ON_CLOSE: c_int = 8;
    const EXCLUSIVE: c_int = 0x10;
    let mut how = Open {
        writes: flags & READWRITE != 0,
        creates: flags & CREATE != 0,
        alone: flags & EXCLUSIVE != 0,
    };
    // SAFETY: SQLite gives a place for an `OpenFile`, and a name that it keeps.
    unsafe {
        (*file).methods = ptr::null();
        let Some(files) = files() else {
            return raw::CANTOPEN;
        };
        let name = path(name);
        let mut handle = files.open(name, how);
        if handle.is_none() && how.writes && !how.alone {
            how.writes = false;
            how.creates = false;
            handle = files.open(name, how);
        }
        let Some(handle) = handle else {
            return raw::CANTOPEN;
        };
        if !out.is_null() {
            let given = flags & !(READONLY | READWRITE);
            *out = given
                | if how.writes && !handle.only_reads {
                    READWRITE
                } else {
                    READONLY
                };
        }
        let state = State {
            handle,
            level: Cell::default(),
            slots: Cell::default(),
            path: name.map(CStr::to_owned),
            is_temporary: flags & DELETE_ON_CLOSE != 0,
        };
        let file = file.cast::<OpenFile>();
        (*file).state = Box::into_raw(Box::new(state));
        (*file).base.methods = &METHODS;
    }
    raw::OK
}

unsafe extern "C" fn delete(_: *mut raw::Vfs, name: *const c_char, _sync: c_int) -> c_int {
    const IOERR_DELETE: c_int = raw::IOERR | 10 << 8;
    const IOERR_DELETE_NOENT: c_int = raw::IOERR | 23 << 8;
    // SAFETY: a path.
    let deleted = unsafe { path(name) }.and_then(|path| files()?.delete(path));
    match deleted {
        Some(true) => raw::OK,
        Some(false) => IOERR_DELETE_NOENT,
        None => IOERR_DELETE,
    }
}

unsafe extern "C" fn access(
    _: *mut raw::Vfs,
    name: *const c_char,
    flags: c_int,
    out: *mut c_int,
) -> c_int {
    const READWRITE: c_int = 1;
    // SAFETY: a path, and a place for the answer.
    unsafe {
        let there = path(name).is_some_and(|path| {
            files().is_some_and(|files| files.access(path, flags == READWRITE))
        });
        *out = c_int::from(there);
    }
    raw::OK
}

unsafe extern "C" fn full_path(
    _: *mut raw::Vfs,
    name: *const c_char,
    room: c_int,
    out: *mut c_char,
) -> c_int {
    // SAFETY: a path, and a place of so many bytes.
    unsafe {
        let Some(full) = path(name).and_then(|path| files()?.full_path(path)) else {
            return raw::CANTOPEN;
        };
        if full.len() >= usize::try_from(room).unwrap_or(0) {
            return raw::CANTOPEN;
        }
        ptr::copy_nonoverlapping(full.as_ptr(), out.cast(), full.len());
        *out.add(full.len()) = 0;
    }
    raw::OK
}

unsafe extern "C" fn randomness(_: *mut raw::Vfs, length: c_int, out: *mut c_char) -> c_int {
    let bytes = usize::try_from(length).unwrap_or(0);
    if let Some(files) = files() {
        // SAFETY: a place of so many bytes.
        files.random(unsafe { slice::from_raw_parts_mut(out.cast(), bytes) });
    }
    length
}

unsafe extern "C" fn sleep(_: *mut raw::Vfs, microseconds: c_int) -> c_int {
    if let Some(files) = files() {
        files.sleep(u64::try_from(microseconds).unwrap_or(0));
    }
    microseconds
}

unsafe extern "C" fn time(vfs: *mut raw::Vfs, out: *mut f64) -> c_int {
    let mut milliseconds = 0;
    // SAFETY: places for the answers.
    unsafe {
        time_int(vfs, &mut milliseconds);
        *out = milliseconds as f64 / 86_400_000.0;
    }
    raw::OK
}

unsafe extern "C" fn time_int(_: *mut raw::Vfs, out: *mut i64) -> c_int {
    /// Milliseconds of the Julian calendar at the beginning of 1970.
    const EPOCH: i64 = 210_866_760_000_000;
    // SAFETY: a place for the answer.
    unsafe { *out = EPOCH + files().map_or(0, |files| files.time_ms()) };
    raw::OK
}

unsafe extern "C" fn last_error(_: *mut raw::Vfs, _: c_int, _: *mut c_char) -> c_int {
    0
}
