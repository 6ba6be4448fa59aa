//! Runs on real time: the same order as on virtual time.
#![cfg(feature = "cli")]

use loopscope::trace::{EventKind, HEARTBEAT, Owner, Runner, State, Timeline, Trace};
use std::process::{Command, Stdio};

/// Deadlines that differ by more than a timer's resolution, locks, a queue, a timeout, a thread, a blocking call.
const SCRIPT: &str = "\
import asyncio, time

async def worker(name, delay, queue):
    await asyncio.sleep(delay)
    await queue.put(name)
    print(name, 'put')

def job():
    time.sleep(0.04)
    return 'thread'

async def main():
    queue = asyncio.Queue()
    tasks = [asyncio.create_task(worker(f'w{i}', i / 20, queue)) for i in range(5, 0, -1)]
    for _ in tasks:
        print('got', await queue.get())
    try:
        async with asyncio.timeout(0.05):
            await asyncio.sleep(10)
    except TimeoutError:
        print('timeout')
    print(await asyncio.to_thread(job))
    beat = asyncio.create_task(asyncio.sleep(0.03))
    time.sleep(0.06)
    await beat
    print('end')

asyncio.run(main())
";

#[test]
fn a_live_run_has_the_order_of_the_virtual_one() {
    let folder = std::env::temp_dir().join(format!("loopscope-live-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder can be made");
    let script = folder.join("script.py");
    std::fs::write(&script, SCRIPT).expect("the script can be written");
    let outputs = [&[][..], &["--live"]].map(|options: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_loopscope"))
            .arg("run")
            .args(options)
            .arg(&script)
            .stdin(Stdio::null())
            .output()
            .expect("the program starts");
        (
            String::from_utf8(output.stdout).expect("output is text"),
            output.status.code(),
        )
    });
    std::fs::remove_dir_all(&folder).expect("the folder can be removed");
    assert_eq!(outputs[0], outputs[1]);
    assert!(
        outputs[0].0.ends_with("timeout\nthread\nend\n"),
        "{}",
        outputs[0].0
    );
}

/// A trace of beats at these moments, and a step that holds the loop from 1.0 to 2.0.
fn beats(moments: &[f64]) -> Timeline {
    let mut builder = loopscope::trace::TimelineBuilder::default();
    let event = |at, runner, kind| loopscope::trace::Event {
        at,
        runner: Some(runner),
        line: Some(7),
        kind,
    };
    let task = loopscope::trace::TaskId(0);
    let what = Runner::Task(task);
    let mut events = vec![
        event(0.0, Runner::Script, EventKind::LoopStarted),
        event(
            0.0,
            Runner::Script,
            EventKind::TaskCreated {
                task,
                name: "Task-1".to_owned(),
                coroutine: "crunch".to_owned(),
                parent: None,
            },
        ),
        event(1.0, Runner::Script, EventKind::StepStarted { what }),
        event(
            1.0,
            what,
            EventKind::Blocked {
                call: "time.sleep(1)".to_owned(),
                seconds: 1.0,
            },
        ),
        event(2.0, what, EventKind::StepEnded { what }),
    ];
    events.extend(
        moments
            .iter()
            .map(|at| event(*at, Runner::Script, EventKind::Beat)),
    );
    events.sort_by(|a, b| a.at.total_cmp(&b.at));
    events.iter().for_each(|event| builder.push(event));
    builder.finish()
}

#[test]
fn a_late_beat_was_held_by_whoever_held_the_thread() {
    let timeline = beats(&[0.1, 0.2, 0.9, 0.95, 2.0, 2.1]);
    let heart = timeline
        .lanes
        .iter()
        .find(|lane| lane.owner == Owner::Heart);
    let held: Vec<_> = heart
        .expect("there is a lane for the heart")
        .spans
        .iter()
        .filter(|span| span.state == State::Ready)
        .map(|span| {
            (
                span.from,
                span.to,
                span.held_by
                    .iter()
                    .map(|holder| holder.name.as_str())
                    .collect::<Vec<_>>(),
            )
        })
        .collect();
    assert_eq!(
        held,
        [
            (0.2 + HEARTBEAT, 0.9, vec![]),
            (0.95 + HEARTBEAT, 2.0, vec!["crunch"])
        ]
    );
}

#[test]
fn a_virtual_run_has_no_heart() {
    let timeline = Timeline::of(&Trace::default());
    assert!(timeline.lanes.iter().all(|lane| lane.owner != Owner::Heart));
    assert!(
        beats(&[])
            .lanes
            .iter()
            .all(|lane| lane.owner != Owner::Heart)
    );
}
