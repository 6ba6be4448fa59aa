//! Epolls tell of files in the order in which they became ready.

use crate::wire::{connection, listener, read, tcp};
use machine::net::{Control, Errno, Network, Readiness};

const IN: u32 = 1;
const EDGE: u32 = 1 << 31;
const ONE_SHOT: u32 = 1 << 30;

fn told(network: &Network, now: f64, epoll: i32) -> Vec<i32> {
    let events = network.events(now, epoll, 100).expect("it is an epoll");
    events.iter().map(|event| event.descriptor).collect()
}

#[test]
fn who_was_ready_first_is_told_first() {
    let network = Network::new(1);
    let epoll = network.epoll().expect("an epoll");
    let pairs = [(); 3].map(|()| connection(&network));
    for (_, server) in pairs {
        network
            .control(0.0, epoll, Control::Add, server, IN)
            .expect("it is new");
    }
    let [(_, a), (_, b), (_, c)] = pairs;
    assert_eq!(told(&network, 0.0, epoll), []);
    for index in [2, 0] {
        network
            .send(1.0, pairs[index].0, b"x", None)
            .expect("there is room");
    }
    assert_eq!(told(&network, 2.0, epoll), [c, a]);
    assert_eq!(network.ready_since(epoll, c), Some(1.0));
    network
        .send(3.0, pairs[1].0, b"x", None)
        .expect("there is room");
    // Those that stay ready were put to the end before.
    assert_eq!(told(&network, 3.0, epoll), [c, a, b]);
    read(&network, 3.0, c).expect("it is ready");
    network
        .send(4.0, pairs[2].0, b"y", None)
        .expect("there is room");
    assert_eq!(told(&network, 4.0, epoll), [c, a, b]);
    assert_eq!(network.ready_since(epoll, c), Some(4.0));
    read(&network, 4.0, a).expect("it is ready");
    assert_eq!(told(&network, 4.0, epoll), [c, b]);
    let one = network.events(4.0, epoll, 1).expect("it is an epoll");
    assert_eq!(one[0].descriptor, c);
    assert_eq!(
        told(&network, 4.0, epoll),
        [b, c],
        "those that had no place come first"
    );
}

#[test]
fn edges_and_single_shots_are_told_once() {
    let network = Network::new(1);
    let epoll = network.epoll().expect("an epoll");
    let (client, server) = connection(&network);
    network
        .control(0.0, epoll, Control::Add, server, IN | EDGE)
        .expect("it is new");
    network
        .send(0.0, client, b"x", None)
        .expect("there is room");
    assert_eq!(told(&network, 0.0, epoll), [server]);
    assert_eq!(told(&network, 0.0, epoll), []);
    network
        .send(0.0, client, b"y", None)
        .expect("there is room");
    assert_eq!(told(&network, 0.0, epoll), [server]);
    network
        .control(0.0, epoll, Control::Modify, server, IN | ONE_SHOT)
        .expect("it is known");
    assert_eq!(told(&network, 0.0, epoll), [server]);
    network
        .send(0.0, client, b"z", None)
        .expect("there is room");
    assert_eq!(told(&network, 0.0, epoll), []);
}

#[test]
fn what_is_closed_is_forgotten() {
    let network = Network::new(1);
    let epoll = network.epoll().expect("an epoll");
    let (client, server) = connection(&network);
    assert_eq!(
        network.control(0.0, epoll, Control::Modify, server, IN),
        Err(Errno::ENOENT)
    );
    network
        .control(0.0, epoll, Control::Add, server, IN)
        .expect("it is new");
    assert_eq!(
        network.control(0.0, epoll, Control::Add, server, IN),
        Err(Errno::EEXIST)
    );
    assert_eq!(
        network.control(0.0, epoll, Control::Add, epoll, IN),
        Err(Errno::EINVAL)
    );
    network.close(0.0, client).expect("it is open");
    let ready = network.poll(0.0, epoll).expect("it is open");
    assert_eq!(ready, Readiness::READABLE);
    network.close(0.0, server).expect("it is open");
    assert_eq!(told(&network, 0.0, epoll), []);
    assert!(!network.watches_any(epoll));
}

#[test]
fn who_shares_a_listening_socket_takes_one_connection_a_look() {
    let network = Network::new(1);
    let listening = listener(&network, "127.0.0.1:8000", 9);
    let shared = network.dup(listening).expect("it is open");
    let workers = [listening, shared].map(|descriptor| {
        let epoll = network.epoll().expect("an epoll");
        network
            .control(0.0, epoll, Control::Add, descriptor, IN)
            .expect("it is new");
        (epoll, descriptor)
    });
    for _ in 0..5 {
        let address = network.local(listening).expect("it is bound");
        let _ = network.connect(0.0, tcp(&network), Some(address), true);
    }
    let accept = |descriptor| network.accept(0.0, descriptor).map(drop);
    for (epoll, descriptor) in workers {
        assert_eq!(told(&network, 0.0, epoll), [descriptor]);
        assert_eq!(accept(descriptor), Ok(()));
        assert_eq!(accept(descriptor), Err(Errno::EAGAIN));
    }
    let [(epoll, descriptor), (other, one)] = workers;
    assert_eq!(told(&network, 0.0, epoll), [descriptor]);
    assert_eq!(accept(descriptor), Ok(()));
    // Alone again, it takes all that there are.
    network
        .control(0.0, other, Control::Delete, one, 0)
        .expect("it is known");
    assert_eq!(accept(descriptor), Ok(()));
    assert_eq!(accept(descriptor), Ok(()));
    assert_eq!(accept(descriptor), Err(Errno::EAGAIN), "there are no more");
}
