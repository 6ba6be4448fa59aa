//! What is told of connections.

use crate::wire::{at, connection, listener, read, tcp};
use machine::net::{Happening, Network};

fn told(network: &Network) -> Vec<(u32, Happening)> {
    let news = network.news();
    news.into_iter()
        .map(|news| (news.file.0, news.what))
        .collect()
}

#[test]
fn a_request_is_told_of_at_both_ends_behind_its_bytes() {
    let network = Network::new(1);
    let (client, server) = connection(&network);
    let ends = [client, server].map(|end| network.file(end).expect("it is open").0);
    told(&network);
    let bytes = b"GET /books HTTP/1.1\r\n\r\n";
    network
        .send(0.0, client, bytes, None)
        .expect("there is room");
    let request = Happening::Request {
        method: "GET".to_owned(),
        target: "/books".to_owned(),
    };
    assert_eq!(
        told(&network),
        [
            (ends[0], Happening::Sent(bytes.len())),
            (ends[0], request.clone()),
            (ends[1], Happening::Arrived(bytes.len())),
            (ends[1], request),
        ]
    );
    let answer = b"HTTP/1.1 200 OK\r\n\r\n";
    network
        .send(0.0, server, answer, None)
        .expect("there is room");
    let after = told(&network);
    assert!(
        after.contains(&(ends[0], Happening::Answer(200))),
        "{after:?}"
    );
    assert!(
        after.contains(&(ends[1], Happening::Answer(200))),
        "{after:?}"
    );
}

#[test]
fn a_queue_is_told_of_whenever_it_changes() {
    let network = Network::new(1);
    let listening = listener(&network, "127.0.0.1:80", 5);
    for _ in 0..2 {
        let client = tcp(&network);
        let _ = network.connect(0.0, client, Some(at("127.0.0.1:80")), true);
    }
    network.accept(1.0, listening).expect("two wait");
    let queue: Vec<usize> = told(&network)
        .into_iter()
        .filter_map(|(_, what)| match what {
            Happening::Queued(waiting) => Some(waiting),
            _ => None,
        })
        .collect();
    assert_eq!(queue, [1, 2, 1]);
}

#[test]
fn who_has_no_room_is_told_of_once_until_there_is_some() {
    let network = Network::new(1);
    let (client, server) = connection(&network);
    told(&network);
    let full = |network: &Network| {
        let all = told(network);
        all.iter()
            .filter(|(_, what)| *what == Happening::Full)
            .count()
    };
    let piece = vec![0; 1 << 20];
    while network.send(0.0, client, &piece, None).is_ok() {}
    assert!(network.send(0.0, client, &piece, None).is_err());
    assert_eq!(full(&network), 1);
    while read(&network, 1.0, server).is_ok() {}
    network
        .send(1.0, client, b"x", None)
        .expect("there is room");
    assert_eq!(full(&network), 0);
    while network.send(2.0, client, &piece, None).is_ok() {}
    assert_eq!(full(&network), 1);
}
