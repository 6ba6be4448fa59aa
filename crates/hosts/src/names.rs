//! Which names resolve, and to which addresses.

use crate::words::number;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Domains that never resolve (RFC 2606, RFC 6761), or only at home.
const NOWHERE: [&str; 9] = [
    "invalid",
    "test",
    "example",
    "localhost",
    "local",
    "internal",
    "localdomain",
    "onion",
    "arpa",
];

/// What people write into a name that is not to resolve.
const DENIED: [&str; 8] = [
    "nonexist",
    "non-exist",
    "does-not-exist",
    "doesnotexist",
    "doesnt-exist",
    "no-such",
    "nosuch",
    "not-a-real",
];

/// Whether the name can be a public host's: two labels or more, written as names are, in no domain that leads nowhere, and not
/// one that says itself that there is no such thing.
pub fn is_public(name: &str) -> bool {
    let labels: Vec<&str> = name.split('.').collect();
    let (Some(domain), true) = (labels.last(), labels.len() > 1) else {
        return false;
    };
    name.len() < 254
        && labels.iter().all(|label| is_label(label))
        && (domain.bytes().all(|byte| byte.is_ascii_alphabetic()) || domain.starts_with("xn--"))
        && domain.len() > 1
        && !NOWHERE.contains(domain)
        && !matches!(labels[0], "localhost" | "invalid")
        && !DENIED.iter().any(|word| name.contains(word))
}

fn is_label(label: &str) -> bool {
    (1..64).contains(&label.len())
        && label
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
        && !label.starts_with('-')
        && !label.ends_with('-')
}

/// A name's addresses: one in the range that is for measurements (RFC 2544), one in that for documentation (RFC 3849).
pub fn addresses(name: &str) -> (Ipv4Addr, Ipv6Addr) {
    let hash = number(name);
    let [.., a, b, c, d] = hash.to_be_bytes();
    // 198.18.0.0/15, without what looks like a network's own address or everybody's.
    let v4 = Ipv4Addr::new(198, 18 | (a & 1), b, c.clamp(1, 254));
    let word = |shift: u32| (hash >> shift) as u16;
    let v6 = Ipv6Addr::new(
        0x2001,
        0xDB8,
        word(48),
        word(32),
        0,
        0,
        word(16),
        word(0) ^ u16::from(d),
    );
    (v4, v6)
}

/// Whether an address is one of the world outside, and not of this machine or its own network.
pub fn is_outside(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => {
            !(v4.is_loopback()
                || v4.is_private()
                || v4.is_link_local()
                || v4.is_unspecified()
                || v4.is_broadcast()
                || v4.is_multicast())
        }
        IpAddr::V6(v6) => {
            !(v6.is_loopback()
                || v6.is_unspecified()
                || v6.is_multicast()
                || v6.is_unique_local()
                || v6.is_unicast_link_local())
        }
    }
}
