//! Connections of this machine with itself.

use crate::wire::{at, connection, listener, read, tcp};
use machine::net::{Address, Errno, Family, How, Network, Readiness, Type, UnixName};

#[test]
fn bytes_are_there_at_once_and_once() {
    let network = Network::new(1);
    let (client, server) = connection(&network);
    assert_eq!(read(&network, 0.0, server), Err(Errno::EAGAIN));
    assert_eq!(network.send(0.0, client, b"hello", None), Ok(5));
    assert_eq!(
        network.receive(0.0, server, 2, true).expect("peeked").bytes,
        b"he"
    );
    assert_eq!(
        network.receive(0.0, server, 2, false).expect("read").bytes,
        b"he"
    );
    assert_eq!(read(&network, 0.0, server), Ok(b"llo".to_vec()));
    assert_eq!(read(&network, 0.0, server), Err(Errno::EAGAIN));
}

#[test]
fn a_setting_makes_loopback_take_time() {
    let network = Network::new(1);
    network.set_loopback(0.5);
    let listening = listener(&network, "127.0.0.1:80", 5);
    let client = tcp(&network);
    let target = Some(at("127.0.0.1:80"));
    assert_eq!(
        network.connect(0.0, client, target, true),
        Err(Errno::EINPROGRESS)
    );
    assert_eq!(network.accept(0.4, listening).err(), Some(Errno::EAGAIN));
    let (server, _) = network
        .accept(0.5, listening)
        .expect("its request is there");
    assert_eq!(network.send(0.6, client, b"x", None), Err(Errno::EAGAIN));
    assert_eq!(network.send(1.0, client, b"x", None), Ok(1));
    assert_eq!(network.shutdown(1.2, client, How::Write), Ok(()));
    assert_eq!(read(&network, 1.4, server), Err(Errno::EAGAIN));
    assert_eq!(read(&network, 1.5, server), Ok(b"x".to_vec()));
    assert_eq!(read(&network, 1.6, server), Err(Errno::EAGAIN));
    assert_eq!(read(&network, 1.7, server), Ok(vec![]));
}

#[test]
fn one_direction_ends_without_the_other() {
    let network = Network::new(1);
    let (client, server) = connection(&network);
    network
        .shutdown(0.0, client, How::Write)
        .expect("it is connected");
    assert_eq!(network.send(0.0, client, b"x", None), Err(Errno::EPIPE));
    assert_eq!(read(&network, 0.0, server), Ok(vec![]));
    assert_eq!(network.send(0.0, server, b"still", None), Ok(5));
    assert_eq!(read(&network, 0.0, client), Ok(b"still".to_vec()));
    network.close(0.0, server).expect("it is open");
    let ended = Readiness::HANG_UP | Readiness::READABLE;
    let ready = network.poll(0.0, client).expect("it is open");
    assert_eq!(ready & ended, ended);
}

#[test]
fn who_closes_with_something_unread_resets() {
    let network = Network::new(1);
    let (client, server) = connection(&network);
    network
        .send(0.0, client, b"never read", None)
        .expect("there is room");
    network.close(0.0, server).expect("it is open");
    assert_eq!(read(&network, 0.0, client), Err(Errno::ECONNRESET));
    assert_eq!(read(&network, 0.0, client), Ok(vec![]));
    assert_eq!(network.send(0.0, client, b"x", None), Err(Errno::EPIPE));
}

#[test]
fn writing_to_who_has_closed_fails_the_second_time() {
    let network = Network::new(1);
    let (client, server) = connection(&network);
    network.close(0.0, server).expect("it is open");
    assert_eq!(read(&network, 0.0, client), Ok(vec![]));
    assert_eq!(network.send(0.0, client, b"lost", None), Ok(4));
    assert_eq!(network.send(0.0, client, b"x", None), Err(Errno::EPIPE));
}

#[test]
fn nobody_listens_and_nobody_is_connected() {
    let network = Network::new(1);
    let socket = tcp(&network);
    let target = Some(at("127.0.0.1:1"));
    assert_eq!(
        network.connect(0.0, socket, target, true),
        Err(Errno::EINPROGRESS)
    );
    assert_eq!(
        network.take_error(0.0, socket),
        Ok(Some(Errno::ECONNREFUSED))
    );
    assert_eq!(network.take_error(0.0, socket), Ok(None));
    assert_eq!(read(&network, 0.0, socket), Err(Errno::ENOTCONN));
    assert_eq!(network.remote(0.0, socket), Err(Errno::ENOTCONN));
    assert_eq!(network.send(0.0, socket, b"x", None), Err(Errno::EPIPE));
    assert_eq!(
        network.shutdown(0.0, socket, How::Both),
        Err(Errno::ENOTCONN)
    );
    assert_eq!(network.accept(0.0, socket).err(), Some(Errno::EINVAL));
    let (client, _server) = connection(&network);
    assert_eq!(
        network.connect(0.0, client, Some(at("127.0.0.1:1")), true),
        Ok(())
    );
    let again = network.connect(0.0, client, Some(at("127.0.0.1:1")), true);
    assert_eq!(again, Err(Errno::EISCONN));
}

#[test]
fn a_full_queue_lets_callers_in_later() {
    let network = Network::new(1);
    let listening = listener(&network, "127.0.0.1:80", 1);
    let clients = [(); 3].map(|()| tcp(&network));
    for client in clients {
        let _ = network.connect(0.0, client, Some(at("127.0.0.1:80")), true);
    }
    let writable = |now: f64, socket: i32| {
        network
            .poll(now, socket)
            .expect("it is open")
            .meets(Readiness::WRITABLE)
    };
    // One more than the backlog fits.
    assert_eq!(
        clients.map(|client| writable(0.0, client)),
        [true, true, false]
    );
    network.accept(0.5, listening).expect("one waits");
    assert!(
        !writable(0.9, clients[2]),
        "the request is repeated after a second"
    );
    assert!(writable(1.0, clients[2]));
}

#[test]
fn ports_are_taken_by_linux_rules() {
    const SOL_SOCKET: i32 = 1;
    let network = Network::new(1);
    let bind = |address: &str, option: Option<i32>| {
        let socket = tcp(&network);
        if let Some(option) = option {
            network
                .set_option(socket, SOL_SOCKET, option, 1)
                .expect("it is known");
        }
        network.bind(0.0, socket, at(address)).map(|()| socket)
    };
    let (reuse_address, reuse_port) = (Some(2), Some(15));
    let one = bind("127.0.0.1:80", reuse_address).expect("it is free");
    assert_eq!(bind("127.0.0.1:80", None), Err(Errno::EADDRINUSE));
    assert_eq!(bind("0.0.0.0:80", None), Err(Errno::EADDRINUSE));
    assert!(bind("127.0.0.2:80", None).is_ok(), "another address");
    assert!(
        bind("127.0.0.1:80", reuse_address).is_ok(),
        "nobody listens yet"
    );
    network.listen(0.0, one, 1).expect("it listens");
    assert_eq!(bind("127.0.0.1:80", reuse_address), Err(Errno::EADDRINUSE));
    bind("127.0.0.1:90", reuse_port).expect("it is free");
    assert!(bind("127.0.0.1:90", reuse_port).is_ok());
    assert_eq!(bind("8.8.8.8:80", None), Err(Errno::EADDRNOTAVAIL));
    let chosen = bind("127.0.0.1:0", None).expect("there are ports");
    assert_eq!(network.local(chosen), Ok(at("127.0.0.1:32768")));
}

#[test]
fn datagrams_keep_their_bounds() {
    let network = Network::new(1);
    let [one, other] = [(); 2].map(|()| {
        network
            .socket(Family::Inet, Type::Datagram)
            .expect("a socket")
    });
    network
        .bind(0.0, one, at("127.0.0.1:53"))
        .expect("it is free");
    for text in [&b"first"[..], b"", b"third"] {
        let to = Some(at("127.0.0.1:53"));
        assert_eq!(network.send(0.0, other, text, to), Ok(text.len()));
    }
    let message = network.receive(0.0, one, 3, false).expect("it is there");
    assert_eq!((message.bytes.as_slice(), message.cut), (&b"fir"[..], true));
    assert_eq!(message.from, Some(at("127.0.0.1:32768")));
    assert_eq!(
        network
            .receive(0.0, one, 9, false)
            .expect("it is there")
            .bytes,
        b""
    );
    assert_eq!(
        network
            .receive(0.0, one, 9, false)
            .expect("it is there")
            .bytes,
        b"third"
    );
    assert_eq!(network.receive(0.0, one, 9, false), Err(Errno::EAGAIN));
    network.close(0.0, one).expect("it is open");
    network
        .connect(0.0, other, Some(at("127.0.0.1:53")), true)
        .expect("it always can");
    assert_eq!(network.send(0.0, other, b"lost", None), Ok(4));
    assert_eq!(
        network.send(0.0, other, b"x", None),
        Err(Errno::ECONNREFUSED)
    );
    assert_eq!(network.send(0.0, other, b"x", None), Ok(1));
}

#[test]
fn unix_sockets_have_names() {
    let network = Network::new(1);
    let name = |path: &str| {
        let path = path.as_bytes().to_vec();
        Address::Unix(UnixName { path, file: 7 })
    };
    let listening = network
        .socket(Family::Unix, Type::Stream)
        .expect("a socket");
    network
        .bind(0.0, listening, name("talk"))
        .expect("it is free");
    let client = network
        .socket(Family::Unix, Type::Stream)
        .expect("a socket");
    let target = || Some(name("moved"));
    assert_eq!(
        network.connect(0.0, client, target(), true),
        Err(Errno::ECONNREFUSED)
    );
    network.listen(0.0, listening, 0).expect("it listens");
    assert_eq!(network.connect(0.0, client, target(), true), Ok(()));
    let second = network
        .socket(Family::Unix, Type::Stream)
        .expect("a socket");
    assert_eq!(
        network.connect(0.0, second, target(), false),
        Err(Errno::EAGAIN)
    );
    assert_eq!(
        network.connect(0.0, second, target(), true),
        Err(Errno::EINPROGRESS)
    );
    let (server, _) = network.accept(0.0, listening).expect("one waits");
    let ready = network.poll(0.0, second).expect("it is open");
    assert!(ready.meets(Readiness::WRITABLE), "the place is its own now");
    assert_eq!(network.local(server), Ok(name("talk")));
    network.close(0.0, server).expect("it is open");
    assert_eq!(network.send(0.0, client, b"x", None), Err(Errno::EPIPE));
}

#[test]
fn a_pipe_takes_small_writes_whole() {
    let network = Network::new(1);
    let (reader, writer) = network.pipe().expect("a pipe");
    assert_eq!(network.write(0.0, writer, &[0; 65_000]), Ok(65_000));
    assert_eq!(network.write(0.0, writer, &[1; 600]), Err(Errno::EAGAIN));
    assert_eq!(network.write(0.0, writer, &[1; 5000]), Ok(536));
    assert_eq!(
        network.read(0.0, reader, 100_000).map(|bytes| bytes.len()),
        Ok(65_536)
    );
    assert_eq!(network.read(0.0, reader, 1), Err(Errno::EAGAIN));
    network.close(0.0, writer).expect("it is open");
    assert_eq!(network.read(0.0, reader, 1), Ok(vec![]));
    let (reader, writer) = network.pipe().expect("a pipe");
    network.close(0.0, reader).expect("it is open");
    assert_eq!(network.write(0.0, writer, b"x"), Err(Errno::EPIPE));
    assert_eq!(network.read(0.0, writer, 1), Err(Errno::EBADF));
}
