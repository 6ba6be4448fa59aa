//! Why a line cannot be split.

use std::fmt;

/// Why a line cannot be run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LineError {
    /// A quote is opened and not closed: a shell would wait for another line.
    OpenQuote(char),
    /// The line ends in a backslash, an `&&` or a pipe: a shell would wait for another line.
    Unfinished,
    /// An operator where a command or a file's name should be.
    Unexpected(String),
    /// Something that shells do, and that is not done here.
    NotSupported(&'static str),
}

impl fmt::Display for LineError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            LineError::OpenQuote(quote) => write!(f, "a {quote} is opened and never closed"),
            LineError::Unfinished => f.write_str("the line goes on, and nothing follows"),
            LineError::Unexpected(what) => write!(f, "syntax error near unexpected token '{what}'"),
            LineError::NotSupported(what) => write!(f, "{what} is not available at this terminal"),
        }
    }
}

impl std::error::Error for LineError {}
