//! `select.epoll`.

use super::{
    net::{
        network,
        waiting::{Patience, at_once, attempt, let_others_run},
    },
    socket::descriptor_of,
};
use crate::engine::cost;
use machine::net::{Control, Errno, Readiness};
use rustpython_vm::{
    FromArgs, Py, PyObjectRef, PyPayload, PyResult, VirtualMachine,
    builtins::{PyType, PyTypeRef},
    function::{FuncArgs, OptionalArg},
    pyclass,
    types::{Constructor, Destructor},
};
use std::cell::Cell;
use trace::{Call, CallKind, Seconds};

/// As many events as `epoll.poll` gives where nobody says how many: `FD_SETSIZE` - 1.
const MOST: usize = 1023;

/// `select.epoll`
#[pyclass(module = "select", name = "epoll")]
#[derive(Debug, PyPayload)]
pub struct Epoll {
    /// -1 when it is closed.
    descriptor: Cell<i32>,
}

#[derive(FromArgs)]
pub struct EpollArgs {
    #[pyarg(any, default = -1)]
    sizehint: i32,
    #[pyarg(any, default = 0)]
    flags: i32,
}

impl Constructor for Epoll {
    type Args = EpollArgs;

    fn py_new(_class: &Py<PyType>, args: EpollArgs, vm: &VirtualMachine) -> PyResult<Self> {
        if args.sizehint != -1 && args.sizehint <= 0 {
            return Err(vm.new_value_error("negative sizehint"));
        }
        if args.flags & !0x80000 != 0 {
            return Err(vm.new_os_error("invalid flags"));
        }
        let descriptor = at_once(vm, |network, _| network.epoll())?;
        Ok(Self {
            descriptor: Cell::new(descriptor),
        })
    }
}

impl Destructor for Epoll {
    fn del(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<()> {
        zelf.release(vm);
        Ok(())
    }
}

#[derive(FromArgs)]
struct PollArgs {
    #[pyarg(any, optional)]
    timeout: Option<PyObjectRef>,
    #[pyarg(any, default = -1)]
    maxevents: i64,
}

#[pyclass(flags(HAS_WEAKREF), with(Constructor, Destructor))]
impl Epoll {
    fn number(&self, vm: &VirtualMachine) -> PyResult<i32> {
        match self.descriptor.get() {
            -1 => Err(vm.new_value_error("I/O operation on closed epoll object")),
            number => Ok(number),
        }
    }

    fn release(&self, vm: &VirtualMachine) {
        let number = self.descriptor.replace(-1);
        if number != -1 && crate::engine::session::Session::current().is_some() {
            let _ = at_once(vm, |network, now| network.close(now, number));
        }
    }

    #[pyclassmethod]
    fn fromfd(_class: PyTypeRef, fd: i32, vm: &VirtualMachine) -> PyObjectRef {
        let epoll = Self {
            descriptor: Cell::new(fd),
        };
        epoll.into_pyobject(vm)
    }

    #[pymethod]
    fn close(zelf: &Py<Self>, vm: &VirtualMachine) {
        zelf.release(vm);
    }

    #[pygetset]
    fn closed(zelf: &Py<Self>) -> bool {
        zelf.descriptor.get() == -1
    }

    #[pymethod]
    fn fileno(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<i32> {
        zelf.number(vm)
    }

    fn control(
        &self,
        what: Control,
        fd: &PyObjectRef,
        events: u32,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        const EPERM: Errno = Errno(1);
        let epoll = self.number(vm)?;
        let number = descriptor_of(fd, vm)?;
        at_once(vm, |network, now| {
            network
                .control(now, epoll, what, number, events)
                .map_err(|errno| match errno {
                    // Ordinary files cannot be watched.
                    Errno::ENOTSOCK => EPERM,
                    errno => errno,
                })
        })
    }

    #[pymethod]
    fn register(
        zelf: &Py<Self>,
        fd: PyObjectRef,
        eventmask: OptionalArg<u32>,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        zelf.control(Control::Add, &fd, eventmask.unwrap_or(0x7), vm)
    }

    #[pymethod]
    fn modify(
        zelf: &Py<Self>,
        fd: PyObjectRef,
        eventmask: u32,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        zelf.control(Control::Modify, &fd, eventmask, vm)
    }

    #[pymethod]
    fn unregister(zelf: &Py<Self>, fd: PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
        zelf.control(Control::Delete, &fd, 0, vm)
    }

    /// `poll(timeout=None, maxevents=-1)`: `timeout` is in seconds.
    #[pymethod]
    fn poll(zelf: &Py<Self>, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        let PollArgs { timeout, maxevents } = args.bind(vm)?;
        let epoll = zelf.number(vm)?;
        let timeout: Option<Seconds> = match timeout.filter(|timeout| !vm.is_none(timeout)) {
            Some(timeout) => Some(
                timeout
                    .try_float(vm)
                    .map_err(|_| vm.new_type_error("timeout must be an integer or None"))?
                    .to_f64(),
            ),
            None => None,
        };
        let most = match maxevents {
            -1 => MOST,
            most => usize::try_from(most)
                .ok()
                .filter(|most| *most > 0)
                .ok_or_else(|| {
                    vm.new_value_error(format!("maxevents must be greater than 0, got {maxevents}"))
                })?,
        };
        let session = network(vm)?;
        cost::settle(vm);
        // Less than none: without end.
        let patience = Patience::of_select(timeout.filter(|seconds| *seconds >= 0.0), &session);
        let call = |_: &machine::net::Network| Call::new(CallKind::Select, "epoll.poll");
        let mut tries = 0;
        let found = attempt(
            (epoll, Readiness::READABLE),
            patience,
            call,
            vm,
            |network, now| {
                tries += 1;
                let events = network.events(now, epoll, most)?;
                match events.is_empty() && patience != Patience::None {
                    true => Err(Errno::EAGAIN),
                    false => Ok(events),
                }
            },
        )?;
        if tries == 1 {
            let_others_run(&Call::new(CallKind::Select, "epoll.poll"), vm)?;
        }
        let found = found.unwrap_or_default().into_iter();
        let found = found
            .map(|event| vm.new_tuple((event.descriptor, event.readiness.0)).into())
            .collect();
        Ok(vm.ctx.new_list(found).into())
    }

    #[pymethod]
    fn __enter__(zelf: rustpython_vm::PyRef<Self>, vm: &VirtualMachine) -> PyResult {
        zelf.number(vm)?;
        Ok(zelf.into())
    }

    #[pymethod]
    fn __exit__(zelf: &Py<Self>, _args: FuncArgs, vm: &VirtualMachine) {
        zelf.release(vm);
    }
}
