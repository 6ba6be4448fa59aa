//! A task failed and nobody looked: its traceback appears late, or never.

use super::{
    Finding, Kind,
    diagnose::Check,
    dropped_task::{dropping_call, keeping},
    script::index::Index,
    serving,
    standing::Standing,
    words::{code, on_line},
};
use trace::{Event, EventKind, Outcome, Report, Runner, Seconds, TaskId, number::spoken};

/// Watches what the loop's exception handler is told.
#[derive(Default)]
pub(crate) struct ExceptionsNeverRetrieved {
    seen: Vec<(TaskId, Seconds)>,
}

impl Check for ExceptionsNeverRetrieved {
    fn before(&mut self, event: &Event, _: &Standing) {
        if let EventKind::Reported {
            report: Report::NeverRetrieved,
            task: Some(task),
            ..
        } = event.kind
        {
            self.seen.push((task, event.at));
        }
    }

    fn findings(&self, standing: &Standing, index: Option<&Index<'_>>) -> Vec<Finding> {
        let mut findings: Vec<Finding> = Vec::new();
        for &(id, told) in &self.seen {
            let Some(task) = standing.task(id) else {
                continue;
            };
            let Some((ended, Outcome::Failed(error))) = &task.ended else {
                continue;
            };
            // These are not failures: they end the program, and went through the loop to its caller.
            if ["SystemExit", "KeyboardInterrupt"]
                .iter()
                .any(|leaving| error.starts_with(leaving))
            {
                continue;
            }
            // A loop that makes tasks makes one mistake.
            if task.line.is_some() && findings.iter().any(|known| known.line == task.line) {
                continue;
            }
            let call = index
                .zip(task.line)
                .and_then(|(index, line)| Some((index, dropping_call(index, line)?)));
            let request = serving::request_of(standing, Runner::Task(id), task.created);
            let request =
                request.map_or(String::new(), |request| format!(" for {}", code(&request)));
            let late = told - ended;
            let when = if late > 0.0 {
                format!("only at {}, when it was destroyed", spoken(told))
            } else {
                "only when it was destroyed".to_owned()
            };
            findings.push(Finding {
                kind: Kind::ExceptionNeverRetrieved,
                line: task.line,
                columns: call.as_ref().map(|(index, call)| index.script.columns(call.call)),
                at: *ended,
                cost: (late > 0.0).then_some(late),
                text: format!(
                    "`{}`, the task made{}{request}, failed at {} with `{error}`, and nobody awaited it: Python told of it \
                     {when}. Await the task, or look at `task.exception()`.",
                    task.name,
                    on_line(task.line),
                    spoken(*ended),
                ),
                fix: call.and_then(|(index, call)| keeping(index, &call)),
            });
        }
        findings
    }
}
