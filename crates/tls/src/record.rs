//! Records: what travels (RFC 8446, section 5; RFC 5246, section 6.2). What would be encrypted has the same length as in life.

use crate::{error::Error, version::Version};

pub(crate) const CHANGE_CIPHER_SPEC: u8 = 20;
pub(crate) const ALERT: u8 = 21;
pub(crate) const HANDSHAKE: u8 = 22;
pub(crate) const APPLICATION_DATA: u8 = 23;

/// The most bytes that a record carries.
const LONGEST: usize = 16_384;
/// What encrypting may add to them.
const OVERHEAD: usize = 256;
/// The length of a tag, which would prove that nobody changed a record.
const TAG: usize = 16;
/// The length of the number that goes before what TLS 1.2 encrypts.
const NONCE: usize = 8;

/// Writes records of `kind` for all of `bytes`. `protection`: what they would be encrypted with.
pub(crate) fn write(kind: u8, bytes: &[u8], protection: Option<Version>, out: &mut Vec<u8>) {
    for piece in bytes.chunks(LONGEST) {
        match protection {
            // The kind travels inside.
            Some(Version::Tls13) => {
                header(APPLICATION_DATA, piece.len() + 1 + TAG, out);
                out.extend_from_slice(piece);
                out.push(kind);
                out.extend([0; TAG]);
            }
            Some(Version::Tls12) => {
                header(kind, NONCE + piece.len() + TAG, out);
                out.extend([0; NONCE]);
                out.extend_from_slice(piece);
                out.extend([0; TAG]);
            }
            None => {
                header(kind, piece.len(), out);
                out.extend_from_slice(piece);
            }
        }
    }
}

fn header(kind: u8, length: usize, out: &mut Vec<u8>) {
    out.push(kind);
    out.extend(Version::Tls12.number().to_be_bytes());
    out.extend((length as u16).to_be_bytes());
}

/// A record that arrived.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Record {
    pub(crate) kind: u8,
    pub(crate) payload: Vec<u8>,
}

/// What has arrived and is not yet read.
#[derive(Debug, Default)]
pub(crate) struct Incoming {
    bytes: Vec<u8>,
    /// How many of them are read.
    read: usize,
    /// Whether a record was seen: what is no TLS at all shows in the first bytes.
    begun: bool,
}

impl Incoming {
    pub(crate) fn feed(&mut self, bytes: &[u8]) {
        // What is read is let go once it is most of what is kept, so that each byte is moved a few times at most.
        if self.read > self.bytes.len() / 2 {
            self.bytes.drain(..self.read);
            self.read = 0;
        }
        self.bytes.extend_from_slice(bytes);
    }

    /// How many bytes wait.
    pub(crate) fn waiting(&self) -> usize {
        self.bytes.len() - self.read
    }

    /// How many bytes are missing of the next record, as far as what has arrived says.
    pub(crate) fn missing(&self) -> usize {
        let waiting = &self.bytes[self.read..];
        let whole = match waiting.first_chunk::<5>() {
            Some([.., high, low]) => 5 + usize::from(u16::from_be_bytes([*high, *low])),
            None => 5,
        };
        whole.saturating_sub(waiting.len())
    }

    /// The next record, once all of it has arrived.
    pub(crate) fn next(
        &mut self,
        protection: Option<Version>,
        is_server: bool,
    ) -> Result<Option<Record>, Error> {
        let waiting = &self.bytes[self.read..];
        let Some((header, rest)) = waiting.split_first_chunk::<5>() else {
            return Ok(None);
        };
        let [kind, major, _, high, low] = *header;
        if !(CHANGE_CIPHER_SPEC..=APPLICATION_DATA).contains(&kind) || major != 3 {
            return Err(not_tls(header, !self.begun && is_server));
        }
        let length = usize::from(u16::from_be_bytes([high, low]));
        if length > LONGEST + OVERHEAD {
            return Err(Error::RecordTooLong);
        }
        let Some(payload) = rest.get(..length) else {
            return Ok(None);
        };
        let record = unprotect(kind, payload, protection)?;
        self.read += header.len() + length;
        self.begun = true;
        Ok(Some(record))
    }
}

fn not_tls(header: &[u8; 5], asked: bool) -> Error {
    let is = |word: &[u8]| header.starts_with(word);
    if asked && (is(b"GET ") || is(b"POST ") || is(b"HEAD ") || is(b"PUT ")) {
        Error::HttpRequest
    } else if asked && is(b"CONNE") {
        Error::HttpsProxyRequest
    } else {
        Error::WrongVersionNumber
    }
}

fn unprotect(kind: u8, payload: &[u8], protection: Option<Version>) -> Result<Record, Error> {
    let (kind, payload) = match protection {
        Some(Version::Tls13) if kind == APPLICATION_DATA => {
            let inner = payload
                .len()
                .checked_sub(TAG)
                .and_then(|end| payload[..end].split_last());
            let (kind, data) = inner.ok_or(Error::Decode)?;
            (*kind, data)
        }
        Some(Version::Tls12) => {
            let end = payload.len().checked_sub(TAG).ok_or(Error::Decode)?;
            (kind, payload.get(NONCE..end).ok_or(Error::Decode)?)
        }
        _ => (kind, payload),
    };
    Ok(Record {
        kind,
        payload: payload.to_vec(),
    })
}
