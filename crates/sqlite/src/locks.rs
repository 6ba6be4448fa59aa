//! Who may read and who may write a file, and the memory that connections share for it: SQLite's locks, as
//! <https://sqlite.org/lockingv3.html> and its write-ahead log have them.

use std::cell::{Cell, RefCell};

/// How much of a file a connection has, each more than the one before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Nothing.
    #[default]
    None,
    /// It reads.
    Shared,
    /// It will write.
    Reserved,
    /// It waits for those that read to be done; no other begins to.
    Pending,
    /// It writes.
    Exclusive,
}

impl Level {
    pub(crate) fn of(number: i32) -> Self {
        match number {
            0 => Self::None,
            1 => Self::Shared,
            2 => Self::Reserved,
            3 => Self::Pending,
            _ => Self::Exclusive,
        }
    }
}

/// Slots of the lock that a write-ahead log has.
const SLOTS: usize = 8;

/// The locks of one file.
#[derive(Debug, Default)]
pub struct Locks {
    /// How many connections read, those that write included.
    readers: Cell<u32>,
    reserved: Cell<bool>,
    pending: Cell<bool>,
    exclusive: Cell<bool>,
    /// How many share each slot; all bits for one that has it alone.
    slots: RefCell<[u32; SLOTS]>,
    /// The shared memory, in parts that stay where they are.
    pub(crate) regions: RefCell<Vec<Box<[u64]>>>,
}

impl Locks {
    /// A connection that has `level` wants more. Whether it gets it; it may have got part of it, which `level` says.
    pub fn lock(&self, level: &mut Level, wanted: Level) -> bool {
        if *level >= wanted {
            return true;
        }
        if *level == Level::None {
            if self.pending.get() || self.exclusive.get() {
                return false;
            }
            self.readers.set(self.readers.get() + 1);
            *level = Level::Shared;
        }
        if wanted == Level::Shared {
            return true;
        }
        if *level == Level::Shared {
            if self.reserved.get() {
                return false;
            }
            self.reserved.set(true);
            *level = Level::Reserved;
        }
        if wanted == Level::Reserved {
            return true;
        }
        self.pending.set(true);
        *level = Level::Pending;
        if self.readers.get() > 1 {
            return false;
        }
        self.exclusive.set(true);
        *level = Level::Exclusive;
        true
    }

    /// A connection that has `level` gives up what is more than `kept`.
    pub fn unlock(&self, level: &mut Level, kept: Level) {
        if *level > Level::Shared && kept <= Level::Shared {
            self.reserved.set(false);
            self.pending.set(false);
            self.exclusive.set(false);
            *level = Level::Shared;
        }
        if *level == Level::Shared && kept == Level::None {
            self.readers.set(self.readers.get() - 1);
            *level = Level::None;
        }
    }

    /// Whether some connection will write.
    pub fn is_reserved(&self) -> bool {
        self.reserved.get()
    }

    /// Locks slots of the shared memory, alone or with others. Whether that could be done. `mine` has a bit for each slot
    /// that the connection shares.
    pub fn lock_slots(
        &self,
        mine: &mut (u8, u8),
        slots: std::ops::Range<usize>,
        alone: bool,
    ) -> bool {
        let mut table = self.slots.borrow_mut();
        let (shared, exclusive) = mine;
        for slot in slots.clone().filter(|slot| *slot < SLOTS) {
            let own = u32::from(*shared >> slot & 1);
            let held = table[slot];
            let free = match alone {
                true => {
                    held == 0
                        || (held == u32::MAX && *exclusive >> slot & 1 == 1)
                        || held == own && own == 0
                }
                false => held != u32::MAX,
            };
            if !free {
                return false;
            }
        }
        for slot in slots.filter(|slot| *slot < SLOTS) {
            if alone {
                table[slot] = u32::MAX;
                *exclusive |= 1 << slot;
            } else if *shared >> slot & 1 == 0 {
                table[slot] += 1;
                *shared |= 1 << slot;
            }
        }
        true
    }

    /// Gives slots up.
    pub fn unlock_slots(&self, mine: &mut (u8, u8), slots: std::ops::Range<usize>) {
        let mut table = self.slots.borrow_mut();
        let (shared, exclusive) = mine;
        for slot in slots.filter(|slot| *slot < SLOTS) {
            if *exclusive >> slot & 1 == 1 {
                table[slot] = 0;
                *exclusive &= !(1 << slot);
            }
            if *shared >> slot & 1 == 1 {
                table[slot] -= 1;
                *shared &= !(1 << slot);
            }
        }
    }
}
