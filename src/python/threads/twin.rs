//! The twin of a code object: the same code as a generator, which can stop wherever it calls something, iterates,
//! or enters and leaves a `with` block.
//!
//! Where the original calls `f(…)`, its twin asks for `f` made suspendable (`Hooks::call`), calls that, and
//! delegates to the iterator it gets, as `yield from` does. A function that is not about to block gives an
//! iterator that is over at once, with the result. Everything is done in the code's own frame: a
//! traceback, `locals()`, `super()` and `sys._getframe()` see what they would see in the original.

use super::lines::{self, Place};
use rustpython_compiler_core::bytecode::{
    CodeFlags, CodeObject, CodeUnit, CodeUnits, Constant, ExceptionTableEntry, Instruction, Opcode,
    decode_exception_table, encode_exception_table,
};

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
/// How many instructions delegate.
const DELEGATING: usize = 6;
/// `LOAD_SPECIAL`'s argument for `__exit__`.
const EXIT: u32 = 1;
/// `RESUME`'s argument behind a `yield from`.
const AFTER_YIELD_FROM: u32 = 2;

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
        delegate: constant(hooks.delegate),
        end: constant(hooks.end),
        empty: constant(hooks.empty),
        none: constant(hooks.none),
    };
    let old = decode(&code.instructions.original_bytes());
    let rewriting = Rewriting::of(&old, &hooks);
    let laid_out = rewriting.lay_out(code.instructions.len());

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
    let mut twin: CodeObject<C> = CodeObject::clone(code);
    twin.instructions = laid_out
        .units
        .iter()
        .map(|unit| CodeUnit::new(Instruction::from(unit.op), unit.arg.into()))
        .collect::<CodeUnits>();
    twin.constants = constants.into_iter().collect();
    twin.linetable = lines::table(&new_places, first_line);
    twin.locations = locations;
    twin.exceptiontable = encode_exception_table(&exceptions);
    twin.max_stackdepth += DEEPER;
    twin.flags |= CodeFlags::GENERATOR;
    Some(twin)
}

/// The constants' indices.
struct Numbers {
    call: u32,
    iter: u32,
    pending: u32,
    next: u32,
    due: u32,
    pause: u32,
    delegate: u32,
    end: u32,
    empty: u32,
    none: u32,
}

/// An instruction of the original.
struct Old {
    op: Opcode,
    arg: u32,
    /// The code unit at which it begins, its `EXTENDED_ARG`s included.
    start: usize,
    /// The code unit behind it and its caches.
    end: usize,
}

impl Old {
    /// The code unit to which it can jump.
    fn target(&self) -> Option<usize> {
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

fn decode(bytes: &[u8]) -> Vec<Old> {
    let mut all = Vec::new();
    let (mut start, mut extended) = (0, 0);
    let mut units = bytes.as_chunks::<2>().0.iter().enumerate();
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

/// Where a jump goes.
#[derive(Clone, Copy, Debug)]
enum Target {
    /// To what the original has at this code unit.
    Old(usize),
    /// To the new instruction of this index.
    New(usize),
}

struct New {
    op: Opcode,
    arg: u32,
    target: Option<Target>,
    /// The original's code unit that it stands for.
    origin: usize,
}

struct Rewriting {
    new: Vec<New>,
    /// For each instruction of the original: where it began, and the index of the first that stands for it.
    firsts: Vec<(usize, usize)>,
}

impl Rewriting {
    fn of(old: &[Old], hooks: &Numbers) -> Self {
        let mut rewriting = Self {
            new: Vec::with_capacity(old.len() * 4),
            firsts: Vec::with_capacity(old.len()),
        };
        for old in old {
            rewriting.firsts.push((old.start, rewriting.new.len()));
            Writer {
                new: &mut rewriting.new,
                hooks,
                // The opcode's own unit, behind its prefixes: the one that has the right place.
                origin: old.end - 1 - old.op.cache_entries(),
            }
            .write(old);
        }
        rewriting
    }

    /// Gives every instruction its place. An argument's width depends on the distance, and the distance on the
    /// widths of what lies between: they grow until they fit.
    fn lay_out(&self, old_len: usize) -> Layout {
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
                    Some(target) => {
                        let to = starts[match target {
                            Target::Old(unit) => first_of(unit),
                            Target::New(index) => index,
                        }];
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

struct Unit {
    op: Opcode,
    arg: u8,
    origin: usize,
}

struct Layout {
    units: Vec<Unit>,
    /// Where instructions were, and where they are; the end of the code last.
    moved: Vec<(usize, usize)>,
}

impl Layout {
    fn moved(&self, unit: u32) -> u32 {
        let at = self
            .moved
            .partition_point(|(old, _)| *old < unit as usize)
            .min(self.moved.len() - 1);
        self.moved[at].1 as u32
    }
}

/// Writes what stands for one instruction.
struct Writer<'a> {
    new: &'a mut Vec<New>,
    hooks: &'a Numbers,
    origin: usize,
}

impl Writer<'_> {
    fn write(&mut self, old: &Old) {
        match old.op {
            // callable, self or null, arguments.
            Opcode::Call => {
                self.wrap_callable(old.arg + 2);
                self.keep(old);
                self.delegate();
            }
            // callable, self or null, arguments, names.
            Opcode::CallKw => {
                self.wrap_callable(old.arg + 3);
                self.keep(old);
                self.delegate();
            }
            // callable, null, arguments, keywords or null.
            Opcode::CallFunctionEx => {
                self.wrap_callable(4);
                self.keep(old);
                self.delegate();
            }
            // callable, self or null. The instruction that uses it calls it from within.
            Opcode::LoadSpecial if old.arg == EXIT => {
                self.keep(old);
                self.wrap_callable(2);
            }
            Opcode::WithExceptStart => {
                self.keep(old);
                self.delegate();
            }
            Opcode::GetIter => {
                self.hook(self.hooks.iter);
                self.delegate();
            }
            Opcode::GetYieldFromIter => {
                self.keep(old);
                self.hook(self.hooks.delegate);
            }
            Opcode::ForIter => self.for_iter(old),
            Opcode::JumpBackward => self.jump_backward(old),
            _ => self.keep(old),
        }
    }

    fn put(&mut self, op: Opcode, arg: u32) {
        self.put_jump(op, arg, None);
    }

    fn put_jump(&mut self, op: Opcode, arg: u32, target: Option<Target>) {
        self.new.push(New {
            op,
            arg,
            target,
            origin: self.origin,
        });
    }

    fn keep(&mut self, old: &Old) {
        self.put_jump(old.op, old.arg, old.target().map(Target::Old));
    }

    /// Replaces the callable at this depth by what the call hook makes of it.
    fn wrap_callable(&mut self, depth: u32) {
        self.put(Opcode::LoadConst, self.hooks.call);
        self.put(Opcode::PushNull, 0);
        self.put(Opcode::Copy, depth + 2);
        self.put(Opcode::Call, 1);
        self.put(Opcode::Swap, depth + 1);
        self.put(Opcode::PopTop, 0);
    }

    /// Replaces the value on top by what a hook makes of it.
    fn hook(&mut self, hook: u32) {
        self.put(Opcode::LoadConst, hook);
        self.put(Opcode::Swap, 2);
        self.put(Opcode::PushNull, 0);
        self.put(Opcode::Swap, 2);
        self.put(Opcode::Call, 1);
    }

    /// Replaces the iterator on top by its result, and yields what it yields until then: `yield from`.
    fn delegate(&mut self) {
        self.put(Opcode::LoadConst, self.hooks.none);
        let send = self.new.len();
        self.put_jump(Opcode::Send, 0, Some(Target::New(send + 4)));
        self.put(Opcode::YieldValue, 1);
        self.put(Opcode::Resume, AFTER_YIELD_FROM);
        self.put_jump(Opcode::JumpBackwardNoInterrupt, 0, Some(Target::New(send)));
        self.put(Opcode::EndSend, 0);
    }

    /// Jumps to what comes after so many more instructions, where the value on top is not the constant; else
    /// drops it.
    fn skip_unless(&mut self, constant: u32, skipped: usize) {
        self.put(Opcode::Copy, 1);
        self.put(Opcode::LoadConst, constant);
        self.put(Opcode::IsOp, 0);
        let target = Target::New(self.new.len() + 3 + skipped);
        self.put_jump(Opcode::PopJumpIfFalse, 0, Some(target));
        self.put(Opcode::NotTaken, 0);
        self.put(Opcode::PopTop, 0);
    }

    /// `FOR_ITER` on the iterator on top. What is native is asked as in the original. At the end of another
    /// the original instruction runs on an iterator that is over: it knows where to go and what to leave on the stack.
    fn for_iter(&mut self, old: &Old) {
        const ASKING: usize = 4 + DELEGATING;
        const ENDING: usize = 3;
        const TESTING: usize = 6;
        self.keep(old);
        self.skip_unless(self.hooks.pending, ASKING + TESTING + ENDING);
        let began = self.new.len();
        self.put(Opcode::LoadConst, self.hooks.next);
        self.put(Opcode::PushNull, 0);
        self.put(Opcode::Copy, 3);
        self.put(Opcode::Call, 1);
        self.delegate();
        debug_assert_eq!(self.new.len(), began + ASKING);
        self.skip_unless(self.hooks.end, ENDING);
        debug_assert_eq!(self.new.len(), began + ASKING + TESTING);
        self.put(Opcode::PopTop, 0);
        self.put(Opcode::LoadConst, self.hooks.empty);
        self.keep(old);
        // The body begins here; a jump needs something of its own to arrive at.
        self.put(Opcode::Nop, 0);
    }

    /// The end of a loop's body: where a thread that computes for long gives way.
    fn jump_backward(&mut self, old: &Old) {
        self.put(Opcode::LoadConst, self.hooks.due);
        self.put(Opcode::ToBool, 0);
        let target = Target::New(self.new.len() + 5 + DELEGATING + 1);
        self.put_jump(Opcode::PopJumpIfFalse, 0, Some(target));
        self.put(Opcode::NotTaken, 0);
        self.put(Opcode::LoadConst, self.hooks.pause);
        self.put(Opcode::PushNull, 0);
        self.put(Opcode::Call, 0);
        self.delegate();
        self.put(Opcode::PopTop, 0);
        self.keep(old);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rustpython_compiler_core::bytecode::ConstantData;
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
            let all = decode(&twin.instructions.original_bytes());
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
        let all = decode(&twin.instructions.original_bytes());
        let yields = all.iter().find(|each| each.op == Opcode::YieldValue);
        let at = yields.expect("a call can yield").start;
        assert_eq!(twin.locations[at].0.line.get(), 3);
        let call = all.iter().rev().find(|each| each.op == Opcode::Call);
        let call = call.expect("the call is still there").start;
        assert_eq!(twin.locations[call], twin.locations[at]);
    }
}
