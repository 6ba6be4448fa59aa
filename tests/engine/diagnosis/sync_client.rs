//! Clients that block, found by the syntax: where a run has come there, it says how long they held the loop.

use super::{only, says, silent};
use diagnosis::{Diagnosis, Finding, Kind};
use trace::Trace;

fn of(source: &str) -> Vec<Finding> {
    Diagnosis::of(source, &Trace::default())
}

#[test]
fn requests_in_a_coroutine_blocks() {
    let source = r#"import asyncio
import requests

async def fetch(url):
    return requests.get(url, timeout=5).json()

asyncio.run(fetch("https://example.org"))
"#;
    // What was run is known better: it is the one finding of that line.
    let held = only(Kind::BlockingCall, source);
    assert_eq!((held.line, held.columns), (Some(5), Some((12, 40))));
    says(&held, &["`requests.get` on line 5 held the loop for "]);
    let finding = of(source).remove(0);
    assert_eq!(finding.kind, Kind::SyncClient);
    assert_eq!((finding.line, finding.columns), (Some(5), Some((12, 40))));
    says(
        &finding,
        &[
            "`requests.get` on line 5",
            "`fetch` is a coroutine",
            "`httpx.AsyncClient`",
        ],
    );
    assert_eq!(held.fix, finding.fix);
    let text = finding.fix.unwrap().apply(source).unwrap();
    assert!(
        text.contains(
            "    return (await asyncio.to_thread(requests.get, url, timeout=5)).json()\n"
        ),
        "{text}"
    );
    assert_eq!(of(&text), []);
}

#[test]
fn aliases_and_other_clients_are_known() {
    let source = r#"from urllib.request import urlopen as get
import http.client, subprocess as sp, asyncio

async def one():
    page = get("https://example.org")

async def two():
    http.client.HTTPSConnection("example.org")

async def three():
    sp.run(["ls"])
"#;
    let findings = of(source);
    let lines: Vec<_> = findings
        .iter()
        .map(|finding| (finding.line, finding.fix.is_some()))
        .collect();
    assert_eq!(lines, [(Some(5), true), (Some(8), false), (Some(11), true)]);
    for finding in &findings {
        assert_eq!(finding.kind, Kind::SyncClient);
    }
    let text = findings[0].fix.as_ref().unwrap().apply(source).unwrap();
    assert!(text.contains("    page = await asyncio.to_thread(get, \"https://example.org\")\n"));
}

#[test]
fn off_the_loop_and_outside_coroutines_is_silent() {
    let source = r#"import asyncio
import requests

def fetch(url):
    return requests.get(url)

async def main():
    await asyncio.to_thread(requests.get, "https://example.org")
    await asyncio.to_thread(lambda: requests.get("https://example.org"))
    await asyncio.get_running_loop().run_in_executor(None, fetch, "https://example.org")

    def inner():
        return requests.get("https://example.org")

    await asyncio.to_thread(inner)

requests.get("https://example.org")
"#;
    assert_eq!(of(source), []);
}

#[test]
fn a_name_of_ones_own_is_silent() {
    silent(
        r#"import asyncio

class requests:
    @staticmethod
    def get(url):
        return url

async def main(subprocess=None):
    print(requests.get("a"))

asyncio.run(main())
"#,
    );
}
