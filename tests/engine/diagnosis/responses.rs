//! Answers that nobody closed, and closing that nobody awaited.

use super::{only, says, silent};
use crate::support::run;
use diagnosis::Kind;

const STREAM: &str = r#"import asyncio, httpx

async def main():
    async with httpx.AsyncClient() as client:
        question = client.build_request("GET", "https://httpbin.org/stream/3")
        answer = await client.send(question, stream=True)
        print(answer.status_code)
        print(len((await client.get("https://httpbin.org/get")).text) > 9)

asyncio.run(main())
"#;

#[test]
fn a_stream_that_nobody_closes_keeps_its_connection() {
    let finding = only(Kind::ResponseOpen, STREAM);
    assert_eq!((finding.line, finding.columns), (Some(6), Some((24, 58))));
    says(
        &finding,
        &[
            "`client.send(…)` was neither read to the end nor closed",
            "the connection with `httpbin.org` was kept for it and could serve nobody else, for 0.311 s",
            "A request on line 8 needed another one meanwhile.",
            "`async with client.stream(…) as answer:`",
        ],
    );
}

#[test]
fn a_stream_that_is_read_or_closed_or_handed_on_is_as_it_should_be() {
    for then in [
        "await answer.aclose()",
        "await answer.aread()",
        "print(len([line async for line in answer.aiter_lines()]))",
        "await close(answer)",
    ] {
        let helper = "async def close(what):\n    await what.aclose()\n\nasync def main";
        let source = STREAM.replace("print(answer.status_code)", then);
        silent(&source.replace("async def main", helper));
    }
}

#[test]
fn a_session_whose_answer_is_not_read_opens_another_connection() {
    let source = r#"import asyncio, aiohttp

async def main():
    async with aiohttp.ClientSession() as session:
        answer = await session.get("http://httpbin.org/drip?duration=3&numbytes=9")
        print(answer.status)
        other = await session.get("http://httpbin.org/get")
        print(await other.json() is not None)

asyncio.run(main())
"#;
    let finding = only(Kind::ResponseOpen, source);
    assert_eq!(finding.line, Some(5));
    says(&finding, &["`async with session.get(…) as answer:`"]);
    // What is short has come whole, and its connection is given back: nothing is kept.
    silent(&source.replace("drip?duration=3&numbytes=9", "bytes/90"));
}

#[test]
fn an_answer_of_urllib_is_told_of_as_long_as_it_is_kept() {
    let source = r#"import time
from urllib.request import urlopen

answer = urlopen("http://httpbin.org/bytes/1000")
print(answer.status)
time.sleep(2)
"#;
    let finding = only(Kind::ResponseOpen, source);
    says(&finding, &["for 2.0 s", "`with urlopen(…) as answer:`"]);
    silent(&source.replace("print(answer.status)", "print(len(answer.read()))"));
}

#[test]
fn closing_that_nobody_awaits_names_what_stays_open() {
    let source = r#"import asyncio, httpx

async def main():
    client = httpx.AsyncClient()
    print(await client.get("https://httpbin.org/get"))
    client.aclose()

asyncio.run(main())
"#;
    let finding = only(Kind::NeverAwaited, source);
    says(
        &finding,
        &[
            "`aclose(…)` on line 6",
            "The `AsyncClient` stays open, and with it the connection with `httpbin.org`.",
        ],
    );
    let text = source.replace("    client.aclose()", "    await client.aclose()");
    assert_eq!(run(&text).findings, []);
    let own = source.replace(
        "async def main",
        "class Till:\n    async def close(self):\n        pass\n\nasync def main",
    );
    let own = own.replace(
        "client.aclose()",
        "await client.aclose()\n    Till().close()",
    );
    let finding = only(Kind::NeverAwaited, &own);
    assert!(!finding.text.contains("stays open"), "{}", finding.text);
}
