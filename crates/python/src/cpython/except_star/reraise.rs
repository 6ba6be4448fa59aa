//! What `except*` raises in the end. RustPython takes an exception that a handler raises for one that was raised again
//! if all it holds is from the group that was caught: `raise Other(…, group.exceptions)` would vanish. So a script's code
//! calls `lib/_except_star.py` in the place of the instruction.

use crate::cpython::rewriting::{Writer, rewrite};
use rustpython_compiler_core::bytecode::{CodeObject, ConstantData, IntrinsicFunction2, Opcode};
use rustpython_vm::{PyResult, VirtualMachine};

/// The name of the function: no identifier, so that no script can use or shadow it.
const NAME: &str = ".prep_reraise_star";

fn is_preparation(op: Opcode, arg: u32) -> bool {
    op == Opcode::CallIntrinsic2 && arg == IntrinsicFunction2::PrepReraiseStar as u32
}

fn has_preparation(code: &CodeObject) -> bool {
    code.instructions
        .iter()
        .any(|unit| is_preparation(Opcode::from(unit.op), u8::from(unit.arg).into()))
}

/// The code objects that a code object makes functions and classes of.
fn parts(code: &CodeObject) -> impl Iterator<Item = &CodeObject> {
    code.constants.iter().filter_map(|constant| match constant {
        ConstantData::Code { code } => Some(&**code),
        _ => None,
    })
}

fn is_concerned(code: &CodeObject) -> bool {
    has_preparation(code) || parts(code).any(is_concerned)
}

/// The code with calls in the place of the instruction, wherever it has it.
pub fn with_calls(mut code: CodeObject, vm: &VirtualMachine) -> PyResult<CodeObject> {
    if !is_concerned(&code) {
        return Ok(code);
    }
    for constant in code.constants.iter_mut() {
        if let ConstantData::Code { code } = constant {
            **code = with_calls(code.as_ref().clone(), vm)?;
        }
    }
    if !has_preparation(&code) {
        return Ok(code);
    }
    let function = vm.import("_except_star", 0)?.get_attr("reraise", vm)?;
    vm.builtins.dict().set_item(NAME, function, vm)?;
    let name = code.names.len() as u32;
    let mut new = rewrite(&code, 2, |out, old, _| {
        if is_preparation(old.op, old.arg) {
            call(name, out);
        } else {
            out.keep(old);
        }
    });
    new.names = code
        .names
        .iter()
        .cloned()
        .chain([NAME.to_owned()])
        .collect();
    Ok(new)
}

/// Replaces the two values on top by what the function makes of them.
fn call(name: u32, out: &mut Writer) {
    // The function, and no `self`.
    out.put(Opcode::LoadGlobal, name << 1 | 1);
    // orig, raised, function, null → function, null, orig, raised.
    for depth in [2, 4, 2, 3] {
        out.put(Opcode::Swap, depth);
    }
    out.put(Opcode::Call, 2);
}
