//! The run in progress.

use super::{
    client::now,
    recording::{PREVIEWED, Pace, Record, Recording},
    results::{Progress, Recorded},
    schedule::{Job, RunId, WorkerId},
};
use crate::{
    engine::Request,
    ui::{draft::DraftId, run::RunStatus},
};
use diagnosis::Finding;
use gloo_timers::callback::{Interval, Timeout};
use playground::Settings;
use std::sync::Arc;
use trace::{Interruption, Timeline};

/// How often progress is told, in milliseconds.
const TELL_EVERY: u32 = 250;

/// What the worker is asked for a run.
pub(super) fn request(run: RunId, job: &Job, settings: Settings) -> Request {
    let program = &job.program;
    let files = program.files.iter();
    let typed = program.typed.iter();
    Request::Run {
        run,
        file: program.script_name().to_owned(),
        source: program.source.clone(),
        files: files
            .map(|file| (file.path.clone(), file.text.clone()))
            .collect(),
        typed: typed
            .map(|typed| (typed.terminal, typed.line.clone()))
            .collect(),
        settings,
    }
}

/// The run that is being recorded.
pub(super) struct Current {
    pub run: RunId,
    pub worker: WorkerId,
    pub job: Job,
    settings: Settings,
    pub record: Record,
    /// Its rows as they are shown.
    pub timeline: Arc<Timeline>,
    pub pace: Pace,
    /// When it began, in milliseconds, put off by its pauses.
    began: f64,
    /// Since when it is paused.
    paused: Option<f64>,
    /// Shows what was recorded so far once it is time.
    pub showing: Option<Timeout>,
    _telling: Interval,
}

impl Current {
    /// A run that begins now. `tell` is called from time to time.
    pub fn new(
        run: RunId,
        worker: WorkerId,
        job: Job,
        settings: Settings,
        tell: impl Fn() + 'static,
    ) -> Self {
        let began = now();
        Self {
            run,
            worker,
            job,
            settings,
            record: Record::default(),
            timeline: Arc::default(),
            pace: Pace::new(began),
            began,
            paused: None,
            showing: None,
            _telling: Interval::new(TELL_EVERY, tell),
        }
    }

    /// How far it is.
    pub fn progress(&self) -> Progress {
        Progress {
            draft: self.job.draft,
            elapsed: self.paused.unwrap_or_else(now) - self.began,
            paused: self.paused.is_some(),
            events: self.record.events(),
        }
    }

    /// It is paused, or let go on.
    pub fn pause(&mut self, paused: bool) {
        match (paused, self.paused) {
            (true, None) => self.paused = Some(now()),
            (false, Some(since)) => {
                self.paused = None;
                self.began += now() - since;
            }
            _ => {}
        }
    }

    /// The run as far as it has come; `None` before anything has happened.
    pub fn preview(&mut self) -> Option<(DraftId, Recorded)> {
        if self.record.events() == 0 {
            return None;
        }
        if !self.pace.is_dear() && self.record.events() <= PREVIEWED {
            self.timeline = Arc::new(self.record.read().preview());
        }
        Some(self.recorded(match self.paused {
            Some(_) => RunStatus::Paused,
            None => RunStatus::Running,
        }))
    }

    /// The whole run, which was ended from outside where it was cut.
    pub fn close(
        mut self,
        cut: Option<(Interruption, &str)>,
        findings: Vec<Finding>,
    ) -> (DraftId, Recorded) {
        // On the live clock the run's time is that of the reader.
        let live = self.settings.clock.is_live();
        let at = live.then(|| self.progress().elapsed / 1000.0);
        let (timeline, interrupted) = self.record.write(|recording| {
            if let Some((by, reason)) = cut {
                recording.interrupt(by, reason, at);
            }
            let interrupted = recording.interrupted().map(str::to_owned);
            (recording.finish(), interrupted)
        });
        self.timeline = Arc::new(timeline);
        let mut record = self.record.clone();
        Timeout::new(0, move || record.write(Recording::forget)).forget();
        let (draft, mut recorded) = self.recorded(match interrupted {
            Some(reason) => RunStatus::Interrupted(reason),
            None => RunStatus::Finished,
        });
        recorded.findings = Arc::new(findings);
        (draft, recorded)
    }

    fn recorded(&self, status: RunStatus) -> (DraftId, Recorded) {
        let recorded = Recorded {
            run: self.run,
            program: self.job.program.clone(),
            settings: self.settings.clone(),
            record: self.record.clone(),
            timeline: self.timeline.clone(),
            findings: Arc::default(),
            status,
        };
        (self.job.draft, recorded)
    }
}
