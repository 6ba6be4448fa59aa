//! Bodies in chunks (RFC 9112, section 7.1), given on as they come.

/// Reads a body in chunks.
#[derive(Debug, Default)]
pub(crate) struct Chunks {
    state: State,
}

#[derive(Debug, Default)]
enum State {
    /// At the line that says how long the next one is; what its digits came to so far.
    #[default]
    Size,
    /// After the digits: extensions that nobody reads, up to the line's end.
    Extension(u64),
    /// Within one, of which so much is missing.
    Data(u64),
    /// At the end of its line.
    End,
    /// After the last: fields, up to an empty line.
    Trailer,
}

/// What was read.
#[derive(Debug)]
pub(crate) enum Chunk {
    NeedsBytes,
    Data(Vec<u8>),
    /// A field after the body, with its line's end.
    Trailer(Vec<u8>),
    Last,
}

impl Chunks {
    /// Takes the next thing off `bytes`.
    ///
    /// # Errors
    /// The byte that stands where a length should.
    pub fn step(&mut self, bytes: &mut Vec<u8>) -> Result<Chunk, u8> {
        loop {
            match self.state {
                State::Size => {
                    let digits = bytes
                        .iter()
                        .take_while(|byte| byte.is_ascii_hexdigit())
                        .count();
                    let Some(next) = bytes.get(digits) else {
                        return Ok(Chunk::NeedsBytes);
                    };
                    let text = String::from_utf8_lossy(&bytes[..digits]).into_owned();
                    let size = u64::from_str_radix(&text, 16).map_err(|_| *next)?;
                    bytes.drain(..digits);
                    self.state = State::Extension(size);
                }
                State::Extension(size) => {
                    let Some(_) = take_line(bytes) else {
                        return Ok(Chunk::NeedsBytes);
                    };
                    self.state = if size == 0 {
                        State::Trailer
                    } else {
                        State::Data(size)
                    };
                }
                State::Data(missing) => {
                    let length = bytes
                        .len()
                        .min(usize::try_from(missing).unwrap_or(usize::MAX));
                    if length == 0 {
                        return Ok(Chunk::NeedsBytes);
                    }
                    let missing = missing - length as u64;
                    self.state = if missing == 0 {
                        State::End
                    } else {
                        State::Data(missing)
                    };
                    return Ok(Chunk::Data(bytes.drain(..length).collect()));
                }
                State::End => {
                    let Some(_) = take_line(bytes) else {
                        return Ok(Chunk::NeedsBytes);
                    };
                    self.state = State::Size;
                }
                State::Trailer => {
                    let Some(line) = take_line(bytes) else {
                        return Ok(Chunk::NeedsBytes);
                    };
                    return Ok(match &line[..] {
                        b"\r\n" | b"\n" => Chunk::Last,
                        _ => Chunk::Trailer(line),
                    });
                }
            }
        }
    }
}

fn take_line(bytes: &mut Vec<u8>) -> Option<Vec<u8>> {
    let end = bytes.iter().position(|byte| *byte == b'\n')?;
    Some(bytes.drain(..=end).collect())
}
