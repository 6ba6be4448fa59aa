//! The console's lines, from the events of a run.

use std::collections::HashMap;
use trace::{Event, EventKind, Names, Runner, Seconds, Stream, TaskId};

/// What kind of line it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `sys.stdout`
    Stdout,
    /// `sys.stderr`
    Stderr,
    /// Said by the page: the run was ended, the exit code.
    Note,
}

/// One line of the console.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// When its first character was written, in virtual seconds.
    pub at: Seconds,
    /// The index of the event that wrote it.
    pub event: usize,
    /// What kind of line.
    pub kind: Kind,
    /// The name of the task that wrote its first character.
    pub task: Option<String>,
    /// The text, without its end of line.
    pub text: String,
    /// It goes on with what the line before it says: the next line of a traceback or a warning.
    pub goes_on: bool,
    /// It is of a traceback's entry about the library or a package: nothing that the person wrote.
    pub of_library: bool,
}

/// All lines of one run, grown as events arrive.
#[derive(Clone, Debug, Default)]
pub struct Transcript {
    /// The lines, in the order in which they were begun.
    pub lines: Vec<Line>,
    names: HashMap<TaskId, String>,
    called: Names,
    /// How many events have been read.
    read: usize,
    /// Whether the last line still waits for its end.
    open: bool,
    /// How far the entry of a traceback is indented that the last line is of, if that is about the library.
    library: Option<usize>,
}

impl Transcript {
    /// Reads what is new in the events of the same run.
    pub fn read(&mut self, events: &[Event]) {
        for event in events.get(self.read..).unwrap_or_default() {
            self.event(event);
            self.read += 1;
        }
    }

    fn event(&mut self, event: &Event) {
        match &event.kind {
            EventKind::TaskCreated {
                task,
                name,
                coroutine,
                ..
            } => {
                let name = self.called.created(name, coroutine);
                self.names.insert(*task, name);
            }
            EventKind::TaskRenamed { task, name } => {
                self.names.insert(*task, name.clone());
            }
            EventKind::Output { stream, text, .. } => {
                let kind = match stream {
                    Stream::Stdout => Kind::Stdout,
                    Stream::Stderr => Kind::Stderr,
                };
                self.write(event, kind, text);
            }
            EventKind::Exited { code } if *code != 0 => {
                self.note(event.at, format!("Ended with exit code {code}."));
            }
            EventKind::Interrupted { reason, .. } => self.note(event.at, reason.clone()),
            _ => {}
        }
    }

    /// Text goes on with the last line as long as that is open and of the same stream: as on a terminal,
    /// whoever writes.
    fn write(&mut self, event: &Event, kind: Kind, text: &str) {
        for piece in text.split_inclusive('\n') {
            let (piece, ends) = match piece.strip_suffix('\n') {
                Some(piece) => (piece, true),
                None => (piece, false),
            };
            match self.lines.last_mut() {
                Some(line) if self.open && line.kind == kind => line.text.push_str(piece),
                _ => {
                    let task = match event.runner {
                        Some(Runner::Task(task)) => self.names.get(&task).cloned(),
                        _ => None,
                    };
                    let goes_on = kind == Kind::Stderr
                        && self.lines.last().is_some_and(|last| {
                            last.kind == kind && last.at == event.at && last.task == task
                        });
                    let before = self.library.filter(|_| goes_on);
                    let of_error = (kind == Kind::Stderr).then_some(piece);
                    self.library = of_error.and_then(|text| indent_in_library(text, before));
                    self.lines.push(Line {
                        at: event.at,
                        event: self.read,
                        kind,
                        task,
                        text: piece.to_owned(),
                        goes_on,
                        of_library: self.library.is_some(),
                    });
                }
            }
            self.open = !ends;
        }
    }

    fn note(&mut self, at: Seconds, text: String) {
        self.open = false;
        self.lines.push(Line {
            at,
            event: self.read,
            kind: Kind::Note,
            task: None,
            text,
            goes_on: false,
            of_library: false,
        });
    }

    /// What the script wrote, as a terminal would have shown it.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for line in self.lines.iter().filter(|line| line.kind != Kind::Note) {
            text.push_str(&line.text);
            text.push('\n');
        }
        text
    }
}

/// Where Python is installed.
const INSTALLED: &str = "/usr/local/lib/python3.14/";

/// How far the entry of a traceback is indented that a line is of, if it is about the library; `before` is that of the line
/// above. The lines of an entry stand further in than its first.
fn indent_in_library(text: &str, before: Option<usize>) -> Option<usize> {
    // In a group, bars stand before them.
    let plain = text.trim_start_matches([' ', '|']);
    let indent = text.len() - plain.len();
    match plain.strip_prefix("File \"") {
        Some(path) => path.starts_with(INSTALLED).then_some(indent),
        None => before.filter(|before| indent > *before),
    }
}

/// A piece of a line: plain, or a reference to a line of the script or of a file beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// As it is.
    Plain(&'a str),
    /// The words `line 12` of a traceback's entry, which of the files it is about, and the number.
    Link(&'a str, usize, u32),
}

/// Where a script is when it runs: what it imports is named with the whole path.
const WORKING_FOLDER: &str = "/home/loopscope/";

/// Finds the line of one of these files in an entry of a traceback: `  File "script.py", line 12, in main`. Paths are relative
/// to the working folder.
pub fn pieces<'a>(text: &'a str, files: &[String]) -> Vec<Piece<'a>> {
    found(text, files).unwrap_or_else(|| vec![Piece::Plain(text)])
}

fn found<'a>(text: &'a str, files: &[String]) -> Option<Vec<Piece<'a>>> {
    const FILE: &str = "File \"";
    let path = text.find(FILE)? + FILE.len();
    let end = path + text[path..].find("\", ")?;
    let named = &text[path..end];
    let named = named.strip_prefix(WORKING_FOLDER).unwrap_or(named);
    let file = files.iter().position(|file| file == named)?;
    let start = end + "\", ".len();
    let rest = text[start..].strip_prefix("line ")?;
    let digits = rest
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(rest.len());
    let number = rest[..digits].parse().ok()?;
    let end = start + "line ".len() + digits;
    Some(vec![
        Piece::Plain(&text[..start]),
        Piece::Link(&text[start..end], file, number),
        Piece::Plain(&text[end..]),
    ])
}

/// The most characters of one line that are drawn; the rest is in the copy.
pub const MAX_DRAWN: usize = 2_000;

/// What is drawn of a line, and how many characters are left out.
pub fn drawn(text: &str) -> (&str, usize) {
    match text.char_indices().nth(MAX_DRAWN) {
        Some((end, _)) => (&text[..end], text[end..].chars().count()),
        None => (text, 0),
    }
}

#[cfg(test)]
#[path = "transcript_tests.rs"]
mod tests;
