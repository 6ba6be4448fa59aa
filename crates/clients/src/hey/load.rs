//! Workers, each of which asks, waits for the answer, and asks again.

use super::{
    asking::{Asking, End},
    options::Options,
    report::Report,
};
use crate::{
    http::Answers,
    program::{Program, Setting, Stream, Told, Wants, print},
    wire::{Judge, News, Wire},
};
use std::collections::BTreeMap;

pub(super) struct Load {
    pub(super) setting: Setting,
    pub(super) options: Options,
    pub(super) workers: Vec<Worker>,
    /// Whose a connection is.
    pub(super) owners: BTreeMap<u32, usize>,
    /// Connections that wait for another request, the one that was used last at the end.
    pub(super) idle: Vec<Wire>,
    next_id: u32,
    /// When it looks for requests that took too long.
    alarm: Option<f64>,
    pub(super) report: Report,
    pub(super) began: f64,
    stopped: bool,
    over: bool,
    pub(super) wants: Vec<Wants>,
}

#[derive(Default)]
pub(super) struct Worker {
    pub(super) done: u64,
    /// The number of the last tick of its clock that it used.
    tick: u64,
    pub(super) state: State,
}

#[derive(Default)]
pub(super) enum State {
    /// About to look whether there is more to do.
    #[default]
    Ready,
    /// Until its clock ticks.
    Waiting(f64),
    /// Until so long after an answer that took no time.
    Resting(f64),
    Asking(Box<Asking>),
    Over,
}

impl Load {
    pub fn new(setting: &Setting, options: Options) -> Load {
        let workers = (0..options.workers).map(|_| Worker::default()).collect();
        Load {
            setting: setting.clone(),
            options,
            workers,
            owners: BTreeMap::new(),
            idle: Vec::new(),
            next_id: 0,
            alarm: None,
            report: Report::default(),
            began: 0.0,
            stopped: false,
            over: false,
            wants: Vec::new(),
        }
    }

    /// Moves a worker on until it has to wait.
    fn go_on(&mut self, at: usize, now: f64) {
        loop {
            match self.workers[at].state {
                State::Ready => {
                    let enough = self
                        .options
                        .each
                        .is_some_and(|each| self.workers[at].done >= each);
                    if enough || self.stopped {
                        self.workers[at].state = State::Over;
                        return;
                    }
                    match self.next_tick(at, now) {
                        Some(until) => {
                            self.wants.push(Wants::Wake { at: until });
                            self.workers[at].state = State::Waiting(until);
                            return;
                        }
                        None => self.ask(at, now),
                    }
                }
                State::Waiting(until) if now >= until => {
                    // The tick that it waited for.
                    self.workers[at].tick += 1;
                    self.ask(at, now);
                }
                State::Resting(until) if now >= until => self.workers[at].state = State::Ready,
                State::Waiting(_) | State::Resting(_) | State::Asking(_) | State::Over => return,
            }
        }
    }

    /// When a worker may ask: at its clock's next tick, of which one is kept while it is busy, and others are lost.
    fn next_tick(&mut self, at: usize, now: f64) -> Option<f64> {
        let interval = self.options.interval;
        if interval <= 0.0 {
            return None;
        }
        let ticked = ((now - self.began) / interval + 1e-9).floor() as u64;
        let worker = &mut self.workers[at];
        if ticked > worker.tick {
            worker.tick = ticked;
            return None;
        }
        worker.tick = ticked;
        Some(self.began + (ticked + 1) as f64 * interval)
    }

    fn ask(&mut self, at: usize, now: f64) {
        let url = match &self.options.url {
            Ok(url) => url.clone(),
            Err(why) => {
                let text = self.complaint(&self.options.typed, why);
                self.finish(at, now, None, End::Failed(text));
                return;
            }
        };
        let deadline = self.options.timeout.map(|timeout| now + timeout);
        // One alarm is enough: deadlines come in the order in which requests begin.
        if let (Some(at), None) = (deadline, self.alarm) {
            self.alarm = Some(at);
            self.wants.push(Wants::Wake { at });
        }
        let mut asking = Box::new(Asking {
            url,
            method: self.options.method.clone(),
            body: self.options.body.clone(),
            wire: None,
            reused: false,
            answers: Answers::new(false),
            head: None,
            redirects: 0,
            began: now,
            asked: now,
            connecting: 0.0,
            sent: now,
            first: None,
            deadline,
        });
        self.connect(at, &mut asking, now);
        self.workers[at].state = State::Asking(asking);
    }

    /// Takes the connection that was used last, or makes another.
    pub(super) fn connect(&mut self, at: usize, asking: &mut Asking, now: f64) {
        asking.answers = Answers::new(asking.method == "HEAD");
        asking.head = None;
        asking.asked = now;
        if let Some(found) = self.idle.iter().rposition(|wire| wire.serves(&asking.url)) {
            let wire = self.idle.remove(found);
            self.owners.insert(wire.id, at);
            asking.wire = Some(wire);
            asking.reused = true;
            asking.send(&self.options, now, &mut self.wants);
            return;
        }
        asking.reused = false;
        let id = self.next_id;
        self.next_id += 1;
        self.owners.insert(id, at);
        let judge = Judge {
            // hey asks whoever answers.
            strict: false,
            trust: self.setting.trust.clone(),
        };
        let wire = Wire::open(id, &asking.url, judge, &self.setting, now, &mut self.wants);
        asking.wire = Some(wire);
    }

    /// What a connection tells its worker.
    fn tell(&mut self, at: usize, now: f64, told: Told) {
        let State::Asking(mut asking) = std::mem::take(&mut self.workers[at].state) else {
            return;
        };
        let Some(mut wire) = asking.wire.take() else {
            return;
        };
        let mut broken = None;
        let news = match told {
            Told::Connected { remote, local, .. } => {
                (wire.remote, wire.local) = (remote, local);
                wire.connected(&mut self.wants)
            }
            Told::Received { bytes, .. } => wire.received(bytes, &mut self.wants),
            Told::Ended { .. } => wire.ended(&mut self.wants),
            Told::Failed { failure, .. } => {
                broken = Some(asking.failure(failure, &wire));
                News::default()
            }
            Told::Time => News::default(),
        };
        asking.wire = Some(wire);
        if news.became_ready {
            asking.send(&self.options, now, &mut self.wants);
        }
        if !news.bytes.is_empty() {
            asking.first.get_or_insert(now);
            asking.answers.feed(&news.bytes);
        }
        let closed = news.closed || news.error.is_some() || broken.is_some();
        let end = match asking.read() {
            Ok(true) => Some(End::Answered),
            Ok(false) if closed => {
                if let Some(wire) = asking.wire.take() {
                    self.owners.remove(&wire.id);
                    wire.close(&mut self.wants);
                }
                if asking.reused && !asking.answers.has_begun() {
                    // The server had closed it before it got the request: by another one.
                    self.connect(at, &mut asking, now);
                    self.workers[at].state = State::Asking(asking);
                    return;
                }
                let why = match (broken, news.error) {
                    (Some(why), _) => why,
                    (None, Some(error)) => format!("tls: {error}"),
                    (None, None) => if asking.answers.has_begun() {
                        "unexpected EOF"
                    } else {
                        "EOF"
                    }
                    .to_owned(),
                };
                // With the head, the request has succeeded, whatever became of the body.
                Some(match asking.head {
                    Some(_) => End::Answered,
                    None => End::Failed(self.complaint(&asking.url.to_string(), &why)),
                })
            }
            Ok(false) => None,
            Err(why) => Some(End::Failed(self.complaint(&asking.url.to_string(), why))),
        };
        match end {
            None => self.workers[at].state = State::Asking(asking),
            Some(end) => self.conclude(at, now, asking, end),
        }
    }

    /// Requests that took too long.
    fn give_up(&mut self, now: f64) {
        if self.alarm.is_none_or(|alarm| now < alarm) {
            return;
        }
        for at in 0..self.workers.len() {
            let late = match &self.workers[at].state {
                State::Asking(asking) => asking.deadline.is_some_and(|deadline| now >= deadline),
                _ => false,
            };
            if late && let State::Asking(asking) = std::mem::take(&mut self.workers[at].state) {
                let why =
                    "context deadline exceeded (Client.Timeout exceeded while awaiting headers)";
                let end = match asking.head {
                    Some(_) => End::Answered,
                    None => End::Failed(self.complaint(&asking.url.to_string(), why)),
                };
                let mut asking = asking;
                if let Some(wire) = asking.wire.take() {
                    self.owners.remove(&wire.id);
                    wire.close(&mut self.wants);
                }
                self.finish(at, now, Some(asking), end);
            }
        }
        self.set_alarm();
    }

    /// Asks to be woken for the next deadline.
    fn set_alarm(&mut self) {
        let deadlines = self
            .workers
            .iter()
            .filter_map(|worker| match &worker.state {
                State::Asking(asking) => asking.deadline,
                _ => None,
            });
        self.alarm = deadlines.min_by(f64::total_cmp);
        if let Some(at) = self.alarm {
            self.wants.push(Wants::Wake { at });
        }
    }

    /// Ends where all workers have.
    fn end(&mut self, now: f64) {
        if self.over
            || self
                .workers
                .iter()
                .any(|worker| !matches!(worker.state, State::Over))
        {
            return;
        }
        self.over = true;
        let text = if self.options.csv {
            self.report.csv()
        } else {
            self.report.summary(now - self.began)
        };
        self.wants.push(print(Stream::Stdout, text));
        for wire in std::mem::take(&mut self.idle) {
            wire.close(&mut self.wants);
        }
        self.wants.push(Wants::Exit { code: 0 });
    }
}

impl Program for Load {
    fn begin(&mut self, now: f64) -> Vec<Wants> {
        self.began = now;
        if let Some(duration) = self.options.duration {
            self.wants.push(Wants::Wake { at: now + duration });
        }
        for at in 0..self.workers.len() {
            self.go_on(at, now);
        }
        self.end(now);
        std::mem::take(&mut self.wants)
    }

    fn told(&mut self, now: f64, told: Told) -> Vec<Wants> {
        if self.over {
            return Vec::new();
        }
        if self
            .options
            .duration
            .is_some_and(|duration| now >= self.began + duration)
        {
            self.stopped = true;
        }
        match &told {
            Told::Time => {
                self.give_up(now);
                for at in 0..self.workers.len() {
                    self.go_on(at, now);
                }
            }
            Told::Connected { id, .. }
            | Told::Failed { id, .. }
            | Told::Received { id, .. }
            | Told::Ended { id } => {
                let id = *id;
                if let Some(at) = self.owners.get(&id).copied() {
                    self.tell(at, now, told);
                    self.go_on(at, now);
                } else if let Some(at) = self.idle.iter().position(|wire| wire.id == id) {
                    // Whatever a server says unasked, its connection is of no use any more.
                    self.idle.remove(at).close(&mut self.wants);
                }
            }
        }
        self.end(now);
        std::mem::take(&mut self.wants)
    }

    fn interrupted(&mut self, now: f64) -> Vec<Wants> {
        // What was asked is told of; hey would wait for the answers that are under way.
        for worker in &mut self.workers {
            worker.state = State::Over;
        }
        if let Some(Wants::Exit { code }) = {
            self.end(now);
            self.wants.last_mut()
        } {
            *code = 130;
        }
        std::mem::take(&mut self.wants)
    }
}
