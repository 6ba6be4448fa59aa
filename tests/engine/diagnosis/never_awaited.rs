use super::{cured, only, run, says, silent};
use diagnosis::Kind;

const FORGOTTEN: &str = r#"import asyncio

async def save(text):
    await asyncio.sleep(1)

async def main():
    save("a")
    await save("b")

asyncio.run(main())
"#;

#[test]
fn a_forgotten_await_is_added() {
    let finding = only(Kind::NeverAwaited, FORGOTTEN);
    assert_eq!((finding.line, finding.columns), (Some(7), Some((5, 14))));
    says(&finding, &["`save(…)` on line 7", "`await save(…)`"]);
    let text = cured(FORGOTTEN, &finding);
    assert!(text.contains("    await save(\"a\")\n    await save(\"b\")\n"));
}

#[test]
fn main_called_without_run_is_run() {
    let source = "import asyncio\n\nasync def main():\n    print(1)\n\nmain()\n";
    let finding = only(Kind::NeverAwaited, source);
    assert_eq!(finding.line, Some(6));
    let text = cured(source, &finding);
    assert!(text.ends_with("\nasyncio.run(main())\n"), "{text}");
    assert_eq!(run(&text).stdout, "1\n");
}

#[test]
fn a_method_is_awaited_too() {
    let source = r#"import asyncio

class Cafe:
    async def brew(self):
        print("brewing")

    async def open(self):
        coffee = self.brew()
        print("open")

asyncio.run(Cafe().open())
"#;
    let finding = only(Kind::NeverAwaited, source);
    assert_eq!(finding.line, Some(8));
    let text = cured(source, &finding);
    assert!(text.contains("coffee = await self.brew()"), "{text}");
}

#[test]
fn a_coroutine_made_often_is_one_finding() {
    let finding = only(
        Kind::NeverAwaited,
        r#"import asyncio

async def ping():
    pass

async def main():
    for _ in range(3):
        ping()

asyncio.run(main())
"#,
    );
    assert_eq!(finding.line, Some(8));
}

#[test]
fn what_is_gathered_closed_or_a_task_is_silent() {
    silent(
        r#"import asyncio

async def ping():
    await asyncio.sleep(1)

async def main():
    made = ping()
    closed = ping()
    closed.close()
    task = asyncio.create_task(ping())
    await asyncio.gather(made, ping())
    await task

asyncio.run(main())
"#,
    );
}
