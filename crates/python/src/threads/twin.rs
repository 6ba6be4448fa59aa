//! The twin of a code object: the same code as a generator, which can stop wherever it calls something, iterates,
//! or enters and leaves a `with` block.
//!
//! Where the original calls `f(…)`, its twin asks for `f` made suspendable (`Hooks::call`), calls that, and
//! delegates to the iterator it gets, as `yield from` does. A function that is not about to block gives an
//! iterator that is over at once, with the result. Everything is done in the code's own frame: a
//! traceback, `locals()`, `super()` and `sys._getframe()` see what they would see in the original.

use super::twin_writer::TwinWriter;
use crate::cpython::rewriting::rewrite;
use rustpython_compiler_core::bytecode::{CodeFlags, CodeObject, Constant};

/// The objects that a twin's code refers to, as constants.
pub struct Hooks<C> {
    /// Makes a callable suspendable: what it returns is called in its place, and gives an iterator.
    pub call: C,
    /// Gives an iterator whose result is the iterator of what it was called with; where asking that for its
    /// next item may have to wait, one that gives nothing but `pending`.
    pub iter: C,
    /// The item that says: call `next` with the iterator instead.
    pub pending: C,
    /// Gives an iterator whose result is the next item of what it was called with, or `end`.
    pub next: C,
    /// True when the thread has computed for so long that others should have a turn.
    pub due: C,
    /// Gives an iterator that lets the others have it.
    pub pause: C,
    /// Gives an iterator whose result has the items of what it was called with.
    pub drain: C,
    /// Gives what `yield from` should delegate to.
    pub delegate: C,
    /// Stands for the end of an iteration.
    pub end: C,
    /// An iterator that is over.
    pub empty: C,
    /// `None`.
    pub none: C,
}

/// How much deeper the stack gets than the original's.
const DEEPER: u32 = 5;

/// The twin of a function's code; `None` for what cannot have one: coroutines, asynchronous generators, and code
/// that is no function's.
pub fn twin<C: Constant<Name: Clone>>(
    code: &CodeObject<C>,
    hooks: Hooks<C>,
) -> Option<CodeObject<C>> {
    let asynchronous =
        CodeFlags::COROUTINE | CodeFlags::ASYNC_GENERATOR | CodeFlags::ITERABLE_COROUTINE;
    if code.flags.intersects(asynchronous) || !code.flags.contains(CodeFlags::OPTIMIZED) {
        return None;
    }
    let mut constants: Vec<C> = code.constants.to_vec();
    let mut constant = |value: C| {
        constants.push(value);
        (constants.len() - 1) as u32
    };
    let hooks = Numbers {
        call: constant(hooks.call),
        iter: constant(hooks.iter),
        pending: constant(hooks.pending),
        next: constant(hooks.next),
        due: constant(hooks.due),
        pause: constant(hooks.pause),
        drain: constant(hooks.drain),
        delegate: constant(hooks.delegate),
        end: constant(hooks.end),
        empty: constant(hooks.empty),
        none: constant(hooks.none),
    };
    let mut twin = rewrite(code, DEEPER, |out, old, next| {
        TwinWriter { out, hooks: &hooks }.write(old, next);
    });
    twin.constants = constants.into_iter().collect();
    twin.flags |= CodeFlags::GENERATOR;
    Some(twin)
}

/// The constants' indices.
pub(super) struct Numbers {
    pub(super) call: u32,
    pub(super) iter: u32,
    pub(super) pending: u32,
    pub(super) next: u32,
    pub(super) due: u32,
    pub(super) pause: u32,
    pub(super) drain: u32,
    pub(super) delegate: u32,
    pub(super) end: u32,
    pub(super) empty: u32,
    pub(super) none: u32,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        cpython::instructions::units,
        cpython::rewriting::{lines, original::decode},
    };
    use rustpython_compiler_core::bytecode::{ConstantData, Opcode, decode_exception_table};
    use rustpython_vm::compiler::{CompileOpts, Mode, compile};

    /// The code of the only function that the source defines.
    fn function(source: &str) -> CodeObject {
        let module = compile(source, Mode::Exec, "t.py", CompileOpts::default());
        let module = module.unwrap_or_else(|error| panic!("{source}: {error}"));
        let code = module.constants.iter().find_map(|constant| match constant {
            ConstantData::Code { code } => Some((**code).clone()),
            _ => None,
        });
        code.expect("a function is defined")
    }

    fn twin_of(source: &str) -> Option<CodeObject> {
        let text = |name: &str| ConstantData::Str { value: name.into() };
        let hooks = Hooks {
            call: text("call"),
            iter: text("iter"),
            pending: text("pending"),
            next: text("next"),
            due: text("due"),
            pause: text("pause"),
            drain: text("drain"),
            delegate: text("delegate"),
            end: text("end"),
            empty: text("empty"),
            none: ConstantData::None,
        };
        twin(&function(source), hooks)
    }

    const BUSY: &str = "def f(xs):\n    with open(xs) as g:\n        for x in xs:\n            try:\n                g(x, k=f(*xs))\n            except E:\n                continue\n    return [h(x) for x in xs]\n";

    #[test]
    fn only_plain_functions_and_generators_have_twins() {
        assert!(twin_of("def f():\n    g()\n").is_some());
        assert!(twin_of("def f():\n    yield g()\n").is_some());
        assert!(twin_of("async def f():\n    await g()\n").is_none());
        assert!(twin_of("async def f():\n    yield 1\n").is_none());
        assert!(twin_of("class C:\n    x = f()\n").is_none());
    }

    #[test]
    fn every_jump_and_every_handler_arrives_at_an_instruction() {
        let long: String = (0..300).map(|n| format!("        g({n})\n")).collect();
        let long =
            format!("def f(xs):\n    for x in xs:\n{long}        if x:\n            break\n");
        for source in [BUSY, &long] {
            let twin = twin_of(source).expect("it has a twin");
            let all = decode(&units(&twin.instructions));
            let starts: Vec<_> = all.iter().map(|each| each.start).collect();
            for each in &all {
                if let Some(target) = each.target() {
                    assert!(
                        starts.binary_search(&target).is_ok(),
                        "{:?} to {target}",
                        each.op
                    );
                }
            }
            for entry in decode_exception_table(&twin.exceptiontable) {
                assert!(entry.start < entry.end);
                assert!(starts.binary_search(&(entry.target as usize)).is_ok());
            }
            assert_eq!(twin.locations.len(), twin.instructions.len());
            let places = lines::places(&twin.linetable, 1);
            assert_eq!(places.len(), twin.instructions.len());
        }
    }

    #[test]
    fn a_calls_new_instructions_stand_where_the_call_stood() {
        let twin = twin_of("def f():\n    x = 1\n    g(x)\n").expect("it has a twin");
        let all = decode(&units(&twin.instructions));
        let yields = all.iter().find(|each| each.op == Opcode::YieldValue);
        let at = yields.expect("a call can yield").start;
        assert_eq!(twin.locations[at].0.line.get(), 3);
        let call = all.iter().rev().find(|each| each.op == Opcode::Call);
        let call = call.expect("the call is still there").start;
        assert_eq!(twin.locations[call], twin.locations[at]);
    }
}
