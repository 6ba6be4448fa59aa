//! Names and addresses: what the resolver knows, and which host is where.

use super::{
    address::{NAME_ADDRESS, OWN_ADDRESS},
    service::{Directory, HostSpec},
};
use crate::Seconds;
use std::{
    collections::BTreeMap,
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
    rc::Rc,
};

/// The machine's own name.
pub const HOST_NAME: &str = "loopscope";
/// How long it takes to learn that there is no such name, in virtual seconds.
const UNKNOWN_AFTER: Seconds = 0.05;

/// What a resolver says of a name.
#[derive(Clone, Debug, PartialEq)]
pub struct Lookup {
    /// How long it takes, in virtual seconds.
    pub after: Seconds,
    /// The addresses, in order; or why there are none.
    pub found: Result<Vec<IpAddr>, LookupError>,
}

/// Why a name leads nowhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LookupError {
    /// There is no such name (`EAI_NONAME`).
    NoName,
    /// Nobody can be asked just now (`EAI_AGAIN`).
    Again,
}

/// The hosts that were asked for.
#[derive(Default)]
pub(super) struct Hosts {
    pub(super) directory: Option<Rc<dyn Directory>>,
    known: BTreeMap<String, Option<HostSpec>>,
    by_address: BTreeMap<IpAddr, String>,
}

impl Hosts {
    fn host(&mut self, name: &str) -> Option<HostSpec> {
        if let Some(known) = self.known.get(name) {
            return known.clone();
        }
        let host = self.directory.as_ref()?.host(name);
        if let Some(host) = &host {
            for address in &host.addresses {
                self.by_address
                    .entry(*address)
                    .or_insert_with(|| name.to_owned());
            }
        }
        self.known.insert(name.to_owned(), host.clone());
        host
    }

    /// The host at an address.
    pub(super) fn at(&mut self, address: IpAddr) -> Option<HostSpec> {
        let address = super::address::plain(address);
        match self.by_address.get(&address).cloned() {
            Some(name) => self.host(&name),
            None => self.host(&address.to_string()),
        }
    }

    /// `getaddrinfo(3)` for a name that is no address.
    pub(super) fn look_up(&mut self, name: &str) -> Lookup {
        let name = name.trim_end_matches('.').to_ascii_lowercase();
        let at_once = |addresses: Vec<IpAddr>| Lookup {
            after: 0.0,
            found: Ok(addresses),
        };
        if name == "localhost" || name.ends_with(".localhost") || name == "localhost.localdomain" {
            // Who wants the other family says so.
            return at_once(vec![Ipv4Addr::LOCALHOST.into(), Ipv6Addr::LOCALHOST.into()]);
        }
        if name == HOST_NAME {
            return at_once(vec![NAME_ADDRESS.into()]);
        }
        match (self.directory.is_some(), self.host(&name)) {
            (false, _) => Lookup {
                after: 0.0,
                found: Err(LookupError::Again),
            },
            (true, None) => Lookup {
                after: UNKNOWN_AFTER,
                found: Err(LookupError::NoName),
            },
            (true, Some(host)) => Lookup {
                after: host.dns_delay,
                found: match host.addresses.is_empty() {
                    true => Err(LookupError::NoName),
                    false => Ok(host.addresses),
                },
            },
        }
    }

    /// The name of who is at an address, as `getnameinfo(3)` finds it.
    pub(super) fn name_of(&self, address: IpAddr) -> Option<String> {
        match super::address::plain(address) {
            IpAddr::V4(address) if address == Ipv4Addr::LOCALHOST => Some("localhost".to_owned()),
            IpAddr::V6(address) if address == Ipv6Addr::LOCALHOST => Some("localhost".to_owned()),
            IpAddr::V4(address) if address == NAME_ADDRESS || address == OWN_ADDRESS => {
                Some(HOST_NAME.to_owned())
            }
            address => self.by_address.get(&address).cloned(),
        }
    }

    /// The host behind an address, for showing.
    pub(super) fn known_at(&self, address: IpAddr) -> Option<&str> {
        self.by_address
            .get(&super::address::plain(address))
            .map(String::as_str)
    }
}
