//! Where the new instructions lie, and what that makes of their jumps and of the original's places.

use super::{Writer, original::Old};
use rustpython_compiler_core::bytecode::Opcode;

/// Where a jump goes: to what the original has at this code unit.
#[derive(Clone, Copy, Debug)]
pub struct Target(pub usize);

pub(super) struct New {
    pub(super) op: Opcode,
    pub(super) arg: u32,
    pub(super) target: Option<Target>,
    /// The original's code unit that it stands for.
    pub(super) origin: usize,
}

pub(super) struct Rewriting {
    new: Vec<New>,
    /// For each instruction of the original: where it began, and the index of the first that stands for it.
    firsts: Vec<(usize, usize)>,
}

impl Rewriting {
    pub(super) fn of(
        old: &[Old],
        mut write: impl FnMut(&mut Writer, &Old, Option<Opcode>),
    ) -> Self {
        let mut rewriting = Self {
            new: Vec::with_capacity(old.len() * 2),
            firsts: Vec::with_capacity(old.len()),
        };
        for (index, each) in old.iter().enumerate() {
            rewriting.firsts.push((each.start, rewriting.new.len()));
            let mut writer = Writer {
                new: &mut rewriting.new,
                origin: each.origin(),
            };
            write(&mut writer, each, old.get(index + 1).map(|next| next.op));
        }
        rewriting
    }

    /// Gives every instruction its place. An argument's width depends on the distance, and the distance on the
    /// widths of what lies between: they grow until they fit.
    pub(super) fn lay_out(&self, old_len: usize) -> Layout {
        let mut widths: Vec<usize> = self.new.iter().map(|new| prefixes(new.arg)).collect();
        loop {
            let mut starts = Vec::with_capacity(self.new.len() + 1);
            let mut at = 0;
            for (new, prefixes) in self.new.iter().zip(&widths) {
                starts.push(at);
                at += prefixes + 1 + new.op.cache_entries();
            }
            starts.push(at);
            let first_of =
                |unit: usize| match self.firsts.binary_search_by_key(&unit, |(start, _)| *start) {
                    Ok(found) => self.firsts[found].1,
                    Err(_) => self.new.len(),
                };
            let mut grown = false;
            let mut args = Vec::with_capacity(self.new.len());
            for (index, new) in self.new.iter().enumerate() {
                let arg = match new.target {
                    None => new.arg,
                    Some(Target(unit)) => {
                        let to = starts[first_of(unit)];
                        to.abs_diff(starts[index + 1]) as u32
                    }
                };
                if prefixes(arg) > widths[index] {
                    widths[index] = prefixes(arg);
                    grown = true;
                }
                args.push(arg);
            }
            if grown {
                continue;
            }
            let mut units = Vec::with_capacity(at);
            for ((new, arg), width) in self.new.iter().zip(args).zip(&widths) {
                let mut unit = |op, arg| {
                    units.push(Unit {
                        op,
                        arg,
                        origin: new.origin,
                    });
                };
                for prefix in (1..=*width).rev() {
                    unit(Opcode::ExtendedArg, (arg >> (8 * prefix)) as u8);
                }
                unit(new.op, arg as u8);
                for _ in 0..new.op.cache_entries() {
                    unit(Opcode::Cache, 0);
                }
            }
            let mut moved: Vec<(usize, usize)> = self
                .firsts
                .iter()
                .map(|(old, new)| (*old, starts[*new]))
                .collect();
            moved.push((old_len, at));
            return Layout { units, moved };
        }
    }
}

fn prefixes(arg: u32) -> usize {
    match arg {
        0..=0xff => 0,
        0x100..=0xffff => 1,
        0x1_0000..=0xff_ffff => 2,
        _ => 3,
    }
}

pub(super) struct Unit {
    pub(super) op: Opcode,
    pub(super) arg: u8,
    pub(super) origin: usize,
}

pub(super) struct Layout {
    pub(super) units: Vec<Unit>,
    /// Where instructions were, and where they are; the end of the code last.
    moved: Vec<(usize, usize)>,
}

impl Layout {
    pub(super) fn moved(&self, unit: u32) -> u32 {
        let at = self
            .moved
            .partition_point(|(old, _)| *old < unit as usize)
            .min(self.moved.len() - 1);
        self.moved[at].1 as u32
    }
}
