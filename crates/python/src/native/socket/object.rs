//! `_socket.socket`: what it is; [`calls`](super::calls) and [`transfer`](super::transfer) have what it does.

use super::{
    super::net::{network, waiting::Patience, waiting::at_once},
    arguments::timeout_of,
};
use rustpython_vm::{
    AsObject, Py, PyObjectRef, PyPayload, PyResult, VirtualMachine,
    builtins::PyTypeRef,
    function::FuncArgs,
    pyclass,
    types::{Constructor, Destructor, Initializer, Representable},
};
use std::cell::Cell;
use trace::Seconds;

/// `_socket.socket`
#[pyclass(module = "_socket", name = "socket")]
#[derive(Debug, PyPayload)]
pub struct Socket {
    /// -1 when it is closed.
    pub(super) descriptor: Cell<i32>,
    pub(super) family: Cell<i32>,
    pub(super) of: Cell<i32>,
    pub(super) proto: Cell<i32>,
    /// How long it waits; `None`: as long as it takes.
    pub(super) timeout: Cell<Option<Seconds>>,
}

impl Constructor for Socket {
    type Args = FuncArgs;

    fn slot_new(class: PyTypeRef, _args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        let socket = Self {
            descriptor: Cell::new(-1),
            family: Cell::new(-1),
            of: Cell::new(-1),
            proto: Cell::new(-1),
            timeout: Cell::new(None),
        };
        socket.into_ref_with_type(vm, class).map(Into::into)
    }

    fn py_new(
        _class: &Py<rustpython_vm::builtins::PyType>,
        _args: FuncArgs,
        _vm: &VirtualMachine,
    ) -> PyResult<Self> {
        unreachable!("slot_new makes it")
    }
}

impl Socket {
    pub(super) fn patience(&self, vm: &VirtualMachine) -> PyResult<Patience> {
        let session = network(vm)?;
        crate::engine::cost::settle(vm);
        Ok(Patience::of(self.timeout.get(), &session))
    }
}

impl Representable for Socket {
    fn repr_str(zelf: &Py<Self>, _vm: &VirtualMachine) -> PyResult<String> {
        Ok(format!(
            "<socket object, fd={}, family={}, type={}, proto={}>",
            zelf.descriptor.get(),
            zelf.family.get(),
            zelf.of.get(),
            zelf.proto.get(),
        ))
    }
}

/// `sock_finalize`
impl Destructor for Socket {
    fn del(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<()> {
        if zelf.descriptor.get() == -1 {
            return Ok(());
        }
        let shown = zelf.as_object().repr(vm)?;
        let text = vm.ctx.new_str(format!("unclosed {}", shown.as_wtf8()));
        let class = vm.ctx.exceptions.resource_warning.to_owned();
        let source = Some(zelf.to_owned().into());
        let warned = rustpython_vm::warn::warn(text.into(), Some(class), 1, source, vm);
        if let Err(error) = warned {
            // Spurious errors can appear at shutdown.
            let of = zelf.as_object().to_owned();
            vm.run_unraisable(error, None, of);
        }
        let number = zelf.descriptor.replace(-1);
        if number != -1 && crate::engine::session::Session::current().is_some() {
            let _ = at_once(vm, |network, now| network.close(now, number));
        }
        Ok(())
    }
}

#[pyclass(
    flags(BASETYPE, HEAPTYPE),
    with(Constructor, Initializer, Representable, Destructor)
)]
impl Socket {
    #[pygetset]
    fn family(zelf: &Py<Self>) -> i32 {
        zelf.family.get()
    }

    #[pygetset(name = "type")]
    fn of(zelf: &Py<Self>) -> i32 {
        zelf.of.get()
    }

    #[pygetset]
    fn proto(zelf: &Py<Self>) -> i32 {
        zelf.proto.get()
    }

    #[pygetset]
    fn timeout(zelf: &Py<Self>) -> Option<Seconds> {
        zelf.timeout.get()
    }

    #[pymethod]
    fn fileno(zelf: &Py<Self>) -> i32 {
        zelf.descriptor.get()
    }

    #[pymethod]
    fn detach(zelf: &Py<Self>) -> i32 {
        zelf.descriptor.replace(-1)
    }

    #[pymethod]
    fn close(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<()> {
        let number = zelf.descriptor.replace(-1);
        if number == -1 {
            return Ok(());
        }
        match at_once(vm, |network, now| network.close(now, number)) {
            // bpo-30319: the other end may have reset the connection.
            Err(error) if error.fast_isinstance(vm.ctx.exceptions.os_error) => Err(error),
            other => other,
        }
    }

    #[pymethod]
    fn gettimeout(zelf: &Py<Self>) -> Option<Seconds> {
        zelf.timeout.get()
    }

    #[pymethod]
    fn settimeout(zelf: &Py<Self>, timeout: PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
        let timeout = timeout_of(&timeout, vm)?;
        zelf.wait_for(timeout, vm)
    }

    #[pymethod]
    fn setblocking(zelf: &Py<Self>, flag: PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
        let blocking = flag.try_to_bool(vm)?;
        zelf.wait_for((!blocking).then_some(0.0), vm)
    }

    #[pymethod]
    fn getblocking(zelf: &Py<Self>) -> bool {
        zelf.timeout.get() != Some(0.0)
    }

    #[pymethod]
    fn bind(zelf: &Py<Self>, address: PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
        zelf.bind_to(address, vm)
    }

    #[pymethod]
    fn listen(zelf: &Py<Self>, args: FuncArgs, vm: &VirtualMachine) -> PyResult<()> {
        let (backlog,): (rustpython_vm::function::OptionalArg<i32>,) = args.bind(vm)?;
        let backlog = backlog.unwrap_or(128).max(0);
        let number = zelf.descriptor.get();
        at_once(vm, |network, now| network.listen(now, number, backlog))
    }

    #[pymethod]
    fn _accept(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult {
        zelf.accept_next(vm)
    }

    #[pymethod]
    fn connect(zelf: &Py<Self>, address: PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
        zelf.connect_to(address, "connect", vm)
    }

    #[pymethod]
    fn connect_ex(zelf: &Py<Self>, address: PyObjectRef, vm: &VirtualMachine) -> PyResult<i32> {
        zelf.connect_or_number(address, vm)
    }

    #[pymethod]
    fn shutdown(zelf: &Py<Self>, how: i32, vm: &VirtualMachine) -> PyResult<()> {
        zelf.shut(how, vm)
    }

    #[pymethod]
    fn getsockname(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult {
        let number = zelf.descriptor.get();
        let address = at_once(vm, |network, _| network.local(number))?;
        Ok(super::address::shown(&address, vm))
    }

    #[pymethod]
    fn getpeername(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult {
        let number = zelf.descriptor.get();
        let address = at_once(vm, |network, now| network.remote(now, number))?;
        Ok(super::address::shown(&address, vm))
    }

    #[pymethod]
    fn send(zelf: &Py<Self>, args: FuncArgs, vm: &VirtualMachine) -> PyResult<usize> {
        zelf.send_some(args, vm)
    }

    #[pymethod]
    fn sendall(zelf: &Py<Self>, args: FuncArgs, vm: &VirtualMachine) -> PyResult<()> {
        zelf.send_all(args, vm)
    }

    #[pymethod]
    fn sendto(zelf: &Py<Self>, args: FuncArgs, vm: &VirtualMachine) -> PyResult<usize> {
        zelf.send_to(args, vm)
    }

    #[pymethod]
    fn sendmsg(zelf: &Py<Self>, args: FuncArgs, vm: &VirtualMachine) -> PyResult<usize> {
        zelf.send_message(args, vm)
    }

    #[pymethod]
    fn recv(zelf: &Py<Self>, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        zelf.receive(args, vm)
    }

    #[pymethod]
    fn recv_into(zelf: &Py<Self>, args: FuncArgs, vm: &VirtualMachine) -> PyResult<usize> {
        zelf.receive_into(args, vm)
    }

    #[pymethod]
    fn recvfrom(zelf: &Py<Self>, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        zelf.receive_from(args, vm)
    }

    #[pymethod]
    fn recvfrom_into(zelf: &Py<Self>, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        zelf.receive_from_into(args, vm)
    }

    #[pymethod]
    fn recvmsg(zelf: &Py<Self>, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        zelf.receive_message(args, vm)
    }

    #[pymethod]
    fn recvmsg_into(zelf: &Py<Self>, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        zelf.receive_message_into(args, vm)
    }

    #[pymethod]
    fn getsockopt(zelf: &Py<Self>, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        zelf.option(args, vm)
    }

    #[pymethod]
    fn setsockopt(zelf: &Py<Self>, args: FuncArgs, vm: &VirtualMachine) -> PyResult<()> {
        zelf.set_option(args, vm)
    }

    fn wait_for(&self, timeout: Option<Seconds>, vm: &VirtualMachine) -> PyResult<()> {
        self.timeout.set(timeout);
        let number = self.descriptor.get();
        at_once(vm, |network, _| {
            network.set_nonblocking(number, timeout.is_some())
        })
    }
}
