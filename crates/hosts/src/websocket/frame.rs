//! Frames: what travels on a WebSocket (RFC 6455, section 5).

/// What a frame is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// More of the message before.
    Continuation,
    /// Text.
    Text,
    /// Bytes.
    Binary,
    /// The end.
    Close,
    /// Is anybody there?
    Ping,
    /// Yes.
    Pong,
}

const KINDS: [(u8, Kind); 6] = [
    (0, Kind::Continuation),
    (1, Kind::Text),
    (2, Kind::Binary),
    (8, Kind::Close),
    (9, Kind::Ping),
    (10, Kind::Pong),
];

impl Kind {
    /// Whether it is about the connection, and may come between the frames of a message.
    pub fn is_control(self) -> bool {
        matches!(self, Kind::Close | Kind::Ping | Kind::Pong)
    }
}

/// A frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// Whether it is its message's last.
    pub last: bool,
    /// What it is.
    pub kind: Kind,
    /// What is in it.
    pub payload: Vec<u8>,
}

/// Frames that break the protocol: the code that a close says it with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wrong(pub u16);

/// The longest payload that is read.
const LONGEST: u64 = 16 << 20;

impl Frame {
    /// A frame that is a message by itself.
    pub fn whole(kind: Kind, payload: impl Into<Vec<u8>>) -> Frame {
        Frame {
            last: true,
            kind,
            payload: payload.into(),
        }
    }

    /// Its bytes as a server sends them. `mask`: as a client does.
    pub fn to_bytes(&self, mask: Option<[u8; 4]>) -> Vec<u8> {
        let number = KINDS
            .iter()
            .find(|(_, kind)| *kind == self.kind)
            .map_or(0, |(number, _)| *number);
        let masked = if mask.is_some() { 0x80 } else { 0 };
        let mut bytes = vec![if self.last { 0x80 } else { 0 } | number];
        let length = self.payload.len();
        if length < 126 {
            bytes.push(masked | length as u8);
        } else if let Ok(length) = u16::try_from(length) {
            bytes.push(masked | 126);
            bytes.extend(length.to_be_bytes());
        } else {
            bytes.push(masked | 127);
            bytes.extend((length as u64).to_be_bytes());
        }
        let mask = mask.inspect(|mask| bytes.extend(mask));
        bytes.extend(covered(&self.payload, mask));
        bytes
    }
}

fn covered(payload: &[u8], mask: Option<[u8; 4]>) -> impl Iterator<Item = u8> {
    let mask = mask.unwrap_or_default();
    payload
        .iter()
        .zip(mask.into_iter().cycle())
        .map(|(byte, mask)| byte ^ mask)
}

/// Reads a client's frames off what arrives.
#[derive(Debug, Default)]
pub struct Frames {
    bytes: Vec<u8>,
}

impl Frames {
    /// Bytes arrived.
    pub fn feed(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    /// The next frame, once all of it has arrived.
    ///
    /// # Errors
    /// Where the bytes are no frame of a client's.
    pub fn step(&mut self) -> Result<Option<Frame>, Wrong> {
        let [first, second, rest @ ..] = &self.bytes[..] else {
            return Ok(None);
        };
        let Some((_, kind)) = KINDS.iter().find(|(number, _)| *number == first & 0x0F) else {
            return Err(Wrong(1002));
        };
        let last = first & 0x80 != 0;
        let (short, masked) = (second & 0x7F, second & 0x80 != 0);
        // Bits that nobody agreed on, a client that does not mask, a control frame that is long or in pieces.
        if first & 0x70 != 0 || !masked || (kind.is_control() && (!last || short > 125)) {
            return Err(Wrong(1002));
        }
        let (length, rest) = match short {
            126 => match rest.split_first_chunk::<2>() {
                Some((length, rest)) => (u64::from(u16::from_be_bytes(*length)), rest),
                None => return Ok(None),
            },
            127 => match rest.split_first_chunk::<8>() {
                Some((length, rest)) => (u64::from_be_bytes(*length), rest),
                None => return Ok(None),
            },
            short => (u64::from(short), rest),
        };
        if length > LONGEST {
            return Err(Wrong(1009));
        }
        let Some((mask, rest)) = rest.split_first_chunk::<4>() else {
            return Ok(None);
        };
        let Some(payload) = rest.get(..length as usize) else {
            return Ok(None);
        };
        let frame = Frame {
            last,
            kind: *kind,
            payload: covered(payload, Some(*mask)).collect(),
        };
        let left = rest.len() - payload.len();
        self.bytes.drain(..self.bytes.len() - left);
        Ok(Some(frame))
    }
}
