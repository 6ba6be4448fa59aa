//! What scripts meet in the world outside: hosts, and a server that nobody can reach any more.

use crate::support::{example_options, run, run_with};
use playground::Example;
use trace::{EventKind, Interruption, Timeline};

/// What an example's variant prints, and how long it takes, in virtual seconds.
fn example(slug: &str, variant: &str) -> (Vec<String>, f64) {
    let example = Example::find(slug).expect("there is such an example");
    let (_, source) = example
        .variants
        .iter()
        .find(|(name, _)| *name == variant)
        .expect("it has such a variant");
    let run = run_with(source, &example_options(example));
    assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{variant}");
    let lines = run.stdout.lines().map(str::to_owned).collect();
    (lines, Timeline::of(&run.trace).end)
}

#[test]
fn downloads_take_as_long_as_all_or_as_the_slowest() {
    let of = |variant| example("five-downloads", variant);
    let answers = |order: [u32; 5]| order.map(|n| format!("200 https://httpbin.org/delay/{n}"));
    let (lines, blocking) = of("blocking");
    assert_eq!(lines, answers([1, 2, 1, 3, 2]), "and no tick between");
    let (lines, in_a_row) = of("in-a-row");
    assert_eq!(lines, answers([1, 2, 1, 3, 2]));
    let (lines, together) = of("together");
    assert_eq!(lines, answers([1, 1, 2, 2, 3]));
    // What the hosts take by themselves, and the ways to them.
    assert!((9.0..12.0).contains(&blocking), "{blocking}");
    assert!((9.0..12.0).contains(&in_a_row), "{in_a_row}");
    assert!((3.0..4.0).contains(&together), "{together}");
}

#[test]
fn a_slow_host_is_given_up_in_time() {
    let (lines, end) = example("slow-host", "time-out");
    assert_eq!(
        lines,
        [
            "too slow: https://httpbin.org/delay/8",
            "refused: 503",
            "got https://httpbin.org/delay/1"
        ]
    );
    assert!((3.0..5.0).contains(&end), "{end}");
}

#[test]
fn who_asks_again_gets_every_page() {
    let (lines, gave_up) = example("polite-scraper", "gives-up");
    let pages = |range: std::ops::RangeInclusive<u32>| {
        range.map(|page| format!("{page} https://httpbin.org/anything/page/{page}"))
    };
    let mut lost: Vec<String> = pages(1..=3).collect();
    lost.push("4 lost".to_owned());
    assert_eq!(lines, lost);
    let (lines, retried) = example("polite-scraper", "retries");
    assert_eq!(lines[..2], ["4 failed with 503"; 2]);
    assert_eq!(lines[2..], pages(1..=4).collect::<Vec<_>>());
    // It pauses for 0.25 s and for 0.5 s, and asks twice more.
    assert!(
        (0.9..1.1).contains(&(retried - gave_up)),
        "{gave_up}, {retried}"
    );
}

#[test]
fn a_shared_client_shares_its_cookies() {
    let who = |variant| example("whose-cookies", variant).0;
    assert_eq!(
        who("shared"),
        ["Ann is logged in as Bob", "Bob is logged in as Bob"]
    );
    assert_eq!(
        who("one-each"),
        ["Ann is logged in as Ann", "Bob is logged in as Bob"]
    );
}

#[test]
fn the_same_seed_gives_the_same_times() {
    let source = "import time, urllib.request\nurllib.request.urlopen('http://example.com').read()\nprint(time.time())\n";
    let seeded = |seed| run_with(source, &["--seed", seed]).stdout;
    assert_eq!(seeded("7"), seeded("7"));
}

const SERVER: &str = "import asyncio

async def serve(reader, writer):
    writer.close()

async def later(seconds):
    await asyncio.sleep(seconds)
    _, writer = await asyncio.open_connection('127.0.0.1', 8000)
    writer.close()
    print('was there')

async def main():
    server = await asyncio.start_server(serve, '127.0.0.1', 8000)
    client = asyncio.create_task(later(300))
    while server.is_serving():
        await asyncio.sleep(0.1)

asyncio.run(main())
";

#[test]
fn a_server_that_ticks_goes_on_as_long_as_somebody_may_come_and_then_ends() {
    let run = run(SERVER);
    assert_eq!((run.code, run.stdout.as_str()), (1, "was there\n"));
    assert!(
        run.stderr
            .contains("It is still listening on 127.0.0.1:8000; nobody can connect any more."),
        "{}",
        run.stderr
    );
    let last = run
        .trace
        .events
        .iter()
        .rev()
        .find_map(|event| match event.kind {
            EventKind::Interrupted { by, .. } => Some((by, event.at)),
            _ => None,
        });
    let (by, at) = last.expect("it was ended");
    assert_eq!(by, Interruption::StillListening);
    assert!((310.0..320.0).contains(&at), "{at}");
    assert_eq!(run.findings, []);
}

const WORKERS: &str = "import os
import threading
import time

import httpx
import uvicorn

async def app(scope, receive, send):
    if scope['type'] == 'http':
        await send({'type': 'http.response.start', 'status': 200, 'headers': []})
        await send({'type': 'http.response.body', 'body': str(os.getpid()).encode()})

def client():
    time.sleep(2)
    print(httpx.get('http://127.0.0.1:8000/').text != str(os.getpid()))

if __name__ == '__main__':
    threading.Thread(target=client, daemon=True).start()
    uvicorn.run('main:app', port=8000, workers=2, log_level='warning')
";

#[test]
fn worker_processes_share_a_socket_and_find_the_app_as_lessons_name_it() {
    let run = run(WORKERS);
    assert_eq!(run.stdout, "True\n", "{}", run.stderr);
    assert!(
        run.stderr.contains("still listening on 127.0.0.1:8000"),
        "{}",
        run.stderr
    );
}
