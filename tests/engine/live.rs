//! Runs on real time: the same order as on virtual time.

use std::process::{Command, Stdio};
use trace::{Call, CallKind, EventKind, HEARTBEAT, Owner, Runner, State, Timeline, Trace};

/// Deadlines that lie a UNIT apart, or more: a queue, a timeout, a thread, a blocking call.
const SCRIPT: &str = "\
import asyncio, time

async def worker(name, delay, queue):
    await asyncio.sleep(delay)
    await queue.put(name)
    print(name, 'put')

def job():
    time.sleep(UNIT)
    return 'thread'

async def main():
    queue = asyncio.Queue()
    tasks = [asyncio.create_task(worker(f'w{i}', i * UNIT, queue)) for i in range(5, 0, -1)]
    for _ in tasks:
        print('got', await queue.get())
    try:
        async with asyncio.timeout(UNIT):
            await asyncio.sleep(1000)
    except TimeoutError:
        print('timeout')
    print(await asyncio.to_thread(job))
    beat = asyncio.create_task(asyncio.sleep(UNIT))
    time.sleep(2 * UNIT)
    await beat
    print('end')

asyncio.run(main())
";

/// What the script prints on the virtual clock and on the live one, and its exit codes.
fn on_both_clocks(unit: f64) -> [(String, Option<i32>); 2] {
    let folder = std::env::temp_dir().join(format!("loopscope-live-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder can be made");
    let script = folder.join("script.py");
    std::fs::write(&script, format!("UNIT = {unit}\n{SCRIPT}")).expect("the script can be written");
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
    outputs
}

/// A machine that stands still for longer than the unit changes the order; then the deadlines are put further apart. An
/// order that is wrong stays wrong.
#[test]
fn a_live_run_has_the_order_of_the_virtual_one() {
    for unit in [0.05, 0.25, 1.25] {
        let [virtual_run, live_run] = on_both_clocks(unit);
        let printed = &virtual_run.0;
        assert!(printed.ends_with("timeout\nthread\nend\n"), "{printed}");
        if unit == 1.25 {
            assert_eq!(virtual_run, live_run);
        } else if virtual_run == live_run {
            return;
        }
    }
}

/// A trace of beats at these moments, and a step that holds the loop from 1.0 to 2.0.
fn beats(moments: &[f64]) -> Timeline {
    let mut builder = trace::TimelineBuilder::default();
    let event = |at, runner, kind| trace::Event {
        at,
        runner: Some(runner),
        line: Some(7),
        kind,
    };
    let task = trace::TaskId(0);
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
                call: Call::new(CallKind::Sleep, "time.sleep(1)"),
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
