//! An error leaves the loop as it was: `SystemExit` and `KeyboardInterrupt` come out of CPython's loop so.

use std::panic::{AssertUnwindSafe, catch_unwind};

use machine::{Pause, Turn};

use crate::stage::{Stage, fallible, named, task};

#[test]
fn the_rest_of_the_turn_stays_ready_in_order_before_what_was_scheduled_in_it() {
    let stage = Stage::new();
    stage.soon(named("a"));
    stage.soon(fallible("failing", |stage| {
        stage.soon(named("child"));
        Err("SystemExit")
    }));
    stage.soon(named("b"));
    stage.soon(named("c"));

    assert_eq!(stage.turn(), Err("SystemExit"));
    assert_eq!(stage.ran(), ["a", "failing"]);
    assert_eq!(stage.turn(), Ok(Turn::Ran(3)));
    assert_eq!(stage.ran(), ["b", "c", "child"]);
}

#[test]
fn an_error_comes_out_of_run_forever_and_ends_a_stop() {
    let stage = Stage::new();
    stage.at(
        1.0,
        fallible("failing", |stage| {
            stage.event_loop.stop();
            Err("KeyboardInterrupt")
        }),
    );
    stage.at(1.0, named("same turn"));
    stage.at(2.0, named("later"));

    assert_eq!(stage.run(), Err("KeyboardInterrupt"));
    assert!(!stage.event_loop.is_stopping());
    assert_eq!(stage.run(), Ok(Pause::Stuck));
    assert_eq!(
        stage.ran_at(),
        [("failing", 1.0), ("same turn", 1.0), ("later", 2.0)]
    );
}

#[test]
fn a_panic_leaves_the_loop_usable() {
    let stage = Stage::new();
    stage.soon(task("panicking", |_| {
        std::panic::resume_unwind(Box::new("on purpose"))
    }));
    stage.soon(named("rest"));
    assert!(catch_unwind(AssertUnwindSafe(|| stage.turn())).is_err());
    assert_eq!(stage.turn(), Ok(Turn::Ran(1)));
    assert_eq!(stage.ran(), ["panicking", "rest"]);
}
