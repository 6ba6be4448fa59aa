//! Awaits that need one another, or might: nothing is said of them.

use super::super::silent;

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
