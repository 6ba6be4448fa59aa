use super::{only, says, silent};
use diagnosis::Kind;

const CROSSED: &str = r#"import asyncio

async def kim(left, right):
    async with left:
        await asyncio.sleep(1)
        async with right:
            print("kim")

async def lee(left, right):
    async with right:
        await asyncio.sleep(1)
        async with left:
            print("lee")

async def main():
    left, right = asyncio.Lock(), asyncio.Lock()
    await asyncio.gather(kim(left, right), lee(left, right))

asyncio.run(main())
"#;

#[test]
fn two_tasks_with_two_locks_are_named_with_what_they_hold() {
    let finding = only(Kind::Deadlock, CROSSED);
    assert_eq!((finding.line, finding.at), (Some(12), 1.0));
    says(
        &finding,
        &[
            "2 tasks wait for each other since 1.0 s",
            "`lee` waits for `left` on line 12, which `kim` holds since line 4.",
            "`kim` waits for `right` on line 6, which `lee` holds since line 10.",
            "Take the locks in the same order everywhere.",
        ],
    );
}

#[test]
fn a_circle_that_a_deadline_breaks_is_one_while_it_lasts() {
    let source = CROSSED.replace(
        "    await asyncio.gather(kim(left, right), lee(left, right))",
        "    try:\n        async with asyncio.timeout(4):\n            await asyncio.gather(kim(left, right), lee(left, right))\n    except TimeoutError:\n        print('gave up')",
    );
    let finding = only(Kind::Deadlock, &source);
    assert_eq!((finding.at, finding.cost), (1.0, Some(3.0)));
    says(&finding, &["That ended at 4.0 s."]);
}

#[test]
fn a_lock_taken_twice_waits_for_itself() {
    let finding = only(
        Kind::Deadlock,
        r#"import asyncio

lock = asyncio.Lock()

async def inner():
    async with lock:
        print("never")

async def outer():
    async with lock:
        await inner()

asyncio.run(outer())
"#,
    );
    assert_eq!(finding.line, Some(6));
    says(
        &finding,
        &[
            "`outer` waits for `lock` on line 6, which it holds itself since line 10.",
            "cannot be taken twice",
        ],
    );
}

#[test]
fn tasks_that_wait_for_each_other_to_end_are_a_circle() {
    let finding = only(
        Kind::Deadlock,
        r#"import asyncio

tasks = {}

async def one():
    await asyncio.sleep(0)
    await tasks["two"]

async def two():
    await asyncio.sleep(0)
    await tasks["one"]

async def main():
    tasks["one"] = asyncio.create_task(one())
    tasks["two"] = asyncio.create_task(two())
    await asyncio.sleep(1)
    await asyncio.wait(tasks.values())

asyncio.run(main())
"#,
    );
    says(
        &finding,
        &[
            "for `one` to end",
            "for `two` to end",
            "not wait for the other",
        ],
    );
}

#[test]
fn a_lock_held_while_awaiting_the_task_that_needs_it_is_a_circle() {
    let finding = only(
        Kind::Deadlock,
        r#"import asyncio

async def worker(lock):
    async with lock:
        print("never")

async def main():
    lock = asyncio.Lock()
    async with lock:
        task = asyncio.create_task(worker(lock))
        await task

asyncio.run(main())
"#,
    );
    says(
        &finding,
        &["`worker` waits for `lock` on line 4, which `main` holds since line 9."],
    );
}

#[test]
fn waiting_in_turn_is_silent() {
    silent(
        r#"import asyncio

async def visit(first, second):
    async with first:
        await asyncio.sleep(0.1)
        async with second:
            await asyncio.sleep(0.1)

async def main():
    a, b = asyncio.Lock(), asyncio.Lock()
    await asyncio.gather(*(visit(a, b) for _ in range(4)))

asyncio.run(main())
"#,
    );
}
