//! What leaves the page and the command line: pictures, files for Perfetto, Markdown, tables.

#[path = "../fake/mod.rs"]
mod fake;
mod perfetto;
mod picture;
mod requests;
mod tasks;
mod way;
mod wire;

use fake::{blocking, gather, sequential};
use trace::{Timeline, Trace, compare::Run, views::markdown::markdown};

/// The coffee bar's three runs, to be looked at together.
fn with_the_coffee_bar<T>(look: impl FnOnce(&[Run<'_>]) -> T) -> T {
    with(
        &[
            ("sequential", sequential()),
            ("gather", gather()),
            ("blocking", blocking()),
        ],
        look,
    )
}

fn with<T>(variants: &[(&str, Trace)], look: impl FnOnce(&[Run<'_>]) -> T) -> T {
    let timelines: Vec<Timeline> = variants
        .iter()
        .map(|(_, trace)| Timeline::of(trace))
        .collect();
    let runs: Vec<Run<'_>> = variants
        .iter()
        .zip(&timelines)
        .map(|((name, trace), timeline)| Run {
            name,
            trace,
            timeline,
        })
        .collect();
    look(&runs)
}

#[test]
fn a_comparison_as_markdown() {
    let text =
        with_the_coffee_bar(|runs| markdown("Coffee *bar*", Some("https://x.example/#v1.A"), runs));
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[0], "**[Coffee \\*bar\\*](https://x.example/#v1.A)**");
    assert_eq!(
        lines[3],
        "- *gather*: 3.0 s instead of 5.0 s: the waits of espresso and latte overlap from 0.0 to 2.0."
    );
    assert_eq!(
        lines[6..],
        [
            "| variant | total | loop held | loop idle | tasks |",
            "|---|---:|---:|---:|---:|",
            "| sequential | 5.0 s | 0.0 s | 5.0 s | 1 |",
            "| gather | 3.0 s | 0.0 s | 3.0 s | 3 |",
            "| blocking | 5.0 s | 3.0 s | 2.0 s | 3 |",
        ]
    );
}

#[test]
fn a_name_with_a_bar_breaks_no_table() {
    let text = with(&[("a|b", gather())], |runs| markdown("", None, runs));
    assert!(text.starts_with("**Timeline**\n"), "{text}");
    assert!(text.contains("| a\\|b | 3.0 s |"), "{text}");
}
