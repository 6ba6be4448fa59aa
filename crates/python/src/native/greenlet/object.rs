//! The class `greenlet`.

use super::switching::{self, Passed};
use crate::engine::session::Session;
use machine::Strand;
use rustpython_vm::{
    AsObject, Py, PyObjectRef, PyPayload, PyRef, PyResult, VirtualMachine,
    builtins::{PyBaseExceptionRef, PyType, PyTypeRef},
    function::{FuncArgs, OptionalArg, PySetterValue},
    protocol::PyNumberMethods,
    pyclass,
    types::{AsNumber, Constructor, Destructor, Initializer, Representable},
    vm::thread_state::ThreadState,
};
use std::{
    cell::{Cell, RefCell},
    fmt,
};

/// How far a greenlet is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Life {
    /// It has not begun.
    New,
    /// It has begun, and is not over.
    Active,
    /// It is over.
    Dead,
}

/// What the interpreter has for a greenlet, while another one of its thread runs.
#[derive(Default)]
pub(super) struct Away {
    pub(super) state: Option<ThreadState>,
    pub(super) top: crate::engine::stack::Top,
    /// The contexts that it has entered, the innermost last.
    pub(super) contexts: Vec<PyObjectRef>,
    /// The frame that it stopped in.
    pub(super) frame: Option<PyObjectRef>,
}

/// `greenlet.greenlet`.
#[pyclass(module = "greenlet", name = "greenlet")]
#[derive(PyPayload)]
pub(super) struct Greenlet {
    pub(super) run: RefCell<Option<PyObjectRef>>,
    pub(super) parent: RefCell<Option<PyRef<Greenlet>>>,
    pub(super) life: Cell<Life>,
    /// Where it runs; a main one on its thread's own stack.
    pub(super) strand: Cell<Option<Strand>>,
    /// `get_ident()` of its thread; 0 while it may begin in any.
    pub(super) thread: Cell<u64>,
    pub(super) is_main: bool,
    pub(super) away: RefCell<Away>,
}

impl fmt::Debug for Greenlet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Greenlet")
            .field("life", &self.life)
            .finish()
    }
}

impl Greenlet {
    fn new() -> Self {
        Self {
            run: RefCell::default(),
            parent: RefCell::default(),
            life: Cell::new(Life::New),
            strand: Cell::new(None),
            thread: Cell::new(0),
            is_main: false,
            away: RefCell::default(),
        }
    }

    /// That of a thread which has made no other.
    pub(super) fn main(thread: u64) -> Self {
        Self {
            life: Cell::new(Life::Active),
            thread: Cell::new(thread),
            is_main: true,
            ..Self::new()
        }
    }

    fn is_current(zelf: &Py<Self>, vm: &VirtualMachine) -> bool {
        switching::current(vm).is_ok_and(|current| current.is(zelf))
    }

    /// The thread that it belongs to, by way of its parents while it has not begun.
    fn thread_of(zelf: &Py<Self>) -> u64 {
        let mut at = zelf.to_owned();
        loop {
            let parent = at.parent.borrow().clone();
            match parent {
                Some(parent) if at.thread.get() == 0 => at = parent,
                _ => return at.thread.get(),
            }
        }
    }

    fn set_parent_to(zelf: &Py<Self>, parent: PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
        let class = parent.class().name().to_string();
        let Ok(parent) = parent.downcast::<Self>() else {
            return Err(vm.new_type_error(format!(
                "GreenletChecker: Expected any type of greenlet, not {class}"
            )));
        };
        let mut at = Some(parent.clone());
        while let Some(each) = at {
            if each.is(zelf) {
                return Err(vm.new_value_error("cyclic parent chain"));
            }
            at = each.parent.borrow().clone();
        }
        let of_parent = Self::thread_of(&parent);
        if of_parent == 0 {
            return Err(vm.new_value_error("parent must not be garbage collected"));
        }
        if zelf.life.get() == Life::Active && zelf.thread.get() != of_parent {
            return Err(vm.new_value_error("parent cannot be on a different thread"));
        }
        *zelf.parent.borrow_mut() = Some(parent);
        Ok(())
    }
}

#[derive(rustpython_vm::FromArgs)]
pub(super) struct InitArgs {
    #[pyarg(any, optional)]
    run: OptionalArg<PyObjectRef>,
    #[pyarg(any, default)]
    parent: Option<PyObjectRef>,
}

impl Constructor for Greenlet {
    type Args = FuncArgs;

    fn slot_new(cls: PyTypeRef, _args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        let current = switching::current(vm)?;
        let greenlet = Self::new();
        *greenlet.parent.borrow_mut() = Some(current);
        Ok(greenlet.into_ref_with_type(vm, cls)?.into())
    }

    fn py_new(_cls: &Py<PyType>, _args: FuncArgs, _vm: &VirtualMachine) -> PyResult<Self> {
        Ok(Self::new())
    }
}

impl Initializer for Greenlet {
    type Args = InitArgs;

    fn init(zelf: &Py<Self>, args: InitArgs, vm: &VirtualMachine) -> PyResult<()> {
        if let OptionalArg::Present(run) = args.run {
            Self::set_run(zelf, PySetterValue::Assign(run), vm)?;
        }
        match args.parent.filter(|parent| !vm.is_none(parent)) {
            Some(parent) => Self::set_parent_to(zelf, parent, vm),
            None => Ok(()),
        }
    }
}

impl Destructor for Greenlet {
    /// Nobody can switch to it any more: `GreenletExit` is raised where it stopped.
    fn del(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<()> {
        let of_thread = Session::current()
            .filter(|session| session.halted().is_none())
            .is_some_and(|session| session.threads.ident() == zelf.thread.get());
        if zelf.is_main || zelf.life.get() != Life::Active || !of_thread {
            return Ok(());
        }
        let current = switching::current(vm)?;
        let parent = zelf.parent.replace(Some(current));
        let exit = vm.new_exception_empty(switching::exit_class(vm)?);
        let outcome = switching::switch(zelf, Passed::Error(exit), vm).map(drop);
        // Where it did not end, it is as it was.
        *zelf.parent.borrow_mut() = parent;
        outcome
    }
}

impl Representable for Greenlet {
    fn repr_str(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<String> {
        let address = zelf.get_id();
        let name = match zelf.class().name().to_string() {
            name if name == "greenlet" => "greenlet.greenlet".to_owned(),
            name => name,
        };
        let state = match zelf.life.get() {
            Life::Dead => {
                return Ok(format!(
                    "<{name} object at {address:#x} (otid={:#x}) dead>",
                    zelf.thread.get()
                ));
            }
            Life::New => " pending",
            Life::Active if Self::is_current(zelf, vm) => " current active started",
            Life::Active => " suspended active started",
        };
        let main = if zelf.is_main { " main" } else { "" };
        Ok(format!(
            "<{name} object at {address:#x} (otid={:#x}){state}{main}>",
            Self::thread_of(zelf)
        ))
    }
}

impl AsNumber for Greenlet {
    fn as_number() -> &'static PyNumberMethods {
        static METHODS: PyNumberMethods = PyNumberMethods {
            boolean: Some(|number, _vm| {
                let greenlet = number.obj.downcast_ref::<Greenlet>();
                Ok(greenlet.is_some_and(|greenlet| greenlet.life.get() == Life::Active))
            }),
            ..PyNumberMethods::NOT_IMPLEMENTED
        };
        &METHODS
    }
}

#[pyclass(
    flags(BASETYPE, HAS_DICT, HAS_WEAKREF),
    with(Constructor, Initializer, Destructor, Representable, AsNumber)
)]
impl Greenlet {
    #[pymethod]
    fn switch(zelf: PyRef<Self>, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        switching::switch(&zelf, Passed::Arguments(args), vm)
    }

    #[pymethod]
    fn throw(
        zelf: PyRef<Self>,
        typ: OptionalArg<PyObjectRef>,
        val: OptionalArg<PyObjectRef>,
        tb: OptionalArg<PyObjectRef>,
        vm: &VirtualMachine,
    ) -> PyResult {
        let error = thrown(typ, val, tb, vm)?;
        switching::switch(&zelf, Passed::Error(error), vm)
    }

    #[pygetset]
    fn dead(zelf: &Py<Self>) -> bool {
        zelf.life.get() == Life::Dead
    }

    #[pygetset]
    fn run(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult {
        match zelf.run.borrow().clone() {
            Some(run) if zelf.life.get() == Life::New => Ok(run),
            _ => Err(vm.new_attribute_error("run")),
        }
    }

    #[pygetset(setter)]
    fn set_run(zelf: &Py<Self>, run: PySetterValue, vm: &VirtualMachine) -> PyResult<()> {
        if zelf.life.get() != Life::New {
            let text = "run cannot be set after the start of the greenlet";
            return Err(vm.new_attribute_error(text));
        }
        *zelf.run.borrow_mut() = match run {
            PySetterValue::Assign(run) => Some(run),
            PySetterValue::Delete if zelf.run.borrow().is_none() => {
                return Err(vm.new_attribute_error("run"));
            }
            PySetterValue::Delete => None,
        };
        Ok(())
    }

    #[pygetset]
    fn parent(zelf: &Py<Self>) -> Option<PyRef<Self>> {
        zelf.parent.borrow().clone()
    }

    #[pygetset(setter)]
    fn set_parent(zelf: &Py<Self>, parent: PySetterValue, vm: &VirtualMachine) -> PyResult<()> {
        match parent {
            PySetterValue::Assign(_) if zelf.is_main => {
                Err(vm.new_attribute_error("cannot set the parent of a main greenlet"))
            }
            PySetterValue::Assign(parent) => Self::set_parent_to(zelf, parent, vm),
            PySetterValue::Delete => Err(vm.new_attribute_error("can't delete attribute")),
        }
    }

    /// The frame that it stopped in; none while it runs, before and afterwards.
    #[pygetset]
    fn gr_frame(zelf: &Py<Self>) -> Option<PyObjectRef> {
        zelf.away.borrow().frame.clone()
    }

    #[pygetset]
    fn gr_context(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<Option<PyObjectRef>> {
        if Self::is_current(zelf, vm) {
            return Ok(vm.context_stack.borrow().last().cloned());
        }
        let session = switching::session(vm)?;
        if session.greenlets.runs_elsewhere(zelf, &session) {
            let text = "cannot get context of a greenlet that is running in a different thread";
            return Err(vm.new_value_error(text));
        }
        Ok(zelf.away.borrow().contexts.last().cloned())
    }

    #[pygetset(setter)]
    fn set_gr_context(zelf: &Py<Self>, value: PySetterValue, vm: &VirtualMachine) -> PyResult<()> {
        let PySetterValue::Assign(value) = value else {
            return Err(vm.new_attribute_error("can't delete context attribute"));
        };
        let context = if vm.is_none(&value) {
            None
        } else {
            let class = vm.import("_contextvars", 0)?.get_attr("Context", vm)?;
            if !value.is_instance(&class, vm)? {
                let text = "greenlet context must be a contextvars.Context or None";
                return Err(vm.new_type_error(text));
            }
            Some(value)
        };
        let session = switching::session(vm)?;
        if session.greenlets.runs_elsewhere(zelf, &session) {
            let text = "cannot set context of a greenlet that is running in a different thread";
            return Err(vm.new_value_error(text));
        }
        let put = |contexts: &mut Vec<PyObjectRef>| {
            contexts.pop();
            contexts.extend(context);
        };
        if Self::is_current(zelf, vm) {
            put(&mut vm.context_stack.borrow_mut());
        } else {
            put(&mut zelf.away.borrow_mut().contexts);
        }
        Ok(())
    }
}

/// What `throw` was given, as an exception.
fn thrown(
    typ: OptionalArg<PyObjectRef>,
    val: OptionalArg<PyObjectRef>,
    tb: OptionalArg<PyObjectRef>,
    vm: &VirtualMachine,
) -> PyResult<PyBaseExceptionRef> {
    let typ = match typ {
        OptionalArg::Present(typ) => typ,
        OptionalArg::Missing => switching::exit_class(vm)?.into(),
    };
    let none = || vm.ctx.none();
    let tb = tb.unwrap_or_else(none);
    if !vm.is_none(&tb)
        && tb
            .downcast_ref::<rustpython_vm::builtins::PyTraceback>()
            .is_none()
    {
        return Err(vm.new_type_error("throw() third argument must be a traceback object"));
    }
    let is_exception = typ
        .downcast_ref::<PyType>()
        .is_some_and(|class| class.fast_issubclass(vm.ctx.exceptions.base_exception_type));
    if !is_exception && !typ.fast_isinstance(vm.ctx.exceptions.base_exception_type) {
        return Err(vm.new_type_error(format!(
            "exceptions must be classes, or instances, not {}",
            typ.class().name()
        )));
    }
    let val = val.unwrap_or_else(none);
    if !is_exception && !vm.is_none(&val) {
        return Err(vm.new_type_error("instance exception may not have a separate value"));
    }
    vm.normalize_exception(typ, val, tb)
}
