//! Hosts that fail at times, and hosts that only a playground knows.

mod common;

use common::{EPOCH, Heard};
use hosts::{Failing, HostSettings, Settings, World};
use machine::net::{Action, Directory};

const REQUEST: &[u8] = b"GET /get HTTP/1.1\r\nHost: httpbin.org\r\n\r\n";

fn world(name: &str, settings: HostSettings) -> World {
    let mut all = Settings::new(EPOCH);
    all.hosts.insert(name.to_owned(), settings);
    World::new(all)
}

fn failing(rate: f64, failing: Failing) -> HostSettings {
    HostSettings {
        failure_rate: rate,
        failing,
        ..HostSettings::default()
    }
}

/// What comes of a request at the beginning of a connection to a host that always fails so.
fn asked(how: Failing) -> Vec<Action> {
    let host = world("httpbin.org", failing(1.0, how)).host("httpbin.org");
    let mut connection = host.unwrap().ports[&80].accept(7);
    connection.receive(0.0, REQUEST)
}

#[test]
fn a_request_fails_as_the_settings_say() {
    assert!(matches!(asked(Failing::Reset)[..], [Action::Reset { .. }]));
    assert_eq!(asked(Failing::Silence), []);
    let mut heard = Heard::default();
    heard.add(0.0, asked(Failing::Unavailable));
    assert!(
        heard
            .bytes
            .starts_with(b"HTTP/1.1 503 Service Unavailable\r\n")
    );
    assert!(!heard.over, "the connection is kept");
}

#[test]
fn so_many_requests_fail_and_the_same_ones_every_time() {
    let host = world("httpbin.org", failing(0.2, Failing::Unavailable))
        .host("httpbin.org")
        .unwrap();
    let statuses = |seed| {
        let mut connection = host.ports[&80].accept(seed);
        let mut ok = |_| {
            let mut heard = Heard::default();
            heard.add(0.0, connection.receive(0.0, REQUEST));
            heard.bytes.starts_with(b"HTTP/1.1 200")
        };
        (0..500).map(&mut ok).collect::<Vec<bool>>()
    };
    let one = statuses(1);
    let failed = one.iter().filter(|ok| !**ok).count();
    assert!((70..130).contains(&failed), "{failed} of 500");
    assert_eq!(one, statuses(1));
    assert_ne!(one, statuses(2));
}

#[test]
fn what_speaks_no_http_fails_by_the_connection() {
    for (how, actions) in [
        (Failing::Reset, vec![Action::Reset { after: 0.0 }]),
        (Failing::Unavailable, vec![Action::Reset { after: 0.0 }]),
        (Failing::Silence, vec![]),
    ] {
        let host = world("tcpbin.com", failing(1.0, how)).host("tcpbin.com");
        let mut connection = host.unwrap().ports[&4242].accept(7);
        assert_eq!(connection.receive(0.0, b"hello"), actions, "{how:?}");
    }
}

#[test]
fn a_name_that_the_settings_give_is_a_hosts() {
    let world = world("api.shop.example", HostSettings::default());
    assert!(world.host("api.shop.example").is_some());
    assert!(world.host("shop.example").is_none());
}

#[test]
fn a_host_that_a_process_serves_answers_nothing_by_itself() {
    let served = HostSettings {
        served: true,
        ..HostSettings::default()
    };
    let world = world("api.shop.example", served);
    let host = world.host("api.shop.example").unwrap();
    assert!(host.served && host.ports.is_empty() && !host.made_up);
    assert_eq!(world.certificates("api.shop.example").len(), 1);
}
