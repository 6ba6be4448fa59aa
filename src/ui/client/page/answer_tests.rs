use super::*;
use trace::Runner;

fn event(kind: EventKind, runner: Option<Runner>) -> Event {
    Event {
        at: 0.0,
        runner,
        line: None,
        kind,
    }
}

fn typed_at(terminal: u32, line: &str) -> Event {
    let typed = line.to_owned();
    event(EventKind::Typed { terminal, typed }, Some(Runner::Script))
}

fn printed(terminal: u32, stream: Stream, text: &str, runner: Option<Runner>) -> Event {
    let text = text.to_owned();
    let terminal = Some(terminal);
    event(
        EventKind::Output {
            stream,
            text,
            terminal,
        },
        runner,
    )
}

fn ended(terminal: u32, code: i32) -> Event {
    event(EventKind::CommandEnded { terminal, code }, None)
}

fn lines(lines: &[(u32, &str)]) -> Vec<Typed> {
    let typed = |(terminal, line): &(u32, &str)| Typed {
        terminal: *terminal,
        line: (*line).to_owned(),
    };
    lines.iter().map(typed).collect()
}

#[test]
fn an_answer_is_read_from_what_curl_printed() {
    let answer = Answer::read(
        "HTTP/1.1 303 See Other\r\nlocation: /a\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nset-cookie: a=b\r\nset-cookie: c=d\r\n\r\n<p>\n\r\n\r\nend",
    );
    assert_eq!((answer.status, answer.reason.as_str()), (Some(200), "OK"));
    assert_eq!(answer.fields.len(), 3);
    assert_eq!(answer.kind(), "text/html; charset=utf-8");
    assert_eq!(answer.body, "<p>\n\r\n\r\nend");
    assert!(answer.is_page());
    assert_eq!(answer.leads(), None);
}

#[test]
fn without_a_head_it_is_what_it_looks_like() {
    assert!(Answer::read("\n<!DOCTYPE HTML><title>x</title>").is_page());
    assert!(!Answer::read("{\"a\": 1}").is_page());
    assert_eq!(Answer::read("x").status, None);
}

#[test]
fn redirections_lead_on() {
    for (status, with) in [(302, false), (303, false), (307, true)] {
        let answer = Answer::read(&format!("HTTP/1.1 {status} X\r\nLocation: /b\r\n\r\n"));
        assert_eq!(answer.leads(), Some(("/b", with)));
    }
    assert_eq!(Answer::read("HTTP/1.1 303 X\r\n\r\n").leads(), None);
}

#[test]
fn lines_have_what_their_own_command_printed() {
    let server = Some(Runner::Script);
    let events = [
        typed_at(1, "uvicorn main:app"),
        printed(1, Stream::Stderr, "INFO: started\n", server),
        typed_at(2, "curl -i http://h/a"),
        printed(1, Stream::Stdout, "GET /a 200\n", server),
        // A server in the background of the same terminal.
        printed(2, Stream::Stdout, "not curl's\n", server),
        printed(2, Stream::Stdout, "HTTP/1.1 200 OK\r\n", None),
        printed(2, Stream::Stdout, "\r\none", None),
        ended(2, 0),
        typed_at(2, "curl -i http://h/b"),
        printed(2, Stream::Stderr, "curl: (7) Failed\n", None),
        ended(2, 7),
        typed_at(2, "curl -i http://h/c"),
    ];
    // One that waits for its terminal is typed later than it stands.
    let typed = lines(&[
        (1, "uvicorn main:app"),
        (1, "ls"),
        (2, "curl -i http://h/a"),
        (2, "curl -i http://h/b"),
        (2, "curl -i http://h/c"),
    ]);
    let came = came(&events, &typed);
    assert_eq!(came[1], None);
    let first = came[2].as_ref().unwrap();
    assert_eq!(first.answer().unwrap().body, "one");
    assert_eq!(first.events, 2..8);
    let second = came[3].as_ref().unwrap();
    assert_eq!(second.answer().unwrap_err(), "curl: (7) Failed");
    let third = came[4].as_ref().unwrap();
    assert!(third.answer().unwrap_err().contains("not answered"));
}

#[test]
fn of_another_line_nothing_is_known() {
    let events = [typed_at(2, "curl -i http://h/a"), ended(2, 0)];
    assert_eq!(came(&events, &lines(&[(2, "curl -i http://h/b")])), [None]);
}
