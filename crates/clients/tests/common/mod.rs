//! A machine of scripts: servers that answer what they are told to, over connections cut into pieces.

#![allow(dead_code)]

use clients::{Failure, Files, Program, Stream, Told, Wants};
use std::collections::{BTreeMap, VecDeque};

/// Files by their names.
#[derive(Clone, Debug, Default)]
pub struct Folder(pub BTreeMap<String, Vec<u8>>);

impl Files for Folder {
    fn read(&self, path: &str) -> Option<Vec<u8>> {
        self.0.get(path).cloned()
    }
}

/// What a server says after a request.
#[derive(Clone, Debug)]
pub struct Exchange {
    pub reply: Vec<u8>,
    /// Whether it ends the connection then.
    pub close: bool,
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

/// Runs a program against connections, each a list of exchanges. Connections beyond them are refused; names but `localhost` are
/// not known. Bytes arrive in pieces of `piece` bytes.
pub fn run(mut program: Box<dyn Program>, connections: &[Vec<Exchange>], piece: usize) -> Run {
    let mut run = Run::default();
    let mut now = 0.0;
    let mut events: VecDeque<Told> = VecDeque::new();
    let mut wakes: Vec<f64> = Vec::new();
    let mut open: BTreeMap<u32, (usize, Vec<u8>, usize)> = BTreeMap::new();
    let mut wants = VecDeque::from(program.begin(now));
    loop {
        while let Some(want) = wants.pop_front() {
            match want {
                Wants::Connect { id, host, .. } => {
                    let known = host == "localhost" || host.parse::<std::net::IpAddr>().is_ok();
                    if !known {
                        events.push_back(Told::Failed {
                            id,
                            failure: Failure::NoName,
                        });
                    } else if run.asked.len() < connections.len() {
                        open.insert(id, (run.asked.len(), Vec::new(), 0));
                        run.asked.push(Vec::new());
                        events.push_back(Told::Connected {
                            id,
                            remote: Some(([127, 0, 0, 1], 8000).into()),
                            local: Some(([127, 0, 0, 1], 50_000).into()),
                        });
                    } else {
                        events.push_back(Told::Failed {
                            id,
                            failure: Failure::Refused,
                        });
                    }
                }
                Wants::Send { id, bytes } => {
                    let (number, held, served) = open.get_mut(&id).expect("it is connected");
                    held.extend(bytes);
                    let exchanges = &connections[*number];
                    while let Some(length) = request_length(held) {
                        let Some(exchange) = exchanges.get(*served) else {
                            break;
                        };
                        run.asked[*number].push(held.drain(..length).collect());
                        *served += 1;
                        for bytes in exchange.reply.chunks(piece) {
                            events.push_back(Told::Received {
                                id,
                                bytes: bytes.to_vec(),
                            });
                        }
                        if exchange.close {
                            events.push_back(Told::Ended { id });
                        }
                    }
                }
                Wants::Close { id } => {
                    open.remove(&id).expect("it is open");
                    events.retain(|event| {
                        !matches!(event,
                        Told::Connected { id: one, .. } | Told::Failed { id: one, .. }
                        | Told::Received { id: one, .. } | Told::Ended { id: one } if *one == id)
                    });
                }
                Wants::Print { stream, bytes } => match stream {
                    Stream::Stdout => run.stdout.extend(bytes),
                    Stream::Stderr => run.stderr.extend(bytes),
                },
                Wants::WriteFile { path, bytes } => {
                    run.written.insert(path, bytes);
                }
                Wants::Wake { at } => wakes.push(at),
                Wants::Exit { code } => {
                    assert!(wants.is_empty(), "nothing follows the exit");
                    run.exit = Some(code);
                    run.ended = now;
                    return run;
                }
            }
        }
        let told = match events.pop_front() {
            Some(event) => event,
            None => {
                wakes.sort_by(f64::total_cmp);
                if wakes.is_empty() {
                    return run;
                }
                now = wakes.remove(0).max(now);
                Told::Time
            }
        };
        wants.extend(program.told(now, told));
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
