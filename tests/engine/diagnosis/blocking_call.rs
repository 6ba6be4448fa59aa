use super::{cured, only, run, says, silent};
use diagnosis::Kind;

const HELD: &str = r#"import asyncio
import time

async def ping():
    await asyncio.sleep(0.5)

async def work():
    time.sleep(2)

async def main():
    await asyncio.gather(ping(), work())

asyncio.run(main())
"#;

#[test]
fn a_sleeping_coroutine_holds_the_others() {
    let finding = only(Kind::BlockingCall, HELD);
    assert_eq!((finding.line, finding.cost), (Some(8), Some(2.0)));
    assert_eq!((finding.columns, finding.at), (Some((5, 18)), 0.0));
    says(
        &finding,
        &[
            "`time.sleep(2)` on line 8 held the loop for 2.0 s.",
            "`ping` was ready at 0.5 s and ran at 2.0 s.",
            "`await asyncio.sleep(2)`",
        ],
    );
    let text = cured(HELD, &finding);
    assert_eq!(
        text,
        HELD.replace("    time.sleep(2)", "    await asyncio.sleep(2)")
    );
}

#[test]
fn a_loop_of_short_ones_is_one_finding_with_the_sum() {
    let finding = only(
        Kind::BlockingCall,
        r#"import asyncio
from time import sleep

async def main():
    for step in range(4):
        sleep(step / 8)
        await asyncio.sleep(0)

asyncio.run(main())
"#,
    );
    assert_eq!((finding.line, finding.cost), (Some(6), Some(0.75)));
    says(&finding, &["3 times", "Nothing else was ready meanwhile"]);
}

#[test]
fn a_call_within_an_expression_is_replaced_in_brackets() {
    let source = r#"from time import sleep
import asyncio as aio

async def main():
    if (sleep(1) or 1) + 1:
        print(sleep(0.5))

aio.run(main())
"#;
    let findings = run(source).findings;
    assert_eq!(findings.len(), 2, "{findings:?}");
    for finding in &findings {
        let fix = finding.fix.as_ref().unwrap();
        let text = fix.apply(source).unwrap();
        assert!(text.contains("(await aio.sleep("), "{text}");
    }
}

#[test]
fn an_ordinary_function_is_moved_into_a_thread_where_it_is_called() {
    let source = r#"import asyncio
import time

def resize(photo):
    time.sleep(1)
    return photo

async def main():
    photo = resize("cat")
    print(photo)

asyncio.run(main())
"#;
    let finding = only(Kind::BlockingCall, source);
    assert_eq!(finding.line, Some(5));
    says(&finding, &["`resize` is an ordinary function"]);
    let text = finding.fix.unwrap().apply(source).unwrap();
    assert!(
        text.contains("    photo = await asyncio.to_thread(resize, \"cat\")\n"),
        "{text}"
    );
}

#[test]
fn asyncio_is_imported_where_it_is_not() {
    let source = r#""""A script."""
from __future__ import annotations
import time
from asyncio import run

async def main():
    time.sleep(1)

run(main())
"#;
    let text = cured(source, &only(Kind::BlockingCall, source));
    assert!(
        text.contains("annotations\nimport asyncio\nimport time"),
        "{text}"
    );
}

#[test]
fn a_callback_that_blocks_is_found() {
    let finding = only(
        Kind::BlockingCall,
        r#"import asyncio, time

def tick():
    time.sleep(0.5)

async def main():
    asyncio.get_running_loop().call_soon(tick)
    await asyncio.sleep(0.1)

asyncio.run(main())
"#,
    );
    assert_eq!((finding.line, finding.cost), (Some(4), Some(0.5)));
    says(&finding, &["`main` was ready at 0.1 s and ran at 0.5 s."]);
}

#[test]
fn sleeping_outside_a_loop_is_nobodys_loss() {
    silent(
        r#"import asyncio
import time

async def main():
    await asyncio.sleep(0.1)

time.sleep(1)
asyncio.run(main())
time.sleep(1)
"#,
    );
}

#[test]
fn giving_the_loop_back_is_silent() {
    silent(
        r#"import asyncio

async def polite():
    for _ in range(3):
        await asyncio.sleep(0)
    await asyncio.sleep(2)

async def main():
    await asyncio.gather(polite(), polite())

asyncio.run(main())
"#,
    );
}

#[test]
fn a_sleep_of_no_length_holds_nobody() {
    silent(
        r#"import asyncio, time

async def main():
    time.sleep(0)

asyncio.run(main())
"#,
    );
}

const CLIENT: &str = r#"import asyncio
import socket

async def ping():
    await asyncio.sleep(0.01)

async def fetch():
    connection = socket.create_connection(("example.com", 80))
    connection.sendall(b"GET / HTTP/1.0\r\nHost: example.com\r\n\r\n")
    while connection.recv(4096):
        pass
    connection.close()

async def main():
    await asyncio.gather(ping(), fetch())

asyncio.run(main())
"#;

#[test]
fn what_a_library_waits_for_is_told_of_as_the_script_calls_it() {
    let findings = run(CLIENT).findings;
    let [connect, receive] = &findings[..] else {
        panic!("{findings:?}")
    };
    // Looking the name up and connecting: each counted once.
    assert_eq!((connect.line, connect.kind), (Some(8), Kind::BlockingCall));
    says(
        connect,
        &[
            "`socket.create_connection` on line 8 held the loop for 40 ms. `ping` was ready at 10 ms",
            "Use `asyncio.open_connection`",
        ],
    );
    says(
        receive,
        &["`connection.recv` on line 10 held the loop for "],
    );
}
