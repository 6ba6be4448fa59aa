//! The programs that send requests at a terminal, and how a shell reads what is typed there.
//!
//! [`program`] starts `curl` or `hey`. A [`Program`] does no input or output: it asks for what it wants of the machine by
//! [`Wants`] and is [`Told`] what came of it, with the time. It makes no difference in which pieces bytes arrive.
//!
//! * [`line`](mod@line): a typed line, split into commands as a POSIX shell does, or as `cmd.exe` where it is written for that.
//! * `curl`: as version 8.23 behaves and prints with a terminal as its output. `tests/curl` has what the real one printed.
//! * `hey`: a load, and its summary.
//!
//! What is left out, on purpose: curl's meter of progress (it shows one where its output is a file), proxies, HTTP/2 and 3,
//! configuration files, `Expect: 100-continue`, and every protocol but HTTP and HTTPS. Options for those are refused by name.

mod curl;
mod hey;
mod http;
pub mod line;
mod program;
mod said;
mod wire;

pub use program::{Failure, Files, Program, Setting, Stream, Told, Wants};

/// The program of that name with its arguments (those after the name), in the usual [`Setting`]; `None` where there is no such
/// program.
pub fn program(name: &str, arguments: &[String], files: &dyn Files) -> Option<Box<dyn Program>> {
    program_in(&Setting::default(), name, arguments, files)
}

/// The same in another setting. Files are read at once.
pub fn program_in(
    setting: &Setting,
    name: &str,
    arguments: &[String],
    files: &dyn Files,
) -> Option<Box<dyn Program>> {
    match name {
        "curl" | "curl.exe" => Some(curl::start(setting, arguments, files)),
        "hey" => Some(hey::start(setting, arguments, files)),
        _ => None,
    }
}
