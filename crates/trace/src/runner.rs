//! Who runs, and what lets them: the numbers of tasks, callbacks, timers and threads.

use super::connection::ConnectionId;
use serde::{Deserialize, Serialize};

/// A task, numbered from 0 in order of creation within one run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct TaskId(pub u32);

/// A handle of the loop that is not a task's step: what `call_soon`, `call_later` or
/// `add_done_callback` was given. Numbered from 0 in order of scheduling.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct CallbackId(pub u32);

/// An entry of the timer heap, numbered from 0 in order of `call_at`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct TimerId(pub u32);

/// A thread of the script, numbered in order of starting; 0 is the main thread, which appears as
/// [`Runner::Script`] and the loop's runners instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ThreadId(pub u32);

/// Who has the thread of control. Exactly one runner runs at any moment at which anything runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Runner {
    /// The script outside any loop: module level code before, between and after `asyncio.run`.
    Script,
    /// One step of a task, from resumption to the next suspension.
    Task(TaskId),
    /// A plain callback.
    Callback(CallbackId),
    /// A thread other than the main one, from when it is woken to when it waits.
    Thread(ThreadId),
}

/// What put something into the ready queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// The runner that was running scheduled it, or completed what it waited for.
    Runner(Runner),
    /// Its own deadline came.
    Timer(TimerId),
    /// A device completed what it waited for.
    Device(Device),
    /// The runner asked for its cancelling.
    Cancel(Runner),
    /// The network completed what it waited for, at this socket: bytes arrived, there is room again, somebody asks to be
    /// connected.
    Connection(ConnectionId),
}

/// What completes by itself, later.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Device {
    /// The clock: the time of a thread's wait was over.
    Timer,
    /// A core of the processor: something was computed.
    Core,
    /// The disk.
    Disk,
    /// The network.
    Network,
    /// A database.
    Database,
}
