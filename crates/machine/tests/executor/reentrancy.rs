//! Code that runs inside a turn may do anything to the loop that runs it.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use machine::{Pause, Turn};

use crate::stage::{Stage, named, task};

#[test]
fn a_turn_taken_inside_a_handle_takes_over_the_rest_of_the_one_around_it() {
    let stage = Stage::new();
    stage.soon(task("outer", |stage| {
        stage.soon(named("child"));
        assert_eq!(stage.turn(), Ok(Turn::Ran(2)));
        stage.soon(named("next turn"));
    }));
    stage.soon(named("rest"));

    assert_eq!(stage.turn(), Ok(Turn::Ran(1)));
    assert_eq!(stage.ran(), ["outer", "rest", "child"]);
    assert_eq!(stage.turn(), Ok(Turn::Ran(1)));
    assert_eq!(stage.ran(), ["next turn"]);
}

#[test]
fn clearing_the_loop_inside_a_handle_ends_the_turn() {
    let stage = Stage::new();
    stage.soon(task("clearing", |stage| stage.event_loop.clear()));
    let rest = stage.soon(named("rest"));
    let timer = stage.at(1.0, named("timer"));
    assert_eq!(stage.run(), Ok(Pause::Stuck));
    assert_eq!(stage.ran(), ["clearing"]);
    assert_eq!(stage.event_loop.time(), 0.0);
    assert_eq!((Rc::strong_count(&rest), Rc::strong_count(&timer)), (1, 1));
}

/// Schedules a task when it is dropped, as a destructor in a script may.
struct Testament {
    stage: Weak<Stage>,
    heir: RefCell<Option<&'static str>>,
}

impl Drop for Testament {
    fn drop(&mut self) {
        if let (Some(stage), Some(heir)) = (self.stage.upgrade(), self.heir.take()) {
            stage.soon(named(heir));
            stage.at(1.0, named(heir));
        }
    }
}

fn testament(stage: &Rc<Stage>, heir: &'static str) -> Testament {
    Testament {
        stage: Rc::downgrade(stage),
        heir: RefCell::new(Some(heir)),
    }
}

#[test]
fn a_handle_may_schedule_when_it_is_dropped_after_its_run() {
    let stage = Rc::new(Stage::new());
    let will = testament(&stage, "heir");
    stage.event_loop.call_soon(task("dying", move |_| {
        let _ = &will;
    }));
    assert_eq!(stage.run(), Ok(Pause::Stuck));
    assert_eq!(
        stage.ran_at(),
        [("dying", 0.0), ("heir", 0.0), ("heir", 1.0)]
    );
}

#[test]
fn a_cancelled_timer_may_schedule_when_it_is_dropped() {
    // One leaves from the top of the heap, one from among those due, 150 in a sweep.
    for (kept_at, count) in [(2.0, 1), (0.5, 1), (2.0, 150)] {
        let stage = Rc::new(Stage::new());
        stage.at(kept_at, named("kept"));
        for _ in 0..count {
            let will = testament(&stage, "heir");
            let timer = stage.at(
                0.5,
                task("cancelled", move |_| {
                    let _ = &will;
                }),
            );
            stage.cancel(&timer);
        }
        assert_eq!(stage.run(), Ok(Pause::Stuck));
        let ran = stage.ran();
        assert_eq!(ran.len(), 1 + 2 * count);
        assert!(!ran.contains(&"cancelled"));
    }
}

#[test]
fn clearing_lets_destructors_schedule() {
    let stage = Rc::new(Stage::new());
    let (soon, timer) = (testament(&stage, "a"), testament(&stage, "b"));
    stage.event_loop.call_soon(task("soon", move |_| {
        let _ = &soon;
    }));
    stage
        .event_loop
        .call_at(
            1.0,
            task("timer", move |_| {
                let _ = &timer;
            }),
        )
        .unwrap();
    stage.event_loop.clear();
    assert_eq!(stage.event_loop.ready_len(), 2);
}
