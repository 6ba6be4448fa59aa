//! The part of a turn in which the loop asks its selector: `self._selector.select(timeout)` in
//! `BaseEventLoop._run_once`.

use super::event_loop::EventLoop;
use crate::{engine::session::Session, native::net::waiting::at_once};
use machine::{
    Wake,
    net::{Family, Readiness, Type, WatchId},
};
use rustpython_vm::{
    AsObject, Py, PyObjectRef, PyRef, PyResult, VirtualMachine, builtins::PyTuple,
};

impl EventLoop {
    /// Opens what CPython's loop opens when it is made, so that numbers are what they are there.
    pub(super) fn open_descriptors(&self, vm: &VirtualMachine) -> PyResult<()> {
        let epoll = at_once(vm, |network, _| network.epoll())?;
        let (one, other) = at_once(vm, |network, _| {
            network.socket_pair(Family::Unix, Type::Stream)
        })?;
        self.descriptors.set(Some([epoll, one, other]));
        Ok(())
    }

    pub(super) fn close_descriptors(&self) {
        let (Some(all), Some(session)) = (self.descriptors.take(), Session::current()) else {
            return;
        };
        for number in all {
            let _ = session.network.close(session.now(), number);
        }
    }

    /// Waits until there is something to do, and takes what the selector tells.
    pub(super) fn select(zelf: &PyRef<Self>, vm: &VirtualMachine) -> PyResult<()> {
        let session = zelf.session.clone();
        let wants = Self::interests(zelf, vm)?;
        if wants.is_empty() {
            return session.threads.select(&session, &zelf.inner, vm);
        }
        let watch = zelf
            .inner
            .is_idle()
            .then(|| Self::watch(zelf, &session, &wants));
        let outcome = session.threads.select(&session, &zelf.inner, vm);
        if let Some(watch) = watch {
            session.network.give_up(watch);
        }
        session.tell_of_connections(vm);
        outcome?;
        Self::take_events(zelf, &wants, vm)
    }

    /// What wakes the loop: its own epoll, or what another selector watches.
    fn interests(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<Vec<(i32, Readiness)>> {
        if let Some([epoll, ..]) = zelf.descriptors.get() {
            let watched = zelf.session.network.watches_any(epoll);
            return Ok(watched
                .then_some((epoll, Readiness::READABLE))
                .into_iter()
                .collect());
        }
        let attributes = zelf.as_object().dict();
        let selector = match attributes {
            Some(attributes) => attributes.get_item_opt("_selector", vm)?,
            None => None,
        };
        let Some(selector) = selector.filter(|selector| !vm.is_none(selector)) else {
            return Ok(Vec::new());
        };
        let Some(map) = vm
            .call_method(&selector, "get_map", ())
            .ok()
            .filter(|map| !vm.is_none(map))
        else {
            return Ok(Vec::new());
        };
        // One that cannot say what it watches waits for nothing.
        let keys = vm.call_method(&map, "values", ())?;
        let Ok(keys) = keys.try_to_value::<Vec<PyObjectRef>>(vm) else {
            return Ok(Vec::new());
        };
        let mut wants = Vec::new();
        for key in keys {
            let number = key.get_attr("fd", vm)?.try_into_value::<i32>(vm)?;
            let events = key.get_attr("events", vm)?.try_into_value::<u32>(vm)?;
            let reads = if events & 1 != 0 {
                Readiness::READABLE
            } else {
                Readiness::NONE
            };
            let writes = if events & 2 != 0 {
                Readiness::WRITABLE
            } else {
                Readiness::NONE
            };
            wants.push((number, reads | writes));
        }
        Ok(wants)
    }

    fn watch(zelf: &PyRef<Self>, session: &Session, wants: &[(i32, Readiness)]) -> WatchId {
        let ready = wants.iter().any(|(number, interest)| {
            let ready = session.network.poll(session.now(), *number);
            ready.is_ok_and(|ready| ready.reported(*interest) != Readiness::NONE)
        });
        if ready {
            // It does not wait, though nothing is scheduled.
            zelf.inner.count_turn();
        }
        let waits = zelf.clone();
        let wake = Wake::Loop(Box::new(move |_| waits.inner.waits()));
        let submission = session.threads.submission();
        session
            .network
            .watch(session.now(), wants, submission, wake)
    }

    /// Asks the selector without waiting, and makes ready what it tells of, in its order.
    fn take_events(
        zelf: &PyRef<Self>,
        wants: &[(i32, Readiness)],
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        let session = zelf.session.clone();
        let now = session.now();
        let any = wants.iter().any(|(number, interest)| {
            let ready = session.network.poll(now, *number);
            ready.is_ok_and(|ready| ready.reported(*interest) != Readiness::NONE)
        });
        if !any {
            return Ok(());
        }
        let selector = zelf.as_object().get_attr("_selector", vm)?;
        let told: Vec<PyObjectRef> = vm
            .call_method(&selector, "select", (0,))?
            .try_to_value(vm)?;
        for event in told {
            let descriptor = descriptor_of(&event, vm);
            let since = descriptor.and_then(|number| zelf.since_of(number));
            let file = descriptor.and_then(|number| session.network.file(number).ok());
            let connection = file.map(|file| session.connection(file));
            zelf.told
                .set(Some((since.unwrap_or(now).min(now), connection)));
            let list = vm.ctx.new_list(vec![event]);
            let outcome = vm.call_method(zelf.as_object(), "_process_events", (list,));
            zelf.told.set(None);
            outcome?;
        }
        Ok(())
    }

    /// Since when a descriptor has been ready.
    fn since_of(&self, descriptor: i32) -> Option<trace::Seconds> {
        let [epoll, ..] = self.descriptors.get()?;
        self.session.network.ready_since(epoll, descriptor)
    }
}

/// The descriptor that an event of a selector's tells of.
fn descriptor_of(event: &PyObjectRef, vm: &VirtualMachine) -> Option<i32> {
    let key = event.downcast_ref::<PyTuple>()?.as_slice().first()?.clone();
    let number = key.get_attr("fd", vm).ok()?;
    number.try_into_value::<i32>(vm).ok()
}
