//! Hosts as a playground's settings want them: how they fail, and applications that answer there.

use crate::support::{run_folder_with, run_with};

const ASKING: &str = "import httpx

with httpx.Client() as client:
    for _ in range(8):
        try:
            print(client.get('http://api.shop.example/').status_code)
        except httpx.HTTPError as error:
            print(type(error).__name__)
";

#[test]
fn requests_fail_as_the_settings_say() {
    for (failing, shown) in [
        ("reset", "ReadError"),
        ("503", "503"),
        ("silence", "ReadTimeout"),
    ] {
        let host = format!("api.shop.example: failures=40% failing={failing}");
        let run = run_with(ASKING, &["--host", &host]);
        let failed = run.stdout.lines().filter(|line| *line == shown).count();
        let well = run.stdout.lines().filter(|line| *line == "200").count();
        assert!(failed > 0 && well > 0, "{failing}: {}", run.stdout);
        assert_eq!(failed + well, 8, "{failing}: {}", run.stdout);
    }
}

#[test]
fn a_host_that_nothing_is_said_of_does_not_resolve_here() {
    let run = run_with(ASKING, &[]);
    assert_eq!(run.stdout, "ConnectError\n".repeat(8));
}

/// An application without a framework, and who asks it.
const SHOP: &str = "print('the shop opens')

async def app(scope, receive, send):
    assert scope['type'] == 'http', 'no lifespan'
    print(scope['scheme'], scope['path'])
    if scope['path'] == '/bomb':
        raise RuntimeError('boom')
    await send({'type': 'http.response.start', 'status': 200, 'headers': [(b'content-length', b'3')]})
    await send({'type': 'http.response.body', 'body': b'tea'})
";

const VISIT: &str = "import time
import urllib.error
import urllib.request

for url in ('http://api.shop.example/', 'https://api.shop.example/', 'http://api.shop.example/bomb'):
    began = time.monotonic()
    try:
        with urllib.request.urlopen(url) as answer:
            print(answer.status, answer.read(), end=' ')
    except urllib.error.URLError as error:
        print(error, end=' ')
    print(round(time.monotonic() - began, 3))
";

#[test]
fn an_application_answers_for_a_host_from_as_far_away() {
    let files = [("main.py", VISIT), ("shop.py", SHOP)];
    let host = "api.shop.example: latency=100ms app=shop:app";
    let run = run_folder_with(&files, &["--host", host]);
    // Finding the address, two ways to connect and two to ask; two more for TLS.
    assert_eq!(
        run.stdout,
        "the shop opens
http /
200 b'tea' 0.42
https /
200 b'tea' 0.62
http /bomb
HTTP Error 500: Internal Server Error 0.42
",
        "{}",
        run.stderr
    );
    assert!(
        run.stderr.ends_with("RuntimeError: boom\n"),
        "{}",
        run.stderr
    );
    assert_eq!(run.code, 0);
}

#[test]
fn requests_to_an_application_fail_too() {
    let files = [("main.py", ASKING), ("shop.py", SHOP)];
    for (failing, shown) in [
        ("reset", "ReadError"),
        ("503", "503"),
        ("silence", "ReadTimeout"),
    ] {
        let host = format!("api.shop.example: failures=40% failing={failing} app=shop:app");
        let run = run_folder_with(&files, &["--host", &host]);
        let count = |word: &str| run.stdout.lines().filter(|line| *line == word).count();
        assert!(
            count(shown) > 0 && count("200") > 0,
            "{failing}: {}",
            run.stdout
        );
        assert_eq!(count(shown) + count("200"), 8, "{failing}: {}", run.stdout);
        assert_eq!(
            count("http /"),
            count("200"),
            "a request that fails is not asked"
        );
    }
}

#[test]
fn an_application_that_is_not_there_is_said() {
    let files = [("main.py", VISIT), ("shop.py", SHOP)];
    for (app, says) in [
        (
            "shop:shop",
            "Attribute \"shop\" not found in module \"shop\".",
        ),
        ("store:app", "Could not import module \"store\"."),
    ] {
        let host = format!("api.shop.example: app={app}");
        let run = run_folder_with(&files, &["--host", &host]);
        assert!(
            run.stderr.starts_with("api.shop.example: "),
            "{}",
            run.stderr
        );
        assert!(run.stderr.contains(says), "{}", run.stderr);
        assert_eq!(
            run.stdout.matches("Connection refused").count(),
            3,
            "{}",
            run.stdout
        );
    }
}

#[test]
fn settings_that_cannot_be_are_refused_in_words() {
    use std::process::Command;
    for (hosts, says) in [
        (&["a.b: latency=80"][..], "write a time as in latency=80ms"),
        (
            &["a.b: latency=8ms", "A.b: jitter=8ms"][..],
            "a.b is there twice.",
        ),
    ] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_loopscope"));
        command.arg("run");
        for host in hosts {
            command.args(["--host", host]);
        }
        let output = command.arg("none.py").output().unwrap();
        assert_eq!(output.status.code(), Some(2));
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(stderr.contains(says), "{stderr}");
    }
}
