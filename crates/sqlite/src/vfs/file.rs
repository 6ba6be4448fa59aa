//! An open file: what SQLite does with one.

use super::files;
use crate::{files::Handle, locks::Level, raw};
use std::{
    cell::Cell,
    ffi::{c_int, c_void},
    ptr, slice,
};

/// `sqlite3_file`, and what belongs to it.
#[repr(C)]
pub(super) struct OpenFile {
    pub(super) base: raw::File,
    pub(super) state: *mut State,
}

pub(super) struct State {
    pub(super) handle: Handle,
    pub(super) level: Cell<Level>,
    /// The slots of shared memory that it shares, and has alone.
    pub(super) slots: Cell<(u8, u8)>,
    /// Its name, as SQLite keeps it.
    pub(super) path: Option<std::ffi::CString>,
    /// It is taken away when it is closed.
    pub(super) is_temporary: bool,
}

/// # Safety
/// `open` has made it.
unsafe fn state<'a>(file: *mut raw::File) -> &'a State {
    // SAFETY: see above; it lives until `close`.
    unsafe { &*(*file.cast::<OpenFile>()).state }
}

pub(super) static METHODS: raw::IoMethods = raw::IoMethods {
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
