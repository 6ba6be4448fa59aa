//! What is asked of a loop from beside it.

use serde::{Deserialize, Serialize};

/// What was asked of a loop, or of something that belongs to one, by a thread that is not the loop's: none of it is
/// thread-safe.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ForeignCall {
    /// `loop.call_soon`
    CallSoon,
    /// `loop.call_later`, `loop.call_at`
    CallLater,
    /// `loop.create_task`
    CreateTask,
    /// `Future.set_result`, `Future.set_exception`
    SetResult,
    /// `Task.cancel`, `Future.cancel`
    Cancel,
    /// `asyncio.Queue.put_nowait`
    QueuePut,
    /// `asyncio.Queue.get_nowait`
    QueueGet,
    /// `asyncio.Event.set`
    EventSet,
    /// `asyncio.Lock.release`, `asyncio.Semaphore.release`
    Release,
    /// `asyncio.Condition.notify`
    Notify,
}
