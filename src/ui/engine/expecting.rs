//! What workers are told of runs to come: they get their memory ready for it.

use super::{client::Client, schedule::Job};
use crate::{engine::Request, ui::draft::Program};

/// What a worker is told of a run that it will be asked for.
pub(super) fn expected(job: &Job) -> Request {
    let Program {
        source,
        files,
        typed,
    } = &job.program;
    let beside = files.iter().map(|file| file.text.as_str());
    let lines = typed.iter().map(|typed| typed.line.as_str());
    let texts: Vec<&str> = std::iter::once(source.as_str())
        .chain(beside)
        .chain(lines)
        .collect();
    Request::Expect {
        text: texts.join("\n"),
    }
}

impl Client {
    /// Tells workers that are still starting what they will be asked for.
    pub(super) fn foretell(&self) {
        let state = self.state.borrow();
        let Some(expected) = &state.expected else {
            return;
        };
        for (id, worker) in &state.workers {
            if !state.schedule.is_ready(*id) {
                // One that is gone has nothing to get ready for.
                let _ = worker.send(expected);
            }
        }
    }
}
