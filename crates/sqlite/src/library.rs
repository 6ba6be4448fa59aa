//! What SQLite's own module in the page needs of the engine: memory, and the functions of floats. `tools/sqlite/library.c`
//! calls them.

#![expect(
    unsafe_code,
    reason = "C's code calls these by their names, and gives back what it was given"
)]

use std::ptr;

/// A block's length in words, its own included, stands before it.
const WORD: usize = size_of::<u64>();

fn block(bytes: usize) -> *mut u64 {
    let words = bytes.div_ceil(WORD) + 1;
    let mut block: Vec<u64> = Vec::new();
    if block.try_reserve_exact(words).is_err() {
        return ptr::null_mut();
    }
    block.resize(words, 0);
    block[0] = words as u64;
    Box::into_raw(block.into_boxed_slice()).cast()
}

/// C's `malloc`.
#[unsafe(no_mangle)]
pub extern "C" fn sqlite_allocate(bytes: usize) -> *mut u64 {
    match block(bytes) {
        block if block.is_null() => block,
        block => block.wrapping_add(1),
    }
}

/// C's `free`.
///
/// # Safety
/// `sqlite_allocate` gave it, and it was not given back.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sqlite_release(place: *mut u64) {
    if place.is_null() {
        return;
    }
    // SAFETY: before it stands how long it is.
    unsafe {
        let block = place.sub(1);
        let words = *block as usize;
        drop(Box::from_raw(ptr::slice_from_raw_parts_mut(block, words)));
    }
}

/// C's `realloc`.
///
/// # Safety
/// As for `sqlite_release`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sqlite_reallocate(place: *mut u64, bytes: usize) -> *mut u64 {
    let next = sqlite_allocate(bytes);
    if place.is_null() || next.is_null() {
        return next;
    }
    // SAFETY: both are blocks of so many words.
    unsafe {
        let words = *place.sub(1) as usize - 1;
        let kept = words.min(bytes.div_ceil(WORD));
        ptr::copy_nonoverlapping(place, next, kept);
        sqlite_release(place);
    }
    next
}

/// A function of C's `math.h`, by the number that `library.c` gives it.
#[unsafe(no_mangle)]
pub extern "C" fn sqlite_float(function: i32, x: f64, y: f64) -> f64 {
    match function {
        0 => x.acos(),
        1 => x.acosh(),
        2 => x.asin(),
        3 => x.asinh(),
        4 => x.atan(),
        5 => x.atanh(),
        6 => x.cos(),
        7 => x.cosh(),
        8 => x.exp(),
        9 => x.ln(),
        10 => x.log10(),
        11 => x.log2(),
        12 => x.sin(),
        13 => x.sinh(),
        14 => x.tan(),
        15 => x.tanh(),
        16 => x.atan2(y),
        17 => x % y,
        18 => x.powf(y),
        _ => f64::NAN,
    }
}
