//! `_socket.socket`: what it is; [`calls`](super::calls) has what it does.

use super::{
    super::net::{network, waiting::Patience, waiting::at_once},
    module::default_timeout,
    numbers,
};
use machine::net::{Errno, Family, FileKind, Type};
use rustpython_vm::{
    AsObject, FromArgs, Py, PyObject, PyObjectRef, PyPayload, PyResult, VirtualMachine,
    builtins::{PyFloat, PyTypeRef},
    function::FuncArgs,
    pyclass,
    types::{Constructor, Destructor, Initializer, Representable},
};
use std::cell::Cell;
use trace::Seconds;

use super::super::net::errors::os_error;

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

#[derive(FromArgs)]
pub struct SocketArgs {
    #[pyarg(any, optional)]
    family: Option<i32>,
    #[pyarg(any, optional)]
    r#type: Option<i32>,
    #[pyarg(any, optional)]
    proto: Option<i32>,
    #[pyarg(any, optional)]
    fileno: Option<PyObjectRef>,
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

/// `sock_initobj`
impl Initializer for Socket {
    type Args = SocketArgs;

    fn init(zelf: &Py<Self>, args: SocketArgs, vm: &VirtualMachine) -> PyResult<()> {
        let given = |value: Option<i32>| value.filter(|value| *value != -1);
        let (family, of, proto) = (given(args.family), given(args.r#type), given(args.proto));
        if let Some(number) = args.fileno.filter(|number| !vm.is_none(number)) {
            return zelf.adopt(&number, family, of, proto, vm);
        }
        let family = family.unwrap_or(numbers::AF_INET);
        let of = of.unwrap_or(numbers::SOCK_STREAM);
        let proto = proto.unwrap_or(0);
        let descriptor = open(family, of, proto, vm)?;
        zelf.own(descriptor, family, of, proto, vm)
    }
}

/// A new socket's descriptor (`socket(2)`).
fn open(family: i32, of: i32, proto: i32, vm: &VirtualMachine) -> PyResult<i32> {
    let (family, of) = sort(family, of, proto).map_err(|errno| os_error(errno, vm))?;
    at_once(vm, |network, _| network.socket(family, of))
}

/// What the machine calls these numbers.
pub(super) fn sort(family: i32, of: i32, proto: i32) -> Result<(Family, Type), Errno> {
    const EPROTONOSUPPORT: Errno = Errno(93);
    const ESOCKTNOSUPPORT: Errno = Errno(94);
    const EPERM: Errno = Errno(1);
    let family = match family {
        numbers::AF_INET => Family::Inet,
        numbers::AF_INET6 => Family::Inet6,
        numbers::AF_UNIX => Family::Unix,
        _ => return Err(Errno::EAFNOSUPPORT),
    };
    let of = match of & 0xf {
        numbers::SOCK_STREAM => Type::Stream,
        numbers::SOCK_DGRAM => Type::Datagram,
        // A raw socket is the administrator's.
        3 if family != Family::Unix && proto != 0 => return Err(EPERM),
        3 => return Err(EPROTONOSUPPORT),
        _ => return Err(ESOCKTNOSUPPORT),
    };
    let fits = match (family, of) {
        (Family::Unix, _) => proto == 0 || proto == 1,
        (_, Type::Stream) => proto == 0 || proto == 6,
        (_, Type::Datagram) => proto == 0 || proto == 17,
    };
    match fits {
        true => Ok((family, of)),
        false => Err(EPROTONOSUPPORT),
    }
}

impl Socket {
    /// From now on it has this descriptor.
    pub(super) fn own(
        &self,
        descriptor: i32,
        family: i32,
        of: i32,
        proto: i32,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        self.descriptor.set(descriptor);
        self.family.set(family);
        self.of
            .set(of & !(numbers::SOCK_NONBLOCK | numbers::SOCK_CLOEXEC));
        self.proto.set(proto);
        let timeout = match of & numbers::SOCK_NONBLOCK {
            0 => default_timeout(),
            _ => Some(0.0),
        };
        self.timeout.set(timeout);
        if timeout.is_some() {
            at_once(vm, |network, _| network.set_nonblocking(descriptor, true))?;
        }
        Ok(())
    }

    /// `socket(fileno=…)`
    fn adopt(
        &self,
        number: &PyObject,
        family: Option<i32>,
        of: Option<i32>,
        proto: Option<i32>,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        if number.downcast_ref::<PyFloat>().is_some() {
            return Err(vm.new_type_error("integer argument expected, got float"));
        }
        let number = number.try_index(vm)?.try_to_primitive::<i32>(vm)?;
        if number < 0 {
            return Err(vm.new_value_error("negative file descriptor"));
        }
        let kind = at_once(vm, |network, _| network.kind(number))?;
        let Some(FileKind::Socket(own_family, own_type)) = kind else {
            return Err(os_error(Errno::ENOTSOCK, vm));
        };
        let own_family = match own_family {
            Family::Inet => numbers::AF_INET,
            Family::Inet6 => numbers::AF_INET6,
            Family::Unix => numbers::AF_UNIX,
        };
        let own_proto = match (own_family, own_type) {
            (numbers::AF_UNIX, _) => 0,
            (_, Type::Stream) => 6,
            (_, Type::Datagram) => 17,
        };
        self.own(
            number,
            family.unwrap_or(own_family),
            of.unwrap_or(match own_type {
                Type::Stream => numbers::SOCK_STREAM,
                Type::Datagram => numbers::SOCK_DGRAM,
            }),
            proto.unwrap_or(own_proto),
            vm,
        )
    }

    pub(super) fn patience(&self, vm: &VirtualMachine) -> PyResult<Patience> {
        let session = network(vm)?;
        crate::engine::cost::settle(vm);
        Ok(Patience::of(self.timeout.get(), &session))
    }
}

/// The descriptor of an object: a number, or what its `fileno()` gives (`PyObject_AsFileDescriptor`).
///
/// # Errors
/// For what is neither.
pub fn descriptor_of(object: &PyObject, vm: &VirtualMachine) -> PyResult<i32> {
    let number = match object.downcast_ref::<rustpython_vm::builtins::PyInt>() {
        Some(number) => number.to_owned(),
        None => {
            let Some(method) = vm.get_attribute_opt(object, "fileno")? else {
                let text = "argument must be an int, or have a fileno() method.";
                return Err(vm.new_type_error(text));
            };
            method
                .call((), vm)?
                .downcast::<rustpython_vm::builtins::PyInt>()
                .map_err(|_| vm.new_type_error("fileno() returned a non-integer"))?
        }
    };
    let number = number.try_to_primitive::<i32>(vm)?;
    if number < 0 {
        return Err(vm.new_value_error(format!(
            "file descriptor cannot be a negative integer ({number})"
        )));
    }
    Ok(number)
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

/// `socket_parse_timeout`
///
/// # Errors
/// For what is no length of time.
pub(super) fn timeout_of(timeout: &PyObject, vm: &VirtualMachine) -> PyResult<Option<Seconds>> {
    if vm.is_none(timeout) {
        return Ok(None);
    }
    let is_number = timeout.downcast_ref::<PyFloat>().is_some()
        || timeout.class().has_attr(vm.ctx.intern_str("__index__"));
    if !is_number {
        return Err(vm.new_type_error(format!(
            "'{}' object cannot be interpreted as an integer or float",
            timeout.class().name()
        )));
    }
    let seconds = timeout.try_float(vm)?.to_f64();
    if seconds.is_nan() {
        return Err(vm.new_value_error("Invalid value NaN (not a number)"));
    }
    if seconds < 0.0 {
        return Err(vm.new_value_error("Timeout value out of range"));
    }
    if seconds > 9_223_372_036.0 {
        return Err(vm.new_overflow_error("timestamp out of range for C PyTime_t"));
    }
    Ok(Some(seconds))
}
