//! What a terminal shows: the lines typed there with their prompts, and what was printed after each.

use super::happening::{Happening, happening};
use playground::Typed;
use trace::{Event, Seconds, Stream};

/// One row of a terminal.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// What it is.
    pub kind: Kind,
    /// The text, without its end of line.
    pub text: String,
    /// When, in virtual seconds, and which event; none for a line that has not been typed in this run.
    pub at: Option<(Seconds, usize)>,
}

/// What a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A line that is typed: its place among all typed lines of the variant. None where these have changed since the run.
    Typed(Option<usize>),
    /// A line of `sys.stdout`.
    Stdout,
    /// A line of `sys.stderr`.
    Stderr,
    /// Said by the page: an exit code, why a line was not typed.
    Note,
}

/// The rows of one terminal, from the events of a run and the lines that are to be typed.
pub fn screen(terminal: u32, typed: &[Typed], events: &[Event], is_over: bool) -> Vec<Row> {
    let happenings = events.iter().enumerate().filter_map(|(index, event)| {
        let (place, what) = happening(event)?;
        Some(((event.at, index), place, what))
    });
    rows(terminal, typed, happenings, is_over)
}

/// The same from what happens, when, and at which terminal.
fn rows<'a>(
    terminal: u32,
    typed: &[Typed],
    happenings: impl Iterator<Item = ((Seconds, usize), Option<u32>, Happening<'a>)>,
    is_over: bool,
) -> Vec<Row> {
    let mut screen = Screen {
        rows: Vec::new(),
        open: false,
        running: None,
        echoes: false,
    };
    // How many lines were typed so far, at all terminals, and whether they are those that are to be typed.
    let (mut number, mut same) = (0, true);
    for (at, place, what) in happenings {
        let place = place.unwrap_or(terminal);
        if let Happening::Typed(line) = what {
            same = same
                && typed
                    .get(number)
                    .is_some_and(|typed| typed.terminal == place && typed.line == line);
            number += 1;
        }
        if place == terminal {
            let of = same.then(|| number.wrapping_sub(1));
            screen.take(what, of, at);
        }
    }
    if same {
        screen.rest(terminal, typed, number, is_over);
    }
    screen.rows
}

struct Screen {
    rows: Vec<Row>,
    /// Whether the last row waits for its end.
    open: bool,
    /// What runs in the foreground.
    running: Option<String>,
    /// What was typed has just been `^C`: the terminal prints it, and it stands there already.
    echoes: bool,
}

impl Screen {
    fn take(&mut self, what: Happening<'_>, of: Option<usize>, at: (Seconds, usize)) {
        match what {
            Happening::Typed(line) => {
                self.push(Kind::Typed(of), line.to_owned(), Some(at));
                self.echoes = line.trim() == INTERRUPT;
                if line.trim() != INTERRUPT && !line.trim_end().ends_with('&') {
                    self.running = Some(line.to_owned());
                }
            }
            Happening::Printed(stream, text) => {
                let echo = text.strip_prefix(INTERRUPT);
                let text = match echo.filter(|_| self.echoes) {
                    Some(rest) => rest.strip_prefix('\n').unwrap_or(rest),
                    None => text,
                };
                self.echoes = false;
                self.print(stream, text, at);
            }
            Happening::Ended(code) => {
                self.running = None;
                if code != 0 {
                    self.push(Kind::Note, format!("exit code {code}"), Some(at));
                }
            }
            Happening::Rests => {
                if let Some(running) = &self.running {
                    let text = format!("“{running}” goes on: nothing more happens. ^C ends it.");
                    self.push(Kind::Note, text, Some(at));
                }
            }
            Happening::Cut(reason) => self.push(Kind::Note, reason.to_owned(), Some(at)),
        }
    }

    fn print(&mut self, stream: Stream, text: &str, at: (Seconds, usize)) {
        let kind = match stream {
            Stream::Stdout => Kind::Stdout,
            Stream::Stderr => Kind::Stderr,
        };
        for piece in text.split_inclusive('\n') {
            let (piece, ends) = match piece.strip_suffix('\n') {
                Some(piece) => (piece.strip_suffix('\r').unwrap_or(piece), true),
                None => (piece, false),
            };
            match self.rows.last_mut() {
                Some(row) if self.open && row.kind == kind => row.text.push_str(piece),
                _ => self.push(kind, piece.to_owned(), Some(at)),
            }
            self.open = !ends;
        }
    }

    fn push(&mut self, kind: Kind, text: String, at: Option<(Seconds, usize)>) {
        self.open = false;
        self.rows.push(Row { kind, text, at });
    }

    /// The lines that the run has not come to.
    fn rest(&mut self, terminal: u32, typed: &[Typed], number: usize, is_over: bool) {
        let rest = typed.iter().enumerate().skip(number);
        let mut missing = false;
        for (index, typed) in rest.filter(|(_, typed)| typed.terminal == terminal) {
            self.push(Kind::Typed(Some(index)), typed.line.clone(), None);
            missing = true;
        }
        if let Some(running) = self.running.as_ref().filter(|_| missing && is_over) {
            let text = format!("“{running}” was still running here: ^C ends it.");
            self.push(Kind::Note, text, None);
        }
    }
}

/// What is typed to interrupt what runs in the foreground.
pub const INTERRUPT: &str = "^C";

/// The numbers of the terminals that are to be seen: all up to the last in which something is typed, and up to `open`.
pub fn terminals(typed: &[Typed], open: u32) -> u32 {
    let last = typed.iter().map(|typed| typed.terminal).max();
    last.unwrap_or(1).max(open).max(1)
}

#[cfg(test)]
#[path = "screen_tests.rs"]
mod tests;
