//! `greenlet._greenlet`.

pub(crate) use native::module_def;

#[rustpython_vm::pymodule(name = "greenlet._greenlet")]
mod native {
    use super::super::{object::Greenlet, switching};
    use rustpython_vm::{
        Py, PyObjectRef, PyRef, PyResult, VirtualMachine,
        builtins::{PyModule, PyTypeRef},
        class::PyClassImpl,
    };

    pub(crate) fn module_exec(vm: &VirtualMachine, module: &Py<PyModule>) -> PyResult<()> {
        __module_exec(vm, module);
        let class = Greenlet::make_static_type();
        for name in ["getcurrent", "settrace", "gettrace"] {
            let function = module.get_attr(name, vm)?;
            class.set_attr(vm.ctx.intern_str(name), function);
        }
        for (name, exception) in [("error", error(vm)), ("GreenletExit", exit(vm))] {
            class.set_attr(vm.ctx.intern_str(name), exception.clone().into());
            module.set_attr(name, exception, vm)?;
        }
        let classes = vm.ctx.new_list(vec![class.to_owned().into()]);
        let identity = vm.import("_loopscope_identity", 0)?;
        identity.get_attr("watch", vm)?.call((classes,), vm)?;
        module.set_attr("greenlet", class, vm)
    }

    fn error(vm: &VirtualMachine) -> PyTypeRef {
        vm.ctx.new_exception_type("greenlet", "error", None)
    }

    fn exit(vm: &VirtualMachine) -> PyTypeRef {
        let base = vm.ctx.exceptions.base_exception_type.to_owned();
        vm.ctx
            .new_exception_type("greenlet", "GreenletExit", Some(vec![base]))
    }

    #[pyattr]
    const GREENLET_USE_GC: bool = true;
    #[pyattr]
    const GREENLET_USE_TRACING: bool = true;
    #[pyattr]
    const GREENLET_USE_CONTEXT_VARS: bool = true;
    #[pyattr]
    const CLOCKS_PER_SEC: u32 = 1_000_000;
    /// What other extensions in C would link to: there are none.
    #[pyattr(name = "_C_API")]
    fn c_api(vm: &VirtualMachine) -> PyObjectRef {
        vm.ctx.none()
    }

    /// The greenlet that calls.
    #[pyfunction]
    fn getcurrent(vm: &VirtualMachine) -> PyResult<PyRef<Greenlet>> {
        switching::current(vm)
    }

    /// The function that this thread's switches are told to.
    #[pyfunction]
    fn gettrace(vm: &VirtualMachine) -> PyResult<Option<PyObjectRef>> {
        Ok(switching::of_thread(vm)?.trace.borrow().clone())
    }

    /// Tells a function of this thread's switches from now on; the one before, or `None`.
    #[pyfunction]
    fn settrace(function: PyObjectRef, vm: &VirtualMachine) -> PyResult<Option<PyObjectRef>> {
        let function = Some(function).filter(|function| !vm.is_none(function));
        Ok(switching::of_thread(vm)?.trace.replace(function))
    }

    /// What the C++ does late on behalf of threads that are over: there is nothing of the kind.
    #[pyfunction]
    fn get_pending_cleanup_count() -> usize {
        0
    }

    #[pyfunction]
    fn enable_optional_cleanup(_on: PyObjectRef) {}

    #[pyfunction]
    fn get_clocks_used_doing_optional_cleanup() -> u32 {
        0
    }
}
