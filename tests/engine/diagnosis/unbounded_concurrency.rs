use super::{cured, only, says, silent};
use diagnosis::Kind;

const FLOOD: &str = r#"import asyncio

async def fetch(page):
    await asyncio.sleep(1)
    return page

async def main():
    pages = await asyncio.gather(*(fetch(page) for page in range(500)))
    print(len(pages))

asyncio.run(main())
"#;

#[test]
fn hundreds_of_requests_at_once_want_a_semaphore() {
    let finding = only(Kind::UnboundedConcurrency, FLOOD);
    assert_eq!((finding.line, finding.cost), (Some(4), None));
    says(
        &finding,
        &["500 `fetch` tasks waited on line 4", "`asyncio.Semaphore`"],
    );
    let text = cured(FLOOD, &finding);
    assert!(
        text.contains("at_once = asyncio.Semaphore(20)\n\n\nasync def fetch(page):\n    async with at_once:\n        await asyncio.sleep(1)\n    return page\n"),
        "{text}"
    );
    assert_eq!(super::run(&text).stdout, "500\n");
}

#[test]
fn limited_ones_are_silent() {
    silent(
        r#"import asyncio

gate = asyncio.Semaphore(300)

async def fetch(page):
    async with gate:
        await asyncio.sleep(1)

async def main():
    await asyncio.gather(*(fetch(page) for page in range(500)))

asyncio.run(main())
"#,
    );
}

#[test]
fn waiting_for_each_other_is_silent() {
    silent(
        r#"import asyncio

async def get_ready(event, queue):
    await event.wait()
    await queue.get()

async def main():
    event, queue = asyncio.Event(), asyncio.Queue()
    jobs = [asyncio.create_task(get_ready(event, queue)) for _ in range(300)]
    await asyncio.sleep(1)
    event.set()
    for item in range(300):
        queue.put_nowait(item)
    await asyncio.gather(*jobs)

asyncio.run(main())
"#,
    );
}

#[test]
fn timers_workers_and_few_tasks_are_silent() {
    silent(
        r#"import asyncio

async def blink(star):
    await asyncio.sleep(1)

async def read(queue):
    while not queue.empty():
        queue.get_nowait()
        await asyncio.sleep(0.1)

async def load(page):
    await asyncio.sleep(1)

async def main():
    await asyncio.gather(*(blink(star) for star in range(1000)))
    queue = asyncio.Queue()
    for item in range(600):
        queue.put_nowait(item)
    await asyncio.gather(*(read(queue) for _ in range(250)))
    await asyncio.gather(*(load(page) for page in range(50)))

asyncio.run(main())
"#,
    );
}
