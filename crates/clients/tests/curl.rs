//! curl against what the real one printed: `curl/cases.json`, made by `curl/record.py`.

mod common;

use clients::{Setting, program_in};
use common::{Exchange, Folder, Run, Server, latin_1, run, words};
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Clone, Deserialize)]
struct Case {
    command: String,
    connections: Vec<Vec<Reply>>,
    files: BTreeMap<String, String>,
    asked: Vec<Vec<String>>,
    stdout: String,
    stderr: String,
    exit: i32,
    written: BTreeMap<String, String>,
}

#[derive(Clone, Deserialize)]
struct Reply {
    reply: String,
    close: bool,
}

fn cases() -> Vec<Case> {
    serde_json::from_str(include_str!("curl/cases.json")).unwrap()
}

fn perform(case: &Case, piece: usize) -> Run {
    let files = Folder(
        case.files
            .iter()
            .map(|(name, text)| (name.clone(), latin_1(text)))
            .collect(),
    );
    let setting = Setting {
        styled: true,
        ..Setting::default()
    };
    let words = words(&case.command);
    let program = program_in(&setting, &words[0], &words[1..], &files).unwrap();
    let connections: Vec<Vec<Exchange>> = case
        .connections
        .iter()
        .map(|exchanges| {
            exchanges
                .iter()
                .map(|one| Exchange {
                    reply: latin_1(&one.reply),
                    close: one.close,
                    ..Exchange::default()
                })
                .collect()
        })
        .collect();
    let mut server = Server::new(connections);
    server.piece = piece;
    run(program, &server)
}

fn text(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| char::from(*byte)).collect()
}

/// What differs from run to run, or on purpose: ports, boundaries, milliseconds, and ways of packing that are not unpacked here.
fn usual(text: &str) -> String {
    let mut text = text.replace("deflate, gzip, br, zstd", "deflate, gzip");
    if let Some(at) = text.find("boundary=") {
        let boundary = text[at + 9..at + 9 + 46].to_owned();
        text = text.replace(&boundary, "BOUNDARY");
    }
    for (before, letters, becomes) in [
        ("from 127.0.0.1 port ", "0123456789", "PORT"),
        (" after ", "0123456789", "TIME"),
    ] {
        let mut parts = text.split(before);
        let mut out = parts.next().unwrap().to_owned();
        for part in parts {
            out.push_str(before);
            let rest = part.trim_start_matches(|one| letters.contains(one));
            if rest.len() < part.len() {
                out.push_str(becomes);
            }
            out.push_str(rest);
        }
        text = out;
    }
    // A port that never came to a connection is known to nobody here.
    text.replace(" from 127.0.0.1 port PORT failed", " failed")
}

#[test]
fn curl_is_as_the_real_one() {
    let mut wrong = 0;
    let cases = cases();
    for case in &cases {
        let got = perform(case, usize::MAX);
        let expected = [
            case.stdout.clone(),
            usual(&case.stderr),
            case.exit.to_string(),
            format!("{:?}", case.written),
            usual(&format!("{:?}", case.asked)),
        ];
        let written: BTreeMap<&String, String> = got
            .written
            .iter()
            .map(|(name, bytes)| (name, text(bytes)))
            .collect();
        let asked: Vec<Vec<String>> = got
            .asked
            .iter()
            .map(|one| one.iter().map(|bytes| text(bytes)).collect())
            .collect();
        let got = [
            text(&got.stdout),
            usual(&text(&got.stderr)),
            got.exit.map_or_else(String::new, |code| code.to_string()),
            format!("{written:?}"),
            usual(&format!("{asked:?}")),
        ];
        for (what, (expected, got)) in ["stdout", "stderr", "exit", "written", "asked"]
            .iter()
            .zip(expected.iter().zip(&got))
        {
            if expected != got {
                wrong += 1;
                eprintln!(
                    "$ {}\n{what} should be\n{expected:?}\nand is\n{got:?}\n",
                    case.command
                );
            }
        }
    }
    assert_eq!(wrong, 0, "of {} cases", cases.len());
}

/// Every case, with what arrives cut into pieces of so many bytes.
#[test]
fn it_makes_no_difference_how_bytes_arrive() {
    for case in cases() {
        // Whether a terminal can show bytes is asked piece by piece.
        if case.exit == 23 {
            continue;
        }
        let whole = perform(&case, usize::MAX);
        for piece in [1, 2, 3, 7, 20, 64] {
            assert_eq!(perform(&case, piece), whole, "{} by {piece}", case.command);
        }
    }
}
