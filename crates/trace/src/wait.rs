//! What tasks and threads wait for, and what holds a thread: as types. Words are made where they are shown
//! ([`words`](super::words)).

use super::event::{Runner, Seconds, TaskId, ThreadId};
use serde::{Deserialize, Serialize};

/// Something that several share and wait at, numbered from 0 in the order in which they were first seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ObjectId(pub u32);

/// What such a thing is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ObjectKind {
    /// `asyncio.Lock`
    Lock,
    /// `asyncio.Semaphore`, `asyncio.BoundedSemaphore`
    Semaphore,
    /// `asyncio.Condition`
    Condition,
    /// `asyncio.Event`
    Event,
    /// `asyncio.Barrier`
    Barrier,
    /// `asyncio.Queue` and what is derived from it
    Queue,
    /// `threading.Lock`
    ThreadLock,
    /// `threading.RLock`
    ThreadRLock,
    /// `queue.SimpleQueue`
    SimpleQueue,
}

/// A method of such a thing in which a task waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Meeting {
    /// `Lock.acquire`
    LockAcquire,
    /// `Semaphore.acquire`
    SemaphoreAcquire,
    /// `Condition.wait`
    ConditionWait,
    /// `Condition.wait_for`
    ConditionWaitFor,
    /// `Event.wait`
    EventWait,
    /// `Barrier.wait`
    BarrierWait,
    /// `Queue.get`
    QueueGet,
    /// `Queue.put`
    QueuePut,
    /// `Queue.join`
    QueueJoin,
}

/// What kind of thing is waited for.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WaitKind {
    /// The loop's next turn: `sleep(0)`, a bare `yield`.
    NextTurn,
    /// `asyncio.sleep`.
    Sleep,
    /// A future of which nothing more is known.
    #[default]
    Future,
    /// The end of the one task that [`Wait::on`] has.
    Task,
    /// `asyncio.gather`; [`Wait::on`] has those that are still out.
    Gather {
        /// How many were given.
        of: u32,
    },
    /// `asyncio.wait`; [`Wait::on`] has those that are still out.
    WaitOf {
        /// How many were given.
        of: u32,
        /// How many of them have to end before it returns: one, or all.
        all: bool,
    },
    /// The end of an `asyncio.TaskGroup`; [`Wait::on`] has those that are still out.
    TaskGroup {
        /// How many of its tasks are known to the group.
        of: u32,
    },
    /// The next item of `asyncio.as_completed`; [`Wait::on`] has those that are still out.
    AsCompleted,
    /// `asyncio.wait_for`.
    WaitFor,
    /// Something that tasks share.
    Shared {
        /// Where it waits.
        meeting: Meeting,
        /// At which one; `None` where that is not known.
        object: Option<ObjectId>,
    },
    /// `Server.serve_forever`: those who connect.
    Serve,
    /// A thread: a call that blocks it.
    Blocking(Call),
    /// A thread of a pool: the next job.
    NextJob,
    /// A thread: its event loop has nothing to run (`select`).
    Loop,
    /// A thread: that what it computes is done.
    Compute,
    /// The end of all threads that are no daemons, as the program's end awaits it.
    AllThreads,
    /// A coroutine function of the library, by its qualified name.
    Library(String),
    /// What cannot be known; in words.
    Other(String),
}

/// What a suspended task or a thread waits for.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Wait {
    /// What for.
    pub kind: WaitKind,
    /// The moment at which a timer will end the wait, where one is known.
    pub until: Option<Seconds>,
    /// The tasks that it waits for, where it waits for tasks.
    pub on: Vec<TaskId>,
}

impl Wait {
    /// For something that no timer and no task ends.
    pub fn of(kind: WaitKind) -> Self {
        Self {
            kind,
            ..Self::default()
        }
    }

    /// The thing that tasks share at which this waits.
    pub fn object(&self) -> Option<ObjectId> {
        match &self.kind {
            WaitKind::Shared { object, .. } => *object,
            WaitKind::Blocking(call) => match call.kind {
                CallKind::Acquire { lock, .. } => lock,
                CallKind::Get { queue } => queue,
                _ => None,
            },
            _ => None,
        }
    }

    /// Whether all of those in `on` have to end before this does.
    pub fn needs_all(&self) -> bool {
        matches!(
            self.kind,
            WaitKind::Task
                | WaitKind::Gather { .. }
                | WaitKind::TaskGroup { .. }
                | WaitKind::WaitOf { all: true, .. }
        )
    }
}

/// A call that blocks the thread it is made in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Call {
    /// What kind of call.
    pub kind: CallKind,
    /// How the reader knows it: `time.sleep(2)`, `Lock.acquire`. For showing only.
    pub text: String,
}

/// What kind of call blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CallKind {
    /// `time.sleep`: how long is known when it begins.
    Sleep,
    /// `threading.Lock.acquire`, `threading.RLock.acquire`.
    Acquire {
        /// Which lock; `None` where that is not known.
        lock: Option<ObjectId>,
        /// Who had it when the wait began, where that is known.
        holder: Option<Runner>,
    },
    /// `Thread.join`.
    Join {
        /// The thread that has to end, where it is known.
        thread: Option<ThreadId>,
    },
    /// `queue.SimpleQueue.get`.
    Get {
        /// Which queue; `None` where that is not known.
        queue: Option<ObjectId>,
    },
    /// Opening a file.
    Open,
    /// Reading from the disk.
    Read,
    /// Writing to the disk.
    Write,
    /// A socket: connecting, accepting, sending, receiving.
    Socket,
    /// Looking up the address of a name.
    Resolve,
    /// A query of a database.
    Query,
    /// `select.select` and its like, called by the script.
    Select,
    /// Another process: its end, or what it sends.
    Process,
    /// What is none of these.
    Other,
}

impl CallKind {
    /// Whether it waits for another thread or process of the script's to do something.
    pub fn is_for_others(self) -> bool {
        matches!(
            self,
            Self::Acquire { .. } | Self::Join { .. } | Self::Get { .. } | Self::Process
        )
    }
}

impl Call {
    /// Of this kind, shown as this.
    pub fn new(kind: CallKind, text: impl Into<String>) -> Self {
        Self {
            kind,
            text: text.into(),
        }
    }

    /// The function's name alone, without arguments.
    pub fn function(&self) -> &str {
        self.text.split(['(', ' ']).next().unwrap_or(&self.text)
    }
}
