//! When timers run, and where the clock goes.

use std::rc::Rc;

use machine::{
    BUSY_TURN, Clock, EventLoop, FREE_TURNS, Pause, Seconds, TimeError, Turn, VirtualClock,
};

use crate::stage::{Stage, Task, named, task};

#[test]
fn timers_run_in_order_of_deadline_and_the_clock_is_exactly_there() {
    let stage = Stage::new();
    for (at, name) in [(0.3, "c"), (0.1, "a"), (0.1 + 0.2, "d"), (0.2, "b")] {
        stage.at(at, named(name));
    }
    // The two last differ in the last bit: closer than the resolution, so they share a turn.
    assert_eq!(stage.run(), Ok(Pause::Stuck));
    assert_eq!(
        stage.ran_at(),
        [("a", 0.1), ("b", 0.2), ("c", 0.3), ("d", 0.3)]
    );
}

#[test]
fn equal_deadlines_run_in_order_of_scheduling() {
    let stage = Stage::new();
    for name in ["a", "b", "c", "d", "e", "f", "g"] {
        stage.at(1.0, named(name));
    }
    assert_eq!(stage.turn(), Ok(Turn::Ran(7)));
    assert_eq!(stage.ran(), ["a", "b", "c", "d", "e", "f", "g"]);
}

#[test]
fn a_timer_set_by_a_timer_for_the_same_moment_runs_in_the_next_turn() {
    let stage = Stage::new();
    stage.at(
        1.0,
        task("first", |stage| {
            stage.at(1.0, named("second"));
        }),
    );
    assert_eq!(stage.turn(), Ok(Turn::Ran(1)));
    assert_eq!(stage.turn(), Ok(Turn::Ran(1)));
    assert_eq!(stage.ran_at(), [("first", 1.0), ("second", 1.0)]);
}

#[test]
fn deadlines_in_the_past_are_due_and_do_not_turn_the_clock_back() {
    let stage = Stage::new();
    stage.event_loop.hold(5.0).unwrap();
    for (at, name) in [(4.0, "b"), (Seconds::NEG_INFINITY, "a"), (5.0, "c")] {
        stage.at(at, named(name));
    }
    assert_eq!(stage.turn(), Ok(Turn::Ran(3)));
    assert_eq!(stage.ran_at(), [("a", 5.0), ("b", 5.0), ("c", 5.0)]);
}

#[test]
fn the_clock_stays_while_anything_is_ready() {
    let stage = Stage::new();
    stage.at(1.0, named("timer"));
    stage.soon(task("a", |stage| {
        stage.soon(task("b", |stage| {
            stage.soon(named("c"));
        }));
    }));
    assert_eq!(stage.run(), Ok(Pause::Stuck));
    assert_eq!(
        stage.ran_at(),
        [("a", 0.0), ("b", 0.0), ("c", 0.0), ("timer", 1.0)]
    );
}

/// Schedules itself for the next turn, until the moment `end`.
fn spin(stage: &Stage, end: Seconds) {
    if stage.event_loop.time() < end {
        stage.soon(task("spin", move |stage| spin(stage, end)));
    }
}

#[test]
fn a_loop_that_waits_busily_gets_where_it_waits_for() {
    let stage = Stage::new();
    stage.at(1.0, named("timer"));
    stage.soon(task("begin", |stage| spin(stage, 2.0)));
    assert_eq!(stage.run(), Ok(Pause::Stuck));
    let ran = stage.ran_at();
    let free = ran.iter().take_while(|(_, at)| *at == 0.0).count();
    assert_eq!(free, FREE_TURNS as usize);
    let (_, at) = ran.iter().find(|(name, _)| *name == "timer").unwrap();
    assert!((1.0 - 1e-9..1.0 + 2.0 * BUSY_TURN).contains(at), "{at}");
    assert!(ran.last().unwrap().1 >= 2.0);
}

#[test]
fn a_wait_makes_turns_free_again() {
    let stage = Stage::new();
    let chain = FREE_TURNS / 2;
    fn turns(stage: &Stage, left: u32) {
        if left > 0 {
            stage.soon(task("turn", move |stage| turns(stage, left - 1)));
        }
    }
    for at in [0.0, 1.0, 2.0, 3.0] {
        stage.at(at, task("begin", move |stage| turns(stage, chain)));
    }
    assert_eq!(stage.run(), Ok(Pause::Stuck));
    assert_eq!(stage.event_loop.time(), 3.0);
}

#[test]
fn holding_the_loop_moves_the_clock_past_deadlines() {
    let stage = Stage::new();
    stage.at(1.0, named("late"));
    stage.at(4.0, named("in time"));
    stage.soon(task("holder", |stage| {
        stage.event_loop.hold(3.0).unwrap();
        stage.at(2.0, named("later than late"));
    }));
    assert_eq!(stage.run(), Ok(Pause::Stuck));
    assert_eq!(
        stage.ran_at(),
        [
            ("holder", 0.0),
            ("late", 3.0),
            ("later than late", 3.0),
            ("in time", 4.0)
        ]
    );
}

#[test]
fn what_is_no_deadline_and_no_length_is_refused() {
    let stage = Stage::new();
    assert_eq!(
        stage.event_loop.call_at(Seconds::NAN, named("nan")),
        Err(TimeError::DeadlineIsNan)
    );
    assert_eq!(stage.event_loop.timers_len(), 0);
    for seconds in [-0.5, Seconds::INFINITY, Seconds::NEG_INFINITY] {
        assert_eq!(
            stage.event_loop.hold(seconds),
            Err(TimeError::NotALength(seconds))
        );
    }
    assert!(stage.event_loop.hold(Seconds::NAN).is_err());
    assert_eq!(stage.event_loop.hold(-0.0), Ok(()));
    assert_eq!(stage.event_loop.time(), 0.0);
}

#[test]
fn deadlines_so_late_that_the_resolution_vanishes_still_come() {
    let stage = Stage::new();
    let year = 365.0 * 86_400.0;
    for (at, name) in [(1e300, "c"), (year, "a"), (100.0 * year, "b")] {
        stage.at(at, named(name));
    }
    assert_eq!(stage.run(), Ok(Pause::Stuck));
    assert_eq!(
        stage.ran_at(),
        [("a", year), ("b", 100.0 * year), ("c", 1e300)]
    );
}

/// A clock that only the outside moves, as the browser's.
struct OutsideClock(VirtualClock);

impl Clock for OutsideClock {
    fn now(&self) -> Seconds {
        self.0.now()
    }

    fn advance_to(&self, _at: Seconds) {}
}

#[test]
fn with_a_clock_that_cannot_be_moved_the_loop_says_until_when_it_idles() {
    let clock = Rc::new(OutsideClock(VirtualClock::new()));
    let event_loop: EventLoop<Rc<Task>, (), _> = EventLoop::new(clock.clone(), ());
    event_loop.call_at(2.0, named("timer")).unwrap();
    let mut run = |_: &Rc<Task>| Ok::<_, ()>(());

    assert_eq!(event_loop.turn(&mut run), Ok(Turn::Idle { until: 2.0 }));
    clock.0.advance_to(1.5);
    assert_eq!(
        event_loop.run_forever(&mut run),
        Ok(Pause::Idle { until: 2.0 })
    );
    clock.0.advance_to(2.5);
    assert_eq!(event_loop.turn(&mut run), Ok(Turn::Ran(1)));
    assert_eq!(event_loop.turn(&mut run), Ok(Turn::Stuck));
}

#[test]
fn two_loops_on_one_clock_go_on_where_the_other_left_off() {
    let clock = Rc::new(VirtualClock::new());
    let mut moments = Vec::new();
    for _ in 0..2 {
        let event_loop: EventLoop<Rc<Task>, (), _> = EventLoop::new(clock.clone(), ());
        event_loop
            .call_at(event_loop.time() + 1.0, named("x"))
            .unwrap();
        let paused = event_loop.run_forever(|_| {
            moments.push(event_loop.time());
            Ok::<_, ()>(())
        });
        assert_eq!(paused, Ok(Pause::Stuck));
    }
    assert_eq!(moments, [1.0, 2.0]);
}
