//! What a playground says of hosts, as the engine is told.

use playground::{Failing, Host};
use python::{HostSettings, Outside};

/// One host.
pub fn outside(host: &Host) -> Outside {
    let seconds = |milliseconds: u32| f64::from(milliseconds) / 1000.0;
    Outside {
        name: host.name.clone(),
        settings: HostSettings {
            latency: host.latency_ms.map(seconds),
            jitter: host.jitter_ms.map(seconds),
            failure_rate: f64::from(host.failures) / 100.0,
            failing: match host.failing {
                Failing::Reset => python::Failing::Reset,
                Failing::Unavailable => python::Failing::Unavailable,
                Failing::Silence => python::Failing::Silence,
            },
            bandwidth: host.bandwidth_kb.map(|rate| f64::from(rate) * 1000.0),
            ..HostSettings::default()
        },
        app: host.app.clone(),
    }
}
