//! The lanes of threads other than the main one, while they are being built.

use super::{
    event::{Computing, Device, Event, EventKind, Outcome, Runner, Seconds, ThreadId},
    hold::RESOLUTION,
    lane::{FOREVER, Lane, Owner, Span, State},
    names::is_housekeeping_thread,
    step::{busy, push_step},
    wait::{Wait, WaitKind},
    words::{INTERPRETER_LOCK, waited_for},
};
use std::collections::{HashMap, HashSet};

/// All threads seen so far, in order of starting.
#[derive(Clone, Debug, Default)]
pub(super) struct Workers {
    all: Vec<Worker>,
    by_id: HashMap<ThreadId, usize>,
    /// Those of other processes.
    elsewhere: HashSet<ThreadId>,
}

#[derive(Clone, Debug)]
struct Worker {
    lane: Lane,
    /// What goes on: the state, since when, and its event.
    open: Option<Span>,
    /// It is a pool's worker: what it waits for between jobs is the next job.
    pooled: bool,
    job: Option<String>,
}

impl Workers {
    /// Takes an event that tells of a thread.
    pub fn push(&mut self, event: &Event, index: usize) {
        let Some(thread) = event.kind.thread() else {
            return;
        };
        let at = event.at;
        if let EventKind::ThreadStarted {
            process: Some(_), ..
        } = event.kind
        {
            self.elsewhere.insert(thread);
        }
        if let EventKind::ThreadStarted { name, .. } = &event.kind
            && !self.by_id.contains_key(&thread)
            && !is_housekeeping_thread(name)
        {
            self.by_id.insert(thread, self.all.len());
            self.all.push(Worker::new(thread, name, at, index));
        }
        let Some(worker) = self
            .by_id
            .get(&thread)
            .and_then(|position| self.all.get_mut(*position))
        else {
            return;
        };
        match &event.kind {
            EventKind::Ready { .. } => worker.change(State::Ready, at, index),
            EventKind::StepStarted { .. } => worker.change(State::Running, at, index),
            EventKind::StepEnded { .. } => worker.close(at),
            EventKind::ThreadWaits { wait, .. } => worker.wait(wait, event, index),
            EventKind::Computing { computing, .. } => worker.compute(*computing, event, index),
            EventKind::ThreadEnded { outcome, .. } => worker.end(at, outcome),
            EventKind::JobStarted { label, .. } => {
                worker.pooled = true;
                worker.job = Some(label.clone());
                worker.close(at);
                worker.change(State::Running, at, index);
            }
            EventKind::JobEnded { .. } => {
                worker.close(at);
                worker.job = None;
                worker.change(State::Running, at, index);
            }
            _ => {}
        }
    }

    /// Whether a thread is one of the process that the main thread is of.
    pub fn is_of_main_process(&self, thread: ThreadId) -> bool {
        !self.elsewhere.contains(&thread)
    }

    /// What the reader calls a thread.
    pub fn name(&self, thread: ThreadId) -> Option<&str> {
        let position = *self.by_id.get(&thread)?;
        Some(&self.all[position].lane.name)
    }

    /// The line that a thread executes.
    pub fn at_line(&mut self, runner: Runner, line: Option<u32>) {
        if let Runner::Thread(thread) = runner
            && let Some(position) = self.by_id.get(&thread)
            && let Some(open) = &mut self.all[*position].open
            && open.line.is_none()
        {
            open.line = line;
        }
    }

    /// The lanes; what is open ends at `now`, or is shown up to a later `horizon` as a wait that never ends.
    pub fn finish(self, now: Seconds, horizon: Seconds) -> impl Iterator<Item = Lane> {
        self.all.into_iter().map(move |mut worker| {
            let waits = worker.open.as_mut();
            match waits.filter(|open| horizon > now && open.state == State::Waiting) {
                Some(open) => {
                    open.until = Some(FOREVER);
                    worker.close(horizon);
                }
                None => worker.close(now),
            }
            worker.lane
        })
    }
}

impl Worker {
    fn new(thread: ThreadId, name: &str, at: Seconds, event: usize) -> Self {
        Self {
            lane: Lane {
                owner: Owner::Thread(thread),
                name: name.to_owned(),
                coroutine: String::new(),
                depth: 0,
                born: at,
                ended: None,
                spans: Vec::new(),
            },
            open: Some(Span {
                state: State::Ready,
                ..busy(at, at, None, event)
            }),
            pooled: false,
            job: None,
        }
    }

    fn change(&mut self, state: State, at: Seconds, event: usize) {
        if self.lane.ended.is_some() {
            return;
        }
        self.close(at);
        let span = busy(at, at, None, event);
        let what = match state {
            State::Running => self.job.clone().unwrap_or_default(),
            _ => String::new(),
        };
        self.open = Some(Span {
            state,
            what,
            ..span
        });
    }

    fn wait(&mut self, wait: &Wait, event: &Event, index: usize) {
        if wait.kind == WaitKind::Compute {
            self.change(State::Running, event.at, index);
            return;
        }
        self.change(State::Waiting, event.at, index);
        let idle = self.pooled && self.job.is_none();
        let next_job = Wait::of(WaitKind::NextJob);
        let wait = if idle { &next_job } else { wait };
        if let Some(open) = &mut self.open {
            open.line = event.line;
            open.until = wait.until;
            open.what = waited_for(wait, |task| format!("task {}", task.0));
        }
    }

    /// It computes, or waits for its turn to.
    fn compute(&mut self, computing: Computing, event: &Event, index: usize) {
        let state = match computing {
            Computing::Runs => State::Running,
            Computing::AwaitsInterpreter | Computing::AwaitsCore => State::Ready,
            Computing::Stops => return self.close(event.at),
        };
        self.change(state, event.at, index);
        if let Some(open) = &mut self.open {
            open.line = event.line;
            match computing {
                Computing::AwaitsInterpreter => INTERPRETER_LOCK.clone_into(&mut open.what),
                Computing::AwaitsCore => Device::Core.name().clone_into(&mut open.what),
                Computing::Runs | Computing::Stops => {}
            }
        }
    }

    /// Ends what goes on. A wait or a delay of no length is none.
    fn close(&mut self, at: Seconds) {
        let Some(mut span) = self.open.take() else {
            return;
        };
        span.to = at.max(span.from);
        if span.state == State::Running {
            push_step(&mut self.lane.spans, span);
        } else if span.to > span.from + RESOLUTION {
            self.lane.spans.push(span);
        }
    }

    fn end(&mut self, at: Seconds, outcome: &Outcome) {
        self.close(at);
        self.lane.ended.get_or_insert_with(|| (at, outcome.clone()));
    }
}
