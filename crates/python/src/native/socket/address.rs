//! Addresses as Python writes them: tuples, and paths.

use super::{names, object::Socket};
use machine::net::{Address, Family, UnixName};
use rustpython_vm::{
    PyObject, PyObjectRef, PyResult, TryFromObject, VirtualMachine,
    builtins::{PyBytes, PyStr, PyTuple},
    function::ArgBytesLike,
};
use std::net::{IpAddr, SocketAddr, SocketAddrV6};

/// `makesockaddr`
pub(super) fn shown(address: &Address, vm: &VirtualMachine) -> PyObjectRef {
    match address {
        Address::Inet(SocketAddr::V4(address)) => {
            let (host, port) = (address.ip().to_string(), address.port());
            vm.new_tuple((host, port)).into()
        }
        Address::Inet(SocketAddr::V6(address)) => {
            let host = address.ip().to_string();
            vm.new_tuple((host, address.port(), address.flowinfo(), address.scope_id()))
                .into()
        }
        Address::Unix(name) if name.path.first() == Some(&0) => {
            vm.ctx.new_bytes(name.path.clone()).into()
        }
        Address::Unix(name) => vm
            .ctx
            .new_str(String::from_utf8_lossy(&name.path).into_owned())
            .into(),
    }
}

/// The same of who sent a datagram: nobody, where that is not known.
pub(super) fn shown_or_none(address: Option<&Address>, vm: &VirtualMachine) -> PyObjectRef {
    address.map_or_else(|| vm.ctx.none(), |address| shown(address, vm))
}

/// What a Unix address is for: its file is made, or has to be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    Bind,
    Reach,
}

/// `getsockaddrarg`: an address that a function was given. Looks its name up, which may take time.
///
/// # Errors
/// For what is none of the socket's family.
pub(super) fn given(
    socket: &Socket,
    address: &PyObject,
    function: &str,
    what_for: Use,
    vm: &VirtualMachine,
) -> PyResult<Address> {
    match socket.family.get() {
        super::numbers::AF_UNIX => unix(address, what_for, vm),
        super::numbers::AF_INET6 => inet6(address, function, vm),
        super::numbers::AF_INET => inet(address, function, vm),
        _ => Err(vm.new_os_error(format!("{function}(): bad family"))),
    }
}

fn inet(address: &PyObject, function: &str, vm: &VirtualMachine) -> PyResult<Address> {
    let tuple = address.downcast_ref::<PyTuple>().ok_or_else(|| {
        vm.new_type_error(format!(
            "{function}(): AF_INET address must be tuple, not {}",
            address.class().name()
        ))
    })?;
    let [host, port] = tuple.as_slice() else {
        return Err(vm.new_type_error("AF_INET address must be a pair (host, port)"));
    };
    let (port, host) = (port_of(port, function, vm), host_of(host, vm)?);
    let ip = names::address_of(&host, Family::Inet, vm)?;
    Ok(Address::Inet(SocketAddr::new(ip, port?)))
}

fn inet6(address: &PyObject, function: &str, vm: &VirtualMachine) -> PyResult<Address> {
    let tuple = address.downcast_ref::<PyTuple>().ok_or_else(|| {
        vm.new_type_error(format!(
            "{function}(): AF_INET6 address must be tuple, not {}",
            address.class().name()
        ))
    })?;
    let [host, port, rest @ ..] = tuple.as_slice() else {
        let text = "AF_INET6 address must be a tuple (host, port[, flowinfo[, scopeid]])";
        return Err(vm.new_type_error(text));
    };
    let number = |index: usize| match rest.get(index) {
        Some(number) => Ok(number
            .try_index(vm)?
            .try_to_primitive::<u32>(vm)
            .unwrap_or(u32::MAX)),
        None => PyResult::Ok(0),
    };
    let (flow, scope) = (number(0)?, number(1)?);
    if flow > 0xfffff {
        return Err(vm.new_overflow_error(format!("{function}(): flowinfo must be 0-1048575.")));
    }
    let (port, host) = (port_of(port, function, vm)?, host_of(host, vm)?);
    let ip = match names::address_of(&host, Family::Inet6, vm)? {
        IpAddr::V6(ip) => ip,
        IpAddr::V4(ip) => ip.to_ipv6_mapped(),
    };
    Ok(Address::Inet(
        SocketAddrV6::new(ip, port, flow, scope).into(),
    ))
}

fn port_of(port: &PyObject, function: &str, vm: &VirtualMachine) -> PyResult<u16> {
    let number = port.try_index(vm)?;
    let number = number.try_to_primitive::<i64>(vm).ok();
    number
        .and_then(|number| u16::try_from(number).ok())
        .ok_or_else(|| vm.new_overflow_error(format!("{function}(): port must be 0-65535.")))
}

/// `idna_converter`
fn host_of(host: &PyObject, vm: &VirtualMachine) -> PyResult<String> {
    if let Some(text) = host.downcast_ref::<PyStr>() {
        // ASCII is left as it is.
        let name = text.to_string();
        if text.as_wtf8().as_str().is_ok_and(str::is_ascii) {
            return Ok(name);
        }
        return names::ascii(text, vm)
            .map_err(|_| vm.new_type_error("encoding of hostname failed"));
    }
    let bytes = ArgBytesLike::try_from_object(vm, host.to_owned()).map_err(|_| {
        vm.new_type_error(format!(
            "str, bytes or bytearray expected, not {}",
            host.class().name()
        ))
    })?;
    let bytes = bytes.borrow_buf();
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// A path on the disk, or an abstract name.
fn unix(address: &PyObject, what_for: Use, vm: &VirtualMachine) -> PyResult<Address> {
    let path = if let Some(text) = address.downcast_ref::<PyStr>() {
        text.to_string().into_bytes()
    } else if let Some(bytes) = address.downcast_ref::<PyBytes>() {
        bytes.as_bytes().to_vec()
    } else {
        ArgBytesLike::try_from_object(vm, address.to_owned())?
            .borrow_buf()
            .to_vec()
    };
    let is_abstract = path.first() == Some(&0);
    if path.len() > 108 || path.len() == 108 && !is_abstract {
        return Err(vm.new_os_error("AF_UNIX path too long"));
    }
    if path.is_empty() || is_abstract {
        return Ok(Address::Unix(UnixName { path, file: 0 }));
    }
    let function = match what_for {
        Use::Bind => "make_socket",
        Use::Reach => "find_socket",
    };
    let file = vm
        .import("_descriptor", 0)?
        .get_attr(function, vm)?
        .call((String::from_utf8_lossy(&path).into_owned(),), vm)?
        .try_into_value::<u64>(vm)?;
    Ok(Address::Unix(UnixName { path, file }))
}
