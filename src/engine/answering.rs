//! What the engine answers when it is asked something besides running: files of runs, scripts through lenses.

use super::message::{Format, Question};
use diagnosis::lens;
use trace::{
    Event, Timeline, Trace,
    compare::Run,
    json,
    views::{markdown::markdown, perfetto, picture},
};

/// The answer.
///
/// # Errors
/// Why there is none, as a sentence for the reader.
pub fn answer(question: Question) -> Result<Vec<u8>, String> {
    match question {
        Question::File { format, runs } => file(&format, runs),
        Question::Lens { lens, source } => {
            let seen = lens::through(lens, &source)?;
            postcard::to_allocvec(&seen).map_err(|error| error.to_string())
        }
    }
}

fn file(format: &Format, runs: Vec<(String, Vec<Event>)>) -> Result<Vec<u8>, String> {
    let runs: Vec<(String, Trace, Timeline)> = runs
        .into_iter()
        .map(|(name, events)| {
            let trace = Trace { events };
            let timeline = Timeline::of(&trace);
            (name, trace, timeline)
        })
        .collect();
    let runs: Vec<Run<'_>> = runs
        .iter()
        .map(|(name, trace, timeline)| Run {
            name,
            trace,
            timeline,
        })
        .collect();
    match format {
        Format::Picture(sight) => Ok(picture::svg(sight, &runs).into_bytes()),
        Format::Perfetto => Ok(perfetto::bytes(&runs)),
        Format::Markdown { title, link } => {
            Ok(markdown(title, link.as_deref(), &runs).into_bytes())
        }
        Format::Json(findings) => {
            let mut bytes = Vec::new();
            let run = runs.first().ok_or("There is no run yet.")?;
            json::write_with_findings(run.trace, findings, &mut bytes)
                .map_err(|error| error.to_string())?;
            Ok(bytes)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use diagnosis::lens::{Lens, Seen};
    use trace::{EventKind, views::picture::Sight};

    fn runs() -> Vec<(String, Vec<Event>)> {
        let event = |at, kind| Event {
            at,
            runner: None,
            line: None,
            kind,
        };
        let events = vec![
            event(0.0, EventKind::LoopStarted),
            event(0.0, EventKind::Idle { until: 2.0 }),
            event(2.0, EventKind::LoopStopped),
            event(2.0, EventKind::Exited { code: 0 }),
        ];
        vec![("one".to_owned(), events)]
    }

    fn asked(format: Format) -> Vec<u8> {
        answer(Question::File {
            format,
            runs: runs(),
        })
        .expect("a file")
    }

    #[test]
    fn runs_are_written_as_each_kind_of_file() {
        let svg = String::from_utf8(asked(Format::Picture(Sight::whole("Mine")))).unwrap();
        assert!(svg.starts_with("<svg") && svg.contains("Mine"), "{svg}");
        assert!(
            asked(Format::Perfetto)
                .windows(3)
                .any(|bytes| bytes == b"one")
        );
        let trace = json::read(&asked(Format::Json(Vec::new()))).expect("a trace");
        assert_eq!(trace.events, runs()[0].1);
        let markdown = Format::Markdown {
            title: "Mine".to_owned(),
            link: None,
        };
        let markdown = String::from_utf8(asked(markdown)).unwrap();
        assert!(markdown.contains("| one | 2.0 s |"), "{markdown}");
    }

    #[test]
    fn a_lens_answers_with_a_script_or_a_reason() {
        let through = |source: &str| {
            answer(Question::Lens {
                lens: Lens::Blocking,
                source: source.to_owned(),
            })
        };
        let seen = through("import asyncio\nasync def a():\n    await asyncio.sleep(1)\n");
        let seen: Seen = postcard::from_bytes(&seen.unwrap()).unwrap();
        assert!(seen.source.contains("time.sleep(1)"));
        assert!(through("print(1)").unwrap_err().contains("no wait"));
    }
}
