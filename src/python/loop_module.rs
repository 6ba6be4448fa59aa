//! The native module below `lib/asyncio/base_events.py`: the classes of the loop and its handles, and what they
//! need of the Python half.

pub use native::bound;
pub(super) use native::module_def;

#[rustpython_vm::pymodule(name = "_loopscope_loop")]
mod native {
    use crate::{
        python::{event_loop::EventLoop, handle::Handle, observation, session::Session},
        trace::EventKind,
    };
    use rustpython_vm::{
        AsObject, Py, PyObjectRef, PyResult, VirtualMachine,
        builtins::{PyModule, PyStrRef, PyTypeRef},
        class::PyClassImpl,
    };
    use std::cell::RefCell;

    pub(crate) fn module_exec(vm: &VirtualMachine, module: &Py<PyModule>) -> PyResult<()> {
        __module_exec(vm, module);
        module.set_attr("Handle", Handle::make_static_type(), vm)?;
        module.set_attr("EventLoop", EventLoop::make_static_type(), vm)?;
        Ok(())
    }

    thread_local! {
        /// What the native half needs of the Python half; given once an interpreter by `bind`.
        static BOUND: RefCell<Option<Bound>> = const { RefCell::new(None) };
    }

    #[derive(Clone)]
    pub struct Bound {
        pub timer_handle: PyTypeRef,
        pub copy_context: PyObjectRef,
        pub complete_sleep: PyObjectRef,
    }

    /// What `bind` was given.
    pub fn bound() -> Bound {
        BOUND
            .with(|bound| bound.borrow().clone())
            .expect("asyncio binds the loop when it is imported")
    }

    /// Gives the native half what it needs of the Python half: the class of timer handles,
    /// `contextvars.copy_context`, and the function with which `asyncio.sleep` completes its future.
    #[pyfunction]
    fn bind(timer_handle: PyTypeRef, copy_context: PyObjectRef, complete_sleep: PyObjectRef) {
        let value = Bound {
            timer_handle,
            copy_context,
            complete_sleep,
        };
        BOUND.with(|bound| *bound.borrow_mut() = Some(value));
    }

    /// Replaces a method of a native class, which Python code cannot.
    #[pyfunction]
    fn set_method(class: PyTypeRef, name: PyStrRef, function: PyObjectRef, vm: &VirtualMachine) {
        class.set_attr(vm.ctx.intern_str(name.to_string()), function);
    }

    /// A task was made: one that started at once, instead of by a step of the loop, is not known yet.
    #[pyfunction]
    fn created(task: PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
        if let Some(session) = Session::current()
            && task.class().has_attr(vm.ctx.intern_str("_fut_waiter"))
            && !task
                .get_attr("_coro", vm)
                .is_ok_and(|coroutine| vm.is_none(&coroutine))
            && session.task(task.get_id()).is_none()
        {
            let id = observation::known_task(&session, &task, vm)?;
            observation::after_step(&session, id, &task, vm);
        }
        Ok(())
    }

    /// `Task.cancel` was called.
    #[pyfunction]
    fn cancel_requested(task: PyObjectRef, vm: &VirtualMachine) {
        if let Some(session) = Session::current()
            && let Some(task) = session.task(task.get_id())
        {
            session.record(
                observation::script_line(&session, vm),
                EventKind::CancelRequested { task },
            );
        }
    }

    /// `Task.set_name` was called.
    #[pyfunction]
    fn renamed(task: PyObjectRef, name: PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
        if let Some(session) = Session::current()
            && let Some(task) = session.task(task.get_id())
        {
            let name = name.str(vm)?.to_string();
            session.rename_task(task, &name);
            session.record(
                observation::script_line(&session, vm),
                EventKind::TaskRenamed { task, name },
            );
        }
        Ok(())
    }
}
