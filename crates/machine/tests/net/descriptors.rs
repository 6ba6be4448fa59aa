//! Numbers of open files.

use crate::wire::{connection, read, tcp};
use machine::net::{Errno, FileKind, Network};

#[test]
fn the_lowest_free_number_comes_first() {
    let network = Network::new(1);
    assert_eq!([tcp(&network), tcp(&network)], [3, 4]);
    assert_eq!(network.claim(), Ok(5));
    assert_eq!(network.epoll(), Ok(6));
    network.close(0.0, 4).expect("it is open");
    assert_eq!(network.close(0.0, 4), Err(Errno::EBADF));
    assert_eq!(network.pipe(), Ok((4, 7)));
    assert_eq!(network.kind(5), Ok(None));
    assert_eq!(network.kind(4), Ok(Some(FileKind::ReadEnd)));
    assert_eq!(network.kind(8), Err(Errno::EBADF));
    assert_eq!(network.file(5), Err(Errno::ENOTSOCK));
}

#[test]
fn a_file_is_closed_with_its_last_number() {
    let network = Network::new(1);
    let (client, server) = connection(&network);
    let copy = network.dup(client).expect("there are numbers");
    network.close(0.0, client).expect("it is open");
    assert_eq!(read(&network, 0.0, server), Err(Errno::EAGAIN));
    network.set_nonblocking(copy, true).expect("it is open");
    network.dup2(0.0, copy, 40).expect("40 is free");
    assert_eq!(network.is_nonblocking(40), Ok(true), "it is one file");
    network.close(0.0, copy).expect("it is open");
    assert_eq!(network.send(0.0, 40, b"x", None), Ok(1));
    network.dup2(0.0, server, 40).expect("its number goes on");
    assert_eq!(read(&network, 0.0, server), Ok(b"x".to_vec()));
    assert_eq!(read(&network, 0.0, server), Ok(vec![]));
}
