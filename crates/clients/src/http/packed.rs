//! Packed bodies: gzip and deflate, unpacked as they come.

use miniz_oxide::{
    DataFormat, MZError, MZFlush, MZStatus,
    inflate::stream::{InflateState, inflate},
};

/// How a body is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Packing {
    /// RFC 1952.
    Gzip,
    /// RFC 1950; what HTTP calls deflate.
    Zlib,
}

impl Packing {
    /// By the word of `Content-Encoding`.
    pub fn named(word: &str) -> Option<Packing> {
        match word.trim().to_ascii_lowercase().as_str() {
            "gzip" | "x-gzip" => Some(Packing::Gzip),
            "deflate" => Some(Packing::Zlib),
            _ => None,
        }
    }
}

/// Unpacks a body, piece by piece.
pub(crate) struct Unpacker {
    packing: Packing,
    /// What has come of gzip's head, as long as that is not whole.
    head: Option<Vec<u8>>,
    state: Box<InflateState>,
    over: bool,
}

/// A body that is not packed as it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct BadPacking(pub &'static str);

impl Unpacker {
    pub fn new(packing: Packing) -> Unpacker {
        let (head, format) = match packing {
            Packing::Gzip => (Some(Vec::new()), DataFormat::Raw),
            Packing::Zlib => (None, DataFormat::Zlib),
        };
        Unpacker {
            packing,
            head,
            state: InflateState::new_boxed(format),
            over: false,
        }
    }

    /// What `bytes` add to what was packed.
    ///
    /// # Errors
    /// Where they are not packed so, with zlib's words for it.
    pub fn feed(&mut self, bytes: &[u8]) -> Result<Vec<u8>, BadPacking> {
        let mut kept = Vec::new();
        let mut rest = bytes;
        if let Some(head) = &mut self.head {
            head.extend_from_slice(bytes);
            let Some(length) = gzip_head(head)? else {
                return Ok(Vec::new());
            };
            kept.extend_from_slice(&head[length..]);
            rest = &kept;
            self.head = None;
        }
        let mut out = Vec::new();
        let mut piece = vec![0; 16 * 1024];
        // What follows the packed bytes is a check that needs no reading: nothing is lost on the way here.
        while !self.over {
            let done = inflate(&mut self.state, rest, &mut piece, MZFlush::None);
            out.extend_from_slice(&piece[..done.bytes_written]);
            rest = &rest[done.bytes_consumed..];
            match done.status {
                Ok(MZStatus::StreamEnd) => self.over = true,
                Ok(_) if done.bytes_written == 0 && rest.is_empty() => break,
                Ok(_) => {}
                Err(MZError::Buf) => break,
                Err(_) => return Err(self.complaint()),
            }
        }
        Ok(out)
    }

    fn complaint(&self) -> BadPacking {
        BadPacking(match self.packing {
            Packing::Gzip => "invalid block type",
            Packing::Zlib => "incorrect header check",
        })
    }
}

/// The length of a gzip head, once it is whole.
fn gzip_head(bytes: &[u8]) -> Result<Option<usize>, BadPacking> {
    let length = bytes.len().min(3);
    if bytes[..length] != [0x1F, 0x8B, 8][..length] {
        return Err(BadPacking("incorrect header check"));
    }
    if bytes.len() < 10 {
        return Ok(None);
    }
    let flags = bytes[3];
    let mut at = 10;
    if flags & 4 != 0 {
        let Some(length) = bytes.get(at..at + 2) else {
            return Ok(None);
        };
        at += 2 + usize::from(u16::from_le_bytes([length[0], length[1]]));
    }
    // A name and a comment, each up to a zero.
    for flag in [8, 16] {
        if flags & flag != 0 {
            let Some(end) = bytes
                .get(at..)
                .and_then(|rest| rest.iter().position(|byte| *byte == 0))
            else {
                return Ok(None);
            };
            at += end + 1;
        }
    }
    if flags & 2 != 0 {
        at += 2;
    }
    Ok((bytes.len() >= at).then_some(at))
}
