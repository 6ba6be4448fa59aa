use super::{cured, only, says, silent};
use diagnosis::Kind;

#[test]
fn a_task_that_fails_unseen_is_found_where_it_was_made() {
    let source = r#"import asyncio

async def upload():
    await asyncio.sleep(1)
    raise ValueError("disk full")

async def main():
    asyncio.create_task(upload())
    await asyncio.sleep(3)

asyncio.run(main())
"#;
    let finding = only(Kind::ExceptionNeverRetrieved, source);
    assert_eq!((finding.line, finding.at), (Some(8), 1.0));
    says(
        &finding,
        &["`upload`", "failed at 1.0 s", "`ValueError: disk full`"],
    );
    let text = cured(source, &finding);
    assert!(text.contains("    await task\n"), "{text}");
}

#[test]
fn a_kept_task_that_nobody_awaits_tells_late() {
    let finding = only(
        Kind::ExceptionNeverRetrieved,
        r#"import asyncio

class Shop:
    async def sell(self):
        await asyncio.sleep(1)
        raise LookupError("sold out")

    async def open(self):
        self.job = asyncio.create_task(self.sell())
        await asyncio.sleep(4)

asyncio.run(Shop().open())
"#,
    );
    assert_eq!((finding.line, finding.fix), (Some(9), None));
}

#[test]
fn exceptions_that_somebody_sees_are_silent() {
    silent(
        r#"import asyncio

async def fails():
    await asyncio.sleep(0.1)
    raise ValueError("seen")

async def main():
    task = asyncio.create_task(fails())
    try:
        await task
    except ValueError:
        pass
    results = await asyncio.gather(fails(), fails(), return_exceptions=True)
    looked = asyncio.create_task(fails())
    await asyncio.wait([looked])
    print(looked.exception(), results)
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fails())
    except* ValueError:
        pass

asyncio.run(main())
"#,
    );
}
