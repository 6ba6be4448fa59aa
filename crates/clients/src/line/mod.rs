//! A typed line, split into commands.

mod error;
mod loops;
mod windows;
mod words;

pub use error::LineError;

/// One command of a line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Command {
    /// What stands before it as `NAME=value`.
    pub variables: Vec<(String, String)>,
    /// The program's name and its arguments, without quotes. Empty where only variables are set.
    pub words: Vec<String>,
    /// Where its output goes instead of the terminal.
    pub redirections: Vec<Redirection>,
    /// What stands between it and the next command, or after it.
    pub joined: Joined,
}

/// A stream that goes to a file (`> path`, `2>> path`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redirection {
    /// Which: 1 for stdout, 2 for stderr. `&> path` gives both, one after the other.
    pub stream: u8,
    /// Where to: a path as it was typed, or `&1` and `&2` for another stream.
    pub path: String,
    /// Whether it is added to what the file has.
    pub appends: bool,
}

/// How a command is joined to the next one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Joined {
    /// It is the last.
    #[default]
    End,
    /// `;` or a new line: the next one begins when this one is over.
    Then,
    /// `&&`: the next one begins where this one succeeds.
    AndThen,
    /// `||`: the next one begins where this one fails.
    OrElse,
    /// `&`: it runs in the background, and the next one begins at once.
    Background,
    /// `|`: the next one reads what this one prints.
    Pipe,
}

/// Splits a line, or several that belong together, as a POSIX shell does; a line that is written for `cmd.exe` (it is continued by
/// `^` at its ends, or quotes quotes as `\"` inside double ones with no single ones around) as that does.
///
/// A `for` loop is as many commands as it has rounds. No variable has a value. Stars and tildes stand for themselves.
///
/// # Errors
/// What a shell would wait for more of, or what is not supported here.
pub fn split(line: &str) -> Result<Vec<Command>, LineError> {
    split_with(line, &|_| None)
}

/// The same with variables, by `$NAME` and `${NAME}`; one without a value is empty, and no value becomes several words.
///
/// # Errors
/// As [`split`].
pub fn split_with(line: &str, variables: Variables<'_>) -> Result<Vec<Command>, LineError> {
    if windows::is_written_for_it(line) {
        words::split(&windows::joined(line), variables)
    } else {
        words::split(&loops::unrolled(line)?, variables)
    }
}

/// What variables hold.
pub type Variables<'a> = &'a dyn Fn(&str) -> Option<String>;
