//! What came of typed lines, from the record of a run.

use playground::Typed;
use std::ops::Range;
use trace::{Event, EventKind, Stream};

/// An answer over HTTP.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Its status; `None` where its head was not asked for.
    pub status: Option<u16>,
    /// The word behind the status.
    pub reason: String,
    /// Its fields, in their order.
    pub fields: Vec<(String, String)>,
    /// What follows, as text.
    pub body: String,
}

impl Answer {
    /// Reads what `curl` printed, with `-i` or without.
    pub fn read(printed: &str) -> Self {
        let mut answer = Self {
            status: None,
            reason: String::new(),
            fields: Vec::new(),
            body: String::new(),
        };
        let mut rest = printed;
        // Of several heads (of redirections, of 100 Continue) the last counts.
        while rest.starts_with("HTTP/") {
            let Some((head, after)) = rest.split_once("\r\n\r\n") else {
                break;
            };
            let mut lines = head.split("\r\n");
            let mut words = lines.next().unwrap_or_default().splitn(3, ' ').skip(1);
            answer.status = words.next().and_then(|status| status.parse().ok());
            answer.reason = words.next().unwrap_or_default().to_owned();
            answer.fields = lines
                .filter_map(|line| line.split_once(':'))
                .map(|(name, value)| (name.trim().to_owned(), value.trim().to_owned()))
                .collect();
            rest = after;
        }
        rest.clone_into(&mut answer.body);
        answer
    }

    /// The value of its first field of a name.
    pub fn field(&self, name: &str) -> Option<&str> {
        let mut fields = self.fields.iter();
        let found = fields.find(|(other, _)| other.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }

    /// Its `Content-Type`; where it has no head, what it looks like.
    pub fn kind(&self) -> &str {
        let start = self.body.trim_start().get(..14).unwrap_or_default();
        let looks = start.to_ascii_lowercase();
        match (self.field("content-type"), self.status) {
            (Some(kind), _) => kind,
            (None, None) if looks.starts_with("<!doctype html") || looks.starts_with("<html") => {
                "text/html"
            }
            _ => "text/plain",
        }
    }

    /// Whether it is a page.
    pub fn is_page(&self) -> bool {
        self.kind().to_ascii_lowercase().contains("html")
    }

    /// Where it leads, and whether one goes there with what was sent: a redirection.
    pub fn leads(&self) -> Option<(&str, bool)> {
        match self.status {
            Some(301..=303) => Some((self.field("location")?, false)),
            Some(307 | 308) => Some((self.field("location")?, true)),
            _ => None,
        }
    }
}

/// What came of one typed line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Came {
    /// What it printed as a program that is none of Python's, to standard output.
    pub printed: String,
    /// What it complained of.
    pub complained: String,
    /// Its exit code; `None` as long as it goes on.
    pub code: Option<i32>,
    /// Its events, from its being typed until it was over.
    pub events: Range<usize>,
}

impl Came {
    /// The answer that it printed.
    ///
    /// # Errors
    /// Why there is none, for the reader.
    pub fn answer(&self) -> Result<Answer, String> {
        match self.code {
            None => Err("The server has not answered.".to_owned()),
            Some(0) => Ok(Answer::read(&self.printed)),
            Some(code) => Err(match self.complained.trim() {
                "" => format!("curl ended with exit code {code}."),
                complaint => complaint.to_owned(),
            }),
        }
    }
}

/// What came of each of the lines that are typed; `None` of those that the run did not come to. Terminals take their lines in turn,
/// each by itself.
pub fn came(events: &[Event], typed: &[Typed]) -> Vec<Option<Came>> {
    let mut came: Vec<Option<Came>> = vec![None; typed.len()];
    // What each terminal is at: lines that the run typed there, and the last of them.
    let mut at: Vec<(u32, usize, Option<usize>)> = Vec::new();
    for (number, event) in events.iter().enumerate() {
        match &event.kind {
            EventKind::Typed {
                terminal,
                typed: line,
            } => {
                let seat = seat(&mut at, *terminal);
                let mut mine = typed.iter().enumerate();
                let place = mine
                    .by_ref()
                    .filter(|(_, typed)| typed.terminal == *terminal)
                    .nth(seat.1)
                    .filter(|(_, typed)| typed.line == *line)
                    .map(|(place, _)| place);
                (seat.1, seat.2) = (seat.1 + 1, place);
                if let Some(place) = place {
                    came[place] = Some(Came {
                        printed: String::new(),
                        complained: String::new(),
                        code: None,
                        events: number..number + 1,
                    });
                }
            }
            EventKind::Output {
                stream,
                text,
                terminal: Some(terminal),
            } if event.runner.is_none() => {
                let place = seat(&mut at, *terminal).2;
                if let Some(Some(came)) = place.map(|place| &mut came[place]) {
                    match stream {
                        Stream::Stdout => came.printed.push_str(text),
                        Stream::Stderr => came.complained.push_str(text),
                    }
                }
            }
            EventKind::CommandEnded { terminal, code } => {
                let place = seat(&mut at, *terminal).2.take();
                if let Some(Some(came)) = place.map(|place| &mut came[place]) {
                    came.code = Some(*code);
                    came.events.end = number + 1;
                }
            }
            _ => {}
        }
    }
    came
}

type Seat = (u32, usize, Option<usize>);

fn seat(seats: &mut Vec<Seat>, terminal: u32) -> &mut Seat {
    let found = seats.iter().position(|seat| seat.0 == terminal);
    let place = found.unwrap_or_else(|| {
        seats.push((terminal, 0, None));
        seats.len() - 1
    });
    &mut seats[place]
}

#[cfg(test)]
#[path = "answer_tests.rs"]
mod tests;
