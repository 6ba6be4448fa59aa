//! The lines that are typed in a run, and what is known of the terminals.

use super::client::Client;
use crate::engine::session::Session;
use machine::Parked;
use std::{
    cell::{Cell, RefCell},
    collections::{BTreeMap, BTreeSet},
    rc::Rc,
};
use trace::{Seconds, ThreadId};

/// A command that runs in the foreground of a terminal, or behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Command(pub u32);

/// The terminals of one run. Without a line there is none, and the script is run as it is.
#[derive(Default)]
pub struct Terminals {
    /// Lines and their terminals, in the order of typing.
    lines: Vec<(u32, String)>,
    /// How many of them have been typed.
    pub(super) typed: Cell<usize>,
    /// When the last one was.
    pub(super) typed_at: Cell<Seconds>,
    /// Which terminal shows what a process writes.
    shows: RefCell<BTreeMap<u32, u32>>,
    /// How commands ended that nobody has asked for yet.
    pub(super) ended: RefCell<BTreeMap<Command, i32>>,
    /// Clients that are at work, or whose work nobody has asked for yet.
    pub(super) clients: RefCell<BTreeMap<Command, Rc<Client>>>,
    /// Threads that wait for a turn or for the end of a command.
    pub(super) waiting: RefCell<Vec<Parked>>,
    /// Threads that a signal is on its way to.
    pub(super) interrupted: RefCell<BTreeSet<ThreadId>>,
}

impl Terminals {
    /// Those at which these lines are typed.
    pub fn new(lines: Vec<(u32, String)>) -> Self {
        Self {
            lines,
            ..Self::default()
        }
    }

    /// Whether there is any.
    pub fn are_there(&self) -> bool {
        !self.lines.is_empty()
    }

    /// The lines, in the order of typing, each with its terminal.
    pub fn lines(&self) -> &[(u32, String)] {
        &self.lines
    }

    /// Whether a line is still to be typed.
    pub fn expect_more(&self) -> bool {
        self.typed.get() < self.lines.len()
    }

    /// A command is over.
    pub(super) fn ended(&self, session: &Session, command: Command, code: i32) {
        self.ended.borrow_mut().insert(command, code);
        self.wake(session);
    }

    /// What a process writes is shown at this terminal.
    pub(super) fn show(&self, process: u32, terminal: u32) {
        self.shows.borrow_mut().insert(process, terminal);
    }

    /// A process was started by another one: it writes where that does.
    pub fn inherit(&self, process: u32, from: u32) {
        if let Some(terminal) = self.of(from) {
            self.shows.borrow_mut().entry(process).or_insert(terminal);
        }
    }

    /// The terminal that shows what a process writes.
    pub fn of(&self, process: u32) -> Option<u32> {
        self.shows.borrow().get(&process).copied()
    }

    /// Whether a signal has come for a thread. It has been told then.
    pub fn take_interrupt(&self, thread: ThreadId) -> bool {
        self.interrupted.borrow_mut().remove(&thread)
    }
}
