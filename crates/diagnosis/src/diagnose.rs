//! All checks over one run.

use super::{
    Ending, Finding, Kind,
    checks::{
        AwaitsInARow, BlockingCalls, ClientPerRequest, Computing, Deadlocks, DroppedTasks,
        ExceptionsNeverRetrieved, LeftOpen, LocksHeld, LostUpdates, MadeUpHosts, NeverAwaited,
        NoMainGuard, NoTimeOut, NotThreadSafe, NothingLeft, PoolsFull, ResponsesOpen,
        SwallowedCancellations, UnboundedConcurrency, sync_client,
    },
    script::{Script, index::Index},
    standing::Standing,
};
use std::collections::HashSet;
use trace::{Event, Trace};

/// One finding's check. It sees every event twice: before and after it changes how things stand.
pub(super) trait Check {
    /// The next event; `standing` is how things stood before it.
    fn before(&mut self, event: &Event, standing: &Standing) {
        let _ = (event, standing);
    }

    /// The same event; `standing` is how things stand after it.
    fn after(&mut self, event: &Event, standing: &Standing) {
        let _ = (event, standing);
    }

    /// What it found in the whole run. `index` is missing where the script does not parse.
    fn findings(&self, standing: &Standing, index: Option<&Index<'_>>) -> Vec<Finding>;
}

/// Findings shown for one run at most; the costliest come first.
const MOST: usize = 50;

/// Watches one run.
pub struct Diagnosis {
    script: Option<Script>,
    standing: Standing,
    checks: Vec<Box<dyn Check>>,
    ending: Ending,
}

impl Diagnosis {
    /// For a run of this script.
    pub fn new(source: &str) -> Self {
        let script = Script::parse(source);
        let index = script.as_ref().map(Index::of);
        let checks: Vec<Box<dyn Check>> = vec![
            Box::new(BlockingCalls::default()),
            Box::new(Computing::default()),
            Box::new(NeverAwaited::default()),
            Box::new(AwaitsInARow::new(index.as_ref())),
            Box::new(DroppedTasks::default()),
            Box::new(ExceptionsNeverRetrieved::default()),
            Box::new(SwallowedCancellations::default()),
            Box::new(LocksHeld::default()),
            Box::new(Deadlocks::default()),
            Box::new(NothingLeft::default()),
            Box::new(UnboundedConcurrency::default()),
            Box::new(LostUpdates::new(index.as_ref())),
            Box::new(NotThreadSafe::default()),
            Box::new(NoMainGuard::default()),
            Box::new(ClientPerRequest),
            Box::new(LeftOpen::default()),
            Box::new(ResponsesOpen::default()),
            Box::new(NoTimeOut),
            Box::new(PoolsFull::default()),
            Box::new(MadeUpHosts),
        ];
        Self {
            script,
            standing: Standing::default(),
            checks,
            ending: Ending::default(),
        }
    }

    /// The findings of a whole trace.
    pub fn of(source: &str, trace: &Trace) -> Vec<Finding> {
        let mut diagnosis = Self::new(source);
        trace.events.iter().for_each(|event| diagnosis.push(event));
        diagnosis.findings()
    }

    /// Takes the next event.
    pub fn push(&mut self, event: &Event) {
        for check in &mut self.checks {
            check.before(event, &self.standing);
        }
        self.standing.apply(event);
        self.ending.see(event);
        for check in &mut self.checks {
            check.after(event, &self.standing);
        }
    }

    /// How the run ended, for what is said where nothing was found.
    pub fn ending(&self) -> &Ending {
        &self.ending
    }

    /// What was found so far: the costliest first, then by line.
    pub fn findings(&self) -> Vec<Finding> {
        let index = self.script.as_ref().map(Index::of);
        let mut all: Vec<Finding> = self
            .checks
            .iter()
            .flat_map(|check| check.findings(&self.standing, index.as_ref()))
            .collect();
        if let Some(index) = &index {
            all.extend(sync_client::findings(index));
        }
        let held: HashSet<Option<u32>> = lines(&all, Kind::BlockingCall);
        all.retain(|finding| finding.kind != Kind::SyncClient || !held.contains(&finding.line));
        let deadlocked = all.iter().any(|finding| finding.kind == Kind::Deadlock);
        all.retain(|finding| finding.kind != Kind::NothingLeft || !deadlocked);
        // A task that was lost with its exception is told of once, with the exception.
        let failed = lines(&all, Kind::ExceptionNeverRetrieved);
        all.retain(|finding| finding.kind != Kind::DroppedTask || !failed.contains(&finding.line));
        all.sort_by(|a, b| {
            let stuck =
                |finding: &Finding| !matches!(finding.kind, Kind::Deadlock | Kind::NothingLeft);
            let cost = |finding: &Finding| finding.cost.unwrap_or(0.0);
            stuck(a)
                .cmp(&stuck(b))
                .then(cost(b).total_cmp(&cost(a)))
                .then(a.line.cmp(&b.line))
        });
        all.truncate(MOST);
        all
    }
}

fn lines(findings: &[Finding], kind: Kind) -> HashSet<Option<u32>> {
    let of_kind = findings.iter().filter(|finding| finding.kind == kind);
    of_kind.map(|finding| finding.line).collect()
}
