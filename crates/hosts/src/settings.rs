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

/// How requests fail.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Failing {
    /// The connection is reset.
    #[default]
    Reset,
    /// With status 503; where no HTTP is spoken, as [`Failing::Reset`].
    Unavailable,
    /// They are not answered, nor is anything that follows on the connection.
    Silence,
}

/// What is other than usual about a host.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HostSettings {
    /// Virtual seconds that bytes take one way.
    pub latency: Option<Seconds>,
    /// By how many virtual seconds a way may take longer.
    pub jitter: Option<Seconds>,
    /// The share of requests that fail, from 0 to 1; of connections, where no HTTP is spoken.
    pub failure_rate: f64,
    /// How they fail.
    pub failing: Failing,
    /// Bytes a virtual second.
    pub bandwidth: Option<f64>,
    /// Virtual seconds that finding its address takes.
    pub dns_delay: Option<Seconds>,
    /// Whether a process of this machine answers there.
    pub served: bool,
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

    /// Whether there is such a host because these settings name it.
    pub fn name(&self, name: &str) -> bool {
        self.hosts.contains_key(name)
    }

    /// What is said of a host.
    pub fn of(&self, name: &str) -> Option<&HostSettings> {
        self.hosts.get(name).or_else(|| self.hosts.get("*"))
    }
}
