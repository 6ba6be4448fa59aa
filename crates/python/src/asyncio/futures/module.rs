//! `_asyncio` itself: its functions and classes.

pub(crate) use native::module_def;

#[rustpython_vm::pymodule(name = "_asyncio")]
mod native {
    use super::super::{
        awaited_by,
        callback::{TaskStep, TaskWakeup},
        future::Future,
        future_iter::FutureIter,
        registry::{self, Start},
        stdlib,
        step::TaskRunner,
        task::Task,
    };
    use rustpython_vm::{
        FromArgs, Py, PyObjectRef, PyPayload, PyResult, VirtualMachine, builtins::PyModule,
        class::PyClassImpl,
    };

    pub(crate) fn module_exec(vm: &VirtualMachine, module: &Py<PyModule>) -> PyResult<()> {
        __module_exec(vm, module);
        registry::clear();
        stdlib::forget();
        module.set_attr("Future", Future::make_static_type(), vm)?;
        module.set_attr("Task", Task::make_static_type(), vm)?;
        // Not found by name, as in CPython.
        let _ = (
            FutureIter::make_static_type(),
            TaskStep::make_static_type(),
            TaskWakeup::make_static_type(),
            TaskRunner::make_static_type(),
        );
        for class in [Future::class(&vm.ctx), Task::class(&vm.ctx)] {
            class.slots.del_needed.store(Some(Future::needs_finalizer));
        }
        Ok(())
    }

    #[derive(FromArgs)]
    struct Loop {
        #[pyarg(any, name = "loop", optional)]
        event_loop: Option<PyObjectRef>,
    }

    #[derive(FromArgs)]
    struct OneTask {
        #[pyarg(any)]
        task: PyObjectRef,
    }

    #[derive(FromArgs)]
    struct LoopAndTask {
        #[pyarg(any, name = "loop")]
        event_loop: PyObjectRef,
        #[pyarg(any)]
        task: PyObjectRef,
    }

    #[pyfunction]
    fn _get_running_loop(vm: &VirtualMachine) -> Option<PyObjectRef> {
        registry::loop_that_runs(vm)
    }

    #[pyfunction]
    fn _set_running_loop(event_loop: PyObjectRef, vm: &VirtualMachine) {
        registry::set_running_loop(vm.option_if_none(event_loop), vm);
    }

    #[pyfunction]
    fn get_running_loop(vm: &VirtualMachine) -> PyResult {
        registry::running_loop(vm)
    }

    #[pyfunction]
    fn get_event_loop(vm: &VirtualMachine) -> PyResult {
        registry::event_loop(vm)
    }

    #[pyfunction]
    fn current_task(args: Loop, vm: &VirtualMachine) -> PyResult<Option<PyObjectRef>> {
        let event_loop = args.event_loop.and_then(|value| vm.option_if_none(value));
        registry::current_task(event_loop, vm)
    }

    #[pyfunction]
    fn all_tasks(args: Loop, vm: &VirtualMachine) -> PyResult {
        let event_loop = args.event_loop.and_then(|value| vm.option_if_none(value));
        registry::all_tasks(event_loop, vm)
    }

    #[pyfunction]
    fn _register_task(args: OneTask, vm: &VirtualMachine) -> PyResult<()> {
        registry::note(&args.task, Start::Scheduled, true, vm)
    }

    #[pyfunction]
    fn _unregister_task(args: OneTask, vm: &VirtualMachine) -> PyResult<()> {
        registry::note(&args.task, Start::Scheduled, false, vm)
    }

    #[pyfunction]
    fn _register_eager_task(args: OneTask, vm: &VirtualMachine) -> PyResult<()> {
        registry::note(&args.task, Start::Eager, true, vm)
    }

    #[pyfunction]
    fn _unregister_eager_task(args: OneTask, vm: &VirtualMachine) -> PyResult<()> {
        registry::note(&args.task, Start::Eager, false, vm)
    }

    #[pyfunction]
    fn _enter_task(args: LoopAndTask, vm: &VirtualMachine) -> PyResult<()> {
        registry::enter(&args.event_loop, &args.task, vm)
    }

    #[pyfunction]
    fn _leave_task(args: LoopAndTask, vm: &VirtualMachine) -> PyResult<()> {
        registry::leave(&args.event_loop, &args.task, vm)
    }

    #[pyfunction]
    fn _swap_current_task(args: LoopAndTask, vm: &VirtualMachine) -> PyResult<Option<PyObjectRef>> {
        registry::swap(&args.event_loop, vm.option_if_none(args.task), vm)
    }

    #[pyfunction]
    fn future_add_to_awaited_by(
        future: PyObjectRef,
        waiter: PyObjectRef,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        awaited_by::add(&future, &waiter, vm)
    }

    #[pyfunction]
    fn future_discard_from_awaited_by(
        future: PyObjectRef,
        waiter: PyObjectRef,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        awaited_by::discard(&future, &waiter, vm)
    }
}
