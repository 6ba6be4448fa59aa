//! The examples that show how to do it have no finding; those that show a mistake have that one.

use super::{example_options, run, run_with};
use diagnosis::Kind;
use playground::EXAMPLES;

#[test]
fn the_examples_have_the_findings_that_they_are_about() {
    let expected = [
        ("coffee-bar/sequential", Kind::AwaitsInARow),
        ("coffee-bar/blocking", Kind::BlockingCall),
        ("tasks-start-at-once/in-a-row", Kind::AwaitsInARow),
        ("forgotten-await/forgotten", Kind::NeverAwaited),
        ("heartbeat/blocking", Kind::BlockingCall),
        ("heartbeat/in-pieces", Kind::BlockingCall),
        ("lock-the-account/race", Kind::LostUpdate),
        ("cancel-and-clean-up/swallowed", Kind::SwallowedCancellation),
        ("five-downloads/blocking", Kind::BlockingCall),
        ("bookstore/blocking", Kind::BlockingCall),
        ("file-log/in-the-loop", Kind::BlockingCall),
        ("background-work/create-task", Kind::DroppedTask),
    ];
    for example in EXAMPLES {
        for (variant, source) in example.alone() {
            let name = format!("{}/{variant}", example.slug);
            let found: Vec<Kind> = run_with(source, &example_options(example))
                .findings
                .iter()
                .map(|found| found.kind)
                .collect();
            let wanted: Vec<Kind> = expected
                .iter()
                .filter(|(of, _)| *of == name)
                .map(|(_, kind)| *kind)
                .collect();
            assert_eq!(found, wanted, "{name}");
        }
    }
}

#[test]
fn a_script_that_does_not_parse_has_no_findings() {
    assert_eq!(
        run("import asyncio\nasync def main(:\n    pass\n").findings,
        []
    );
    assert_eq!(run("").findings, []);
}
