//! What a twin has in the place of one instruction of the original.

use super::twin::Numbers;
use crate::cpython::rewriting::{Target, Writer, original::Old};
use rustpython_compiler_core::bytecode::Opcode;

/// How many instructions delegate.
const DELEGATING: usize = 6;
/// `LOAD_SPECIAL`'s argument for `__exit__`.
const EXIT: u32 = 1;
/// `RESUME`'s argument behind a `yield from`.
const AFTER_YIELD_FROM: u32 = 2;

/// Writes what stands for one instruction.
pub(super) struct TwinWriter<'a, 'b> {
    pub(super) out: &'a mut Writer<'b>,
    pub(super) hooks: &'a Numbers,
}

impl TwinWriter<'_, '_> {
    pub(super) fn write(&mut self, old: &Old, next: Option<Opcode>) {
        match old.op {
            // callable, self or null, arguments.
            Opcode::Call => {
                self.wrap_callable(old.arg + 2);
                self.out.keep(old);
                self.delegate();
                // The compiler makes a loop of `any(… for …)`, over the generator itself.
                if next == Some(Opcode::ForIter) {
                    self.hook(self.hooks.iter);
                    self.delegate();
                }
            }
            // callable, self or null, arguments, names.
            Opcode::CallKw => {
                self.wrap_callable(old.arg + 3);
                self.out.keep(old);
                self.delegate();
            }
            // callable, null, arguments, keywords or null.
            Opcode::CallFunctionEx => {
                self.wrap_callable(4);
                self.out.keep(old);
                self.delegate();
            }
            // callable, self or null. The instruction that uses it calls it from within.
            Opcode::LoadSpecial if old.arg == EXIT => {
                self.out.keep(old);
                self.wrap_callable(2);
            }
            Opcode::WithExceptStart => {
                self.out.keep(old);
                self.delegate();
            }
            Opcode::GetIter => {
                self.hook(self.hooks.iter);
                self.delegate();
            }
            // An iterable on top, of which all items are taken.
            Opcode::ListExtend | Opcode::SetUpdate | Opcode::UnpackSequence | Opcode::UnpackEx => {
                self.hook(self.hooks.drain);
                self.delegate();
                self.out.keep(old);
            }
            Opcode::GetYieldFromIter => {
                self.out.keep(old);
                self.hook(self.hooks.delegate);
            }
            Opcode::ForIter => self.for_iter(old),
            Opcode::JumpBackward => self.jump_backward(old),
            _ => self.out.keep(old),
        }
    }

    /// Replaces the callable at this depth by what the call hook makes of it.
    fn wrap_callable(&mut self, depth: u32) {
        self.out.put(Opcode::LoadConst, self.hooks.call);
        self.out.put(Opcode::PushNull, 0);
        self.out.put(Opcode::Copy, depth + 2);
        self.out.put(Opcode::Call, 1);
        self.out.put(Opcode::Swap, depth + 1);
        self.out.put(Opcode::PopTop, 0);
    }

    /// Replaces the value on top by what a hook makes of it.
    fn hook(&mut self, hook: u32) {
        self.out.put(Opcode::LoadConst, hook);
        self.out.put(Opcode::Swap, 2);
        self.out.put(Opcode::PushNull, 0);
        self.out.put(Opcode::Swap, 2);
        self.out.put(Opcode::Call, 1);
    }

    /// Replaces the iterator on top by its result, and yields what it yields until then: `yield from`.
    fn delegate(&mut self) {
        self.out.put(Opcode::LoadConst, self.hooks.none);
        let send = self.out.here();
        self.out
            .put_jump(Opcode::Send, 0, Some(Target::New(send + 4)));
        self.out.put(Opcode::YieldValue, 1);
        self.out.put(Opcode::Resume, AFTER_YIELD_FROM);
        self.out
            .put_jump(Opcode::JumpBackwardNoInterrupt, 0, Some(Target::New(send)));
        self.out.put(Opcode::EndSend, 0);
    }

    /// Jumps to what comes after so many more instructions, where the value on top is not the constant; else
    /// drops it.
    fn skip_unless(&mut self, constant: u32, skipped: usize) {
        self.out.put(Opcode::Copy, 1);
        self.out.put(Opcode::LoadConst, constant);
        self.out.put(Opcode::IsOp, 0);
        let target = Target::New(self.out.here() + 3 + skipped);
        self.out.put_jump(Opcode::PopJumpIfFalse, 0, Some(target));
        self.out.put(Opcode::NotTaken, 0);
        self.out.put(Opcode::PopTop, 0);
    }

    /// `FOR_ITER` on the iterator on top. What is native is asked as in the original. At the end of another
    /// the original instruction runs on an iterator that is over: it knows where to go and what to leave on the stack.
    fn for_iter(&mut self, old: &Old) {
        const ASKING: usize = 4 + DELEGATING;
        const ENDING: usize = 3;
        const TESTING: usize = 6;
        self.out.keep(old);
        self.skip_unless(self.hooks.pending, ASKING + TESTING + ENDING);
        let began = self.out.here();
        self.out.put(Opcode::LoadConst, self.hooks.next);
        self.out.put(Opcode::PushNull, 0);
        self.out.put(Opcode::Copy, 3);
        self.out.put(Opcode::Call, 1);
        self.delegate();
        debug_assert_eq!(self.out.here(), began + ASKING);
        self.skip_unless(self.hooks.end, ENDING);
        debug_assert_eq!(self.out.here(), began + ASKING + TESTING);
        self.out.put(Opcode::PopTop, 0);
        self.out.put(Opcode::LoadConst, self.hooks.empty);
        self.out.keep(old);
        // The body begins here; a jump needs something of its own to arrive at.
        self.out.put(Opcode::Nop, 0);
    }

    /// The end of a loop's body: where a thread that computes for long gives way.
    fn jump_backward(&mut self, old: &Old) {
        self.out.put(Opcode::LoadConst, self.hooks.due);
        self.out.put(Opcode::ToBool, 0);
        let target = Target::New(self.out.here() + 5 + DELEGATING + 1);
        self.out.put_jump(Opcode::PopJumpIfFalse, 0, Some(target));
        self.out.put(Opcode::NotTaken, 0);
        self.out.put(Opcode::LoadConst, self.hooks.pause);
        self.out.put(Opcode::PushNull, 0);
        self.out.put(Opcode::Call, 0);
        self.delegate();
        self.out.put(Opcode::PopTop, 0);
        self.out.keep(old);
    }
}
