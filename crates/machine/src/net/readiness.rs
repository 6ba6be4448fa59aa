//! What can be done with a file without waiting, as `poll(2)` tells it.

use std::ops::{BitAnd, BitOr, BitOrAssign};

/// A set of conditions, with Linux' bits (`EPOLLIN` and so on).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Readiness(pub u32);

impl Readiness {
    /// None.
    pub const NONE: Self = Self(0);
    /// There is something to read, or an end, or somebody to accept.
    pub const READABLE: Self = Self(0x1);
    /// There is something urgent to read.
    pub const URGENT: Self = Self(0x2);
    /// There is room to write.
    pub const WRITABLE: Self = Self(0x4);
    /// Something went wrong. Always reported.
    pub const ERROR: Self = Self(0x8);
    /// Both directions are shut. Always reported.
    pub const HANG_UP: Self = Self(0x10);
    /// The other end writes no more.
    pub const READ_HANG_UP: Self = Self(0x2000);

    /// Whether the sets have something in common.
    pub fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// What is reported to somebody who asked for `interest`.
    pub fn reported(self, interest: Self) -> Self {
        self & (interest | Self::ERROR | Self::HANG_UP)
    }

    /// This set where the condition holds.
    pub(super) fn when(self, condition: bool) -> Self {
        if condition { self } else { Self::NONE }
    }
}

impl BitOr for Readiness {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl BitOrAssign for Readiness {
    fn bitor_assign(&mut self, other: Self) {
        self.0 |= other.0;
    }
}

impl BitAnd for Readiness {
    type Output = Self;

    fn bitand(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }
}
