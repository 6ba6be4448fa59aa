mod not_independent;

use super::{cured, only, says};
use diagnosis::Kind;

#[test]
fn two_awaits_that_need_nothing_of_each_other_could_overlap() {
    let source = r#"import asyncio

async def espresso():
    await asyncio.sleep(3)
    print("espresso")

async def latte():
    await asyncio.sleep(2)
    print("latte")

async def main():
    print("open")
    await espresso()
    await latte()
    print("closed")

asyncio.run(main())
"#;
    let finding = only(Kind::AwaitsInARow, source);
    assert_eq!((finding.line, finding.cost), (Some(13), Some(2.0)));
    says(&finding, &["lines 13 and 14", "3.0 s instead of 5.0 s"]);
    let text = cured(source, &finding);
    assert!(
        text.contains("    print(\"open\")\n    await asyncio.gather(espresso(), latte())\n    print(\"closed\")\n"),
        "{text}"
    );
}

#[test]
fn one_coroutine_awaited_twice_could_overlap_with_itself() {
    let finding = only(
        Kind::AwaitsInARow,
        r#"import asyncio

async def say_after(delay, what):
    await asyncio.sleep(delay)
    print(what)

async def main():
    print("started")
    await say_after(1, "hello")
    await say_after(2, "world")
    print("finished")

asyncio.run(main())
"#,
    );
    assert_eq!((finding.line, finding.cost), (Some(9), Some(1.0)));
}

#[test]
fn results_keep_their_names() {
    let source = r#"import asyncio

async def user(key):
    await asyncio.sleep(1)
    return {"name": "Kim", "key": key}

async def orders(key):
    await asyncio.sleep(2)
    return [key]

async def news():
    await asyncio.sleep(0.5)

async def main():
    who = await user(7)  # the customer
    # what was bought
    what = await orders(7)
    await news()
    print(who, what)

asyncio.run(main())
"#;
    let finding = only(Kind::AwaitsInARow, source);
    assert_eq!(finding.cost, Some(1.5));
    let text = cured(source, &finding);
    assert!(
        text.contains(
            "    # the customer\n    # what was bought\n    who, what, _ = await asyncio.gather(user(7), orders(7), news())\n"
        ),
        "{text}"
    );
    assert_eq!(super::run(&text).stdout, super::run(source).stdout);
}

#[test]
fn coroutines_awaited_by_name_could_overlap_too() {
    let source = r#"import asyncio

async def cook(dish, seconds):
    await asyncio.sleep(seconds)

async def serve():
    soup = cook("soup", 1)
    cake = cook("cake", 3)
    await soup
    await cake

asyncio.run(serve())
"#;
    let finding = only(Kind::AwaitsInARow, source);
    assert_eq!((finding.line, finding.cost), (Some(9), Some(1.0)));
    let text = cured(source, &finding);
    assert!(
        text.contains("    await asyncio.gather(soup, cake)\n"),
        "{text}"
    );
}

#[test]
fn a_loop_of_independent_awaits_could_be_one_gather() {
    let source = r#"import asyncio

async def fetch(page):
    await asyncio.sleep(page)
    return page * 10

async def crawl():
    found = []
    for page in (1, 2, 3):
        found.append(await fetch(page))
    print(found)

asyncio.run(crawl())
"#;
    let finding = only(Kind::AwaitsInARow, source);
    assert_eq!((finding.line, finding.cost), (Some(10), Some(3.0)));
    says(&finding, &["3 times", "3.0 s instead of 6.0 s"]);
    let text = cured(source, &finding);
    assert!(
        text.contains(
            "    found.extend(await asyncio.gather(*(fetch(page) for page in (1, 2, 3))))\n"
        ),
        "{text}"
    );
    assert_eq!(super::run(&text).stdout, "[10, 20, 30]\n");
}

#[test]
fn a_comprehension_of_awaits_could_be_one_gather() {
    let source = r#"import asyncio

async def fetch(page):
    await asyncio.sleep(1)
    return page

async def crawl():
    pages = [await fetch(page) for page in range(5) if page % 2]
    return pages

print(asyncio.run(crawl()))
"#;
    let finding = only(Kind::AwaitsInARow, source);
    assert_eq!(finding.cost, Some(1.0));
    let text = cured(source, &finding);
    assert!(
        text.contains(
            "    pages = await asyncio.gather(*(fetch(page) for page in range(5) if page % 2))\n"
        ),
        "{text}"
    );
    assert_eq!(super::run(&text).stdout, "[1, 3]\n");
}

#[test]
fn a_row_within_a_loop_counts_every_run_through() {
    let finding = only(
        Kind::AwaitsInARow,
        r#"import asyncio

async def left():
    await asyncio.sleep(1)

async def right():
    await asyncio.sleep(0.5)

async def walk():
    for _ in range(4):
        await left()
        await right()

asyncio.run(walk())
"#,
    );
    assert_eq!(finding.cost, Some(2.0));
    says(&finding, &["4 times"]);
}
