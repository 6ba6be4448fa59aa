//! How a socket comes by its descriptor.

use super::{
    super::net::{errors::os_error, waiting::at_once},
    module::default_timeout,
    numbers,
    object::Socket,
};
use machine::net::{Errno, Family, FileKind, Type};
use rustpython_vm::{
    FromArgs, Py, PyObject, PyObjectRef, PyResult, VirtualMachine, builtins::PyFloat,
    types::Initializer,
};

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
}
