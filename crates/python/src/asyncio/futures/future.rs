//! `asyncio.Future` (`FutureObj`).

use super::{
    arguments::{self, Cancel, assigned},
    awaited_by::AwaitedBy,
    callback::Callback,
    future_iter::FutureIter,
    slot::Slot,
    stdlib::stdlib,
};
use rustpython_common::lock::PyRwLock;
use rustpython_vm::{
    AsObject, FromArgs, Py, PyObjectRef, PyPayload, PyRef, PyResult, Traverse, VirtualMachine,
    builtins::{PyBaseExceptionRef, PyGenericAlias, PyType, PyTypeRef},
    function::{FuncArgs, PySetterValue},
    pyclass,
    types::{Constructor, Destructor, Initializer, Iterable, Representable},
};
use std::cell::Cell;
use trace::Seconds;

/// Where a future is in its life: it leaves `Pending` once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum State {
    /// It is waited for.
    #[default]
    Pending,
    /// It was cancelled.
    Cancelled,
    /// It has a result or an exception.
    Finished,
}

/// A result that is to come.
#[pyclass(module = "_asyncio", name = "Future", traverse)]
#[derive(Debug, Default, PyPayload)]
pub struct Future {
    /// Set by `__init__`: without it the future is not alive (`future_is_alive`).
    pub(super) event_loop: Slot,
    pub(super) callbacks: PyRwLock<Vec<Callback>>,
    pub(super) result: Slot,
    pub(super) exception: Slot,
    /// The exception's traceback when it was set, given back to it the first time that it is raised.
    pub(super) exception_traceback: Slot,
    pub(super) source_traceback: Slot,
    pub(super) cancel_message: Slot,
    /// The exception that cancelled a task, given out once.
    pub(super) cancelled_error: Slot,
    pub(super) awaited_by: AwaitedBy,
    #[pytraverse(skip)]
    pub(super) state: Cell<State>,
    /// Its exception has not been retrieved.
    #[pytraverse(skip)]
    pub(super) log_traceback: Cell<bool>,
    /// An `await` has just yielded it, and no task has taken it yet.
    #[pytraverse(skip)]
    pub(super) blocking: Cell<bool>,
    /// When a timer of `asyncio.sleep` will complete it, in virtual seconds.
    #[pytraverse(skip)]
    pub(super) deadline: Cell<Option<Seconds>>,
}

impl Constructor for Future {
    type Args = FuncArgs;

    fn slot_new(class: PyTypeRef, _args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        Self::default()
            .into_ref_with_type_lazy_dict(vm, class)
            .map(Into::into)
    }

    fn py_new(_class: &Py<PyType>, _args: FuncArgs, _vm: &VirtualMachine) -> PyResult<Self> {
        Ok(Self::default())
    }
}

impl Initializer for Future {
    type Args = FuncArgs;

    fn init(zelf: &Py<Self>, mut args: FuncArgs, vm: &VirtualMachine) -> PyResult<()> {
        let event_loop = arguments::keyword(&mut args, "loop", vm);
        arguments::finish(&args, "Future", args.args.len(), 0, vm)?;
        Future::init(zelf, event_loop, vm).map(drop)
    }
}

#[derive(FromArgs)]
struct AddDoneCallback {
    #[pyarg(positional)]
    function: PyObjectRef,
    #[pyarg(named, optional)]
    context: Option<PyObjectRef>,
}

#[pyclass(
    flags(BASETYPE, HAS_DICT, HAS_WEAKREF),
    with(Constructor, Initializer, Destructor, Representable, Iterable)
)]
impl Future {
    #[pymethod]
    fn result(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult {
        if !zelf.event_loop.is_some() {
            let message = "Future object is not initialized.".to_owned();
            return Err(stdlib(vm)?.invalid_state(message, vm));
        }
        zelf.get(vm)
    }

    #[pymethod]
    fn exception(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<Option<PyObjectRef>> {
        let wrong = if !zelf.event_loop.is_some() {
            "Future object is not initialized."
        } else {
            match zelf.state.get() {
                State::Cancelled => return Err(zelf.make_cancelled_error(vm)?),
                State::Pending => "Exception is not set.",
                State::Finished => {
                    zelf.log_traceback.set(false);
                    return Ok(zelf.exception.get());
                }
            }
        };
        Err(stdlib(vm)?.invalid_state(wrong.to_owned(), vm))
    }

    #[pymethod]
    fn set_result(zelf: &Py<Self>, result: PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
        zelf.finish(zelf.as_object(), result, vm)
    }

    #[pymethod]
    fn set_exception(zelf: &Py<Self>, exception: PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
        zelf.fail(zelf.as_object(), exception, vm)
    }

    #[pymethod]
    fn add_done_callback(
        zelf: &Py<Self>,
        args: AddDoneCallback,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        let context = match args.context {
            Some(context) => context,
            None => stdlib(vm)?.current_context(vm)?,
        };
        let callback = Callback {
            target: args.function,
            context,
            wakes: false,
        };
        zelf.add_callback(zelf.as_object(), callback, vm)
    }

    #[pymethod]
    fn remove_done_callback(
        zelf: &Py<Self>,
        function: PyObjectRef,
        vm: &VirtualMachine,
    ) -> PyResult<usize> {
        zelf.ensure_alive(vm)?;
        // Comparing runs code of the script, which may change the list: what stays is looked up again.
        let entries = zelf.callbacks.read().clone();
        let mut removed = Vec::new();
        for entry in &entries {
            if entry.calls(&function, vm)? {
                removed.push(entry);
            }
        }
        let mut dropped = Vec::new();
        for entry in &removed {
            let mut list = zelf.callbacks.write();
            let same = |other: &Callback| {
                other.target.is(&entry.target) && other.context.is(&entry.context)
            };
            if let Some(position) = list.iter().position(same) {
                dropped.push(list.remove(position));
            }
        }
        Ok(removed.len())
    }

    #[pymethod]
    fn cancel(zelf: &Py<Self>, args: Cancel, vm: &VirtualMachine) -> PyResult<bool> {
        zelf.ensure_alive(vm)?;
        zelf.cancel_with(zelf.as_object(), args.msg, vm)
    }

    #[pymethod]
    fn cancelled(zelf: &Py<Self>) -> bool {
        zelf.event_loop.is_some() && zelf.state.get() == State::Cancelled
    }

    #[pymethod]
    fn done(zelf: &Py<Self>) -> bool {
        zelf.event_loop.is_some() && zelf.state.get() != State::Pending
    }

    #[pymethod]
    fn get_loop(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult {
        zelf.ensure_alive(vm)
    }

    #[pymethod]
    fn _make_cancelled_error(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<PyBaseExceptionRef> {
        zelf.make_cancelled_error(vm)
    }

    #[pygetset]
    fn _state(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<&'static str> {
        zelf.ensure_alive(vm)?;
        Ok(match zelf.state.get() {
            State::Pending => "PENDING",
            State::Cancelled => "CANCELLED",
            State::Finished => "FINISHED",
        })
    }

    #[pygetset]
    fn _asyncio_future_blocking(zelf: &Py<Self>) -> bool {
        zelf.event_loop.is_some() && zelf.blocking.get()
    }

    #[pygetset(setter)]
    fn set__asyncio_future_blocking(
        zelf: &Py<Self>,
        value: PySetterValue,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        zelf.ensure_alive(vm)?;
        let blocking = assigned(value, vm)?.try_to_bool(vm)?;
        zelf.blocking.set(blocking);
        Ok(())
    }

    #[pygetset]
    fn _loop(zelf: &Py<Self>) -> Option<PyObjectRef> {
        zelf.event_loop.get()
    }

    #[pygetset]
    fn _callbacks(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<Option<PyObjectRef>> {
        zelf.ensure_alive(vm)?;
        let entries = zelf.callbacks.read().clone();
        if entries.is_empty() {
            return Ok(None);
        }
        let list = entries
            .into_iter()
            .map(|entry| {
                let pair = vec![entry.callable(vm), entry.context];
                vm.ctx.new_tuple(pair).into()
            })
            .collect();
        Ok(Some(vm.ctx.new_list(list).into()))
    }

    #[pygetset]
    fn _result(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<Option<PyObjectRef>> {
        zelf.ensure_alive(vm)?;
        Ok(zelf.result.get())
    }

    #[pygetset]
    fn _exception(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<Option<PyObjectRef>> {
        zelf.ensure_alive(vm)?;
        Ok(zelf.exception.get())
    }

    #[pygetset]
    fn _log_traceback(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<bool> {
        zelf.ensure_alive(vm)?;
        Ok(zelf.log_traceback.get())
    }

    #[pygetset(setter)]
    fn set__log_traceback(
        zelf: &Py<Self>,
        value: PySetterValue,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        if assigned(value, vm)?.try_to_bool(vm)? {
            return Err(vm.new_value_error("_log_traceback can only be set to False"));
        }
        zelf.log_traceback.set(false);
        Ok(())
    }

    #[pygetset]
    fn _source_traceback(zelf: &Py<Self>) -> Option<PyObjectRef> {
        zelf.source_traceback.get()
    }

    #[pygetset]
    fn _cancel_message(zelf: &Py<Self>) -> Option<PyObjectRef> {
        zelf.cancel_message.get()
    }

    #[pygetset(setter)]
    fn set__cancel_message(
        zelf: &Py<Self>,
        value: PySetterValue,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        zelf.cancel_message.set(assigned(value, vm)?);
        Ok(())
    }

    #[pygetset]
    fn _asyncio_awaited_by(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<Option<PyObjectRef>> {
        zelf.ensure_alive(vm)?;
        zelf.awaited_by.frozen(vm)
    }

    #[pymethod]
    fn __await__(zelf: PyRef<Self>, vm: &VirtualMachine) -> PyResult<FutureIter> {
        zelf.ensure_alive(vm)?;
        Ok(FutureIter::over(zelf))
    }

    #[pyclassmethod]
    fn __class_getitem__(
        class: PyTypeRef,
        parameters: PyObjectRef,
        vm: &VirtualMachine,
    ) -> PyResult<PyGenericAlias> {
        PyGenericAlias::from_args(class, parameters, vm)
    }
}

impl Destructor for Future {
    fn del(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<()> {
        zelf.report_unretrieved(zelf.as_object(), vm)
    }
}

impl Representable for Future {
    fn repr_str(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<String> {
        zelf.ensure_alive(vm)?;
        let text = stdlib(vm)?.future_repr.call((zelf.to_owned(),), vm)?;
        Ok(text.str(vm)?.to_string())
    }
}

impl Iterable for Future {
    fn iter(zelf: PyRef<Self>, vm: &VirtualMachine) -> PyResult {
        zelf.ensure_alive(vm)?;
        Ok(FutureIter::over(zelf).into_pyobject(vm))
    }
}
