//! Answers out of bytes, however they arrive.

use super::chunks::{Chunk, Chunks};

/// The longest head that is read, in bytes (curl's `MAX_HTTP_RESP_HEADER_SIZE`).
const LONGEST_HEAD: usize = 300 * 1024;

/// What stands before a body.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Head {
    /// 0 for HTTP/1.0, 1 for HTTP/1.1.
    pub minor: u8,
    /// Such as 200.
    pub status: u16,
    /// Names and values, each as it was sent, without spaces around it.
    pub fields: Vec<(String, String)>,
}

impl Head {
    /// The last value of a field.
    pub fn field(&self, name: &str) -> Option<&str> {
        let fields = self.fields.iter().rev();
        fields
            .filter(|(one, _)| one.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
            .next()
    }

    /// All values of a field.
    pub fn fields_of<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.fields
            .iter()
            .filter(move |(one, _)| one.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }

    /// Whether a field's list of words has this one.
    pub fn says(&self, name: &str, word: &str) -> bool {
        self.fields_of(name)
            .flat_map(|value| value.split(','))
            .any(|one| one.trim().eq_ignore_ascii_case(word))
    }

    /// Whether the connection serves another request.
    pub fn keeps_alive(&self) -> bool {
        if self.minor == 0 {
            self.says("connection", "keep-alive")
        } else {
            !self.says("connection", "close")
        }
    }
}

/// A part of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// A line of a head, with its end. The empty one at the end of a head comes after [`Part::Head`].
    Line(Vec<u8>),
    /// A head is whole: an interim one (1xx), after which another comes, or the one of the answer.
    Head(Head),
    /// Some of the body, unpacked from its chunks.
    Body(Vec<u8>),
    /// A field after a body in chunks, with its line's end.
    Trailer(Vec<u8>),
    /// The answer is whole.
    End,
}

/// Why bytes are no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Bad {
    /// They do not begin as HTTP/1 does.
    NotHttp,
    /// The head is longer than any.
    LongHead,
    /// A length that is no number.
    Length,
    /// No chunks: the first byte that is not part of a length, where it is that.
    Chunk(u8),
    /// The connection ended before a head had begun.
    Empty,
    /// It ended so many bytes before the body's end.
    Short(u64),
    /// It ended within chunks.
    ShortChunks,
}

#[derive(Debug)]
enum State {
    Head,
    /// The empty line after a head is yet to be told.
    Blank(Vec<u8>),
    Length(u64),
    Chunked(Chunks),
    UntilEnd,
    Done,
}

/// Reads the answer to one request.
#[derive(Debug)]
pub(crate) struct Answers {
    bytes: Vec<u8>,
    head: Head,
    head_length: usize,
    begun: bool,
    state: State,
    bodyless: bool,
}

impl Answers {
    /// `bodyless`: the request was HEAD, whose answers have none.
    pub fn new(bodyless: bool) -> Answers {
        Answers {
            bytes: Vec::new(),
            head: Head::default(),
            head_length: 0,
            begun: false,
            state: State::Head,
            bodyless,
        }
    }

    /// Bytes arrived.
    pub fn feed(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    /// The next part; `None` where more bytes are needed, or all is told.
    ///
    /// # Errors
    /// Where the bytes are no answer.
    pub fn step(&mut self) -> Result<Option<Part>, Bad> {
        match &mut self.state {
            State::Head => self.read_line(),
            State::Blank(line) => {
                let line = std::mem::take(line);
                self.state = self.after_head()?;
                Ok(Some(Part::Line(line)))
            }
            State::Length(0) => {
                self.state = State::Done;
                Ok(Some(Part::End))
            }
            State::Length(missing) => {
                let length = self
                    .bytes
                    .len()
                    .min(usize::try_from(*missing).unwrap_or(usize::MAX));
                *missing -= length as u64;
                Ok((length > 0).then(|| Part::Body(self.bytes.drain(..length).collect())))
            }
            State::Chunked(_) => self.read_chunks(),
            State::UntilEnd => {
                let bytes = std::mem::take(&mut self.bytes);
                Ok((!bytes.is_empty()).then_some(Part::Body(bytes)))
            }
            State::Done => Ok(None),
        }
    }

    /// The connection ended, and every part before that was taken.
    ///
    /// # Errors
    /// Where the answer is not whole.
    pub fn end(&mut self) -> Result<(), Bad> {
        match self.state {
            State::Head if !self.begun => Err(Bad::Empty),
            // Servers that end within a head are let pass, as curl does.
            State::Head | State::Blank(_) | State::UntilEnd | State::Done | State::Length(0) => {
                Ok(())
            }
            State::Length(missing) => Err(Bad::Short(missing)),
            State::Chunked(_) => Err(Bad::ShortChunks),
        }
    }

    /// How many bytes a body of known length lacks.
    pub fn missing(&self) -> Option<u64> {
        match self.state {
            State::Length(missing) => Some(missing),
            _ => None,
        }
    }

    /// Whether all of the answer has come.
    pub fn is_whole(&self) -> bool {
        matches!(self.state, State::Done)
    }

    /// Whether any line of an answer has come.
    pub fn has_begun(&self) -> bool {
        self.begun || !self.bytes.is_empty()
    }

    fn read_line(&mut self) -> Result<Option<Part>, Bad> {
        if !self.begun {
            let length = self.bytes.len().min(7);
            if self.bytes[..length] != b"HTTP/1."[..length] {
                return Err(Bad::NotHttp);
            }
        }
        let Some(end) = self.bytes.iter().position(|byte| *byte == b'\n') else {
            return if self.head_length + self.bytes.len() > LONGEST_HEAD {
                Err(Bad::LongHead)
            } else {
                Ok(None)
            };
        };
        let line: Vec<u8> = self.bytes.drain(..=end).collect();
        self.head_length += line.len();
        if self.head_length > LONGEST_HEAD {
            return Err(Bad::LongHead);
        }
        let text = latin_1(&line);
        let text = text.trim_end_matches(['\r', '\n']);
        if !self.begun {
            self.begun = true;
            self.head = first_line(text).ok_or(Bad::NotHttp)?;
        } else if text.is_empty() {
            self.state = State::Blank(line);
            return Ok(Some(Part::Head(self.head.clone())));
        } else if let (true, Some((_, last))) =
            (text.starts_with([' ', '\t']), self.head.fields.last_mut())
        {
            // A field that goes on, as it was once allowed to.
            last.push(' ');
            last.push_str(text.trim());
        } else if let Some((name, value)) = text.split_once(':') {
            let value = value.trim();
            if name.eq_ignore_ascii_case("content-length")
                && (value.is_empty() || !value.bytes().all(|byte| byte.is_ascii_digit()))
            {
                return Err(Bad::Length);
            }
            self.head
                .fields
                .push((name.trim().to_owned(), value.to_owned()));
        }
        Ok(Some(Part::Line(line)))
    }

    fn after_head(&mut self) -> Result<State, Bad> {
        let status = self.head.status;
        if (100..200).contains(&status) && status != 101 {
            self.begun = false;
            return Ok(State::Head);
        }
        if self.bodyless || status == 204 || status == 304 {
            return Ok(State::Length(0));
        }
        if self.head.says("transfer-encoding", "chunked") {
            return Ok(State::Chunked(Chunks::default()));
        }
        match self.head.field("content-length") {
            Some(length) => length.parse().map(State::Length).map_err(|_| Bad::Length),
            None => Ok(State::UntilEnd),
        }
    }

    fn read_chunks(&mut self) -> Result<Option<Part>, Bad> {
        let State::Chunked(chunks) = &mut self.state else {
            return Ok(None);
        };
        Ok(match chunks.step(&mut self.bytes).map_err(Bad::Chunk)? {
            Chunk::NeedsBytes => None,
            Chunk::Data(bytes) => Some(Part::Body(bytes)),
            Chunk::Trailer(line) => Some(Part::Trailer(line)),
            Chunk::Last => {
                self.state = State::Done;
                Some(Part::End)
            }
        })
    }
}

/// `HTTP/1.1 200 OK`
fn first_line(text: &str) -> Option<Head> {
    let rest = text.strip_prefix("HTTP/1.")?;
    let (minor, rest) = rest.split_once(' ').unwrap_or((rest, ""));
    let status = rest.trim_start().split(' ').next()?;
    if status.len() != 3 {
        return None;
    }
    Some(Head {
        minor: minor.parse().ok().filter(|minor| *minor < 2)?,
        status: status.parse().ok()?,
        fields: Vec::new(),
    })
}

fn latin_1(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| char::from(*byte)).collect()
}
