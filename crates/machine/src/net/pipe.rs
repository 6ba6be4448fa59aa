//! Pipes: `pipe(7)`.

use super::{
    errno::{Errno, Outcome},
    file::{FileId, Kind, ReadEnd, WriteEnd},
    readiness::Readiness,
    state::State,
};
use std::collections::VecDeque;

/// Bytes that wait in a pipe until whoever writes has to wait, too.
const CAPACITY: usize = 65_536;
/// What is no longer is written whole, or not at all.
const ATOMIC: usize = 4096;

impl State {
    /// Both ends of a new pipe.
    pub(super) fn pipe(&mut self) -> (FileId, FileId) {
        let next = FileId(self.files.len() as u32 + 1);
        let reader = self.open(Kind::ReadEnd(ReadEnd {
            inbox: VecDeque::new(),
            writer: next,
        }));
        let writer = self.open(Kind::WriteEnd(WriteEnd { reader }));
        (reader, writer)
    }

    pub(super) fn read_pipe(&mut self, id: FileId, most: usize) -> Outcome<Vec<u8>> {
        let Some(Kind::ReadEnd(end)) = self.file_mut(id).map(|file| &mut file.kind) else {
            return Err(Errno::EBADF);
        };
        let writer = end.writer;
        if most == 0 {
            return Ok(Vec::new());
        }
        let bytes: Vec<u8> = end.inbox.drain(..most.min(end.inbox.len())).collect();
        if bytes.is_empty() {
            return match self.file(writer) {
                Some(_) => Err(Errno::EAGAIN),
                None => Ok(bytes),
            };
        }
        self.changed(writer);
        Ok(bytes)
    }

    pub(super) fn write_pipe(&mut self, id: FileId, bytes: &[u8]) -> Outcome<usize> {
        let Some(Kind::WriteEnd(WriteEnd { reader })) = self.file(id).map(|file| &file.kind) else {
            return Err(Errno::EBADF);
        };
        let reader = *reader;
        let Some(Kind::ReadEnd(end)) = self.file_mut(reader).map(|file| &mut file.kind) else {
            return Err(Errno::EPIPE);
        };
        let room = CAPACITY.saturating_sub(end.inbox.len());
        let taken = match bytes.len() {
            length if length <= ATOMIC && length > room => 0,
            length => length.min(room),
        };
        if taken == 0 && !bytes.is_empty() {
            return Err(Errno::EAGAIN);
        }
        end.inbox.extend(&bytes[..taken]);
        self.changed(reader);
        Ok(taken)
    }

    pub(super) fn read_end_readiness(&self, end: &ReadEnd) -> Readiness {
        Readiness::READABLE.when(!end.inbox.is_empty())
            | Readiness::HANG_UP.when(self.file(end.writer).is_none())
    }

    pub(super) fn write_end_readiness(&self, end: &WriteEnd) -> Readiness {
        match self.file(end.reader).map(|file| &file.kind) {
            Some(Kind::ReadEnd(reader)) => {
                Readiness::WRITABLE.when(CAPACITY - reader.inbox.len() >= ATOMIC)
            }
            _ => Readiness::WRITABLE | Readiness::ERROR,
        }
    }
}
