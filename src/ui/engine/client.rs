//! Carries out what the schedule decides, and shows what was recorded.

use super::{
    asking::Asked,
    current::{Current, request},
    expecting::expected,
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
};

use trace::Interruption;

/// Runs of more events than this are long.
const LONG_RUN: usize = 20_000;

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
                state.expected = jobs.first().map(expected);
                state.round = Round {
                    began: now(),
                    runs: jobs.len(),
                };
            }
            client.results.took.set(None);
            // Before any is started, which is told as it starts.
            client.foretell();
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

    /// With the client itself.
    pub(super) fn client(&self, act: impl FnOnce(&Client)) {
        self.0.with_value(|client| act(client));
    }

    /// Tries to start an engine that was given up.
    pub fn retry(&self) {
        self.0.with_value(|client| {
            client.results.engine.set(EngineStatus::Starting);
            client.decide(Schedule::start);
        });
    }
}

pub(super) struct Client {
    me: Weak<Client>,
    pub(super) results: Results,
    pub(super) state: RefCell<State>,
}

#[derive(Default)]
pub(super) struct State {
    pub(super) schedule: Schedule,
    pub(super) workers: HashMap<WorkerId, Worker>,
    current: Option<Current>,
    /// Runs that were ended from outside, in which nothing has been noticed yet.
    pub(super) undiagnosed: Vec<RunId>,
    /// Questions without an answer.
    pub(super) asked: Vec<Asked>,
    /// How many questions there have been.
    pub(super) asks: u32,
    settings: Settings,
    /// What was asked to run last: the next will be much like it.
    pub(super) expected: Option<Request>,
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
        self.put_questions();
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
                if let Some(closed) = self.close(run, Some((by, &reason)), Vec::new()) {
                    self.put(closed);
                }
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

    fn spawn(&self, id: WorkerId) {
        let me = self.me.clone();
        let listener = move |message| {
            if let Some(client) = me.upgrade() {
                client.hear(id, message);
            }
        };
        match Worker::start(listener) {
            Ok(worker) => {
                let mut state = self.state.borrow_mut();
                if let Some(expected) = &state.expected {
                    let _ = worker.send(expected);
                }
                state.workers.insert(id, worker);
            }
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
        let request = request(run, &job, settings.clone());
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
                    let closed = self.close(run, None, findings);
                    self.finished(worker, run, closed);
                }
            }
            Report::Answer { ask, answer } => self.answered(ask, answer),
            Report::Failed { message } => self.decide(|schedule| schedule.failed(worker, &message)),
            Report::Spent => {
                // After the end of its last run, which a long one has put off by as much (`finished`): before it, the
                // run would count as one that this worker never began, and begin again.
                let me = self.me.clone();
                Timeout::new(0, move || {
                    if let Some(client) = me.upgrade() {
                        client.decide(|schedule| schedule.spent(worker));
                    }
                })
                .forget();
            }
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

    /// A run is over. Working out all of a long one has taken its time: showing it is a task of its own.
    fn finished(&self, worker: WorkerId, run: RunId, closed: Option<(DraftId, Recorded)>) {
        let long = closed
            .as_ref()
            .is_some_and(|(_, recorded)| recorded.record.events() > LONG_RUN);
        let me = self.me.clone();
        let finish = move || {
            let Some(client) = me.upgrade() else { return };
            if let Some(closed) = closed {
                client.put_unless_typed(closed);
            }
            client.decide(|schedule| schedule.finished(worker, run));
            client.warm_when_idle();
        };
        if long {
            Timeout::new(0, finish).forget();
        } else {
            finish();
        }
    }

    /// The whole of a run that is over, if it is the one in progress.
    fn close(
        &self,
        run: RunId,
        cut: Option<(Interruption, &str)>,
        findings: Vec<Finding>,
    ) -> Option<(DraftId, Recorded)> {
        let mut state = self.state.borrow_mut();
        let current = state.current.take_if(|current| current.run == run)?;
        drop(state);
        self.results.progress.set(None);
        Some(current.close(cut, findings))
    }

    /// Shows a run that is over; one that failed, once nobody types any more.
    fn put_unless_typed(&self, (draft, recorded): (DraftId, Recorded)) {
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
