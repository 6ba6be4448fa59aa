//! Hosts outside.

use crate::wire::{read, tcp};
use machine::{
    Device,
    net::{
        Action, Address, Conversation, Directory, Errno, HostSpec, LookupError, Network, Service,
    },
};
use std::{collections::BTreeMap, net::SocketAddr, rc::Rc};

/// Answers with what it got, after a while, and hangs up when asked to.
struct Parrot {
    after: f64,
}

impl Service for Parrot {
    fn accept(&self, _seed: u64) -> Box<dyn Conversation> {
        Box::new(Talk { after: self.after })
    }
}

struct Talk {
    after: f64,
}

impl Conversation for Talk {
    fn receive(&mut self, _now: f64, bytes: &[u8]) -> Vec<Action> {
        let after = self.after;
        match bytes {
            b"" => vec![Action::Shutdown { after }],
            b"crash" => vec![Action::Reset { after }],
            bytes => vec![Action::Send {
                after,
                bytes: bytes.to_vec(),
            }],
        }
    }
}

struct World {
    host: HostSpec,
}

impl Directory for World {
    fn host(&self, name: &str) -> Option<HostSpec> {
        (name == "parrot.example").then(|| self.host.clone())
    }
}

fn world(change: impl FnOnce(&mut HostSpec)) -> Network {
    let mut host = HostSpec {
        name: "parrot.example".to_owned(),
        addresses: vec!["203.0.113.7".parse().expect("an address")],
        latency: 0.1,
        jitter: 0.0,
        bandwidth: None,
        dns_delay: 0.02,
        made_up: false,
        served: false,
        ports: BTreeMap::from([(80, Rc::new(Parrot { after: 0.5 }) as Rc<dyn Service>)]),
    };
    change(&mut host);
    let network = Network::new(1);
    network.set_directory(Rc::new(World { host }));
    network
}

/// A socket that asks for a connection with a port of the host at 0.
fn call(network: &Network, port: u16) -> i32 {
    let found = network
        .look_up("parrot.example")
        .found
        .expect("the name is known");
    let address = Address::Inet(SocketAddr::new(found[0], port));
    let socket = tcp(network);
    assert_eq!(
        network.connect(0.0, socket, Some(address), true),
        Err(Errno::EINPROGRESS)
    );
    socket
}

#[test]
fn names_lead_to_addresses() {
    let network = world(|_| {});
    assert_eq!(network.look_up("parrot.example").after, 0.02);
    assert_eq!(
        network.look_up("nobody.example").found,
        Err(LookupError::NoName)
    );
    assert_eq!(network.look_up("localhost").after, 0.0);
    assert_eq!(
        Network::new(1).look_up("parrot.example").found,
        Err(LookupError::Again)
    );
}

#[test]
fn a_question_takes_its_way_and_the_answer_too() {
    let network = world(|_| {});
    let socket = call(&network, 80);
    assert_eq!(
        network.send(0.19, socket, b"hello", None),
        Err(Errno::EAGAIN)
    );
    assert_eq!(network.send(0.2, socket, b"hello", None), Ok(5));
    assert_eq!(read(&network, 0.89, socket), Err(Errno::EAGAIN));
    assert_eq!(read(&network, 0.91, socket), Ok(b"hello".to_vec()));
    assert_eq!(network.send(1.0, socket, b"crash", None), Ok(5));
    assert_eq!(read(&network, 1.71, socket), Err(Errno::ECONNRESET));
}

#[test]
fn other_ports_are_refused_and_unknown_addresses_never_answer() {
    let network = world(|_| {});
    let socket = call(&network, 81);
    assert_eq!(network.take_error(0.19, socket), Ok(None));
    assert_eq!(
        network.take_error(0.21, socket),
        Ok(Some(Errno::ECONNREFUSED))
    );
    let socket = tcp(&network);
    let nowhere = Some(crate::wire::at("198.51.100.1:80"));
    assert_eq!(
        network.connect(0.0, socket, nowhere, true),
        Err(Errno::EINPROGRESS)
    );
    assert_eq!(network.take_error(126.0, socket), Ok(None));
    assert_eq!(
        network.take_error(128.0, socket),
        Ok(Some(Errno::ETIMEDOUT))
    );
}

#[test]
fn bandwidth_is_shared_by_all_bytes_of_a_direction() {
    let network = world(|host| host.bandwidth = Some(10_000.0));
    let socket = call(&network, 80);
    assert_eq!(network.send(0.2, socket, &[7; 10_000], None), Ok(10_000));
    assert_eq!(network.send(0.2, socket, &[8; 10_000], None), Ok(10_000));
    // A second on the line each, 0.1 on the way, 0.5 at the host, the same back.
    assert_eq!(read(&network, 2.89, socket), Err(Errno::EAGAIN));
    assert_eq!(
        read(&network, 2.91, socket).map(|bytes| bytes.len()),
        Ok(10_000)
    );
    assert_eq!(read(&network, 3.89, socket), Err(Errno::EAGAIN));
    assert_eq!(
        read(&network, 3.91, socket).map(|bytes| bytes.len()),
        Ok(10_000)
    );
}

#[test]
fn a_host_that_fails_resets() {
    let network = world(|_| {});
    let socket = call(&network, 80);
    assert_eq!(network.send(0.2, socket, b"crash", None), Ok(5));
    assert_eq!(read(&network, 0.89, socket), Err(Errno::EAGAIN));
    assert_eq!(read(&network, 0.91, socket), Err(Errno::ECONNRESET));
}

#[test]
fn a_slow_reader_holds_the_host_up() {
    let network = world(|_| {});
    let socket = call(&network, 80);
    let all = vec![9; 2_000_000];
    for index in 0..3 {
        assert_eq!(
            network.send(0.2 + f64::from(index), socket, &all, None),
            Ok(all.len())
        );
    }
    let mut got = 0;
    let mut now = 10.0;
    let mut first = None;
    while let Ok(bytes) = network.receive(now, socket, 1 << 22, false) {
        first.get_or_insert(bytes.bytes.len());
        got += bytes.bytes.len();
        now += 0.3;
    }
    assert_eq!(got, 6_000_000);
    assert!(
        first.is_some_and(|first| first < 3_000_000),
        "the rest waited at the host"
    );
}

#[test]
fn nothing_happens_by_itself_while_nobody_waits() {
    let network = world(|_| {});
    call(&network, 80);
    assert_eq!(network.next_completion(), None);
}

/// A listening socket at a port of the host, and one that has asked for a connection with it at 0.
fn serve(network: &Network, port: u16) -> (i32, i32) {
    let listener = tcp(network);
    let found = network.look_up("parrot.example").found.expect("a host");
    let address = Address::Inet(SocketAddr::new(found[0], port));
    assert_eq!(network.bind(0.0, listener, address), Ok(()));
    assert_eq!(network.listen(0.0, listener, 10), Ok(()));
    (listener, call(network, port))
}

#[test]
fn a_process_that_answers_for_a_host_is_as_far_away() {
    let network = world(|host| host.served = true);
    let (listener, socket) = serve(&network, 8080);
    assert_eq!(network.accept(0.09, listener), Err(Errno::EAGAIN));
    let (accepted, _) = network.accept(0.11, listener).expect("it has arrived");
    assert_eq!(network.send(0.19, socket, b"a", None), Err(Errno::EAGAIN));
    assert_eq!(network.send(0.3, socket, b"hello", None), Ok(5));
    assert_eq!(read(&network, 0.39, accepted), Err(Errno::EAGAIN));
    assert_eq!(read(&network, 0.41, accepted), Ok(b"hello".to_vec()));
    assert_eq!(network.send(0.5, accepted, b"bye", None), Ok(3));
    assert_eq!(network.close(0.5, accepted), Ok(()));
    assert_eq!(read(&network, 0.59, socket), Err(Errno::EAGAIN));
    assert_eq!(read(&network, 0.61, socket), Ok(b"bye".to_vec()));
    assert_eq!(read(&network, 0.62, socket), Ok(Vec::new()));
}

#[test]
fn a_line_to_a_process_carries_what_it_carries() {
    let network = world(|host| {
        host.served = true;
        host.bandwidth = Some(100_000.0);
    });
    let (listener, socket) = serve(&network, 8080);
    let (accepted, _) = network.accept(0.11, listener).expect("it has arrived");
    assert_eq!(network.send(1.0, accepted, &[7; 50_000], None), Ok(50_000));
    let mut got = 0;
    for (now, least, most) in [
        (1.2, 0, 20_000),
        (1.45, 25_000, 40_000),
        (1.61, 50_000, 50_000),
    ] {
        got += read(&network, now, socket).map_or(0, |bytes| bytes.len());
        assert!((least..=most).contains(&got), "{got} bytes at {now}");
    }
}

#[test]
fn only_who_serves_a_host_has_its_addresses() {
    let network = world(|host| host.served = true);
    let own = tcp(&network);
    let everywhere = Address::Inet("0.0.0.0:8080".parse().expect("an address"));
    assert_eq!(network.bind(0.0, own, everywhere), Ok(()));
    assert_eq!(network.listen(0.0, own, 10), Ok(()));
    // This machine's own server is in nobody's way, and is not called in the host's stead.
    let lost = call(&network, 9090);
    let (listener, _) = serve(&network, 8080);
    assert_eq!(network.accept(0.2, own), Err(Errno::EAGAIN));
    assert!(network.accept(0.2, listener).is_ok());
    assert_eq!(
        network.send(0.21, lost, b"a", None),
        Err(Errno::ECONNREFUSED)
    );

    let usual = world(|_| {});
    let socket = tcp(&usual);
    let found = usual.look_up("parrot.example").found.expect("a host");
    let address = Address::Inet(SocketAddr::new(found[0], 8080));
    assert_eq!(usual.bind(0.0, socket, address), Err(Errno::EADDRNOTAVAIL));
}
