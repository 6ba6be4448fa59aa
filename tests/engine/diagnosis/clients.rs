//! Clients of HTTP: made anew for each request, left open, without a time-out; full pools; hosts that are made up.

use super::{cured, only, says, silent};
use crate::support::run;
use diagnosis::Kind;

#[test]
fn a_client_made_for_each_request_is_told_of() {
    let source = r#"import asyncio, httpx

async def fetch(n):
    async with httpx.AsyncClient() as client:
        return await client.get(f"https://httpbin.org/status/{n}")

async def main():
    for n in (200, 201, 202, 204):
        await fetch(n)

asyncio.run(main())
"#;
    let findings = run(source).findings;
    let finding = findings
        .iter()
        .find(|finding| finding.kind == Kind::ClientPerRequest)
        .expect("it is found");
    assert_eq!((finding.line, finding.columns), (Some(4), Some((16, 35))));
    assert!(finding.cost > Some(0.0), "{finding:?}");
    says(
        finding,
        &[
            "4 requests to `httpbin.org` needed 4 connections",
            "Make one client outside `fetch`",
        ],
    );
}

#[test]
fn one_client_for_all_is_as_it_should_be() {
    silent(
        r#"import asyncio, httpx

async def main():
    async with httpx.AsyncClient() as client:
        await asyncio.gather(*(client.get(f"https://httpbin.org/delay/{n}") for n in range(1, 5)))

asyncio.run(main())
"#,
    );
}

#[test]
fn a_client_that_nobody_closes_is_told_of() {
    let finding = only(
        Kind::LeftOpen,
        r#"import asyncio, httpx

async def main():
    client = httpx.AsyncClient()
    print(await client.get("https://httpbin.org/get"))

asyncio.run(main())
"#,
    );
    assert_eq!(finding.line, Some(4));
    says(
        &finding,
        &[
            "1 connection with `httpbin.org` was still open",
            "`await client.aclose()`",
        ],
    );
}

#[test]
fn a_client_that_is_closed_later_is_not() {
    silent(
        r#"import asyncio, httpx

async def main():
    client = httpx.AsyncClient()
    try:
        print(await client.get("https://httpbin.org/get"))
    finally:
        await client.aclose()

asyncio.run(main())
"#,
    );
}

#[test]
fn a_close_that_is_not_awaited_is_told_of_once() {
    let source = r#"import asyncio, httpx

async def main():
    client = httpx.AsyncClient()
    print(await client.get("https://httpbin.org/get"))
    client.aclose()

asyncio.run(main())
"#;
    let kinds: Vec<Kind> = run(source).findings.iter().map(|each| each.kind).collect();
    assert!(kinds.contains(&Kind::NeverAwaited), "{kinds:?}");
}

#[test]
fn a_call_that_hangs_without_a_time_out_is_told_of() {
    let source = r#"import requests

try:
    print(requests.get("https://httpbin.org/delay/10"))
except OSError as error:
    print(error)
"#;
    let finding = only(Kind::NoTimeOut, source);
    assert_eq!(finding.line, Some(4));
    says(
        &finding,
        &[
            "`requests.get` on line 4 waited for `httpbin.org` for 10",
            "`timeout=5`",
        ],
    );
    let text = cured(source, &finding);
    assert!(text.contains("/delay/10\", timeout=5))"), "{text}");
}

#[test]
fn whoever_says_how_long_to_wait_is_let_be() {
    silent(
        r#"import requests

print(requests.get("https://httpbin.org/delay/10", timeout=30).status_code)
"#,
    );
}

#[test]
fn a_made_up_host_is_said_to_be_one() {
    let finding = only(
        Kind::MadeUpHost,
        r#"import requests

print(requests.get("https://books.some-shop.com/", timeout=5).status_code)
"#,
    );
    says(
        &finding,
        &["`books.some-shop.com` is not among the hosts that are known here"],
    );
}

#[test]
fn forty_threads_for_a_hundred_are_told_of() {
    let source = r#"import asyncio, time
import anyio.to_thread

async def handle():
    await anyio.to_thread.run_sync(time.sleep, 1)

async def main():
    await asyncio.gather(*(handle() for _ in range(100)))

asyncio.run(main())
"#;
    let findings = run(source).findings;
    let finding = findings
        .iter()
        .find(|finding| finding.kind == Kind::PoolFull)
        .unwrap_or_else(|| panic!("{findings:#?}"));
    assert_eq!(finding.line, Some(5));
    says(
        finding,
        &[
            "60 tasks",
            "one of the 40 worker threads",
            "the longest 2.0 s",
        ],
    );
    let sized = source.replace(
        "async def main():\n",
        "async def main():\n    anyio.to_thread.current_default_thread_limiter().total_tokens = 100\n",
    );
    let kinds: Vec<Kind> = run(&sized).findings.iter().map(|each| each.kind).collect();
    assert!(!kinds.contains(&Kind::PoolFull), "{kinds:?}");
}

#[test]
fn a_blocking_handler_says_which_requests_waited() {
    let source = r#"import asyncio, time

async def serve(reader, writer):
    line = await reader.readline()
    if b"/slow" in line:
        time.sleep(2)
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
    writer.close()

async def ask(path):
    reader, writer = await asyncio.open_connection("127.0.0.1", 8000)
    writer.write(f"GET {path} HTTP/1.1\r\n\r\n".encode())
    await reader.read()
    writer.close()

async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 8000)
    await asyncio.gather(ask("/slow"), ask("/books"), ask("/books"))
    server.close()

asyncio.run(main())
"#;
    let finding = only(Kind::BlockingCall, source);
    says(
        &finding,
        &["2 requests waited for an answer meanwhile: `GET /books`."],
    );
}
