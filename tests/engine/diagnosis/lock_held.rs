use super::{only, says, silent};
use diagnosis::Kind;

#[test]
fn a_long_wait_inside_a_lock_makes_the_others_wait() {
    let finding = only(
        Kind::LockHeld,
        r#"import asyncio

async def slow(lock):
    async with lock:
        await asyncio.sleep(5)

async def quick(lock):
    await asyncio.sleep(1)
    async with lock:
        print("quick")

async def main():
    lock = asyncio.Lock()
    await asyncio.gather(slow(lock), quick(lock), quick(lock))

asyncio.run(main())
"#,
    );
    assert_eq!((finding.line, finding.at), (Some(4), 0.0));
    assert_eq!(finding.cost, Some(8.0));
    says(
        &finding,
        &[
            "`slow` took `lock` on line 4 and held it for 5.0 s",
            "for sleep on line 5",
            "2 tasks (`quick` and `quick 2`)",
        ],
    );
}

#[test]
fn a_lock_between_reading_and_writing_is_silent() {
    silent(
        r#"import asyncio

balance = 100

async def pay_in(amount, lock):
    global balance
    async with lock:
        before = balance
        await asyncio.sleep(3)
        balance = before + amount

class Cache:
    def __init__(self):
        self.lock = asyncio.Lock()
        self.values = {}

    async def get(self, key):
        async with self.lock:
            if key not in self.values:
                await asyncio.sleep(3)
                self.values[key] = key
        return self.values[key]

async def main():
    lock = asyncio.Lock()
    await asyncio.gather(pay_in(1, lock), pay_in(2, lock))
    cache = Cache()
    await asyncio.gather(cache.get(1), cache.get(1))

asyncio.run(main())
"#,
    );
}

#[test]
fn short_waits_and_locks_that_nobody_wants_are_silent() {
    silent(
        r#"import asyncio

async def brief(lock):
    async with lock:
        await asyncio.sleep(0.2)

async def alone(lock):
    async with lock:
        await asyncio.sleep(60)

async def main():
    lock = asyncio.Lock()
    await asyncio.gather(*(brief(lock) for _ in range(5)))
    await alone(lock)

asyncio.run(main())
"#,
    );
}

#[test]
fn a_semaphore_is_meant_to_make_others_wait() {
    silent(
        r#"import asyncio

async def download(gate):
    async with gate:
        await asyncio.sleep(3)

async def main():
    gate = asyncio.Semaphore(1)
    await asyncio.gather(*(download(gate) for _ in range(4)))

asyncio.run(main())
"#,
    );
}
