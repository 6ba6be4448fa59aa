//! Where an exception came from: the instruction that raised it.

use crate::cpython::instructions::units;
use rustpython_vm::{
    Py, PyRef,
    builtins::{PyBaseException, PyTraceback},
    bytecode::Opcode,
};

/// The step of a traceback in which the exception was raised.
pub(super) fn innermost(error: &Py<PyBaseException>) -> Option<PyRef<PyTraceback>> {
    let mut step = error.__traceback__()?;
    loop {
        let next = step.next.lock().clone();
        match next {
            Some(next) => step = next,
            None => return Some(step),
        }
    }
}

/// The instruction that raised an exception.
pub(super) struct Origin {
    /// Its name: the general one's, if it was specialised.
    pub op: String,
    /// The names that were loaded before it in its block, the nearest first.
    pub loaded: Vec<String>,
}

/// How far back a call's own name is looked for.
const REACH: usize = 24;

impl Origin {
    pub fn of(error: &Py<PyBaseException>) -> Option<Self> {
        let step = innermost(error)?;
        let code = step.frame.f_code();
        let units = units(&code.code.instructions);
        let at = usize::try_from(step.lasti).ok()? / 2;
        let op = name(units.get(at)?)?;
        let mut loaded = Vec::new();
        for index in (at.saturating_sub(REACH)..at).rev() {
            let unit = &units[index];
            let Some(op) = name(unit) else { continue };
            let shift = u32::from(op.starts_with("LoadAttr") || op.starts_with("LoadGlobal"));
            if shift == 1 || op == "LoadName" {
                let extended = match index.checked_sub(1).map(|before| &units[before]) {
                    Some(before) if name(before).as_deref() == Some("ExtendedArg") => {
                        usize::from(before[1]) << 8
                    }
                    _ => 0,
                };
                let argument = (extended | usize::from(unit[1])) >> shift;
                if let Some(found) = code.code.names.get(argument) {
                    loaded.push(found.to_string());
                }
            }
        }
        Some(Self { op, loaded })
    }

    /// Whether the instruction is one of these: its name begins with one.
    pub fn is(&self, ops: &[&str]) -> bool {
        ops.iter().any(|op| self.op.starts_with(op))
    }

    /// Which of these names was loaded last before a call.
    pub fn calls<'a>(&self, names: &[&'a str]) -> Option<&'a str> {
        if !self.op.starts_with("Call") {
            return None;
        }
        self.loaded
            .iter()
            .find_map(|loaded| names.iter().find(|name| *name == loaded).copied())
    }
}

/// An instruction's name; none for what is no instruction.
fn name(unit: &[u8; 2]) -> Option<String> {
    let op = Opcode::try_from(unit[0]).ok()?;
    Some(format!("{op:?}"))
}
