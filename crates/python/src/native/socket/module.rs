//! The module `_socket` itself: its functions.

pub(crate) use native::module_def;
pub(super) use native::{default_timeout, gaierror, herror};

#[rustpython_vm::pymodule(name = "_socket")]
mod native {
    use super::super::{
        super::net::{errors::os_error, waiting::at_once},
        address_info::{self, AddressInfo},
        ancillary,
        arguments::{descriptor_of, timeout_of},
        names, numbers, numeric,
        object::Socket,
        opening::sort,
        services,
    };
    use machine::net::{Errno, HOST_NAME};
    use rustpython_vm::{
        Py, PyObjectRef, PyPayload, PyResult, VirtualMachine,
        builtins::{PyModule, PyStrRef, PyTypeRef},
        class::PyClassImpl,
        function::{ArgBytesLike, OptionalArg},
    };
    use std::{
        cell::{Cell, RefCell},
        net::{Ipv4Addr, Ipv6Addr},
    };
    use trace::Seconds;

    thread_local! {
        static DEFAULT_TIMEOUT: Cell<Option<Seconds>> = const { Cell::new(None) };
        static ERRORS: RefCell<Option<[PyTypeRef; 2]>> = const { RefCell::new(None) };
    }

    pub(crate) fn module_exec(vm: &VirtualMachine, module: &Py<PyModule>) -> PyResult<()> {
        __module_exec(vm, module);
        DEFAULT_TIMEOUT.set(None);
        let exceptions = &vm.ctx.exceptions;
        let os_error = exceptions.os_error.to_owned();
        let errors = ["gaierror", "herror"].map(|name| {
            vm.ctx
                .new_exception_type("socket", name, Some(vec![os_error.clone()]))
        });
        module.set_attr("gaierror", errors[0].clone(), vm)?;
        module.set_attr("herror", errors[1].clone(), vm)?;
        ERRORS.with(|kept| *kept.borrow_mut() = Some(errors));
        module.set_attr("error", os_error, vm)?;
        module.set_attr("timeout", exceptions.timeout_error.to_owned(), vm)?;
        let class = Socket::make_static_type();
        module.set_attr("socket", class.clone(), vm)?;
        module.set_attr("SocketType", class, vm)?;
        module.set_attr("has_ipv6", vm.ctx.new_bool(true), vm)?;
        for (name, value) in numbers::ALL {
            module.set_attr(*name, vm.ctx.new_int(*value), vm)?;
        }
        Ok(())
    }

    /// How long a new socket waits.
    pub fn default_timeout() -> Option<Seconds> {
        DEFAULT_TIMEOUT.get()
    }

    /// `socket.gaierror`
    pub fn gaierror(vm: &VirtualMachine) -> PyResult<PyTypeRef> {
        error_class(0, vm)
    }

    /// `socket.herror`
    pub fn herror(vm: &VirtualMachine) -> PyResult<PyTypeRef> {
        error_class(1, vm)
    }

    fn error_class(index: usize, vm: &VirtualMachine) -> PyResult<PyTypeRef> {
        let kept = ERRORS.with(|kept| kept.borrow().as_ref().map(|all| all[index].clone()));
        kept.ok_or_else(|| vm.new_runtime_error("the module is not loaded"))
    }

    #[pyfunction]
    fn getdefaulttimeout() -> Option<Seconds> {
        default_timeout()
    }

    #[pyfunction]
    fn setdefaulttimeout(timeout: PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
        DEFAULT_TIMEOUT.set(timeout_of(&timeout, vm)?);
        Ok(())
    }

    #[pyfunction]
    fn close(descriptor: PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
        let number = descriptor.try_index(vm)?.try_to_primitive::<i32>(vm)?;
        at_once(vm, |network, now| network.close(now, number))
    }

    #[pyfunction]
    fn dup(descriptor: PyObjectRef, vm: &VirtualMachine) -> PyResult<i32> {
        let number = descriptor_of(&descriptor, vm)?;
        at_once(vm, |network, _| {
            network.file(number).and_then(|_| network.dup(number))
        })
    }

    #[pyfunction]
    fn socketpair(
        family: OptionalArg<i32>,
        of: OptionalArg<i32>,
        proto: OptionalArg<i32>,
        vm: &VirtualMachine,
    ) -> PyResult {
        let (family, of) = (
            family.unwrap_or(numbers::AF_UNIX),
            of.unwrap_or(numbers::SOCK_STREAM),
        );
        let proto = proto.unwrap_or(0);
        let (a, b) = sort(family, of, proto).map_err(|errno| os_error(errno, vm))?;
        let (one, other) = at_once(vm, |network, _| network.socket_pair(a, b))?;
        let ends = [one, other].map(|number| {
            let socket = Socket {
                descriptor: Cell::new(-1),
                family: Cell::new(-1),
                of: Cell::new(-1),
                proto: Cell::new(-1),
                timeout: Cell::new(None),
            };
            socket.own(number, family, of, proto, vm)?;
            Ok::<_, rustpython_vm::builtins::PyBaseExceptionRef>(socket.into_pyobject(vm))
        });
        let [one, other] = ends;
        Ok(vm.new_tuple((one?, other?)).into())
    }

    // Names.

    #[pyfunction]
    fn gethostname() -> &'static str {
        HOST_NAME
    }

    #[pyfunction]
    fn sethostname(_name: PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
        const EPERM: Errno = Errno(1);
        Err(os_error(EPERM, vm))
    }

    #[pyfunction]
    fn getaddrinfo(args: AddressInfo, vm: &VirtualMachine) -> PyResult {
        address_info::getaddrinfo(args, vm)
    }

    #[pyfunction]
    fn getnameinfo(address: PyObjectRef, flags: i32, vm: &VirtualMachine) -> PyResult {
        names::getnameinfo(&address, flags, vm)
    }

    #[pyfunction]
    fn gethostbyname(host: PyObjectRef, vm: &VirtualMachine) -> PyResult<String> {
        let (_, found) = names::hosts_by_name(&host, "gethostbyname", vm)?;
        Ok(found.first().map(ToString::to_string).unwrap_or_default())
    }

    #[pyfunction]
    fn gethostbyname_ex(host: PyObjectRef, vm: &VirtualMachine) -> PyResult {
        let (name, found) = names::hosts_by_name(&host, "gethostbyname_ex", vm)?;
        let found = found
            .iter()
            .map(|ip| vm.ctx.new_str(ip.to_string()).into())
            .collect();
        let (aliases, found) = (vm.ctx.new_list(Vec::new()), vm.ctx.new_list(found));
        Ok(vm.new_tuple((name, aliases, found)).into())
    }

    #[pyfunction]
    fn gethostbyaddr(host: PyObjectRef, vm: &VirtualMachine) -> PyResult {
        let (name, address) = names::host_by_address(&host, vm)?;
        let address = vm.ctx.new_str(address.to_string()).into();
        let (aliases, found) = (vm.ctx.new_list(Vec::new()), vm.ctx.new_list(vec![address]));
        Ok(vm.new_tuple((name, aliases, found)).into())
    }

    fn datagrams(protocol: &OptionalArg<PyStrRef>) -> (bool, bool) {
        match protocol.as_ref().map(|name| name.to_string()).as_deref() {
            OptionalArg::Present("tcp") => (true, false),
            OptionalArg::Present("udp") => (false, true),
            OptionalArg::Present(_) => (false, false),
            OptionalArg::Missing => (true, true),
        }
    }

    #[pyfunction]
    fn getservbyname(
        name: PyStrRef,
        protocol: OptionalArg<PyStrRef>,
        vm: &VirtualMachine,
    ) -> PyResult<u16> {
        let (tcp, udp) = datagrams(&protocol);
        let name = name.to_string();
        let found = tcp.then(|| services::port(&name, false)).flatten();
        let found = found.or_else(|| udp.then(|| services::port(&name, true)).flatten());
        found.ok_or_else(|| vm.new_os_error("service/proto not found"))
    }

    #[pyfunction]
    fn getservbyport(
        port: i64,
        protocol: OptionalArg<PyStrRef>,
        vm: &VirtualMachine,
    ) -> PyResult<&'static str> {
        let port = u16::try_from(port)
            .map_err(|_| vm.new_overflow_error("getservbyport: port must be 0-65535."))?;
        let (tcp, udp) = datagrams(&protocol);
        let found = tcp.then(|| services::name(port, false)).flatten();
        let found = found.or_else(|| udp.then(|| services::name(port, true)).flatten());
        found.ok_or_else(|| vm.new_os_error("port/proto not found"))
    }

    #[pyfunction]
    fn getprotobyname(name: PyStrRef, vm: &VirtualMachine) -> PyResult<i32> {
        Ok(match name.to_string().as_str() {
            "ip" => 0,
            "icmp" => 1,
            "tcp" => 6,
            "udp" => 17,
            "ipv6" => 41,
            "ipv6-icmp" => 58,
            _ => return Err(vm.new_os_error("protocol not found")),
        })
    }

    // Interfaces: the one to oneself, and the one to the world.

    const INTERFACES: [(u32, &str); 2] = [(1, "lo"), (2, "eth0")];

    #[pyfunction]
    fn if_nameindex(vm: &VirtualMachine) -> PyObjectRef {
        let all = INTERFACES.map(|(number, name)| vm.new_tuple((number, name)).into());
        vm.ctx.new_list(all.to_vec()).into()
    }

    #[pyfunction]
    fn if_nametoindex(name: PyStrRef, vm: &VirtualMachine) -> PyResult<u32> {
        let name = name.to_string();
        let found = INTERFACES.iter().find(|(_, known)| *known == name);
        found
            .map(|(number, _)| *number)
            .ok_or_else(|| no_interface(vm))
    }

    #[pyfunction]
    fn if_indextoname(index: i64, vm: &VirtualMachine) -> PyResult<&'static str> {
        if index < 0 {
            return Err(vm.new_value_error("Cannot convert negative int"));
        }
        let found = INTERFACES
            .iter()
            .find(|(number, _)| i64::from(*number) == index);
        const ENXIO: Errno = Errno(6);
        found
            .map(|(_, name)| *name)
            .ok_or_else(|| os_error(ENXIO, vm))
    }

    fn no_interface(vm: &VirtualMachine) -> rustpython_vm::builtins::PyBaseExceptionRef {
        const ENODEV: Errno = Errno(19);
        os_error(ENODEV, vm)
    }

    // Numbers in the network's order.

    /// `_PyLong_UInt32_Converter` and its like.
    fn unsigned(value: &PyObjectRef, most: u32, of: &str, vm: &VirtualMachine) -> PyResult<u32> {
        let number = value.try_index(vm)?;
        let number = number.as_bigint();
        if *number < 0.into() {
            return Err(vm.new_value_error("Cannot convert negative int"));
        }
        u32::try_from(number)
            .ok()
            .filter(|number| *number <= most)
            .ok_or_else(|| vm.new_overflow_error(format!("Python int too large for C {of}")))
    }

    #[pyfunction]
    fn htonl(value: PyObjectRef, vm: &VirtualMachine) -> PyResult<u32> {
        Ok(unsigned(&value, u32::MAX, "uint32_t", vm)?.to_be())
    }

    #[pyfunction]
    fn ntohl(value: PyObjectRef, vm: &VirtualMachine) -> PyResult<u32> {
        htonl(value, vm)
    }

    #[pyfunction]
    fn htons(value: PyObjectRef, vm: &VirtualMachine) -> PyResult<u16> {
        Ok((unsigned(&value, u16::MAX.into(), "uint16_t", vm)? as u16).to_be())
    }

    #[pyfunction]
    fn ntohs(value: PyObjectRef, vm: &VirtualMachine) -> PyResult<u16> {
        htons(value, vm)
    }

    #[pyfunction]
    fn inet_aton(text: PyStrRef, vm: &VirtualMachine) -> PyResult<Vec<u8>> {
        let address = numeric::aton(text.to_string().as_str());
        let address = address
            .ok_or_else(|| vm.new_os_error("illegal IP address string passed to inet_aton"))?;
        Ok(address.octets().to_vec())
    }

    #[pyfunction]
    fn inet_ntoa(packed: ArgBytesLike, vm: &VirtualMachine) -> PyResult<String> {
        let bytes = packed.borrow_buf();
        let bytes: [u8; 4] = (&*bytes)
            .try_into()
            .map_err(|_| vm.new_os_error("packed IP wrong length for inet_ntoa"))?;
        Ok(Ipv4Addr::from(bytes).to_string())
    }

    #[pyfunction]
    fn inet_pton(family: i32, text: PyStrRef, vm: &VirtualMachine) -> PyResult<Vec<u8>> {
        let text = text.to_string();
        let refused = || vm.new_os_error("illegal IP address string passed to inet_pton");
        match family {
            numbers::AF_INET => {
                let address: Ipv4Addr = text.parse().map_err(|_| refused())?;
                Ok(address.octets().to_vec())
            }
            numbers::AF_INET6 => {
                let address: Ipv6Addr = text.parse().map_err(|_| refused())?;
                Ok(address.octets().to_vec())
            }
            _ => Err(os_error(Errno::EAFNOSUPPORT, vm)),
        }
    }

    #[pyfunction]
    fn inet_ntop(family: i32, packed: ArgBytesLike, vm: &VirtualMachine) -> PyResult<String> {
        let bytes = packed.borrow_buf();
        let refused = || vm.new_value_error("invalid length of packed IP address string");
        match family {
            numbers::AF_INET => {
                let bytes: [u8; 4] = (&*bytes).try_into().map_err(|_| refused())?;
                Ok(Ipv4Addr::from(bytes).to_string())
            }
            numbers::AF_INET6 => {
                let bytes: [u8; 16] = (&*bytes).try_into().map_err(|_| refused())?;
                Ok(Ipv6Addr::from(bytes).to_string())
            }
            _ => Err(vm.new_value_error(format!("unknown address family {family}"))),
        }
    }

    #[pyfunction(name = "CMSG_LEN")]
    fn cmsg_len(length: isize, vm: &VirtualMachine) -> PyResult<usize> {
        ancillary::length(length, vm)
    }

    #[pyfunction(name = "CMSG_SPACE")]
    fn cmsg_space(length: isize, vm: &VirtualMachine) -> PyResult<usize> {
        ancillary::space(length, vm)
    }
}
