//! What a code object's instructions are, and which one a frame is at.

use rustpython_vm::{
    VirtualMachine,
    bytecode::{CodeUnits, Opcode},
};

/// The instructions as the compiler wrote them, each with its argument: without what specialised ones keep behind
/// themselves, which is data and no instruction.
pub fn units(instructions: &CodeUnits) -> Vec<[u8; 2]> {
    let bytes = instructions.original_bytes();
    bytes.as_chunks::<2>().0.to_vec()
}

/// The instruction in progress of the frame that runs.
pub fn in_progress(vm: &VirtualMachine) -> Option<Opcode> {
    let frame = vm.current_frame()?;
    let at = (frame.lasti() as usize).checked_sub(1)?;
    let unit = frame.f_code().code.instructions.get(at).copied()?;
    Some(Opcode::from(unit.op))
}
