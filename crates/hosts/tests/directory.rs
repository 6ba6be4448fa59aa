//! Which names lead to a host, where it is, and how far away.

mod common;

use common::{EPOCH, world};
use hosts::{HostSettings, Settings, World};
use machine::net::Directory;
use std::{collections::BTreeSet, net::IpAddr};

#[test]
fn public_names_resolve_and_others_do_not() {
    let world = world();
    for name in [
        "httpbin.org",
        "HTTPBIN.org.",
        "www.a-b.co.uk",
        "x.io",
        "xn--e1afmkfd.xn--p1ai",
    ] {
        assert!(world.host(name).is_some(), "{name}");
    }
    for name in [
        "localhost",
        "httpbin",
        "a.invalid",
        "a.test",
        "www.example",
        "localhost.com",
        "printer.local",
        "a..com",
        "",
        ".",
        "-a.com",
        "a b.com",
        "a.c",
        "nonexistent-host.com",
        "this-does-not-exist-12345.com",
        "foo.localhost",
        "10.0.0.1",
        "127.0.0.1",
        "::1",
        "999.1.1.1",
    ] {
        assert!(world.host(name).is_none(), "{name}");
    }
}

#[test]
fn a_host_has_two_addresses_that_lead_back_to_it() {
    let one = world().host("httpbin.org").unwrap();
    assert_eq!(
        one.addresses,
        world().host("httpbin.org").unwrap().addresses
    );
    assert!(one.addresses[0].is_ipv4() && one.addresses[1].is_ipv6());
    let world = world();
    let addresses: BTreeSet<IpAddr> = (0..2_000)
        .flat_map(|number| world.host(&format!("host{number}.net")).unwrap().addresses)
        .collect();
    assert_eq!(addresses.len(), 4_000, "no two hosts share one");
    let known = world.host("host7.net").unwrap();
    for address in &known.addresses {
        assert_eq!(world.host(&address.to_string()).unwrap().name, "host7.net");
    }
    let stranger = world.host("93.184.216.34").unwrap();
    assert_eq!(
        stranger.addresses,
        ["93.184.216.34".parse::<IpAddr>().unwrap()]
    );
    assert!(stranger.made_up);
}

#[test]
fn only_what_nobody_knows_is_made_up() {
    let world = world();
    assert!(!world.host("httpbin.org").unwrap().made_up);
    assert!(!world.host("expired.badssl.com").unwrap().made_up);
    assert!(world.host("www.some-shop.net").unwrap().made_up);
}

#[test]
fn settings_change_single_hosts_or_all_others() {
    let mut settings = Settings::new(EPOCH);
    let slow = HostSettings {
        latency: Some(0.3),
        jitter: Some(0.05),
        bandwidth: Some(1e5),
        dns_delay: Some(0.4),
        ..HostSettings::default()
    };
    settings.hosts.insert("httpbin.org".to_owned(), slow);
    let near = HostSettings {
        latency: Some(0.000_25),
        ..HostSettings::default()
    };
    settings.hosts.insert("*".to_owned(), near);
    let world = World::new(settings);
    let one = world.host("httpbin.org").unwrap();
    assert_eq!(
        (one.latency, one.jitter, one.bandwidth, one.dns_delay),
        (0.3, 0.05, Some(1e5), 0.4)
    );
    let other = world.host("example.com").unwrap();
    assert_eq!(
        (other.latency, other.jitter, other.bandwidth),
        (0.000_25, 0.0, None)
    );
    let usual = common::world().host("httpbin.org").unwrap();
    assert_eq!((usual.latency, usual.jitter), (0.045, 0.0));
}

#[test]
fn every_host_serves_both_ports() {
    let world = world();
    for name in ["httpbin.org", "www.some-shop.net", "tcpbin.com"] {
        let spec = world.host(name).unwrap();
        assert!(
            spec.ports.contains_key(&80) && spec.ports.contains_key(&443),
            "{name}"
        );
    }
}
