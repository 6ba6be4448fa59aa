//! What a run says of hosts of the world outside.

use crate::native::clock::EPOCH;
use hosts::{HostSettings, Settings, World};

/// What is other than usual about a host.
#[derive(Clone, Debug, PartialEq)]
pub struct Outside {
    /// Its name; `*` stands for all that are not named.
    pub name: String,
    /// How far away it is, and how it fails.
    pub settings: HostSettings,
    /// The ASGI application of the script's folder that answers there: `shop:app` is `app` of `shop.py`.
    pub app: Option<String>,
}

/// The world of a run, which goes by the same wall clock.
pub(super) fn world(hosts: &[Outside]) -> World {
    let mut settings = Settings::new(EPOCH);
    for host in hosts {
        let mut of = host.settings.clone();
        of.served = host.app.is_some();
        settings.hosts.insert(host.name.clone(), of);
    }
    World::new(settings)
}
