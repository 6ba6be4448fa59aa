//! `getaddrinfo`, after glibc's.

use super::{
    gai::Gai,
    names::{look_up, text_of},
    numbers::{AF_INET, AF_INET6, SOCK_DGRAM, SOCK_STREAM},
    numeric::numeric,
    services,
};
use rustpython_vm::{
    FromArgs, PyObjectRef, PyResult, VirtualMachine,
    builtins::{PyInt, PyStr},
};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

const AI_PASSIVE: i32 = 1;
const AI_CANONNAME: i32 = 2;
const AI_NUMERICHOST: i32 = 4;
const AI_NUMERICSERV: i32 = 0x400;

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
