//! The event schema: one record shared by the recorder and every view.

use super::wait::{Call, ObjectId, ObjectKind, Wait};
use serde::{Deserialize, Serialize};

pub use super::connection::{ConnectionId, ConnectionState};
pub use super::foreign::ForeignCall;
pub use super::frame::{Frame, Local};
pub use super::runner::{CallbackId, Cause, Device, Runner, TaskId, ThreadId, TimerId};

/// A moment or a length of time in virtual seconds, as `loop.time()` gives it; a run starts at 0.
pub type Seconds = f64;

/// How a task ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It returned; the `repr` of the result, shortened.
    Done(String),
    /// It raised; type and message as the last line of a traceback has them.
    Failed(String),
    /// It was cancelled.
    Cancelled,
}

/// What a thread does about the processor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Computing {
    /// It computes: it has its interpreter's lock (GIL) and a core.
    Runs,
    /// It could compute, and another thread of its process has their interpreter's lock (GIL).
    AwaitsInterpreter,
    /// It could compute, and every core is busy.
    AwaitsCore,
    /// It no longer computes.
    Stops,
}

/// What the loop's exception handler was told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Report {
    /// `Task was destroyed but it is pending!`
    Destroyed,
    /// `Task exception was never retrieved`, `Future exception was never retrieved`
    NeverRetrieved,
    /// Something else.
    Other,
}

/// Who or what ended a run from outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Interruption {
    /// The reader did.
    Stopped,
    /// A limit was met: of events, tasks, output, computing, memory.
    Limit,
    /// Nothing was left that could ever run.
    NothingLeft,
    /// A server was all that was left, and nobody who could connect to it.
    StillListening,
    /// The engine could not go on.
    Fault,
}

/// Where text was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stream {
    /// `sys.stdout`
    Stdout,
    /// `sys.stderr`
    Stderr,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EventKind {
    /// A loop began to run (`run_forever` entered).
    LoopStarted,
    /// The loop returned from `run_forever`.
    LoopStopped,
    /// A turn of the loop begins with this many handles to run (`BaseEventLoop._run_once`).
    TurnStarted {
        /// Handles that will run in this turn.
        ready: u32,
    },
    /// Nothing was ready: the clock goes from the event's time to `until`.
    Idle {
        /// The deadline that ended the idling.
        until: Seconds,
    },
    /// A task was made.
    TaskCreated {
        /// The new task.
        task: TaskId,
        /// Its name, as `get_name()` gives it.
        name: String,
        /// The qualified name of its coroutine.
        coroutine: String,
        /// The task that created it; `None` when the script itself or a plain callback did.
        parent: Option<TaskId>,
    },
    /// `Task.set_name` was called.
    TaskRenamed {
        /// The task.
        task: TaskId,
        /// The new name.
        name: String,
    },
    /// A plain callback was scheduled; it becomes ready at once or with its timer.
    CallbackCreated {
        /// The callback.
        callback: CallbackId,
        /// The qualified name of the function.
        label: String,
    },
    /// Something entered the ready queue.
    Ready {
        /// What can run now.
        what: Runner,
        /// Why.
        cause: Cause,
        /// Since when it could have run, had the loop not been held: at most the event's time.
        since: Seconds,
    },
    /// A timer was set.
    TimerSet {
        /// The timer.
        timer: TimerId,
        /// When it is due.
        deadline: Seconds,
        /// What it will do, in words.
        label: String,
    },
    /// A timer came due and its callback was made ready.
    TimerFired {
        /// The timer.
        timer: TimerId,
    },
    /// A timer was cancelled before it was due.
    TimerCancelled {
        /// The timer.
        timer: TimerId,
    },
    /// A runner was given the loop.
    StepStarted {
        /// Who runs now.
        what: Runner,
    },
    /// The runner gave the loop back.
    StepEnded {
        /// Who ran.
        what: Runner,
    },
    /// The task whose step just ended waits.
    Suspended {
        /// The task.
        task: TaskId,
        /// What for.
        wait: Wait,
        /// Its await stack, outermost frame first.
        stack: Vec<Frame>,
    },
    /// The task is over.
    TaskEnded {
        /// The task.
        task: TaskId,
        /// How.
        outcome: Outcome,
    },
    /// `Task.cancel` was called on a task that was not over.
    CancelRequested {
        /// The task that is to be cancelled.
        task: TaskId,
    },
    /// The runner held the thread without yielding, from the event's time for `seconds`: `time.sleep`.
    Blocked {
        /// The call: `time.sleep(2)`.
        call: Call,
        /// How long.
        seconds: Seconds,
    },
    /// `CancelledError` is thrown into the task, in the step that runs.
    CancelDelivered {
        /// The task.
        task: TaskId,
    },
    /// A deadline (`asyncio.timeout`, `asyncio.wait_for`) came for a task, which is cancelled for it.
    TimedOut {
        /// The task.
        task: TaskId,
    },
    /// Something that several wait at was met for the first time.
    ObjectSeen {
        /// Its number.
        object: ObjectId,
        /// What it is.
        is: ObjectKind,
    },
    /// A lock, or one place of a semaphore, was taken.
    Acquired {
        /// The lock.
        object: ObjectId,
        /// Who has it now; not always who runs: a semaphore is handed over by who lets it go.
        by: Runner,
    },
    /// A lock, or one place of a semaphore, was let go, by the runner.
    Released {
        /// The lock.
        object: ObjectId,
    },
    /// A thread asked something of a loop that is not its own, past what is thread-safe.
    ForeignCall {
        /// What it called.
        call: ForeignCall,
    },
    /// The loop's exception handler was told of something (`loop.call_exception_handler`).
    Reported {
        /// What kind of thing.
        report: Report,
        /// What is wrong: `Task exception was never retrieved`, `Task was destroyed but it is pending!`, …
        message: String,
        /// The task that it is about.
        task: Option<TaskId>,
    },
    /// The runner computed from the event's time for `seconds` without yielding, beyond what computing is free. The
    /// event's line is where it computed most.
    Computed {
        /// How long, in simulated seconds.
        seconds: Seconds,
    },
    /// The main thread was held by a blocking call of unforeseen length that ends now: `Lock.acquire`,
    /// `Thread.join`. Other threads ran meanwhile.
    Held {
        /// The call.
        call: Call,
        /// When it began.
        from: Seconds,
    },
    /// A thread was started. It has a step whenever it runs (`StepStarted`, `StepEnded`), and is `Ready` when it is woken.
    ThreadStarted {
        /// The new thread.
        thread: ThreadId,
        /// Its name, as `current_thread().name` gives it.
        name: String,
        /// Whether the program ends without it.
        daemon: bool,
        /// The process it belongs to, where that is not the script's own.
        process: Option<u32>,
    },
    /// The thread whose step just ended waits.
    ThreadWaits {
        /// The thread.
        thread: ThreadId,
        /// What for.
        wait: Wait,
    },
    /// From now on a thread computes, waits for its turn to compute, or does neither. The main thread's number is 0.
    Computing {
        /// The thread.
        thread: ThreadId,
        /// What it does.
        computing: Computing,
    },
    /// A thread is over.
    ThreadEnded {
        /// The thread.
        thread: ThreadId,
        /// How.
        outcome: Outcome,
    },
    /// A pool's worker begins with a job that was submitted to it.
    JobStarted {
        /// The worker.
        thread: ThreadId,
        /// The qualified name of the function.
        label: String,
    },
    /// The worker is done with its job.
    JobEnded {
        /// The worker.
        thread: ThreadId,
    },
    /// Something happened to a socket: to one end of a connection, or to one that listens.
    Connection {
        /// The socket.
        connection: ConnectionId,
        /// When it did, in virtual seconds: at most the event's time. What arrives while the thread is held is seen later.
        since: Seconds,
        /// What.
        state: ConnectionState,
    },
    /// On a live clock: the heart of the world around the loop beat, as it does every
    /// [`HEARTBEAT`](super::HEARTBEAT) seconds while nobody holds the thread.
    Beat,
    /// Text was written.
    Output {
        /// Where.
        stream: Stream,
        /// What; not necessarily a whole line.
        text: String,
        /// The terminal that shows it, counted from 1, where the run has terminals.
        terminal: Option<u32>,
    },
    /// A line was typed at a terminal.
    Typed {
        /// The terminal, counted from 1.
        terminal: u32,
        /// The line.
        typed: String,
    },
    /// A terminal's command is over.
    CommandEnded {
        /// The terminal, counted from 1.
        terminal: u32,
        /// Its exit code, as a shell has it in `$?`.
        code: i32,
    },
    /// Python warned, as `warnings.showwarning` was told.
    Warning {
        /// `RuntimeWarning`, …
        category: String,
        /// The message alone.
        message: String,
    },
    /// An exception or a syntax error ended the script. The event's line is where.
    ScriptFailed {
        /// Type and message, as the last line of the traceback has them.
        message: String,
        /// For a syntax error: first column and the column behind the last, counted from 1 in characters.
        columns: Option<(u32, u32)>,
    },
    /// The script is over.
    Exited {
        /// What `python script.py` would return to the shell.
        code: i32,
    },
    /// The run was ended from outside: by Stop, a limit, or a fault of the engine. Nothing follows.
    Interrupted {
        /// By whom.
        by: Interruption,
        /// Why, as a sentence for the reader.
        reason: String,
    },
}

impl EventKind {
    /// The thread that this tells of, where that is another than the main one.
    pub fn thread(&self) -> Option<ThreadId> {
        match self {
            Self::ThreadStarted { thread, .. }
            | Self::ThreadWaits { thread, .. }
            | Self::ThreadEnded { thread, .. }
            | Self::JobStarted { thread, .. }
            | Self::JobEnded { thread }
            | Self::Computing { thread, .. }
            | Self::StepStarted {
                what: Runner::Thread(thread),
            }
            | Self::StepEnded {
                what: Runner::Thread(thread),
            }
            | Self::Ready {
                what: Runner::Thread(thread),
                ..
            } => Some(*thread).filter(|thread| thread.0 != 0),
            _ => None,
        }
    }
}

/// One thing that happened. Events are in the order in which they happened; equal times are common.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// When, in virtual seconds. Never less than that of the event before it.
    pub at: Seconds,
    /// Who was running.
    pub runner: Option<Runner>,
    /// The line of the script that was being executed, counted from 1: the innermost frame of the script itself.
    pub line: Option<u32>,
    /// What happened.
    pub kind: EventKind,
}

/// All events of one run, in order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Trace {
    /// The events.
    pub events: Vec<Event>,
}
