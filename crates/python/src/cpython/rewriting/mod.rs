//! A code object with other instructions: what jumps arrives where it did, exceptions are handled where they were, and
//! tracebacks name the same places.

mod layout;
pub mod lines;
pub mod original;

use super::instructions::units;
pub use layout::Target;
use layout::{New, Rewriting, Unit};
use lines::Place;
use original::{Old, decode};
use rustpython_compiler_core::bytecode::{
    CodeObject, CodeUnit, CodeUnits, Constant, ExceptionTableEntry, Instruction, Opcode,
    decode_exception_table, encode_exception_table,
};

/// Writes what stands for one instruction of the original.
pub struct Writer<'a> {
    new: &'a mut Vec<New>,
    origin: usize,
}

impl Writer<'_> {
    /// Adds an instruction.
    pub fn put(&mut self, op: Opcode, arg: u32) {
        self.put_jump(op, arg, None);
    }

    /// Adds one that may jump.
    pub fn put_jump(&mut self, op: Opcode, arg: u32, target: Option<Target>) {
        self.new.push(New {
            op,
            arg,
            target,
            origin: self.origin,
        });
    }

    /// Adds the original instruction.
    pub fn keep(&mut self, old: &Old) {
        self.put_jump(old.op, old.arg, old.target().map(Target));
    }
}

/// The code with what `write` writes for each instruction; it is told the next one's opcode, too. The stack may get
/// `deeper` by so much.
pub fn rewrite<C: Constant<Name: Clone>>(
    code: &CodeObject<C>,
    deeper: u32,
    write: impl FnMut(&mut Writer, &Old, Option<Opcode>),
) -> CodeObject<C> {
    let old = decode(&units(&code.instructions));
    let laid_out = Rewriting::of(&old, write).lay_out(code.instructions.len());

    let first_line = code.first_line_number.map_or(0, |line| line.get() as i32);
    let places = lines::places(&code.linetable, first_line);
    let origin = |unit: &Unit| unit.origin;
    let new_places: Vec<Place> = laid_out
        .units
        .iter()
        .map(|unit| places.get(origin(unit)).copied().unwrap_or(Place::None))
        .collect();
    let locations = laid_out
        .units
        .iter()
        .filter_map(|unit| code.locations.get(origin(unit)).copied())
        .collect();
    let exceptions: Vec<_> = decode_exception_table(&code.exceptiontable)
        .into_iter()
        .map(|entry| ExceptionTableEntry {
            start: laid_out.moved(entry.start),
            end: laid_out.moved(entry.end),
            target: laid_out.moved(entry.target),
            ..entry
        })
        .collect();
    let mut new: CodeObject<C> = CodeObject::clone(code);
    new.instructions = laid_out
        .units
        .iter()
        .map(|unit| CodeUnit::new(Instruction::from(unit.op), unit.arg.into()))
        .collect::<CodeUnits>();
    new.linetable = lines::table(&new_places, first_line);
    new.locations = locations;
    new.exceptiontable = encode_exception_table(&exceptions);
    new.max_stackdepth += deeper;
    new
}
