//! Sockets with few words.

use machine::net::{Address, Errno, Family, Network, Outcome, Type};
use std::net::SocketAddr;

/// An address of the Internet.
pub fn at(text: &str) -> Address {
    Address::Inet(text.parse::<SocketAddr>().expect("an address"))
}

/// A new TCP socket.
pub fn tcp(network: &Network) -> i32 {
    network
        .socket(Family::Inet, Type::Stream)
        .expect("a socket")
}

/// A socket that listens there.
pub fn listener(network: &Network, address: &str, backlog: i32) -> i32 {
    let socket = tcp(network);
    network
        .bind(0.0, socket, at(address))
        .expect("the port is free");
    network.listen(0.0, socket, backlog).expect("it listens");
    socket
}

/// Both ends of a connection over loopback: who asked for it, and who was asked.
pub fn connection(network: &Network) -> (i32, i32) {
    let listening = listener(network, "127.0.0.1:0", 5);
    let address = network.local(listening).expect("it is bound");
    let client = tcp(network);
    assert_eq!(
        network.connect(0.0, client, Some(address), true),
        Err(Errno::EINPROGRESS)
    );
    let (server, _) = network
        .accept(0.0, listening)
        .expect("it waits in the queue");
    network.close(0.0, listening).expect("it is open");
    (client, server)
}

/// Everything that can be read at once.
pub fn read(network: &Network, now: f64, socket: i32) -> Outcome<Vec<u8>> {
    network
        .receive(now, socket, 1 << 20, false)
        .map(|message| message.bytes)
}
