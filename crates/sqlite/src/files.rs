//! The disk, the clock and chance that SQLite is given.

use crate::locks::Locks;
use std::{any::Any, ffi::CStr, rc::Rc};

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
