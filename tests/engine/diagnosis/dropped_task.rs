use super::{cured, only, run, says, silent};
use diagnosis::Kind;

const LOST: &str = r#"import asyncio

async def save(text):
    await asyncio.sleep(2)
    print("saved", text)

async def main():
    asyncio.create_task(save("poem"))
    await asyncio.sleep(0.5)

asyncio.run(main())
"#;

#[test]
fn a_task_that_the_end_of_the_loop_cancels_is_lost() {
    let finding = only(Kind::DroppedTask, LOST);
    assert_eq!((finding.line, finding.at), (Some(8), 0.5));
    assert_eq!(finding.cost, Some(1.5));
    says(&finding, &["`save`", "waited for sleep until 2.0 s"]);
    let text = cured(LOST, &finding);
    assert!(text.contains("    task = asyncio.create_task(save(\"poem\"))\n"));
    assert_eq!(run(&text).stdout, "saved poem\n");
}

#[test]
fn tasks_made_in_a_loop_are_kept_in_a_list() {
    let source = r#"import asyncio

async def save(text):
    await asyncio.sleep(2)
    print("saved", text)

async def main():
    for text in ("a", "b"):
        asyncio.create_task(save(text))
    await asyncio.sleep(0.5)
    return 1

asyncio.run(main())
"#;
    let finding = only(Kind::DroppedTask, source);
    let text = cured(source, &finding);
    assert!(
        text.contains("    await asyncio.gather(*tasks)\n    return 1\n"),
        "{text}"
    );
    assert_eq!(run(&text).stdout, "saved a\nsaved b\n");
}

#[test]
fn a_name_that_nobody_reads_keeps_nothing_from_the_end() {
    let source = LOST.replace("    asyncio.create", "    job = asyncio.create");
    let finding = only(Kind::DroppedTask, &source);
    assert_eq!(finding.line, Some(8));
    let text = cured(&source, &finding);
    assert!(text.contains("    await asyncio.sleep(0.5)\n    await job\n"));
}

#[test]
fn a_task_that_is_destroyed_while_it_waits_is_lost() {
    let source = r#"import asyncio

async def forgotten():
    await asyncio.get_running_loop().create_future()

async def main():
    asyncio.create_task(forgotten())
    await asyncio.sleep(1)
    import gc
    gc.collect()
    await asyncio.sleep(1)

asyncio.run(main())
"#;
    let run = run(source);
    assert!(run.stderr.contains("Task was destroyed"), "{}", run.stderr);
    let finding = only(Kind::DroppedTask, source);
    assert_eq!(finding.line, Some(7));
    says(&finding, &["destroyed at"]);
}

#[test]
fn kept_awaited_or_finished_tasks_are_silent() {
    silent(
        r#"import asyncio

background = set()

async def save(seconds):
    await asyncio.sleep(seconds)

async def main():
    kept = asyncio.create_task(save(9))
    background.add(kept)
    kept.add_done_callback(background.discard)
    asyncio.create_task(save(0.1))
    awaited = asyncio.create_task(save(0.2))
    async with asyncio.TaskGroup() as group:
        group.create_task(save(0.3))
    await awaited

asyncio.run(main())
"#,
    );
}

#[test]
fn a_heartbeat_that_ends_with_the_loop_is_silent() {
    silent(
        r#"import asyncio

async def heartbeat():
    while True:
        await asyncio.sleep(0.3)

async def main():
    pulse = asyncio.create_task(heartbeat())
    await asyncio.sleep(1)

asyncio.run(main())
"#,
    );
}

#[test]
fn what_a_failing_script_leaves_behind_is_silent() {
    silent(
        r#"import asyncio

async def save():
    await asyncio.sleep(2)

async def main():
    asyncio.create_task(save())
    await asyncio.sleep(0)
    raise SystemError("no power")

asyncio.run(main())
"#,
    );
}
