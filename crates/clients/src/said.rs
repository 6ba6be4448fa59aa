//! What a program has to say where it does nothing else.

use crate::program::{Program, Stream, Told, Wants, print};

/// A program that has only something to say.
pub(crate) struct Said {
    stream: Stream,
    text: String,
    code: i32,
}

impl Said {
    pub fn new(stream: Stream, text: &str, code: i32) -> Said {
        Said {
            stream,
            text: text.to_owned(),
            code,
        }
    }
}

impl Program for Said {
    fn begin(&mut self, _: f64) -> Vec<Wants> {
        let text = std::mem::take(&mut self.text);
        vec![print(self.stream, text), Wants::Exit { code: self.code }]
    }

    fn told(&mut self, _: f64, _: Told) -> Vec<Wants> {
        Vec::new()
    }

    fn interrupted(&mut self, _: f64) -> Vec<Wants> {
        Vec::new()
    }
}
