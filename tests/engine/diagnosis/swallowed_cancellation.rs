use super::{cured, only, says, silent};
use diagnosis::Kind;

const STUBBORN: &str = r#"import asyncio

async def record():
    for minute in range(4):
        try:
            await asyncio.sleep(1)
        except asyncio.CancelledError:
            print("somebody wants me to stop?")

async def main():
    task = asyncio.create_task(record())
    await asyncio.sleep(1.5)
    task.cancel()
    await asyncio.wait([task])
    print(task.cancelled())

asyncio.run(main())
"#;

#[test]
fn a_task_that_goes_on_after_being_cancelled_is_found_at_its_handler() {
    let finding = only(Kind::SwallowedCancellation, STUBBORN);
    assert_eq!((finding.line, finding.at), (Some(7), 1.5));
    assert_eq!(finding.cost, Some(2.0));
    assert_eq!(finding.columns, Some((9, 38)));
    says(
        &finding,
        &["`record` was cancelled at 1.5 s", "went on until 3.5 s"],
    );
    let text = cured(STUBBORN, &finding);
    assert!(
        text.contains("me to stop?\")\n            raise\n"),
        "{text}"
    );
    assert!(super::run(&text).stdout.ends_with("True\n"));
}

#[test]
fn bare_except_lets_only_the_cancelling_through() {
    for head in [
        "except:",
        "except BaseException:",
        "except (ValueError, asyncio.CancelledError):",
    ] {
        let source = STUBBORN.replace("except asyncio.CancelledError:", head);
        let finding = only(Kind::SwallowedCancellation, &source);
        let text = cured(&source, &finding);
        assert!(
            text.contains(&format!(
                "        except asyncio.CancelledError:\n            raise\n        {head}\n"
            )),
            "{text}"
        );
    }
}

#[test]
fn passing_over_it_at_the_end_hides_that_it_was_cancelled() {
    let source = STUBBORN
        .replace(
            "            print(\"somebody wants me to stop?\")",
            "            pass",
        )
        .replace("    for minute in range(4):", "    if True:")
        .replace("sleep(1)", "sleep(9)");
    let finding = only(Kind::SwallowedCancellation, &source);
    assert_eq!(finding.cost, None);
    says(&finding, &["It ended as done"]);
    let text = cured(&source, &finding);
    assert!(
        text.contains("CancelledError:\n            raise\n"),
        "{text}"
    );
}

#[test]
fn suppressing_ones_own_cancelling_is_found() {
    let finding = only(
        Kind::SwallowedCancellation,
        r#"import asyncio
from contextlib import suppress

async def work():
    with suppress(asyncio.CancelledError):
        await asyncio.sleep(5)
    await asyncio.sleep(5)

async def main():
    task = asyncio.create_task(work())
    await asyncio.sleep(1)
    task.cancel()
    await task

asyncio.run(main())
"#,
    );
    assert_eq!((finding.line, finding.cost), (Some(5), Some(5.0)));
}

#[test]
fn raising_again_is_silent() {
    silent(
        r#"import asyncio

async def work():
    try:
        await asyncio.sleep(5)
    except asyncio.CancelledError:
        print("cleaning up")
        await asyncio.sleep(1)
        raise
    finally:
        await asyncio.sleep(1)

async def main():
    task = asyncio.create_task(work())
    await asyncio.sleep(1)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("stopped")

asyncio.run(main())
"#,
    );
}

#[test]
fn timeouts_and_uncancel_are_silent() {
    silent(
        r#"import asyncio

async def slow():
    await asyncio.sleep(5)

async def careful():
    try:
        await asyncio.sleep(5)
    except asyncio.CancelledError:
        if asyncio.current_task().uncancel() > 0:
            raise
        await asyncio.sleep(1)

async def main():
    try:
        async with asyncio.timeout(1):
            await slow()
    except TimeoutError:
        print("too slow")
    try:
        await asyncio.wait_for(slow(), 1)
    except TimeoutError:
        print("too slow")
    try:
        async with asyncio.timeout(1):
            try:
                async with asyncio.timeout(0.5):
                    await slow()
            except TimeoutError:
                pass
            await slow()
    except TimeoutError:
        print("too slow")
    task = asyncio.create_task(careful())
    await asyncio.sleep(1)
    task.cancel()
    await task

asyncio.run(main())
"#,
    );
}

#[test]
fn a_task_group_that_ends_its_others_is_silent() {
    silent(
        r#"import asyncio

async def fails():
    await asyncio.sleep(1)
    raise ValueError("no")

async def works():
    await asyncio.sleep(5)

async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fails())
            group.create_task(works())
            await asyncio.sleep(5)
    except* ValueError:
        print("caught")
    await asyncio.sleep(1)

asyncio.run(main())
"#,
    );
}

#[test]
fn an_answer_in_hand_is_silent() {
    silent(
        r#"import asyncio

async def search():
    best = 0
    try:
        while True:
            await asyncio.sleep(1)
            best += 1
    except asyncio.CancelledError:
        return best

async def main():
    task = asyncio.create_task(search())
    await asyncio.sleep(3.5)
    task.cancel()
    print(await task)

asyncio.run(main())
"#,
    );
}

#[test]
fn awaiting_a_task_that_one_cancelled_is_silent() {
    silent(
        r#"import asyncio
import contextlib

async def work():
    await asyncio.sleep(5)

async def main():
    task = asyncio.create_task(work())
    await asyncio.sleep(1)
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task
    other = asyncio.create_task(work())
    await asyncio.sleep(1)
    other.cancel()
    try:
        await other
    except asyncio.CancelledError:
        print("cancelled")
    await asyncio.sleep(1)

asyncio.run(main())
"#,
    );
}
