//! Names and addresses: `getaddrinfo` and its like, after glibc's.

use super::{
    super::{
        super::threads::{Sleep, block},
        net::network,
    },
    module::{gaierror, herror},
    numbers::{AF_INET, AF_INET6, SOCK_DGRAM, SOCK_STREAM},
    services,
};
use crate::{asyncio::observation, engine::cost};
use machine::net::{Family, LookupError};
use rustpython_vm::{
    AsObject, FromArgs, PyObject, PyObjectRef, PyResult, TryFromObject, VirtualMachine,
    builtins::{PyBaseExceptionRef, PyInt, PyStr, PyTuple},
    function::ArgBytesLike,
};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use trace::{Call, CallKind};

const AI_PASSIVE: i32 = 1;
const AI_CANONNAME: i32 = 2;
const AI_NUMERICHOST: i32 = 4;
const AI_NUMERICSERV: i32 = 0x400;
const NI_NUMERICHOST: i32 = 1;
const NI_NUMERICSERV: i32 = 2;
const NI_NAMEREQD: i32 = 8;
const NI_DGRAM: i32 = 16;

/// Why a name leads nowhere: `gai_strerror(3)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gai {
    NoName,
    Again,
    Family,
    SocketType,
    Service,
    AddressFamily,
    BadFlags,
}

impl Gai {
    fn number_and_text(self) -> (i32, &'static str) {
        match self {
            Self::BadFlags => (-1, "Bad value for ai_flags"),
            Self::NoName => (-2, "Name or service not known"),
            Self::Again => (-3, "Temporary failure in name resolution"),
            Self::Family => (-6, "ai_family not supported"),
            Self::SocketType => (-7, "ai_socktype not supported"),
            Self::Service => (-8, "Servname not supported for ai_socktype"),
            Self::AddressFamily => (-9, "Address family for hostname not supported"),
        }
    }

    fn error(self, vm: &VirtualMachine) -> PyBaseExceptionRef {
        let (number, text) = self.number_and_text();
        let made = gaierror(vm).and_then(|class| class.as_object().call((number, text), vm));
        match made.map(|error| error.downcast()) {
            Ok(Ok(error)) => error,
            Ok(Err(_)) => vm.new_os_error(text),
            Err(error) => error,
        }
    }
}

/// A host's name as it is asked for: ASCII, or in `idna`'s form.
pub(super) fn ascii(text: &PyStr, vm: &VirtualMachine) -> PyResult<String> {
    let name = text.to_string();
    if name.is_ascii() {
        return Ok(name);
    }
    let encoded = vm.call_method(vm.ctx.new_str(name).as_object(), "encode", ("idna",))?;
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

/// An address from its text form, as `inet_aton(3)` and `inet_pton(3)` read it.
pub(super) fn numeric(host: &str) -> Option<IpAddr> {
    let without_zone = host.split('%').next().unwrap_or(host);
    if let Ok(address) = without_zone.parse::<Ipv6Addr>() {
        return Some(address.into());
    }
    aton(host).map(IpAddr::V4)
}

/// `inet_aton(3)`: one to four numbers, decimal, octal or hexadecimal; the last takes what is left.
pub(super) fn aton(text: &str) -> Option<Ipv4Addr> {
    let parts: Vec<&str> = text.split('.').collect();
    if parts.len() > 4 || parts.iter().any(|part| part.is_empty()) {
        return None;
    }
    let number = |part: &str| -> Option<u32> {
        if let Some(digits) = part.strip_prefix("0x").or_else(|| part.strip_prefix("0X")) {
            return u32::from_str_radix(digits, 16).ok();
        }
        if !part.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        match part.len() > 1 && part.starts_with('0') {
            true => u32::from_str_radix(part, 8).ok(),
            false => part.parse().ok(),
        }
    };
    let numbers: Vec<u32> = parts
        .iter()
        .map(|part| number(part))
        .collect::<Option<_>>()?;
    let (last, front) = numbers.split_last()?;
    let mut address = 0u32;
    for (index, part) in front.iter().enumerate() {
        if *part > 255 {
            return None;
        }
        address |= part << (24 - 8 * index);
    }
    let room = 32 - 8 * front.len() as u32;
    if room < 32 && *last >> room != 0 {
        return None;
    }
    Some(Ipv4Addr::from(address | last))
}

/// The addresses of a name, in order. Takes the time that it takes: the running thread waits.
fn look_up(name: &str, function: &str, vm: &VirtualMachine) -> PyResult<Result<Vec<IpAddr>, Gai>> {
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
        return Err(vm.new_value_error("host name must not contain null character"));
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

#[derive(FromArgs)]
pub(super) struct AddressInfo {
    #[pyarg(any)]
    host: PyObjectRef,
    #[pyarg(any)]
    port: PyObjectRef,
    #[pyarg(any, default = 0)]
    family: i32,
    #[pyarg(any, default = 0)]
    r#type: i32,
    #[pyarg(any, default = 0)]
    proto: i32,
    #[pyarg(any, default = 0)]
    flags: i32,
}

fn text_of(object: &PyObject, refusal: &str, vm: &VirtualMachine) -> PyResult<Option<String>> {
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

/// `socket.getaddrinfo`
pub(super) fn getaddrinfo(args: AddressInfo, vm: &VirtualMachine) -> PyResult {
    let AddressInfo {
        host,
        port,
        family,
        r#type: of,
        proto,
        flags,
    } = args;
    let host = match host.downcast_ref::<PyStr>() {
        None if !vm.is_none(&host)
            && host
                .downcast_ref::<rustpython_vm::builtins::PyBytes>()
                .is_none() =>
        {
            return Err(vm.new_type_error("getaddrinfo() argument 1 must be string or None"));
        }
        _ => text_of(&host, "getaddrinfo() argument 1 must be string or None", vm)?,
    };
    let port = match port.downcast_ref::<PyInt>() {
        Some(number) => {
            let number = number.try_to_primitive::<i64>(vm);
            let number = number
                .map_err(|_| vm.new_overflow_error("Python int too large to convert to C long"))?;
            Some(number.to_string())
        }
        None => text_of(&port, "Int or String expected", vm)?,
    };
    // Who says which sort gets one; all others, all.
    let said = of & 0xf != 0 || proto != 0;
    let kinds: Vec<(i32, i32)> = [(SOCK_STREAM, 6), (SOCK_DGRAM, 17), (3, 0)]
        .into_iter()
        .filter(|(kind, _)| of & 0xf == 0 || of & 0xf == *kind)
        .filter(|(_, number)| proto == 0 || *number == 0 || proto == *number)
        .map(|(kind, number)| (kind, if number == 0 { proto } else { number }))
        .take(if said { 1 } else { usize::MAX })
        .collect();
    if !matches!(family, 0 | AF_INET | AF_INET6) {
        return Err(Gai::Family.error(vm));
    }
    if kinds.is_empty() {
        return Err(Gai::SocketType.error(vm));
    }
    if flags & !0x7ff != 0 {
        return Err(Gai::BadFlags.error(vm));
    }
    if host.is_none() && port.is_none() {
        return Err(Gai::NoName.error(vm));
    }
    let ports = ports_of(port.as_deref(), &kinds, flags).map_err(|error| error.error(vm))?;
    let addresses = addresses_of(host.as_deref(), family, flags, vm)?;
    let mut rows = Vec::new();
    let canonical = match (&host, flags & AI_CANONNAME) {
        (Some(host), AI_CANONNAME) => host.clone(),
        _ => String::new(),
    };
    for address in addresses {
        for ((kind, proto), port) in &ports {
            let (family, target) = match address {
                IpAddr::V4(ip) => (AF_INET, vm.new_tuple((ip.to_string(), *port))),
                IpAddr::V6(ip) => (AF_INET6, vm.new_tuple((ip.to_string(), *port, 0, 0))),
            };
            let name = if rows.is_empty() {
                canonical.as_str()
            } else {
                ""
            };
            let row = vm.new_tuple((
                family,
                *kind,
                *proto,
                name.to_owned(),
                PyObjectRef::from(target),
            ));
            rows.push(row.into());
        }
    }
    Ok(vm.ctx.new_list(rows).into())
}

type Kinds = Vec<((i32, i32), u16)>;

/// The port of each sort of socket.
fn ports_of(port: Option<&str>, kinds: &[(i32, i32)], flags: i32) -> Result<Kinds, Gai> {
    let all = |port: u16| kinds.iter().map(|kind| (*kind, port)).collect();
    let Some(text) = port.filter(|text| !text.is_empty()) else {
        return Ok(all(0));
    };
    if let Ok(number) = text.parse::<i64>() {
        // What is too large loses its upper bits, as glibc has it.
        return Ok(all(number as u16));
    }
    if flags & AI_NUMERICSERV != 0 {
        return Err(Gai::NoName);
    }
    let known: Kinds = kinds
        .iter()
        .filter(|(kind, _)| *kind != 3)
        .filter_map(|kind| Some((*kind, services::port(text, kind.0 == SOCK_DGRAM)?)))
        .collect();
    if known.is_empty() {
        Err(Gai::Service)
    } else {
        Ok(known)
    }
}

fn addresses_of(
    host: Option<&str>,
    family: i32,
    flags: i32,
    vm: &VirtualMachine,
) -> PyResult<Vec<IpAddr>> {
    let wanted = |address: &IpAddr| match family {
        AF_INET => address.is_ipv4(),
        AF_INET6 => address.is_ipv6(),
        _ => true,
    };
    let Some(host) = host else {
        let both: [IpAddr; 2] = match flags & AI_PASSIVE {
            0 => [Ipv6Addr::LOCALHOST.into(), Ipv4Addr::LOCALHOST.into()],
            _ => [Ipv4Addr::UNSPECIFIED.into(), Ipv6Addr::UNSPECIFIED.into()],
        };
        return Ok(both.into_iter().filter(wanted).collect());
    };
    if let Some(address) = numeric(host) {
        return match wanted(&address) {
            true => Ok(vec![address]),
            false => Err(Gai::AddressFamily.error(vm)),
        };
    }
    let is_name =
        !host.is_empty() && host.len() < 254 && host.split('.').all(|label| label.len() < 64);
    if flags & AI_NUMERICHOST != 0 || !is_name {
        return Err(Gai::NoName.error(vm));
    }
    let found = look_up(host, "socket.getaddrinfo", vm)?.map_err(|error| error.error(vm))?;
    let mut found: Vec<IpAddr> = found.into_iter().filter(wanted).collect();
    if family == 0
        && found
            .first()
            .is_some_and(|first| first.is_loopback() && first.is_ipv4())
    {
        // As where `/etc/hosts` has one address for the name.
        found.truncate(1);
    }
    match found.is_empty() {
        true => Err(Gai::AddressFamily.error(vm)),
        false => Ok(found),
    }
}

/// `socket.gethostbyname`, and the addresses of `gethostbyname_ex`.
pub(super) fn hosts_by_name(
    host: &PyObject,
    vm: &VirtualMachine,
) -> PyResult<(String, Vec<IpAddr>)> {
    let is_name = host.downcast_ref::<PyStr>().is_some()
        || ArgBytesLike::try_from_object(vm, host.to_owned()).is_ok();
    if !is_name {
        return Err(vm.new_type_error(format!(
            "gethostbyname() argument 1 must be str, bytes or bytearray, not {}",
            host.class().name()
        )));
    }
    let name = text_of(host, "str, bytes or bytearray expected", vm)?.unwrap_or_default();
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
    let host = text_of(host, "getnameinfo(): illegal sockaddr argument", vm)?.unwrap_or_default();
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
