//! Stacks: recursion that outgrows the machine's goes on upon another, and every thread has one of its own.
//!
//! A browser gives WebAssembly half a megabyte or one of stack, which Python's thousand frames can exceed: a call that
//! comes from native code (`sorted(key=…)`, `__repr__`, `*args`) recurses natively, two kilobytes a level. So where
//! the host can run code on a fresh stack, as the page's worker can, such a call goes on there once the present stack
//! is well used. How well cannot be read: the compiler's own stack, which lies in the memory, stands for it.

use machine::{HostStacks, Stacks};
use rustpython_vm::{
    Context, PyObject, PyObjectRef, PyResult, VirtualMachine,
    function::FuncArgs,
    vm::thread::{try_with_current_vm, with_current_vm},
};
use std::cell::{Cell, RefCell};

/// Bytes of the compiler's stack after which a call goes on upon a fresh one. The machine's own stack, of 984 KiB,
/// holds no less than twice the levels of any recursion measured.
const USED: usize = 160 << 10;
/// Bytes of a thread's stack. Natively they are addresses, of which the system fills with memory what is used; in the page
/// they are the compiler's own stack, which lies in the memory.
pub const THREAD_STACK: usize = if cfg!(target_arch = "wasm32") {
    256 << 10
} else {
    8 << 20
};
/// Bytes at its end that are left to native code which asks nobody.
const STACK_MARGIN: usize = THREAD_STACK / 8;

type Call = fn(&PyObject, FuncArgs, &VirtualMachine) -> PyResult;
type Vectorcall =
    fn(&PyObject, Vec<PyObjectRef>, usize, Option<&[PyObjectRef]>, &VirtualMachine) -> PyResult;

/// What a host can do with stacks; the page's worker can suspend WebAssembly.
#[derive(Clone, Copy)]
pub struct Host {
    /// Runs [`go_on`] on a stack of its own and returns when that has returned.
    pub fresh: fn(),
    /// How it switches between threads' stacks.
    pub threads: HostStacks,
}

struct Stack {
    host: Cell<Option<Host>>,
    /// Where the present stack begins.
    top: Cell<usize>,
    call: Cell<Option<Call>>,
    vectorcall: Cell<Option<Vectorcall>>,
    waiting: RefCell<Option<Waiting>>,
    result: RefCell<Option<PyResult>>,
}

/// A call on its way to a fresh stack.
enum Waiting {
    Call(PyObjectRef, FuncArgs),
    Vectorcall(
        PyObjectRef,
        Vec<PyObjectRef>,
        usize,
        Option<Vec<PyObjectRef>>,
    ),
}

thread_local! {
    static STACK: Stack = const {
        Stack {
            host: Cell::new(None),
            top: Cell::new(usize::MAX),
            call: Cell::new(None),
            vectorcall: Cell::new(None),
            waiting: RefCell::new(None),
            result: RefCell::new(None),
        }
    };
}

/// Calls of Python functions look at the stack from now on. Once an interpreter.
pub fn watch() {
    let slots = &Context::genesis().types.function_type.slots;
    STACK.with(|stack| {
        stack.call.set(slots.call.load());
        stack.vectorcall.set(slots.vectorcall.load());
    });
    slots.call.store(Some(call));
    slots.vectorcall.store(Some(vectorcall));
}

/// A run begins here, on this host's stacks, where it has any but the one.
pub fn begin(host: Option<Host>) {
    STACK.with(|stack| {
        stack.host.set(host);
        stack.top.set(here());
    });
}

/// The stacks of a run's threads.
pub(crate) fn stacks() -> Box<dyn Stacks> {
    #[cfg(not(target_arch = "wasm32"))]
    return Box::new(machine::Coroutines::new(THREAD_STACK));
    #[cfg(target_arch = "wasm32")]
    match STACK.with(|stack| stack.host.get()) {
        Some(host) => Box::new(host.threads),
        None => Box::new(NoStacks),
    }
}

/// Whether threads can be started.
pub(crate) fn has_stacks() -> bool {
    cfg!(not(target_arch = "wasm32")) || STACK.with(|stack| stack.host.get().is_some())
}

/// A host without stacks for threads: none is started.
#[cfg(target_arch = "wasm32")]
struct NoStacks;

#[cfg(target_arch = "wasm32")]
impl Stacks for NoStacks {
    fn begin(&self, _: machine::ThreadId, body: machine::Body) {
        std::mem::forget(body);
    }

    fn resume(&self, _: machine::ThreadId) -> machine::Resumed {
        machine::Resumed::Ended
    }

    fn give_way(&self) {}

    fn abandon(&self, _: machine::ThreadId) {}
}

/// The running thread begins, upon its own stack: calls that come too near its end raise `RecursionError`.
pub(crate) fn begin_thread(vm: &VirtualMachine) {
    let top = here();
    STACK.with(|stack| stack.top.set(top));
    vm.set_stack_limit(top.saturating_sub(THREAD_STACK - STACK_MARGIN));
}

/// Where a thread's stack begins, while another one runs.
pub(crate) struct Top(usize);

impl Default for Top {
    fn default() -> Self {
        Self(usize::MAX)
    }
}

/// Puts another thread's beginning of the stack into the place of the running one's.
pub(crate) fn exchange(top: Top) -> Top {
    Top(STACK.with(|stack| stack.top.replace(top.0)))
}

/// The address of something on the compiler's stack.
#[inline(never)]
fn here() -> usize {
    let mark = 0u8;
    std::hint::black_box(std::ptr::from_ref(&mark)).addr()
}

#[inline]
fn is_used_up(stack: &Stack) -> bool {
    stack.host.get().is_some() && stack.top.get().saturating_sub(here()) > USED
}

fn call(function: &PyObject, arguments: FuncArgs, vm: &VirtualMachine) -> PyResult {
    STACK.with(|stack| {
        if is_used_up(stack) {
            return on_fresh(stack, Waiting::Call(function.to_owned(), arguments), vm);
        }
        match stack.call.get() {
            Some(call) => call(function, arguments, vm),
            None => Err(vm.new_system_error("functions cannot be called")),
        }
    })
}

fn vectorcall(
    function: &PyObject,
    arguments: Vec<PyObjectRef>,
    positional: usize,
    names: Option<&[PyObjectRef]>,
    vm: &VirtualMachine,
) -> PyResult {
    STACK.with(|stack| {
        if is_used_up(stack) {
            let names = names.map(<[_]>::to_vec);
            let function = function.to_owned();
            let waiting = Waiting::Vectorcall(function, arguments, positional, names);
            return on_fresh(stack, waiting, vm);
        }
        match stack.vectorcall.get() {
            Some(call) => call(function, arguments, positional, names, vm),
            None => Err(vm.new_system_error("functions cannot be called")),
        }
    })
}

#[cold]
fn on_fresh(stack: &Stack, waiting: Waiting, vm: &VirtualMachine) -> PyResult {
    let top = stack.top.get();
    *stack.waiting.borrow_mut() = Some(waiting);
    if let Some(host) = stack.host.get() {
        (host.fresh)();
    }
    stack.top.set(top);
    let result = stack.result.borrow_mut().take();
    result.unwrap_or_else(|| Err(vm.new_system_error("a call was lost")))
}

/// Makes the call that waits for this stack.
pub fn go_on() {
    let Some(waiting) = STACK.with(|stack| stack.waiting.borrow_mut().take()) else {
        return;
    };
    STACK.with(|stack| stack.top.set(here()));
    let result = with_current_vm(|vm| match waiting {
        Waiting::Call(function, arguments) => call(&function, arguments, vm),
        Waiting::Vectorcall(function, arguments, positional, names) => {
            vectorcall(&function, arguments, positional, names.as_deref(), vm)
        }
    });
    STACK.with(|stack| *stack.result.borrow_mut() = Some(result));
}

/// The engine cannot go on with the run: ends it with these words, at the line of the script that it had reached.
/// Whether there was a run to end.
pub fn fall(words: impl FnOnce(Option<u32>) -> String) -> bool {
    let Some(session) = crate::engine::session::Session::current() else {
        return false;
    };
    let line =
        try_with_current_vm(|vm| crate::asyncio::observation::script_line(&session, vm)).flatten();
    session.fall(line, words(line))
}
