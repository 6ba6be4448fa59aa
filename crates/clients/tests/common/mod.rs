//! A machine of scripts: servers that answer what they are told to, over connections cut into pieces.

#![allow(dead_code)]

use clients::{Failure, Files, Program, Stream, Told, Wants};
use std::collections::BTreeMap;

/// Files by their names.
#[derive(Clone, Debug, Default)]
pub struct Folder(pub BTreeMap<String, Vec<u8>>);

impl Files for Folder {
    fn read(&self, path: &str) -> Option<Vec<u8>> {
        self.0.get(path).cloned()
    }
}

/// What a server says after a request.
#[derive(Clone, Debug, Default)]
pub struct Exchange {
    /// After so many virtual seconds.
    pub after: f64,
    pub reply: Vec<u8>,
    /// Whether it ends the connection then.
    pub close: bool,
    /// Whether it breaks it.
    pub reset: bool,
}

/// What there is to connect to.
#[derive(Clone, Debug)]
pub struct Server {
    /// What each connection answers; those beyond them are refused.
    pub connections: Vec<Vec<Exchange>>,
    /// In pieces of so many bytes.
    pub piece: usize,
    /// How long it takes to connect.
    pub away: f64,
    /// When `^C` is typed.
    pub interrupt: Option<f64>,
}

impl Server {
    pub fn new(connections: Vec<Vec<Exchange>>) -> Server {
        Server {
            connections,
            piece: usize::MAX,
            away: 0.0,
            interrupt: None,
        }
    }
}

/// What a run came to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Run {
    pub stdout: Vec<u8>,
    pub stderr: Vec<u8>,
    pub written: BTreeMap<String, Vec<u8>>,
    pub asked: Vec<Vec<Vec<u8>>>,
    pub exit: Option<i32>,
    pub ended: f64,
}

struct Open {
    number: usize,
    held: Vec<u8>,
    served: usize,
}

/// Runs a program. Names but `localhost` are not known.
pub fn run(mut program: Box<dyn Program>, server: &Server) -> Run {
    let mut run = Run::default();
    let mut now = 0.0;
    let mut events: Vec<(f64, Told)> = Vec::new();
    let mut open: BTreeMap<u32, Open> = BTreeMap::new();
    let mut wants = program.begin(now);
    loop {
        let mut rest = std::mem::take(&mut wants).into_iter();
        while let Some(want) = rest.next() {
            match want {
                Wants::Connect { id, host, .. } => {
                    let known = host == "localhost" || host.parse::<std::net::IpAddr>().is_ok();
                    let told = if !known {
                        Told::Failed {
                            id,
                            failure: Failure::NoName,
                        }
                    } else if run.asked.len() < server.connections.len() {
                        open.insert(
                            id,
                            Open {
                                number: run.asked.len(),
                                held: Vec::new(),
                                served: 0,
                            },
                        );
                        run.asked.push(Vec::new());
                        Told::Connected {
                            id,
                            remote: Some(([127, 0, 0, 1], 8000).into()),
                            local: Some(([127, 0, 0, 1], 50_000).into()),
                        }
                    } else {
                        Told::Failed {
                            id,
                            failure: Failure::Refused,
                        }
                    };
                    events.push((now + server.away, told));
                }
                Wants::Send { id, bytes } => {
                    let connection = open.get_mut(&id).expect("it is connected");
                    connection.held.extend(bytes);
                    while let Some(length) = request_length(&connection.held) {
                        let exchanges = &server.connections[connection.number];
                        let Some(exchange) = exchanges.get(connection.served) else {
                            break;
                        };
                        run.asked[connection.number]
                            .push(connection.held.drain(..length).collect());
                        connection.served += 1;
                        let at = now + exchange.after;
                        for bytes in exchange.reply.chunks(server.piece) {
                            events.push((
                                at,
                                Told::Received {
                                    id,
                                    bytes: bytes.to_vec(),
                                },
                            ));
                        }
                        if exchange.close {
                            events.push((at, Told::Ended { id }));
                        }
                        if exchange.reset {
                            events.push((
                                at,
                                Told::Failed {
                                    id,
                                    failure: Failure::Reset,
                                },
                            ));
                        }
                    }
                }
                Wants::Close { id } => {
                    open.remove(&id);
                    events.retain(|(_, event)| !concerns(event, id));
                }
                Wants::Print { stream, bytes } => match stream {
                    Stream::Stdout => run.stdout.extend(bytes),
                    Stream::Stderr => run.stderr.extend(bytes),
                },
                Wants::WriteFile { path, bytes } => {
                    run.written.insert(path, bytes);
                }
                Wants::Wake { at } => events.push((at.max(now), Told::Time)),
                Wants::Exit { code } => {
                    assert_eq!(rest.next(), None, "nothing follows the exit");
                    run.exit = Some(code);
                    run.ended = now;
                    return run;
                }
            }
        }
        // The earliest, and of those the one that was there first.
        let first = events
            .iter()
            .enumerate()
            .min_by(|(_, (one, _)), (_, (other, _))| one.total_cmp(other))
            .map(|(at, (time, _))| (at, *time));
        match (first, server.interrupt) {
            (Some((_, time)), Some(interrupt)) if interrupt <= time => {
                now = interrupt;
                wants = program.interrupted(now);
                assert!(matches!(wants.last(), Some(Wants::Exit { .. })));
            }
            (Some((at, time)), _) => {
                now = time;
                let (_, told) = events.remove(at);
                wants = program.told(now, told);
            }
            (None, _) => return run,
        }
    }
}

fn concerns(event: &Told, id: u32) -> bool {
    match event {
        Told::Connected { id: one, .. }
        | Told::Failed { id: one, .. }
        | Told::Received { id: one, .. }
        | Told::Ended { id: one } => *one == id,
        Told::Time => false,
    }
}

/// How long a request is, once it is whole.
fn request_length(bytes: &[u8]) -> Option<usize> {
    let head = bytes.windows(4).position(|four| four == b"\r\n\r\n")? + 4;
    let text = String::from_utf8_lossy(&bytes[..head]).to_ascii_lowercase();
    if text.contains("transfer-encoding: chunked") {
        let end = bytes[head..]
            .windows(5)
            .position(|five| five == b"0\r\n\r\n")?;
        return Some(head + end + 5);
    }
    let length: usize = text
        .lines()
        .filter_map(|line| line.strip_prefix("content-length:"))
        .map(|length| length.trim().parse::<usize>().unwrap())
        .sum();
    (bytes.len() >= head + length).then_some(head + length)
}

/// The bytes of a text whose letters stand for them.
pub fn latin_1(text: &str) -> Vec<u8> {
    text.chars().map(|one| one as u8).collect()
}

/// A line's first command.
pub fn words(line: &str) -> Vec<String> {
    clients::line::split(line).unwrap().remove(0).words
}
