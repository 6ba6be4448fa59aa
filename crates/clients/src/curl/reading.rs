//! What an answer makes of a transfer: what is shown of it, and what follows.

use super::{
    options::Fail,
    shared::Shared,
    transfer::{Standing, Transfer},
    trouble::Trouble,
};
use crate::{
    http::{Head, Packing, Part, Unpacker, UrlError},
    wire::Wire,
};

/// How many redirects are followed where nobody says.
const MOST_REDIRECTS: i64 = 50;

impl Transfer {
    /// Reads what has arrived; `None`: more is needed.
    pub(super) fn read(&mut self, shared: &mut Shared, now: f64) -> Option<Standing> {
        loop {
            let result = match self.answers.step() {
                Ok(Some(part)) => self.take(part, shared, now),
                Ok(None) => return None,
                Err(bad) => Err(Trouble::answer(bad)),
            };
            match result {
                Ok(None) => {}
                Ok(Some(standing)) => return Some(standing),
                Err(trouble) => {
                    if trouble.code != 22 {
                        shared.note(&trouble.text);
                    }
                    self.drop_wire(shared, "closing connection");
                    return Some(Standing::Over(Err(trouble)));
                }
            }
        }
    }

    fn take(
        &mut self,
        part: Part,
        shared: &mut Shared,
        now: f64,
    ) -> Result<Option<Standing>, Trouble> {
        match part {
            Part::Line(line) => {
                self.facts.head_size += line.len();
                if line.starts_with(b"HTTP/1.0") {
                    shared.note("HTTP 1.0, assume close after body");
                }
                shared.show_lines('<', &line);
                self.output
                    .head_line(&line, &self.url, &self.job.config, shared);
                let is_last = line.iter().all(|byte| matches!(byte, b'\r' | b'\n'));
                if is_last && self.fails() && self.job.config.fail == Fail::WithoutBody {
                    return Err(self.failure());
                }
            }
            Part::Head(head) => self.head(head, shared, now)?,
            Part::Body(bytes) => self.body(&bytes, shared)?,
            Part::Trailer(line) => {
                self.output
                    .head_line(&line, &self.url, &self.job.config, shared);
            }
            Part::End => {
                self.keep_wire(shared);
                return Ok(Some(self.complete(shared, now)));
            }
        }
        Ok(None)
    }

    fn head(&mut self, head: Head, shared: &mut Shared, now: f64) -> Result<(), Trouble> {
        let date = shared.setting.epoch + now;
        for field in head.fields_of("set-cookie") {
            shared.jars[self.job.part].set(field, &self.url, date);
        }
        let interim = (100..200).contains(&head.status) && head.status != 101;
        if interim {
            return Ok(());
        }
        let config = &self.job.config;
        if (300..400).contains(&head.status) {
            self.location = head.field("location").map(str::to_owned);
        }
        if config.named_by_server
            && let Some(name) = head.field("content-disposition").and_then(file_name)
        {
            self.output.rename(&name);
        }
        self.ignores_body = config.location && self.location.is_some();
        if self.ignores_body {
            shared.note("Ignoring the response-body");
            if head.field("content-length").is_some() {
                shared.note("setting size while ignoring");
            }
        }
        let length = head
            .field("content-length")
            .and_then(|length| length.parse::<u64>().ok());
        let packing = head.field("content-encoding").and_then(Packing::named);
        self.facts.head = head;
        if self.fails() && config.fail == Fail::WithoutBody {
            shared.note(&self.failure().text);
            return Ok(());
        }
        if config
            .max_size
            .is_some_and(|most| length.is_some_and(|length| length > most))
        {
            return Err(Trouble::new(63, "Maximum file size exceeded"));
        }
        if config.compressed && !self.ignores_body {
            self.unpacker = packing.map(Unpacker::new);
        }
        Ok(())
    }

    fn body(&mut self, bytes: &[u8], shared: &mut Shared) -> Result<(), Trouble> {
        if self.ignores_body {
            return Ok(());
        }
        self.facts.downloaded += bytes.len() as u64;
        if self
            .job
            .config
            .max_size
            .is_some_and(|most| self.facts.downloaded > most)
        {
            return Err(Trouble::new(63, "Maximum file size exceeded"));
        }
        match &mut self.unpacker {
            None => self.output.write(bytes, shared),
            Some(unpacker) => {
                let unpacked = unpacker.feed(bytes).map_err(|bad| {
                    Trouble::new(
                        61,
                        format!("Error while processing content unencoding: {}", bad.0),
                    )
                })?;
                self.output.write(&unpacked, shared)
            }
        }
    }

    fn fails(&self) -> bool {
        self.job.config.fail != Fail::No && self.facts.head.status >= 400
    }

    fn failure(&self) -> Trouble {
        let status = self.facts.head.status;
        Trouble::new(22, format!("The requested URL returned error: {status}"))
    }

    /// The answer is whole: the connection waits for another request, where its server lets it.
    fn keep_wire(&mut self, shared: &mut Shared) {
        if !self.facts.head.keeps_alive() || self.job.config.http_1_0 {
            self.drop_wire(shared, "shutting down connection");
        } else if let Some(wire) = self.wire.take() {
            shared.note(&format!(
                "Connection #{} to host {} left intact",
                wire.id,
                place(&wire)
            ));
            shared.idle.push(wire);
        }
    }

    /// The answer is whole: the end, or another request.
    pub(super) fn complete(&mut self, shared: &mut Shared, now: f64) -> Standing {
        let Some(location) = self.location.take() else {
            return Standing::Over(if self.fails() {
                Err(self.failure())
            } else {
                Ok(())
            });
        };
        let next = self.url.resolve(&location);
        if !self.job.config.location {
            self.facts.redirect = Some(next.map_or(location, |next| next.to_string()));
            return Standing::Over(Ok(()));
        }
        let most = self.job.config.max_redirects.unwrap_or(MOST_REDIRECTS);
        if most >= 0 && i64::from(self.facts.redirects) >= most {
            let text = format!("Maximum ({most}) redirects followed");
            shared.note(&text);
            return Standing::Over(Err(Trouble::new(47, text)));
        }
        let next = match next {
            Ok(next) => next,
            Err(error) => {
                let mut trouble = Trouble::url(&error);
                let why = match error {
                    UrlError::Rejected(why) => why,
                    UrlError::Scheme(_) => "Unsupported URL scheme",
                };
                trouble.text = format!("The redirect target URL could not be parsed: {why}");
                return Standing::Over(Err(trouble));
            }
        };
        self.facts.redirects += 1;
        shared.note(&format!("Issue another request to this URL: '{next}'"));
        self.change_method(shared);
        self.asking.trusted = self.job.config.trusted || next.is_same_server(&self.origin);
        self.url = next;
        let since = self.since_start(now);
        self.facts.times.redirected = Some(since);
        self.facts.times.first = None;
        self.ask(shared, now);
        Standing::Going
    }

    /// POST becomes GET at the redirects where browsers do so, and loses its body.
    fn change_method(&mut self, shared: &mut Shared) {
        let kept = self.job.config.keep_post;
        let loses = match (self.facts.head.status, self.asking.meant) {
            (301, "POST") => !kept[0],
            (302, "POST") => !kept[1],
            (303, "POST") => !kept[2],
            (303, "PUT") => true,
            _ => false,
        };
        if loses {
            if self.job.config.method.is_none() {
                shared.note(&format!("Switch from {} to GET", self.asking.meant));
            }
            self.asking.meant = "GET";
            self.asking.body = None;
        }
    }
}

/// `host:port`, as `-v` says it.
fn place(wire: &Wire) -> String {
    let host = if wire.host.contains(':') {
        format!("[{}]", wire.host)
    } else {
        wire.host.clone()
    };
    format!("{host}:{}", wire.port)
}

/// The name in `Content-Disposition`, without any folders.
fn file_name(value: &str) -> Option<String> {
    let (_, name) = value.split_once("filename=")?;
    let name = name.split(';').next()?.trim().trim_matches('"');
    let name = name.rsplit(['/', '\\']).next()?;
    (!name.is_empty()).then(|| name.to_owned())
}
