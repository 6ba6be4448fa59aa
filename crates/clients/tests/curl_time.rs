//! curl in time: what it shows when, and when it gives up.

mod common;

use clients::{Program, Setting, Stream, Told, Wants, program_in};
use common::{Exchange, Folder, Run, Server, run, words};

const URL: &str = "http://127.0.0.1:8000/";

fn start(line: &str) -> Box<dyn Program> {
    let words = words(line);
    clients::program(&words[0], &words[1..], &()).unwrap()
}

fn answer(after: f64, reply: &str) -> Exchange {
    Exchange {
        after,
        reply: reply.as_bytes().to_vec(),
        ..Exchange::default()
    }
}

fn perform(line: &str, server: &Server) -> Run {
    run(start(line), server)
}

fn texts(run: &Run) -> (String, String, Option<i32>) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (text(&run.stdout), text(&run.stderr), run.exit)
}

/// The words are the real one's for a server that says nothing, something, or breaks off.
#[test]
fn patience_ends() {
    let half = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc";
    let endless = "HTTP/1.1 200 OK\r\n\r\nabc";
    let silent = answer(1e9, "");
    for (options, exchange, stdout, stderr) in [
        (
            "-m 0.5",
            silent.clone(),
            "",
            "Operation timed out after 500 milliseconds with 0 bytes received",
        ),
        (
            "--max-time 2",
            answer(0.1, half),
            "abc",
            "Operation timed out after 2000 milliseconds with 3 out of 10 bytes received",
        ),
        (
            "-m 0.5",
            answer(0.1, endless),
            "abc",
            "Operation timed out after 500 milliseconds with 3 bytes received",
        ),
    ] {
        let run = perform(
            &format!("curl {options} {URL}"),
            &Server::new(vec![vec![exchange]]),
        );
        let stderr = format!("curl: (28) {stderr}\n");
        assert_eq!(texts(&run), (stdout.to_owned(), stderr, Some(28)));
    }
    let mut far = Server::new(vec![vec![silent]]);
    far.away = 10.0;
    for (options, after) in [("-m 3", 3.0), ("--connect-timeout 0.5 -m 3", 0.5)] {
        let run = perform(&format!("curl {options} {URL}"), &far);
        let millis = after * 1000.0;
        let stderr = format!("curl: (28) Connection timed out after {millis} milliseconds\n");
        assert_eq!(texts(&run), (String::new(), stderr, Some(28)));
        assert_eq!(run.ended, after);
    }
}

#[test]
fn a_connection_breaks() {
    let reset = Exchange {
        reset: true,
        ..answer(0.1, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc")
    };
    let run = perform(&format!("curl {URL}"), &Server::new(vec![vec![reset]]));
    let stderr = "curl: (56) Recv failure: Connection reset by peer\n";
    assert_eq!(texts(&run), ("abc".to_owned(), stderr.to_owned(), Some(56)));
}

/// A connection that waits and is closed meanwhile is no error: another one is made.
#[test]
fn a_connection_that_died_waiting_is_replaced() {
    let hello = answer(0.0, "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na");
    let dead = Exchange {
        close: true,
        ..answer(0.0, "")
    };
    let server = Server::new(vec![vec![hello.clone(), dead], vec![hello]]);
    let run = perform(&format!("curl {URL} {URL}"), &server);
    assert_eq!(texts(&run), ("aa".to_owned(), String::new(), Some(0)));
}

#[test]
fn retries_wait_longer_each_time() {
    let busy = answer(0.0, "HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n");
    let server = Server::new(vec![vec![busy; 10]]);
    let run = perform(&format!("curl -s --retry 3 {URL}"), &server);
    assert_eq!((run.asked[0].len(), run.ended), (4, 7.0));
    let told = answer(
        0.0,
        "HTTP/1.1 429 Slow\r\nRetry-After: 20\r\nContent-Length: 0\r\n\r\n",
    );
    let server = Server::new(vec![vec![told; 10]]);
    let run = perform(&format!("curl -s --retry 1 {URL}"), &server);
    assert_eq!(run.ended, 20.0);
}

#[test]
fn times_are_told() {
    let mut server = Server::new(vec![vec![answer(
        0.25,
        "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n",
    )]]);
    server.connections[0][0].reply.extend([b'x'; 100]);
    server.away = 0.125;
    let format = "%{time_connect} %{time_appconnect} %{time_pretransfer} %{time_starttransfer} %{time_total} %{speed_download}";
    let run = perform(
        &format!("curl -s -o /dev/null -w '{format}' {URL}"),
        &server,
    );
    let (stdout, _, _) = texts(&run);
    assert_eq!(stdout, "0.125000 0.000000 0.125000 0.375000 0.375000 266");
    assert!(run.written.is_empty());
}

/// Events of a stream are seen one by one, while it goes on; `^C` ends it.
#[test]
fn a_stream_is_shown_as_it_comes() {
    let mut program = start(&format!("curl -N {URL}events"));
    let wants = program.begin(0.0);
    let Some(Wants::Connect { id, .. }) = wants.first() else {
        panic!("{wants:?}");
    };
    let id = *id;
    let (remote, local) = (None, None);
    program.told(0.0, Told::Connected { id, remote, local });
    let head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".to_vec();
    assert_eq!(program.told(0.1, Told::Received { id, bytes: head }), []);
    for number in 0..3 {
        let event = format!("data: {number}\n\n");
        let chunk = format!("{:x}\r\n{event}\r\n", event.len());
        let wants = program.told(
            f64::from(number),
            Told::Received {
                id,
                bytes: chunk.into_bytes(),
            },
        );
        let print = Wants::Print {
            stream: Stream::Stdout,
            bytes: event.into_bytes(),
        };
        assert_eq!(wants, [print]);
    }
    assert_eq!(program.interrupted(3.0), [Wants::Exit { code: 130 }]);
    assert_eq!(program.told(4.0, Told::Ended { id }), []);
}

/// Where a pipe takes it, anything may be printed; and what is piped into it can be sent.
#[test]
fn pipes() {
    let server = Server::new(vec![vec![answer(
        0.0,
        "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\na\0b",
    )]]);
    let setting = Setting {
        terminal: false,
        ..Setting::default()
    };
    let mut files = Folder::default();
    files.0.insert("-".to_owned(), b"piped\n".to_vec());
    let words = words(&format!("curl --data-binary @- {URL}"));
    let program = program_in(&setting, &words[0], &words[1..], &files).unwrap();
    let run = run(program, &server);
    assert_eq!(texts(&run), ("a\0b".to_owned(), String::new(), Some(0)));
    assert!(run.asked[0][0].ends_with(b"\r\n\r\npiped\n"));
}

#[test]
fn what_has_come_is_kept_when_it_is_interrupted() {
    let half = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc";
    let mut server = Server::new(vec![vec![answer(0.5, half)]]);
    server.interrupt = Some(1.0);
    let run = perform(&format!("curl -s -o out.txt -m 5 {URL}"), &server);
    assert_eq!(run.exit, Some(130));
    assert_eq!(run.written["out.txt"], b"abc");
}
