//! The list of the examples.

use super::{Example, Level};

/// One example: its words, and its variants' files. A variant with a folder of its own says what is in it besides `main.py`:
/// `"served" / ["models.py", "terminal.txt"]`.
macro_rules! example {
    (
        $level:ident, $slug:literal, $title:literal, $summary:literal,
        [$($variant:literal $(/ [$($file:literal),* $(,)?])?),+ $(,)?] $(, $moment:literal)?
        $(, disk $disk:literal)? $(, hosts [$($host:literal),*])?
    ) => {
        Example {
            slug: $slug,
            title: $title,
            summary: $summary,
            level: Level::$level,
            variants: &[$(($variant, example!(@script $slug, $variant $(, [$($file),*])?))),+],
            beside: &[$($(($variant, &[$(
                ($file, include_str!(concat!("../../../../examples/", $slug, "/", $variant, "/", $file)))
            ),*]),)?)+],
            moment: { let moment: &[f64] = &[$($moment)?]; if moment.is_empty() { None } else { Some(moment[0]) } },
            hosts: &[$($($host),*)?],
            disk_ms: 0 $(+ $disk)?,
        }
    };
    (@script $slug:literal, $variant:literal) => {
        include_str!(concat!("../../../../examples/", $slug, "/", $variant, ".py"))
    };
    (@script $slug:literal, $variant:literal, [$($file:literal),*]) => {
        include_str!(concat!("../../../../examples/", $slug, "/", $variant, "/main.py"))
    };
}

/// All examples in the order of the picker. The page opens with the first.
pub const EXAMPLES: &[Example] = &[
    example!(
        First,
        "coffee-bar",
        "Coffee bar",
        "Two drinks, 3 s and 2 s: one after the other, both at once, and with one holding the loop.",
        ["sequential", "gather", "blocking"],
        1.0
    ),
    example!(
        First,
        "hello-coroutine",
        "Hello, coroutine",
        "A function that pauses for a second and goes on where it was.",
        ["hello"]
    ),
    example!(
        First,
        "forgotten-await",
        "The forgotten await",
        "Calling a coroutine function runs nothing: awaiting it does.",
        ["forgotten", "awaited"]
    ),
    example!(
        First,
        "tasks-start-at-once",
        "Tasks start at once",
        "Three awaits in a row take 6 s; three tasks, awaited in the same order, take 3 s.",
        ["in-a-row", "tasks"]
    ),
    example!(
        First,
        "take-turns",
        "Taking turns",
        "Two tasks count to three, with and without giving way to each other.",
        ["sleep-zero", "never-yields"]
    ),
    example!(
        First,
        "heartbeat",
        "The heartbeat",
        "A pulse every half second shows when other work holds the loop.",
        ["blocking", "in-pieces"]
    ),
    example!(
        Everyday,
        "as-they-come",
        "Results as they come",
        "gather answers once, when all are there; as_completed answers one by one.",
        ["gather", "as-completed"]
    ),
    example!(
        Everyday,
        "time-limit",
        "A time limit",
        "wait_for limits one call, timeout a whole block.",
        ["wait-for", "timeout"]
    ),
    example!(
        Everyday,
        "task-group",
        "A group of tasks",
        "A TaskGroup waits for all its tasks; when one fails, it stops the others.",
        ["all-well", "one-fails"]
    ),
    example!(
        Everyday,
        "producer-consumer",
        "Orders and bakers",
        "A queue with room for two, emptied by one baker and by two.",
        ["one-baker", "two-bakers"]
    ),
    example!(
        Everyday,
        "polite-downloads",
        "Polite downloads",
        "Five downloads at the same time, and the same five through a semaphore, two at a time.",
        ["all-at-once", "two-at-a-time"]
    ),
    example!(
        Everyday,
        "lock-the-account",
        "Two pay in at once",
        "An await between reading and writing loses 50 of the money; a lock keeps it.",
        ["race", "lock"]
    ),
    example!(
        Everyday,
        "retry-with-back-off",
        "Try again later",
        "A busy server is asked again, each time after a pause twice as long.",
        ["retry"]
    ),
    example!(
        Deeper,
        "cancel-and-clean-up",
        "Cancel and clean up",
        "Cancelling is an exception at the await: finally runs, and whoever swallows it runs on.",
        ["finally", "swallowed"]
    ),
    example!(
        Deeper,
        "first-answer-wins",
        "The first answer wins",
        "Three mirrors are asked; when one has answered, the others are cancelled.",
        ["wait"]
    ),
    example!(
        Deeper,
        "starting-line",
        "The starting line",
        "Runners who wait for one event, and runners who wait for each other at a barrier.",
        ["event", "barrier"]
    ),
    example!(
        Deeper,
        "shield-the-save",
        "Shield the save",
        "A request is cancelled while it saves: with shield, the save goes on.",
        ["shield", "unprotected"]
    ),
    example!(
        Deeper,
        "pipeline",
        "A pipeline of generators",
        "Async generators pull each value through, one at a time: nothing overlaps.",
        ["generators"]
    ),
    example!(
        Deeper,
        "beneath-the-tasks",
        "Beneath the tasks",
        "Callbacks, timers and a future, without any task but main.",
        ["callbacks"]
    ),
    example!(
        Outside,
        "five-downloads",
        "Five downloads",
        "requests blocks the loop, httpx in a row leaves it idle, httpx all at once is done in 3 s.",
        ["blocking", "in-a-row", "together"]
    ),
    example!(
        Outside,
        "slow-host",
        "A slow host",
        "One mirror takes 8 s, one refuses: a time-out of 2 s leads to the third.",
        ["time-out"]
    ),
    example!(
        Outside,
        "polite-scraper",
        "A polite scraper",
        "Four pages, two at a time, from a host that fails at times: giving up, and asking again.",
        ["gives-up", "retries"],
        hosts["httpbin.org: failures=30% failing=503"]
    ),
    example!(
        Outside,
        "whose-cookies",
        "Whose cookies?",
        "Two tasks that share a client share its cookies; with a client each, nobody is mixed up.",
        ["shared", "one-each"]
    ),
    example!(
        Outside,
        "back-pressure",
        "Back-pressure",
        "A reader is slow: who awaits drain waits for it, who does not piles up megabytes.",
        ["drain", "no-drain"]
    ),
    example!(
        Outside,
        "file-log",
        "A log in a file",
        "The disk takes 50 ms: writing holds the loop, a writer in a thread lets it go on.",
        ["in-the-loop", "writer-task"],
        disk 50
    ),
    example!(
        Outside,
        "two-writers",
        "Two writers, one file",
        "SQLite lets one write at a time: who keeps the lock while waiting locks the other out.",
        ["locked", "in-turn"]
    ),
    example!(
        Serving,
        "echo-server",
        "An echo server",
        "A server and three clients on one loop, over sockets: a task for each connection.",
        ["three-clients"]
    ),
    example!(
        Serving,
        "bare-asgi",
        "A bare ASGI app",
        "What a server asks of an application: called by hand, then served by uvicorn.",
        ["by-hand", "uvicorn" / ["terminal.txt"]],
        0.5
    ),
    example!(
        Serving,
        "hello-fastapi",
        "Hello, FastAPI",
        "The tutorial's first application, served and asked with curl; one answer is a 422.",
        ["curled" / ["terminal.txt"]],
        1.0
    ),
    example!(
        Serving,
        "two-windows",
        "Two windows",
        "A bookstore's API in two files: uvicorn in one terminal, curl in another, while one request blocks.",
        ["served" / ["books.py", "terminal.txt"]],
        1.7
    ),
    example!(
        Serving,
        "middleware-order",
        "The order of middleware",
        "Two middlewares and a dependency around an endpoint: who sees a request first, who last.",
        ["onion", "refused"],
        0.2
    ),
    example!(
        Serving,
        "background-work",
        "Work in the background",
        "A mail that the customer waits for, one that goes out behind the answer, one that is lost.",
        ["awaited", "background-tasks", "create-task"],
        0.2
    ),
    example!(
        Serving,
        "chat",
        "A chat",
        "Two talk over WebSocket: a task for each connection, and one word goes to all.",
        ["rooms"],
        1.0
    ),
    example!(
        Serving,
        "behind-a-proxy",
        "Behind a proxy",
        "Two servers, set up by their environment, behind a proxy; one of them goes down.",
        ["deployed" / ["proxy.py", "terminal.txt"]],
        3.2
    ),
    example!(
        Comparing,
        "bookstore",
        "A bookstore's API",
        "FastAPI under six readers: a handler that awaits, one that blocks, one in a thread.",
        ["async", "blocking", "threads"]
    ),
    example!(
        Comparing,
        "twenty-requests",
        "Twenty requests at once",
        "To an async def that awaits, to a def in a pool of threads, to an async def that blocks.",
        [
            "awaits" / ["terminal.txt"],
            "in-threads" / ["terminal.txt"],
            "blocks" / ["terminal.txt"]
        ],
        1.5
    ),
    example!(
        Comparing,
        "hundred-clients",
        "A hundred clients",
        "A thread for each client, and one loop for all: what each takes, and how soon they are done.",
        ["threads", "one-loop"],
        0.5
    ),
    example!(
        Comparing,
        "workers",
        "One worker, four workers",
        "Requests that wait gain nothing from more processes; requests that compute, four times.",
        ["one" / ["terminal.txt"], "four" / ["terminal.txt"]],
        3.1
    ),
    example!(
        Comparing,
        "wsgi-asgi",
        "WSGI beside ASGI",
        "Eight requests to four threads of waitress, and to one loop of uvicorn.",
        ["wsgi", "asgi"],
        0.5
    ),
];
