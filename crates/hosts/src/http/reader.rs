//! Requests out of bytes, however they arrive.

use crate::http::{Chunks, Head};

/// The longest head of a request that is read, in bytes.
const LONGEST_HEAD: usize = 32_768;
/// The longest first line.
const LONGEST_TARGET: usize = 8_190;
/// The most fields.
const MOST_FIELDS: usize = 100;
/// The longest body.
pub const LONGEST_BODY: u64 = 64 << 20;

/// Reads one request after the other off what arrives on a connection.
#[derive(Debug, Default)]
pub struct Reader {
    bytes: Vec<u8>,
    /// The head of the request whose body is being read.
    head: Option<Head>,
    body: Vec<u8>,
    framing: Framing,
}

/// Where a body ends.
#[derive(Debug, Default)]
enum Framing {
    #[default]
    Empty,
    Length(u64),
    Chunked(Chunks),
}

/// What was read.
#[derive(Debug, PartialEq, Eq)]
pub enum Step {
    /// More bytes are needed.
    NeedsBytes,
    /// A head, whose body is not read yet, and which waits for a word before sending it (`Expect: 100-continue`).
    WantsToContinue,
    /// A whole request.
    Whole(Head, Vec<u8>),
}

/// Why bytes are no request that is served: the status that says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bad(pub u16);

impl Reader {
    /// Bytes arrived.
    pub fn feed(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    /// Whether a request has begun and is not whole.
    pub fn is_within(&self) -> bool {
        self.head.is_some() || !self.bytes.is_empty()
    }

    /// Takes what has arrived: bytes of another protocol, once the connection has changed to it.
    pub fn rest(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.bytes)
    }

    /// Goes on to the next thing that is to be done.
    ///
    /// # Errors
    /// Where the bytes are no request, or one that is too much.
    pub fn step(&mut self) -> Result<Step, Bad> {
        if self.head.is_none() {
            let Some(head) = self.read_head()? else {
                return Ok(Step::NeedsBytes);
            };
            self.framing = framing(&head)?;
            let waits = match head.field("expect") {
                Some(word) if word.eq_ignore_ascii_case("100-continue") => head.minor == 1,
                Some(_) => return Err(Bad(417)),
                None => false,
            };
            self.head = Some(head);
            if waits && !matches!(self.framing, Framing::Empty) {
                return Ok(Step::WantsToContinue);
            }
        }
        if !self.read_body()? {
            return Ok(Step::NeedsBytes);
        }
        self.framing = Framing::Empty;
        let body = std::mem::take(&mut self.body);
        let head = self.head.take().expect("it was read above");
        Ok(Step::Whole(head, body))
    }

    fn read_head(&mut self) -> Result<Option<Head>, Bad> {
        // Empty lines before a request are let pass (RFC 9112, section 2.2).
        let blank = self
            .bytes
            .iter()
            .take_while(|byte| matches!(byte, b'\r' | b'\n'))
            .count();
        self.bytes.drain(..blank);
        let within = &self.bytes[..self.bytes.len().min(LONGEST_HEAD + 1)];
        let mut fields = [httparse::EMPTY_HEADER; MOST_FIELDS];
        let mut request = httparse::Request::new(&mut fields);
        let read = request.parse(within).map_err(|error| match error {
            httparse::Error::TooManyHeaders => Bad(431),
            httparse::Error::Version => Bad(505),
            _ => Bad(400),
        })?;
        let httparse::Status::Complete(length) = read else {
            let first = within.iter().position(|byte| *byte == b'\n');
            return if first.unwrap_or(within.len()) > LONGEST_TARGET {
                Err(Bad(414))
            } else if within.len() > LONGEST_HEAD {
                Err(Bad(431))
            } else {
                Ok(None)
            };
        };
        let head = Head {
            method: request.method.unwrap_or_default().to_owned(),
            target: request.path.unwrap_or_default().to_owned(),
            minor: request.version.unwrap_or_default(),
            fields: request
                .headers
                .iter()
                .map(|field| (field.name.to_owned(), latin_1(field.value)))
                .collect(),
        };
        self.bytes.drain(..length);
        if head.target.len() > LONGEST_TARGET {
            return Err(Bad(414));
        }
        if head.minor == 1 && head.fields_of("host").count() != 1 {
            return Err(Bad(400));
        }
        Ok(Some(head))
    }

    fn read_body(&mut self) -> Result<bool, Bad> {
        match &mut self.framing {
            Framing::Empty => Ok(true),
            Framing::Length(length) => {
                let missing = *length as usize - self.body.len();
                let taken = missing.min(self.bytes.len());
                self.body.extend(self.bytes.drain(..taken));
                Ok(taken == missing)
            }
            Framing::Chunked(chunks) => {
                let (taken, whole) = chunks
                    .read(&self.bytes, &mut self.body)
                    .map_err(|_| Bad(400))?;
                self.bytes.drain(..taken);
                if self.body.len() as u64 > LONGEST_BODY {
                    return Err(Bad(413));
                }
                Ok(whole)
            }
        }
    }
}

fn framing(head: &Head) -> Result<Framing, Bad> {
    let mut lengths = head
        .fields_of("content-length")
        .flat_map(|value| value.split(','))
        .map(str::trim);
    let length = lengths.next();
    if lengths.any(|other| Some(other) != length) {
        return Err(Bad(400));
    }
    if head.field("transfer-encoding").is_some() {
        // Both at once is how one request is smuggled inside another.
        if length.is_some() || head.minor == 0 {
            return Err(Bad(400));
        }
        return if head.says("transfer-encoding", "chunked") {
            Ok(Framing::Chunked(Chunks::default()))
        } else {
            Err(Bad(501))
        };
    }
    let Some(length) = length else {
        return Ok(Framing::Empty);
    };
    if length.is_empty() || !length.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Bad(400));
    }
    match length.parse::<u64>() {
        Ok(0) => Ok(Framing::Empty),
        Ok(length) if length <= LONGEST_BODY => Ok(Framing::Length(length)),
        _ => Err(Bad(413)),
    }
}

fn latin_1(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| char::from(*byte)).collect()
}
