//! Who runs when.

use crate::stage::Stage;
use machine::{Completion, Device, EventLoop, Halt, Handle, Seconds, ThreadId, ThreadState, Wake};
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

#[test]
fn threads_run_in_order_of_starting_until_they_wait() {
    let stage = Stage::new();
    for name in ["a", "b"] {
        stage.spawn(move |stage| {
            stage.say(name);
            stage.sleep(1.0);
            stage.say(name);
        });
    }
    stage.say("main");
    stage.sleep(1.0);
    stage.say("main");
    stage.run();
    assert_eq!(
        stage.said(),
        [
            ("main", 0.0),
            ("a", 0.0),
            ("b", 0.0),
            // It submitted its wait first.
            ("main", 1.0),
            ("a", 1.0),
            ("b", 1.0)
        ]
    );
}

/// Recurses, waits at the bottom, and looks at every frame on the way back.
fn deep(stage: &Stage, seed: u64, levels: u64) -> u64 {
    let frame = [seed * 1000 + levels; 16];
    let below = match levels {
        0 => {
            stage.sleep(0.5);
            0
        }
        _ => deep(stage, seed, levels - 1),
    };
    assert!(
        std::hint::black_box(frame)
            .iter()
            .all(|slot| *slot == seed * 1000 + levels)
    );
    below + 1
}

#[test]
fn a_thread_stops_wherever_it_is_and_finds_its_stack_as_it_was() {
    let stage = Stage::new();
    let ended = Rc::new(Cell::new(0));
    for seed in 1..=50 {
        let ended = ended.clone();
        stage.spawn(move |stage| {
            for round in 0..4 {
                assert_eq!(deep(stage, seed, 20 + round), 21 + round);
            }
            ended.set(ended.get() + 1);
        });
    }
    stage.run();
    assert_eq!(ended.get(), 50);
    assert_eq!(stage.machine.now(), 2.0);
}

#[test]
fn whoever_is_woken_goes_to_the_back_of_the_queue() {
    let stage = Stage::new();
    let waiting = Rc::new(RefCell::new(Vec::new()));
    for name in ["first", "second"] {
        let waiting = waiting.clone();
        stage.spawn(move |stage| {
            let parked = stage.machine.park(None);
            waiting.borrow_mut().push(parked);
            stage.give_way().unwrap();
            stage.say(name);
        });
    }
    stage.spawn(move |stage| {
        stage.sleep(1.0);
        for parked in waiting.take().into_iter().rev() {
            stage.unpark(parked);
            stage.unpark(parked);
        }
        stage.say("waker");
    });
    stage.run();
    assert_eq!(
        stage.said(),
        [("waker", 1.0), ("second", 1.0), ("first", 1.0)]
    );
}

#[test]
fn a_wait_that_is_over_cannot_be_ended_again() {
    let stage = Stage::new();
    let old = Rc::new(Cell::new(None));
    let kept = old.clone();
    stage.spawn(move |stage| {
        kept.set(Some(stage.machine.park(Some(1.0))));
        stage.give_way().unwrap();
        stage.say("timeout");
        stage.machine.park(Some(5.0));
        stage.give_way().unwrap();
        stage.say("end");
    });
    stage.sleep(2.0);
    stage.unpark(old.get().unwrap());
    stage.run();
    assert_eq!(stage.said(), [("timeout", 1.0), ("end", 5.0)]);
}

#[test]
fn a_moment_that_has_passed_ends_a_wait_behind_those_that_are_ready() {
    let stage = Stage::new();
    stage.spawn(|stage| {
        stage.say("other");
    });
    stage.machine.park(Some(-1.0));
    stage.give_way().unwrap();
    stage.say("main");
    assert_eq!(stage.said(), [("other", 0.0), ("main", 0.0)]);
}

#[test]
fn the_main_thread_is_told_when_nothing_can_happen() {
    let stage = Stage::new();
    stage.spawn(|stage| {
        stage.machine.park(None);
        let _ = stage.give_way();
        stage.say("never");
    });
    stage.machine.park(None);
    assert_eq!(stage.give_way(), Err(Halt::Stuck));
    assert_eq!(stage.machine.running(), ThreadId::MAIN);
    stage.sleep(1.0);
    assert_eq!(stage.machine.now(), 1.0, "it can go on");
    assert_eq!(stage.said(), []);
}

/// Says that it was dropped.
struct Guard(Rc<Cell<bool>>);

impl Drop for Guard {
    fn drop(&mut self) {
        self.0.set(true);
    }
}

#[test]
fn an_abandoned_thread_stays_where_it_is() {
    let stage = Stage::new();
    let dropped = Rc::new(Cell::new(false));
    let guard = Guard(dropped.clone());
    let thread = stage.spawn(move |stage| {
        let _guard = guard;
        stage.sleep(1.0);
        stage.say("never");
    });
    stage.sleep(0.5);
    stage.machine.abandon(thread, &());
    assert_eq!(stage.machine.state(thread), ThreadState::Ended);
    stage.run();
    assert_eq!(stage.said(), []);
    assert!(!dropped.get(), "nothing upon its stack is dropped");
}

struct Job(&'static str);

impl Handle for Job {
    fn is_cancelled(&self) -> bool {
        false
    }
}

/// Completes everything at one moment.
struct Disk(RefCell<Vec<Completion>>);

impl Device for Disk {
    fn next_completion(&self) -> Option<Seconds> {
        self.0.borrow().first().map(|completion| completion.at)
    }

    fn collect(&self, _now: Seconds, into: &mut Vec<Completion>) {
        into.append(&mut self.0.borrow_mut());
    }
}

#[test]
fn a_device_wakes_loops_and_threads_in_order_of_submission() {
    let stage = Stage::new();
    let disk = Rc::new(Disk(RefCell::default()));
    stage.machine.add_device(disk.clone());
    let event_loop = Rc::new(EventLoop::<Job, (), _>::new(
        stage.machine.clock().clone(),
        (),
    ));
    let submit = |wakes| {
        disk.0.borrow_mut().push(Completion {
            at: 1.0,
            submission: stage.machine.submission(),
            wakes,
        });
    };
    let handle = |name| {
        let event_loop = event_loop.clone();
        Wake::Loop(Box::new(move |at| event_loop.complete(at, Job(name))))
    };
    submit(handle("before"));
    let reader = disk.clone();
    stage.spawn(move |stage| {
        reader.0.borrow_mut().push(Completion {
            at: 1.0,
            submission: stage.machine.submission(),
            wakes: Wake::Thread(stage.machine.park(None)),
        });
        stage.give_way().unwrap();
        stage.say("thread");
    });
    // The thread submits while the loop waits; the loop was woken for what was submitted before.
    for _ in 0..1 {
        stage.machine.select(&event_loop, &()).unwrap();
        let turn = event_loop.turn_at_once(&mut |job: &Job| {
            stage.say(job.0);
            Ok::<_, ()>(())
        });
        assert!(turn.is_ok());
    }
    stage.run();
    assert_eq!(stage.said(), [("before", 1.0), ("thread", 1.0)]);
}

#[test]
fn scheduling_from_another_thread_does_not_wake_a_loop_that_waits() {
    let stage = Stage::new();
    let event_loop = Rc::new(EventLoop::<Job, (), _>::new(
        stage.machine.clock().clone(),
        (),
    ));
    event_loop.call_at(0.6, Job("timer")).unwrap();
    let other = event_loop.clone();
    stage.spawn(move |stage| {
        stage.sleep(0.2);
        other.call_soon(Job("not threadsafe"));
    });
    let turn = || {
        stage.machine.select(&event_loop, &()).unwrap();
        let turn = event_loop.turn_at_once(&mut |job: &Job| {
            stage.say(job.0);
            Ok::<_, ()>(())
        });
        assert!(turn.is_ok());
    };
    turn();
    assert_eq!(stage.said(), [("not threadsafe", 0.6), ("timer", 0.6)]);

    event_loop.call_at(2.0, Job("timer")).unwrap();
    let other = event_loop.clone();
    stage.spawn(move |stage| {
        stage.sleep(0.2);
        other.call_soon(Job("threadsafe"));
        stage.unpark(other.waits().unwrap());
    });
    turn();
    assert_eq!(stage.said(), [("threadsafe", 0.8)]);
}

#[test]
fn loops_in_threads_run_beside_each_other() {
    let stage = Stage::new();
    for (name, every) in [("slow", 0.5), ("fast", 0.2)] {
        stage.spawn(move |stage| {
            let event_loop: EventLoop<Job, (), _> =
                EventLoop::new(stage.machine.clock().clone(), ());
            for n in 1..=2 {
                event_loop.call_at(every * f64::from(n), Job(name)).unwrap();
            }
            for _ in 0..2 {
                stage.machine.select(&event_loop, &()).unwrap();
                let turn = event_loop.turn_at_once(&mut |job: &Job| {
                    stage.say(job.0);
                    Ok::<_, ()>(())
                });
                assert!(turn.is_ok());
            }
        });
    }
    stage.run();
    assert_eq!(
        stage.said(),
        [("fast", 0.2), ("fast", 0.4), ("slow", 0.5), ("slow", 1.0)]
    );
}
