//! Two ends, and a wire between them. Not every test needs all of it.
#![allow(dead_code)]

use std::rc::Rc;
use tls::{
    Authority, Check, ClientConfig, Error, Expected, Progress, Purpose, Received, ServerConfig,
    Session, Trust, verify,
};

/// 2026-11-29, in seconds since 1970.
pub const NOW: i64 = 1_795_910_400;
const YEAR: i64 = 31_557_600;

/// A client that trusts the simulated world's authority and expects `host`.
pub fn client(host: &str) -> ClientConfig {
    let trust = Trust {
        anchors: vec![Authority::loopscope().certificate().clone()],
        partial_chain: true,
    };
    let expected = Expected::Host(host.to_owned());
    ClientConfig {
        server_name: Some(host.to_owned()),
        protocols: vec![b"http/1.1".to_vec()],
        check: Some(Check(Rc::new(move |chain| {
            verify(chain, &trust, Some(&expected), Purpose::Server, NOW)
        }))),
        ..ClientConfig::default()
    }
}

/// A server with a certificate of the simulated world's authority for `host`.
pub fn server(host: &str) -> ServerConfig {
    ServerConfig {
        chain: vec![Authority::loopscope().issue(&[host], NOW - YEAR, NOW + YEAR)],
        protocols: vec![b"h2".to_vec(), b"http/1.1".to_vec()],
        ..ServerConfig::default()
    }
}

/// Carries bytes to and fro until neither end has anything to say; gives how both stand, and how often a flight of the client's
/// was answered.
pub fn connect(
    client: &mut Session,
    server: &mut Session,
) -> (Result<Progress, Error>, Result<Progress, Error>, usize) {
    let mut trips = 0;
    loop {
        let clients = client.handshake();
        let to_server = client.take();
        server.feed(&to_server);
        let servers = server.handshake();
        let to_client = server.take();
        client.feed(&to_client);
        if to_client.is_empty() {
            return (clients, servers, trips);
        }
        trips += 1;
    }
}

/// What has arrived at an end, read to where more is needed.
pub fn read_all(session: &mut Session) -> (Vec<u8>, Result<Received, Error>) {
    let mut all = Vec::new();
    loop {
        match session.read(1_000) {
            Ok(Received::Data(bytes)) => all.extend(bytes),
            other => return (all, other),
        }
    }
}
