//! One port of a host on which HTTP is spoken.

use crate::failing::Fails;
use crate::http::{Bad, Body, Head, Reader, Request, Response, Step, reason};
use crate::settings::Failing;
use fastrand::Rng;
use httpdate::HttpDate;
use machine::{
    Seconds,
    net::{Action, Conversation, Service},
};
use std::{
    rc::Rc,
    time::{Duration, UNIX_EPOCH},
};

/// Who answers requests.
pub trait Site {
    /// Virtual seconds that it takes for any answer.
    fn think(&self) -> Seconds {
        0.02
    }

    /// What it answers. `random` is drawn from the run's seed.
    fn answer(&self, request: &Request, random: &mut Rng) -> Response;
}

/// A port on which a site answers.
#[derive(Clone)]
pub struct Server {
    /// Who answers.
    pub site: Rc<dyn Site>,
    /// The host's name.
    pub host: String,
    /// Whether requests come by TLS.
    pub secure: bool,
    /// Seconds since 1970 at the run's beginning.
    pub epoch: f64,
    /// The address that requests come from, as the world outside sees it.
    pub origin: String,
    /// Which requests fail, if any do.
    pub fails: Option<Fails>,
}

impl Service for Server {
    fn accept(&self, seed: u64) -> Box<dyn Conversation> {
        Box::new(Connection {
            server: self.clone(),
            random: Rng::with_seed(seed),
            reader: Reader::default(),
            busy_until: 0.0,
            over: false,
            upgraded: None,
        })
    }
}

/// One connection to it. Requests that follow on each other's heels are answered in their order, one at a time.
struct Connection {
    server: Server,
    random: Rng,
    reader: Reader,
    /// When the last answer so far is out.
    busy_until: Seconds,
    /// Whether the connection ends with the last answer so far.
    over: bool,
    upgraded: Option<Box<dyn Conversation>>,
}

impl Conversation for Connection {
    fn receive(&mut self, now: Seconds, bytes: &[u8]) -> Vec<Action> {
        if let Some(other) = &mut self.upgraded {
            return other.receive(now, bytes);
        }
        let mut actions = Vec::new();
        if self.over {
            return actions;
        }
        if bytes.is_empty() {
            if self.reader.is_within() {
                self.refuse(now, 400, &mut actions);
            } else {
                self.over = true;
                actions.push(Action::Shutdown {
                    after: self.free(now) - now,
                });
            }
            return actions;
        }
        self.reader.feed(bytes);
        while !self.over {
            match self.reader.step() {
                Ok(Step::NeedsBytes) => break,
                Ok(Step::WantsToContinue) => actions.push(Action::Send {
                    after: self.free(now) - now,
                    bytes: b"HTTP/1.1 100 Continue\r\n\r\n".to_vec(),
                }),
                Ok(Step::Whole(head, body)) => self.answer(now, head, body, &mut actions),
                Err(Bad(status)) => self.refuse(now, status, &mut actions),
            }
            if let Some(other) = &mut self.upgraded {
                let rest = self.reader.rest();
                if !rest.is_empty() {
                    actions.extend(other.receive(now, &rest));
                }
                break;
            }
        }
        actions
    }
}

impl Connection {
    /// When it can begin on something new.
    fn free(&self, now: Seconds) -> Seconds {
        now.max(self.busy_until)
    }

    fn answer(&mut self, now: Seconds, head: Head, body: Vec<u8>, actions: &mut Vec<Action>) {
        let begun = self.free(now);
        let server = &self.server;
        let request = Request {
            head,
            body,
            secure: server.secure,
            host: server.host.clone(),
            time: server.epoch + begun,
            origin: server.origin.clone(),
        };
        let failing = server.fails.and_then(|fails| fails.draw(&mut self.random));
        let response = match failing {
            None => server.site.answer(&request, &mut self.random),
            Some(Failing::Unavailable) => Response::bytes(503, "text/html", page(503)),
            Some(how) => {
                self.over = true;
                if how == Failing::Reset {
                    let after = begun - now + server.site.think();
                    actions.push(Action::Reset { after });
                }
                return;
            }
        };
        let at = begun + server.site.think() + response.after;
        let keeps = !response.closes
            && !request.head.says("connection", "close")
            && (request.head.minor == 1 || request.head.says("connection", "keep-alive"));
        let form = Manner {
            at,
            head_only: request.method() == "HEAD",
            minor: request.head.minor,
            keeps,
        };
        self.send(now, response, form, actions);
    }

    /// Answers what is no request, and hangs up.
    fn refuse(&mut self, now: Seconds, status: u16, actions: &mut Vec<Action>) {
        let response = Response::bytes(status, "text/html", page(status));
        let form = Manner {
            at: self.free(now),
            head_only: false,
            minor: 1,
            keeps: false,
        };
        self.send(now, response, form, actions);
    }

    fn send(&mut self, now: Seconds, response: Response, form: Manner, actions: &mut Vec<Action>) {
        let (mut head, pieces) = form.write(&response, self.server.epoch);
        let mut at = form.at;
        if form.head_only || bodiless(response.status) {
            actions.push(Action::Send {
                after: at - now,
                bytes: head,
            });
        } else {
            for (later, piece) in pieces {
                // What comes at once is one with the head.
                if later > 0.0 && !head.is_empty() {
                    let bytes = std::mem::take(&mut head);
                    actions.push(Action::Send {
                        after: at - now,
                        bytes,
                    });
                }
                at += later;
                head.extend(piece);
                if later > 0.0 {
                    let bytes = std::mem::take(&mut head);
                    actions.push(Action::Send {
                        after: at - now,
                        bytes,
                    });
                }
            }
            if !head.is_empty() {
                actions.push(Action::Send {
                    after: at - now,
                    bytes: head,
                });
            }
        }
        self.busy_until = at;
        if let Some(mut other) = response.upgrade {
            // None takes effect before the answer above.
            actions.extend(other.greet(now));
            self.upgraded = Some(other);
        } else if !form.keeps {
            self.over = true;
            actions.push(Action::Shutdown { after: at - now });
        }
    }
}

/// A page that says what is wrong.
pub fn page(status: u16) -> String {
    let words = reason(status);
    format!(
        "<html>\r\n<head><title>{status} {words}</title></head>\r\n<body>\r\n<center><h1>{status} {words}</h1></center>\r\n</body>\r\n</html>\r\n"
    )
}

/// Statuses whose answers have no body (RFC 9110, section 6.4.1).
fn bodiless(status: u16) -> bool {
    status < 200 || status == 204 || status == 304
}

/// How an answer goes out.
struct Manner {
    /// When its first byte does, in virtual seconds.
    at: Seconds,
    /// Whether its body is left out.
    head_only: bool,
    /// 0 or 1: what the client speaks.
    minor: u8,
    /// Whether the connection is kept.
    keeps: bool,
}

impl Manner {
    /// The head, and the pieces of the body, each with how many virtual seconds it comes after the one before.
    fn write(&self, response: &Response, epoch: f64) -> (Vec<u8>, Vec<(Seconds, Vec<u8>)>) {
        let status = response.status;
        let mut head = format!("HTTP/1.1 {status} {}\r\n", reason(status));
        let field = |head: &mut String, name: &str, value: &str| {
            head.push_str(name);
            head.push_str(": ");
            head.push_str(value);
            head.push_str("\r\n");
        };
        let since = Duration::from_secs_f64((epoch + self.at).max(0.0));
        let date = HttpDate::from(UNIX_EPOCH + since);
        field(&mut head, "Date", &date.to_string());
        let kind = response.field("content-type");
        if let Some(kind) = kind {
            field(&mut head, "Content-Type", kind);
        }
        let mut chunked = false;
        let length = match &response.body {
            Body::Whole(bytes) => Some(bytes.len()),
            Body::Pieces { length, .. } => *length,
        };
        if !bodiless(status) {
            match length {
                Some(length) => field(&mut head, "Content-Length", &length.to_string()),
                None if self.minor == 1 => {
                    chunked = true;
                    field(&mut head, "Transfer-Encoding", "chunked");
                }
                // The end of the connection is the end of the body.
                None => {}
            }
        }
        if status != 101 {
            let kept = if self.keeps { "keep-alive" } else { "close" };
            field(&mut head, "Connection", kept);
        }
        for (name, value) in &response.fields {
            if !name.eq_ignore_ascii_case("content-type") {
                field(&mut head, name, value);
            }
        }
        head.push_str("\r\n");
        let pieces = match &response.body {
            Body::Whole(bytes) => vec![(0.0, bytes.clone())],
            Body::Pieces { pieces, .. } if chunked => pieces
                .iter()
                .filter(|(_, piece)| !piece.is_empty())
                .map(|(later, piece)| (*later, chunk(piece)))
                .chain([(0.0, b"0\r\n\r\n".to_vec())])
                .collect(),
            Body::Pieces { pieces, .. } => pieces.clone(),
        };
        // Values are characters of one byte each.
        let bytes = head
            .chars()
            .flat_map(|letter| match u8::try_from(u32::from(letter)) {
                Ok(byte) => vec![byte],
                Err(_) => letter.to_string().into_bytes(),
            })
            .collect();
        (bytes, pieces)
    }
}

fn chunk(piece: &[u8]) -> Vec<u8> {
    let mut bytes = format!("{:x}\r\n", piece.len()).into_bytes();
    bytes.extend_from_slice(piece);
    bytes.extend_from_slice(b"\r\n");
    bytes
}
