//! Who awaits a future: `_asyncio_awaited_by`, which `asyncio.graph` reads.

use super::{future::Future, slot::Slot};
use rustpython_vm::{
    AsObject, PyObject, PyObjectRef, PyPayload, PyResult, Traverse, VirtualMachine,
    builtins::{PyFrozenSet, PySet},
};

/// Nobody, one (as most often: then no set is made), or a set of futures (`fut_awaited_by`).
#[derive(Debug, Default, Traverse)]
pub struct AwaitedBy {
    one: Slot,
    many: Slot,
}

impl AwaitedBy {
    fn add(&self, waiter: &PyObject, vm: &VirtualMachine) -> PyResult<()> {
        if let Some(many) = self.many.get() {
            return set_of(&many).map_or(Ok(()), |set| set.add(waiter.to_owned(), vm));
        }
        let Some(one) = self.one.replace(Some(waiter.to_owned())) else {
            return Ok(());
        };
        if one.is(waiter) {
            return Ok(());
        }
        let set = PySet::default().into_ref(&vm.ctx);
        set.add(one, vm)?;
        set.add(waiter.to_owned(), vm)?;
        self.one.set(None);
        self.many.set(PyObjectRef::from(set));
        Ok(())
    }

    fn discard(&self, waiter: &PyObject, vm: &VirtualMachine) -> PyResult<()> {
        if let Some(many) = self.many.get() {
            return vm
                .call_method(&many, "discard", (waiter.to_owned(),))
                .map(drop);
        }
        if self.one.holds(waiter) {
            self.one.set(None);
        }
        Ok(())
    }

    /// The one that does, where it is one.
    pub fn only(&self) -> Option<PyObjectRef> {
        self.one.get()
    }

    /// A frozen set of them; `None` where nobody ever did.
    pub fn frozen(&self, vm: &VirtualMachine) -> PyResult<Option<PyObjectRef>> {
        let all = match (self.many.get(), self.one.get()) {
            (Some(many), _) => set_of(&many).map(|set| set.elements()).unwrap_or_default(),
            (None, Some(one)) => vec![one],
            (None, None) => return Ok(None),
        };
        let set = PyFrozenSet::from_iter(vm, all)?;
        Ok(Some(set.into_ref(&vm.ctx).into()))
    }

    /// Forgets them all.
    pub fn clear(&self) {
        self.one.set(None);
        self.many.set(None);
    }
}

fn set_of(object: &PyObject) -> Option<&PySet> {
    object.downcast_ref::<PySet>().map(|set| &**set)
}

/// `future_awaited_by_add`: from now on, `waiter` awaits `future`. Only native futures know of each other.
pub fn add(future: &PyObject, waiter: &PyObject, vm: &VirtualMachine) -> PyResult<()> {
    match both(future, waiter) {
        Some(future) => future.awaited_by.add(waiter, vm),
        None => Ok(()),
    }
}

/// `future_awaited_by_discard`.
pub fn discard(future: &PyObject, waiter: &PyObject, vm: &VirtualMachine) -> PyResult<()> {
    match both(future, waiter) {
        Some(future) => future.awaited_by.discard(waiter, vm),
        None => Ok(()),
    }
}

fn both<'a>(future: &'a PyObject, waiter: &PyObject) -> Option<&'a Future> {
    waiter.downcast_ref::<Future>()?;
    future.downcast_ref::<Future>().map(|future| &**future)
}
