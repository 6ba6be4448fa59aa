//! Computing takes time, and threads share their process's lock.

use crate::stage::Stage;
use machine::{Halt, SWITCH_INTERVAL, Seconds, ThreadId, Waiting, Watcher};
use std::cell::RefCell;

#[test]
fn computing_alone_takes_what_it_takes() {
    let stage = Stage::new();
    stage.spawn(|stage| {
        stage.compute(2.0);
        stage.say("computed");
    });
    stage.sleep(1.0);
    stage.say("main");
    stage.run();
    assert_eq!(stage.said(), [("main", 1.0), ("computed", 2.0)]);
}

#[test]
fn threads_of_one_process_take_turns_and_others_do_not() {
    let stage = Stage::with_cores(4);
    for (process, name) in [(0, "a"), (0, "b"), (7, "c")] {
        stage.spawn_in(process, move |stage| {
            stage.compute(1.0);
            stage.say(name);
        });
    }
    stage.run();
    let said = stage.said();
    let names: Vec<_> = said.iter().map(|(name, _)| *name).collect();
    assert_eq!(names, ["c", "a", "b"]);
    for ((_, at), expected) in said.iter().zip([1.0, 2.0 - SWITCH_INTERVAL, 2.0]) {
        assert!((at - expected).abs() < 1e-6, "{at} is not {expected}");
    }
}

/// What was said of who computes.
#[derive(Default)]
struct Computing(RefCell<Vec<(u32, bool)>>);

impl Watcher for Computing {
    fn computes(&self, thread: ThreadId, computes: bool) {
        self.0.borrow_mut().push((thread.0, computes));
    }
}

#[test]
fn a_watcher_is_told_who_has_the_lock() {
    let stage = Stage::new();
    let told = Computing::default();
    let seconds: Seconds = 2.0 * SWITCH_INTERVAL;
    stage.spawn(move |stage| {
        assert!(!stage.machine.demand(seconds));
        stage.give_way().unwrap();
    });
    assert!(stage.machine.demand(seconds));
    assert_eq!(stage.machine.give_way(Waiting::InCall, &told), Ok(()));
    stage.machine.park(None);
    assert_eq!(
        stage.machine.give_way(Waiting::InCall, &told),
        Err(Halt::Stuck)
    );
    assert_eq!(
        told.0.take(),
        [
            (0, false),
            (1, true),
            (1, false),
            (0, true),
            // The main thread's demand is met.
            (1, true),
        ]
    );
}
