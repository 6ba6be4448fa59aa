use super::{cured, only, says, silent};
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

#[test]
fn an_await_that_uses_the_result_before_it_is_silent() {
    silent(
        r#"import asyncio

async def user():
    await asyncio.sleep(1)
    return 7

async def orders(key):
    await asyncio.sleep(1)
    return [key]

async def main():
    key = await user()
    found = await orders(key)
    print(found)

asyncio.run(main())
"#,
    );
}

#[test]
fn a_loop_in_which_each_needs_the_last_is_silent() {
    silent(
        r#"import asyncio

async def follow(page):
    await asyncio.sleep(1)
    return page + 1

async def crawl():
    page = 0
    for _ in range(3):
        page = await follow(page)
    pages = [0]
    for _ in range(3):
        pages.append(await follow(pages[-1]))

asyncio.run(crawl())
"#,
    );
}

#[test]
fn coroutines_that_share_state_are_silent() {
    silent(
        r#"import asyncio

balance = 0
log = []

class Account:
    def __init__(self):
        self.sum = 0

    async def pay(self, amount):
        before = self.sum
        await asyncio.sleep(1)
        self.sum = before + amount

async def pay_in(amount):
    global balance
    await asyncio.sleep(1)
    balance += amount

async def note(text):
    await asyncio.sleep(1)
    log.append(text)

async def show():
    await asyncio.sleep(1)
    print(balance)

async def shop():
    account = Account()
    await account.pay(1)
    await account.pay(2)
    print("paid")
    await pay_in(1)
    await pay_in(2)
    print("paid in")
    await note("a")
    await note("b")
    print("noted")
    await pay_in(3)
    await show()

asyncio.run(shop())
"#,
    );
}

#[test]
fn filling_what_the_next_one_reads_is_silent() {
    silent(
        r#"import asyncio

async def fill(items):
    await asyncio.sleep(1)
    items.append(1)

async def total(items):
    await asyncio.sleep(1)
    return sum(items)

async def count():
    items = []
    await fill(items)
    print(await total(items))
    await fill(items)
    await total(items)

asyncio.run(count())
"#,
    );
}

#[test]
fn a_producer_and_its_consumer_are_silent() {
    silent(
        r#"import asyncio

async def produce(queue):
    for item in range(3):
        await asyncio.sleep(1)
        await queue.put(item)

async def consume(queue):
    for _ in range(3):
        print(await queue.get())
        await asyncio.sleep(1)

async def bakery():
    queue = asyncio.Queue()
    await produce(queue)
    await consume(queue)

asyncio.run(bakery())
"#,
    );
}

#[test]
fn deliberate_pauses_are_silent() {
    silent(
        r#"import asyncio

async def fetch(page):
    await asyncio.sleep(0.2)

async def crawl():
    for page in range(4):
        await fetch(page)
        await asyncio.sleep(1)  # be polite
    await asyncio.sleep(1)
    await asyncio.sleep(2)

asyncio.run(crawl())
"#,
    );
}

#[test]
fn names_that_tell_an_order_are_silent() {
    silent(
        r#"import asyncio

async def connect():
    await asyncio.sleep(1)

async def query():
    await asyncio.sleep(1)

async def disconnect():
    await asyncio.sleep(1)

async def step_1():
    await asyncio.sleep(1)

async def step_2():
    await asyncio.sleep(1)

async def session():
    await connect()
    await query()
    await disconnect()
    await step_1()
    await step_2()

asyncio.run(session())
"#,
    );
}

#[test]
fn tasks_that_overlap_already_are_silent() {
    silent(
        r#"import asyncio

async def brew(seconds):
    await asyncio.sleep(seconds)

async def serve():
    one = asyncio.create_task(brew(1))
    two = asyncio.create_task(brew(2))
    await one
    await two

asyncio.run(serve())
"#,
    );
}

#[test]
fn awaits_that_do_not_wait_are_silent() {
    silent(
        r#"import asyncio

async def quick():
    return 1

async def slow():
    await asyncio.sleep(1)

async def serve():
    await quick()
    await slow()
    await quick()

asyncio.run(serve())
"#,
    );
}

#[test]
fn what_is_not_understood_is_silent() {
    silent(
        r#"import asyncio
import random

async def roll():
    await asyncio.sleep(1)
    return random.random()

async def call(what):
    await asyncio.sleep(1)
    what()

async def play():
    one = await roll()
    two = await roll()
    await call(print)
    await call(print)

asyncio.run(play())
"#,
    );
}
