//! How much simulated time computing takes.

use crate::support::{Run, run};
use trace::{EventKind, Runner, Seconds};

/// Lines and lengths of the computing that took time.
fn computed(run: &Run) -> Vec<(Option<u32>, Seconds)> {
    let events = run.trace.events.iter();
    events
        .filter_map(|event| match event.kind {
            EventKind::Computed { seconds } => Some((event.line, seconds)),
            _ => None,
        })
        .collect()
}

fn end(run: &Run) -> Seconds {
    run.trace.events.last().expect("a run has events").at
}

/// The simulated seconds of a script without waits.
fn seconds(source: &str) -> Seconds {
    let run = run(source);
    assert_eq!(run.code, 0, "{}", run.stderr);
    end(&run)
}

#[test]
fn ordinary_code_takes_no_time() {
    let run = run("\
import asyncio, json, re
from dataclasses import dataclass

@dataclass
class Order:
    number: int
    price: float

async def work(number):
    orders = [Order(i, i / 10) for i in range(200)]
    total = sum(order.price for order in orders if order.number % 2)
    while total > 1:
        total /= 2
    await asyncio.sleep(0.5)
    return json.loads(json.dumps({'total': total, 'words': re.findall('o', 'foo')}))

async def main():
    print(len(await asyncio.gather(*(work(i) for i in range(20)))))

asyncio.run(main())
");
    assert_eq!((run.stdout.as_str(), end(&run)), ("20\n", 0.5));
    assert_eq!(computed(&run), []);
}

#[test]
fn heavy_computing_holds_the_loop() {
    let run = run("\
import asyncio, time

async def beat():
    await asyncio.sleep(0.01)
    print(time.perf_counter() > 0.2)

async def crunch():
    print(sum(i * i for i in range(10_000_000)))

async def main():
    await asyncio.gather(crunch(), beat())

asyncio.run(main())
");
    assert_eq!(run.stdout, "333333283333335000000\nTrue\n");
    let computed = computed(&run);
    assert_eq!(computed.len(), 1, "{computed:?}");
    let (line, seconds) = computed[0];
    assert_eq!(line, Some(8));
    assert!((0.2..1.0).contains(&seconds), "{seconds} s");
}

#[test]
fn every_kind_of_loop_and_call_counts() {
    for source in [
        "for i in range(1_000_000): pass",
        "for i in [0] * 1_000_000: pass",
        "i = 0\nwhile i < 1_000_000: i += 1",
        "[i for i in range(1_000_000)]",
        "{i % 7 for i in [0] * 1_000_000}",
        "{i: i for j in range(1000) for i in range(1000)}",
        "sum(i for i in range(1_000_000))",
        "sum(range(2_000_000))",
        "def f(n):\n    return n\nlist(map(f, [0] * 1_000_000))",
        "list(map(lambda n: n, [0] * 1_000_000))",
        "class C:\n    def m(self):\n        pass\nfor i in range(400_000):\n    C().m()",
        "for i in range(1000):\n    for j in range(1000):\n        pass",
        "for i in range(10**9):\n    if i == 1_000_000: break",
    ] {
        let taken = seconds(source);
        assert!(taken > 0.0 && taken < 0.5, "{taken} s for {source}");
    }
}

#[test]
fn more_work_takes_longer() {
    let loop_of = |body: &str| {
        seconds(&format!(
            "total = 0\nfor i in range(1_000_000):\n    {body}"
        ))
    };
    let (light, heavy) = (
        loop_of("total += i"),
        loop_of("total += i * i - i // 3 + abs(i)"),
    );
    assert!(light < heavy, "{light} s, {heavy} s");
}

#[test]
fn what_a_callback_computes_is_free_up_to_the_threshold_each_time() {
    let run = run("\
import asyncio

async def main():
    for _ in range(50):
        for i in range(100_000): pass
        await asyncio.sleep(1)

asyncio.run(main())
");
    assert_eq!((end(&run), computed(&run)), (50.0, vec![]));
}

#[test]
fn a_clock_read_within_the_computing_moves_with_it() {
    let run = run("\
import time
moments = []
for i in range(5):
    moments.append(time.perf_counter())
    for j in range(1_000_000): pass
print(moments == sorted(set(moments)), time.process_time() == time.perf_counter())
");
    assert_eq!(run.stdout, "True True\n");
}

#[test]
fn computing_is_the_runners() {
    let run = run("\
import asyncio

async def crunch():
    for i in range(2_000_000): pass

async def main():
    await asyncio.create_task(crunch())

asyncio.run(main())
");
    let runner =
        run.trace.events.iter().find_map(|event| {
            matches!(event.kind, EventKind::Computed { .. }).then_some(event.runner)
        });
    assert!(
        matches!(runner, Some(Some(Runner::Task(task))) if task.0 == 1),
        "{runner:?}"
    );
}

#[test]
fn the_same_script_computes_for_the_same_time() {
    let source = "import random\ntotal = 0\nfor i in range(300_000):\n    total += random.random() > 0.5\nprint(total)";
    let (one, other) = (run(source), run(source));
    assert_eq!((end(&one), &one.stdout), (end(&other), &other.stdout));
}

/// Each repetition is counted as costly, but is not: the limit comes soon.
#[test]
fn a_loop_without_end_is_ended() {
    let costly = format!("[{}]", vec!["y"; 60_000].join(","));
    let run = run(&format!(
        "print('before')\ny = z = 1\nwhile True:\n    x = y if z else {costly}\n"
    ));
    assert_eq!((run.code, run.stdout.as_str()), (1, "before\n"));
    let last = run.trace.events.iter().find_map(|event| match &event.kind {
        EventKind::Interrupted { reason, .. } => Some(reason.as_str()),
        _ => None,
    });
    assert!(
        last.is_some_and(|reason| reason.contains("computed for more than 20 s")),
        "{last:?}"
    );
}

#[test]
fn counters_change_nothing_that_a_script_can_see() {
    let run = run("\
import builtins, inspect, traceback

def documented(n):
    'what it does'
    for i in range(n):
        if i == 3:
            raise ValueError(i)

print(documented.__doc__, documented.__code__.co_firstlineno, documented.__code__.co_varnames)
try:
    documented(5)
except ValueError as error:
    print([(frame.lineno, frame.name) for frame in traceback.extract_tb(error.__traceback__)])
print((lambda x: x + 1)(1), inspect.signature(lambda a, *b: a))
print([name for name in vars() if name.startswith('.')], iter(range(3)).__class__.__name__)
x = range
range = lambda n: [n]
print([i for i in range(4)])
try:
    for q in x('a'): pass
except TypeError as error:
    print(error)
i = 0
while i < 3:
    i += 1
else:
    print('else', i)
def numbers():
    while True:
        yield i
print(next(numbers()))
");
    assert_eq!(
        run.stdout,
        "what it does 3 ('n', 'i')\n[(11, '<module>'), (7, 'documented')]\n2 (a, *b)\n[] range_iterator\n[4]\n\
         'str' object cannot be interpreted as an integer\nelse 3\n3\n",
        "{}",
        run.stderr
    );
}
