//! In which pieces bytes arrive makes no difference, and nothing is read before it is whole.

mod common;

use common::{client, connect, server};
use proptest::{collection::vec, prelude::*, sample::Index};
use tls::{Error, Progress, Received, Session};

/// Everything that a session says of itself after each of its calls.
fn replay(mut session: Session, pieces: &[&[u8]]) -> (Vec<u8>, Vec<u8>, Option<Error>) {
    let (mut plain, mut out) = (Vec::new(), Vec::new());
    let mut error = None;
    for piece in pieces {
        session.feed(piece);
        loop {
            match session.read(100_000) {
                Ok(Received::Data(bytes)) => plain.extend(bytes),
                Ok(_) => break,
                Err(failed) => {
                    error = Some(failed);
                    break;
                }
            }
        }
        out.extend(session.take());
    }
    (plain, out, error)
}

fn cut<'a>(bytes: &'a [u8], at: &[Index]) -> Vec<&'a [u8]> {
    let mut at: Vec<usize> = at
        .iter()
        .map(|index| index.index(bytes.len() + 1))
        .collect();
    at.sort_unstable();
    let mut pieces = Vec::new();
    let mut from = 0;
    for to in at {
        pieces.push(&bytes[from..to]);
        from = to;
    }
    pieces.push(&bytes[from..]);
    pieces
}

/// All that a server of seed 2 hears of a client of seed 1, and the other way round, in a connection in which both write.
fn conversation(newest: tls::Version, said: &[u8]) -> (Vec<u8>, Vec<u8>) {
    let config = tls::ClientConfig {
        newest,
        ..client("a.example")
    };
    let mut client = Session::client(config, 1);
    let mut server = Session::server(server("a.example"), 2);
    let (mut up, mut down) = (Vec::new(), Vec::new());
    loop {
        client.handshake().unwrap();
        if client.is_established() && server.is_established() {
            break;
        }
        let bytes = client.take();
        server.feed(&bytes);
        up.extend(bytes);
        server.handshake().unwrap();
        let bytes = server.take();
        client.feed(&bytes);
        down.extend(bytes);
    }
    client.write(said).unwrap();
    server.write(said).unwrap();
    server.close();
    up.extend(client.take());
    down.extend(server.take());
    (up, down)
}

fn version() -> impl Strategy<Value = tls::Version> {
    prop_oneof![Just(tls::Version::Tls12), Just(tls::Version::Tls13)]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_pieces_give_the_same(version in version(), said in vec(any::<u8>(), 0..40_000), at in vec(any::<Index>(), 0..12)) {
        let (up, down) = conversation(version, &said);
        let a_server = || Session::server(server("a.example"), 2);
        let a_client = || {
            let config = tls::ClientConfig { newest: version, ..client("a.example") };
            let mut session = Session::client(config, 1);
            session.handshake().unwrap();
            session
        };
        let whole = replay(a_server(), &[&up]);
        prop_assert_eq!(&whole.0, &said);
        prop_assert_eq!(&whole, &replay(a_server(), &cut(&up, &at)));
        let whole = replay(a_client(), &[&down]);
        prop_assert_eq!(&whole.0, &said);
        prop_assert_eq!(&whole, &replay(a_client(), &cut(&down, &at)));
    }

    #[test]
    fn nothing_is_read_of_a_record_before_its_last_byte(said in vec(any::<u8>(), 1..200)) {
        let mut client = Session::client(client("a.example"), 1);
        let mut server = Session::server(server("a.example"), 2);
        let _ = connect(&mut client, &mut server);
        client.write(&said).unwrap();
        let wire = client.take();
        let (last, before) = wire.split_last().unwrap();
        prop_assert_eq!(server.missing(), 5);
        for byte in before {
            server.feed(&[*byte]);
            prop_assert!(server.missing() > 0);
            prop_assert_eq!(server.read(1_000), Ok(Received::NeedsBytes));
        }
        server.feed(&[*last]);
        prop_assert_eq!(server.read(1_000), Ok(Received::Data(said)));
    }

    #[test]
    fn any_bytes_end_in_an_error_or_in_waiting(bytes in vec(any::<u8>(), 0..2_000)) {
        let mut server = Session::server(server("a.example"), 2);
        server.feed(&bytes);
        prop_assert_ne!(server.handshake(), Ok(Progress::Done));
    }

    #[test]
    fn a_flight_with_one_byte_changed_does_no_harm(at in any::<Index>(), to in any::<u8>()) {
        let (mut up, _) = conversation(tls::Version::Tls13, b"hello");
        let at = at.index(up.len());
        up[at] = to;
        let _ = replay(Session::server(server("a.example"), 2), &[&up]);
        let (_, mut down) = conversation(tls::Version::Tls13, b"hello");
        let at = at % down.len();
        down[at] = to;
        let mut session = Session::client(client("a.example"), 1);
        session.handshake().unwrap();
        let (plain, ..) = replay(session, &[&down]);
        prop_assert!(plain.len() <= down.len());
    }
}
