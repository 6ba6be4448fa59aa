//! How requests of HTTP/1 and their answers begin (RFC 9112, sections 3 and 4).

use super::{super::news::Happening, Direction};

/// More of a line than this is not kept, in bytes.
const LONGEST_LINE: usize = 256;
/// More of a target than this is not told, in bytes.
pub(super) const LONGEST_TARGET: usize = 120;
/// No method is longer, in bytes.
const LONGEST_METHOD: usize = 20;

/// Which line comes next. Requests and answers take turns, so that no body is taken for either.
#[derive(Clone, Copy, Debug, Default)]
enum Next {
    /// The first request, from either side.
    #[default]
    First,
    /// A request, from this side.
    Request(Direction),
    /// The answer, from this side.
    Answer(Direction),
    /// None: another protocol is spoken.
    Nothing,
}

/// What is heard of HTTP/1 at one end of a connection.
#[derive(Debug, Default)]
pub(in crate::net) struct Http {
    next: Next,
    /// The beginning of the line that is next, where it came in pieces.
    line: Vec<u8>,
}

impl Http {
    /// Whether nothing more is to be heard.
    pub(super) fn is_over(&self) -> bool {
        matches!(self.next, Next::Nothing)
    }

    pub(super) fn hear(&mut self, way: Direction, bytes: &[u8], said: &mut Vec<Happening>) {
        let from = match self.next {
            Next::First => way,
            Next::Request(from) | Next::Answer(from) => from,
            Next::Nothing => return,
        };
        // What goes the other way is a body.
        if from != way {
            return;
        }
        let Some(line) = self.complete(bytes) else {
            if !self.may_be_one() {
                self.line.clear();
                self.not_one();
            }
            return;
        };
        match self.next {
            Next::First | Next::Request(_) => match request(&line) {
                Some((method, target)) => {
                    said.push(Happening::Request { method, target });
                    self.next = Next::Answer(way.back());
                }
                None => self.not_one(),
            },
            Next::Answer(_) => match status(&line) {
                Some(100 | 102 | 103) => {}
                Some(status) => {
                    said.push(Happening::Answer(status));
                    self.next = match status {
                        101 => Next::Nothing,
                        _ => Next::Request(way.back()),
                    };
                }
                None => {}
            },
            Next::Nothing => {}
        }
    }

    /// What begins is no line that one waits for: a connection's first words say that it is none of HTTP's.
    fn not_one(&mut self) {
        if matches!(self.next, Next::First) {
            self.next = Next::Nothing;
        }
    }

    /// The line, once it is all there, or as much of it as is kept.
    fn complete(&mut self, bytes: &[u8]) -> Option<Vec<u8>> {
        let room = LONGEST_LINE - self.line.len();
        let piece = &bytes[..bytes.len().min(room)];
        let end = piece.iter().position(|byte| *byte == b'\n');
        self.line
            .extend_from_slice(&piece[..end.unwrap_or(piece.len())]);
        let whole = end.is_some() || self.line.len() >= LONGEST_LINE;
        whole.then(|| std::mem::take(&mut self.line))
    }

    /// Whether what has come of a line may become one that is waited for.
    fn may_be_one(&self) -> bool {
        match self.next {
            Next::Answer(_) => {
                let begins = b"HTTP/1.";
                let known = self.line.len().min(begins.len());
                self.line[..known] == begins[..known]
            }
            _ => {
                let method = self.line.split(|byte| *byte == b' ').next();
                method.is_some_and(is_method_so_far)
            }
        }
    }
}

fn is_method_so_far(word: &[u8]) -> bool {
    word.len() <= LONGEST_METHOD && word.iter().all(u8::is_ascii_uppercase)
}

/// A request line's method and target.
fn request(line: &[u8]) -> Option<(String, String)> {
    let is_cut = line.len() >= LONGEST_LINE;
    let mut words = line.split(|byte| *byte == b' ');
    let (method, target) = (words.next()?, words.next()?);
    let version = words.next();
    let http = match version {
        Some(version) => version.starts_with(b"HTTP/1."),
        None => is_cut && target.first() == Some(&b'/'),
    };
    if method.is_empty() || !is_method_so_far(method) || target.is_empty() || !http {
        return None;
    }
    let target = &target[..target.len().min(LONGEST_TARGET)];
    Some((
        String::from_utf8_lossy(method).into_owned(),
        String::from_utf8_lossy(target).into_owned(),
    ))
}

/// A status line's number.
fn status(line: &[u8]) -> Option<u16> {
    let rest = line.strip_prefix(b"HTTP/1.")?;
    let number = rest.split(|byte| *byte == b' ').nth(1)?;
    let number = number.strip_suffix(b"\r").unwrap_or(number);
    let number: u16 = std::str::from_utf8(number).ok()?.parse().ok()?;
    (100..1000).contains(&number).then_some(number)
}
