//! Operations that are tried again until they can be done: what a blocking call on a socket is.

use super::{errors::os_error, network};
use crate::{
    engine::{cost, session::Session},
    threads::{Operation, Sleep, block, deadline},
};
use machine::{
    Wake,
    net::{Errno, Network, Outcome, Readiness, WatchId},
};
use rustpython_vm::{PyObjectRef, PyResult, VirtualMachine};
use std::{cell::Cell, rc::Rc};
use trace::{Call, Seconds, WaitKind};

/// How long somebody waits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Patience {
    /// Not at all: what cannot be done at once fails.
    None,
    /// Until this moment.
    Until(Seconds),
    /// As long as it takes.
    Endless,
}

impl Patience {
    /// Of so many seconds from now; `None`: endless.
    pub fn of(timeout: Option<Seconds>, session: &Session) -> Self {
        match timeout {
            None => Self::Endless,
            Some(seconds) if seconds <= 0.0 => Self::None,
            Some(seconds) => Self::Until(session.now() + seconds),
        }
    }

    /// The same of `select` and its like, which are never back too early: whoever asks how much of the time is left, and
    /// waits for that, would come to no end on a clock that stands still meanwhile (`BaseServer.handle_request`).
    pub fn of_select(timeout: Option<Seconds>, session: &Session) -> Self {
        match Self::of(timeout, session) {
            Self::Until(_) => deadline(session, timeout).map_or(Self::Endless, Self::Until),
            other => other,
        }
    }

    fn deadline(self) -> Option<Seconds> {
        match self {
            Self::Until(at) => Some(at),
            Self::None | Self::Endless => None,
        }
    }
}

/// The running thread waits until one of some descriptors can be used, or a deadline comes.
struct Ready {
    wants: Vec<(i32, Readiness)>,
    deadline: Option<Seconds>,
    call: Call,
    begun: Cell<bool>,
    watch: Cell<Option<WatchId>>,
}

impl Operation for Ready {
    fn poll(&self, session: &Rc<Session>, vm: &VirtualMachine) -> PyResult<Option<PyObjectRef>> {
        if let Some(watch) = self.watch.take() {
            session.network.give_up(watch);
        }
        if self.begun.replace(true) {
            return Ok(Some(vm.ctx.none()));
        }
        let wants = &self.wants;
        let (deadline, now) = (self.deadline, session.now());
        session
            .threads
            .park_until(session, deadline, self.what(), vm, |submission, parked| {
                let wakes = Wake::Thread(parked);
                let watch = session.network.watch(now, wants, submission, wakes);
                self.watch.set(Some(watch));
            });
        if let [(descriptor, _)] = wants[..]
            && let Ok(file) = session.network.file(descriptor)
        {
            let socket = session.connection(file);
            session.threads.current().socket.set(Some(socket));
        }
        Ok(None)
    }

    fn what(&self) -> WaitKind {
        WaitKind::Blocking(self.call.clone())
    }
}

/// Waits until one of the descriptors can be used, or the deadline comes.
///
/// # Errors
/// When the run is to end.
pub fn wait(
    wants: Vec<(i32, Readiness)>,
    deadline: Option<Seconds>,
    call: Call,
    vm: &VirtualMachine,
) -> PyResult<()> {
    let ready = Ready {
        wants,
        deadline,
        call,
        begun: Cell::new(false),
        watch: Cell::new(None),
    };
    block(ready, vm).map(drop)
}

/// Whoever can run does so first, as while CPython has let go of its interpreter's lock: for a call that could wait, and need
/// not. One that asks again and again would keep all others from what it asks for.
///
/// # Errors
/// When the run is to end.
pub fn let_others_run(call: &Call, vm: &VirtualMachine) -> PyResult<()> {
    let session = network(vm)?;
    if session.threads.any_ready(&session) {
        block(Sleep::new(&session, 0.0, call.clone()), vm)?;
    }
    Ok(())
}

/// Tries until it can be done or somebody's patience ends: `None`. `act` is given the network and the present moment.
///
/// # Errors
/// What the operation fails with, as an `OSError`.
pub fn attempt<T>(
    (descriptor, interest): (i32, Readiness),
    patience: Patience,
    call: impl Fn(&Network) -> Call,
    vm: &VirtualMachine,
    mut act: impl FnMut(&Network, Seconds) -> Outcome<T>,
) -> PyResult<Option<T>> {
    let session = network(vm)?;
    loop {
        cost::settle(vm);
        let outcome = act(&session.network, session.now());
        session.tell_of_connections(vm);
        match outcome {
            Ok(value) => return Ok(Some(value)),
            Err(Errno::EAGAIN) if patience != Patience::None => {}
            Err(errno) => return Err(os_error(errno, vm)),
        }
        let deadline = patience.deadline();
        if deadline.is_some_and(|deadline| session.now() >= deadline) {
            return Ok(None);
        }
        let call = call(&session.network);
        wait(vec![(descriptor, interest)], deadline, call, vm)?;
    }
}

/// Does something that never waits.
///
/// # Errors
/// What the operation fails with, as an `OSError`.
pub fn at_once<T>(
    vm: &VirtualMachine,
    act: impl FnOnce(&Network, Seconds) -> Outcome<T>,
) -> PyResult<T> {
    let session = network(vm)?;
    cost::settle(vm);
    let outcome = act(&session.network, session.now());
    session.tell_of_connections(vm);
    outcome.map_err(|errno| os_error(errno, vm))
}
