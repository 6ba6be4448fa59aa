//! hey, as it asks, waits, counts and prints.

mod common;

use common::{Exchange, Folder, Run, Server, run, words};

const URL: &str = "http://127.0.0.1:8000/";
const HELLO: &str = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";

fn answer(after: f64, reply: &str) -> Exchange {
    Exchange {
        after,
        reply: reply.as_bytes().to_vec(),
        ..Exchange::default()
    }
}

fn perform(line: &str, server: &Server) -> Run {
    let mut files = Folder::default();
    files.0.insert("body.json".to_owned(), b"{}".to_vec());
    let words = words(line);
    let program = clients::program(&words[0], &words[1..], &files).unwrap();
    run(program, server)
}

fn stdout(run: &Run) -> &str {
    std::str::from_utf8(&run.stdout).unwrap()
}

fn stderr(run: &Run) -> &str {
    std::str::from_utf8(&run.stderr).unwrap()
}

/// So many connections that answer after so long.
fn server(connections: usize, after: f64) -> Server {
    let mut server = Server::new(vec![vec![answer(after, HELLO); 10_000]; connections]);
    server.away = 0.01;
    server
}

#[test]
fn a_summary() {
    // The first of each worker connects; two workers of five requests each.
    let run = perform(&format!("hey -n 10 -c 2 {URL}"), &server(2, 0.1));
    assert_eq!(run.exit, Some(0));
    assert_eq!(run.asked.iter().map(Vec::len).collect::<Vec<_>>(), [5, 5]);
    let bar = |length| "■".repeat(length);
    let empty = [
        "0.101", "0.102", "0.103", "0.104", "0.105", "0.106", "0.107", "0.108", "0.109",
    ]
    .map(|mark| format!("  {mark} [0]\t|\n"))
    .concat();
    assert_eq!(
        stdout(&run),
        format!(
            "\nSummary:\n  Total:\t0.5100 secs\n  Slowest:\t0.1100 secs\n  Fastest:\t0.1000 secs\n  Average:\t0.1020 secs\n  \
             Requests/sec:\t19.6078\n  \n  Total data:\t50 bytes\n  Size/request:\t5 bytes\n\n\
             Response time histogram:\n  0.100 [8]\t|{}\n{empty}  0.110 [2]\t|{}\n\n\n\
             Latency distribution:\n  10% in 0.1000 secs\n  25% in 0.1000 secs\n  50% in 0.1000 secs\n  75% in 0.1100 secs\n  \
             90% in 0.1100 secs\n  0% in 0.0000 secs\n  0% in 0.0000 secs\n\n\
             Details (average, fastest, slowest):\n  DNS+dialup:\t0.0020 secs, 0.0000 secs, 0.0100 secs\n  \
             DNS-lookup:\t0.0000 secs, 0.0000 secs, 0.0000 secs\n  req write:\t0.0000 secs, 0.0000 secs, 0.0000 secs\n  \
             resp wait:\t0.1000 secs, 0.1000 secs, 0.1000 secs\n  resp read:\t0.0000 secs, 0.0000 secs, 0.0000 secs\n\n\
             Status code distribution:\n  [200]\t10 responses\n\n\n\n",
            bar(40),
            bar(10)
        )
    );
}

/// As the real one asked a server.
#[test]
fn requests() {
    for (line, expected) in [
        (
            "",
            "GET / HTTP/1.1\r\nHost: 127.0.0.1:8000\r\nUser-Agent: hey/0.0.1\r\nContent-Type: text/html\r\nAccept-Encoding: gzip\r\n\r\n",
        ),
        (
            "-m POST -d 'a=1' -T application/json -H 'x-a: b' -H 'Accept: x'",
            "POST / HTTP/1.1\r\nHost: 127.0.0.1:8000\r\nUser-Agent: hey/0.0.1\r\nContent-Length: 3\r\nAccept: x\r\nContent-Type: application/json\r\nX-A: b\r\nAccept-Encoding: gzip\r\n\r\na=1",
        ),
        (
            "-disable-keepalive -disable-compression",
            "GET / HTTP/1.1\r\nHost: 127.0.0.1:8000\r\nUser-Agent: hey/0.0.1\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n",
        ),
        (
            "-m post -d ''",
            "POST / HTTP/1.1\r\nHost: 127.0.0.1:8000\r\nUser-Agent: hey/0.0.1\r\nContent-Length: 0\r\nContent-Type: text/html\r\nAccept-Encoding: gzip\r\n\r\n",
        ),
        (
            "-m HEAD",
            "HEAD / HTTP/1.1\r\nHost: 127.0.0.1:8000\r\nUser-Agent: hey/0.0.1\r\nContent-Type: text/html\r\n\r\n",
        ),
        (
            "-m PUT -D body.json -a u:pw -U me -host example.org",
            "PUT / HTTP/1.1\r\nHost: example.org\r\nUser-Agent: me hey/0.0.1\r\nContent-Length: 2\r\nAuthorization: Basic dTpwdw==\r\nContent-Type: text/html\r\nAccept-Encoding: gzip\r\n\r\n{}",
        ),
    ] {
        let run = perform(&format!("hey -n 1 -c 1 {line} {URL}"), &server(1, 0.0));
        assert_eq!(run.asked, [[expected.as_bytes()]], "{line}");
    }
}

#[test]
fn a_rate_is_each_workers() {
    // The first waits for a tick too.
    let run = perform(&format!("hey -n 20 -c 2 -q 20 {URL}"), &server(2, 0.001));
    assert!((run.ended - 0.501).abs() < 1e-9, "{}", run.ended);
    let run = perform(&format!("hey -z 1s -c 2 -q 5 {URL}"), &server(2, 0.001));
    assert!(
        stdout(&run).contains("[200]\t10 responses"),
        "{}",
        stdout(&run)
    );
    // One tick is kept while an answer takes long, others are lost.
    let run = perform(&format!("hey -n 3 -c 1 -q 10 {URL}"), &server(1, 0.35));
    assert!(
        (run.ended - (0.1 + 0.01 + 3.0 * 0.35)).abs() < 1e-9,
        "{}",
        run.ended
    );
}

#[test]
fn a_duration_ends_after_what_is_under_way() {
    let run = perform(&format!("hey -z 1s -c 1 {URL}"), &server(1, 0.3));
    assert!((run.ended - 1.21).abs() < 1e-9, "{}", run.ended);
    assert!(stdout(&run).contains("[200]\t4 responses"));
}

/// Nothing takes time here, and the time is over all the same.
#[test]
fn a_duration_ends_where_nothing_takes_time() {
    let mut quick = server(5, 0.0);
    quick.away = 0.0;
    let run = perform(&format!("hey -z 2s -c 5 {URL}"), &quick);
    assert!(
        stdout(&run).contains("[200]\t5000 responses"),
        "{}",
        stdout(&run)
    );
    assert!((run.ended - 2.0).abs() < 0.01, "{}", run.ended);
    let run = perform(&format!("hey -z 2s -c 5 {URL}"), &Server::new(Vec::new()));
    assert!(stdout(&run).contains("[5000]\tGet"), "{}", stdout(&run));
}

#[test]
fn failures_are_counted_by_their_words() {
    let run = perform(&format!("hey -n 4 -c 2 {URL}"), &Server::new(Vec::new()));
    let text = stdout(&run);
    assert!(text.contains("\n  Average:\t NaN secs\n  Requests/sec:\t+Inf\n  \n\nResponse time histogram:\n\n\nLatency distribution:\n\nDetails"), "{text}");
    assert!(text.ends_with(
        "\nStatus code distribution:\n\nError distribution:\n  [4]\tGet \"http://127.0.0.1:8000/\": dial tcp 127.0.0.1:8000: connect: connection refused\n\n"
    ), "{text}");
    let cases = [
        (
            Exchange {
                close: true,
                ..answer(0.1, "")
            },
            "[2]\tGet \"http://127.0.0.1:8000/\": EOF\n",
        ),
        (
            answer(2.0, HELLO),
            "[2]\tGet \"http://127.0.0.1:8000/\": context deadline exceeded (Client.Timeout exceeded while awaiting headers)\n",
        ),
        (
            Exchange {
                reset: true,
                ..answer(0.1, "")
            },
            "[2]\tGet \"http://127.0.0.1:8000/\": read tcp 127.0.0.1:50000->127.0.0.1:8000: read: connection reset by peer\n",
        ),
        // With the head, a request has succeeded.
        (
            answer(0.1, "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhe"),
            "[200]\t2 responses\n",
        ),
        (
            Exchange {
                close: true,
                ..answer(0.1, "HTTP/1.1 201 Created\r\n\r\nhello")
            },
            "[201]\t2 responses\n",
        ),
    ];
    for (exchange, expected) in cases {
        let server = Server::new(vec![vec![exchange]; 2]);
        let run = perform(&format!("hey -n 2 -c 2 -t 1 {URL}"), &server);
        assert!(stdout(&run).contains(expected), "{}", stdout(&run));
    }
}

#[test]
fn redirects_are_followed_unless_forbidden() {
    let moved = "HTTP/1.1 302 Found\r\nLocation: /x\r\nContent-Length: 0\r\n\r\n";
    let server = Server::new(vec![vec![answer(0.0, moved), answer(0.0, HELLO)]]);
    let run = perform(&format!("hey -n 1 -c 1 {URL}"), &server);
    assert!(run.asked[0][1].starts_with(b"GET /x HTTP/1.1\r\n"));
    assert!(stdout(&run).contains("[200]\t1 responses"));
    let run = perform(&format!("hey -n 1 -c 1 -disable-redirects {URL}"), &server);
    assert!(stdout(&run).contains("[302]\t1 responses"));
}

#[test]
fn a_connection_for_each() {
    let run = perform(
        &format!("hey -n 4 -c 2 -disable-keepalive {URL}"),
        &server(4, 0.1),
    );
    assert_eq!(
        run.asked.iter().map(Vec::len).collect::<Vec<_>>(),
        [1, 1, 1, 1]
    );
}

#[test]
fn a_server_that_closes_is_connected_to_again() {
    let once = vec![Exchange {
        close: true,
        ..answer(0.1, HELLO)
    }];
    let run = perform(&format!("hey -n 3 -c 1 {URL}"), &Server::new(vec![once; 3]));
    assert!(
        stdout(&run).contains("[200]\t3 responses"),
        "{}",
        stdout(&run)
    );
}

#[test]
fn lines_for_each() {
    let run = perform(&format!("hey -n 2 -c 1 -o csv {URL}"), &server(1, 0.1));
    assert_eq!(
        stdout(&run),
        "response-time,DNS+dialup,DNS,Request-write,Response-delay,Response-read,status-code,offset\n\
         0.1100,0.0100,0.0000,0.0000,0.1000,0.0000,200,0.0000\n0.1000,0.0000,0.0000,0.0000,0.1000,0.0000,200,0.1100\n"
    );
}

#[test]
fn what_is_typed_wrong() {
    for (line, code, says) in [
        ("hey", 1, "Usage: hey"),
        (
            "hey -n 1 -c 2 http://a/",
            1,
            "-n cannot be less than -c.\n\nUsage",
        ),
        (
            "hey -n 0 http://a/",
            1,
            "-n and -c cannot be smaller than 1.\n\nUsage",
        ),
        (
            "hey -n x http://a/",
            2,
            "invalid value \"x\" for flag -n: parse error\nUsage",
        ),
        (
            "hey -foo http://a/",
            2,
            "flag provided but not defined: -foo\nUsage",
        ),
        ("hey -n", 2, "flag needs an argument: -n\nUsage"),
        (
            "hey -z 1 http://a/",
            2,
            "invalid value \"1\" for flag -z: parse error\nUsage",
        ),
        (
            "hey -H bad http://a/",
            1,
            "could not parse the provided input; input = bad\n\nUsage",
        ),
        (
            "hey -a u:p http://a/",
            1,
            "could not parse the provided input; input = u:p\n\nUsage",
        ),
        (
            "hey -D none http://a/",
            1,
            "open none: no such file or directory\n",
        ),
        ("hey -x b:1 http://a/", 1, "-x is not available here"),
    ] {
        let run = perform(line, &Server::new(Vec::new()));
        assert_eq!(run.exit, Some(code), "{line}");
        assert!(stderr(&run).starts_with(says), "{line}: {}", stderr(&run));
    }
    let run = perform("hey -n 1 -c 1 localhost", &Server::new(Vec::new()));
    assert!(stdout(&run).contains("[1]\tGet \"localhost\": unsupported protocol scheme \"\"\n"));
}

#[test]
fn an_interrupt_tells_what_there_was() {
    let mut server = server(1, 0.3);
    server.interrupt = Some(1.0);
    let run = perform(&format!("hey -z 10s -c 1 {URL}"), &server);
    assert_eq!(run.exit, Some(130));
    assert!(
        stdout(&run).contains("[200]\t3 responses"),
        "{}",
        stdout(&run)
    );
}
