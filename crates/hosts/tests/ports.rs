//! What is spoken on other ports: TLS, WebSocket, and what one sees by a raw socket.

mod common;

use common::{Answer, EPOCH, Heard, ask_securely, connect, get, request, say};
use hosts::websocket::{Frame, Frames, Kind};
use proptest::{collection::vec, prelude::*, sample::Index};
use std::rc::Rc;
use tls::{Authority, Check, ClientConfig, Error, Expected, Purpose, Trust, verify};

fn trusting(host: &str) -> ClientConfig {
    let trust = Trust {
        anchors: vec![Authority::loopscope().certificate().clone()],
        partial_chain: true,
    };
    let expected = Expected::Host(host.to_owned());
    ClientConfig {
        server_name: Some(host.to_owned()),
        protocols: vec![b"h2".to_vec(), b"http/1.1".to_vec()],
        check: Some(Check(Rc::new(move |chain| {
            verify(
                chain,
                &trust,
                Some(&expected),
                Purpose::Server,
                EPOCH as i64,
            )
        }))),
        ..ClientConfig::default()
    }
}

#[test]
fn hosts_answer_by_tls_as_they_do_in_the_clear() {
    for host in [
        "httpbin.org",
        "api.github.com",
        "www.some-shop.net",
        "sha256.badssl.com",
    ] {
        let bytes = request("GET", host, "/get", &[("Connection", "close")], b"");
        let heard = ask_securely(host, &bytes, trusting(host)).unwrap();
        let answer = Answer::read(&heard, false);
        assert!(answer.over && answer.rest.is_empty());
        assert_eq!(answer.status, get(host, "/get").status, "{host}");
    }
    let bytes = request("GET", "httpbin.org", "/get", &[], b"");
    let heard = ask_securely("httpbin.org", &bytes, trusting("httpbin.org")).unwrap();
    assert_eq!(
        Answer::read(&heard, false).at("url"),
        "\"https://httpbin.org/get\""
    );
}

#[test]
fn certificates_that_are_not_in_order_are_found_out() {
    for (host, code) in [
        ("expired.badssl.com", 10),
        ("wrong.host.badssl.com", 62),
        ("self-signed.badssl.com", 18),
        ("untrusted-root.badssl.com", 19),
        ("incomplete-chain.badssl.com", 20),
    ] {
        let Err(Error::CertificateVerifyFailed(failure)) = ask_securely(host, b"", trusting(host))
        else {
            panic!("{host} was trusted");
        };
        assert_eq!(failure.code, code, "{host}");
        // Whoever does not look is let in.
        let bytes = request("GET", host, "/", &[], b"");
        let heard = ask_securely(host, &bytes, ClientConfig::default()).unwrap();
        assert_eq!(Answer::read(&heard, false).status, 200);
    }
}

#[test]
fn who_speaks_http_to_a_port_of_tls_is_told_so() {
    let heard = say(
        "example.com",
        443,
        &[b"GET / HTTP/1.1\r\nHost: example.com\r\n\r\n"],
    );
    let answer = Answer::read(&heard, false);
    assert_eq!((answer.status, answer.over), (400, true));
    let heard = say("example.com", 443, &[b"\x01\x02\x03\x04\x05\x06"]);
    assert!(heard.over);
}

const KEY: &str = "dGhlIHNhbXBsZSBub25jZQ==";

fn upgrade(host: &str, path: &str) -> Vec<u8> {
    request(
        "GET",
        host,
        path,
        &[
            ("Upgrade", "websocket"),
            ("Connection", "keep-alive, Upgrade"),
            ("Sec-WebSocket-Key", KEY),
            ("Sec-WebSocket-Version", "13"),
        ],
        b"",
    )
}

fn client(kind: Kind, payload: &[u8]) -> Vec<u8> {
    Frame::whole(kind, payload).to_bytes(Some([1, 2, 3, 4]))
}

fn server(kind: Kind, payload: &[u8]) -> Vec<u8> {
    Frame::whole(kind, payload).to_bytes(None)
}

/// What an echo answers to frames, after the upgrade.
fn echo(pieces: &[&[u8]]) -> (Vec<u8>, bool) {
    let asked = upgrade("ws.postman-echo.com", "/raw");
    let all = [&[&asked[..]], pieces].concat();
    let heard = say("ws.postman-echo.com", 80, &all);
    let answer = Answer::read(&heard, false);
    assert_eq!(answer.status, 101);
    (answer.rest, answer.over)
}

#[test]
fn a_websocket_is_asked_for_as_in_the_standard() {
    let heard = say("ws.postman-echo.com", 80, &[&upgrade("a", "/raw")]);
    let answer = Answer::read(&heard, false);
    // The example of RFC 6455, section 1.3.
    assert_eq!(
        answer.field("sec-websocket-accept"),
        Some("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")
    );
    assert_eq!(
        (answer.field("upgrade"), answer.field("content-length")),
        (Some("websocket"), None)
    );
    assert!(!answer.over);
    assert_eq!(get("ws.postman-echo.com", "/raw").status, 426);
    let greeted = say("echo.websocket.org", 80, &[&upgrade("a", "/")]);
    let words = Answer::read(&greeted, false).rest;
    assert!(String::from_utf8_lossy(&words).contains("Request served by"));
}

#[test]
fn a_websocket_says_back_what_it_hears() {
    assert_eq!(
        echo(&[&client(Kind::Text, b"hello")]),
        (server(Kind::Text, b"hello"), false)
    );
    let long = vec![b'x'; 70_000];
    assert_eq!(
        echo(&[&client(Kind::Binary, &long)]).0,
        server(Kind::Binary, &long)
    );
    assert_eq!(
        echo(&[&client(Kind::Ping, b"?")]).0,
        server(Kind::Pong, b"?")
    );
    let piece = |last, kind, payload: &[u8]| {
        Frame {
            last,
            kind,
            payload: payload.to_vec(),
        }
        .to_bytes(Some([9; 4]))
    };
    let pieces = [
        piece(false, Kind::Text, b"to"),
        client(Kind::Ping, b""),
        piece(true, Kind::Continuation, b"gether"),
    ]
    .concat();
    let said = [server(Kind::Pong, b""), server(Kind::Text, b"together")].concat();
    assert_eq!(echo(&[&pieces]).0, said);
    assert_eq!(
        echo(&[&client(Kind::Close, &[3, 232, b'x'])]),
        (server(Kind::Close, &[3, 232]), true)
    );
    assert_eq!(echo(&[b""]), (Vec::new(), true));
}

#[test]
fn a_websocket_refuses_what_the_standard_forbids() {
    let refused = |bytes: &[u8], code: u16| {
        assert_eq!(
            echo(&[bytes]),
            (server(Kind::Close, &code.to_be_bytes()), true)
        );
    };
    // Not masked; reserved bits; an unknown kind; a long ping; a continuation of nothing; text that is none; a code that is none.
    refused(&server(Kind::Text, b"a"), 1002);
    refused(&[0xC1, 0x80, 0, 0, 0, 0], 1002);
    refused(&[0x83, 0x80, 0, 0, 0, 0], 1002);
    refused(&client(Kind::Ping, &[0; 126]), 1002);
    refused(&client(Kind::Continuation, b"a"), 1002);
    refused(&client(Kind::Text, b"\xff"), 1007);
    refused(&client(Kind::Close, &1005_u16.to_be_bytes()), 1002);
    refused(&[0x82, 0xFF, 0, 0, 0, 1, 0, 0, 0, 0], 1009);
}

#[test]
fn a_websocket_works_by_tls() {
    let host = "ws.postman-echo.com";
    let bytes = [upgrade(host, "/raw"), client(Kind::Text, b"secret")].concat();
    let heard = ask_securely(host, &bytes, trusting(host)).unwrap();
    assert_eq!(
        Answer::read(&heard, false).rest,
        server(Kind::Text, b"secret")
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn frames_in_any_pieces_are_the_same_frames(payloads in vec(vec(any::<u8>(), 0..300), 1..6), at in vec(any::<Index>(), 0..10)) {
        let all: Vec<u8> = payloads.iter().flat_map(|payload| client(Kind::Binary, payload)).collect();
        let mut at: Vec<usize> = at.iter().map(|index| index.index(all.len())).collect();
        at.sort_unstable();
        let mut frames = Frames::default();
        let mut found = Vec::new();
        let mut from = 0;
        for to in at.into_iter().chain([all.len()]) {
            frames.feed(&all[from..to]);
            from = to;
            while let Some(frame) = frames.step().unwrap() {
                found.push(frame.payload);
            }
        }
        prop_assert_eq!(found, payloads);
    }

    #[test]
    fn any_bytes_on_a_websocket_do_no_harm(bytes in vec(any::<u8>(), 1..300)) {
        let (_, over) = echo(&[&bytes, b""]);
        prop_assert!(over);
    }
}

#[test]
fn echoes_clocks_and_registries_answer_by_raw_sockets() {
    let echo = say("tcpbin.com", 4242, &[b"one\n", b"two\n", b""]);
    assert_eq!(
        (echo.bytes.as_slice(), echo.over),
        (&b"one\ntwo\n"[..], true)
    );
    for host in ["time.nist.gov", "india.colorado.edu"] {
        let clock = say(host, 13, &[]);
        assert_eq!(
            clock.bytes,
            b"\n61373 26-11-29 00:00:00 00 0 0 000.0 UTC(NIST) * \n"
        );
        assert!(clock.over, "it is never asked");
    }
    let mut clock = connect("time.nist.gov", 13, 1);
    let mut heard = Heard::default();
    heard.add(90.0, clock.greet(90.0));
    assert!(String::from_utf8_lossy(&heard.bytes).contains("00:01:30"));
    let known = say("whois.iana.org", 43, &[b"exam", b"ple.org\r\n"]);
    assert!(String::from_utf8_lossy(&known.bytes).contains("domain:       ORG") && known.over);
    assert!(!say("8.8.8.8", 53, &[b"\0\x01x"]).over);
}
