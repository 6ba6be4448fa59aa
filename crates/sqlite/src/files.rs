//! The disk, the clock and chance that SQLite has: what it calls a virtual file system.

#![expect(unsafe_code, reason = "SQLite calls its file system through pointers")]

use crate::{
    locks::{Level, Locks},
    raw,
};
use std::{
    any::Any,
    cell::{Cell, RefCell},
    ffi::{CStr, c_char, c_int, c_void},
    mem::size_of,
    ptr,
    rc::Rc,
    slice,
};

/// How a file is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Open {
    /// It may be written.
    pub writes: bool,
    /// It is made where there is none.
    pub creates: bool,
    /// It must not be there.
    pub alone: bool,
}

/// An open file.
pub struct Handle {
    /// What the disk knows it by.
    pub file: Box<dyn Any>,
    /// The locks of that file, the same for all who open it.
    pub locks: Rc<Locks>,
    /// Whether it could only be opened for reading.
    pub only_reads: bool,
}

/// A disk, a clock and chance. What fails says no more than that it does: SQLite has its own words.
pub trait Files {
    /// Opens a file; one without a name, where there is no path.
    fn open(&self, path: Option<&CStr>, how: Open) -> Option<Handle>;
    /// Takes a file's name away. Whether it was there; none, where that cannot be done.
    fn delete(&self, path: &CStr) -> Option<bool>;
    /// Whether a file is there, and may be written, if that is asked.
    fn access(&self, path: &CStr, writes: bool) -> bool;
    /// The whole path of a file.
    fn full_path(&self, path: &CStr) -> Option<Vec<u8>>;
    /// Reads as many bytes as there are: how many.
    fn read(&self, handle: &Handle, at: u64, into: &mut [u8]) -> Option<usize>;
    /// Writes them all.
    fn write(&self, handle: &Handle, at: u64, bytes: &[u8]) -> bool;
    /// Cuts the file off there.
    fn truncate(&self, handle: &Handle, size: u64) -> bool;
    /// How long the file is.
    fn size(&self, handle: &Handle) -> Option<u64>;
    /// A file of that name stands for memory that connections share.
    fn shared(&self, path: &CStr, size: u64);
    /// Fills these bytes by chance.
    fn random(&self, into: &mut [u8]);
    /// Waits for so many microseconds.
    fn sleep(&self, microseconds: u64);
    /// Milliseconds since 1970.
    fn time_ms(&self) -> i64;
}

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

/// `sqlite3_file`, and what belongs to it.
#[repr(C)]
struct OpenFile {
    base: raw::File,
    state: *mut State,
}

struct State {
    handle: Handle,
    level: Cell<Level>,
    /// The slots of shared memory that it shares, and has alone.
    slots: Cell<(u8, u8)>,
    /// Its name, as SQLite keeps it.
    path: Option<std::ffi::CString>,
    /// It is taken away when it is closed.
    is_temporary: bool,
}

/// # Safety
/// `open` has made it.
unsafe fn state<'a>(file: *mut raw::File) -> &'a State {
    // SAFETY: see above; it lives until `close`.
    unsafe { &*(*file.cast::<OpenFile>()).state }
}

static METHODS: raw::IoMethods = raw::IoMethods {
    version: 2,
    close,
    read,
    write,
    truncate,
    sync,
    size,
    lock,
    unlock,
    check_reserved,
    control,
    sector_size,
    characteristics,
    map,
    lock_shared,
    barrier,
    unmap,
};

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

unsafe extern "C" fn close(file: *mut raw::File) -> c_int {
    // SAFETY: `open` has made it, and it is closed once.
    let state = unsafe {
        let file = file.cast::<OpenFile>();
        (*file).base.methods = ptr::null();
        Box::from_raw(ptr::replace(&raw mut (*file).state, ptr::null_mut()))
    };
    let mut level = state.level.get();
    state.handle.locks.unlock(&mut level, Level::None);
    if let (true, Some(path), Some(files)) = (state.is_temporary, &state.path, files()) {
        _ = files.delete(path);
    }
    raw::OK
}

unsafe extern "C" fn read(file: *mut raw::File, out: *mut c_void, length: c_int, at: i64) -> c_int {
    let length = usize::try_from(length).unwrap_or(0);
    // SAFETY: an open file, and a place of so many bytes.
    let (state, into) = unsafe {
        (
            state(file),
            slice::from_raw_parts_mut(out.cast::<u8>(), length),
        )
    };
    let read = files().and_then(|files| files.read(&state.handle, at as u64, into));
    match read {
        Some(read) if read == length => raw::OK,
        Some(read) => {
            into[read..].fill(0);
            raw::IOERR_SHORT_READ
        }
        None => raw::IOERR | 1 << 8,
    }
}

unsafe extern "C" fn write(
    file: *mut raw::File,
    bytes: *const c_void,
    length: c_int,
    at: i64,
) -> c_int {
    const FULL: c_int = 13;
    let length = usize::try_from(length).unwrap_or(0);
    // SAFETY: an open file, and so many bytes.
    let (state, bytes) = unsafe {
        (
            state(file),
            slice::from_raw_parts(bytes.cast::<u8>(), length),
        )
    };
    match files().is_some_and(|files| files.write(&state.handle, at as u64, bytes)) {
        true => raw::OK,
        false => FULL,
    }
}

unsafe extern "C" fn truncate(file: *mut raw::File, size: i64) -> c_int {
    // SAFETY: an open file.
    let state = unsafe { state(file) };
    match files().is_some_and(|files| files.truncate(&state.handle, size as u64)) {
        true => raw::OK,
        false => raw::IOERR | 6 << 8,
    }
}

unsafe extern "C" fn sync(_: *mut raw::File, _: c_int) -> c_int {
    raw::OK
}

unsafe extern "C" fn size(file: *mut raw::File, out: *mut i64) -> c_int {
    // SAFETY: an open file, and a place for the answer.
    unsafe {
        match files().and_then(|files| files.size(&state(file).handle)) {
            Some(size) => *out = size as i64,
            None => return raw::IOERR | 7 << 8,
        }
    }
    raw::OK
}

unsafe extern "C" fn lock(file: *mut raw::File, wanted: c_int) -> c_int {
    // SAFETY: an open file.
    let state = unsafe { state(file) };
    let mut level = state.level.get();
    let got = state.handle.locks.lock(&mut level, Level::of(wanted));
    state.level.set(level);
    if got { raw::OK } else { raw::BUSY }
}

unsafe extern "C" fn unlock(file: *mut raw::File, kept: c_int) -> c_int {
    // SAFETY: an open file.
    let state = unsafe { state(file) };
    let mut level = state.level.get();
    state.handle.locks.unlock(&mut level, Level::of(kept));
    state.level.set(level);
    raw::OK
}

unsafe extern "C" fn check_reserved(file: *mut raw::File, out: *mut c_int) -> c_int {
    // SAFETY: an open file, and a place for the answer.
    unsafe { *out = c_int::from(state(file).handle.locks.is_reserved()) };
    raw::OK
}

unsafe extern "C" fn control(_: *mut raw::File, _: c_int, _: *mut c_void) -> c_int {
    raw::NOTFOUND
}

unsafe extern "C" fn sector_size(_: *mut raw::File) -> c_int {
    4096
}

unsafe extern "C" fn characteristics(_: *mut raw::File) -> c_int {
    /// Bytes beside those that are written stay as they are: `SQLITE_IOCAP_POWERSAFE_OVERWRITE`, as on Linux.
    const POWERSAFE_OVERWRITE: c_int = 0x1000;
    POWERSAFE_OVERWRITE
}

/// The name of the file that stands for shared memory.
fn shared_name(state: &State) -> Option<std::ffi::CString> {
    let mut name = state.path.clone()?.into_bytes();
    name.extend(b"-shm");
    std::ffi::CString::new(name).ok()
}

unsafe extern "C" fn map(
    file: *mut raw::File,
    region: c_int,
    length: c_int,
    extends: c_int,
    out: *mut *mut c_void,
) -> c_int {
    // SAFETY: an open file, and a place for the answer. Regions stay where they are as long as the file's locks live, which
    // the open file holds.
    unsafe {
        let state = state(file);
        let mut regions = state.handle.locks.regions.borrow_mut();
        let (region, length) = (region as usize, length as usize);
        *out = ptr::null_mut();
        if regions.len() <= region && extends == 0 {
            return raw::OK;
        }
        let before = regions.len();
        while regions.len() <= region {
            regions.push(vec![0; length.div_ceil(8)].into());
        }
        *out = regions[region].as_mut_ptr().cast();
        let size = (regions.len() * length) as u64;
        let grown = regions.len() > before;
        drop(regions);
        if let (true, Some(name), Some(files)) = (grown, shared_name(state), files()) {
            files.shared(&name, size);
        }
    }
    raw::OK
}

unsafe extern "C" fn lock_shared(
    file: *mut raw::File,
    first: c_int,
    count: c_int,
    flags: c_int,
) -> c_int {
    const UNLOCK: c_int = 1;
    const EXCLUSIVE: c_int = 8;
    // SAFETY: an open file.
    let state = unsafe { state(file) };
    let slots = first as usize..(first + count) as usize;
    let mut mine = state.slots.get();
    let locks = &state.handle.locks;
    let got = if flags & UNLOCK != 0 {
        locks.unlock_slots(&mut mine, slots);
        true
    } else {
        locks.lock_slots(&mut mine, slots, flags & EXCLUSIVE != 0)
    };
    state.slots.set(mine);
    if got { raw::OK } else { raw::BUSY }
}

unsafe extern "C" fn barrier(_: *mut raw::File) {}

unsafe extern "C" fn unmap(file: *mut raw::File, deletes: c_int) -> c_int {
    // SAFETY: an open file.
    let state = unsafe { state(file) };
    let mut mine = state.slots.get();
    state.handle.locks.unlock_slots(&mut mine, 0..8);
    state.slots.set(mine);
    if deletes != 0 {
        state.handle.locks.regions.borrow_mut().clear();
        if let (Some(name), Some(files)) = (shared_name(state), files()) {
            _ = files.delete(&name);
        }
    }
    raw::OK
}
