use super::{cured, only, says, silent};
use diagnosis::Kind;

/// A consumer of the loop's, and a thread that does this for it at 0.2 s.
fn handing_over(does: &str) -> String {
    format!(
        "import asyncio, threading, time\n\ndef thread(loop, queue):\n    time.sleep(0.2)\n    {does}\n\nasync def \
         main():\n    queue = asyncio.Queue()\n    loop = asyncio.get_running_loop()\n    \
         threading.Thread(target=thread, args=(loop, queue), name='feeder').start()\n    print(await queue.get())\n\n\
         asyncio.run(main())\n"
    )
}

#[test]
fn a_queue_that_another_thread_fills_is_named_with_the_safe_way() {
    let source = handing_over("queue.put_nowait('x')");
    let source = source.replace(
        "    print(await",
        "    asyncio.create_task(asyncio.sleep(0.6))\n    print(await",
    );
    let findings = super::run(&source).findings;
    let finding = findings
        .iter()
        .find(|finding| finding.kind == Kind::NotThreadSafe)
        .expect("it is found");
    assert_eq!((finding.line, finding.at), (Some(5), 0.2));
    says(
        finding,
        &[
            "`Queue.put_nowait` on line 5",
            "in the thread `feeder`",
            "`loop.call_soon_threadsafe(…)`",
        ],
    );
    let cured = cured(&source, finding);
    assert!(
        cured.contains("loop.call_soon_threadsafe(queue.put_nowait, 'x')"),
        "{cured}"
    );
}

#[test]
fn call_soon_of_another_thread_is_made_the_safe_one() {
    let source = handing_over("loop.call_soon(queue.put_nowait, 'x')");
    let source = source.replace(
        "    print(await",
        "    timer = loop.call_later(0.6, print, 'tick')\n    print(await",
    );
    let finding = only(Kind::NotThreadSafe, &source);
    let cured = cured(&source, &finding);
    assert!(
        cured.contains("loop.call_soon_threadsafe(queue.put_nowait, 'x')"),
        "{cured}"
    );
}

#[test]
fn what_is_thread_safe_or_the_loops_own_is_not_told() {
    silent(&handing_over(
        "loop.call_soon_threadsafe(queue.put_nowait, 'x')",
    ));
    silent(
        "import asyncio, threading\n\nasync def main(n):\n    queue = asyncio.Queue()\n    asyncio.get_running_loop().call_soon(\
         queue.put_nowait, n)\n    print(await queue.get())\n\nthread = threading.Thread(target=lambda: \
         asyncio.run(main(1)))\nthread.start()\nthread.join()\nasyncio.run(main(2))\n",
    );
    silent(
        "import asyncio, time\n\nasync def main():\n    await asyncio.to_thread(time.sleep, 1)\n\nasyncio.run(main())\n",
    );
}
