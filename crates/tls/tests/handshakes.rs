//! Handshakes: what they cost, what both ends know afterwards, and how they fail.

mod common;

use common::{NOW, client, connect, read_all, server};
use std::rc::Rc;
use tls::{
    Alert, Authority, Check, ClientConfig, Error, Progress, Purpose, Received, ServerConfig,
    Session, Trust, Version, verify,
};

fn both(client: ClientConfig, server: ServerConfig) -> (Session, Session) {
    (Session::client(client, 1), Session::server(server, 2))
}

#[test]
fn tls_1_3_costs_one_round_trip() {
    let (mut client, mut server) = both(client("example.org"), server("example.org"));
    let done = (Ok(Progress::Done), Ok(Progress::Done), 1);
    assert_eq!(connect(&mut client, &mut server), done);
    assert_eq!(client.version(), Some(Version::Tls13));
    assert_eq!(client.cipher().unwrap().name, "TLS_AES_256_GCM_SHA384");
    assert_eq!(client.protocol(), Some(&b"http/1.1"[..]));
    assert_eq!(server.protocol(), Some(&b"http/1.1"[..]));
    let hello = server.hello().unwrap();
    assert_eq!(hello.server_name.as_deref(), Some("example.org"));
    let subject = client.peer_certificates()[0].subject();
    assert_eq!(subject.common_name(), Some("example.org"));
    assert_eq!(client.verified_chain().len(), 2);
    assert_eq!(client.binding().map(<[u8]>::len), Some(48));
    assert_eq!(client.binding(), server.binding());
}

#[test]
fn tls_1_2_costs_two() {
    let old = ClientConfig {
        newest: Version::Tls12,
        ..client("example.org")
    };
    let (mut client, mut server) = both(old, server("example.org"));
    let done = (Ok(Progress::Done), Ok(Progress::Done), 2);
    assert_eq!(connect(&mut client, &mut server), done);
    assert_eq!(server.version(), Some(Version::Tls12));
    assert_eq!(client.protocol(), Some(&b"http/1.1"[..]));
    client.write(b"hello").unwrap();
    server.feed(&client.take());
    assert_eq!(read_all(&mut server).0, b"hello");
}

#[test]
fn data_goes_both_ways_and_the_farewell_is_heard() {
    let (mut client, mut server) = both(client("a.example"), server("a.example"));
    let _ = connect(&mut client, &mut server);
    let long = vec![7; 40_000];
    assert_eq!(client.write(&long), Ok(Progress::Done));
    let wire = client.take();
    // Three records, each with its header, its kind and its tag.
    assert_eq!(wire.len(), long.len() + 3 * (5 + 1 + 16));
    server.feed(&wire);
    assert_eq!(read_all(&mut server), (long, Ok(Received::NeedsBytes)));
    server.write(b"bye").unwrap();
    server.close();
    assert_eq!(server.write(b"more"), Err(Error::ProtocolIsShutdown));
    client.feed(&server.take());
    assert_eq!(
        read_all(&mut client),
        (b"bye".to_vec(), Ok(Received::Closed))
    );
    assert!(client.peer_has_closed() && !client.has_closed());
}

#[test]
fn a_transport_that_ends_without_a_farewell_is_a_truncation() {
    let (mut client, mut server) = both(client("a.example"), server("a.example"));
    let _ = connect(&mut client, &mut server);
    server.write(b"half of it").unwrap();
    let wire = server.take();
    client.feed(&wire);
    client.feed_end();
    let (bytes, end) = read_all(&mut client);
    assert_eq!(
        (bytes.as_slice(), end),
        (&b"half of it"[..], Err(Error::UnexpectedEof))
    );
}

#[test]
fn both_ends_learn_of_a_certificate_that_is_not_trusted() {
    let (mut client, mut server) = both(client("other.example"), server("a.example"));
    let (clients, servers, _) = connect(&mut client, &mut server);
    let Err(Error::CertificateVerifyFailed(failure)) = clients else {
        panic!("{clients:?}")
    };
    assert_eq!(failure.code, 62);
    assert_eq!(servers, Err(Error::Alert(Alert::BAD_CERTIFICATE)));
    // It stays so.
    assert!(client.write(b"anyway").is_err());
}

#[test]
fn a_server_without_a_certificate_has_nothing_to_offer() {
    let (mut client, mut server) = both(client("a.example"), ServerConfig::default());
    let (clients, servers, _) = connect(&mut client, &mut server);
    assert_eq!(servers, Err(Error::NoSharedCipher));
    assert_eq!(clients, Err(Error::Alert(Alert::HANDSHAKE_FAILURE)));
}

#[test]
fn without_a_common_version_there_is_no_session() {
    let new = ClientConfig {
        oldest: Version::Tls13,
        ..client("a.example")
    };
    let old = ServerConfig {
        newest: Version::Tls12,
        ..server("a.example")
    };
    let (mut client, mut server) = both(new, old);
    let (clients, servers, _) = connect(&mut client, &mut server);
    assert_eq!(servers, Err(Error::UnsupportedProtocol));
    assert_eq!(clients, Err(Error::Alert(Alert::PROTOCOL_VERSION)));
}

#[test]
fn plain_http_is_no_tls_at_either_end() {
    let mut client = Session::client(client("a.example"), 1);
    client.handshake().unwrap();
    client.feed(b"HTTP/1.1 400 Bad Request\r\n\r\n");
    assert_eq!(client.handshake(), Err(Error::WrongVersionNumber));
    let mut server = Session::server(server("a.example"), 2);
    server.feed(b"GET / HTTP/1.1\r\n\r\n");
    assert_eq!(server.handshake(), Err(Error::HttpRequest));
}

fn asks(required: bool) -> ServerConfig {
    let trust = Trust {
        anchors: vec![Authority::loopscope().certificate().clone()],
        partial_chain: false,
    };
    ServerConfig {
        check: Some(Check(Rc::new(move |chain| {
            verify(chain, &trust, None, Purpose::Client, NOW)
        }))),
        required,
        ..server("a.example")
    }
}

#[test]
fn a_client_shows_its_certificate_when_asked() {
    for newest in [Version::Tls12, Version::Tls13] {
        let shown = Authority::loopscope().issue(&["somebody"], NOW - 1, NOW + 1);
        let config = ClientConfig {
            chain: vec![shown.clone()],
            newest,
            ..client("a.example")
        };
        let (mut client, mut server) = both(config, asks(true));
        let (clients, servers, _) = connect(&mut client, &mut server);
        assert_eq!((clients, servers), (Ok(Progress::Done), Ok(Progress::Done)));
        assert_eq!(server.peer_certificates(), [shown]);
    }
}

#[test]
fn a_client_that_must_show_one_and_has_none_hears_so_when_it_reads() {
    let (mut client, mut server) = both(client("a.example"), asks(true));
    let (clients, servers, _) = connect(&mut client, &mut server);
    assert_eq!(servers, Err(Error::NoPeerCertificate));
    // With TLS 1.3 a client is done before the server has looked.
    assert_eq!(clients, Ok(Progress::Done));
    assert_eq!(
        client.read(1),
        Err(Error::Alert(Alert::CERTIFICATE_REQUIRED))
    );
    let (mut client, mut server) = both(common::client("a.example"), asks(false));
    let (clients, servers, _) = connect(&mut client, &mut server);
    assert_eq!((clients, servers), (Ok(Progress::Done), Ok(Progress::Done)));
}

#[test]
fn a_server_may_choose_by_name_or_turn_away() {
    let mut client = Session::client(common::client("b.example"), 1);
    let mut chooser = Session::server_by_name(2);
    let (_, servers, _) = connect(&mut client, &mut chooser);
    assert_eq!(servers, Ok(Progress::NeedsAnswer));
    let name = chooser.hello().unwrap().server_name.clone().unwrap();
    chooser.answer(server(&name));
    let (clients, servers, _) = connect(&mut client, &mut chooser);
    assert_eq!((clients, servers), (Ok(Progress::Done), Ok(Progress::Done)));

    let mut client = Session::client(common::client("c.example"), 1);
    let mut chooser = Session::server_by_name(2);
    let _ = connect(&mut client, &mut chooser);
    chooser.turn_away(Alert::UNRECOGNIZED_NAME);
    let (clients, _, _) = connect(&mut client, &mut chooser);
    assert_eq!(clients, Err(Error::Alert(Alert::UNRECOGNIZED_NAME)));
}
