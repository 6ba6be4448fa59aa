//! What the interpreter keeps for the thread that runs, taken out and put back: so that several threads of a script,
//! each with a stack of its own, take turns on one `VirtualMachine`.
//!
//! CPython keeps the same in its `PyThreadState`. A module of Loopscope's, added to the crate when it is compiled
//! (`tools/rustpython/rustc`), for the fields are private to it.

use super::{ExceptionStack, PendingFrame, PendingGenResume, SuspendedFrame, VirtualMachine};
use crate::{
    PyObjectRef,
    datastack::DataStack,
    frame::InterpreterFrame,
    vm::thread::{COROUTINE_ORIGIN_TRACKING_DEPTH, get_current_frame, set_current_frame},
};
use core::{cell::Cell, mem};
use std::collections::HashSet;

/// The state of one thread of an interpreter, while another one runs.
pub struct ThreadState {
    datastack: DataStack,
    exceptions: ExceptionStack,
    profile_func: PyObjectRef,
    trace_func: PyObjectRef,
    use_tracing: Cell<bool>,
    what_event: Cell<Option<crate::stdlib::sys::monitoring::MonitoringEvent>>,
    tracing_depth: Cell<usize>,
    repr_guards: HashSet<usize>,
    recursion_depth: Cell<usize>,
    c_stack_soft_limit: Cell<usize>,
    async_gen_firstiter: Option<PyObjectRef>,
    async_gen_finalizer: Option<PyObjectRef>,
    asyncio_running_loop: Option<PyObjectRef>,
    asyncio_running_task: Option<PyObjectRef>,
    context_stack: Vec<PyObjectRef>,
    pending_tailcall_frame: Cell<Option<PendingFrame>>,
    pending_tailcall_owner: Option<PyObjectRef>,
    pending_gen_resume: Option<PendingGenResume>,
    trampoline_stack: Vec<SuspendedFrame>,
    current_frame: *const InterpreterFrame,
    origin_tracking_depth: u32,
}

impl VirtualMachine {
    /// The address on the running thread's stack below which calls raise `RecursionError`.
    pub fn set_stack_limit(&self, address: usize) {
        self.c_stack_soft_limit.set(address);
    }

    /// The state of a thread that has not begun.
    #[must_use]
    pub fn new_thread_state(&self) -> ThreadState {
        ThreadState {
            datastack: DataStack::new(),
            exceptions: ExceptionStack::default(),
            profile_func: self.ctx.none(),
            trace_func: self.ctx.none(),
            use_tracing: Cell::new(false),
            what_event: Cell::new(None),
            tracing_depth: Cell::new(0),
            repr_guards: HashSet::new(),
            recursion_depth: Cell::new(0),
            c_stack_soft_limit: Cell::new(0),
            async_gen_firstiter: None,
            async_gen_finalizer: None,
            asyncio_running_loop: None,
            asyncio_running_task: None,
            context_stack: Vec::new(),
            pending_tailcall_frame: Cell::new(None),
            pending_tailcall_owner: None,
            pending_gen_resume: None,
            trampoline_stack: Vec::new(),
            current_frame: core::ptr::null(),
            origin_tracking_depth: 0,
        }
    }

    /// Puts `other` into the place of the running thread's state, and that into `other`. The caller then goes on upon
    /// the stack that the new state belongs to.
    pub fn exchange_thread_state(&self, other: &mut ThreadState) {
        // SAFETY: an interpreter without `threading` is used by one thread of the machine, and nothing holds a
        // reference into these cells across a call of a native function, from which alone this is called.
        unsafe {
            mem::swap(&mut *self.datastack.get(), &mut other.datastack);
            mem::swap(
                &mut *self.pending_tailcall_owner.get(),
                &mut other.pending_tailcall_owner,
            );
            mem::swap(
                &mut *self.pending_gen_resume.get(),
                &mut other.pending_gen_resume,
            );
            mem::swap(
                &mut *self.trampoline_stack.get(),
                &mut other.trampoline_stack,
            );
        }
        mem::swap(&mut *self.exceptions.borrow_mut(), &mut other.exceptions);
        mem::swap(&mut *self.profile_func.borrow_mut(), &mut other.profile_func);
        mem::swap(&mut *self.trace_func.borrow_mut(), &mut other.trace_func);
        self.use_tracing.swap(&other.use_tracing);
        self.what_event.swap(&other.what_event);
        self.tracing_depth.swap(&other.tracing_depth);
        mem::swap(&mut *self.repr_guards.borrow_mut(), &mut other.repr_guards);
        self.recursion_depth.swap(&other.recursion_depth);
        self.c_stack_soft_limit.swap(&other.c_stack_soft_limit);
        mem::swap(
            &mut *self.async_gen_firstiter.borrow_mut(),
            &mut other.async_gen_firstiter,
        );
        mem::swap(
            &mut *self.async_gen_finalizer.borrow_mut(),
            &mut other.async_gen_finalizer,
        );
        mem::swap(
            &mut *self.asyncio_running_loop.borrow_mut(),
            &mut other.asyncio_running_loop,
        );
        mem::swap(
            &mut *self.asyncio_running_task.borrow_mut(),
            &mut other.asyncio_running_task,
        );
        mem::swap(&mut *self.context_stack.borrow_mut(), &mut other.context_stack);
        self.pending_tailcall_frame.swap(&other.pending_tailcall_frame);
        let frame = mem::replace(&mut other.current_frame, get_current_frame());
        set_current_frame(frame);
        other.origin_tracking_depth =
            COROUTINE_ORIGIN_TRACKING_DEPTH.replace(other.origin_tracking_depth);
    }
}
