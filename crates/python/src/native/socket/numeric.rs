//! Addresses that are written as numbers.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

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
