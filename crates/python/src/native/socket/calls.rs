//! What a socket does: the operations of `_socket.socket` that may wait;
//! [`transfer`](super::transfer) has those that send and receive.

use super::{
    super::net::{
        errors::{os_error, timed_out},
        waiting::{Patience, at_once, attempt, wait},
    },
    address::{self, Use},
    object::Socket,
};
use machine::net::{Errno, How, Network, Readiness};
use rustpython_vm::{PyObjectRef, PyResult, VirtualMachine};
use trace::{Call, CallKind};

/// # Errors
/// `TimeoutError`, where somebody's patience has ended.
pub(super) fn or_timed_out<T>(outcome: Option<T>, vm: &VirtualMachine) -> PyResult<T> {
    outcome.ok_or_else(|| timed_out(vm))
}

impl Socket {
    /// How a call is shown that waits at this socket: with the other end.
    pub(super) fn call(&self, function: &str, towards: &str) -> impl Fn(&Network) -> Call + use<> {
        let (number, start) = (self.descriptor.get(), format!("socket.{function}"));
        let towards = towards.to_owned();
        move |network| {
            let address = match towards.as_str() {
                "at" => network.local(number).ok(),
                _ => network.shown_remote(number),
            };
            let text = match address {
                Some(address) => format!("{start} {towards} {}", network.shown(&address)),
                None => start.clone(),
            };
            Call::new(CallKind::Socket, text)
        }
    }

    pub(super) fn bind_to(&self, address: PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
        let address = address::given(self, &address, "bind", Use::Bind, vm)?;
        let number = self.descriptor.get();
        at_once(vm, |network, now| network.bind(now, number, address))
    }

    pub(super) fn accept_next(&self, vm: &VirtualMachine) -> PyResult {
        let number = self.descriptor.get();
        let (patience, call) = (self.patience(vm)?, self.call("accept", "at"));
        let accepted = attempt(
            (number, Readiness::READABLE),
            patience,
            call,
            vm,
            |network, now| network.accept(now, number),
        )?;
        let (number, remote) = or_timed_out(accepted, vm)?;
        let remote = address::shown(&remote, vm);
        Ok(vm.new_tuple((number, remote)).into())
    }

    /// `internal_connect`: the error number, 0 for none; `None` when its time is over.
    fn connect_within(
        &self,
        address: &PyObjectRef,
        function: &str,
        vm: &VirtualMachine,
    ) -> PyResult<Option<Errno>> {
        const DONE: Errno = Errno(0);
        let address = address::given(self, address, function, Use::Reach, vm)?;
        let (number, patience) = (self.descriptor.get(), self.patience(vm)?);
        let waits = patience != Patience::None;
        let outcome = at_once(vm, |network, now| {
            Ok(network.connect(now, number, Some(address), waits))
        })?;
        match outcome {
            Ok(()) => return Ok(Some(DONE)),
            Err(Errno::EINPROGRESS) if waits => {}
            Err(errno) => return Ok(Some(errno)),
        }
        let deadline = match patience {
            Patience::Until(at) => Some(at),
            _ => None,
        };
        loop {
            let ready = at_once(vm, |network, now| network.poll(now, number))?;
            if ready.meets(Readiness::WRITABLE | Readiness::ERROR | Readiness::HANG_UP) {
                break;
            }
            let session = super::super::net::network(vm)?;
            if deadline.is_some_and(|deadline| session.now() >= deadline) {
                return Ok(None);
            }
            let call = self.call("connect", "to")(&session.network);
            wait(vec![(number, Readiness::WRITABLE)], deadline, call, vm)?;
        }
        let error = at_once(vm, |network, now| network.take_error(now, number))?;
        if error.is_none() {
            at_once(vm, |network, now| network.acknowledge(now, number))?;
        }
        Ok(Some(error.unwrap_or(DONE)))
    }

    pub(super) fn connect_to(
        &self,
        address: PyObjectRef,
        function: &str,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        match self.connect_within(&address, function, vm)? {
            Some(Errno(0)) => Ok(()),
            Some(errno) => Err(os_error(errno, vm)),
            None => Err(timed_out(vm)),
        }
    }

    pub(super) fn connect_or_number(
        &self,
        address: PyObjectRef,
        vm: &VirtualMachine,
    ) -> PyResult<i32> {
        let errno = self.connect_within(&address, "connect_ex", vm)?;
        Ok(errno.unwrap_or(Errno::EAGAIN).0)
    }

    pub(super) fn shut(&self, how: i32, vm: &VirtualMachine) -> PyResult<()> {
        let how = match how {
            0 => How::Read,
            1 => How::Write,
            2 => How::Both,
            _ => return Err(os_error(Errno::EINVAL, vm)),
        };
        let number = self.descriptor.get();
        at_once(vm, |network, now| network.shutdown(now, number, how))
    }
}
