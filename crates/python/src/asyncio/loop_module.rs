//! The native module below `lib/asyncio/base_events.py`: the classes of the loop and its handles, and what they
//! need of the Python half.

pub use native::bound;
pub(crate) use native::module_def;

#[rustpython_vm::pymodule(name = "_loopscope_loop")]
mod native {
    use crate::{asyncio::event_loop::EventLoop, asyncio::handle::Handle};
    use rustpython_vm::{
        Py, PyObjectRef, PyResult, VirtualMachine,
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
        pub thread_safe_handle: PyTypeRef,
        pub gathering_future: PyTypeRef,
        pub complete_sleep: PyObjectRef,
    }

    /// What `bind` was given.
    pub fn bound() -> Bound {
        BOUND
            .with(|bound| bound.borrow().clone())
            .expect("asyncio binds the loop when it is imported")
    }

    /// Gives the native half what it needs of the Python half: the classes of timer handles and of those that other
    /// threads ask for, that of the future which `asyncio.gather` gives, and the function with which `asyncio.sleep`
    /// completes its future.
    #[pyfunction]
    fn bind(
        timer_handle: PyTypeRef,
        thread_safe_handle: PyTypeRef,
        gathering_future: PyTypeRef,
        complete_sleep: PyObjectRef,
    ) {
        let value = Bound {
            timer_handle,
            thread_safe_handle,
            gathering_future,
            complete_sleep,
        };
        BOUND.with(|bound| *bound.borrow_mut() = Some(value));
    }

    /// Replaces a method of a native class, which Python code cannot.
    #[pyfunction]
    fn set_method(class: PyTypeRef, name: PyStrRef, function: PyObjectRef, vm: &VirtualMachine) {
        class.set_attr(vm.ctx.intern_str(name.to_string()), function);
    }
}
