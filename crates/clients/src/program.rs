//! What a program and the machine tell each other.

use std::net::SocketAddr;
use tls::{Authority, Trust};

/// What a program asks of the machine, in the order in which it is to be done.
#[derive(Clone, Debug, PartialEq)]
pub enum Wants {
    /// A connection by TCP, called `id` from now on. It is answered by [`Told::Connected`] or [`Told::Failed`].
    Connect {
        /// What the program calls it: never used twice.
        id: u32,
        /// A name, or an address without brackets.
        host: String,
        /// The port.
        port: u16,
    },
    /// Bytes for a connection.
    Send {
        /// Which.
        id: u32,
        /// What.
        bytes: Vec<u8>,
    },
    /// The end of a connection, or of trying to make it. Nothing more is told of it.
    Close {
        /// Which.
        id: u32,
    },
    /// Something for the terminal.
    Print {
        /// By which of its streams.
        stream: Stream,
        /// What; not always UTF-8.
        bytes: Vec<u8>,
    },
    /// [`Told::Time`] at a moment. A program that asks several times may be told once for each, or only when the last has come.
    Wake {
        /// When, in virtual seconds.
        at: f64,
    },
    /// A file, which replaces what was there.
    WriteFile {
        /// Where, as it was typed.
        path: String,
        /// All that is in it.
        bytes: Vec<u8>,
    },
    /// The program is over. Nothing follows, its connections are closed, and moments that it asked for count no more.
    Exit {
        /// What a shell calls `$?`.
        code: i32,
    },
}

/// Where a program prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stream {
    /// What it is asked for.
    Stdout,
    /// What it has to say of that.
    Stderr,
}

/// What a program is told by the machine.
#[derive(Clone, Debug, PartialEq)]
pub enum Told {
    /// A connection is there.
    Connected {
        /// Which.
        id: u32,
        /// The address at its other end, where it is known: what a name stands for.
        remote: Option<SocketAddr>,
        /// The address at this end, where it is known.
        local: Option<SocketAddr>,
    },
    /// A connection could not be made, or broke. It is closed by that; [`Wants::Close`] for it does nothing.
    Failed {
        /// Which.
        id: u32,
        /// How.
        failure: Failure,
    },
    /// Bytes arrived.
    Received {
        /// By which connection.
        id: u32,
        /// At least one.
        bytes: Vec<u8>,
    },
    /// The other end sends no more.
    Ended {
        /// By which connection.
        id: u32,
    },
    /// A moment has come for which [`Wants::Wake`] asked.
    Time,
}

/// How a connection fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// There is no such host.
    NoName,
    /// Nobody listens there.
    Refused,
    /// Nobody answered.
    TimedOut,
    /// No way leads there.
    Unreachable,
    /// The other end broke it off.
    Reset,
}

/// A program that runs at a terminal. It has no clock of its own: `now` is in virtual seconds, and never goes back.
pub trait Program {
    /// Begins.
    fn begin(&mut self, now: f64) -> Vec<Wants>;
    /// Goes on with what it is told.
    fn told(&mut self, now: f64, told: Told) -> Vec<Wants>;
    /// `^C`: what it still has to say, and the end, with what a shell makes of it (130).
    fn interrupted(&mut self, now: f64) -> Vec<Wants>;
}

/// The files that a command line may name.
pub trait Files {
    /// All that is in one; `None` where there is none. `-` is what is piped into the program.
    fn read(&self, path: &str) -> Option<Vec<u8>>;
}

/// No files at all.
impl Files for () {
    fn read(&self, _: &str) -> Option<Vec<u8>> {
        None
    }
}

/// What a program runs in, besides its files.
#[derive(Clone, Debug)]
pub struct Setting {
    /// Seconds since 1970 at virtual time 0: by them certificates and cookies expire.
    pub epoch: f64,
    /// Where what is drawn at random comes from.
    pub seed: u64,
    /// Whose certificates are trusted.
    pub trust: Trust,
    /// Whether standard output is a terminal, and no file or pipe: curl prints nothing there that a terminal cannot show.
    pub terminal: bool,
    /// Whether that terminal knows escape sequences: curl prints the names of fields in bold there.
    pub styled: bool,
}

impl Default for Setting {
    /// 2026-01-01, the authority that simulated hosts have their certificates from, and no escape sequences.
    fn default() -> Setting {
        Setting {
            epoch: 1_767_225_600.0,
            seed: 0,
            trust: Trust {
                anchors: vec![Authority::loopscope().certificate().clone()],
                partial_chain: false,
            },
            terminal: true,
            styled: false,
        }
    }
}

pub(crate) fn print(stream: Stream, text: impl Into<Vec<u8>>) -> Wants {
    Wants::Print {
        stream,
        bytes: text.into(),
    }
}
