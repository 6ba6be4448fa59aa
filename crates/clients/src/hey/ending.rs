//! What becomes of a request: another one, or a line of the report.

use super::{
    asking::{Asking, End},
    load::{Load, State},
    report::Sample,
};
use crate::{
    http::{Head, Url},
    program::Wants,
};

/// The most redirects that are followed (Go's `defaultCheckRedirect`).
const MOST_REDIRECTS: u32 = 10;

impl Load {
    /// A request is over: its connection waits, and a redirect is followed.
    pub(super) fn conclude(&mut self, at: usize, now: f64, mut asking: Box<Asking>, end: End) {
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

    pub(super) fn finish(&mut self, at: usize, now: f64, asking: Option<Box<Asking>>, end: End) {
        self.workers[at].done += 1;
        let took_time = asking.as_ref().is_some_and(|asking| now > asking.began);
        self.workers[at].state = match self.options.rest() {
            Some(rest) if !took_time => {
                self.wants.push(Wants::Wake { at: now + rest });
                State::Resting(now + rest)
            }
            _ => State::Ready,
        };
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

    /// An error as Go's client words it.
    pub(super) fn complaint(&self, url: &str, why: &str) -> String {
        let method = &self.options.method;
        let method = format!(
            "{}{}",
            &method[..method.len().min(1)],
            method.get(1..).unwrap_or_default().to_lowercase()
        );
        format!("{method} \"{url}\": {why}")
    }
}

/// To whole nanoseconds, in which hey counts: what is the same stays the same.
fn nanoseconds(seconds: f64) -> f64 {
    (seconds * 1e9).round() / 1e9
}
