use super::{only, run, says, silent};
use diagnosis::Kind;

fn stuck(body: &str, line: u32, parts: &[&str]) {
    let source = format!("import asyncio\n\nasync def main():\n{body}\nasyncio.run(main())\n");
    let finding = only(Kind::NothingLeft, &source);
    assert_eq!(finding.line, Some(line), "{finding:?}");
    says(&finding, parts);
}

#[test]
fn what_nobody_will_end_is_named_with_what_is_missing() {
    stuck(
        "    queue = asyncio.Queue()\n    await asyncio.sleep(2)\n    await queue.get()\n",
        6,
        &[
            "`main` waits for `Queue.get` on line 6 since 2.0 s",
            "would wait for ever",
            "Nobody is left to put",
        ],
    );
    stuck(
        "    queue = asyncio.Queue()\n    queue.put_nowait(1)\n    queue.get_nowait()\n    await queue.join()\n",
        7,
        &["`Queue.join`", "`queue.task_done()`"],
    );
    stuck(
        "    event = asyncio.Event()\n    await event.wait()\n",
        5,
        &["`Event.wait`", "call `set()`"],
    );
    stuck(
        "    await asyncio.get_running_loop().create_future()\n",
        4,
        &["`future`", "sets its result"],
    );
}

#[test]
fn a_lock_that_was_never_let_go_is_named_with_its_holder() {
    let finding = only(
        Kind::NothingLeft,
        r#"import asyncio

async def careless(lock):
    await lock.acquire()
    await asyncio.sleep(1)

async def next_one(lock):
    await asyncio.sleep(2)
    async with lock:
        print("never")

async def main():
    lock = asyncio.Lock()
    await asyncio.gather(careless(lock), next_one(lock))

asyncio.run(main())
"#,
    );
    assert_eq!(finding.line, Some(9));
    says(
        &finding,
        &["`careless` took the lock on line 4, is over, and never let it go: use `async with`."],
    );
}

#[test]
fn an_end_that_comes_is_silent() {
    silent(
        r#"import asyncio

async def main():
    event = asyncio.Event()
    asyncio.get_running_loop().call_later(1, event.set)
    await event.wait()

asyncio.run(main())
"#,
    );
}

#[test]
fn the_exit_code_stays_that_of_the_run() {
    let run = run(
        "import asyncio\nasync def main():\n    await asyncio.Event().wait()\nasyncio.run(main())\n",
    );
    assert_eq!(run.code, 1);
}
