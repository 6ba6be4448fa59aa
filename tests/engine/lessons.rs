//! The examples with terminals show what they say. (What the others print is compared with CPython: tests/conformance.)

use crate::support::{Run, run_folder};
use playground::{EXAMPLES, Example};
use trace::{EventKind, Seconds};

/// Those that have tests of their own below.
const TOLD_APART: [&str; 3] = ["twenty-requests", "workers", "behind-a-proxy"];

/// Runs a variant that has a terminal, which ends well.
fn served(slug: &str, variant: &str) -> Run {
    let example = Example::find(slug).expect("there is such an example");
    let mut scripts = example.variants.iter();
    let script = scripts.find(|(name, _)| *name == variant);
    let beside = example.beside.iter().find(|(name, _)| *name == variant);
    let (script, beside) = script.zip(beside).expect("it has such a variant");
    let mut files = vec![("main.py", script.1)];
    files.extend_from_slice(beside.1);
    let run = run_folder(&files);
    let name = format!("{slug}/{variant}: {}", run.stderr);
    assert!(!run.stderr.contains("Traceback"), "{name}");
    let ended = run.trace.events.last().map(|event| &event.kind);
    assert_eq!(ended, Some(&EventKind::Exited { code: 0 }), "{name}");
    run
}

/// How long each load took in all, in virtual seconds, as `hey` tells it.
fn totals(run: &Run) -> Vec<Seconds> {
    let lines = run.stdout.lines();
    let totals = lines.filter_map(|line| line.trim().strip_prefix("Total:"));
    totals
        .map(|total| {
            let seconds = total.trim().strip_suffix(" secs").expect("in seconds");
            seconds.parse().expect("a number")
        })
        .collect()
}

#[test]
fn every_other_terminal_comes_to_its_end_as_well() {
    let others = EXAMPLES
        .iter()
        .filter(|example| !TOLD_APART.contains(&example.slug));
    for example in others {
        for (variant, _) in example.beside {
            served(example.slug, variant);
        }
    }
}

#[test]
fn twenty_requests_take_a_second_unless_they_block() {
    assert_eq!(totals(&served("twenty-requests", "awaits")), [1.0]);
    assert_eq!(totals(&served("twenty-requests", "in-threads")), [1.0]);
    assert_eq!(totals(&served("twenty-requests", "blocks")), [20.0]);
}

#[test]
fn four_workers_compute_four_times_as_much() {
    let (one, four) = (served("workers", "one"), served("workers", "four"));
    let (one, four) = (totals(&one), totals(&four));
    let (&[waited, computed], &[together, beside]) = (&one[..], &four[..]) else {
        panic!("two loads each: {one:?} {four:?}");
    };
    assert_eq!((waited, together), (1.0, 1.0));
    assert!(
        (computed / beside - 4.0).abs() < 0.01,
        "{computed} {beside}"
    );
}

#[test]
fn a_proxy_passes_over_the_server_that_is_gone() {
    let run = served("behind-a-proxy", "deployed");
    let answers: Vec<&str> = run
        .stdout
        .lines()
        .filter(|line| line.starts_with('"'))
        .collect();
    assert_eq!(
        answers,
        [
            r#""blue answers /a, asked of localhost""#,
            r#""green answers /b, asked of localhost""#,
            r#""blue answers /c, asked of localhost""#,
            r#""blue answers /d, asked of localhost""#,
        ]
    );
    assert!(run.stdout.contains("nobody at 8002, the next one"));
}
