//! Totals, and a sentence that says why.

mod ends;
#[path = "../fake/mod.rs"]
mod fake;

use fake::{Run, blocking, gather, sequential};
use trace::{
    Timeline, Trace, WaitKind,
    compare::{Run as Compared, compare},
};

fn sentences(variants: &[(&str, Trace)]) -> Vec<Option<String>> {
    let timelines: Vec<_> = variants
        .iter()
        .map(|(_, trace)| Timeline::of(trace))
        .collect();
    let runs: Vec<_> = variants
        .iter()
        .zip(&timelines)
        .map(|((name, trace), timeline)| Compared {
            name,
            trace,
            timeline,
        })
        .collect();
    let verdicts = compare(&runs);
    for (verdict, timeline) in verdicts.iter().zip(&timelines) {
        assert_eq!(verdict.total, timeline.end);
    }
    verdicts
        .into_iter()
        .map(|verdict| verdict.sentence)
        .collect()
}

fn said(sentences: &[Option<String>]) -> Vec<&str> {
    sentences
        .iter()
        .map(|sentence| sentence.as_deref().unwrap_or("-"))
        .collect()
}

#[test]
fn the_coffee_bar() {
    let sentences = sentences(&[
        ("sequential", sequential()),
        ("gather", gather()),
        ("blocking", blocking()),
    ]);
    assert_eq!(
        said(&sentences),
        [
            "5.0 s: each wait begins after the one before has ended",
            "3.0 s instead of 5.0 s: the waits of espresso and latte overlap from 0.0 to 2.0",
            "5.0 s, as long as sequential: time.sleep(3) on line 5 held the loop, and latte, \
             ready at 2.0 s, ran at 3.0 s",
        ]
    );
}

/// One task; `waits` and `blocks` one after the other.
fn alone(waits: &[f64], blocks: &[f64]) -> Trace {
    let mut run = Run::new();
    let main = run.task("main");
    run.turn(1).step(main);
    for &seconds in waits {
        let until = run.now + seconds;
        let timer = run.sleeps(until, 4);
        run.idle(until).fires(timer, main, until).turn(1).step(main);
    }
    for &seconds in blocks {
        run.blocks(seconds, 5);
    }
    run.returns().exits();
    run.trace
}

/// So many tasks that wait this long, at once.
fn at_once(tasks: &[(&str, f64)]) -> Trace {
    let mut run = Run::new();
    let main = run.task("main");
    run.turn(1).step(main);
    let children: Vec<_> = tasks.iter().map(|(name, _)| run.task(name)).collect();
    run.waits(WaitKind::Gather { of: 3 }, None, &children, 9);
    run.turn(tasks.len() as u32);
    let mut timers = Vec::new();
    for (&child, (_, until)) in children.iter().zip(tasks) {
        run.step(child);
        timers.push((*until, run.sleeps(*until, 4), child));
    }
    timers.sort_by(|a, b| a.0.total_cmp(&b.0));
    for (until, timer, child) in timers {
        if run.now < until {
            run.idle(until);
        }
        run.fires(timer, child, until).turn(1).step(child).returns();
    }
    run.ready(main, run.now)
        .turn(1)
        .step(main)
        .returns()
        .exits();
    run.trace
}

#[test]
fn many_overlapping_tasks_are_counted_and_few_are_named() {
    let three = at_once(&[("a", 1.0), ("b", 1.0), ("c", 0.5)]);
    let four = at_once(&[("a", 1.0), ("b", 1.0), ("c", 1.0), ("d", 1.0)]);
    let alike = at_once(&[("a", 1.0), ("a", 1.0)]);
    let sentences = sentences(&[
        ("sequential", alone(&[1.0, 1.0, 1.0, 1.0], &[])),
        ("three", three),
        ("four", four),
        ("alike", alike),
    ]);
    assert_eq!(
        said(&sentences)[1..],
        [
            // Different programs: the overlap saves 1.5 s and explains no difference of 3 s.
            "1.0 s instead of 4.0 s",
            "1.0 s instead of 4.0 s: the waits of 4 tasks overlap from 0.0 to 1.0",
            "1.0 s instead of 4.0 s",
        ]
    );
    let named = at_once(&[("a", 1.0), ("b", 1.0), ("c", 1.0)]);
    let sentences = self::sentences(&[("sequential", alone(&[3.0], &[])), ("gather", named)]);
    assert_eq!(
        said(&sentences)[1],
        "1.0 s instead of 3.0 s: the waits of a, b and c overlap from 0.0 to 1.0"
    );
}

#[test]
fn less_to_do_is_not_called_an_overlap() {
    let sentences = sentences(&[
        ("long", alone(&[3.0, 2.0], &[])),
        ("short", alone(&[1.0], &[])),
        ("none", alone(&[], &[])),
    ]);
    assert_eq!(
        said(&sentences)[1..],
        [
            "1.0 s instead of 5.0 s: its waits add up to 1.0 s, not 5.0 s",
            "0.0 s instead of 5.0 s: nothing waits",
        ]
    );
    let sentences = self::sentences(&[
        ("long", alone(&[], &[3.0])),
        ("short", alone(&[], &[1.0])),
        ("none", alone(&[], &[])),
    ]);
    assert_eq!(
        said(&sentences),
        [
            "3.0 s: nothing else could run during time.sleep(3) on line 5",
            "1.0 s instead of 3.0 s: its code takes 1.0 s, not 3.0 s",
            "0.0 s instead of 3.0 s: no code takes time",
        ]
    );
}

#[test]
fn a_wait_that_goes_on_while_code_blocks_saves_time_too() {
    let mut run = Run::new();
    let main = run.task("main");
    run.turn(1).step(main);
    let latte = run.task("latte");
    let espresso = run.task("espresso");
    run.waits(WaitKind::Gather { of: 3 }, None, &[latte, espresso], 9)
        .turn(2)
        .step(latte);
    let three = run.sleeps(3.0, 4);
    run.step(espresso).blocks(2.0, 5);
    run.returns();
    run.idle(3.0)
        .fires(three, latte, 3.0)
        .turn(1)
        .step(latte)
        .returns();
    run.ready(main, 3.0).turn(1).step(main).returns().exits();
    let sentences = sentences(&[("sequential", alone(&[3.0], &[2.0])), ("gather", run.trace)]);
    assert_eq!(
        said(&sentences)[1],
        "3.0 s instead of 5.0 s: its waits go on while code holds the loop"
    );
}

#[test]
fn a_difference_without_a_single_cause_gets_none() {
    let sentences = sentences(&[
        ("slow", alone(&[2.0], &[3.0])),
        ("fast", alone(&[1.0], &[1.0])),
    ]);
    assert_eq!(said(&sentences)[1], "2.0 s instead of 5.0 s");
}

#[test]
fn the_slowest_is_the_measure_wherever_it_stands() {
    let sentences = sentences(&[("gather", gather()), ("sequential", sequential())]);
    assert_eq!(
        said(&sentences),
        [
            "3.0 s instead of 5.0 s: the waits of espresso and latte overlap from 0.0 to 2.0",
            "5.0 s: each wait begins after the one before has ended",
        ]
    );
}

#[test]
fn nothing_to_tell_is_not_told() {
    assert_eq!(sentences(&[]), []);
    assert_eq!(said(&sentences(&[("gather", gather())])), ["-"]);
    assert_eq!(
        said(&sentences(&[
            ("a", alone(&[1.0], &[])),
            ("b", alone(&[1.0], &[]))
        ])),
        ["-", "1.0 s, as long as a"]
    );
    assert_eq!(
        said(&sentences(&[
            ("a", alone(&[], &[])),
            ("b", alone(&[], &[]))
        ])),
        ["-", "0.0 s, as long as a"]
    );
    // Still running.
    let mut trace = gather();
    trace.events.truncate(12);
    assert_eq!(
        said(&sentences(&[
            ("sequential", sequential()),
            ("gather", trace)
        ]))[1],
        "-"
    );
    assert_eq!(said(&sentences(&[("empty", Trace::default())])), ["-"]);
}

#[test]
fn who_held_the_loop_is_named_by_call_or_else_by_name() {
    let mut run = Run::new();
    let main = run.task("main");
    run.turn(1).step(main);
    let cruncher = run.task("cruncher");
    let sleeper = run.task("sleeper");
    let late = run.task("late");
    run.waits(
        WaitKind::Gather { of: 3 },
        None,
        &[cruncher, sleeper, late],
        9,
    )
    .turn(3);
    run.step(cruncher).computes(2.0).returns();
    run.step(sleeper).blocks(1.0, 6);
    run.returns();
    run.step(late).returns();
    run.ready(main, run.now)
        .turn(1)
        .step(main)
        .returns()
        .exits();
    assert_eq!(
        said(&sentences(&[("a", run.trace)])),
        [
            "3.0 s: cruncher and time.sleep(1) on line 6 held the loop, and late, ready at 0.0 s, ran at 3.0 s"
        ]
    );
}

#[test]
fn of_runs_that_take_as_long_the_first_answer_tells() {
    let answers = |early: bool| {
        let mut run = Run::new();
        let main = run.task("main");
        run.turn(1).step(main);
        let timer = run.sleeps(1.0, 4);
        run.idle(1.0).fires(timer, main, 1.0).turn(1).step(main);
        if early {
            run.prints("one\n");
        }
        let timer = run.sleeps(3.0, 4);
        run.idle(3.0).fires(timer, main, 3.0).turn(1).step(main);
        run.prints("all\n");
        run.returns().exits();
        run.trace
    };
    let sentences = sentences(&[("gather", answers(false)), ("as-completed", answers(true))]);
    assert_eq!(
        said(&sentences)[1],
        "3.0 s, as long as gather: the first answer came at 1.0 s instead of 3.0 s"
    );
}

#[test]
fn nothing_waits_is_not_said_of_who_waits_for_the_world_outside() {
    // One sleeps for three seconds; the other waits for one for a future of a library's.
    let mut library = Run::new();
    let main = library.task("main");
    library.turn(1).step(main);
    library.waits(WaitKind::Library("get".to_owned()), None, &[], 4);
    library.idle(1.0);
    library
        .ready(main, 1.0)
        .turn(1)
        .step(main)
        .returns()
        .exits();
    let sentences = sentences(&[("sleeps", at_once(&[("a", 3.0)])), ("asks", library.trace)]);
    let said = sentences[1].as_deref().expect("a sentence");
    assert!(said.starts_with("1.0 s instead of 3.0 s"), "{said}");
    assert!(!said.contains("nothing waits"), "{said}");
}
