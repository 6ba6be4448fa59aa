//! Bodies in chunks (RFC 9112, section 7.1).

/// Reads a body in chunks.
#[derive(Debug, Default)]
pub struct Chunks {
    state: State,
}

#[derive(Debug, Default)]
enum State {
    /// At the line that says how long the next chunk is.
    #[default]
    Size,
    /// Within one, of which so much is missing.
    Data(u64),
    /// At the end of its line.
    End,
    /// After the last: fields that nobody reads, up to an empty line.
    Trailer,
}

/// A body that is not in chunks, or too long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadChunk;

impl Chunks {
    /// Takes what it can off `bytes` and appends what is of the body to `body`. How many bytes it took, and whether it is whole.
    ///
    /// # Errors
    /// Where the bytes are no chunks.
    pub fn read(&mut self, bytes: &[u8], body: &mut Vec<u8>) -> Result<(usize, bool), BadChunk> {
        let mut taken = 0;
        loop {
            let rest = &bytes[taken..];
            match self.state {
                State::Size => match httparse::parse_chunk_size(rest) {
                    Ok(httparse::Status::Complete((length, 0))) => {
                        taken += length;
                        self.state = State::Trailer;
                    }
                    Ok(httparse::Status::Complete((length, size))) => {
                        taken += length;
                        self.state = State::Data(size);
                    }
                    // A size and its extensions are short.
                    Ok(httparse::Status::Partial) if rest.len() < 4_096 => {
                        return Ok((taken, false));
                    }
                    Ok(httparse::Status::Partial) | Err(_) => return Err(BadChunk),
                },
                State::Data(missing) => {
                    if rest.is_empty() {
                        return Ok((taken, false));
                    }
                    let length = rest
                        .len()
                        .min(usize::try_from(missing).unwrap_or(usize::MAX));
                    body.extend_from_slice(&rest[..length]);
                    taken += length;
                    let missing = missing - length as u64;
                    self.state = if missing == 0 {
                        State::End
                    } else {
                        State::Data(missing)
                    };
                }
                State::End => match rest {
                    [b'\r', b'\n', ..] => {
                        taken += 2;
                        self.state = State::Size;
                    }
                    [] | [b'\r'] => return Ok((taken, false)),
                    _ => return Err(BadChunk),
                },
                State::Trailer => match rest.iter().position(|byte| *byte == b'\n') {
                    Some(end) => {
                        taken += end + 1;
                        if matches!(&rest[..end], [] | [b'\r']) {
                            self.state = State::Size;
                            return Ok((taken, true));
                        }
                    }
                    None if rest.len() < 4_096 => return Ok((taken, false)),
                    None => return Err(BadChunk),
                },
            }
        }
    }
}
