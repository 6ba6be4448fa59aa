//! What is found in handlers of requests.

use super::{cured, only, run, says};
use diagnosis::Kind;

/// A served application; these requests are made of it, each in turn, or all at once.
fn served(endpoints: &str, asked: &str) -> String {
    format!(
        r#"import asyncio

import httpx
import uvicorn
from fastapi import FastAPI

app = FastAPI()


async def send_mail(user, text="thanks"):
    await asyncio.sleep(2)
    print("sent to", user)

{endpoints}

async def main():
    server = uvicorn.Server(uvicorn.Config(app, port=8000, log_level="critical"))
    serving = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.1)
    async with httpx.AsyncClient(base_url="http://127.0.0.1:8000") as web:
        {asked}
    server.should_exit = True
    await serving


asyncio.run(main())
"#
    )
}

#[test]
fn a_task_that_an_endpoint_makes_and_nobody_keeps_goes_to_the_background() {
    let source = served(
        r#"
@app.post("/orders/{user}")
async def order(user: str):
    asyncio.create_task(send_mail(user, text="bye"))
    return user
"#,
        r#"await web.post("/orders/ann")"#,
    );
    let finding = only(Kind::DroppedTask, &source);
    assert_eq!(finding.line, Some(17));
    says(
        &finding,
        &["`send_mail`", "`POST /orders/ann`", "`BackgroundTasks`"],
    );
    let text = cured(&source, &finding);
    assert!(
        text.contains("from fastapi import BackgroundTasks, FastAPI\n"),
        "{text}"
    );
    assert!(
        text.contains("async def order(background: BackgroundTasks, user: str):\n"),
        "{text}"
    );
    assert!(
        text.contains("    background.add_task(send_mail, user, text=\"bye\")\n"),
        "{text}"
    );
    assert_eq!(run(&text).stdout, "sent to ann\n");
}

#[test]
fn an_endpoint_without_an_await_is_named() {
    let source = served(
        r#"
async def load(number):
    await asyncio.sleep(1)

@app.get("/books/{number}")
async def book(number: int):
    load(number)
    return "ok"
"#,
        r#"await web.get("/books/3")"#,
    );
    let finding = only(Kind::NeverAwaited, &source);
    assert_eq!(finding.line, Some(20));
    says(
        &finding,
        &[
            "`await load(…)`",
            "`GET /books/3` was answered without it, by the endpoint `book` on line 19.",
        ],
    );
    assert!(cured(&source, &finding).contains("    await load(number)\n"));
}

#[test]
fn an_endpoint_that_computes_says_who_waited_and_becomes_a_plain_function() {
    let source = served(
        r#"
@app.get("/sum")
async def total():
    return sum(n * n for n in range(4_000_000))
"#,
        r#"await asyncio.gather(*(web.get("/sum") for _ in range(3)))"#,
    );
    let finding = only(Kind::Computing, &source);
    assert_eq!(finding.line, Some(17));
    says(
        &finding,
        &[
            "`total`, which answers `GET /sum`, computed on line 17",
            "waited for an answer meanwhile",
            "Write `def total`",
        ],
    );
    let text = cured(&source, &finding);
    assert!(text.contains("\ndef total():\n"), "{text}");
}

#[test]
fn an_endpoint_that_awaits_stays_a_coroutine() {
    let source = served(
        r#"
@app.get("/sum")
async def total():
    await asyncio.sleep(0.1)
    return sum(n * n for n in range(4_000_000))
"#,
        r#"await web.get("/sum")"#,
    );
    let finding = only(Kind::Computing, &source);
    assert_eq!(finding.fix, None);
    says(&finding, &["`GET /sum`", "`ProcessPoolExecutor`"]);
}

#[test]
fn a_failure_behind_the_answer_names_the_request() {
    let source = served(
        r#"
async def fail():
    raise ValueError("no")

@app.post("/orders")
async def order():
    asyncio.create_task(fail())
    return "ok"
"#,
        r#"await web.post("/orders")"#,
    );
    let finding = only(Kind::ExceptionNeverRetrieved, &source);
    says(
        &finding,
        &["`fail`", "on line 20 for `POST /orders`", "ValueError"],
    );
    let text = cured(&source, &finding);
    assert!(
        text.contains("async def order(background: BackgroundTasks):\n"),
        "{text}"
    );
}
