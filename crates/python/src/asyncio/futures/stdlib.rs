//! What Future and Task take from Python: asyncio's exceptions, its wording of representations, contexts.

use rustpython_vm::{
    PyObjectRef, PyResult, VirtualMachine,
    builtins::{PyBaseExceptionRef, PyStrInterned, PyTypeRef},
};
use std::{cell::RefCell, rc::Rc};

thread_local! {
    /// Found once an interpreter, at the first use: asyncio is being imported while this module is.
    static FOUND: RefCell<Option<Rc<Stdlib>>> = const { RefCell::new(None) };
}

/// Found objects of `asyncio`, `traceback` and `contextvars`.
#[derive(Debug)]
pub struct Stdlib {
    /// `asyncio.exceptions.CancelledError`
    pub cancelled_error: PyTypeRef,
    /// `asyncio.exceptions.InvalidStateError`
    pub invalid_state_error: PyTypeRef,
    /// `asyncio.base_futures._future_repr`
    pub future_repr: PyObjectRef,
    /// `asyncio.base_tasks._task_repr`
    pub task_repr: PyObjectRef,
    /// `asyncio.base_tasks._task_get_stack`
    pub task_get_stack: PyObjectRef,
    /// `asyncio.base_tasks._task_print_stack`
    pub task_print_stack: PyObjectRef,
    /// `asyncio.coroutines.iscoroutine`
    pub iscoroutine: PyObjectRef,
    /// `asyncio.events._get_event_loop_policy`
    pub get_event_loop_policy: PyObjectRef,
    /// `traceback.extract_stack`
    pub extract_stack: PyObjectRef,
    /// `contextvars.copy_context`
    pub copy_context: PyObjectRef,
    /// `contextvars.Context`
    pub context: PyTypeRef,
    /// `contextvars.Context.run`, which takes the context as its first argument.
    pub context_run: PyObjectRef,
    /// Names that are looked up at every turn.
    pub names: Names,
}

/// Interned names.
#[derive(Debug)]
#[allow(missing_docs)]
pub struct Names {
    pub call_soon: &'static PyStrInterned,
    pub get_debug: &'static PyStrInterned,
}

/// The objects of this interpreter.
///
/// # Errors
/// Whatever importing raises.
pub fn stdlib(vm: &VirtualMachine) -> PyResult<Rc<Stdlib>> {
    if let Some(found) = FOUND.with(|found| found.borrow().clone()) {
        return Ok(found);
    }
    let found = Rc::new(Stdlib::find(vm)?);
    FOUND.with(|place| *place.borrow_mut() = Some(found.clone()));
    Ok(found)
}

/// Forgets what an earlier interpreter of this thread found.
pub fn forget() {
    let found = FOUND.with(|found| found.borrow_mut().take());
    drop(found);
}

impl Stdlib {
    fn find(vm: &VirtualMachine) -> PyResult<Self> {
        let from = |module: &'static str, name: &'static str| -> PyResult {
            vm.import(module, 0)?;
            let modules = vm.sys_module.get_attr("modules", vm)?;
            modules.get_item(module, vm)?.get_attr(name, vm)
        };
        let class = |module, name| from(module, name)?.try_into_value::<PyTypeRef>(vm);
        let context = class("contextvars", "Context")?;
        Ok(Self {
            cancelled_error: class("asyncio.exceptions", "CancelledError")?,
            invalid_state_error: class("asyncio.exceptions", "InvalidStateError")?,
            future_repr: from("asyncio.base_futures", "_future_repr")?,
            task_repr: from("asyncio.base_tasks", "_task_repr")?,
            task_get_stack: from("asyncio.base_tasks", "_task_get_stack")?,
            task_print_stack: from("asyncio.base_tasks", "_task_print_stack")?,
            iscoroutine: from("asyncio.coroutines", "iscoroutine")?,
            get_event_loop_policy: from("asyncio.events", "_get_event_loop_policy")?,
            extract_stack: from("traceback", "extract_stack")?,
            copy_context: from("contextvars", "copy_context")?,
            context_run: from("contextvars", "Context")?.get_attr("run", vm)?,
            context,
            names: Names {
                call_soon: vm.ctx.intern_str("call_soon"),
                get_debug: vm.ctx.intern_str("get_debug"),
            },
        })
    }

    /// A copy of the current context (`PyContext_CopyCurrent`).
    pub fn current_context(&self, vm: &VirtualMachine) -> PyResult {
        self.copy_context.call((), vm)
    }

    /// `InvalidStateError(message)`
    pub fn invalid_state(&self, message: String, vm: &VirtualMachine) -> PyBaseExceptionRef {
        vm.new_exception_msg(self.invalid_state_error.clone(), message.into())
    }
}
