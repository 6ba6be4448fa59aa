//! Threads: what the machine decides, what takes time, what is recorded.

mod language;

use crate::support::{Run, run, run_with};
use trace::{EventKind, Lane, Owner, State, ThreadId, Timeline};

fn end(run: &Run) -> f64 {
    run.trace.events.last().expect("a run has events").at
}

#[test]
fn processes_compute_on_the_cores_there_are() {
    let script = "import concurrent.futures, os, time\n\n\
        def work(n):\n    return sum(i * i for i in range(n))\n\n\
        if __name__ == '__main__':\n    \
            began = time.perf_counter()\n    \
            with concurrent.futures.ProcessPoolExecutor(4) as pool:\n        \
                list(pool.map(work, [3_000_000] * 4))\n    \
            print(os.cpu_count(), os.process_cpu_count(), time.perf_counter() - began)\n";
    let on = |cores: &str| {
        let stdout = run_with(script, &["--cores", cores]).stdout;
        let mut words = stdout.split_whitespace().map(|word| word.parse().unwrap());
        let counts: [f64; 2] = [words.next().unwrap(), words.next().unwrap()];
        assert_eq!(counts, [cores.parse::<f64>().unwrap(); 2]);
        let seconds: f64 = words.next().unwrap();
        seconds
    };
    let (one, two, four, eight) = (on("1"), on("2"), on("4"), on("8"));
    assert!((one / four - 4.0).abs() < 0.2, "{one} {four}");
    assert!((two / four - 2.0).abs() < 0.1, "{two} {four}");
    assert_eq!(four, eight, "four processes use four cores");
}

#[test]
fn a_deadlock_of_all_threads_ends_the_run_and_says_who_waits_where() {
    let script = "import threading, time\n\na, b = threading.Lock(), threading.Lock()\n\ndef take(first, second):\n    with first:\n        time.sleep(1)\n        with second:\n            print('never')\n\nfor pair in ((a, b), (b, a)):\n    threading.Thread(target=take, args=pair).start()\n";
    let run = run(script);
    assert_eq!((run.code, run.stdout.as_str()), (1, ""));
    let Some(EventKind::Interrupted { reason, .. }) = run
        .trace
        .events
        .iter()
        .map(|event| &event.kind)
        .find(|kind| matches!(kind, EventKind::Interrupted { .. }))
    else {
        panic!("the run was not ended");
    };
    assert!(
        reason.contains("Thread-1 (take) waits for Lock.acquire (line 8), Thread-2 (take) waits for Lock.acquire (line 8)"),
        "{reason}"
    );
}

#[test]
fn a_loop_that_waits_for_a_thread_that_never_ends_is_stuck() {
    let script = "import asyncio, threading\n\nasync def main():\n    await asyncio.to_thread(threading.Event().wait)\n\nasyncio.run(main())\n";
    let run = run(script);
    assert_eq!(run.code, 1);
    assert!(
        run.trace.events.iter().any(|event| matches!(&event.kind,
            EventKind::Interrupted { reason, .. } if reason.contains("main waits for")
                && reason.contains("asyncio_0 waits for Lock.acquire"))),
        "{:?}",
        run.trace.events.last()
    );
}

#[test]
fn a_thread_that_spins_lets_others_run() {
    let script = "import threading, time\n\nready = False\n\ndef spin():\n    while not ready:\n        pass\n    print('seen', 0.4 < time.monotonic() < 0.6)\n\nthreading.Thread(target=spin).start()\ntime.sleep(0.5)\nready = True\n";
    assert_eq!(run(script).stdout, "seen True\n");
}

#[test]
fn computing_takes_twice_as_long_in_two_threads_and_as_long_in_two_processes() {
    let script = |pool: &str| {
        format!(
            "import time\nfrom concurrent.futures import *\n\ndef burn(n):\n    t = 0\n    for i in range(n):\n        t += i\n    return t\n\nif __name__ == '__main__':\n    with {pool}(2) as pool:\n        list(pool.map(burn, [3_000_000] * 2))\n"
        )
    };
    let threads = end(&run(&script("ThreadPoolExecutor")));
    let processes = end(&run(&script("ProcessPoolExecutor")));
    let ratio = threads / processes;
    assert!((1.8..2.2).contains(&ratio), "{threads} / {processes}");
}

const POOL: &str = r#"import time
from concurrent.futures import ThreadPoolExecutor

def job(seconds):
    time.sleep(seconds)

with ThreadPoolExecutor(2) as pool:
    for seconds in (1, 2, 3):
        pool.submit(job, seconds)
    time.sleep(3)
time.sleep(1)
"#;

fn workers(timeline: &Timeline) -> Vec<&Lane> {
    let is_worker = |lane: &&Lane| matches!(lane.owner, Owner::Thread(_));
    timeline.lanes.iter().filter(is_worker).collect()
}

#[test]
fn a_worker_has_a_lane_with_what_it_waits_for() {
    let run = run(POOL);
    let timeline = Timeline::of(&run.trace);
    assert_eq!(timeline.end, 5.0);
    let lanes = workers(&timeline);
    let named: Vec<_> = lanes
        .iter()
        .map(|lane| (lane.owner, lane.name.as_str()))
        .collect();
    assert_eq!(
        named,
        [
            (Owner::Thread(ThreadId(1)), "ThreadPoolExecutor-0_0"),
            (Owner::Thread(ThreadId(2)), "ThreadPoolExecutor-0_1"),
        ]
    );
    let waits: Vec<Vec<_>> = lanes
        .iter()
        .map(|lane| {
            lane.spans
                .iter()
                .filter(|span| span.state == State::Waiting)
                .map(|span| (span.what.as_str(), span.from, span.to, span.line))
                .collect()
        })
        .collect();
    assert_eq!(
        waits,
        [
            vec![
                ("time.sleep(1)", 0.0, 1.0, Some(5)),
                ("time.sleep(3)", 1.0, 4.0, Some(5)),
            ],
            vec![
                ("time.sleep(2)", 0.0, 2.0, Some(5)),
                ("no job", 2.0, 3.0, None),
            ],
        ]
    );
    let ends: Vec<_> = lanes
        .iter()
        .map(|lane| lane.ended.as_ref().map(|(at, _)| *at))
        .collect();
    assert_eq!(ends, [Some(4.0), Some(3.0)]);
}

#[test]
fn jobs_say_which_function_runs_and_the_main_thread_what_held_it() {
    let run = run(POOL);
    let jobs: Vec<_> = run
        .trace
        .events
        .iter()
        .filter_map(|event| match &event.kind {
            EventKind::JobStarted { thread, label } => Some((event.at, thread.0, label.as_str())),
            EventKind::JobEnded { thread } => Some((event.at, thread.0, "")),
            _ => None,
        })
        .collect();
    assert_eq!(
        jobs,
        [
            (0.0, 1, "job"),
            (0.0, 2, "job"),
            (1.0, 1, ""),
            (1.0, 1, "job"),
            (2.0, 2, ""),
            (4.0, 1, ""),
        ]
    );
    let held: Vec<_> = run
        .trace
        .events
        .iter()
        .filter_map(|event| match &event.kind {
            EventKind::Held { call, from } => {
                Some((call.text.as_str(), *from, event.at, event.line))
            }
            _ => None,
        })
        .collect();
    assert_eq!(held, [("Thread.join", 3.0, 4.0, Some(7))]);
    let timeline = Timeline::of(&run.trace);
    let script: Vec<_> = timeline.lanes[0]
        .spans
        .iter()
        .filter(|span| span.to > span.from)
        .map(|span| (span.state, span.what.as_str(), span.from, span.to))
        .collect();
    // Without a loop it keeps nobody from anything while it waits for the others.
    assert_eq!(
        script,
        [
            (State::Blocking, "time.sleep(3)", 0.0, 3.0),
            (State::Waiting, "Thread.join", 3.0, 4.0),
            (State::Blocking, "time.sleep(1)", 4.0, 5.0)
        ]
    );
}

#[test]
fn the_main_thread_is_ready_while_another_computes_in_its_stead() {
    let script = "import threading\n\ndef burn():\n    t = 0\n    for i in range(1_000_000):\n        t += i\n\n\
                  worker = threading.Thread(target=burn, name='worker')\nworker.start()\nburn()\nworker.join()\n";
    let run = run(script);
    let timeline = Timeline::of(&run.trace);
    let spans = |lane: &Lane, state| -> f64 {
        let of = lane.spans.iter().filter(|span| span.state == state);
        of.map(|span| span.to - span.from).sum()
    };
    let main = &timeline.lanes[0];
    let half = timeline.end / 2.0;
    for state in [State::Ready, State::Running] {
        let time = spans(main, state);
        assert!((time - half).abs() < 0.3 * half, "{state:?}: {time}");
    }
    let kept = main.spans.iter().filter(|span| span.state == State::Ready);
    assert!(
        kept.flat_map(|span| &span.held_by)
            .all(|holder| holder.name == "worker")
    );
    let worker = workers(&timeline)[0];
    assert!((spans(worker, State::Ready) - spans(main, State::Running)).abs() < 0.01);
}

#[test]
fn a_script_that_waits_for_ever_is_shown_waiting_for_ever() {
    let run = run(
        "import threading, time\n\ndef other():\n    time.sleep(1)\n    threading.Event().wait()\n\n\
         threading.Thread(target=other).start()\nthreading.Event().wait()\n",
    );
    assert_eq!(run.code, 1);
    let timeline = Timeline::of(&run.trace);
    let last = timeline.lanes[0].spans.last().expect("there is a span");
    assert_eq!((last.state, last.line), (State::Waiting, Some(8)));
    assert!(last.is_eternal() && last.to == timeline.horizon, "{last:?}");
    assert!(
        run.stderr
            .contains("MainThread waits for Lock.acquire (line 8)"),
        "{}",
        run.stderr
    );
}

#[test]
fn who_supervises_processes_waits() {
    let script = "import asyncio, multiprocessing\n\nasync def serve():\n    for _ in range(3):\n        await asyncio.sleep(1)\n\n\
                  def work():\n    asyncio.run(serve())\n\nif __name__ == '__main__':\n    \
                  process = multiprocessing.Process(target=work)\n    process.start()\n    process.join()\n";
    let run = run(script);
    let timeline = Timeline::of(&run.trace);
    let long: Vec<_> = timeline.lanes[0]
        .spans
        .iter()
        .filter(|span| span.to > span.from)
        .map(|span| (span.state, span.from, span.to))
        .collect();
    assert_eq!(long, [(State::Waiting, 0.0, 3.0)]);
}

#[test]
fn a_script_that_imports_no_threads_pays_nothing_for_them() {
    let run = run(
        "import asyncio, sys\nprint('concurrent.futures.thread' in sys.modules, 'multiprocessing' in sys.modules)\n",
    );
    assert_eq!(run.stdout, "False False\n");
}

/// Writes a file and reads it, while a ticker ticks every 10 ms.
fn with_disk(read: &str) -> Run {
    let script = format!(
        "import asyncio, time\n\n\
         def load():\n    with open('a.txt') as file:\n        return file.read()\n\n\
         async def tick():\n    for _ in range(3):\n        print('tick', round(time.monotonic(), 3))\n        \
         await asyncio.sleep(0.01)\n\n\
         async def read():\n    {read}\n    print('read', round(time.monotonic(), 3))\n\n\
         async def main():\n    await asyncio.gather(tick(), read())\n\n\
         with open('a.txt', 'w') as file:\n    file.write('x')\n\
         print('written', round(time.monotonic(), 3))\n\
         asyncio.run(main())\n"
    );
    run_with(&script, &["--disk", "50"])
}

#[test]
fn a_disk_that_takes_time_holds_the_loop_of_a_coroutine_that_reads() {
    let held = with_disk("load()");
    // Opened and written, opened and read: 50 ms each time.
    assert_eq!(
        held.stdout,
        "written 0.1\ntick 0.1\nread 0.2\ntick 0.2\ntick 0.21\n"
    );
    let held_for = |trace: &trace::Trace| -> f64 {
        let blocked = trace.events.iter().filter_map(|event| match event.kind {
            EventKind::Blocked { seconds, .. } if event.at >= 0.1 => Some(seconds),
            _ => None,
        });
        blocked.sum()
    };
    assert!((held_for(&held.trace) - 0.1).abs() < 1e-9);

    let beside = with_disk("await asyncio.to_thread(load)");
    assert_eq!(
        beside.stdout,
        "written 0.1\ntick 0.1\ntick 0.11\ntick 0.12\nread 0.2\n"
    );
    assert!(held_for(&beside.trace).abs() < 1e-9, "nobody held the loop");
}

#[test]
fn a_disk_takes_no_time_unless_it_is_said() {
    let script = "import time\nopen('a.txt', 'w').close()\nprint(time.monotonic())\n";
    assert_eq!(run(script).stdout, "0.0\n");
}
