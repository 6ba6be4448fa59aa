//! HTTP by the byte: what is no request, what is half of one, what follows on its heels.

mod common;

use common::{Answer, Heard, ask, connect, get, request, say};
use proptest::{collection::vec, prelude::*, sample::Index};

const HOST: &str = "httpbin.org";

fn status(bytes: &[u8]) -> (u16, bool) {
    let answer = Answer::read(&say(HOST, 80, &[bytes]), false);
    assert_eq!(answer.rest, b"");
    (answer.status, answer.over)
}

#[test]
fn what_is_no_request_is_refused_and_hung_up_on() {
    for (bytes, refused) in [
        (&b"\x16\x03\x01\x00\x05hello\r\n\r\n"[..], 400),
        (b"GET\r\n\r\n", 400),
        (b"GET /get HTTP/1.1\r\nHost : a\r\n\r\n", 400),
        (b"GET /get HTTP/1.1\r\n\r\n", 400),
        (b"GET /get HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400),
        (b"GET /get HTTP/3.7\r\nHost: a\r\n\r\n", 505),
        (b"POST /post HTTP/1.1\r\nHost: a\r\nContent-Length: 3x\r\n\r\n", 400),
        (b"POST /post HTTP/1.1\r\nHost: a\r\nContent-Length: -3\r\n\r\n", 400),
        (b"POST /post HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabc", 400),
        (b"POST /post HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n", 400),
        (b"POST /post HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\n", 501),
        (b"POST /post HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", 400),
        (b"POST /post HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabcdef", 400),
        (b"POST /post HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000000\r\n\r\n", 413),
        (b"POST /post HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999999\r\n\r\n", 413),
        (b"GET /get HTTP/1.1\r\nHost: a\r\nExpect: wonders\r\n\r\n", 417),
    ] {
        assert_eq!(status(bytes), (refused, true), "{}", String::from_utf8_lossy(bytes));
    }
}

#[test]
fn heads_have_limits() {
    let long = format!("GET /{} HTTP/1.1\r\nHost: a\r\n\r\n", "a".repeat(9_000));
    assert_eq!(status(long.as_bytes()), (414, true));
    let many = format!(
        "GET / HTTP/1.1\r\nHost: a\r\n{}\r\n",
        "X: y\r\n".repeat(120)
    );
    assert_eq!(status(many.as_bytes()), (431, true));
    let large = format!("GET / HTTP/1.1\r\nHost: a\r\nX: {}", "y".repeat(40_000));
    assert_eq!(status(large.as_bytes()), (431, true));
}

#[test]
fn a_connection_is_kept_as_long_as_both_want() {
    let ends = |bytes: &[u8]| status(bytes).1;
    assert!(!ends(b"GET /get HTTP/1.1\r\nHost: a\r\n\r\n"));
    assert!(ends(
        b"GET /get HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
    ));
    assert!(ends(b"GET /get HTTP/1.0\r\n\r\n"));
    assert!(!ends(
        b"GET /get HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"
    ));
    let field = |fields: &[(&str, &str)]| {
        let answer = ask("GET", HOST, "/get", fields, b"");
        answer.field("connection").map(str::to_owned)
    };
    assert_eq!(field(&[]).as_deref(), Some("keep-alive"));
    assert_eq!(field(&[("Connection", "close")]).as_deref(), Some("close"));
}

#[test]
fn who_speaks_http_1_0_gets_no_chunks() {
    let heard = say(HOST, 80, &[b"GET /stream/2 HTTP/1.0\r\n\r\n"]);
    let answer = Answer::read(&heard, false);
    assert!(answer.over && answer.field("transfer-encoding").is_none());
    assert_eq!(answer.text().lines().count(), 2);
}

#[test]
fn a_head_is_answered_by_the_same_head() {
    let whole = get(HOST, "/json");
    let head = ask("HEAD", HOST, "/json", &[], b"");
    assert_eq!((head.status, head.body.len()), (200, 0));
    assert_eq!(head.fields, whole.fields);
    // What has no body says nothing of its length.
    let none = get(HOST, "/status/204");
    assert_eq!((none.status, none.field("content-length")), (204, None));
}

#[test]
fn who_asks_whether_to_go_on_is_told_so_before_the_body_comes() {
    let head =
        b"POST /post HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n";
    let mut connection = connect(HOST, 80, 7);
    let mut heard = Heard::default();
    heard.add(0.0, connection.receive(0.0, head));
    assert_eq!(heard.bytes, b"HTTP/1.1 100 Continue\r\n\r\n");
    let mut heard = Heard::default();
    heard.add(1.0, connection.receive(1.0, b"hello"));
    let answer = Answer::read(&heard, false);
    assert_eq!(
        (answer.status, answer.at("data").as_str()),
        (200, "\"hello\"")
    );
}

#[test]
fn requests_on_each_others_heels_are_answered_in_order_one_at_a_time() {
    let both = [
        request("GET", HOST, "/delay/2", &[], b""),
        request("POST", HOST, "/post", &[], b"second"),
        request("GET", HOST, "/ip", &[("Connection", "close")], b""),
    ]
    .concat();
    let heard = say(HOST, 80, &[&both]);
    let first = Answer::read(&heard, false);
    let rest = |answer: &Answer| Heard {
        bytes: answer.rest.clone(),
        ..heard.clone()
    };
    let second = Answer::read(&rest(&first), false);
    let third = Answer::read(&rest(&second), false);
    assert_eq!(second.at("data"), "\"second\"");
    assert_eq!(third.keys(), ["origin"]);
    assert!(third.rest.is_empty() && heard.over);
    assert!((heard.at - 2.06).abs() < 1e-9, "{}", heard.at);
    // The time of day is that of each answer.
    assert_eq!(first.field("date"), Some("Sun, 29 Nov 2026 00:00:02 GMT"));
}

#[test]
fn what_arrives_while_the_host_is_busy_waits() {
    let mut connection = connect(HOST, 80, 7);
    let mut heard = Heard::default();
    heard.add(
        0.0,
        connection.receive(0.0, &request("GET", HOST, "/delay/3", &[], b"")),
    );
    heard.add(
        1.0,
        connection.receive(1.0, &request("GET", HOST, "/ip", &[], b"")),
    );
    assert!((heard.at - 3.04).abs() < 1e-9, "{}", heard.at);
    heard.add(
        5.0,
        connection.receive(5.0, &request("GET", HOST, "/ip", &[], b"")),
    );
    assert!((heard.at - 5.02).abs() < 1e-9, "{}", heard.at);
}

#[test]
fn whoever_hangs_up_is_hung_up_on() {
    let quiet = say(HOST, 80, &[b""]);
    assert_eq!((quiet.bytes.as_slice(), quiet.over), (&b""[..], true));
    let asked = say(HOST, 80, &[&request("GET", HOST, "/ip", &[], b""), b""]);
    assert!(asked.over && Answer::read(&asked, false).status == 200);
    // In the middle of a body: shorter than it was said to be.
    let half = say(
        HOST,
        80,
        &[
            b"POST /post HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nhalf",
            b"",
        ],
    );
    let answer = Answer::read(&half, false);
    assert_eq!((answer.status, answer.over), (400, true));
}

#[test]
fn what_is_too_long_is_another_request() {
    let heard = say(
        HOST,
        80,
        &[b"POST /post HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabcdef\r\n\r\n"],
    );
    let answer = Answer::read(&heard, false);
    assert_eq!(answer.at("data"), "\"abc\"");
    let rest = Answer::read(
        &Heard {
            bytes: answer.rest,
            ..heard
        },
        false,
    );
    assert_eq!(rest.status, 400);
}

fn requests() -> Vec<u8> {
    let form = b"--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a.txt\"\r\nContent-Type: text/plain\r\n\r\nin it\r\n--b--\r\n";
    [
        request("POST", HOST, "/post?a=%20b", &[("Content-Type", "application/json")], b"{\"a\": [1, 2.5, \"\xc3\xa9\"]}"),
        request("POST", HOST, "/anything", &[("Content-Type", "multipart/form-data; boundary=b")], form),
        b"PUT /put HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n4;x=y\r\nchun\r\nA\r\nks, please\r\n0\r\nT: u\r\n\r\n".to_vec(),
        request("GET", HOST, "/bytes/700", &[], b""),
        request("GET", HOST, "/drip?duration=1&numbytes=4", &[], b""),
        request("HEAD", HOST, "/html", &[], b""),
        request("GET", HOST, "/uuid", &[("Connection", "close")], b""),
    ]
    .concat()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_pieces_give_the_same_answers(at in vec(any::<Index>(), 0..40)) {
        let all = requests();
        let mut at: Vec<usize> = at.iter().map(|index| index.index(all.len())).collect();
        at.sort_unstable();
        at.dedup();
        let mut pieces = Vec::new();
        let mut from = 0;
        for to in at.into_iter().filter(|at| *at > 0).chain([all.len()]) {
            pieces.push(&all[from..to]);
            from = to;
        }
        let whole = say(HOST, 80, &[&all]);
        prop_assert!(whole.over);
        prop_assert_eq!(whole, say(HOST, 80, &pieces));
    }

    #[test]
    fn any_bytes_are_answered_or_waited_for(bytes in vec(any::<u8>(), 1..400)) {
        let heard = say(HOST, 80, &[&bytes, b""]);
        prop_assert!(heard.over);
        if !heard.bytes.is_empty() {
            prop_assert!(heard.bytes.starts_with(b"HTTP/1.1 "));
        }
    }
}

#[test]
fn a_byte_at_a_time_is_enough() {
    let all = requests();
    let bytes: Vec<&[u8]> = all.chunks(1).collect();
    assert_eq!(say(HOST, 80, &[&all]), say(HOST, 80, &bytes));
}

#[test]
fn a_connection_answers_by_its_seed_alone() {
    let of = |seed: u64| {
        let mut connection = connect(HOST, 80, seed);
        let mut heard = Heard::default();
        heard.add(0.0, connection.receive(0.0, &requests()));
        heard
    };
    assert_eq!(of(1), of(1));
    assert_ne!(of(1), of(2));
}
