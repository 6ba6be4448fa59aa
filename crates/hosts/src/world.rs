//! The world outside: every host that a name leads to.

use crate::{
    failing::{Fails, Unreliable},
    http::Server,
    names::{addresses, is_outside, is_public},
    secure::Secure,
    settings::Settings,
    sites::{self, Known, Shown},
};
use machine::{
    Seconds,
    net::{Directory, HostSpec, Service},
};
use std::{
    cell::RefCell,
    collections::BTreeMap,
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
    rc::Rc,
};
use tls::{Authority, Certificate, Issue, ServerConfig};

/// Virtual seconds that a resolver takes.
const DNS_DELAY: Seconds = 0.02;
const DAY: f64 = 86_400.0;

/// The world outside, as one run sees it: a host that was asked for is the same one when it is asked for again.
pub struct World {
    settings: Settings,
    authority: Authority,
    known: RefCell<BTreeMap<String, HostSpec>>,
    /// Who has which address.
    taken: RefCell<BTreeMap<IpAddr, String>>,
}

impl World {
    /// A world with those settings.
    pub fn new(settings: Settings) -> World {
        World {
            settings,
            authority: Authority::loopscope(),
            known: RefCell::default(),
            taken: RefCell::default(),
        }
    }

    fn make(&self, name: &str) -> HostSpec {
        let known = sites::known(name, &self.settings);
        let unusual = self.settings.of(name).cloned().unwrap_or_default();
        let fails = Fails::of(&unusual);
        let mut ports: BTreeMap<u16, Rc<dyn Service>> = known.ports.iter().cloned().collect();
        if let Some(fails) = fails {
            for service in ports.values_mut() {
                let inner = Rc::clone(service);
                *service = Rc::new(Unreliable { inner, fails });
            }
        }
        let server = |secure| Server {
            site: Rc::clone(&known.site),
            host: name.to_owned(),
            secure,
            epoch: self.settings.epoch,
            origin: self.settings.origin.to_string(),
            fails,
        };
        ports.insert(80, Rc::new(server(false)));
        ports.insert(
            443,
            Rc::new(Secure {
                inner: Rc::new(server(true)),
                config: ServerConfig {
                    chain: self.chain(name, &known),
                    protocols: vec![b"http/1.1".to_vec()],
                    ..ServerConfig::default()
                },
            }),
        );
        let mut spec = HostSpec {
            name: name.to_owned(),
            addresses: self.addresses(name),
            latency: known.latency,
            jitter: 0.0,
            bandwidth: None,
            dns_delay: DNS_DELAY,
            made_up: known.made_up,
            served: false,
            ports,
        };
        spec.latency = unusual.latency.unwrap_or(spec.latency);
        spec.jitter = unusual.jitter.unwrap_or(spec.jitter);
        spec.bandwidth = unusual.bandwidth.or(spec.bandwidth);
        spec.dns_delay = unusual.dns_delay.unwrap_or(spec.dns_delay);
        if unusual.served {
            spec.served = true;
            spec.made_up = false;
            spec.ports.clear();
        }
        spec
    }

    /// Derived from the name; where another host has that address already, the next that is free.
    fn addresses(&self, name: &str) -> Vec<IpAddr> {
        let mut taken = self.taken.borrow_mut();
        if let Ok(address) = name.parse() {
            taken.insert(address, name.to_owned());
            return vec![address];
        }
        let (mut v4, mut v6) = addresses(name);
        while taken.contains_key(&v4.into()) {
            v4 = Ipv4Addr::from_bits(v4.to_bits() + 1);
        }
        while taken.contains_key(&v6.into()) {
            v6 = Ipv6Addr::from_bits(v6.to_bits() + 1);
        }
        let both = vec![IpAddr::from(v4), IpAddr::from(v6)];
        for address in &both {
            taken.insert(*address, name.to_owned());
        }
        both
    }

    /// The certificate that a host shows of which the settings say that a process serves it.
    pub fn certificates(&self, name: &str) -> Vec<Certificate> {
        self.chain(name, &sites::known(name, &self.settings))
    }

    fn chain(&self, name: &str, known: &Known) -> Vec<Certificate> {
        // Whole days, so that a certificate is the same for every run of a day.
        let today = (self.settings.epoch / DAY).floor() * DAY;
        let days = |days: f64| (today + days * DAY) as i64;
        let (from, to) = (days(-30.0), days(60.0));
        match known.shown {
            Shown::Good => vec![self.authority.issue(&[name], from, to)],
            Shown::For(names) => vec![self.authority.issue(names, from, to)],
            Shown::Expired => vec![self.authority.issue(&[name], days(-400.0), days(-310.0))],
            Shown::SelfSigned => {
                let good = self.authority.issue(&[name], from, to);
                vec![
                    Issue {
                        subject: good.subject().clone(),
                        issuer: None,
                        not_before: from,
                        not_after: to,
                        serial: 1,
                        names: good.names().to_vec(),
                        authority: false,
                    }
                    .make(),
                ]
            }
            Shown::UntrustedRoot => {
                let root = Authority::named("An Untrusted Root", 0x4C53_0002);
                vec![root.issue(&[name], from, to), root.certificate().clone()]
            }
            Shown::Incomplete => {
                let missing = Authority::named("A Missing Link", 0x4C53_0003);
                vec![missing.issue(&[name], from, to)]
            }
        }
    }
}

impl Directory for World {
    fn host(&self, name: &str) -> Option<HostSpec> {
        let name = name.trim_end_matches('.').to_ascii_lowercase();
        let mut name = name.as_str();
        let owner;
        if let Ok(address) = name.parse::<IpAddr>() {
            if let Some(taken) = self.taken.borrow().get(&address).cloned() {
                owner = taken;
                name = &owner;
            } else if !is_outside(address) {
                return None;
            }
        } else if !is_public(name) && !self.settings.name(name) {
            return None;
        }
        if let Some(known) = self.known.borrow().get(name) {
            return Some(known.clone());
        }
        let made = self.make(name);
        self.known
            .borrow_mut()
            .insert(name.to_owned(), made.clone());
        Some(made)
    }
}
