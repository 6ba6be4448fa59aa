//! What the engine tells the page.

use super::{recording::Record, schedule::RunId};
use crate::ui::{
    draft::{DraftId, Program},
    run::RunStatus,
};
use diagnosis::Finding;
use leptos::prelude::*;
use playground::Settings;
use std::{collections::HashMap, sync::Arc};
use trace::Timeline;

/// A run as it is shown, with the text that it is a run of.
#[derive(Clone, Debug)]
pub struct Recorded {
    /// Tells one run from the next; 0 is the recorded first run that comes with the page.
    pub run: RunId,
    /// What was run.
    pub program: Program,
    /// What else the run depended on.
    pub settings: Settings,
    /// What happened.
    pub record: Record,
    /// Its rows.
    pub timeline: Arc<Timeline>,
    /// What the diagnosis noticed, once the run is over.
    pub findings: Arc<Vec<Finding>>,
    /// Where it stands; never [`RunStatus::Stale`], which is a matter of the text.
    pub status: RunStatus,
}

/// Where the engine stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EngineStatus {
    /// Being loaded and started.
    Starting,
    /// Ready to run.
    Ready,
    /// It cannot be started; why.
    Broken(String),
}

impl EngineStatus {
    /// As the page's `data-engine` names it.
    pub fn slug(&self) -> &'static str {
        match self {
            Self::Starting => "starting",
            Self::Ready => "ready",
            Self::Broken(_) => "broken",
        }
    }
}

/// What runs now.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Progress {
    /// Whose script.
    pub draft: DraftId,
    /// Real milliseconds since it began, without its pauses.
    pub elapsed: f64,
    /// Whether it is paused.
    pub paused: bool,
    /// Events so far.
    pub events: usize,
}

/// What the engine tells the page.
#[derive(Clone, Copy, Debug)]
pub struct Results {
    /// The newest run of each draft that has one.
    pub recorded: RwSignal<HashMap<DraftId, Recorded>>,
    /// The engine.
    pub engine: RwSignal<EngineStatus>,
    /// Whether anything runs or waits to run.
    pub busy: RwSignal<bool>,
    /// What runs, while it takes long enough to be worth saying.
    pub progress: RwSignal<Option<Progress>>,
    /// Real milliseconds that the last round of runs took, and how many runs it had.
    pub took: RwSignal<Option<(f64, usize)>>,
    /// When a key was typed last, in milliseconds, unless a run was asked for since.
    pub typed: StoredValue<Option<f64>>,
}

impl Results {
    /// Nothing yet.
    pub fn new() -> Self {
        Self {
            recorded: RwSignal::new(HashMap::new()),
            engine: RwSignal::new(EngineStatus::Starting),
            busy: RwSignal::new(false),
            progress: RwSignal::new(None),
            took: RwSignal::new(None),
            typed: StoredValue::new(None),
        }
    }
}

impl Default for Results {
    fn default() -> Self {
        Self::new()
    }
}
