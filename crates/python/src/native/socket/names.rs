//! Names and who has them: `gethostbyname` and its like, after glibc's.

use super::{
    super::{
        super::threads::{Sleep, block},
        net::network,
    },
    gai::Gai,
    module::herror,
    numeric::numeric,
    services,
};
use crate::{asyncio::observation, engine::cost};
use machine::net::{Family, LookupError};
use rustpython_vm::{
    AsObject, PyObject, PyResult, TryFromObject, VirtualMachine,
    builtins::{PyStr, PyTuple},
    function::ArgBytesLike,
};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use trace::{Call, CallKind};

const NI_NUMERICHOST: i32 = 1;
const NI_NUMERICSERV: i32 = 2;
const NI_NAMEREQD: i32 = 8;
const NI_DGRAM: i32 = 16;

/// A host's name in `idna`'s form.
///
/// # Errors
/// The codec's, for labels that are empty or too long, and for what is no text.
pub(super) fn ascii(text: &PyStr, vm: &VirtualMachine) -> PyResult<String> {
    let wtf8 = text.as_wtf8().to_owned();
    if let Ok(name) = wtf8.as_str() {
        // What the codec would leave as it is.
        let labels = name.strip_suffix('.').unwrap_or(name).split('.');
        let short = |label: &str| (1..64).contains(&label.len());
        if name.is_ascii() && (name.is_empty() || labels.into_iter().all(short)) {
            return Ok(name.to_owned());
        }
    }
    let encoded = vm.call_method(vm.ctx.new_str(wtf8).as_object(), "encode", ("idna",))?;
    let bytes = ArgBytesLike::try_from_object(vm, encoded)?;
    let bytes = bytes.borrow_buf();
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn fits(address: &IpAddr, family: Family) -> bool {
    match family {
        Family::Inet => address.is_ipv4(),
        _ => address.is_ipv6(),
    }
}

/// The addresses of a name, in order. Takes the time that it takes: the running thread waits.
pub(super) fn look_up(
    name: &str,
    function: &str,
    vm: &VirtualMachine,
) -> PyResult<Result<Vec<IpAddr>, Gai>> {
    let session = network(vm)?;
    cost::settle(vm);
    let lookup = session.network.look_up(name);
    if lookup.after > 0.0 {
        let call = Call::new(CallKind::Resolve, format!("{function}({name})"));
        if session.threads.in_main() {
            let line = observation::script_line(&session, vm);
            session.block(line, call.clone(), lookup.after);
        }
        block(Sleep::new(&session, lookup.after, call), vm)?;
    }
    Ok(lookup.found.map_err(|error| match error {
        LookupError::NoName => Gai::NoName,
        LookupError::Again => Gai::Again,
    }))
}

/// `setipaddr`: the one address of a host that a function was given.
pub(super) fn address_of(host: &str, family: Family, vm: &VirtualMachine) -> PyResult<IpAddr> {
    if host.is_empty() {
        return Ok(match family {
            Family::Inet => Ipv4Addr::UNSPECIFIED.into(),
            _ => Ipv6Addr::UNSPECIFIED.into(),
        });
    }
    if host == "<broadcast>" || host == "255.255.255.255" {
        return match family {
            Family::Inet => Ok(Ipv4Addr::BROADCAST.into()),
            _ => Err(vm.new_os_error("address family mismatched")),
        };
    }
    if host.contains('\0') {
        return Err(vm.new_type_error("host name must not contain null character"));
    }
    if let Some(address) = numeric(host) {
        return match fits(&address, family) {
            true => Ok(address),
            false => Err(Gai::AddressFamily.error(vm)),
        };
    }
    let found = look_up(host, "socket.getaddrinfo", vm)?.map_err(|error| error.error(vm))?;
    let first = found.into_iter().find(|address| fits(address, family));
    first.ok_or_else(|| Gai::AddressFamily.error(vm))
}

pub(super) fn text_of(
    object: &PyObject,
    refusal: &str,
    vm: &VirtualMachine,
) -> PyResult<Option<String>> {
    if vm.is_none(object) {
        return Ok(None);
    }
    if let Some(text) = object.downcast_ref::<PyStr>() {
        return ascii(text, vm).map(Some);
    }
    if let Some(bytes) = object.downcast_ref::<rustpython_vm::builtins::PyBytes>() {
        return Ok(Some(String::from_utf8_lossy(bytes.as_bytes()).into_owned()));
    }
    Err(vm.new_os_error(refusal))
}

/// `socket.gethostbyname`, and the addresses of `gethostbyname_ex`.
pub(super) fn hosts_by_name(
    host: &PyObject,
    function: &str,
    vm: &VirtualMachine,
) -> PyResult<(String, Vec<IpAddr>)> {
    let is_name = host.downcast_ref::<PyStr>().is_some()
        || ArgBytesLike::try_from_object(vm, host.to_owned()).is_ok();
    if !is_name {
        return Err(vm.new_type_error(format!(
            "{function}() argument 1 must be str, bytes or bytearray, not {}",
            host.class().name()
        )));
    }
    let name = text_of(host, "str, bytes or bytearray expected", vm)?.unwrap_or_default();
    if name.contains('\0') {
        return Err(vm.new_type_error(format!(
            "{function}() argument 1 must be encoded string without null bytes, not {}",
            host.class().name()
        )));
    }
    if name.is_empty() {
        return Ok((name, vec![Ipv4Addr::UNSPECIFIED.into()]));
    }
    if let Some(address) = numeric(&name) {
        return match address.is_ipv4() {
            true => Ok((name, vec![address])),
            false => Err(Gai::AddressFamily.error(vm)),
        };
    }
    let found = look_up(&name, "socket.gethostbyname", vm)?.map_err(|error| error.error(vm))?;
    let found: Vec<IpAddr> = found.into_iter().filter(IpAddr::is_ipv4).collect();
    match found.is_empty() {
        true => Err(Gai::AddressFamily.error(vm)),
        false => Ok((name, found)),
    }
}

/// `socket.gethostbyaddr`: the name of who is at an address.
pub(super) fn host_by_address(host: &PyObject, vm: &VirtualMachine) -> PyResult<(String, IpAddr)> {
    let name = text_of(host, "str, bytes or bytearray expected", vm)?.unwrap_or_default();
    let address = match numeric(&name) {
        Some(address) => address,
        None => {
            let found =
                look_up(&name, "socket.gethostbyaddr", vm)?.map_err(|error| error.error(vm))?;
            *found.first().ok_or_else(|| Gai::NoName.error(vm))?
        }
    };
    match network(vm)?.network.name_of(address) {
        Some(name) => Ok((name, address)),
        None => {
            let class = herror(vm)?;
            let error = class.as_object().call((1, "Unknown host"), vm)?;
            Err(error
                .downcast()
                .map_err(|_| vm.new_os_error("Unknown host"))?)
        }
    }
}

/// `socket.getnameinfo`
pub(super) fn getnameinfo(address: &PyObject, flags: i32, vm: &VirtualMachine) -> PyResult {
    let Some(tuple) = address.downcast_ref::<PyTuple>() else {
        return Err(vm.new_type_error("getnameinfo() argument 1 must be a tuple"));
    };
    let [host, port, rest @ ..] = tuple.as_slice() else {
        return Err(vm.new_type_error("getnameinfo(): illegal sockaddr argument"));
    };
    let Some(host) = host.downcast_ref::<PyStr>() else {
        return Err(vm.new_type_error("getnameinfo(): illegal sockaddr argument"));
    };
    let host = host.to_string();
    if host.contains('\0') {
        return Err(vm.new_value_error("embedded null character"));
    }
    let port = port.try_index(vm)?.try_to_primitive::<i64>(vm)?;
    if let Some(flow) = rest.first() {
        let flow = flow.try_index(vm)?.try_to_primitive::<u32>(vm)?;
        if flow > 0xfffff {
            return Err(vm.new_overflow_error("getnameinfo(): flowinfo must be 0-1048575."));
        }
    }
    let Some(address) = numeric(&host) else {
        return Err(Gai::NoName.error(vm));
    };
    if address.is_ipv4() && !rest.is_empty() {
        return Err(vm.new_os_error("IPv4 sockaddr must be 2 tuple"));
    }
    let name = match flags & NI_NUMERICHOST {
        0 => network(vm)?.network.name_of(address),
        _ => None,
    };
    if name.is_none() && flags & NI_NAMEREQD != 0 {
        return Err(Gai::NoName.error(vm));
    }
    let service = match flags & NI_NUMERICSERV {
        0 => services::name(port as u16, flags & NI_DGRAM != 0).map(str::to_owned),
        _ => None,
    };
    let name = name.unwrap_or_else(|| address.to_string());
    let service = service.unwrap_or_else(|| (port as u16).to_string());
    Ok(vm.new_tuple((name, service)).into())
}
