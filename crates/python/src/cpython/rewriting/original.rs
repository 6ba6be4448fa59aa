//! The instructions of the code that is rewritten.

use rustpython_compiler_core::bytecode::Opcode;

/// An instruction of the original.
pub struct Old {
    pub op: Opcode,
    pub arg: u32,
    /// The code unit at which it begins, its `EXTENDED_ARG`s included.
    pub start: usize,
    /// The code unit behind it and its caches.
    pub end: usize,
}

impl Old {
    /// The code unit that has the right place: the opcode's own, behind its prefixes.
    pub(super) fn origin(&self) -> usize {
        self.end - 1 - self.op.cache_entries()
    }

    /// The code unit to which it can jump.
    pub fn target(&self) -> Option<usize> {
        if !self.op.has_jump() {
            None
        } else if jumps_back(self.op) {
            self.end.checked_sub(self.arg as usize)
        } else {
            Some(self.end + self.arg as usize)
        }
    }
}

fn jumps_back(op: Opcode) -> bool {
    matches!(
        op,
        Opcode::JumpBackward | Opcode::JumpBackwardNoInterrupt | Opcode::EndAsyncFor
    )
}

/// The instructions of these code units.
pub fn decode(units: &[[u8; 2]]) -> Vec<Old> {
    let mut all = Vec::new();
    let (mut start, mut extended) = (0, 0);
    let mut units = units.iter().enumerate();
    while let Some((at, unit)) = units.next() {
        let Ok(op) = Opcode::try_from(unit[0]) else {
            break;
        };
        let arg = (extended << 8) | u32::from(unit[1]);
        if op == Opcode::ExtendedArg {
            extended = arg;
            continue;
        }
        extended = 0;
        let caches = op.cache_entries();
        let end = at + 1 + caches;
        all.push(Old {
            op,
            arg,
            start,
            end,
        });
        start = end;
        if caches > 0 {
            units.nth(caches - 1);
        }
    }
    all
}
