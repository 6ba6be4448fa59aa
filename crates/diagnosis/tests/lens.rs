//! Scripts through lenses.
#![cfg(feature = "checks")]

use diagnosis::lens::{Lens, Seen, through};

/// A coroutine with this body, through a lens: its body, and what was left.
#[track_caller]
fn body(lens: Lens, body: &str) -> (String, Option<String>) {
    let indented = body.replace('\n', "\n    ");
    let source = format!("import asyncio\n\nasync def main():\n    {indented}\n");
    let Seen { source, left } = through(lens, &source).expect("something to see");
    let (_, body) = source.split_once("main():\n    ").expect("the body");
    (body.trim_end().replace("\n    ", "\n"), left)
}

#[track_caller]
fn in_a_row(before: &str, after: &str) {
    assert_eq!(body(Lens::Sequential, before), (after.to_owned(), None));
}

#[test]
fn what_is_gathered_is_awaited_in_a_row() {
    in_a_row("await asyncio.gather(a(), b(2))", "await a()\nawait b(2)");
    in_a_row(
        "x, y = await asyncio.gather(a(), b())",
        "x, y = [await a(), await b()]",
    );
    in_a_row(
        "return await asyncio.gather(\n    a(),\n    b(),\n)",
        "return [await a(), await b()]",
    );
    in_a_row(
        "r = await asyncio.gather(*[f(x) for x in xs if x])",
        "r = [await f(x) for x in xs if x]",
    );
    in_a_row(
        "await asyncio.gather(*(f(x) for x in xs))",
        "[await f(x) for x in xs]",
    );
    in_a_row(
        "await asyncio.gather(*map(f, xs))",
        "[await each for each in map(f, xs)]",
    );
    in_a_row(
        "r = await asyncio.gather(a(), *rest)",
        "r = [await a(), *[await each for each in rest]]",
    );
    in_a_row(
        "await asyncio.gather(asyncio.create_task(a()), b())",
        "await a()\nawait b()",
    );
}

#[test]
fn tasks_are_awaited_where_they_begin() {
    in_a_row(
        "t = asyncio.create_task(a())\nb()\nawait t",
        "t = asyncio.create_task(a())\nawait t\nb()\nawait t",
    );
    in_a_row("asyncio.create_task(a())", "await a()");
    in_a_row(
        "async with asyncio.TaskGroup() as tg:\n    tg.create_task(a())\n    t = tg.create_task(b(), name=\"b\")\nprint(t.result())",
        "async with asyncio.TaskGroup() as tg:\n    await a()\n    t = tg.create_task(b(), name=\"b\")\n    await t\nprint(t.result())",
    );
    in_a_row(
        "tasks = [asyncio.create_task(f(x)) for x in xs]\nawait asyncio.gather(*tasks)",
        "tasks = [f(x) for x in xs]\n[await each for each in tasks]",
    );
    in_a_row(
        "tasks = []\nfor x in xs:\n    tasks.append(asyncio.create_task(f(x)))\nawait asyncio.gather(*tasks)",
        "tasks = []\nfor x in xs:\n    tasks.append(f(x))\n[await each for each in tasks]",
    );
}

#[test]
fn what_would_mean_something_else_stays() {
    let (after, left) = body(
        Lens::Sequential,
        "t = asyncio.create_task(beat())\nawait asyncio.gather(a(), b())\nt.cancel()",
    );
    assert_eq!(
        after,
        "t = asyncio.create_task(beat())\nawait a()\nawait b()\nt.cancel()"
    );
    assert_eq!(
        left.as_deref(),
        Some("`create_task` on line 4 stays as it is.")
    );

    let (_, left) = body(
        Lens::Sequential,
        "await asyncio.gather(a(), b(), return_exceptions=True)\nawait asyncio.gather(a(), b())\nawait asyncio.wait(ts)",
    );
    assert_eq!(
        left.as_deref(),
        Some("`gather` on line 4 and `asyncio.wait` on line 6 stay as they are.")
    );
}

#[test]
fn waits_hold_the_loop() {
    let seen = through(
        Lens::Blocking,
        "import asyncio\n\nasync def a():\n    await asyncio.sleep(1)\n    x = await asyncio.sleep(d / 2)\n",
    );
    assert_eq!(
        seen.unwrap().source,
        "import time\nimport asyncio\n\nasync def a():\n    time.sleep(1)\n    x = time.sleep(d / 2)\n"
    );
    let seen = through(
        Lens::Blocking,
        "from asyncio import sleep\nimport time as clock\nasync def a():\n    await sleep(1)\n    await asyncio.gather(sleep(1), b())\n",
    );
    let seen = seen.unwrap();
    assert!(
        seen.source.contains("    clock.sleep(1)\n"),
        "{}",
        seen.source
    );
    assert_eq!(
        seen.left.as_deref(),
        Some("`asyncio.sleep` on line 5 stays as it is.")
    );
}

#[test]
fn a_script_with_nothing_to_change_is_told_so() {
    let plain = "import asyncio\nasync def main():\n    await a()\n";
    let nothing = through(Lens::Sequential, plain).unwrap_err();
    assert!(
        nothing.contains("no gather, no task group, no create_task"),
        "{nothing}"
    );
    let nothing = through(Lens::Blocking, plain).unwrap_err();
    assert!(
        nothing.contains("No coroutine of this script awaits asyncio.sleep"),
        "{nothing}"
    );
    let broken = through(Lens::Blocking, "def (").unwrap_err();
    assert!(broken.contains("syntax error"), "{broken}");
    // Its own result is sequential.
    let once = through(
        Lens::Sequential,
        "import asyncio\nasync def main():\n    t = asyncio.create_task(a())\n",
    )
    .unwrap();
    assert!(
        through(Lens::Sequential, &once.source).is_err(),
        "{}",
        once.source
    );
}
