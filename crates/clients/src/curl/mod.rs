//! `curl`.
//!
//! * `arguments`, `names`, `options`: what a command line asks for. `glob`, `data`, `form`: URLs of several, what is sent.
//! * `transfer`, `connecting`: one URL, over its redirects. `request`, `reading`, `output`: what is sent, what comes, where it goes.
//! * `cookies`, `write_out`, `trouble`: cookies, `-w`, and curl's codes and words.

mod arguments;
mod connecting;
mod cookies;
mod data;
mod date;
mod form;
mod glob;
mod names;
mod options;
mod output;
mod reading;
mod request;
mod shared;
mod transfer;
mod trouble;
mod write_out;

use crate::{
    program::{Files, Program, Setting, Stream, Told, Wants},
    said::Said,
};
use cookies::Jar;
use glob::Glob;
use options::{Config, Node, Parsed};
use shared::Shared;
use std::{collections::VecDeque, rc::Rc};
use transfer::{Facts, Job, Standing, Transfer};
use trouble::{Trouble, warning};

/// Starts curl.
pub(crate) fn start(
    setting: &Setting,
    arguments: &[String],
    files: &dyn Files,
) -> Box<dyn Program> {
    if let [only] = arguments
        && ["-V", "--version"].contains(&only.as_str())
    {
        return Box::new(Said::new(Stream::Stdout, VERSION, 0));
    }
    if let [only, ..] = arguments
        && ["-h", "--help", "-M", "--manual"].contains(&only.as_str())
    {
        return Box::new(Said::new(Stream::Stdout, HELP, 0));
    }
    match arguments::parse(arguments, files) {
        Ok(parsed) => Box::new(Curl::new(setting, parsed)),
        Err(complaint) => Box::new(Said::new(Stream::Stderr, &complaint.text, complaint.code)),
    }
}

const VERSION: &str = "curl 8.23.0 (Loopscope)\nProtocols: http https\nFeatures: libz SSL\n";

const HELP: &str = "Usage: curl [options...] <url>
 -d, --data <data>          Send data, by POST
 -f, --fail                 Fail where the status is 400 or more
 -F, --form <name=content>  Send a form with files
 -H, --header <field>       Send a field of your own
 -i, --show-headers         Show the answer's head too
 -I, --head                 Ask for the head only
 -L, --location             Follow redirects
 -m, --max-time <seconds>   Give up after so long
 -N, --no-buffer            Show what comes at once, as here always
 -o, --output <file>        Write to a file
 -s, --silent               Say nothing of errors
 -u, --user <name:password> Who asks
 -v, --verbose              Say what goes on
 -w, --write-out <format>   Say this at the end
 -X, --request <method>     Ask by this method
";

struct Curl {
    shared: Shared,
    remarks: String,
    /// What is yet to be transferred: the parts' nodes, and of the first one the rest of its URLs.
    nodes: VecDeque<(usize, Rc<Config>, Node)>,
    globbed: Option<Globbed>,
    transfers: usize,
    transfer: Option<Transfer>,
    waiting: Option<Waiting>,
    /// Of the current transfer: how often it was tried again, and since when.
    retries: u32,
    first_try: f64,
    code: i32,
    over: bool,
}

struct Globbed {
    glob: Glob,
    next: u64,
    part: usize,
    config: Rc<Config>,
    node: Node,
}

/// For another try.
struct Waiting {
    until: f64,
    job: Job,
}

impl Curl {
    fn new(setting: &Setting, parsed: Parsed) -> Curl {
        let mut shared = Shared::new(setting.clone(), parsed.globals);
        let mut nodes = VecDeque::new();
        for (part, config) in parsed.configs.into_iter().enumerate() {
            let mut jar = Jar::default();
            jar.active = config.jar.is_some();
            for file in &config.cookie_files {
                jar.read(&String::from_utf8_lossy(file));
            }
            shared.jars.push(jar);
            let config = Rc::new(config);
            let mine = config.nodes.iter().filter(|node| node.url.is_some());
            nodes.extend(mine.map(|node| (part, Rc::clone(&config), node.clone())));
        }
        Curl {
            shared,
            remarks: parsed.remarks,
            nodes,
            globbed: None,
            transfers: 0,
            transfer: None,
            waiting: None,
            retries: 0,
            first_try: 0.0,
            code: 0,
            over: false,
        }
    }

    /// The next thing to transfer.
    fn next_job(&mut self) -> Option<Result<Job, Trouble>> {
        if self.globbed.is_none() {
            let (part, config, node) = self.nodes.pop_front()?;
            let url = node.url.clone().unwrap_or_default();
            let glob = if config.no_glob {
                Ok(Glob::plain(&url))
            } else {
                Glob::read(&url)
            };
            match glob {
                Ok(glob) => {
                    self.globbed = Some(Globbed {
                        glob,
                        next: 0,
                        part,
                        config,
                        node,
                    })
                }
                Err(text) => return Some(Err(Trouble::new(3, text))),
            }
        }
        let globbed = self.globbed.as_mut()?;
        let (url, chosen) = globbed.glob.nth(globbed.next);
        let job = Job {
            config: Rc::clone(&globbed.config),
            part: globbed.part,
            url,
            chosen,
            out: globbed.node.out.clone(),
            upload: globbed.node.upload.clone(),
            number: self.transfers,
        };
        globbed.next += 1;
        if globbed.next >= globbed.glob.len() {
            self.globbed = None;
        }
        self.transfers += 1;
        Some(Ok(job))
    }

    /// Begins transfers until one has to wait, or all are over.
    fn go_on(&mut self, now: f64) {
        while self.transfer.is_none() && self.waiting.is_none() {
            match self.next_job() {
                None => {
                    self.exit(self.code);
                    return;
                }
                Some(Ok(job)) => {
                    self.retries = 0;
                    self.first_try = now;
                    self.begin_job(job, now);
                }
                Some(Err(trouble)) => {
                    self.tell(&trouble);
                    self.code = trouble.code;
                }
            }
            if self.over {
                return;
            }
        }
    }

    fn begin_job(&mut self, job: Job, now: f64) {
        match Transfer::begin(job, &mut self.shared, now) {
            Ok(mut transfer) => {
                transfer.facts.retries = self.retries;
                self.transfer = Some(transfer);
            }
            Err(failed) => {
                let (job, trouble) = *failed;
                let facts = Facts {
                    typed: job.url.clone(),
                    url: job.url.clone(),
                    number: job.number,
                    ..Facts::default()
                };
                self.conclude(&job, facts, Err(trouble), now);
            }
        }
    }

    fn end_transfer(&mut self, mut transfer: Transfer, result: Result<(), Trouble>, now: f64) {
        if result.is_ok() {
            transfer.output.touch();
        }
        transfer.finish(&mut self.shared, now);
        self.conclude(&transfer.job, transfer.facts, result, now);
    }

    /// Says what came of a transfer, and whether it is tried again.
    fn conclude(&mut self, job: &Job, mut facts: Facts, result: Result<(), Trouble>, now: f64) {
        self.code = result.as_ref().err().map_or(0, |trouble| trouble.code);
        let again = self.retry_reason(job, &facts, result.as_ref().err(), now);
        if let Err(trouble) = &result {
            self.tell(trouble);
        }
        if let Some((reason, delay)) = again {
            let left = job.config.retry - self.retries;
            self.retries += 1;
            if !self.shared.globals.silent {
                let (s, es) = (plural(delay), if left == 1 { "y" } else { "ies" });
                let seconds = if delay.fract() == 0.0 {
                    format!("{delay}")
                } else {
                    format!("{delay:.3}")
                };
                self.shared.err(warning(&format!(
                    "Problem {reason}. Retrying in {seconds} second{s}. {left} retr{es} left."
                )));
            }
            let until = now + delay;
            self.shared.wants.push(Wants::Wake { at: until });
            self.waiting = Some(Waiting {
                until,
                job: job.clone(),
            });
            return;
        }
        if let Some(format) = &job.config.write_out {
            facts.code = self.code;
            facts.trouble = result.err().map(|trouble| trouble.text);
            for (to_stderr, text) in write_out::write(format, &facts) {
                if to_stderr {
                    self.shared.err(text);
                } else {
                    self.shared.out(text);
                }
            }
        }
        if let Some(path) = &job.config.jar {
            let text = self.shared.jars[job.part].written();
            match path.as_str() {
                "-" => self.shared.out(text),
                _ => self.shared.wants.push(Wants::WriteFile {
                    path: path.clone(),
                    bytes: text.into_bytes(),
                }),
            }
        }
        if self.code != 0 && self.shared.globals.fail_early {
            self.exit(self.code);
        }
    }

    /// Why a transfer is tried again, and after how many seconds: one, then twice as long each time, up to ten minutes.
    fn retry_reason(
        &self,
        job: &Job,
        facts: &Facts,
        trouble: Option<&Trouble>,
        now: f64,
    ) -> Option<(&'static str, f64)> {
        let config = &job.config;
        if self.retries >= config.retry {
            return None;
        }
        let status = facts.head.status;
        let reason = match trouble.map(|trouble| trouble.code) {
            Some(6 | 28) => ": timeout",
            Some(7) if config.retry_refused => ": connection refused",
            None | Some(22) if matches!(status, 408 | 429 | 500 | 502 | 503 | 504 | 522 | 524) => {
                ": HTTP error"
            }
            Some(_) if config.retry_all => "(retrying all errors)",
            _ => return None,
        };
        let doubled = f64::from(2_u32.saturating_pow(self.retries).min(600));
        let wanted = facts
            .head
            .field("retry-after")
            .and_then(|value| value.parse::<f64>().ok());
        let delay = config
            .retry_delay
            .unwrap_or_else(|| wanted.unwrap_or(doubled));
        let limit = config
            .retry_max_time
            .is_some_and(|most| now + delay - self.first_try > most);
        (!limit).then_some((reason, delay))
    }

    fn tell(&mut self, trouble: &Trouble) {
        if self.shared.tells_errors() {
            self.shared
                .err(format!("curl: ({}) {}\n", trouble.code, trouble.text));
        }
    }

    fn exit(&mut self, code: i32) {
        self.over = true;
        for wire in std::mem::take(&mut self.shared.idle) {
            wire.close(&mut self.shared.wants);
        }
        self.shared.wants.push(Wants::Exit { code });
    }

    /// What concerns connections that wait: one that its server ends is of no use any more.
    fn tell_idle(&mut self, told: &Told) {
        let (Told::Ended { id } | Told::Failed { id, .. } | Told::Received { id, .. }) = told
        else {
            return;
        };
        if let Some(at) = self.shared.idle.iter().position(|wire| wire.id == *id) {
            let wire = self.shared.idle.remove(at);
            wire.close(&mut self.shared.wants);
        }
    }
}

fn plural(number: f64) -> &'static str {
    if number == 1.0 { "" } else { "s" }
}

impl Program for Curl {
    fn begin(&mut self, now: f64) -> Vec<Wants> {
        let remarks = std::mem::take(&mut self.remarks);
        if !remarks.is_empty() {
            self.shared.err(remarks);
        }
        self.go_on(now);
        std::mem::take(&mut self.shared.wants)
    }

    fn told(&mut self, now: f64, told: Told) -> Vec<Wants> {
        if self.over {
            return Vec::new();
        }
        self.tell_idle(&told);
        if let Some(waiting) = self.waiting.take_if(|waiting| now >= waiting.until) {
            self.begin_job(waiting.job, now);
        } else if let Some(mut transfer) = self.transfer.take() {
            match transfer.told(&mut self.shared, now, told) {
                Standing::Going => self.transfer = Some(transfer),
                Standing::Over(result) => self.end_transfer(transfer, result, now),
            }
        }
        if !self.over {
            self.go_on(now);
        }
        std::mem::take(&mut self.shared.wants)
    }

    fn interrupted(&mut self, _: f64) -> Vec<Wants> {
        if !self.over {
            self.over = true;
            // What has come so far is kept.
            if let Some(mut transfer) = self.transfer.take() {
                transfer.output.finish(&mut self.shared);
            }
            self.shared.wants.push(Wants::Exit { code: 130 });
        }
        std::mem::take(&mut self.shared.wants)
    }
}
