//! Workers, each of which asks, waits for the answer, and asks again.

use super::{
    options::Options,
    report::{Report, Sample},
};
use crate::{
    http::{Answers, Head, Part, Url},
    program::{Failure, Program, Setting, Stream, Told, Wants, print},
    wire::{Judge, News, Wire},
};
use std::collections::BTreeMap;

/// The most redirects that are followed (Go's `defaultCheckRedirect`).
const MOST_REDIRECTS: u32 = 10;

pub(super) struct Load {
    setting: Setting,
    options: Options,
    workers: Vec<Worker>,
    /// Whose a connection is.
    owners: BTreeMap<u32, usize>,
    /// Connections that wait for another request, the one that was used last at the end.
    idle: Vec<Wire>,
    next_id: u32,
    /// When it looks for requests that took too long.
    alarm: Option<f64>,
    report: Report,
    began: f64,
    stopped: bool,
    over: bool,
    wants: Vec<Wants>,
}

#[derive(Default)]
struct Worker {
    done: u64,
    /// The number of the last tick of its clock that it used.
    tick: u64,
    state: State,
}

#[derive(Default)]
enum State {
    /// About to look whether there is more to do.
    #[default]
    Ready,
    /// Until its clock ticks.
    Waiting(f64),
    Asking(Box<Asking>),
    Over,
}

/// A request under way.
struct Asking {
    url: Url,
    method: String,
    body: Vec<u8>,
    wire: Option<Wire>,
    reused: bool,
    answers: Answers,
    head: Option<Head>,
    redirects: u32,
    began: f64,
    asked: f64,
    connecting: f64,
    sent: f64,
    first: Option<f64>,
    deadline: Option<f64>,
}

/// How a request ends.
enum End {
    Answered,
    Failed(String),
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
                State::Waiting(_) | State::Asking(_) | State::Over => return,
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
    fn connect(&mut self, at: usize, asking: &mut Asking, now: f64) {
        asking.answers = Answers::new(asking.method == "HEAD");
        asking.head = None;
        asking.asked = now;
        if let Some(found) = self.idle.iter().rposition(|wire| wire.serves(&asking.url)) {
            let wire = self.idle.remove(found);
            self.owners.insert(wire.id, at);
            asking.wire = Some(wire);
            asking.reused = true;
            self.send(asking, now);
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

    /// The request in Go's order: host, agent, length, the rest by name, and what the transport adds.
    fn send(&mut self, asking: &mut Asking, now: f64) {
        if !asking.reused {
            asking.connecting = now - asking.asked;
        }
        asking.sent = now;
        asking.first = None;
        let options = &self.options;
        let host = options.host.clone().filter(|_| asking.redirects == 0);
        let host = host.unwrap_or_else(|| asking.url.authority());
        let mut head = format!(
            "{} {} HTTP/1.1\r\nHost: {host}\r\n",
            asking.method,
            asking.url.target()
        );
        let (agent, others): (Vec<_>, Vec<_>) = options
            .fields
            .iter()
            .partition(|(name, _)| name == "User-Agent");
        let add = |head: &mut String, (name, value): &(String, String)| {
            head.push_str(&format!("{name}: {value}\r\n"));
        };
        agent.into_iter().for_each(|field| add(&mut head, field));
        if !asking.body.is_empty() || ["POST", "PUT", "PATCH"].contains(&asking.method.as_str()) {
            head.push_str(&format!("Content-Length: {}\r\n", asking.body.len()));
        }
        others.into_iter().for_each(|field| add(&mut head, field));
        let ranged = options
            .fields
            .iter()
            .any(|(name, _)| name == "Range" || name == "Accept-Encoding");
        if options.compression && asking.method != "HEAD" && !ranged {
            head.push_str("Accept-Encoding: gzip\r\n");
        }
        if !options.keep_alive {
            head.push_str("Connection: close\r\n");
        }
        head.push_str("\r\n");
        let bytes = [head.as_bytes(), &asking.body].concat();
        if let Some(wire) = &mut asking.wire {
            wire.send(bytes, &mut self.wants);
        }
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
                broken = Some(self.failure(failure, &wire, &asking));
                News::default()
            }
            Told::Time => News::default(),
        };
        asking.wire = Some(wire);
        if news.became_ready {
            self.send(&mut asking, now);
        }
        if !news.bytes.is_empty() {
            asking.first.get_or_insert(now);
            asking.answers.feed(&news.bytes);
        }
        let closed = news.closed || news.error.is_some() || broken.is_some();
        let end = match read(&mut asking) {
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

    /// A request is over: its connection waits, and a redirect is followed.
    fn conclude(&mut self, at: usize, now: f64, mut asking: Box<Asking>, end: End) {
        if let Some(wire) = asking.wire.take() {
            self.owners.remove(&wire.id);
            let whole = matches!(end, End::Answered) && asking.answers.missing().is_none();
            let keeps = asking.head.as_ref().is_some_and(Head::keeps_alive);
            if whole && keeps && self.options.keep_alive && asking.answers.is_whole() {
                self.idle.push(wire);
            } else {
                wire.close(&mut self.wants);
            }
        }
        if let (End::Answered, Some(next)) = (&end, self.redirect(&asking)) {
            if asking.redirects >= MOST_REDIRECTS {
                let text = self.complaint(&next.to_string(), "stopped after 10 redirects");
                self.finish(at, now, Some(asking), End::Failed(text));
                return;
            }
            let status = asking.head.as_ref().map_or(0, |head| head.status);
            if matches!(status, 301..=303) && asking.method != "HEAD" {
                asking.method = "GET".to_owned();
                asking.body.clear();
            }
            asking.redirects += 1;
            asking.url = next;
            self.connect(at, &mut asking, now);
            self.workers[at].state = State::Asking(asking);
            return;
        }
        self.finish(at, now, Some(asking), end);
    }

    /// Where an answer sends on to. A body cannot be sent twice.
    fn redirect(&self, asking: &Asking) -> Option<Url> {
        let head = asking.head.as_ref().filter(|_| self.options.redirects)?;
        let follows = match head.status {
            301..=303 => true,
            307 | 308 => asking.body.is_empty(),
            _ => false,
        };
        asking
            .url
            .resolve(head.field("location").filter(|_| follows)?)
            .ok()
    }

    fn finish(&mut self, at: usize, now: f64, asking: Option<Box<Asking>>, end: End) {
        self.workers[at].done += 1;
        self.workers[at].state = State::Ready;
        match (end, asking) {
            (End::Failed(text), _) => *self.report.errors.entry(text).or_default() += 1,
            (End::Answered, None) => {}
            (End::Answered, Some(asking)) => {
                let head = asking.head.unwrap_or_default();
                let first = asking.first.unwrap_or(now);
                // Packed bodies have no length for Go's client, which unpacks them.
                let packed = self.options.compression && head.says("content-encoding", "gzip");
                let length = head
                    .field("content-length")
                    .filter(|_| !packed && !head.says("transfer-encoding", "chunked"));
                self.report.size += length
                    .and_then(|length| length.parse::<u64>().ok())
                    .unwrap_or(0);
                self.report.samples.push(Sample {
                    total: nanoseconds(now - asking.began),
                    connecting: nanoseconds(asking.connecting),
                    sending: 0.0,
                    waiting: nanoseconds(first - asking.sent),
                    reading: nanoseconds(now - first),
                    status: head.status,
                    offset: nanoseconds(asking.began - self.began),
                });
            }
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

    fn failure(&self, failure: Failure, wire: &Wire, asking: &Asking) -> String {
        let place = if wire.host.contains(':') {
            format!("[{}]:{}", wire.host, wire.port)
        } else {
            format!("{}:{}", wire.host, wire.port)
        };
        let place = wire.remote.map_or(place, |remote| remote.to_string());
        let connected = wire.remote.is_some() || asking.reused;
        match failure {
            Failure::NoName => format!("dial tcp: lookup {}: no such host", wire.host),
            Failure::Refused => format!("dial tcp {place}: connect: connection refused"),
            Failure::TimedOut => format!("dial tcp {place}: connect: connection timed out"),
            Failure::Unreachable => format!("dial tcp {place}: connect: network is unreachable"),
            Failure::Reset if !connected => {
                format!("dial tcp {place}: connect: connection reset by peer")
            }
            Failure::Reset => {
                let local = wire
                    .local
                    .map(|local| format!("{local}->"))
                    .unwrap_or_default();
                format!("read tcp {local}{place}: read: connection reset by peer")
            }
        }
    }

    /// An error as Go's client words it.
    fn complaint(&self, url: &str, why: &str) -> String {
        let method = &self.options.method;
        let method = format!(
            "{}{}",
            &method[..method.len().min(1)],
            method.get(1..).unwrap_or_default().to_lowercase()
        );
        format!("{method} \"{url}\": {why}")
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

/// To whole nanoseconds, in which hey counts: what is the same stays the same.
fn nanoseconds(seconds: f64) -> f64 {
    (seconds * 1e9).round() / 1e9
}

/// Reads what has arrived of an answer: whether it is whole.
fn read(asking: &mut Asking) -> Result<bool, &'static str> {
    loop {
        match asking.answers.step() {
            Ok(Some(Part::Head(head))) if !(100..200).contains(&head.status) => {
                asking.head = Some(head);
            }
            Ok(Some(Part::End)) => return Ok(true),
            Ok(Some(_)) => {}
            Ok(None) => return Ok(false),
            // With the head, the request has succeeded.
            Err(_) if asking.head.is_some() => return Ok(true),
            Err(_) => {
                return Err(
                    "net/http: HTTP/1.x transport connection broken: malformed HTTP response",
                );
            }
        }
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
