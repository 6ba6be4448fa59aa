//! What all transfers of one command have in common.

use super::{cookies::Jar, options::Globals};
use crate::{
    http::Url,
    program::{Setting, Stream, Wants, print},
    wire::Wire,
};

pub(super) struct Shared {
    pub setting: Setting,
    pub globals: Globals,
    /// Connections that wait for another request.
    pub idle: Vec<Wire>,
    /// One for each part between `--next`s.
    pub jars: Vec<Jar>,
    pub wants: Vec<Wants>,
    next_id: u32,
}

impl Shared {
    pub fn new(setting: Setting, globals: Globals) -> Shared {
        Shared {
            setting,
            globals,
            idle: Vec::new(),
            jars: Vec::new(),
            wants: Vec::new(),
            next_id: 0,
        }
    }

    /// The number of the next connection.
    pub fn number(&mut self) -> u32 {
        self.next_id += 1;
        self.next_id - 1
    }

    /// A connection that can be used again for this.
    pub fn take_idle(&mut self, url: &Url) -> Option<Wire> {
        let at = self.idle.iter().position(|wire| wire.serves(url))?;
        Some(self.idle.remove(at))
    }

    /// A remark of `-v`.
    pub fn note(&mut self, text: &str) {
        if self.globals.verbose {
            self.err(format!("* {text}\n"));
        }
    }

    /// Lines that went (`>`) or came (`<`), for `-v`.
    pub fn show_lines(&mut self, mark: char, bytes: &[u8]) {
        if self.globals.verbose {
            for line in bytes.split_inclusive(|byte| *byte == b'\n') {
                let line = [format!("{mark} ").as_bytes(), line].concat();
                self.wants.push(print(Stream::Stderr, line));
            }
        }
    }

    pub fn err(&mut self, text: impl Into<Vec<u8>>) {
        self.wants.push(print(Stream::Stderr, text));
    }

    pub fn out(&mut self, bytes: impl Into<Vec<u8>>) {
        self.wants.push(print(Stream::Stdout, bytes));
    }

    /// Whether errors are told.
    pub fn tells_errors(&self) -> bool {
        !self.globals.silent || self.globals.show_error
    }

    /// Whether names of fields are bold.
    pub fn is_styled(&self) -> bool {
        self.setting.terminal && self.setting.styled && self.globals.styled
    }
}
