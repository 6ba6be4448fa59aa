//! curl by TLS: whom it trusts, and what it says of those it does not.

mod common;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use clients::{Setting, Stream, Told, Wants, program_in};
use common::{Folder, words};
use tls::{Authority, Certificate, Issue, Name, Progress, Received, ServerConfig, Session};

const HELLO: &[u8] = b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc";

/// What is printed, and the exit code, with a server that shows these certificates, or that speaks no TLS.
fn perform(line: &str, chain: Option<Vec<Certificate>>, files: &Folder) -> (String, String, i32) {
    let words = words(line);
    let mut program = program_in(&Setting::default(), &words[0], &words[1..], files).unwrap();
    let mut session = chain.map(|chain| {
        let config = ServerConfig {
            chain,
            ..ServerConfig::default()
        };
        Session::server(config, 7)
    });
    let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
    let mut wants = program.begin(0.0);
    loop {
        let mut told = None;
        for want in wants {
            match want {
                Wants::Connect { id, .. } => {
                    let (remote, local) = (None, None);
                    told = Some(Told::Connected { id, remote, local });
                }
                Wants::Send { id, bytes } => {
                    let answer = match &mut session {
                        None => b"HTTP/1.1 400 Bad Request\r\n\r\n".to_vec(),
                        Some(session) => serve(session, &bytes),
                    };
                    if !answer.is_empty() {
                        told = Some(Told::Received { id, bytes: answer });
                    }
                }
                Wants::Print { stream, bytes } => match stream {
                    Stream::Stdout => stdout.extend(bytes),
                    Stream::Stderr => stderr.extend(bytes),
                },
                Wants::Exit { code } => {
                    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
                    return (text(stdout), text(stderr), code);
                }
                Wants::Close { .. } | Wants::Wake { .. } | Wants::WriteFile { .. } => {}
            }
        }
        wants = program.told(0.0, told.expect("it waits for something"));
    }
}

fn serve(session: &mut Session, bytes: &[u8]) -> Vec<u8> {
    session.feed(bytes);
    if session.handshake() == Ok(Progress::Done) {
        while let Ok(Received::Data(_)) = session.read(usize::MAX) {
            session.write(HELLO).unwrap();
        }
    }
    session.take()
}

fn own(name: &str) -> Certificate {
    Issue {
        subject: Name::of(&[("commonName", name)]),
        issuer: None,
        not_before: 0,
        not_after: 4_000_000_000,
        serial: 1,
        names: vec![tls::AlternativeName::Dns(name.to_owned())],
        authority: true,
    }
    .make()
}

fn issued(name: &str, until: i64) -> Vec<Certificate> {
    vec![Authority::loopscope().issue(&[name], 1_600_000_000, until)]
}

const MORE: &str = "\nMore details here: https://curl.se/docs/sslcerts.html\n\n\
    curl failed to verify the legitimacy of the server and therefore could not\n\
    establish a secure connection to it. To learn more about this situation and\n\
    how to fix it, please visit the webpage mentioned above.\n";

#[test]
fn a_trusted_server_answers() {
    let files = Folder::default();
    let format = "%{ssl_verify_result} %{scheme}";
    let chain = issued("localhost", 4_000_000_000);
    let said = perform(
        &format!("curl -w '{format}' https://localhost/"),
        Some(chain),
        &files,
    );
    assert_eq!(said, ("abc0 https".to_owned(), String::new(), 0));
}

#[test]
fn others_are_left() {
    let files = Folder::default();
    let mut expired = issued("localhost", 1_700_000_000);
    for (chain, says) in [
        (
            vec![own("localhost")],
            "SSL certificate OpenSSL verify result: self-signed certificate (18)",
        ),
        (
            std::mem::take(&mut expired),
            "SSL certificate OpenSSL verify result: certificate has expired (10)",
        ),
        (
            issued("example.org", 4_000_000_000),
            "SSL: no alternative certificate subject name matches target host name 'localhost'",
        ),
    ] {
        let said = perform("curl https://localhost/", Some(chain), &files);
        assert_eq!(
            said,
            (String::new(), format!("curl: (60) {says}{MORE}"), 60)
        );
    }
    let said = perform("curl -s https://localhost/", None, &files);
    assert_eq!(said, (String::new(), String::new(), 35));
    let said = perform("curl https://localhost/", None, &files);
    let text = "curl: (35) TLS connect error: error:0A00010B:SSL routines::wrong version number\n";
    assert_eq!(said.1, text);
}

/// In lines of 64 letters, as PEM has them.
fn wrapped(text: &str) -> String {
    let lines: Vec<&str> = text
        .as_bytes()
        .chunks(64)
        .map(|line| std::str::from_utf8(line).unwrap())
        .collect();
    lines.join("\n")
}

#[test]
fn they_are_asked_where_nobody_minds_or_vouches() {
    let mut files = Folder::default();
    let format = "%{ssl_verify_result}";
    let line = format!("curl -k -w '{format}' https://localhost/");
    let said = perform(&line, Some(vec![own("localhost")]), &files);
    assert_eq!(said, ("abc18".to_owned(), String::new(), 0));
    let pem = format!(
        "-----BEGIN CERTIFICATE-----\n{}\n-----END CERTIFICATE-----\n",
        wrapped(&STANDARD.encode(own("localhost").der()))
    );
    files.0.insert("cert.pem".to_owned(), pem.into_bytes());
    let line = "curl --cacert cert.pem https://localhost/";
    let said = perform(line, Some(vec![own("localhost")]), &files);
    assert_eq!(said, ("abc".to_owned(), String::new(), 0));
    let line = "curl --cacert none.pem https://localhost/";
    let (_, stderr, code) = perform(line, Some(vec![own("localhost")]), &files);
    assert_eq!(
        (stderr.as_str(), code),
        (
            "curl: (77) error adding trust anchors from file: none.pem\n",
            77
        )
    );
}
