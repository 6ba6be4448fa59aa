//! TLS by its records (RFC 8446, section 5; RFC 5246, section 6.2): when it is agreed on, and what it carries. Nothing on this
//! machine's lines is encrypted: a protected record has the lengths that one has in life, and its content in the clear.

use super::{super::news::Happening, Direction, http::Http};

pub(super) const HANDSHAKE: u8 = 22;
const CHANGE_CIPHER_SPEC: u8 = 20;
const ALERT: u8 = 21;
const APPLICATION_DATA: u8 = 23;
/// The length of a tag at a protected record's end.
const TAG: usize = 16;
/// What TLS 1.2 puts before what it protects.
const NONCE: usize = 8;
/// So much of a record's content is kept, for the line that it may begin with.
const HEAD: usize = 320;

/// The records that go one way.
#[derive(Debug, Default)]
struct Records {
    /// The header of the record that goes by, as far as it is there.
    header: Vec<u8>,
    /// How long its content is, and how much of that went by.
    length: usize,
    passed: usize,
    /// The beginning of its content.
    head: Vec<u8>,
    /// The byte before its tag: where TLS 1.3 says what it holds.
    kind_inside: u8,
    /// From here on it is protected.
    changed: bool,
    /// A protected message of the handshake went by: this side has finished it.
    finished: bool,
}

/// What a record was, when all of it went by.
enum Passed {
    Handshake { protected: bool },
    Change,
    Alert,
    Data { head: Vec<u8> },
}

/// What is heard of TLS at one end of a connection.
#[derive(Debug, Default)]
pub(in crate::net) struct Tls {
    ways: [Records; 2],
    begun: bool,
    agreed: bool,
    over: bool,
    http: Http,
}

impl Tls {
    /// Whether nothing more is to be heard.
    pub(super) fn is_over(&self) -> bool {
        self.over || self.http.is_over()
    }

    pub(super) fn hear(&mut self, way: Direction, mut bytes: &[u8], said: &mut Vec<Happening>) {
        while !bytes.is_empty() && !self.over {
            let records = &mut self.ways[way.index()];
            let (rest, passed) = records.take(bytes);
            bytes = rest;
            match passed {
                Ok(Some(passed)) => self.passed(way, passed, said),
                Ok(None) => {}
                Err(NotTls) => self.over = true,
            }
        }
    }

    fn passed(&mut self, way: Direction, passed: Passed, said: &mut Vec<Happening>) {
        match passed {
            Passed::Handshake { protected } => {
                if !std::mem::replace(&mut self.begun, true) {
                    said.push(Happening::HandshakeBegan);
                }
                self.ways[way.index()].finished |= protected;
                if !self.agreed && self.ways.iter().all(|records| records.finished) {
                    self.agreed = true;
                    said.push(Happening::HandshakeEnded);
                }
            }
            Passed::Change => self.ways[way.index()].changed = true,
            Passed::Alert => {}
            Passed::Data { head } => {
                if self.begun && !std::mem::replace(&mut self.agreed, true) {
                    said.push(Happening::HandshakeEnded);
                }
                self.http.hear(way, &head, said);
            }
        }
    }
}

/// What goes by is no record.
struct NotTls;

impl Records {
    /// Takes as much as belongs to one record; the rest, and the record if it is complete.
    fn take<'a>(&mut self, bytes: &'a [u8]) -> (&'a [u8], Result<Option<Passed>, NotTls>) {
        let mut rest = bytes;
        if self.header.len() < 5 {
            let missing = (5 - self.header.len()).min(rest.len());
            self.header.extend_from_slice(&rest[..missing]);
            rest = &rest[missing..];
            let [kind, major, _, high, low] = self.header[..] else {
                return (rest, Ok(None));
            };
            if !(CHANGE_CIPHER_SPEC..=APPLICATION_DATA).contains(&kind) || major != 3 {
                return (rest, Err(NotTls));
            }
            self.length = usize::from(u16::from_be_bytes([high, low]));
        }
        let piece = &rest[..rest.len().min(self.length - self.passed)];
        rest = &rest[piece.len()..];
        let room = HEAD.saturating_sub(self.head.len());
        self.head.extend_from_slice(&piece[..piece.len().min(room)]);
        if let Some(place) = (self.length.saturating_sub(TAG + 1)).checked_sub(self.passed)
            && let Some(kind) = piece.get(place)
        {
            self.kind_inside = *kind;
        }
        self.passed += piece.len();
        if self.passed < self.length {
            return (rest, Ok(None));
        }
        (rest, Ok(Some(self.complete())))
    }

    fn complete(&mut self) -> Passed {
        let kind = self.header.first().copied().unwrap_or_default();
        let mut head = std::mem::take(&mut self.head);
        let content = self.length.saturating_sub(TAG);
        self.header.clear();
        self.passed = 0;
        match kind {
            HANDSHAKE => Passed::Handshake {
                protected: self.changed,
            },
            CHANGE_CIPHER_SPEC => Passed::Change,
            ALERT => Passed::Alert,
            // TLS 1.2 counts what it protects, before it.
            _ if head.len() >= NONCE && head[..NONCE] == [0; NONCE] => {
                head.truncate(content);
                head.drain(..NONCE);
                Passed::Data { head }
            }
            _ => match self.kind_inside {
                HANDSHAKE => Passed::Handshake { protected: true },
                ALERT => Passed::Alert,
                _ => {
                    head.truncate(content.saturating_sub(1));
                    Passed::Data { head }
                }
            },
        }
    }
}
