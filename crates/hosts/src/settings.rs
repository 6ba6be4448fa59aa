//! What a run says of the world outside.

use machine::Seconds;
use std::{collections::BTreeMap, net::IpAddr};

/// How the world outside is to be.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Seconds since 1970 at the run's beginning.
    pub epoch: f64,
    /// The address that the machine has in the world outside.
    pub origin: IpAddr,
    /// What is other than usual about single hosts, by name; `*` is about all that are not named.
    pub hosts: BTreeMap<String, HostSettings>,
}

/// What is other than usual about a host.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HostSettings {
    /// Virtual seconds that bytes take one way.
    pub latency: Option<Seconds>,
    /// By how many virtual seconds a way may take longer.
    pub jitter: Option<Seconds>,
    /// The share of connections that fail, from 0 to 1.
    pub failure_rate: Option<f64>,
    /// Bytes a virtual second.
    pub bandwidth: Option<f64>,
    /// Virtual seconds that finding its address takes.
    pub dns_delay: Option<Seconds>,
}

impl Settings {
    /// The usual world, in a run that begins at `epoch`, in seconds since 1970.
    pub fn new(epoch: f64) -> Settings {
        Settings {
            epoch,
            // One of those that are for documentation (RFC 5737).
            origin: IpAddr::from([203, 0, 113, 7]),
            hosts: BTreeMap::new(),
        }
    }

    /// What is said of a host.
    pub fn of(&self, name: &str) -> Option<&HostSettings> {
        self.hosts.get(name).or_else(|| self.hosts.get("*"))
    }
}
