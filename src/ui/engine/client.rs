//! Carries out what the schedule decides, and shows what was recorded.

use super::{
    current::Current,
    results::{EngineStatus, Recorded, Results},
    schedule::{Job, Order, RunId, Schedule, WorkerId},
    worker::Worker,
};
use crate::{
    engine::{Report, Request, message::PROTOCOL},
    ui::{draft::DraftId, quiet::FAILURES_WAIT, run::has_failed},
};
use diagnosis::Finding;
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use playground::Settings;
use std::{
    cell::RefCell,
    collections::HashMap,
    rc::{Rc, Weak},
    sync::Arc,
};

use trace::Interruption;

/// The file name that tracebacks show.
pub const FILE: &str = "script.py";

/// Beyond so many events a run that was ended from outside is not looked through: handing them over would hold the page.
const MAX_DIAGNOSED: usize = 200_000;

/// The engine's client, as the rest of the page holds it.
#[derive(Clone, Copy, Debug)]
pub struct EngineClient(StoredValue<Rc<Client>, LocalStorage>);

impl EngineClient {
    /// The client of an engine whose first worker is starting.
    pub fn start(results: Results) -> Self {
        let client = Rc::new_cyclic(|me| Client {
            me: me.clone(),
            results,
            state: RefCell::default(),
        });
        client.decide(Schedule::start);
        Self(StoredValue::new_local(client))
    }

    /// Runs these scripts one after another, instead of whatever is running.
    pub fn run(&self, jobs: Vec<Job>, settings: Settings) {
        self.0.with_value(|client| {
            {
                let mut state = client.state.borrow_mut();
                state.settings = settings;
                state.round = Round {
                    began: now(),
                    runs: jobs.len(),
                };
            }
            client.results.took.set(None);
            client.decide(|schedule| schedule.run(jobs));
        });
    }

    /// Ends what is running; what was recorded until now is shown with this reason.
    pub fn stop(&self, reason: &str) {
        self.0
            .with_value(|client| client.decide(|schedule| schedule.stop(reason)));
    }

    /// Pauses the live run in progress where it next waits, or lets it go on.
    pub fn pause(&self, paused: bool) {
        self.0.with_value(|client| client.pause(paused));
    }

    /// Tries to start an engine that was given up.
    pub fn retry(&self) {
        self.0.with_value(|client| {
            client.results.engine.set(EngineStatus::Starting);
            client.decide(Schedule::start);
        });
    }
}

struct Client {
    me: Weak<Client>,
    results: Results,
    state: RefCell<State>,
}

#[derive(Default)]
struct State {
    schedule: Schedule,
    workers: HashMap<WorkerId, Worker>,
    current: Option<Current>,
    /// Runs that were ended from outside, in which nothing has been noticed yet.
    undiagnosed: Vec<RunId>,
    settings: Settings,
    round: Round,
    /// Shows a run that failed, once nobody types any more.
    failures: HashMap<DraftId, Timeout>,
}

#[derive(Default)]
struct Round {
    began: f64,
    runs: usize,
}

impl Client {
    fn decide(&self, decision: impl FnOnce(&mut Schedule) -> Vec<Order>) {
        let orders = decision(&mut self.state.borrow_mut().schedule);
        for order in orders {
            self.carry_out(order);
        }
        self.diagnose();
        let busy = self.state.borrow().schedule.is_busy();
        if self.results.busy.get_untracked() != busy {
            self.results.busy.set(busy);
        }
    }

    fn carry_out(&self, order: Order) {
        match order {
            Order::Spawn(id) => self.spawn(id),
            Order::Kill(id) => drop(self.state.borrow_mut().workers.remove(&id)),
            Order::Send { worker, run, job } => self.send(worker, run, job),
            Order::Cut { run, by, reason } => {
                self.close(run, Some((by, &reason)), Vec::new());
                self.state.borrow_mut().undiagnosed.push(run);
            }
            Order::Drop(_) => self.drop_current(),
            Order::Idle => {
                let round = &self.state.borrow().round;
                self.results
                    .took
                    .set(Some((now() - round.began, round.runs)));
            }
            Order::GiveUp(message) => {
                self.drop_current();
                self.results.engine.set(EngineStatus::Broken(message));
            }
        }
    }

    /// Asks the worker at hand what there is to notice in runs that were ended from outside.
    fn diagnose(&self) {
        let mut state = self.state.borrow_mut();
        if state.undiagnosed.is_empty() {
            return;
        }
        let Some(worker) = state.schedule.at_hand() else {
            return;
        };
        let runs = std::mem::take(&mut state.undiagnosed);
        let Some(worker) = state.workers.get(&worker) else {
            return;
        };
        self.results.recorded.with_untracked(|recorded| {
            let ended = recorded.values().filter(|each| runs.contains(&each.run));
            for each in ended.filter(|each| each.record.events() <= MAX_DIAGNOSED) {
                // A worker that is gone has nothing to say.
                let _ = worker.send(&Request::Diagnose {
                    run: each.run,
                    source: each.source.clone(),
                    events: each.record.read().trace().events.clone(),
                });
            }
        });
    }

    /// Shows what was noticed in a run that was ended from outside, if it is still shown.
    fn diagnosed(&self, run: RunId, findings: Vec<Finding>) {
        let is_shown = |recorded: &Recorded| recorded.run == run && recorded.findings.is_empty();
        let shown = self
            .results
            .recorded
            .with_untracked(|all| all.values().any(is_shown));
        if shown && !findings.is_empty() {
            self.results.recorded.update(|all| {
                if let Some(recorded) = all.values_mut().find(|recorded| is_shown(recorded)) {
                    recorded.findings = Arc::new(findings);
                }
            });
        }
    }

    fn spawn(&self, id: WorkerId) {
        let me = self.me.clone();
        let listener = move |message| {
            if let Some(client) = me.upgrade() {
                client.hear(id, message);
            }
        };
        match Worker::start(listener) {
            Ok(worker) => drop(self.state.borrow_mut().workers.insert(id, worker)),
            Err(message) => {
                let me = self.me.clone();
                // Later, so that the decision being carried out is over.
                Timeout::new(0, move || {
                    if let Some(client) = me.upgrade() {
                        client.decide(|schedule| schedule.failed(id, &message));
                    }
                })
                .forget();
            }
        }
    }

    fn send(&self, worker: WorkerId, run: RunId, job: Job) {
        let mut state = self.state.borrow_mut();
        let settings = state.settings.clone();
        let request = Request::Run {
            run,
            file: FILE.to_owned(),
            source: job.source.clone(),
            settings: settings.clone(),
        };
        state.failures.remove(&job.draft);
        let me = self.me.clone();
        let tell = move || {
            if let Some(client) = me.upgrade() {
                client.tell();
            }
        };
        state.current = Some(Current::new(run, worker, job, settings, tell));
        let sent = match state.workers.get(&worker) {
            Some(worker) => worker.send(&request),
            None => Err("the worker is gone".to_owned()),
        };
        drop(state);
        if let Err(message) = sent {
            let me = self.me.clone();
            Timeout::new(0, move || {
                if let Some(client) = me.upgrade() {
                    client.decide(|schedule| schedule.failed(worker, &message));
                }
            })
            .forget();
        }
    }

    fn hear(&self, worker: WorkerId, report: Report) {
        match report {
            Report::Ready { protocol } if protocol == PROTOCOL => {
                self.results.engine.set(EngineStatus::Ready);
                self.decide(|schedule| schedule.ready(worker));
            }
            Report::Ready { .. } => self.decide(|schedule| {
                schedule.refuse("the browser kept an engine of another version")
            }),
            Report::Events { run, events } => {
                let mut state = self.state.borrow_mut();
                if !state.schedule.expects(worker, run) {
                    return;
                }
                if let Some(current) = &mut state.current {
                    current.record.write(|recording| recording.push(events));
                    self.show_later(current);
                }
            }
            Report::Finished { run, findings } => {
                if !self.state.borrow().schedule.expects(worker, run) {
                    self.diagnosed(run, findings);
                } else {
                    self.close(run, None, findings);
                    self.decide(|schedule| schedule.finished(worker, run));
                    self.warm_when_idle();
                }
            }
            Report::Failed { message } => self.decide(|schedule| schedule.failed(worker, &message)),
            Report::Spent => self.decide(|schedule| schedule.spent(worker)),
        }
    }

    /// Starts the spare once nothing else wants the processor.
    fn warm_when_idle(&self) {
        if !self.state.borrow().schedule.is_busy() {
            self.decide(Schedule::warm);
        }
    }

    /// Says what runs. A run that takes this long may have to be stopped: a spare is made ready for that.
    fn tell(&self) {
        let state = self.state.borrow();
        let progress = state.current.as_ref().map(Current::progress);
        drop(state);
        self.results.progress.set(progress);
        if progress.is_some_and(|progress| progress.elapsed > 1000.0) {
            self.decide(Schedule::warm);
        }
    }

    fn show_later(&self, current: &mut Current) {
        if current.showing.is_some() {
            return;
        }
        let wait = current.pace.wait(now()).max(0.0) as u32;
        let me = self.me.clone();
        current.showing = Some(Timeout::new(wait, move || {
            if let Some(client) = me.upgrade() {
                client.show();
            }
        }));
    }

    /// Pauses the run, or lets it go on, and says so.
    fn pause(&self, paused: bool) {
        {
            let mut state = self.state.borrow_mut();
            let State {
                current, workers, ..
            } = &mut *state;
            let Some(current) = current else { return };
            let request = if paused {
                Request::Pause
            } else {
                Request::Resume
            };
            if let Some(worker) = workers.get(&current.worker) {
                // A worker that is gone has nothing to pause.
                let _ = worker.send(&request);
            }
            current.pause(paused);
        }
        self.tell();
        self.show();
    }

    /// Shows the run so far.
    fn show(&self) {
        let began = now();
        let shown = {
            let mut state = self.state.borrow_mut();
            let Some(current) = &mut state.current else {
                return;
            };
            current.showing = None;
            current.preview()
        };
        let Some(shown) = shown else { return };
        self.put(shown);
        if let Some(current) = &mut self.state.borrow_mut().current {
            current.pace.shown(began, now());
        }
    }

    fn put(&self, (draft, recorded): (DraftId, Recorded)) {
        self.results
            .recorded
            .update(|all| drop(all.insert(draft, recorded)));
    }

    /// Shows the whole of a run that is over.
    fn close(&self, run: RunId, cut: Option<(Interruption, &str)>, findings: Vec<Finding>) {
        let current = self
            .state
            .borrow_mut()
            .current
            .take_if(|current| current.run == run);
        let Some(current) = current else { return };
        self.results.progress.set(None);
        let (draft, recorded) = current.close(cut, findings);
        let typed = self.results.typed.get_value();
        let wait = typed.map_or(0.0, |typed| typed + FAILURES_WAIT - now());
        if wait <= 0.0 || !has_failed(recorded.record.read().trace()) {
            self.put((draft, recorded));
            return;
        }
        let me = self.me.clone();
        let later = Timeout::new(wait as u32, move || {
            if let Some(client) = me.upgrade() {
                client.put((draft, recorded));
            }
        });
        self.state.borrow_mut().failures.insert(draft, later);
    }

    fn drop_current(&self) {
        self.state.borrow_mut().current = None;
        self.results.progress.set(None);
    }
}

/// Real milliseconds since the page was opened.
pub fn now() -> f64 {
    window()
        .performance()
        .map_or(0.0, |performance| performance.now())
}
