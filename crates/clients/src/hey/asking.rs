//! One request and its answer.

use super::options::Options;
use crate::{
    http::{Answers, Head, Part, Url},
    program::{Failure, Wants},
    wire::Wire,
};

/// A request under way.
pub(super) struct Asking {
    pub url: Url,
    pub method: String,
    pub body: Vec<u8>,
    pub wire: Option<Wire>,
    pub reused: bool,
    pub answers: Answers,
    pub head: Option<Head>,
    pub redirects: u32,
    pub began: f64,
    pub asked: f64,
    pub connecting: f64,
    pub sent: f64,
    pub first: Option<f64>,
    pub deadline: Option<f64>,
}

/// How a request ends.
pub(super) enum End {
    Answered,
    Failed(String),
}

impl Asking {
    /// The request in Go's order: host, agent, length, the rest by name, and what the transport adds.
    pub fn send(&mut self, options: &Options, now: f64, wants: &mut Vec<Wants>) {
        if !self.reused {
            self.connecting = now - self.asked;
        }
        self.sent = now;
        self.first = None;
        let host = options.host.clone().filter(|_| self.redirects == 0);
        let host = host.unwrap_or_else(|| self.url.authority());
        let mut head = format!(
            "{} {} HTTP/1.1\r\nHost: {host}\r\n",
            self.method,
            self.url.target()
        );
        let (agent, others): (Vec<_>, Vec<_>) = options
            .fields
            .iter()
            .partition(|(name, _)| name == "User-Agent");
        let add = |head: &mut String, (name, value): &(String, String)| {
            head.push_str(&format!("{name}: {value}\r\n"));
        };
        agent.into_iter().for_each(|field| add(&mut head, field));
        if !self.body.is_empty() || ["POST", "PUT", "PATCH"].contains(&self.method.as_str()) {
            head.push_str(&format!("Content-Length: {}\r\n", self.body.len()));
        }
        others.into_iter().for_each(|field| add(&mut head, field));
        let ranged = options
            .fields
            .iter()
            .any(|(name, _)| name == "Range" || name == "Accept-Encoding");
        if options.compression && self.method != "HEAD" && !ranged {
            head.push_str("Accept-Encoding: gzip\r\n");
        }
        if !options.keep_alive {
            head.push_str("Connection: close\r\n");
        }
        head.push_str("\r\n");
        let bytes = [head.as_bytes(), &self.body].concat();
        if let Some(wire) = &mut self.wire {
            wire.send(bytes, wants);
        }
    }

    /// Reads what has arrived of an answer: whether it is whole.
    pub fn read(&mut self) -> Result<bool, &'static str> {
        loop {
            match self.answers.step() {
                Ok(Some(Part::Head(head))) if !(100..200).contains(&head.status) => {
                    self.head = Some(head);
                }
                Ok(Some(Part::End)) => return Ok(true),
                Ok(Some(_)) => {}
                Ok(None) => return Ok(false),
                // With the head, the request has succeeded.
                Err(_) if self.head.is_some() => return Ok(true),
                Err(_) => {
                    return Err(
                        "net/http: HTTP/1.x transport connection broken: malformed HTTP response",
                    );
                }
            }
        }
    }

    /// What Go says of a connection that failed.
    pub fn failure(&self, failure: Failure, wire: &Wire) -> String {
        let place = if wire.host.contains(':') {
            format!("[{}]:{}", wire.host, wire.port)
        } else {
            format!("{}:{}", wire.host, wire.port)
        };
        let place = wire.remote.map_or(place, |remote| remote.to_string());
        match failure {
            Failure::NoName => format!("dial tcp: lookup {}: no such host", wire.host),
            Failure::Refused => format!("dial tcp {place}: connect: connection refused"),
            Failure::TimedOut => format!("dial tcp {place}: connect: connection timed out"),
            Failure::Unreachable => format!("dial tcp {place}: connect: network is unreachable"),
            Failure::Reset if !wire.stands => {
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
}
