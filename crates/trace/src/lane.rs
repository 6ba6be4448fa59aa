//! The timeline's rows: lanes, and the spans and marks in them.

use super::connection::ConnectionId;
use super::event::{Outcome, Runner, Seconds, TaskId, ThreadId};

/// When a wait ends that nothing ever ends.
pub const FOREVER: Seconds = Seconds::INFINITY;

/// What a span's owner was doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// It had the loop, for less than the blocking threshold. Often of no length at all: code takes no virtual time.
    Running,
    /// It waited for something outside itself.
    Waiting,
    /// It could have run, but the loop was held by someone else.
    Ready,
    /// It held the loop without yielding for longer than the threshold.
    Blocking,
    /// Of the loop: nothing to run, waiting for a timer or a device. Of a connection: nobody waits for anything on it.
    Idle,
    /// Of a connection only: bytes pass.
    Transfer,
}

/// Whose row it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Owner {
    /// The loop's own row: busy, idle, held; and the script outside any loop.
    Loop,
    /// A task's row.
    Task(TaskId),
    /// On a live clock, the row of the world around the loop: waiting between beats, ready and held when one is late.
    Heart,
    /// A thread's row: a worker of a pool, or one that the script started.
    Thread(ThreadId),
    /// A socket's row: one end of a connection, or one that listens.
    Connection(ConnectionId, End),
}

/// What a socket is to its connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum End {
    /// It asked to be connected.
    Asks,
    /// It was accepted from one that listens.
    Answers,
    /// It listens: others ask for connections at it.
    Listens,
}

impl Owner {
    /// Whether it is a task or a thread of the script's, and not the loop, the world around it, or a connection.
    pub fn is_the_scripts(self) -> bool {
        matches!(self, Self::Task(_) | Self::Thread(_))
    }
}

/// Someone who held the loop while another was ready.
#[derive(Clone, Debug, PartialEq)]
pub struct Holder {
    /// Who.
    pub runner: Runner,
    /// Its name as the reader knows it: the task's name, the callback's function, `script`.
    pub name: String,
    /// The blocking call, in words, where there was one.
    pub call: Option<String>,
    /// The line of that call.
    pub line: Option<u32>,
}

/// A stretch of one state.
#[derive(Clone, Debug, PartialEq)]
pub struct Span {
    /// The state.
    pub state: State,
    /// Start, in virtual seconds.
    pub from: Seconds,
    /// End; equal to `from` for a step that took no virtual time.
    pub to: Seconds,
    /// The script's line: where it waits, where it blocks.
    pub line: Option<u32>,
    /// What for, in words: `sleep`, `task latte`, `time.sleep(5)`; empty for running.
    pub what: String,
    /// Waiting: the moment a timer will end it, where known; [`FOREVER`] where nothing ever will.
    pub until: Option<Seconds>,
    /// Ready: who held the loop, in order.
    pub held_by: Vec<Holder>,
    /// Index in the trace of the event that began the span.
    pub event: usize,
}

impl Span {
    /// Whether it is a wait that nothing ever ends.
    pub fn is_eternal(&self) -> bool {
        self.until == Some(FOREVER)
    }
}

/// One row of the timeline.
#[derive(Clone, Debug, PartialEq)]
pub struct Lane {
    /// Whose.
    pub owner: Owner,
    /// What the reader calls it: the name that the script gave the task, or else that of its function (see
    /// [`Names`](super::names::Names)); `loop` for the loop.
    pub name: String,
    /// The coroutine's qualified name; empty for the loop.
    pub coroutine: String,
    /// Nesting: 0 for the loop and for tasks made by the script, one more than the creator's for the others.
    pub depth: u16,
    /// Created at, in virtual seconds.
    pub born: Seconds,
    /// When and how it ended; `None` while it never did.
    pub ended: Option<(Seconds, Outcome)>,
    /// In order of time, without overlap; spans of no length are kept.
    pub spans: Vec<Span>,
}

/// The rows of one run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Timeline {
    /// The run's total, in virtual seconds.
    pub end: Seconds,
    /// How far spans reach, in virtual seconds: to `end`, or beyond it where something waits for ever.
    pub horizon: Seconds,
    /// The loop first, then the tasks: each after its creator, siblings in order of creation. The
    /// threads last, in order of starting. Connections are below those who use them, and where there are very many of them,
    /// behind all others.
    pub lanes: Vec<Lane>,
}
