//! What a future calls when it is done, and a task's own two callables as scripts see them.

use super::{arguments, slot::Slot, step, task::Task};
use rustpython_vm::{
    AsObject, Py, PyObjectRef, PyPayload, PyRef, PyResult, Traverse, VirtualMachine,
    function::FuncArgs,
    pyclass,
    types::{Callable, Representable},
};

/// An entry of a future's list. A waiting task stands there itself; the callable by which CPython wakes it is made
/// only for who looks at the list.
#[derive(Clone, Debug, Traverse)]
pub struct Callback {
    /// The task to wake, or what to call.
    pub target: PyObjectRef,
    /// The context to call it in; `None` stands for one to be copied.
    pub context: PyObjectRef,
    /// The target is a task, to be woken.
    #[pytraverse(skip)]
    pub wakes: bool,
}

impl Callback {
    /// What to call.
    pub fn callable(&self, vm: &VirtualMachine) -> PyObjectRef {
        match self.target.downcast_ref::<Task>() {
            Some(task) if self.wakes => TaskWakeup::of(task).into_pyobject(vm),
            _ => self.target.clone(),
        }
    }

    /// Whether `function` is what it calls.
    pub fn calls(&self, function: &PyObjectRef, vm: &VirtualMachine) -> PyResult<bool> {
        if self.wakes {
            let wakeup = function.downcast_ref::<TaskWakeup>();
            return Ok(wakeup.is_some_and(|wakeup| wakeup.task.holds(&self.target)));
        }
        vm.bool_eq(&self.target, function)
    }
}

/// A task's step as a callable (`TaskStepMethWrapper`).
#[pyclass(module = "_asyncio", name = "TaskStepMethWrapper", traverse)]
#[derive(Debug, PyPayload)]
pub struct TaskStep {
    task: Slot,
    exception: Slot,
}

impl TaskStep {
    /// The next step of `task`, into which `exception` is thrown if there is one.
    pub fn of(task: &Py<Task>, exception: Option<PyObjectRef>) -> Self {
        let step = Self {
            task: Slot::default(),
            exception: Slot::default(),
        };
        step.task.set(PyObjectRef::from(task.to_owned()));
        step.exception.set(exception);
        step
    }

    /// The task.
    pub fn task(&self) -> Option<PyRef<Task>> {
        self.task.get()?.downcast().ok()
    }

    /// What is thrown.
    pub fn exception(&self) -> Option<PyObjectRef> {
        self.exception.get()
    }
}

#[pyclass(flags(DISALLOW_INSTANTIATION), with(Callable))]
impl TaskStep {
    #[pygetset]
    fn __self__(zelf: &Py<Self>) -> Option<PyObjectRef> {
        zelf.task.get()
    }
}

impl Callable for TaskStep {
    type Args = FuncArgs;

    fn call(zelf: &Py<Self>, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        if !args.kwargs.is_empty() {
            return Err(vm.new_type_error("function takes no keyword arguments"));
        }
        if !args.args.is_empty() {
            return Err(vm.new_type_error("function takes no positional arguments"));
        }
        match zelf.task() {
            Some(task) => step::step(&task, zelf.exception(), vm),
            None => Ok(vm.ctx.none()),
        }
    }
}

/// What wakes a task, as a callable: in CPython a built-in method of the task.
#[pyclass(module = "builtins", name = "builtin_function_or_method", traverse)]
#[derive(Debug, PyPayload)]
pub struct TaskWakeup {
    task: Slot,
}

impl TaskWakeup {
    /// That of `task`.
    pub fn of(task: &Py<Task>) -> Self {
        let wakeup = Self {
            task: Slot::default(),
        };
        wakeup.task.set(PyObjectRef::from(task.to_owned()));
        wakeup
    }

    /// The task.
    pub fn task(&self) -> Option<PyRef<Task>> {
        self.task.get()?.downcast().ok()
    }
}

#[pyclass(flags(DISALLOW_INSTANTIATION), with(Callable, Representable))]
impl TaskWakeup {
    #[pygetset]
    fn __self__(zelf: &Py<Self>) -> Option<PyObjectRef> {
        zelf.task.get()
    }

    #[pygetset]
    fn __name__(_zelf: &Py<Self>) -> &'static str {
        "task_wakeup"
    }

    #[pygetset]
    fn __qualname__(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<String> {
        let class = zelf.task.get().map(|task| task.class().to_owned());
        let name = match class {
            Some(class) => class
                .as_object()
                .get_attr("__qualname__", vm)?
                .str(vm)?
                .to_string(),
            None => String::new(),
        };
        Ok(format!("{name}.task_wakeup"))
    }
}

impl Callable for TaskWakeup {
    type Args = FuncArgs;

    fn call(zelf: &Py<Self>, mut args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        let given = args.args.len();
        let Some(future) = args.take_positional() else {
            return Err(vm.new_type_error(format!(
                "Task.task_wakeup() takes exactly one argument ({given} given)"
            )));
        };
        arguments::finish(&args, "task_wakeup", given, 1, vm)?;
        match zelf.task() {
            Some(task) => step::wake(&task, &future, vm),
            None => Ok(vm.ctx.none()),
        }
    }
}

impl Representable for TaskWakeup {
    fn repr_str(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<String> {
        let Some(task) = zelf.task.get() else {
            return Ok("<built-in method task_wakeup>".to_owned());
        };
        // A class made by a `class` statement shows its bare name here.
        let module = if task.class().is(Task::class(&vm.ctx)) {
            "_asyncio."
        } else {
            ""
        };
        Ok(format!(
            "<built-in method task_wakeup of {module}{} object at {:#x}>",
            task.class().name(),
            task.get_id()
        ))
    }
}
