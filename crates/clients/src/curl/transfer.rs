//! One transfer: from a URL to its answer, over as many redirects as there are.

use super::{
    options::{Config, Out, Upload},
    output::Output,
    request::Asking,
    shared::Shared,
    trouble::{Trouble, millis},
};
use crate::{
    http::{Answers, Head, Scheme, Unpacker, Url},
    program::{Told, Wants},
    wire::{News, Wire},
};
use std::{net::SocketAddr, rc::Rc};

/// What is to be transferred.
#[derive(Clone)]
pub(super) struct Job {
    pub config: Rc<Config>,
    /// Which part between `--next`s it belongs to.
    pub part: usize,
    /// The URL, after globbing.
    pub url: String,
    /// What stands in the URL's places.
    pub chosen: Vec<String>,
    /// Where `-o` or `-O` says.
    pub out: Option<Out>,
    pub upload: Option<Upload>,
    pub number: usize,
}

/// Moments, in virtual seconds since the transfer began.
#[derive(Clone, Debug, Default)]
pub(super) struct Times {
    pub resolved: Option<f64>,
    pub connected: Option<f64>,
    pub secured: Option<f64>,
    pub ready: Option<f64>,
    pub sent: Option<f64>,
    pub first: Option<f64>,
    pub redirected: Option<f64>,
    pub total: f64,
}

/// What is known of a transfer when it is over.
#[derive(Clone, Debug, Default)]
pub(super) struct Facts {
    pub head: Head,
    pub times: Times,
    pub typed: String,
    pub url: String,
    pub scheme: &'static str,
    pub method: String,
    pub number: usize,
    pub code: i32,
    pub trouble: Option<String>,
    pub file_name: Option<String>,
    pub redirect: Option<String>,
    pub redirects: u32,
    pub retries: u32,
    pub referer: Option<String>,
    pub connects: u32,
    pub downloaded: u64,
    pub uploaded: u64,
    pub head_size: usize,
    pub request_size: usize,
    pub remote: Option<SocketAddr>,
    pub local: Option<SocketAddr>,
    /// OpenSSL's code for a certificate that is not trusted.
    pub verify_code: i32,
}

pub(super) struct Transfer {
    pub job: Job,
    pub facts: Facts,
    pub output: Output,
    pub(super) url: Url,
    /// Where it began: credentials are for there.
    pub(super) origin: Url,
    pub(super) asking: Asking,
    pub(super) wire: Option<Wire>,
    /// Whether the connection served a request before.
    pub(super) reused: bool,
    pub(super) answers: Answers,
    pub(super) unpacker: Option<Unpacker>,
    /// Whether the body is not shown, since another request follows.
    pub(super) ignores_body: bool,
    /// Whether another request follows.
    pub(super) location: Option<String>,
    pub(super) started: f64,
    pub(super) asked_at: f64,
    pub(super) deadline: Option<f64>,
    pub(super) connect_deadline: Option<f64>,
    /// Whether a connection is being made, handshake included.
    pub(super) connects: bool,
}

/// How a transfer stands.
pub(super) enum Standing {
    Going,
    Over(Result<(), Trouble>),
}

impl Transfer {
    /// Begins one.
    ///
    /// # Errors
    /// Where it cannot even begin.
    pub fn begin(job: Job, shared: &mut Shared, now: f64) -> Result<Transfer, Box<(Job, Trouble)>> {
        let config = Rc::clone(&job.config);
        let default = if config.default_https {
            Scheme::Https
        } else {
            Scheme::Http
        };
        let url = match Url::typed(&job.url, default, config.path_as_is) {
            Ok(url) => with_query(with_upload_name(url, job.upload.as_ref()), &config),
            Err(error) => return Err(Box::new((job, Trouble::url(&error)))),
        };
        let seed = shared.setting.seed ^ (job.number as u64) << 32;
        let upload = job.upload.as_ref().map(|upload| &upload.bytes);
        let asking = match Asking::of(&config, upload, seed) {
            Ok(asking) => asking,
            Err(trouble) => {
                if let Some(upload) = &job.upload {
                    shared.err(
                        super::trouble::Complaint::usage(format!(
                            "curl: cannot open '{}'\n",
                            upload.name
                        ))
                        .text,
                    );
                }
                return Err(Box::new((job, trouble)));
            }
        };
        let facts = Facts {
            typed: job.url.clone(),
            number: job.number,
            referer: config.referer.clone(),
            ..Facts::default()
        };
        let output = Output::of(&job, &url);
        let deadline = config.max_time.map(|limit| now + limit);
        let mut transfer = Transfer {
            facts,
            output,
            origin: url.clone(),
            url,
            asking,
            wire: None,
            reused: false,
            answers: Answers::new(false),
            unpacker: None,
            ignores_body: false,
            location: None,
            started: now,
            asked_at: now,
            deadline,
            connect_deadline: None,
            connects: false,
            job,
        };
        if let Some(at) = deadline {
            shared.wants.push(Wants::Wake { at });
        }
        transfer.ask(shared, now);
        Ok(transfer)
    }

    /// Sends the request, by a connection that waits or by a new one.
    pub(super) fn ask(&mut self, shared: &mut Shared, now: f64) {
        let method = self.asking.method(&self.job.config);
        self.facts.method = method.to_owned();
        self.facts.url = self.url.to_string();
        self.facts.scheme = self.url.scheme.name();
        self.answers = Answers::new(self.asking.meant == "HEAD" || self.job.config.head);
        self.unpacker = None;
        self.location = None;
        self.ignores_body = false;
        self.asked_at = now;
        if let Some(wire) = shared.take_idle(&self.url) {
            shared.note(&format!(
                "Reusing existing {}: connection with host {}",
                self.url.scheme.name(),
                self.url.host
            ));
            self.wire = Some(wire);
            self.reused = true;
            self.send(shared, now);
        } else {
            self.connect(shared, now);
        }
    }

    pub(super) fn since_start(&self, now: f64) -> f64 {
        now - self.started
    }

    /// Goes on with what is told.
    pub fn told(&mut self, shared: &mut Shared, now: f64, told: Told) -> Standing {
        if let Some(standing) = self.in_time(shared, now) {
            return standing;
        }
        let Some(mut wire) = self.wire.take() else {
            return Standing::Going;
        };
        let mut wants = Vec::new();
        let mut broken = false;
        let news = match told {
            Told::Connected { id, remote, local } if id == wire.id => {
                (wire.remote, wire.local) = (remote, local);
                self.tcp_is_there(&wire, shared, now);
                wire.connected(&mut wants)
            }
            Told::Received { id, bytes } if id == wire.id => wire.received(bytes, &mut wants),
            Told::Ended { id } if id == wire.id => wire.ended(&mut wants),
            Told::Failed { id, failure } if id == wire.id => {
                if !wire.stands {
                    let after = now - self.asked_at;
                    self.note_failure(failure, wire.id, millis(after), shared);
                    let trouble =
                        Trouble::connecting(failure, &self.url.host, self.url.port(), after);
                    return Standing::Over(Err(trouble));
                }
                broken = true;
                News {
                    closed: true,
                    ..News::default()
                }
            }
            _ => {
                self.wire = Some(wire);
                return Standing::Going;
            }
        };
        self.wire = Some(wire);
        shared.wants.extend(wants);
        if news.became_ready {
            self.send(shared, now);
        }
        if !news.bytes.is_empty() {
            let since = self.since_start(now);
            self.facts.times.first.get_or_insert(since);
            self.answers.feed(&news.bytes);
        }
        if let Some(standing) = self.read(shared, now) {
            return standing;
        }
        if let Some(error) = news.error {
            if let Some(wire) = &self.wire {
                self.facts.verify_code = wire.verdict();
            }
            let trouble = Trouble::tls(&error, &self.url.host);
            shared.note(trouble.text.lines().next().unwrap_or_default());
            self.drop_wire(shared, "closing connection");
            return Standing::Over(Err(trouble));
        }
        if news.closed {
            return self.closed(shared, now, broken);
        }
        Standing::Going
    }

    /// The server says no more: that is the end of some answers, and too early for others.
    fn closed(&mut self, shared: &mut Shared, now: f64, broken: bool) -> Standing {
        if self.reused && !self.answers.has_begun() {
            // The server had closed it before it got the request: once more, by a new one.
            shared.note("Connection died, retrying a fresh connect (retry count: 1)");
            self.drop_wire(shared, "shutting down connection");
            self.connect(shared, now);
            return Standing::Going;
        }
        let handshaking = self.connects;
        let result = if handshaking {
            Err(Trouble::new(35, "Recv failure: Connection reset by peer"))
        } else if broken {
            Err(Trouble::new(56, "Recv failure: Connection reset by peer"))
        } else {
            self.answers.end().map_err(Trouble::answer)
        };
        match result {
            Ok(()) => {
                self.drop_wire(shared, "shutting down connection");
                self.complete(shared, now)
            }
            Err(trouble) => {
                shared.note(&trouble.text);
                let word = if broken || trouble.code == 18 || handshaking {
                    "closing connection"
                } else {
                    "shutting down connection"
                };
                self.drop_wire(shared, word);
                Standing::Over(Err(trouble))
            }
        }
    }

    /// Whether a limit is over.
    fn in_time(&mut self, shared: &mut Shared, now: f64) -> Option<Standing> {
        let limits = [self.deadline, self.connect_deadline];
        let limit = limits.into_iter().flatten().min_by(f64::total_cmp)?;
        if now < limit {
            return None;
        }
        let after = millis(now - self.started);
        let text = if self.connects {
            format!("Connection timed out after {after} milliseconds")
        } else {
            let got = self.facts.downloaded;
            match self.answers.missing() {
                Some(missing) => format!(
                    "Operation timed out after {after} milliseconds with {got} out of {} bytes received",
                    got + missing
                ),
                None => format!(
                    "Operation timed out after {after} milliseconds with {got} bytes received"
                ),
            }
        };
        shared.note(&text);
        self.drop_wire(shared, "closing connection");
        Some(Standing::Over(Err(Trouble::new(28, text))))
    }

    /// Everything that is over when the transfer is.
    pub fn finish(&mut self, shared: &mut Shared, now: f64) {
        self.facts.times.total = self.since_start(now);
        self.drop_wire(shared, "closing connection");
        self.facts.file_name = self.output.finish(shared);
    }

    pub(super) fn drop_wire(&mut self, shared: &mut Shared, how: &str) {
        if let Some(wire) = self.wire.take() {
            shared.note(&format!("{how} #{}", wire.id));
            wire.close(&mut shared.wants);
        }
    }
}

/// A file that is sent to a folder is called as it is here.
fn with_upload_name(mut url: Url, upload: Option<&Upload>) -> Url {
    if let Some(upload) = upload
        && url.path.ends_with('/')
    {
        url.path
            .push_str(upload.name.rsplit('/').next().unwrap_or_default());
    }
    url
}

/// What `-G` moves from the body to the URL.
fn with_query(mut url: Url, config: &Config) -> Url {
    if let Some(data) = config.data.as_ref().filter(|_| config.get) {
        let data = String::from_utf8_lossy(data);
        url.query = Some(match url.query {
            Some(query) => format!("{query}&{data}"),
            None => data.into_owned(),
        });
    }
    url
}
