//! What is typed at terminals: programs beside one another, and who shows what.

use crate::support::{Run, run_folder};
use trace::{Event, EventKind, Interruption, Stream};

const APP: &str = "
import os
from models import WORLD

async def app(scope, receive, send):
    if scope['type'] == 'lifespan':
        while True:
            message = await receive()
            await send({'type': message['type'] + '.complete'})
            if message['type'] == 'lifespan.shutdown':
                return
    body = f\"hello {WORLD} from {os.environ.get('WHO', 'nobody')}\".encode()
    await send({'type': 'http.response.start', 'status': 200, 'headers': [(b'content-length', b'%d' % len(body))]})
    await send({'type': 'http.response.body', 'body': body})
";

const MODELS: &str = "WORLD = 'world'\n";

fn typed(files: &[(&str, &str)], lines: &str) -> Run {
    let mut files = files.to_vec();
    files.push(("terminal.txt", lines));
    run_folder(&files)
}

fn serving(lines: &str) -> Run {
    typed(&[("main.py", APP), ("models.py", MODELS)], lines)
}

/// What a terminal shows of what was written to standard output.
fn shown(run: &Run, number: u32) -> String {
    let events = run.trace.events.iter();
    let texts = events.filter_map(|event| match &event.kind {
        EventKind::Output {
            stream: Stream::Stdout,
            text,
            terminal,
        } => (*terminal == Some(number)).then_some(text.as_str()),
        _ => None,
    });
    texts.collect()
}

/// The exit codes of the lines of a terminal that are over, in order.
fn codes(run: &Run, number: u32) -> Vec<i32> {
    let events = run.trace.events.iter();
    let codes = events.filter_map(|event| match event.kind {
        EventKind::CommandEnded { terminal, code } => (terminal == number).then_some(code),
        _ => None,
    });
    codes.collect()
}

#[test]
fn a_server_and_who_asks_it_are_programs_of_two_terminals() {
    let run = serving("1$ WHO=me uvicorn main:app\n2$ curl -s localhost:8000/a\n1$ ^C\n");
    assert_eq!(shown(&run, 2), "hello world from me");
    let log: Vec<&str> = run.stderr.lines().collect();
    assert_eq!(
        log,
        [
            "INFO:     Started server process [1]",
            "INFO:     Waiting for application startup.",
            "INFO:     Application startup complete.",
            "INFO:     Uvicorn running on http://127.0.0.1:8000 (Press CTRL+C to quit)",
            "^CINFO:     Shutting down",
            "INFO:     Waiting for application shutdown.",
            "INFO:     Application shutdown complete.",
            "INFO:     Finished server process [1]",
        ]
    );
    let access = shown(&run, 1);
    assert!(access.contains("\"GET /a HTTP/1.1\" 200 OK"), "{access}");
    assert_eq!((codes(&run, 1), codes(&run, 2)), (vec![0], vec![0]));
    assert_eq!(run.code, 0);
}

#[test]
fn workers_have_modules_of_their_own() {
    let app = "
import models
models.COUNT += 1

async def app(scope, receive, send):
    if scope['type'] == 'lifespan':
        while True:
            message = await receive()
            await send({'type': message['type'] + '.complete'})
            if message['type'] == 'lifespan.shutdown':
                print('count', models.COUNT)
                return
";
    let run = typed(
        &[("main.py", app), ("models.py", "COUNT = 0\n")],
        "1$ uvicorn main:app --workers 3\n1$ ^C\n",
    );
    assert_eq!(shown(&run, 1), "count 1\n".repeat(3), "{}", run.stderr);
    assert!(
        run.stderr.ends_with("Stopping parent process [1]\n"),
        "{}",
        run.stderr
    );
}

#[test]
fn programs_set_up_their_logging_for_themselves() {
    let main = "
import logging, sys, time
level = sys.argv[1]
logging.basicConfig(level=level, format=level + ' %(name)s %(message)s', stream=sys.stdout)
log = logging.getLogger('app')
log.info('info')
log.warning('warning')
time.sleep(3)
log.info('later')
";
    let lines = "1$ python main.py INFO\n2$ python main.py WARNING\n";
    let run = typed(&[("main.py", main)], lines);
    assert_eq!(
        shown(&run, 1),
        "INFO app info\nINFO app warning\nINFO app later\n"
    );
    assert_eq!(shown(&run, 2), "WARNING app warning\n");
}

#[test]
fn what_was_given_up_keeps_no_run_going() {
    // uvicorn waits 5 s for another request of a connection, which curl ends.
    let run = serving("1$ uvicorn main:app\n2$ curl -s localhost:8000\n");
    let last = run.trace.events.last().expect("there are events");
    let by = Interruption::StillListening;
    assert!(matches!(&last.kind, EventKind::Interrupted { by: why, .. } if *why == by));
    let set = |event: &&Event| matches!(&event.kind, EventKind::TimerSet { deadline, .. } if deadline - event.at > 1.0);
    let waited = run.trace.events.iter().find(set);
    let waited = waited.expect("the connection is kept alive").at;
    assert!(
        last.at > waited + 0.9 && last.at < waited + 1.2,
        "{}",
        last.at
    );
}

#[test]
fn workers_take_turns_at_a_port_and_compute_beside_each_other() {
    let app = "
import os
from work import compute

async def app(scope, receive, send):
    assert scope['type'] == 'http'
    compute(1_000_000)
    body = b'%d' % os.getpid()
    await send({'type': 'http.response.start', 'status': 200, 'headers': [(b'content-length', b'%d' % len(body))]})
    await send({'type': 'http.response.body', 'body': body})
";
    let work = "def compute(n):\n    for each in range(n):\n        each * each\n";
    let ask = "curl -s -w ' in %{time_total}\\n' localhost:8000";
    let line = [ask; 4].join(" & ");
    let run = typed(
        &[("main.py", app), ("work.py", work)],
        &format!("1$ uvicorn main:app --workers 4\n2$ {line}\n1$ ^C\n"),
    );
    let mut answers: Vec<(u32, f64)> = Vec::new();
    for answer in shown(&run, 2).lines().filter(|line| line.contains(" in ")) {
        let (who, took) = answer.split_once(" in ").expect("it is there");
        answers.push((
            who.parse().expect("a number"),
            took.parse().expect("seconds"),
        ));
    }
    answers.sort_by_key(|(who, _)| *who);
    answers.dedup_by_key(|(who, _)| *who);
    assert_eq!(answers.len(), 4, "{answers:?} {}", run.stderr);
    let first = answers[0].1;
    assert!(first > 0.02, "modules of the script's own compute: {first}");
    assert!(
        answers.iter().all(|(_, took)| (took - first).abs() < 1e-6),
        "{answers:?}"
    );
    assert!(!run.stderr.contains("Traceback"), "{}", run.stderr);
}

#[test]
fn what_waits_is_interrupted_wherever_it_waits() {
    let asleep =
        "import time\ntry:\n    time.sleep(50)\nfinally:\n    print('after', time.monotonic())\n";
    let awaiting = "import asyncio\nasync def main():\n    try:\n        await asyncio.sleep(100)\n    \
                    except asyncio.CancelledError:\n        print('cancelled')\n        raise\n\
                    asyncio.run(main())\n";
    let lines = "1$ python asleep.py\n1$ ^C\n1$ python awaiting.py\n1$ ^C\n1$ echo over\n";
    let run = typed(&[("asleep.py", asleep), ("awaiting.py", awaiting)], lines);
    assert_eq!(shown(&run, 1), "after 1.0\ncancelled\nover\n");
    assert_eq!(codes(&run, 1), [130, 130, 0]);
    let ends = run
        .stderr
        .lines()
        .filter(|line| *line == "KeyboardInterrupt");
    assert_eq!(ends.count(), 2, "{}", run.stderr);
}

#[test]
fn commands_are_joined_as_in_a_shell() {
    let lines = "1$ python -c 'import sys; sys.exit(3)' && echo no || echo yes\n\
                 1$ echo one > list.txt; echo two >> list.txt; cat list.txt\n\
                 1$ echo '{\"a\": [1]}' | python -m json.tool --compact\n\
                 1$ mkdir -p deep/er && cd deep && ls && pwd\n\
                 1$ nothing here\n";
    let run = typed(&[("main.py", "")], lines);
    assert_eq!(
        shown(&run, 1),
        "yes\none\ntwo\n{\"a\":[1]}\ner\n/home/loopscope/deep\n"
    );
    assert_eq!(codes(&run, 1), [0, 0, 0, 0, 127]);
    assert!(run.stderr.contains("nothing: command not found"));
}

#[test]
fn a_line_that_nobody_reads_holds_up_no_other() {
    let lines = "1$ uvicorn main:app\n1$ echo later\n2$ curl -s localhost:8000\n";
    let run = serving(lines);
    assert_eq!(shown(&run, 2), "hello world from nobody");
    assert!(!shown(&run, 1).contains("later"));
}

#[test]
fn a_program_behind_the_shell_lets_the_next_line_come() {
    let lines = "1$ uvicorn main:app --port 9000 &\n1$ curl -s -w '%{http_code}' -o answer.txt http://127.0.0.1:9000/\n1$ cat answer.txt\n";
    let run = serving(lines);
    let shown = shown(&run, 1);
    assert!(shown.starts_with("[1] "), "{shown}");
    assert!(shown.ends_with("200hello world from nobody"), "{shown}");
}

#[test]
fn a_script_that_fails_shows_where() {
    let run = typed(
        &[
            ("main.py", "import helper\nhelper.fail()\n"),
            ("helper.py", "def fail():\n    raise ValueError('so')\n"),
        ],
        "1$ python main.py\n",
    );
    assert_eq!(
        run.stderr,
        "Traceback (most recent call last):\n  File \"main.py\", line 2, in <module>\n    helper.fail()\n    ~~~~~~~~~~~^^\n  \
         File \"/home/loopscope/helper.py\", line 2, in fail\n    raise ValueError('so')\nValueError: so\n"
    );
    assert_eq!((run.code, codes(&run, 1)), (1, vec![1]));
}

/// A load may wait for an answer so long; no run does, once it is over.
#[test]
fn a_load_leaves_no_moments_behind() {
    let run = serving("1$ uvicorn main:app\n2$ hey -n 20 -c 2 http://127.0.0.1:8000/\n1$ ^C\n");
    let summary = shown(&run, 2);
    assert!(summary.contains("[200]\t20 responses"), "{summary}");
    let end = run.trace.events.last().map_or(0.0, |event| event.at);
    assert!(end < 10.0, "{end}");
}

#[test]
fn a_line_asks_again_and_again_and_with_what_is_piped() {
    let run = serving(
        "1$ uvicorn main:app\n\
         2$ export T=a; for i in 1 2; do curl -s -o /dev/null -w \"%{http_code} $T$i\\n\" localhost:8000/$i; done\n\
         2$ echo '{}' | curl -s -o /dev/null -w '%{size_upload}\\n' --data-binary @- localhost:8000/\n\
         1$ ^C\n",
    );
    assert_eq!(shown(&run, 2), "200 a1\n200 a2\n3\n", "{}", run.stderr);
}
