//! Asks hosts by bytes.
#![allow(dead_code)]

use hosts::{Json, Settings, World};
use machine::net::{Action, Conversation, Directory};

/// 2026-11-29 00:00:00, in seconds since 1970.
pub const EPOCH: f64 = 1_795_910_400.0;

pub fn world() -> World {
    World::new(Settings::new(EPOCH))
}

/// A connection to a port of a host of a fresh world.
pub fn connect(host: &str, port: u16, seed: u64) -> Box<dyn Conversation> {
    let spec = world().host(host).expect("the name resolves");
    spec.ports[&port].accept(seed)
}

/// What came back: bytes, when the last of them is sent, whether the connection is over.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Heard {
    pub bytes: Vec<u8>,
    pub at: f64,
    pub over: bool,
}

impl Heard {
    /// Adds what a host does about something that reached it at `now`.
    pub fn add(&mut self, now: f64, actions: Vec<Action>) {
        for action in actions {
            assert!(!self.over, "nothing follows the end");
            let after = match action {
                Action::Send { after, bytes } => {
                    self.bytes.extend(bytes);
                    after
                }
                Action::Shutdown { after } | Action::Reset { after } => {
                    self.over = true;
                    after
                }
            };
            assert!(after >= 0.0, "nothing happens before its cause");
            self.at = self.at.max(now + after);
        }
    }
}

/// Says bytes in pieces at one moment, and hears what comes back.
pub fn say(host: &str, port: u16, pieces: &[&[u8]]) -> Heard {
    let mut connection = connect(host, port, 7);
    let mut heard = Heard::default();
    heard.add(0.0, connection.greet(0.0));
    for piece in pieces {
        heard.add(0.0, connection.receive(0.0, piece));
    }
    heard
}

/// An answer, taken apart.
#[derive(Clone, Debug)]
pub struct Answer {
    pub status: u16,
    pub fields: Vec<(String, String)>,
    pub body: Vec<u8>,
    pub at: f64,
    pub over: bool,
    /// What follows it.
    pub rest: Vec<u8>,
}

impl Answer {
    pub fn read(heard: &Heard, head_only: bool) -> Answer {
        let bytes = &heard.bytes;
        let mut fields = [httparse::EMPTY_HEADER; 64];
        let mut response = httparse::Response::new(&mut fields);
        let httparse::Status::Complete(length) = response.parse(bytes).expect("it is an answer")
        else {
            panic!("half an answer: {}", String::from_utf8_lossy(bytes));
        };
        let fields: Vec<(String, String)> = response
            .headers
            .iter()
            .map(|field| {
                let value = field.value.iter().map(|byte| char::from(*byte)).collect();
                (field.name.to_owned(), value)
            })
            .collect();
        let mut answer = Answer {
            status: response.code.unwrap(),
            fields,
            body: Vec::new(),
            at: heard.at,
            over: heard.over,
            rest: Vec::new(),
        };
        let rest = &bytes[length..];
        let taken = if head_only || answer.status < 200 || matches!(answer.status, 204 | 304) {
            0
        } else if answer.field("transfer-encoding") == Some("chunked") {
            let mut chunks = hosts::http::Chunks::default();
            let (taken, whole) = chunks.read(rest, &mut answer.body).unwrap();
            assert!(whole, "the last chunk is there");
            taken
        } else if let Some(length) = answer.field("content-length") {
            let length: usize = length.parse().unwrap();
            answer.body = rest[..length].to_vec();
            length
        } else {
            assert!(answer.over, "only its end tells where a body ends");
            answer.body = rest.to_vec();
            rest.len()
        };
        answer.rest = rest[taken..].to_vec();
        answer
    }

    pub fn field(&self, name: &str) -> Option<&str> {
        self.fields
            .iter()
            .find(|(field, _)| field.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }

    pub fn text(&self) -> String {
        String::from_utf8(self.body.clone()).expect("it is text")
    }

    pub fn json(&self) -> Json {
        Json::parse(&self.body).unwrap_or_else(|| panic!("no JSON: {}", self.text()))
    }

    /// The value at a path of keys and numbers in JSON, without spaces.
    pub fn at(&self, path: &str) -> String {
        let mut value = &self.json();
        for key in path.split('.').filter(|key| !key.is_empty()) {
            value = match value {
                Json::List(values) => &values[key.parse::<usize>().unwrap()],
                other => other
                    .get(key)
                    .unwrap_or_else(|| panic!("no {key} in {}", self.text())),
            };
        }
        value.to_compact()
    }

    /// The keys of the object, or of the first in the list.
    pub fn keys(&self) -> Vec<String> {
        let mut value = self.json();
        if let Json::List(values) = value {
            value = values[0].clone();
        }
        match value {
            Json::Object(pairs) => pairs.into_iter().map(|(key, _)| key).collect(),
            other => panic!("no object: {other:?}"),
        }
    }
}

/// A request with a body and fields besides.
pub fn request(
    method: &str,
    host: &str,
    target: &str,
    fields: &[(&str, &str)],
    body: &[u8],
) -> Vec<u8> {
    let mut text = format!("{method} {target} HTTP/1.1\r\nHost: {host}\r\nUser-Agent: tests/1\r\n");
    for (name, value) in fields {
        text.push_str(&format!("{name}: {value}\r\n"));
    }
    if !body.is_empty() {
        text.push_str(&format!("Content-Length: {}\r\n", body.len()));
    }
    text.push_str("\r\n");
    [text.as_bytes(), body].concat()
}

/// Asks a host by plain HTTP on a connection of its own.
pub fn ask(method: &str, host: &str, target: &str, fields: &[(&str, &str)], body: &[u8]) -> Answer {
    let heard = say(host, 80, &[&request(method, host, target, fields, body)]);
    let answer = Answer::read(&heard, method == "HEAD");
    assert_eq!(answer.rest, b"", "one answer to one request");
    answer
}

pub fn get(host: &str, target: &str) -> Answer {
    ask("GET", host, target, &[], b"")
}

/// Asks with a body of JSON.
pub fn post(host: &str, target: &str, body: &str) -> Answer {
    ask(
        "POST",
        host,
        target,
        &[("Content-Type", "application/json")],
        body.as_bytes(),
    )
}

/// How many values the list has that was answered.
pub fn length(answer: &Answer) -> usize {
    match answer.json() {
        Json::List(values) => values.len(),
        other => panic!("no list: {other:?}"),
    }
}

/// What a client of the simulated world's TLS hears when it says those bytes.
pub fn ask_securely(
    host: &str,
    bytes: &[u8],
    config: tls::ClientConfig,
) -> Result<Heard, tls::Error> {
    let mut connection = connect(host, 443, 7);
    let mut session = tls::Session::client(config, 3);
    let mut heard = Heard::default();
    let mut said = false;
    loop {
        let progress = session.handshake();
        if progress == Ok(tls::Progress::Done) && !std::mem::replace(&mut said, true) {
            session.write(bytes)?;
        }
        let up = session.take();
        if up.is_empty() {
            progress?;
            break;
        }
        let mut wire = Heard::default();
        wire.add(0.0, connection.receive(0.0, &up));
        heard.at = heard.at.max(wire.at);
        heard.over |= wire.over;
        session.feed(&wire.bytes);
    }
    while let Ok(tls::Received::Data(bytes)) = session.read(100_000) {
        heard.bytes.extend(bytes);
    }
    Ok(heard)
}
